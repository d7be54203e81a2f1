"""Tables that the file itself has as tables: HTML, Word, spreadsheets, ruled tables of a PDF.

The grid is known, so spans tell which cells are none of the form's: a column of one pixel, a cell that the file forgot
to merge. What stands between the tables is read with them, a line a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from attrs import define

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.pieces import is_value
from govinfo_report.model import LineRow, LineRows, Row
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines, NativeCell, NativeRow

# A longer line between two tables is a sentence.
LONGEST_LINE = 60


@define
class _GridRow:
    """A row of a grid.

    Attributes:
        row: as its reader gave it.
        line: its text; "" where something stands between its cells.
        texts: what its cells print, white space trimmed.
        first: index of the first cell with a number or a mark; the count of cells where none has.
    """

    row: NativeRow
    line: str
    texts: list[str]
    first: int


class NativeTable:
    """Rows whose cells the file tells.

    Args:
        is_label: tells whether a text is a label.
    """

    name = "native_table"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def holds(self, native: Sequence[NativeRow], lines: Lines) -> bool:
        """Tell whether a stretch is read by its native tables: they have labels and numbers, in cells of their own."""
        text, base = lines.text, lines.start
        labelled = valued = False
        for row in native:
            if len(row.columns) < 2 or row.end > base + len(text):
                continue
            for cell in row.cells:
                shown = text[cell.start - base : cell.end - base].strip(SPACES)
                if shown:
                    valued = valued or is_value(shown)
                    labelled = labelled or self._is_label(shown)
            if valued and labelled:
                return True
        return False

    def rows(
        self, native: Sequence[NativeRow], lines: Lines, is_blind: bool = False
    ) -> Iterator[Row]:
        """Give the rows of the tables, and the lines between them.

        Args:
            native: the rows of the tables.
            lines: the lines of the stretch that they stand in.
            is_blind: with other numbers the rows are the same but for these (see ``FlowRows.grid``).
        """
        found = self._rows(native, lines)
        return LineRows(found, lines, self.name) if is_blind else found

    def _rows(self, native: Sequence[NativeRow], lines: Lines) -> Iterator[Row]:
        text, base = lines.text, lines.start
        native = [row for row in native if row.end <= base + len(text)]
        at = 0
        for _, group in groupby(native, key=lambda row: row.grid or -row.table):
            grid = [_grid_row(row, text, base) for row in group]
            places = _Columns(grid)
            torn = self._torn(grid, places)
            for index, line in enumerate(grid):
                low = line.row.start - base
                yield from _lines_between(text, at, low, base)
                at = max(at, line.row.end - base)
                if index in torn:
                    yield _joined(line, grid[index + 1], text, base)
                elif index - 1 not in torn:
                    yield places.row(line, text, base)
        yield from _lines_between(text, at, len(text), base)

    def _torn(self, grid: Sequence[_GridRow], places: _Columns) -> set[int]:
        """Find the rows that a page break cut in two: one half has the numbers, and both labels together are one."""
        torn = set()
        for index, (line, below) in enumerate(pairwise(grid)):
            if line.row.page == below.row.page or index - 1 in torn:
                continue
            one, other = places.numbers(line), places.numbers(below)
            if any(one) == any(other) or not (one and other):
                continue
            labels = [
                "".join((shown + tail).split())
                for shown, tail in _label_halves(line, below, places.first)
                if shown and tail
            ]
            if labels and self._is_label(labels[-1]):
                torn.add(index)
        return torn


def _label_halves(line: _GridRow, below: _GridRow, first: int) -> list[tuple[str, str]]:
    """Give the two halves of each label of a row that was cut in two."""
    tails = {cell.column: shown for cell, shown in zip(below.row.cells, below.texts, strict=True)}
    return [
        (shown, tails.get(cell.column, ""))
        for cell, shown in zip(line.row.cells, line.texts, strict=True)
        if cell.column < first
    ]


def _joined(line: _GridRow, below: _GridRow, text: str, base: int) -> Row:
    """Put the two halves of a row together."""
    tails = {cell.column: cell for cell in below.row.cells}
    cells, parts = [], []
    for cell in line.row.cells:
        tail = tails.get(cell.column)
        runs = [(cell.start, cell.end)]
        if tail is not None and tail.start < tail.end:
            runs = [(tail.start, tail.end)] if cell.start == cell.end else [*runs, tail[:2]]
        parts.append(runs)
        cells.append("".join([text[start - base : end - base] for start, end in runs]))
    return Row(cells, parts[0][0][0], 0, parts, True)


def _grid_row(row: NativeRow, text: str, base: int) -> _GridRow:
    if row.is_loose:
        line = ""
        found = [text[cell.start - base : cell.end - base] for cell in row.cells]
    else:
        line = text[row.start - base : row.end - base]
        found = line.split("\t")
    first = -1
    for at, shown in enumerate(found):
        if shown.isdecimal():
            first = at if first < 0 else first
            continue
        found[at] = shown = shown.strip(SPACES)
        if first < 0 and shown and is_value(shown):
            first = at
    return _GridRow(row, line, found, first if first >= 0 else len(found))


def _lines_between(text: str, low: int, high: int, base: int) -> Iterator[Row]:
    if high - low < 2:
        return
    for line, start in Lines(text[low:high], base + low):
        if 0 < len(line.strip(SPACES)) <= LONGEST_LINE:
            yield LineRow(line, start)


class _Columns:
    """The columns of a table: where its numbers begin, and what the headings above a row tell.

    Args:
        grid: the rows of the table.
    """

    def __init__(self, grid: Sequence[_GridRow]) -> None:
        ends = Counter([line.row.edge for line in grid])
        self._width = max(ends, key=lambda end: (ends[end], end), default=0)
        firsts = Counter([_behind_label(line) for line in grid if line.first < len(line.texts)])
        # the column that the numbers of most rows begin in, empty ones too
        self._first = max(firsts, key=lambda column: (firsts[column], -column), default=0)
        # how many cells stand from there on in rows that print something in the first and the last of them
        self._full = {
            len(line.texts) - line.first
            for line in grid
            if line.first < len(line.texts)
            and line.row.columns[line.first] == self._first
            and line.texts[-1]
            and line.row.edge == self._width
        }
        # columns that headings begin in, of the rows of headings right above
        self._begun: set[int] = set()
        self._is_heading = False
        # numbers that go on into the next rows: column, width, rows left
        self._open: list[tuple[int, int, int]] = []

    @property
    def first(self) -> int:
        """The column that numbers begin in."""
        return self._first

    def numbers(self, line: _GridRow) -> list[str]:
        """Give what the cells of a row print from that column on."""
        return [
            shown
            for column, shown in zip(line.row.columns, line.texts, strict=True)
            if column >= self._first
        ]

    def _is_values(self, line: _GridRow) -> bool:
        """Tell whether a row holds numbers, or nothing at all where the other rows hold them."""
        if line.first < len(line.texts):
            return True
        behind = self.numbers(line)
        return len(behind) > 1 and not any(behind)

    def row(self, line: _GridRow, text: str, base: int) -> Row:
        """Give a row of the grid without spare cells, and with an empty cell where one above covers it."""
        is_full = "" not in line.texts
        if not (line.first < len(line.texts) if is_full else self._is_values(line)):
            self._read_heading(line)
            return _line_row(line, text, base)
        self._is_heading = False
        covered = self._covered(line)
        if is_full and not covered:
            return _line_row(line, text, base)
        cells = line.row.cells
        kept = list(self._without_spare(line))
        if covered:
            kept = sorted([*kept, *covered], key=lambda cell: (cell.column, cell.start))
        at = next((i for i, cell in enumerate(kept) if cell.column >= self._first), 0)
        if _is_empty(kept[at], text, base) or _is_empty(kept[-1], text, base):
            # empty cells at the ends are the row's own where headings or other rows count as many
            count = len(kept) - at
            is_whole = count == self._headed() or count in self._full
            return _row(kept, text, base, is_whole)
        return _line_row(line, text, base) if kept == cells else _row(kept, text, base)

    def _headed(self) -> int:
        return sum(column >= self._first for column in self._begun)

    def _read_heading(self, line: _GridRow) -> None:
        self._open = []
        if len(line.texts) < 2:
            return
        if not self._is_heading:
            self._begun = set()
            self._is_heading = True
        for column, shown in zip(line.row.columns, line.texts, strict=True):
            if shown:
                self._begun.add(column)

    def _without_spare(self, line: _GridRow) -> Sequence[NativeCell]:
        """Leave empty cells out whose column no heading begins in, where the row has more cells than headings."""
        cells = line.row.cells
        if "" not in line.texts:
            return cells
        at = next((i for i, cell in enumerate(cells) if cell.column >= self._first), len(cells))
        wanted = self._headed()
        spare = len(cells) - at - wanted
        if not wanted or spare <= 0:
            return cells
        kept = list(cells[:at])
        for cell, shown in zip(cells[at:], line.texts[at:], strict=True):
            if not shown and spare and cell.column not in self._begun:
                spare -= 1
            else:
                kept.append(cell)
        return kept if not spare else cells

    def _covered(self, line: _GridRow) -> list[NativeCell]:
        """Give an empty cell for each number above that goes on into this row.

        Not for a row that the spans push out of the grid: then they are stray.
        """
        found: list[NativeCell] = []
        if not self._open and not any(height > 1 for height in line.row.tall[line.first :]):
            return found
        cells = line.row.cells
        if self._open and line.row.edge <= self._width:
            own = {cell.column for cell in cells}
            for column, width, _ in self._open:
                if column not in own:
                    before = [cell.end for cell in cells if cell.column < column]
                    place = max(before, default=cells[0].start)
                    found.append(NativeCell(place, place, column, width))
        if self._open:
            left_over = [
                (column, width, left - 1) for column, width, left in self._open if left > 1
            ]
            self._open = left_over
        self._open += [
            (cell.column, cell.width, cell.height - 1)
            for cell in cells[line.first :]
            if cell.height > 1
        ]
        return found


def _behind_label(line: _GridRow) -> int:
    """Give the column behind the last words that stand before the first number of a row."""
    at = line.first
    while at and not line.texts[at - 1]:
        at -= 1
    return line.row.columns[at]


def _line_row(line: _GridRow, text: str, base: int) -> Row:
    if line.row.is_loose:
        return _row(line.row.cells, text, base)
    return LineRow(line.line, line.row.start)


def _row(cells: Sequence[NativeCell], text: str, base: int, is_whole: bool = False) -> Row:
    return Row(
        [text[cell.start - base : cell.end - base] for cell in cells],
        cells[0].start,
        0,
        [((cell.start, cell.end),) for cell in cells],
        is_whole,
    )


def _is_empty(cell: NativeCell, text: str, base: int) -> bool:
    return not text[cell.start - base : cell.end - base].strip(SPACES)
