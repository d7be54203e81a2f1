"""What a reader gives: one flow of text, and the rows of native tables in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol, TypeAlias

from attrs import define, field

from govinfo_report.errors import BudgetError
from govinfo_report.model import Cell, Report
from govinfo_report.model.cell import moved_cell
from govinfo_report.source.budget import Meter, Trouble
from govinfo_report.source.native_rows import NO_ROWS, FlowRows, NativeRow, PlainRow, RowGrid
from govinfo_report.source.places import Boxes, OnPage, Places
from govinfo_report.source.set_apart import settle


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

    def within(self, meter: Meter) -> Document:
        """Give as much of the copy as its budget has room for; what was left out is said.

        Args:
            meter: what counted it while it was read.
        """
        budget = meter.budget
        if meter.is_cut:
            self.troubles.append(budget.trouble("depth"))
        limit, end = "characters", budget.characters
        # a cell takes a character at least
        if len(self.text) > budget.cells:
            cells = 0
            for row in self.rows:
                cells += len(row.columns)
                if cells > budget.cells and row.start <= end:
                    limit, end = "cells", row.start
                    break
        if len(self.text) <= end:
            return self
        end = self.text.rfind("\n", 0, end) + 1 or end
        # no half of a row stays
        end = min((row.start for row in self.rows if row.start < end < row.end), default=end)
        rows = [row for row in self.rows if row.end <= end]
        troubles = [*self.troubles, budget.trouble(limit)]
        return Document(self.text[:end], rows, self.origin, troubles)


class TableCell(NamedTuple):
    """A cell that a reader hands to ``Flow.row``.

    Attributes:
        text: what it prints; a line end between its paragraphs.
        column: its first column in the table's grid, from 0.
        width: how many columns it covers.
        height: how many rows it covers.
        printed: its characters as they stand on a page; of an empty cell the cell itself.
    """

    text: str
    column: int
    width: int = 1
    height: int = 1
    printed: Sequence[OnPage] = ()


Spans: TypeAlias = tuple[int, int, int]
"""The first column of a cell in the table's grid, from 0; how many columns and how many rows it covers."""

# A cell with more text than this is no cell of the form, whose longest label has 37 characters: a page's layout.
LONGEST_CELL = 300
# Spans beyond this are a slip of the file; the widest table has 16 columns.
WIDEST = 1_000


@define
class Flow:
    """Builds a ``Document``, for files that have no text offsets: paragraphs and tables in the order of the file.

    Attributes:
        meter: counts what is added.
    """

    meter: Meter = field(factory=Meter)
    _out: list[str] = field(factory=list)
    _at: int = 0
    _rows: list[NativeRow] = field(factory=list)
    _pages: list[tuple[int, int]] = field(factory=list)
    _boxes: Boxes = field(factory=Boxes)
    troubles: list[Trouble] = field(factory=list)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Fill the flow in the body of a ``with``: a budget that is used up ends it, and what was read stays.

        Raises:
            BudgetError: nothing was read before.
        """
        try:
            yield
        except BudgetError as error:
            if not self._out:
                raise
            self.troubles.append(self.meter.budget.trouble(error.limit))

    def page(self, number: int) -> None:
        """Say that sheet ``number``, from 1, begins."""
        self._pages.append((self._at, number))

    def text(self, text: str, printed: Iterable[OnPage] = ()) -> None:
        """Add a paragraph.

        Args:
            text: what it says.
            printed: its characters as they stand on a page.
        """
        self.meter.use("characters", len(text) + 1)
        self._boxes.add(printed, self._at)
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
        at = self._at
        self.add_row(
            [cell.text for cell in cells],
            [cell[1:4] for cell in cells],
            table,
            number,
            page,
            grid,
        )
        for cell in cells:
            self._boxes.add(cell.printed, at)
            at += len(cell.text) + 1

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
        self.meter.use("cells", len(texts))
        self.meter.use("characters", len(line) + 1)
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
            places = Places(self._rows, self._pages, self._boxes)
            return Document(text, self._rows, PlaceOrigin(places), self.troubles)
        rows = FlowRows(settled.rows).made()
        pages = [(settled.at(start), number) for start, number in self._pages]
        boxes = self._boxes.moved(settled.at)
        troubles = [*self.troubles, *settled.troubles]
        return Document(settled.text, rows, PlaceOrigin(Places(rows, pages, boxes)), troubles)


@define
class PlaceOrigin:
    """Tells cells of native tables by their place in the file; what stands in paragraphs keeps its offsets.

    Attributes:
        places: where what stands in the flow stands in the file.
    """

    places: Places

    def relocate(self, report: Report) -> None:
        """Let the cells, findings and claims of a report be told by their places."""
        self.places.tell(report, is_text=False)
        for table in report.tables.values():
            table.origin = self

    def cell(self, cell: Cell) -> Cell:
        """Give a cell with its place instead of its offsets; one that stands in a paragraph with both."""
        if not cell.parts:
            return cell
        start, end = cell.parts[0][0], cell.parts[-1][1]
        place = self.places.of(start, end)
        if self.places.row(start) is None:
            if place is None:
                return cell
            return moved_cell(cell, cell.raw, cell.parts, cell.line, place)
        return moved_cell(cell, cell.raw, (), None, place)
