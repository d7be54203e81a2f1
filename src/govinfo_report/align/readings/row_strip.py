"""Writes down what a row prints as a strip."""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field

from govinfo_report.align.readings.strip import EMPTY, LONGEST, MARK, UNREADABLE, Strip
from govinfo_report.labels import Figure, LabelledRow, read_figure
from govinfo_report.labels.figures import (
    CURRENCY,
    LONGEST_RUN,
    SIGN_WORDS,
    SIGNS,
    UNIT,
    YUAN,
    unit_of,
)
from govinfo_report.labels.normal import without_fields
from govinfo_report.model.row import UNSEEN
from govinfo_report.official import writing

# Blanks between two numbers of one cell that part columns of the page, and lie inside no number.
WIDE_SPACE = 3
_PIECE = re.compile(r"\S+")
_NUMBER = re.compile(
    rf"(?P<currency>{CURRENCY})?(?P<sign>[+\-]|{SIGN_WORDS})?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<point>\.\d+)?"
    rf"(?:[^\S\r\n]?(?P<unit>{UNIT}))?"
    rf"|(?P<space>\s+)|(?P<unseen>[{UNSEEN}]+)"
    # no number, digits in brackets included: looked at only where nothing parts cells
    r"|(?P<rest>(?:[（(\[［【][^()（）\[\]［］【】\s]*[)）\]］】]"
    rf"|(?!(?:[+\-]|{SIGN_WORDS})\d)[^\d\s{UNSEEN}])+)"
)
# a blank that may stand inside a number, from the digit before it on
_THOUSANDS = re.compile(rf"\d[{writing().thousands}]\d{{3}}(?!\d)")
# wide forms and NUL, each for one
_WIDE = str.maketrans("０１２３４５６７８９．，＋－−﹣\x00", "0123456789.,+--- ")


