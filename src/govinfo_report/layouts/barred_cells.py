"""One cell a line or a paragraph, and a bar between any two of them.

::

    规章 |
    3 |
    |
    15 |
    行政许可 |
    213 |
    ||

What converters of web pages leave of a table whose cells hold paragraphs: a line of Markdown, torn. Bars stand behind
the cells, before and behind them or on lines of their own; those that fill up a short row stand together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from govinfo_report.labels.figures import UNITS
from govinfo_report.layouts.bare_cells import rows_of_items
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.cells_in_words import FEWEST_CELLS
from govinfo_report.layouts.gaps import LINE, Gaps
from govinfo_report.layouts.page_marks import is_page_mark
from govinfo_report.layouts.pieces import LONGEST, Piece, is_value, row_of, trimmed
from govinfo_report.model import Row
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

BAR = "|"
_BARS = re.compile(r"\|+")
_CLOSED = re.compile(r"\S[^\S\r\n]*\|[^\S\r\n]*(?![^\r\n])")
_AROUND = SPACES + BAR
# Several bars together fill a row up and end it; what stands behind them is farther away.
_FILLED = 2 * LINE
_GAPS = Gaps(LINE, None, exact=False, even=False, blocks=False, beside=True, printed=True)
# Empty cells that are a row: one alone begins the next row.
_FEWEST_EMPTY = 2
# What a cell without a bar behind it has at most: the end of the line above it, its own line, and the end of the copy.
_LINES_OF_CELL = 3
# Of so many lines with cells at most one may hold two: a row whose cells held no paragraphs, a line of words.
LINES_A_ROW = 8
# The fewest lines with a bar that make a table: the first two lines of table 二, below their headings.
FEWEST_LINES = 12


class BarredCells:
    """Cells parted by bars and by line ends; a row begins where a label begins, as in ``BareCells``.

    Nothing between two bars is an empty cell. Lines between two bars are one cell if they are numbers, or together
    a label.

    Args:
        is_label: tells whether pieces of text, put together, are a label.
    """

    name = "barred_cells"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say 0.99 where lines print a cell each and half of them have a bar before or behind it; else 0."""
        tabs, leading = lines.tabs
        if lines.text.count(BAR) < FEWEST_LINES or tabs > leading:
            return 0.0
        cells = rows = barred = 0
        for line in lines.texts:
            cell = line.strip(_AROUND)
            barred += BAR in line
            cells += bool(cell)
            rows += BAR in cell
        is_mine = barred >= FEWEST_LINES and rows * LINES_A_ROW <= cells <= 2 * barred
        return 0.99 if is_mine else 0.0

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether the score is the same with other numbers: it counts bars and cells, whatever these print."""
        return True

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows: a label without numbers by itself, each other one with its numbers.

        A number on a line that no bar parts from the words around it stands in no cell: it is a row of its own. So are
        empty cells between two rows, which tell of a label that is gone.
        """
        strays: list[Piece] = []
        blank: list[list[Piece]] = []
        items = _without_fill([*self._items(lines, strays, blank)], blank)
        rows = rows_of_items(items, self._is_label, _GAPS)
        if not strays and not blank:
            return rows
        alone = [row_of([(piece,) for piece in pieces]) for pieces in (*zip(strays), *blank)]
        return iter(sorted([*rows, *alone], key=lambda row: row.start))

    def _items(
        self, lines: Lines, strays: list[Piece], blank: list[list[Piece]]
    ) -> Iterator[Piece]:
        """Give what stands between two bars; an empty value where nothing does.

        Behind bars that fill a row up it is a value where numbers follow, and else begins the next row: ``||⏎| 规章``.
        Where bars fill that row up as well it is a row of empty cells, which ``blank`` takes.
        """
        text = lines.text
        are_closed = 2 * len(_CLOSED.findall(text)) > text.count(BAR)
        at, filled = 0, LINE
        leading: list[Piece] = []
        for bars in (*_BARS.finditer(text), None):
            is_filled = bars is not None and len(bars[0]) > 1
            between = text[at : bars.start() if bars else len(text)]
            piece = trimmed(between, lines.start + at)
            if piece.text:
                # the last cell of a copy that is cut off has no bar, and nothing stands behind it
                is_open = (
                    bars is None
                    and are_closed
                    and (filled > LINE or len(Lines(between).texts) > _LINES_OF_CELL)
                )
                parts = self._parts(piece, is_open, strays)
                if leading and parts and is_value(parts[0].text):
                    yield from leading
                    filled = LINE
                for part in parts:
                    yield part._replace(gap=filled, is_value=is_value(part.text))
                    filled = LINE
                leading = []
            elif at and bars and not is_filled:
                empty = piece._replace(gap=filled if not leading else LINE, is_value=True)
                if filled == LINE:
                    yield empty
                else:
                    leading.append(empty)
            if bars:
                at = bars.end()
                if is_filled:
                    if len(leading) >= _FEWEST_EMPTY:
                        blank.append(leading)
                    leading, filled = [], _FILLED

    def _parts(self, piece: Piece, is_open: bool, strays: list[Piece]) -> list[Piece]:
        """Cut what stands between two bars at its line ends, unless it is one cell.

        Args:
            piece: what stands there.
            is_open: no bar stands behind it, though one stands behind all other cells.
            strays: takes numbers that are no cells; those marked as a page's are passed over.
        """
        lines = [piece]
        if "\n" in piece.text or "\r" in piece.text:
            lines = [trimmed(line, start) for line, start in Lines(piece.text, piece.start)]
            lines = [line for line in lines if line.text]
        if is_page_mark(piece.text):
            return []
        is_number = is_value(lines[0].text) and all(
            is_value(line.text) or line.text in UNITS for line in lines[1:]
        )
        is_label = len(piece.text) <= LONGEST and self._is_label(piece.text)
        if not is_open and (is_number or is_label or len(lines) == 1):
            return [piece]
        strays += [line for line in lines if line.text.isdecimal()]
        return [line for line in lines if not (line.text.isdecimal() or is_page_mark(line.text))]


