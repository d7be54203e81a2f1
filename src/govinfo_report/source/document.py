"""What a reader gives: one flow of text, and the rows of native tables in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from attrs import define, evolve, field

from govinfo_report.model import Cell, Place, Report
from govinfo_report.source.native_rows import NO_ROWS, FlowRows, NativeRow, PlainRow, RowGrid
from govinfo_report.source.set_apart import settle

Trouble: TypeAlias = tuple[str, dict[str, Any]]
"""The code of a finding and the words that its message needs."""


class FlowOrigin(Protocol):
    """Turns places in the flow into places in the file, in a report that is done."""

    def relocate(self, report: Report) -> None:
        """Change the places of a report, which refer to the flow, to those of the file."""
        ...


@define
class Document:
    """A copy as its reader gives it.

    Attributes:
        text: the flow: paragraphs, one a line; rows of tables, one a line, a tab between two cells, a line end
            inside a cell where the file has one.
        rows: the rows of native tables, in the order of the flow.
        origin: turns offsets of the flow into places in the file; None where they are what is told.
        troubles: what is to be said of the file.
    """

    text: str
    rows: Sequence[NativeRow] = field(factory=list)
    origin: FlowOrigin | None = None
    troubles: list[Trouble] = field(factory=list)

    def rows_between(self, start: int, end: int) -> FlowRows:
        """Give the rows of native tables that begin in a stretch of the flow."""
        if not self.rows:
            return NO_ROWS
        rows = self.rows if isinstance(self.rows, FlowRows) else FlowRows(self.rows)
        return rows.between(start, end)


def _row_start(row: NativeRow) -> int:
    return row.start


class TableCell(NamedTuple):
    """A cell that a reader hands to ``Flow.row``.

    Attributes:
        text: what it prints; a line end between its paragraphs.
        column: its first column in the table's grid, from 0.
        width: how many columns it covers.
        height: how many rows it covers.
    """

    text: str
    column: int
    width: int = 1
    height: int = 1


Spans: TypeAlias = tuple[int, int, int]
"""The first column of a cell in the table's grid, from 0; how many columns and how many rows it covers."""

# A cell with more text than this is no cell of the form, whose longest label has 37 characters: a page's layout.
LONGEST_CELL = 300
# Spans beyond this are a slip of the file; the widest table has 16 columns.
WIDEST = 1_000


@define
class Flow:
    """Builds a ``Document``, for files that have no text offsets: paragraphs and tables in the order of the file."""

    _out: list[str] = field(factory=list)
    _at: int = 0
    _rows: list[NativeRow] = field(factory=list)
    _pages: list[tuple[int, int]] = field(factory=list)
    troubles: list[Trouble] = field(factory=list)

    def page(self, number: int) -> None:
        """Say that page ``number``, from 1, begins."""
        self._pages.append((self._at, number))

    def text(self, text: str) -> None:
        """Add a paragraph."""
        self._out.append(text + "\n")
        self._at += len(text) + 1

    def row(
        self,
        cells: Sequence[TableCell],
        table: int,
        number: int,
        page: int | None = None,
        grid: int = 0,
    ) -> None:
        """Add a row of a table.

        Args:
            cells: its own cells from left to right; those that a cell above covers are not among them.
            table: the number of the table, from 1; 0 where a page is one table.
            number: the number of the row, from 1.
            page: its page or sheet, from 1.
            grid: a number that rows of different tables with the same columns share; 0: the table's own.
        """
        self.add_row(
            [cell.text for cell in cells],
            [cell[1:] for cell in cells],
            table,
            number,
            page,
            grid,
        )

    def add_row(
        self,
        texts: list[str],
        spans: Sequence[Spans],
        table: int,
        number: int,
        page: int | None = None,
        grid: int = 0,
    ) -> None:
        """Add a row of a table whose texts stand apart from where they stand (hot: ``benchmarks.formats``).

        Args:
            texts: what its cells print.
            spans: the first column of each, and the columns and rows that it covers.
            table: as ``row``.
            number: as ``row``.
            page: as ``row``.
            grid: as ``row``.
        """
        line = "\t".join(texts)
        if line.count("\t") >= len(texts):
            texts = [text.replace("\t", " ") for text in texts]
            line = "\t".join(texts)
        start = self._at
        self._out.append(line + "\n")
        self._at += len(line) + 1
        if not texts or (len(line) > LONGEST_CELL and len(max(texts, key=len)) > LONGEST_CELL):
            return
        columns, widths, tall = zip(*spans, strict=True)
        row = PlainRow(start, texts, RowGrid(0, columns, widths, tall), table, number)
        if page is None and not grid:
            self._rows.append(row)
        else:
            self._rows.append(NativeRow(row.cells, table, number, page, grid))

    def document(self) -> Document:
        """Give what was built."""
        text = "".join(self._out)
        settled = settle(text, self._rows)
        if settled is None:
            return Document(text, self._rows, PlaceOrigin(self._rows, self._pages), self.troubles)
        rows = FlowRows(settled.rows).made()
        pages = [(settled.at(start), number) for start, number in self._pages]
        troubles = [*self.troubles, *settled.troubles]
        return Document(settled.text, rows, PlaceOrigin(rows, pages), troubles)


@define
class PlaceOrigin:
    """Tells cells of native tables by their place in the file; what stands in paragraphs keeps its offsets.

    Attributes:
        rows: the rows of native tables, in the order of the flow.
        pages: where each page begins in the flow, and its number.
    """

    rows: list[NativeRow]
    pages: list[tuple[int, int]]

    def relocate(self, report: Report) -> None:
        """Let the cells of a report be told by their places."""
        for table in report.tables.values():
            table.origin = self

    def cell(self, cell: Cell) -> Cell:
        """Give a cell with its place instead of its offsets."""
        if not cell.parts:
            return cell
        start = cell.parts[0][0]
        at = bisect_left(self.rows, start + 1, key=_row_start) - 1
        if at >= 0 and start <= self.rows[at].end:
            row = self.rows[at]
            own = max((own for own in row.cells if own.start <= start), key=lambda own: own.start)
            place = Place(row.page, row.table or None, row.number, own.column + 1)
            return evolve(cell, parts=(), line=None, place=place)
        page = self._page(start)
        return cell if page is None else evolve(cell, place=Place(page))

    def _page(self, offset: int) -> int | None:
        at = bisect_left(self.pages, offset + 1, key=lambda page: page[0]) - 1
        return self.pages[at][1] if at >= 0 else None
