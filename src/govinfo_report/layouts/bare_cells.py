"""One cell a line, and nothing that marks the rows.

::

    规章
    0
    0
    0
    行政规范性文件
    3

A row is a label and the numbers below it, up to the next label. Which cells are empty is for later stages to say. Bars
may stand around each cell, as converters of web pages leave them: ``规章 |`` above ``3 |``.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

from govinfo_report.labels.figures import UNIT, UNITS
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.blank_lines import LinedRow, add_empty_cells
from govinfo_report.layouts.page_marks import is_page_mark
from govinfo_report.layouts.pieces import (
    Cell,
    LabelFinder,
    Piece,
    is_value,
    text_of,
)
from govinfo_report.model import Row
from govinfo_report.model.row import SPACES, UNSEEN
from govinfo_report.source import Lines

# A tab between two cells of one line: then the line is a row.
_INNER_TAB = re.compile(r"\S[^\S\r\n\t]*\t[^\S\r\n]*\S")
# The digits of a number that stands alone between line ends or full-width spaces.
_ALONE = re.compile(
    rf"(?:^|[\n\r\u3000])[ \t\xa0{UNSEEN}]*[+\-]?(\d[\d,.]*)"
    rf"(?:{UNIT})?(?:[^\S\n\r\u3000]|[{UNSEEN}])*(?![^\n\r\u3000])"
)
# What may stand around a number that is alone on its line, or parts it from another.
_AROUND = ("\u3000", *UNSEEN)
_FAR = re.compile(r"[^\u3000]+")
DIVIDERS = ("|", "\t")
_EDGES = SPACES + "|"
# The bar behind a cell; several bars together fill its row up, and show no empty cells.
_BAR = re.compile(r"\|(?:\s*\|{2,})?")
# Lines with a bar that make a table of such cells; of so many lines one may hold two cells.
FEWEST_BARRED, LINES_A_ROW = 12, 8
# Bars or tabs on one line that part more than the cells of a row: fifteen numbers of table 四, and what stands around.
MOST_CELLS = 20
# Numbers and marks from which on they make a table: that of table 四 has fifteen.
FEWEST_VALUES = 15
# Numbers of one line that are no cell, and lines with as many that are rows: another layout reads them.
FEWEST_BESIDE, FEWEST_ROWS = 5, 2
# Pieces that one blank breaks a number into.
_HALVES = 2


class BareCells:
    """Cells on lines of their own: a row is a label and the numbers below it.

    Args:
        is_label: tells whether pieces of text, put together, are a label.
    """

    name = "bare_cells"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say 0.9 times the share of digits whose number stands alone on its line.

        Where it is less than half, it is the share of values that do; where tabs only indent the lines, 0.97 times:
        nothing else reads such a copy. Where a bar stands on most lines with a cell, it is 0.99. Where tabs part cells,
        or digits are all of table 四, it is 0.
        """
        if _divider(lines) or _is_barred(lines):
            # no other layout finds rows in these
            return 0.99
        if _has_cells(lines):
            return 0.0
        text = lines.text
        # lines of digits alone are most of them, and counted faster
        sizes = list(map(len, filter(str.isdecimal, map(str.strip, lines.texts))))
        alone = sum(sizes)
        if sizes and max(sizes) >= FEWEST_VALUES:
            # the numbers of table 四 in one run
            return 0.0
        digits = sum(map(text.count, "0123456789"))
        if alone < digits and (
            alone or digits < FEWEST_VALUES or any(map(text.__contains__, _AROUND))
        ):
            alone = sum(map(len, _ALONE.findall(text)))
        share = alone / max(1, digits)
        if 2 * alone < digits:
            share = _share_of_values(lines)
        return (0.97 if lines.tabs[0] else 0.9) * min(1.0, share)

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether tabs or bars settle the score."""
        return _has_cells(lines) or bool(_divider(lines)) or _is_barred(lines)

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows: a label without numbers by itself, each other one with its numbers."""
        divider = _divider(lines)
        is_barred = _is_barred(lines)
        parts = list(_between_bars(lines) if is_barred else _parted(lines, divider))
        cells = list(_cells(_lines(parts), self._is_label))
        finder = LabelFinder(self._is_label)
        ends = _ends_of_rows(lines) if is_barred else []
        rows: list[LinedRow] = []
        words: list[Piece] = []
        values: list[Cell] = []
        begin: int | None = None
        for at, cell in enumerate(cells):
            if not (self._is_number(cells, at) or (values and self._is_foreign(cells, at))):
                if values:
                    rows += _rows(words, values, finder, begin)
                    words, values, begin = [], [], None
                words += cell
                continue
            end = bisect(ends, cells[at - 1][0].start) if at else 0
            if at and end < bisect(ends, cell[0].start):
                # bars end the row above, whose label is not this number's
                rows += _rows(words, values, finder, begin)
                words, values, begin = [], [], ends[end]
            values.append(cell)
        rows += _rows(words, values, finder, begin)
        add_empty_cells(rows, [start for _, start in parts], is_barred)
        for row in rows:
            yield from row.rows(by_room=not is_barred)

    def _is_number(self, cells: Sequence[Cell], at: int) -> bool:
        """Tell whether a cell is a number or a mark, and no mark that is a piece of a label: 本年增 | / | 减."""
        mark = cells[at][0].text
        if mark.isdecimal() or not is_value(mark):
            return mark.isdecimal()
        before, behind = (text_of(cell) for cell in (cells[at - 1], cells[(at + 1) % len(cells)]))
        return is_value(before) or is_value(behind) or not self._is_label(before + mark + behind)

    def _is_foreign(self, cells: Sequence[Cell], at: int) -> bool:
        """Tell whether a cell of other words stands between a number and a label: 6 | 约若干 | 行政许可."""
        if at + 1 == len(cells):
            return False
        text, behind = (text_of(cell) for cell in cells[at : at + 2])
        begins = self._is_label.is_begun
        has_digits = any(map(str.isdecimal, text))
        return not (has_digits or begins(text) or is_value(behind)) and begins(behind)