def _without_fill(items: Sequence[Piece], blank: list[list[Piece]]) -> list[Piece]:
    """Leave out empty cells that are none, for one bar alone may fill a row up as well, or begin the next one.

    That is those behind the last cell of a row, and one between a row and another whose label is gone.

    Args:
        items: the cells.
        blank: takes those behind a row that are as many as a row has: they are one, and its label is gone.
    """
    runs = [(are_values, list(run)) for are_values, run in groupby(items, key=_is_value)]
    if _begin_with_bars(runs):
        for (are_values, run), (_, below) in pairwise(runs):
            if are_values and below[0].gap == LINE:
                run.pop()
    width = _width([run for are_values, run in runs if are_values and run])
    found: list[Piece] = []
    covered = 0
    for are_values, run in runs:
        if are_values and 0 < len(run) < width - 1 and not any(item.text for item in run):
            # behind headings: columns that the rows below them do not have either
            covered = len(run)
        elif not are_values and len(run) > 1:
            covered = 0
        spare: list[Piece] = []
        are_rows = _are_rows(run, width)
        while are_values and not are_rows and len(run) > width - covered and not run[-1].text:
            spare.append(run.pop())
        if len(spare) >= width >= FEWEST_CELLS:
            blank.append(spare[::-1])
        found += _parted(run, width) if are_values else run
    return found


def _begin_with_bars(runs: Sequence[tuple[bool, Sequence[Piece]]]) -> bool:
    """Tell whether a bar stands before each row: behind each row that is not filled up, its headings too."""
    first = next((at for at, (_, run) in enumerate(runs) if any(map(_is_number, run))), None)
    if not first or len(runs[first - 1][1]) > 1:
        return False
    return all(
        not run[-1].text
        for (are_values, run), (_, below) in pairwise(runs)
        if are_values and below[0].gap == LINE
    )


def _parted(run: list[Piece], width: int) -> Iterator[Piece]:
    """Give the numbers of a run without the empty cell between each two rows of it, if it is nothing but whole rows."""
    if not _are_rows(run, width):
        yield from run
        return
    step = width + 1
    for at, item in enumerate(run):
        if at % step != width:
            yield item if at % step or not at else item._replace(gap=_FILLED)


def _are_rows(run: Sequence[Piece], width: int) -> bool:
    """Tell whether a run is nothing but whole rows, with the empty cell of a label that is gone between each two."""
    step = width + 1
    between = run[width::step]
    return (
        width >= FEWEST_CELLS
        and len(run) % step == width
        and not any(item.text for item in between)
    )


def _width(runs: Sequence[Sequence[Piece]]) -> int:
    """Give how many cells a row has, to its last number: in most rows, or in the longest where that is table 二."""
    if len(runs) < 2:
        return sum(map(len, runs))
    sizes = Counter(
        max((at for at, item in enumerate(run, 1) if item.text), default=0) for run in runs
    )
    most = max(sizes, key=lambda size: (sizes[size], -size))
    return most if most >= FEWEST_CELLS else max(sizes)


def _is_value(item: Piece) -> bool:
    return item.is_value


def _is_number(item: Piece) -> bool:
    return item.is_value and bool(item.text)
