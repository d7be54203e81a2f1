"""One cell a line, and nothing that marks the rows.

::

    规章
    0
    0
    0
    行政规范性文件
    3
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from govinfo_report.labels.figures import UNIT, UNITS
from govinfo_report.layouts.bare_rows import BareRows
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.cells_in_words import with_cells_in_words
from govinfo_report.layouts.gaps import LINE, Gaps, read_gaps
from govinfo_report.layouts.page_marks import is_page_mark
from govinfo_report.layouts.pieces import LabelFinder, Piece, is_value, row_of, trimmed
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
DIVIDERS = ("|", "\t")
# Bars or tabs on one line that part more than the cells of a row: fifteen numbers of table 四, and what stands around.
MOST_CELLS = 20
_FAR = re.compile(r"[^\u3000]+")
# Numbers and marks from which on they make a table: that of table 四 has fifteen.
FEWEST_VALUES = 15
# Numbers of one line that are no cell, and lines with as many that are rows: another layout reads them.
FEWEST_BESIDE, FEWEST_ROWS = 5, 2
# Pieces that one blank breaks a number into.
_HALVES = 2
# Rows of a table from which on most of them should have as many cells as another: table 三 has 23 to 25 such rows.
MANY_ROWS = 12
# Rows of one width that make it the usual one.
FEWEST_ALIKE = 4
# Rows as long as the longest, with empty cells among their numbers, that tell of a copy that keeps these.
FEWEST_KEPT = 2


class BareCells:
    """Cells on lines of their own.

    A row begins where a label begins behind numbers. Where the copy leaves more room between two rows than between
    two cells, a row also ends there. A gap of several times the usual one holds empty cells.

    Args:
        is_label: tells whether pieces of text, put together, are a label.
    """

    name = "bare_cells"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say 0.9 times the share of digits whose number stands alone on its line.

        Where it is less than half, it is the share of values that do; where tabs only indent the lines, 0.97 times:
        nothing else reads such a copy. Where tabs part cells, or digits are all of table 四, it is 0.
        """
        if _divider(lines):
            # all cells of a table on one line: no other layout finds rows in it
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
        return _has_cells(lines) or bool(_divider(lines))

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows: a label without numbers by itself, each other one with its numbers."""
        divider = _divider(lines)
        items = list(_items(_parted(lines, divider) if divider else lines, self._is_label))
        return rows_of_items(items, self._is_label)


def rows_of_items(
    items: list[Piece], is_label: LabelTest, gaps: Gaps | None = None
) -> Iterator[Row]:
    """Give the rows of a table whose cells follow one another, none beside the other.

    Args:
        items: the cells, or pieces of them, in order.
        is_label: tells whether pieces of text, put together, are a label.
        gaps: what the gaps between the cells mean; None where they themselves tell.
    """
    items = _whole_marks(items, is_label)
    runs = list(_runs(items))
    gaps = gaps or read_gaps(items)
    width = _width(runs, gaps)
    if not (gaps.printed or width) and sum(1 for _, values in runs if values) >= MANY_ROWS:
        gaps = evolve(gaps, even=False, ragged=True)
    finder = LabelFinder(is_label)
    reader = BareRows(finder, gaps, width)
    for words, values in with_cells_in_words(runs, width, finder, gaps):
        reader.read(words, values)
    reader.end()
    for row in reader.rows:
        yield row_of(row, not gaps.printed)


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


def _parted(lines: Lines, divider: str) -> Iterator[tuple[str, int]]:
    """Give the cells of lines as lines of their own."""
    for line, start in lines:
        for cell in line.split(divider):
            yield cell, start
            start += len(cell) + 1


def _items(lines: Iterable[tuple[str, int]], is_label: LabelTest) -> Iterator[Piece]:
    """Give the cells, or pieces of cells, of a table; numbers of pages are passed over."""
    gap = 0
    after_value = False
    for line, start in lines:
        if line.isdecimal():
            yield Piece(line, start, gap, True)
            after_value = True
            gap = LINE
            continue
        if not line:
            gap += LINE
            continue
        piece = trimmed(line, start)
        if piece.text and not is_page_mark(piece.text):
            for text, first, far in _far_apart(piece.text):
                if after_value and gap <= LINE and text in UNITS and not is_label.is_begun(text):
                    # 208.2165 | 万元: one cell, so there is no gap; 部 begins 部分公开, a character a line
                    yield Piece(text, piece.start + first, 0, True)
                else:
                    after_value = is_value(text)
                    yield Piece(text, piece.start + first, gap + far, after_value)
                gap = 0
        gap += LINE


def _far_apart(line: str) -> Iterator[tuple[str, int, int]]:
    """Cut a line at its full-width spaces: each piece, its place in the line, and how many spaces stand before it."""
    if "\u3000" not in line:
        yield line, 0, 0
        return
    end = 0
    for found in _FAR.finditer(line):
        text = found[0].strip(SPACES)
        if text:
            yield text, found.start() + found[0].find(text), found.start() - end
            end = found.end()


def _whole_marks(items: list[Piece], is_label: LabelTest) -> list[Piece]:
    """Turn marks that are a piece of a label into text: 本年增 | / | 减."""
    for at in range(1, len(items) - 1):
        mark = items[at]
        if mark.is_value and mark.text and not (items[at - 1].is_value or items[at + 1].is_value):
            before = items[at - 1].text
            if not is_label(before) and is_label(before + mark.text + items[at + 1].text):
                items[at] = mark._replace(is_value=False)
    return items


def _runs(items: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Cut the items into texts and the values behind them."""
    words: list[Piece] = []
    values: list[Piece] = []
    for item in items:
        if item.is_value:
            values.append(item)
        elif values:
            yield words, values
            words, values = [item], []
        else:
            words.append(item)
    if words or values:
        yield words, values


def _width(runs: Sequence[tuple[list[Piece], list[Piece]]], gaps: Gaps) -> int:
    """Give how many cells, empty ones among them, stand behind each other in at least half of the rows.

    Or in the longest, where several of these keep empty cells among their numbers; 0 where neither can be told.
    """
    rows = [
        (len(values), sum(gaps.empties(item.gap) for item in values[1:] if item.gap != gaps.cell))
        for _, values in runs
        if values
    ]
    if not rows:
        return 0
    counts = Counter(map(sum, rows))
    width, times = counts.most_common(1)[0]
    if width > 1 and times >= FEWEST_ALIKE and 2 * times >= len(rows):
        return width
    if gaps.shows_empties():
        # most cells are empty: with those before the first number, the rows whose total is printed are the longest
        reach = [
            before + count + empties
            for before, (count, empties) in zip(_leading(runs, gaps), rows, strict=True)
        ]
        farthest = max(reach)
        if farthest > 1 and reach.count(farthest) >= FEWEST_ALIKE:
            return farthest
    if times >= FEWEST_ALIKE and 2 * times >= len(rows):
        return width
    longest = max(counts)
    kept = sum(1 for count, empties in rows if empties and count + empties == longest)
    return longest if kept >= FEWEST_KEPT else 0


def _leading(runs: Sequence[tuple[list[Piece], list[Piece]]], gaps: Gaps) -> list[int]:
    """Give how many empty cells stand between the label and the first number of each row."""
    return [gaps.empties(values[0].gap) if words else 0 for words, values in runs if values]