def _rows(
    words: Sequence[Piece], values: Sequence[Cell], finder: LabelFinder, begin: int | None
) -> Iterator[LinedRow]:
    """Give a row for each label among some texts; the numbers behind them are those of the last one."""
    labels = list(finder.labels(words))
    last = labels.pop() if labels and values else ()
    for label in labels:
        yield LinedRow(label, [])
    if values:
        yield LinedRow(last, list(values), begin)


def _share_of_values(lines: Lines) -> float:
    """Give the share of numbers and marks that stand alone; 0 where they are few, or rows stand among them on lines.

    Where zeros are marks, the numbers of labels are most of the digits.
    """
    if len(lines.texts) < FEWEST_VALUES:
        return 0.0
    pieces = lines.text.replace("\u3000", "\n").split("\n")
    alone = glued = rows = broken = 0
    for piece in map(str.strip, pieces):
        words = piece.split()
        # 34 39 44 43 53 38 251: a row on one line
        rows += len(words) >= FEWEST_BESIDE and all(map(is_value, words[-FEWEST_BESIDE:]))
        if piece and is_value(piece.strip(SPACES)):
            alone += 1
            # 1 75: a number with a blank inside
            broken += len(words) == _HALVES
        elif piece and piece[-1].isdecimal():
            glued += 1
    is_mixed = rows >= FEWEST_ROWS
    if 0 < 2 * broken < alone and not glued:
        return 1 - broken / alone
    return (
        alone / (alone + glued)
        if alone >= FEWEST_VALUES and alone > glued and not is_mixed
        else 0.0
    )


def _has_cells(lines: Lines) -> bool:
    """Tell whether tabs part cells."""
    tabs, leading = lines.tabs
    return bool(tabs) and (2 * leading >= tabs or _INNER_TAB.search(lines.text) is not None)


def _divider(lines: Lines) -> str:
    """Give what parts all cells of a table on a line or two, rows too: ``规章|8|7|0|规范性文件|207``; else nothing."""
    for mark in DIVIDERS:
        count = lines.text.count(mark)
        if count >= MOST_CELLS and count >= MOST_CELLS * sum(mark in line for line in lines.texts):
            return mark
    return ""


def _is_barred(lines: Lines) -> bool:
    """Tell whether lines print a cell each, and half of them have a bar before or behind it."""
    tabs, leading = lines.tabs
    if lines.text.count("|") < FEWEST_BARRED or tabs > leading:
        return False
    cells = rows = barred = 0
    for line in lines.texts:
        cell = line.strip(_EDGES)
        barred += "|" in line
        cells += bool(cell)
        rows += "|" in cell
    return barred >= FEWEST_BARRED and rows * LINES_A_ROW <= cells <= 2 * barred


def _lines(parts: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Give the lines of parts, for what stands between two bars may be wrapped."""
    for part, start in parts:
        yield from Lines(part, start) if "\n" in part or "\r" in part else ((part, start),)


def _parted(lines: Iterable[tuple[str, int]], divider: str) -> Iterator[tuple[str, int]]:
    """Give the cells of lines as lines of their own; lines as they are where nothing divides them."""
    for line, start in lines:
        for cell in line.split(divider) if divider else (line,):
            yield cell, start
            start += len(cell) + 1


def _ends_of_rows(lines: Lines) -> list[int]:
    """Give where several bars together fill a row up, in order: 行政许可, ``||``, 107 are two rows."""
    return [lines.start + bar.end() for bar in _BAR.finditer(lines.text) if "||" in bar[0]]


def _between_bars(lines: Lines) -> Iterator[tuple[str, int]]:
    """Give what stands between two bars as lines of their own."""
    at = 0
    for bar in _BAR.finditer(lines.text):
        yield lines.text[at : bar.start()], lines.start + at
        at = bar.end()
    yield lines.text[at:], lines.start + at


def _cells(lines: Iterable[tuple[str, int]], is_label: LabelTest) -> Iterator[Cell]:
    """Give the cells, or pieces of cells, of a table; numbers of pages are passed over."""
    number: Piece | None = None
    for line, start in lines:
        bare = line.strip(_EDGES)
        piece = Piece(bare, start + line.find(bare))
        if number is not None and piece.text in UNITS and not is_label.is_begun(piece.text):
            # 208.2165 | 万元: one cell; 部 begins 部分公开, a character a line
            yield number, piece
            number = None
            continue
        if number is not None:
            yield (number,)
            number = None
        if not piece.text or is_page_mark(piece.text):
            continue
        *before, last = _far_apart(piece)
        for other in before:
            yield (other,)
        if is_value(last.text):
            number = last
        else:
            yield (last,)
    if number is not None:
        yield (number,)


def _far_apart(piece: Piece) -> list[Piece]:
    """Cut a line at its full-width spaces."""
    if "\u3000" not in piece.text:
        return [piece]
    return [
        Piece(text, piece.start + found.start() + found[0].find(text))
        for found in _FAR.finditer(piece.text)
        if (text := found[0].strip(SPACES))
    ]
