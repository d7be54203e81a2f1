"""Rewrites that change no answer: what programs write around a copy's cells, undone before anything is looked at.

Each is a pattern and what it stands for. ``plain`` applies them in order and keeps, for every character that is left,
the offset that it came from.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence

from attrs import frozen

from govinfo_report.match.folded_rows import unfold
from govinfo_report.model.row import Span
from govinfo_report.official import characters, writing

VOID = "\ue000"
"""An empty cell that the copy prints: NaN, None, null."""
# Escapes and tags are undone where a program wrote them: so many are no accident.
_MANY_ESCAPES = 20
_MANY_TAGS = 20
_BLOCK = re.compile(r"</?(?:tr|row|br|p|div|li|table|h\d|head|section)\b", re.IGNORECASE)
_RULE = re.compile(r"[-=─━]{3}|[+|]\s*:?-{2}")
_BRACKETED = re.compile(r"(?<!\d)\[(\d[\d.,]*)\]")
# One number in brackets is a note; where so many are, a program wrote them.
_MANY_BRACKETS = 20
_CELL = re.compile(r"<(?:td|th|cell)\b", re.IGNORECASE)
_BARS = re.compile(r"\|+|│+")
# Bars that are nearly all doubled, in so many places, are no accident.
_MANY_BARS = 20
_ESCAPED = {"n": "\n", "r": " ", "t": "\t"}
# Radicals that have a block of their own; Unicode says which character each is.
_RADICALS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS |= writing().radicals
# One character for one: full-width signs, radicals, blanks that are no plain space.
_SINGLE = str.maketrans(
    "０１２３４５６７８９．，＋－／％｜\u3000\u2002\u2003\u2009\x0c\x0b" + "".join(_RADICALS),
    "0123456789.,+-/%|\xa0\xa0\xa0\xa0\n\n" + "".join(_RADICALS.values()),
)


@frozen
class Equivalent:
    """A rewrite that changes no answer.

    Attributes:
        name: what it undoes.
        example: what stands in the copy, and what it is read as.
        applies: tells quickly whether a text may have it.
        pattern: what is rewritten.
        meaning: gives what a match stands for.
    """

    name: str
    example: tuple[str, str]
    applies: Callable[[str], bool]
    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str]], str]


@frozen
class Plain:
    """A text after the rewrites.

    Attributes:
        source: the copy.
        text: the text that is read.
        offsets: for each of its characters the offset in the copy, from 0.
    """

    source: str
    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Give where ``text[start:end]`` stands in the copy."""
        if start == end:
            at = self.offsets[start] if start < len(self.offsets) else self._end()
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def _end(self) -> int:
        return self.offsets[-1] + 1 if self.offsets else 0


def _always(_text: str) -> bool:
    return True


def _is_escaped(text: str) -> bool:
    return "\\" in text and (
        text.count("\\n") > _MANY_ESCAPES
        or len(re.findall(r"\\u[0-9a-f]{4}", text)) > _MANY_ESCAPES
    )


def _is_bracketed(text: str) -> bool:
    return len(_BRACKETED.findall(text)) > _MANY_BRACKETS


def _is_tagged(text: str) -> bool:
    return "<" in text and len(_CELL.findall(text)) > _MANY_TAGS


def _is_barred_twice(text: str) -> bool:
    runs = _BARS.findall(text)
    return len(runs) > _MANY_BARS and sum(len(run) % 2 for run in runs) < len(runs) / _MANY_BARS


def _unescaped(found: re.Match[str]) -> str:
    code = found[0][1]
    return chr(int(found[0][2:], 16)) if code == "u" else _ESCAPED.get(code, code)


def _tag(found: re.Match[str]) -> str:
    if _CELL.match(found[0]):
        return "\t"
    return "\n" if _BLOCK.match(found[0]) else ""


def _entity(found: re.Match[str]) -> str:
    return html.unescape(found[0]).replace("\u3000", "\xa0")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0]) if _RULE.search(found[0]) else found[0]


def _compatible(found: re.Match[str]) -> str:
    meaning = unicodedata.normalize("NFKC", found[0])
    # a number in a circle is none
    return f"({meaning})" if meaning.isdigit() else meaning


def _pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(words, flags)


