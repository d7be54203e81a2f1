"""Ink: characters that know which cell they print, however the text around them is cut, joined and laid out.

Before a table is damaged and written, each character of a number is replaced by a code of its own from a private
plane of Unicode. Damage and layouts treat it like any character; at the end the codes are turned back, and where
each one stands is where its cell is printed. So no damage and no layout needs to keep account of offsets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from govinfo_report.model import Span

FIRST = 0xF0000
"""The first code; a report needs some thousand of the 65,534."""

_CODES = re.compile("[\U000f0000-\U000ffffd]+")


class Mark(NamedTuple):
    """What a code stands for: a character, the path of the cell that it prints, and whether it does so once more."""

    path: str
    character: str
    again: bool = False


class Ink:
    """Hands out codes.

    Attributes:
        marks: code to what it stands for.
    """

    def __init__(self, marks: Mapping[str, Mark] = MappingProxyType({})) -> None:
        self.marks: dict[str, Mark] = dict(marks)

    def write(self, path: str, text: str) -> str:
        """Give ``text``, the printed cell at ``path``, in codes."""
        first = FIRST + len(self.marks)
        written = "".join(map(chr, range(first, first + len(text))))
        for code, character in zip(written, text, strict=True):
            self.marks[code] = Mark(path, character)
        return written

    def write_again(self, text: str) -> str:
        """Give ``text``, which may hold codes, with new codes for what the cells print once more."""
        written = []
        for code in text:
            mark = self.marks.get(code)
            if mark is not None:
                code = chr(FIRST + len(self.marks))
                self.marks[code] = mark._replace(again=True)
            written.append(code)
        return "".join(written)


def read_ink(text: str, marks: Mapping[str, Mark]) -> tuple[str, dict[str, list[Span]]]:
    """Turn codes back.

    Args:
        text: text with codes.
        marks: code to what it stands for.

    Returns:
        The plain text, of the same length; and path to the spans that its characters take, in the order of the
        text, those that touch each other joined. Of a cell that is printed once more the first print counts, the
        other where nothing is left of the first.
    """
    spans: dict[str, list[Span]] = {}
    more: dict[str, list[Span]] = {}
    pieces: list[str] = []
    behind = 0
    for found in _CODES.finditer(text):
        pieces.append(text[behind : found.start()])
        behind = found.end()
        for at, code in enumerate(found[0], found.start()):
            path, character, again = marks[code]
            pieces.append(character)
            parts = (more if again else spans).setdefault(path, [])
            if parts and parts[-1][1] == at:
                parts[-1] = (parts[-1][0], at + 1)
            else:
                parts.append((at, at + 1))
    return "".join([*pieces, text[behind:]]), {**more, **spans}


def is_inked(text: str) -> bool:
    """Tell whether a text holds codes."""
    return _CODES.search(text) is not None


def plain_of(text: str, marks: Mapping[str, Mark]) -> str:
    """Give a short text (of one box) with its codes turned back."""
    return "".join(marks[code].character if code in marks else code for code in text)
