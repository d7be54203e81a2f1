"""Columns of plain values as Arrow arrays, made of their bytes.

``pyarrow.array`` looks at every value, and imports pandas where that is installed: half a second, and more memory than
the whole library takes.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import Any

from govinfo_report.errors import MissingExtraError

DIGITS = 38
FRACTION = 9
"""Digits of a number in Arrow, and how many of them stand behind the point."""

_DECIMAL_BYTES = 16
# Numbers whose bytes are remembered: most come back.
_KNOWN = 10_000


def require_pyarrow(purpose: str, zh: str = "输出Arrow格式") -> Any:
    """Give the module pyarrow.

    Args:
        purpose: what it is needed for: "to write Parquet".
        zh: the same in Chinese.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise MissingExtraError("pyarrow", "arrow", purpose, zh) from error
    return pyarrow


def arrow_type(type: str) -> Any:
    """Give the Arrow type of a column.

    Args:
        type: ``text``, ``integer`` or ``number``, see ``FactColumn``.
    """
    pa = require_pyarrow("to give facts as Arrow")
    if type == "number":
        return pa.decimal128(DIGITS, FRACTION)
    return pa.string() if type == "text" else pa.int64()


def column_array(values: Sequence[Any], type: str) -> Any:
    """Give a column as an array; what the type cannot hold is null.

    Args:
        values: the values, None for none.
        type: see ``arrow_type``.
    """
    if values and values.count(None) == len(values):
        pa = require_pyarrow("to give facts as Arrow")
        return pa.nulls(len(values), arrow_type(type))
    return _array(arrow_type(type), len(values), *_BUFFERS[type](values))


def repeated_array(runs: Iterable[tuple[Sequence[Any], int]], type: str) -> Any:
    """Give an array of few values as a dictionary, each value once.

    Args:
        runs: values that follow one another, and how often each of them stands there.
        type: see ``arrow_type``.
    """
    place = _Places()
    known: dict[int, tuple[Sequence[Any], array[int]]] = {}
    indices = array("i")
    for values, count in runs:
        found = known.get(id(values))
        if found is None:
            found = known[id(values)] = values, array("i", map(place.__getitem__, values))
        indices += found[1] if count == 1 else found[1] * count
    valid = None
    if None in place:
        # what is missing is no entry of the dictionary: a Parquet file takes that as it is
        none = place.pop(None)
        valid = _bits([at != none for at in indices])
        indices = array("i", [0 if at == none else at - (at > none) for at in indices])
    return _dictionary(place, indices, valid, type)


def rare_array(rare: Mapping[int, Any], default: Any, count: int, type: str) -> Any:
    """Give an array of which few places hold anything but ``default``, as ``repeated_array`` does.

    Args:
        rare: place, from 0, to what stands there.
        default: what stands at all others.
        count: how many values there are.
        type: see ``arrow_type``.
    """
    place = _Places() if default is None else _Places({default: 0})
    valid = bytearray((count + 7) // 8) if default is None else None
    indices = array("i", [0]) * count
    for at, value in rare.items():
        if value is not None:
            indices[at] = place[value]
            if valid is not None:
                valid[at >> 3] |= 1 << (at & 7)
    return _dictionary(place, indices, valid, type)


def _dictionary(places: Iterable[Any], indices: array[int], valid: Any, type: str) -> Any:
    pa = require_pyarrow("to give facts as Arrow")
    chosen = _array(pa.int32(), len(indices), valid, indices)
    return pa.DictionaryArray.from_arrays(chosen, column_array(list(places), type))


class _Places(dict[Any, int]):
    """Value to its place, in the order in which they were first asked for."""

    def __missing__(self, value: Any) -> int:
        found = self[value] = len(self)
        return found


def _array(kind: Any, count: int, *buffers: Any) -> Any:
    pa = require_pyarrow("to give facts as Arrow")
    held = [None if buffer is None else pa.py_buffer(buffer) for buffer in buffers]
    return pa.Array.from_buffers(kind, count, held)


def _valid(values: Sequence[Any]) -> bytes | None:
    """Give a bit for each value, set where there is one; None where all have one."""
    return _bits([value is not None for value in values]) if None in values else None


def _bits(flags: Sequence[bool]) -> bytes:
    """Give flags as bits, the first one the lowest."""
    text = "".join(["1" if flag else "0" for flag in reversed(flags)])
    return int(text, 2).to_bytes((len(flags) + 7) // 8, "little")


def _text(values: Sequence[str | None]) -> tuple[Any, ...]:
    texts = [value or "" for value in values]
    whole = "".join(texts)
    if whole.isascii():
        ends = array("i", accumulate(map(len, texts), initial=0))
        return _valid(values), ends, whole.encode()
    # half of a surrogate pair has no UTF-8
    parts = [text.encode("utf-8", "replace") for text in texts]
    return _valid(values), array("i", accumulate(map(len, parts), initial=0)), b"".join(parts)


def _integers(values: Sequence[int | None]) -> tuple[Any, ...]:
    try:
        return None, array("q", values)
    except TypeError:
        return _valid(values), array("q", [value or 0 for value in values])


def _numbers(values: Sequence[int | Decimal | None]) -> tuple[Any, ...]:
    parts = [None if value is None else _decimal(value) for value in values]
    valid = _valid(parts)
    return valid, b"".join([part or bytes(_DECIMAL_BYTES) for part in parts])


@lru_cache(_KNOWN)
def _decimal(value: int | Decimal) -> bytes | None:
    if isinstance(value, Decimal) and value.adjusted() >= DIGITS:
        return None
    over, under = value.as_integer_ratio()
    scaled, rest = divmod(over * int(10**FRACTION), under)
    if rest or abs(scaled) >= 10**DIGITS:
        return None
    return scaled.to_bytes(_DECIMAL_BYTES, "little", signed=True)


_BUFFERS: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "text": _text,
    "integer": _integers,
    "number": _numbers,
}