@define
class _Writer:
    """Adds cells to a strip; sets hold offsets in the text so far.

    Attributes:
        text: the characters.
        places: for each its cell and its offset there.
        hard: breaks between cells.
        soft: breaks inside cells, where a space, a sign or a unit stands.
        solid: places inside numbers that hold together.
        units: where a unit ends, to the unit.
        folded: soft breaks that are line ends, or blanks that may part thousands.
        glued: what is no number right beside digits.
        doubled: a mark is of two strokes that may be one for each of two cells.
    """

    text: list[str] = field(factory=list)
    places: list[tuple[int, int]] = field(factory=list)
    hard: set[int] = field(factory=set)
    soft: set[int] = field(factory=set)
    solid: set[int] = field(factory=set)
    units: dict[int, str] = field(factory=dict)
    folded: set[int] = field(factory=set)
    glued: set[int] = field(factory=set)
    doubled: bool = False

    def add_cell(self, index: int, cell: str, is_glued: bool) -> None:
        """Add what a cell prints; where nothing parts cells, what is no number may stand beside digits."""
        if self.text:
            self.hard.add(len(self.text))
        if cell.isdecimal() and cell.isascii() and len(cell) <= LONGEST_RUN:
            self._add_plain(index, 0, cell)
            return
        figure = read_figure(cell)
        is_mark = figure is None or figure.kind == "mark"
        several = figure is not None and figure.kind == "several"
        numbers = None if is_mark else _numbers(cell, is_glued and not several)
        if numbers is not None:
            base = len(self.text)
            for found in numbers:
                self._add_found(index, cell, found)
            self.soft.discard(base)
        elif several:
            self._add_several(index, cell, figure)
        else:
            self._add_alone(index, figure)

    def _add(self, letter: str, index: int, offset: int) -> None:
        self.text.append(letter)
        self.places.append((index, offset))

    def _add_plain(self, index: int, start: int, digits: str) -> None:
        self.text += digits
        self.places += [(index, start + at) for at in range(len(digits))]

    def _add_alone(self, index: int, figure: Figure | None) -> None:
        self._add(_alone(figure), index, figure.spans[0][0] if figure else 0)

    def _add_several(self, index: int, cell: str, figure: Figure | None) -> None:
        """Add the numbers and marks of a cell that several ran into: 0 —."""
        pieces = _beside_marks(cell)
        for start, piece in pieces:
            if start > pieces[0][0]:
                self.hard.add(len(self.text))
            if piece is None:
                self._add_alone(index, figure)
            elif piece.isdecimal():
                self._add_plain(index, start, piece)
            else:
                self._add(MARK, index, start)

    def _add_found(self, index: int, cell: str, found: Any) -> None:
        """Add one of the numbers of a cell, or what stands between two."""
        if found["rest"]:
            self._add_rest(index, found)
        elif found["space"]:
            is_folded = "\n" in found["space"] or "\r" in found["space"]
            may_be_one = _THOUSANDS.match(cell, found.start() - 1) is not None
            is_wide = len(found["space"]) >= WIDE_SPACE and not is_folded
            (self.hard if is_wide else self.soft).add(len(self.text))
            if is_folded or may_be_one:
                self.folded.add(len(self.text))
        elif found["digits"]:
            self._add_number(index, cell, found)

    def _add_number(self, index: int, cell: str, found: Any) -> None:
        if found["sign"] or found["currency"]:
            self.soft.add(len(self.text))
        if found["sign"]:
            self._add("-" if SIGNS[found["sign"]] < 0 else "+", index, found.start("sign"))
        is_grouped = False
        for at in range(found.start("digits"), found.end("digits")):
            if cell[at] in ",，":
                # 91,824 can be 9 and 1,824; behind the comma no other number begins
                is_grouped = True
                continue
            if is_grouped:
                self.solid.add(len(self.text))
            self._add(str(int(cell[at])), index, at)
        if found["point"]:
            size = len(self.text)
            self.solid.update(range(size, size + len(found["point"])))
            self._add(".", index, found.start("point"))
            for at in range(found.start("point") + 1, found.end("point")):
                self._add(str(int(cell[at])), index, at)
        if found["unit"] or found["currency"]:
            self.soft.add(len(self.text))
            self.units[len(self.text)] = unit_of(found["unit"] or "") or YUAN

    def _add_rest(self, index: int, found: Any) -> None:
        """Add what is no number, beside numbers."""
        rest = found["rest"]
        if len(rest) == 2 and all(map(_is_mark, rest)):
            if not _is_mark(rest):
                # 27//: a mark for each of two cells
                self._add_mark(index, found.start())
                self._add_mark(index, found.start() + 1)
                return
            # 27——: one mark, or one for each of two cells
            self.doubled = True
        self._add(_alone(read_figure(rest)), index, found.start())
        end = len(self.text)
        if self.text[-1] == MARK and rest[0].isalpha():
            # 3无5; but 3*5, 3/5 can be 3* and 5, or one cell
            self.hard.update((end - 1, end))
        else:
            self.glued.add(end - 1)

    def _add_mark(self, index: int, offset: int) -> None:
        self.glued.add(len(self.text))
        self._add(MARK, index, offset)

    def strip(self, lined_up: bool) -> Strip:
        """Give the strip."""
        size = len(self.text)
        inner = {at for at in self.soft if 0 < at < size} - self.hard
        return Strip(
            "".join(self.text),
            tuple(self.places),
            frozenset(at for at in self.hard if 0 < at < size),
            frozenset(inner),
            frozenset(self.solid),
            self.units,
            frozenset(self.folded) & inner,
            lined_up,
            frozenset(self.glued),
            self.doubled,
        )


def row_strip(row: LabelledRow, first: int, last: int) -> Strip | None:
    """Give the strip of a row.

    Args:
        row: the row.
        first: index of the first cell to look at, from 0.
        last: index behind the last.

    Returns:
        The strip; None where the row prints too much to be a row of the form.
    """
    writer = _Writer()
    for index in range(first, last):
        if len(writer.text) > LONGEST:
            return None
        writer.add_cell(index, row.row.cells[index], row.row.glued)
    return writer.strip(row.row.lined_up)


def _beside_marks(cell: str) -> list[tuple[int, str | None]]:
    """Give the plain numbers and marks of a cell that several ran into (``0 —``), and where each stands."""
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(cell)]
    for _, piece in pieces:
        figure = read_figure(piece)
        is_number = piece.isdecimal() and piece.isascii()
        if not is_number and (figure is None or figure.kind != "mark"):
            return [(0, None)]
    return [(start, piece) for start, piece in pieces]


def _is_mark(text: str) -> bool:
    figure = read_figure(text)
    return figure is not None and figure.kind == "mark"


def _alone(figure: Figure | None) -> str:
    if figure is None:
        return EMPTY
    return MARK if figure.kind == "mark" else UNREADABLE


def _numbers(cell: str, is_glued: bool) -> list[Any] | None:
    """Give the numbers and spaces of a cell, one behind the other; None where it holds anything else.

    Where nothing parts cells, what is no number stands between them.
    """
    if len(cell) > LONGEST:
        return None
    bare = without_fields(cell).translate(_WIDE)
    at, found = 0, []
    while at < len(bare):
        one = _NUMBER.match(bare, at)
        if one is None or (one["rest"] and not is_glued):
            return None
        found.append(one)
        at = one.end()
    return found if any(one["digits"] for one in found) else None
