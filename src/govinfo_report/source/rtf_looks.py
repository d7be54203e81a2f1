"""How RTF sets text apart, marked in its source before striprtf undoes the format, and settled behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from govinfo_report.source.set_apart import (
    END,
    HIDDEN,
    LOWERED,
    PALE,
    RAISED,
    STRUCK,
    set_apart,
)

_WORDS = "super|sub|nosupersub|striked?|v|deleted|plain|cf|highlight|chcbpat"
_LOOKS = re.compile(r"\\(?:super|sub|striked?|v|deleted)(?![a-zA-Z])(?!0)")
_STATE = re.compile(rf"[{{}}]|\\[^a-zA-Z]|\\({_WORDS})(?![a-zA-Z])(-?\d{{1,5}})? ?")
_COLORS = re.compile(r"\{\\colortbl([^{}]*)\}")
_WHITE = re.compile(r"(?=.*\\red255(?!\d))(?=.*\\green255(?!\d))(?=.*\\blue255(?!\d))", re.DOTALL)
_CHANGE = re.compile(f"[{PALE}-{HIDDEN}{END}]")


class _Looks(NamedTuple):
    small: str = ""
    struck: str = ""
    hidden: str = ""
    pale: str = ""
    shaded: bool = False

    def way(self) -> str:
        return max(self.small, self.struck, self.hidden, "" if self.shaded else self.pale)


def mark_looks(source: str) -> str:
    """Write a mark into the source of a document wherever the way changes in which its text is set apart."""
    whites = _whites(source)
    if not _LOOKS.search(source) and not any(f"\\cf{number}" in source for number in whites):
        return source
    out: list[str] = []
    now = _Looks()
    above: list[_Looks] = []
    way = ""
    at = 0
    for found in _STATE.finditer(source):
        if found[0] == "{":
            above.append(now)
        elif found[0] == "}":
            now = above.pop() if above else now
        elif found[1]:
            now = _changed(now, found[1], found[2], whites)
        if now.way() != way:
            way = now.way()
            out += source[at : found.end()], f"{{\\uc0\\u{ord(way or END)} }}"
            at = found.end()
    return "".join([*out, source[at:]])


def settle_looks(text: str, marks: str) -> str:
    """Set apart what stands between such marks.

    Args:
        text: the text of the document.
        marks: pattern of the marks of its cells and rows, which no text that is set apart goes beyond.
    """
    if not _CHANGE.search(text):
        return text
    out: list[str] = []
    at, way = 0, ""
    beyond = re.compile(rf"(\n|{marks})")
    for found in [*_CHANGE.finditer(text), None]:
        end = found.start() if found else len(text)
        pieces = beyond.split(text[at:end])
        out += [piece if index % 2 else set_apart(way, piece) for index, piece in enumerate(pieces)]
        if found:
            at, way = found.end(), found[0] if found[0] != END else ""
    return "".join(out)


def _whites(source: str) -> frozenset[str]:
    """Give the numbers of the colours that are white."""
    table = _COLORS.search(source)
    colors = table[1].split(";") if table else []
    return frozenset(str(at) for at, color in enumerate(colors) if _WHITE.match(color))


def _changed(now: _Looks, word: str, number: str | None, whites: frozenset[str]) -> _Looks:
    """Give how text looks behind a word of the format."""
    is_on = number != "0"
    match word:
        case "plain":
            return _Looks(shaded=now.shaded)
        case "super" | "sub" | "nosupersub":
            small = {"super": RAISED, "sub": LOWERED}.get(word, "")
            return now._replace(small=small if is_on else "")
        case "strike" | "striked" | "deleted":
            return now._replace(struck=STRUCK if is_on else "")
        case "v":
            return now._replace(hidden=HIDDEN if is_on else "")
        case "cf":
            return now._replace(pale=PALE if number in whites else "")
    return now._replace(shaded=is_on)
