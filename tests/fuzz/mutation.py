"""Changes to files that are well-formed or nearly so: what is packed is unpacked first, and packed again."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from tests.strategies import WORN

MOST = 100_000
"""Bytes of the largest input."""

Parts: TypeAlias = dict[str, bytes]
"""What a file holds: for a ZIP its members, for a PDF what its streams hold and what stands between them."""

_TOKEN = re.compile(
    rb"<[^<>]{0,400}>|\\[a-z]+-?\d* ?|[{}()|,/\t]|\r?\n|[^<\\{}()|,/\t\r\n]+|.", re.DOTALL
)
_NUMBER = re.compile(rb"\d+")
# what stands behind `endstream` is no stream
_STREAM = re.compile(
    rb"(?<=[^d]stream\n)(.*?)(?=\n?endstream)|(?<=[^d]stream\r\n)(.*?)(?=\r?\n?endstream)",
    re.DOTALL,
)
# Numbers that nobody writes there.
_ODD = (
    b"0", b"1", b"-1", b"2", b"7", b"40", b"255", b"256", b"999", b"1000", b"65535", b"65536", b"99999", b"1048576",
    b"16777216", b"2147483647", b"2147483648", b"4294967296", b"-2147483649", b"1.5", b"-0.0", b"1e400", b"1e-400",
    "²".encode(), "٣".encode(), "１".encode(), b"NaN", b"inf", b"", b" ", b"9" * 20, b"9" * 5_000,
)  # fmt: skip
_BYTES = (
    b"\x00", b"\xff", b"\x7f", b"\x80", b"\x01", b"\xff\xff", b"\xff\x7f", b"\x00\x00\x00\x80",
)  # fmt: skip


def unpack(data: bytes) -> Parts:
    """Take a file apart; one that is not packed is one part."""
    if data.startswith(b"PK"):
        try:
            with ZipFile(io.BytesIO(data)) as package:
                return {name: package.read(name) for name in package.namelist()}
        except (
            BadZipFile,
            OSError,
            ValueError,
            EOFError,
            zlib.error,
            NotImplementedError,
            RuntimeError,
        ):
            return {"": data}
    if data.startswith(b"%PDF"):
        pieces = [piece for piece in _STREAM.split(data) if piece is not None]
        return {f"{at}": _inflated(piece) for at, piece in enumerate(pieces)}
    return {"": data}


def pack(parts: Parts) -> bytes:
    """Put a file together again."""
    if "0" in parts:
        return b"".join(_deflated(piece) for piece in parts.values())
    if "" in parts:
        return parts[""]
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for name, content in parts.items():
            # with a time of its own, so that the same parts are the same bytes
            package.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


# What was deflated is marked, so that it is deflated again.
_MARK = b"%deflated\n"


def _inflated(piece: bytes) -> bytes:
    if piece[:1] != b"\x78":
        return piece
    try:
        return _MARK + zlib.decompressobj().decompress(piece, 1 << 20)
    except zlib.error:
        return piece


def _deflated(piece: bytes) -> bytes:
    return zlib.compress(piece[len(_MARK) :]) if piece.startswith(_MARK) else piece


@lru_cache(256)
def tokens(part: bytes) -> tuple[bytes, ...]:
    """Cut what is text into tags, words of control, lines and what stands between."""
    return tuple(_TOKEN.findall(part))


def is_binary(part: bytes) -> bool:
    """Tell whether a part is no text, so that each byte has its place."""
    return b"\x00" in part[:4_000]


def mutate(rng: Random, data: bytes, other: bytes = b"") -> bytes:
    """Change a file in some places.

    Args:
        rng: where the random numbers come from.
        data: the file.
        other: a file to take pieces from.

    Returns:
        The changed file, of ``MOST`` bytes at most.
    """
    parts = unpack(data)
    donors = [part for part in unpack(other).values() if part and not is_binary(part)]
    # most changes strike the parts that hold most
    names = [name for name, part in parts.items() if part] or list(parts)
    weights = [1 + len(parts[name]) ** 0.5 for name in names]
    for _ in range(rng.choice([1, 1, 2, 4])):
        name = rng.choices(names, weights)[0]
        steps = rng.choice([1, 1, 2, 3, 8, 30])
        if is_binary(parts[name]):
            parts[name] = _changed_bytes(rng, parts[name], steps)
        else:
            donor = tokens(rng.choice(donors)) if donors else ()
            parts[name] = _changed_tokens(rng, list(tokens(parts[name])), donor, steps)
    if len(parts) > 1 and rng.random() < 0.02:
        del parts[rng.choice(list(parts))]
    changed = pack(parts) if parts else b""
    if rng.random() < 0.05:
        changed = _changed_bytes(rng, changed, 3)
    return changed if len(changed) <= MOST else changed[:MOST]


def _changed_bytes(rng: Random, part: bytes, steps: int) -> bytes:
    """Write over bytes, mostly; seldom cut or repeat, for what comes behind then stands elsewhere."""
    changed = bytearray(part)
    for _ in range(steps):
        at = rng.randrange(len(changed) + 1)
        way = rng.random()
        if way < 0.5:
            new = rng.choice(_BYTES)
            changed[at : at + len(new)] = new
        elif way < 0.9:
            changed[at : at + 1] = bytes([rng.randrange(256)])
        elif way < 0.95:
            size = rng.choice([1, 16, 512])
            to = rng.randrange(len(changed) + 1)
            changed[at : at + size] = changed[to : to + size]
        else:
            size = rng.choice([1, 64, 512])
            changed[at:at] = changed[at : at + size] if rng.random() < 0.7 else b""
            del changed[at : at + rng.choice([0, 0, size])]
    return bytes(changed)


def _changed_tokens(rng: Random, part: list[bytes], donor: Sequence[bytes], steps: int) -> bytes:
    # XML that is not well-formed is refused at once, so most changes keep it so
    keeps = part[:1] != [] and part[0].startswith(b"<") and rng.random() < 0.9
    for _ in range(steps):
        low = rng.randrange(len(part) + 1)
        size = rng.choice([1, 1, 2, 5, 20, 200])
        high = _balanced(part, low, size) if keeps else min(len(part), low + size)
        rng.choice(_KEEPING if keeps else _WAYS)(rng, part, low, high, donor)
    return b"".join(part)


def _balanced(part: Sequence[bytes], low: int, size: int) -> int:
    """Give where to end a run of about so many tokens that closes each element that it opens, and no other."""
    depth, end = 0, low
    for at in range(low, len(part)):
        token = part[at]
        if token.startswith(b"</"):
            depth -= 1
        elif token.startswith(b"<") and not token.endswith((b"/>", b"?>", b"->")):
            depth += 1
        if depth < 0:
            break
        if depth == 0:
            end = at + 1
            if end - low >= size:
                break
    return end


def _cut(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    del part[low:high]


def _end(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    if rng.random() < 0.1:
        del part[low:]


def _repeat(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    run = part[low:high]
    size = sum(map(len, run)) or 1
    most = MOST // size
    part[low:low] = run * min(most, rng.choice([1, 1, 2, 3, 10, 100, 1_000, most]))


def _move(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    run = part[low:high]
    del part[low:high]
    to = rng.randrange(len(part) + 1)
    part[to:to] = run


def _borrow(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    at = rng.randrange(len(donor) + 1)
    part[low : rng.choice([low, high])] = donor[
        at : _balanced(donor, at, rng.choice([1, 2, 10, 100]))
    ]


def _number(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    """Write another number into the next token that has one."""
    for at in range(low, min(low + 200, len(part))):
        found = list(_NUMBER.finditer(part[at]))
        if found:
            place = rng.choice(found)
            part[at] = part[at][: place.start()] + rng.choice(_ODD) + part[at][place.end() :]
            return


def _write(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    """Write a scrap anywhere."""
    scrap = rng.choice(WORN).encode("utf-8", "surrogatepass")
    if low < len(part) and rng.random() < 0.7:
        at = rng.randrange(len(part[low]) + 1)
        part[low] = part[low][:at] + scrap + part[low][at + rng.choice([0, 0, 1, 3]) :]
    else:
        part.insert(low, scrap)


def _write_text(
    rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]
) -> None:
    """Write a scrap before or behind the next text between tags."""
    for at in range(low, min(low + 50, len(part))):
        if not part[at].startswith(b"<"):
            scrap = escape(
                "".join(sign for sign in rng.choice(WORN) if sign in "\t\n" or sign.isprintable())
            )
            part.insert(at + rng.choice([0, 1]), scrap.encode())
            return


def _nest(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    """Put an element inside itself."""
    opened = low < high and re.match(rb"<([\w:]+)[^/>]*>$", part[low])
    if opened:
        times = rng.choice([1, 2, 30, 150, 250, 1_000, 5_000])
        end = _balanced(part, low, 1)
        part.insert(end, b"</%s>" % opened[1] * times)
        part[low] *= times + 1


def _open(rng: Random, part: list[bytes], low: int, high: int, donor: Sequence[bytes]) -> None:
    """Open a tag or a brace many times."""
    for at in range(low, min(low + 20, len(part))):
        if part[at] in b"{([" or part[at].startswith(b"<"):
            part[at] *= rng.choice([2, 30, 250, 1_000, 5_000])
            return


_Way: TypeAlias = Callable[[Random, list[bytes], int, int, Sequence[bytes]], None]
_KEEPING: tuple[_Way, ...] = (
    *(_cut, _repeat, _repeat, _move, _borrow, _borrow, _number, _number, _number),
    *(_write_text, _write_text, _nest),
)
_WAYS: tuple[_Way, ...] = (*_KEEPING, _write, _write, _write, _open, _end)