EQUIVALENTS: tuple[Equivalent, ...] = (
    Equivalent(
        "escapes of programs",
        (r"41\n3", "41\n3"),
        _is_escaped,
        _pattern(r"\\u[0-9a-fA-F]{4}|\\[nrt\"]"),
        _unescaped,
    ),
    Equivalent(
        "tags of cells and rows",
        ("<tr><td>41</td><td>3</td></tr>", "\n\t41\t3\n"),
        _is_tagged,
        _pattern(r"</?[a-zA-Z][^<>]{0,300}>"),
        _tag,
    ),
    Equivalent(
        "entities",
        ("&nbsp;", "\xa0"),
        lambda text: "&" in text,
        _pattern(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{1,20});"),
        _entity,
    ),
    Equivalent(
        "breaks inside cells",
        ("41<br>3", "41 3"),
        lambda text: "<br" in text,
        _pattern(r"<br\s*/?>"),
        lambda _: " ",
    ),
    Equivalent(
        "escapes of Markdown",
        (r"1\. \-2", "1. -2"),
        lambda text: "\\" in text,
        _pattern(r"\\([-+*_.#|>\[\]()!~`])"),
        lambda found: found[1],
    ),
    Equivalent(
        "brackets around every cell",
        ("[41]", "41"),
        _is_bracketed,
        _BRACKETED,
        lambda found: found[1],
    ),
    Equivalent(
        "marks of bold print",
        ("**41**", "41"),
        lambda text: "**" in text,
        _pattern(r"\*\*"),
        lambda _: "",
    ),
    Equivalent(
        "doubled bars",
        ("41||3", "41|3"),
        _is_barred_twice,
        _pattern(r"\|\||││"),
        lambda _: "|",
    ),
    Equivalent(
        "words for an empty cell",
        ("NaN", VOID),
        lambda text: "N" in text or "n" in text,
        _pattern(r"(?<![A-Za-z<])(?:NaN|nan|None|null|NULL|N/A|n/a)(?![A-Za-z])|<NA>"),
        lambda _: VOID,
    ),
    Equivalent(
        "what prints nothing",
        ("4\u200b1", "41"),
        lambda text: not text.isascii(),
        _pattern("[\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00]"),
        lambda _: "",
    ),
    Equivalent(
        "characters that stand for several",
        ("⑴", "(1)"),
        lambda text: not text.isascii(),
        _pattern(r"[㈠-㈩㊀-㊉⑴-⒇⒈-⒛]|(?<!\d)[①-⑳]"),
        _compatible,
    ),
    Equivalent(
        "line ends",
        ("41\r\n", "41\n"),
        lambda text: "\r" in text,
        _pattern(r"\r\n?"),
        lambda _: "\n",
    ),
)
_DRAWN = Equivalent(
    "rules of drawn tables",
    ("+----+----+", "           "),
    lambda text: "--" in text or "==" in text or "─" in text or "━" in text,
    _pattern(r"^[ \t|+:=┼├┤┬┴─━┌┐└┘╋-]+$", re.MULTILINE),
    _blank,
)


def plain(text: str) -> Plain:
    """Rewrite a copy by every equivalent that it has.

    Args:
        text: the copy.
    """
    source = text
    offsets: Sequence[int] = range(len(text))
    text = text.translate(_SINGLE)
    for equivalent in EQUIVALENTS:
        if equivalent.applies(text):
            text, offsets = _rewrite(text, offsets, equivalent)
    if not text.isascii():
        text = characters().simplified(text)
    text, offsets = unfold(text, offsets)
    if _DRAWN.applies(text):
        text, offsets = _rewrite(text, offsets, _DRAWN)
    return Plain(source, text, offsets)


def _rewrite(
    text: str, offsets: Sequence[int], equivalent: Equivalent
) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    places = array("l")
    last = 0
    for found in equivalent.pattern.finditer(text):
        meaning = equivalent.meaning(found)
        start, end = found.span()
        pieces += (text[last:start], meaning)
        places.extend(offsets[last:start])
        places.extend([offsets[start]] * len(meaning))
        last = end
    if not pieces:
        return text, offsets
    pieces.append(text[last:])
    places.extend(offsets[last:])
    return "".join(pieces), places
