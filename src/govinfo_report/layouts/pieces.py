"""Pieces of text that a copy tore cells into, and rows put together from them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from govinfo_report.labels import read_figure
from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import Row
from govinfo_report.model.row import SPACES

# White space to ``SPACES`` and not to Python; a cell that one of them ends is rare.
_UNSEEN = frozenset(character for character in SPACES if not character.isspace())
# Numbers of labels that `is_label.begins` passes over like brackets, whatever number they are.
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨")
# The longest text that is tried as a label: the printed note of table 三 has 34 characters, the longest line 37.
LONGEST = 100
# Pieces that one label is looked for in: one character a line tears the longest line into 37.
MOST_PIECES = 48
# Texts asked about for one table beyond the pieces themselves. A table whose labels are all torn asks some 400; a text
# made to be slow would ask 48 for each of its lines.
MOST_ASKED = 4_000
# The longest cell that is looked at as a number: seventy-five digits, a sign and a unit.
LONGEST_VALUE = 90


class Piece(NamedTuple):
    """A run of characters that is a cell, or a part of one.

    Attributes:
        text: what stands there.
        start: offset of its first character in the copy, from 0.
    """

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


Cell: TypeAlias = tuple[Piece, ...]
"""A cell as the pieces that it was torn into; an empty one is one piece of width zero."""


def text_of(cell: Cell) -> str:
    """Give what a cell prints: its pieces, joined."""
    return cell[0].text if len(cell) == 1 else "".join([piece.text for piece in cell])


def row_of(cells: Sequence[Cell], by_room: bool = False) -> Row:
    """Make a row of cells; ``by_room`` as in ``Row``."""
    parts = [
        tuple([(piece.start, piece.start + len(piece.text)) for piece in cell]) for cell in cells
    ]
    texts = [
        cell[0].text if len(cell) == 1 else "".join([piece.text for piece in cell])
        for cell in cells
    ]
    return Row(texts, parts[0][0][0], 0, parts, by_room=by_room)


def trimmed(text: str, start: int) -> Piece:
    """Take the white space around a text away; what is left of white space alone stands where that begins."""
    bare = text.strip()
    if bare and (bare[0] in _UNSEEN or bare[-1] in _UNSEEN):
        bare = bare.strip(SPACES)
    return Piece(bare, start + text.find(bare) if bare else start)


def is_value(text: str) -> bool:
    """Tell whether a cell holds a number or a mark (``/``, ``无``); ``约3`` is neither."""
    if text.isdecimal():
        return True
    return len(text) <= LONGEST_VALUE and _is_value(text)


@lru_cache(maxsize=4_096)
def _is_value(text: str) -> bool:
    figure = read_figure(text)
    return figure is not None and figure.kind != "text"


class LabelFinder:
    """Finds labels that stand in several pieces, in one table.

    Args:
        is_label: tells whether a text is a label.
    """

    def __init__(self, is_label: LabelTest) -> None:
        self.is_label = is_label
        self._left = MOST_ASKED

    def labels(self, words: Sequence[Piece]) -> Iterator[Cell]:
        """Give each label among texts, the longest that neighbouring ones make, and each text that is none.

        Args:
            words: the texts, in order.
        """
        at = 0
        while at < len(words):
            texts = [piece.text for piece in words[at : at + MOST_PIECES]]
            is_told = self.is_label(texts[0]) and (len(texts) == 1 or self.is_label(texts[1]))
            count = 1 if is_told else self.longest(texts) or 1
            yield tuple(words[at : at + count])
            at += count

    def longest(self, pieces: Sequence[str], head: str = "") -> int:
        """Give how many of ``pieces``, put together behind ``head``, make the longest label; 0 where none do.

        Every number of pieces is tried: 2.其他 is a label, and 2.其他 | 法律行政法规 | 禁止公开 another one.
        """
        best = 0
        whole = head
        for count, piece in enumerate(pieces[:MOST_PIECES], 1):
            whole += piece
            if len(whole) > LONGEST or self._left <= 0:
                break
            self._left -= 1
            if self.is_label(whole):
                best = count
        parts = [head, *pieces[:best]] if head else list(pieces[:best])
        if len(parts) > 1 and not self._may_begin(parts[0], "".join(parts[1:])):
            return 0
        return best

    def _may_begin(self, head: str, rest: str) -> bool:
        """Tell whether the piece of a label can be its beginning: a number alone only where the form has that number.

        ① | 1162 above 行政强制 | 646 is no label in two pieces: ① stands in the place of a number, and so does ####.
        """
        if any(map(str.isalpha, head)):
            return True
        plain = f"{unicodedata.digit(head)}." if head in _CIRCLED else head
        return self.is_label.begins(plain + rest, 0) is not None

    def is_own(self, cell: Cell) -> bool:
        """Tell whether a label has the number that the form prints for it, or none.

        2.其他 is 3.其他, or the beginning of 2.其他 | 法律行政法规禁止公开.
        """
        text = text_of(cell)
        return self.is_label.begins(text, 0) is not None or not self.is_label.is_begun(text)

    def is_whole(self, cell: Cell) -> bool:
        """Tell whether a cell put together of pieces is a label."""
        self._left -= 1
        whole = text_of(cell)
        return self._left >= 0 and len(whole) <= LONGEST and self.is_label(whole)
