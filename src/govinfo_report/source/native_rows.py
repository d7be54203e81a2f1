"""Rows of the tables that a file itself has as tables, as they stand in its flow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple, overload

from attrs import define, frozen

from govinfo_report.source.lines import Lines


class NativeCell(NamedTuple):
    """A cell of a native table, as it stands in the flow.

    Attributes:
        start: offset of its text in the flow, from 0.
        end: offset behind it.
        column: its first column in the table's grid, from 0, spans of the rows above counted.
        width: how many columns it covers.
        height: how many rows it covers.
    """

    start: int
    end: int
    column: int
    width: int = 1
    height: int = 1


@define
class NativeRow:
    """A row of a native table (hot: one object a row).

    Attributes:
        cells: its own cells from left to right; those that a cell above covers are not among them.
        table: the table that it is of, from 1, in the order of the file; 0 where a page is one table.
        number: the row of the table, from 1.
        page: the page or sheet, from 1; None where the format has none.
        grid: rows with the same number share their columns, though a page break parts them; 0: the table says it.
        is_loose: between its cells stands more than a tab.
    """

    cells: list[NativeCell]
    table: int
    number: int
    page: int | None = None
    grid: int = 0
    is_loose: bool = False

    @property
    def start(self) -> int:
        """Offset of its first cell in the flow, from 0."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Offset behind its last cell."""
        return self.cells[-1].end

    @property
    def columns(self) -> Sequence[int]:
        """The first column of each cell, from 0."""
        return [cell.column for cell in self.cells]

    @property
    def edge(self) -> int:
        """The column behind its last cell."""
        return self.cells[-1].column + self.cells[-1].width

    @property
    def tall(self) -> Sequence[int]:
        """How many rows each cell covers; nothing where each covers one."""
        return [cell.height for cell in self.cells]

    @property
    def spans(self) -> Hashable:
        """The column, width and height of each cell."""
        return tuple([cell[2:] for cell in self.cells])


@frozen
class RowGrid:
    """The cells of a row without what they print.

    Attributes:
        breaks: the line ends inside its cells.
        columns: the first column of each, from 0.
        widths: how many columns each covers; nothing where each covers one.
        tall: how many rows each covers; nothing where each covers one.
    """

    breaks: int
    columns: Sequence[int]
    widths: Sequence[int]
    tall: Sequence[int]


class PlainRow(NativeRow):
    """A row whose cells stand in the flow with a tab between two; its cells are made when they are asked for.

    Args:
        start: offset of its first cell in the flow, from 0.
        texts: what its cells print.
        grid: the cells without that.
        table: as ``NativeRow``.
        number: as ``NativeRow``.
    """

    __slots__ = ("columns", "end", "start", "tall", "texts", "widths")
    # of every such row, so no row keeps them
    page = None
    grid = 0
    is_loose = False

    def __init__(
        self, start: int, texts: Sequence[str], grid: RowGrid, table: int, number: int
    ) -> None:
        # kept here, and made of the cells in other rows
        self.start = start  # type: ignore[misc]  # properties there
        self.end = start + sum(map(len, texts)) + len(texts) - 1  # type: ignore[misc]  # as above
        self.columns, self.tall = grid.columns, grid.tall  # type: ignore[misc]  # as above
        self.texts, self.widths = texts, grid.widths
        self.table, self.number = table, number

    def __reduce__(self) -> tuple[type[PlainRow], tuple[Any, ...]]:
        """Pickle and copy what it is made of: the cells of ``NativeRow`` are a property here."""
        grid = RowGrid(0, self.columns, self.widths, self.tall)
        return PlainRow, (self.start, self.texts, grid, self.table, self.number)

    @property
    def cells(self) -> list[NativeCell]:  # type: ignore[override]  # made instead of kept
        """Its cells."""
        cells = []
        at = self.start
        for index, text in enumerate(self.texts):
            width = self.widths[index] if self.widths else 1
            height = self.tall[index] if self.tall else 1
            cells.append(NativeCell(at, at + len(text), self.columns[index], width, height))
            at += len(text) + 1
        return cells

    @property
    def edge(self) -> int:
        """The column behind its last cell."""
        return self.columns[-1] + (self.widths[-1] if self.widths else 1)

    @property
    def spans(self) -> Hashable:
        """The column, width and height of each cell."""
        return tuple(self.columns), tuple(self.widths), tuple(self.tall)


@frozen(eq=False)
class TableGrid:
    """The cells of a table without what they print; two of them are never equal.

    Attributes:
        rows: its rows.
    """

    rows: tuple[RowGrid, ...]


@frozen(eq=False)
class PlainTable:
    """A table of such rows, one behind the other; they are made when they are asked for.

    Attributes:
        start: offset of its first cell in the flow, from 0.
        text: its stretch of the flow, without the last line end.
        grid: its rows without what they print; the same object for tables that differ in nothing else.
        table: the table that it is, from 1, in the order of the file.
    """

    start: int
    text: str
    grid: TableGrid
    table: int

    @property
    def end(self) -> int:
        """Offset behind its last cell."""
        return self.start + len(self.text)

    def has_longer(self, length: int) -> bool:
        """Tell whether a cell is longer than ``length``."""
        lines = self.text.split("\n")
        if len(lines) > len(self.grid.rows):
            # a line end stands inside a cell
            return any(len(text) > length for row in self.rows() for text in row.texts)
        return any(
            len(text) > length for line in lines if len(line) > length for text in line.split("\t")
        )

    def rows(self) -> Iterator[PlainRow]:
        """Give its rows."""
        at = self.start
        lines = iter(self.text.split("\n"))
        for number, (line, row) in enumerate(zip(lines, self.grid.rows, strict=False), 1):
            whole = "\n".join([line, *(next(lines) for _ in range(row.breaks))])
            yield PlainRow(at, whole.split("\t"), row, self.table, number)
            at += len(whole) + 1


@define(eq=False)
class FlowRows(Sequence[NativeRow]):
    """The rows of native tables in the order of the flow.

    Attributes:
        blocks: rows, and tables whose rows are made when one is asked for.
    """

    blocks: Sequence[NativeRow | PlainTable]
    _made: list[NativeRow] | None = None

    def made(self) -> list[NativeRow]:
        """Give the rows."""
        if self._made is None:
            self._made = list(chain.from_iterable(map(_rows, self.blocks)))
        return self._made

    @overload
    def __getitem__(self, at: int) -> NativeRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[NativeRow]: ...

    def __getitem__(self, at: int | slice) -> NativeRow | list[NativeRow]:
        """Give a row."""
        return self.made()[at]

    def __iter__(self) -> Iterator[NativeRow]:
        """Give the rows."""
        return iter(self.made())

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.made())

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.blocks)

    def between(self, start: int, end: int) -> FlowRows:
        """Give the rows that begin in a stretch of the flow."""
        blocks = self.blocks
        low = bisect_left(blocks, start, key=_start)
        high = bisect_left(blocks, end, key=_start)
        if (low and blocks[low - 1].end >= start) or (high and blocks[high - 1].end >= end):
            # a heading stands in a table
            return FlowRows([row for row in self.made() if start <= row.start < end])
        return FlowRows(blocks[low:high])

    def grid(self, lines: Lines) -> Hashable | None:
        """Give where the rows stand among the lines of a stretch, and how their cells span, whatever these print.

        Of two stretches of the same words with the same grid, the rows differ in their numbers only. None where more
        stands between two cells than a tab, or rows are parted by a page: then it is not known.

        Args:
            lines: the lines of the stretch.
        """
        if not self.blocks:
            return ()
        text, base = lines.text, lines.start
        found: list[Hashable] = []
        page = of = None
        at = 0
        for block in self.blocks:
            low, high = block.start - base, block.end - base
            if high > len(text) or text[low - 1 : low] not in _LINE_ENDS:
                return None
            found.append(text.count("\n", at, low))
            at = low
            if isinstance(block, PlainTable):
                of = -block.table
                found.append(block.grid)
                continue
            if block.is_loose or text[high : high + 1] not in _LINE_ENDS:
                return None
            if page != block.page and of is not None:
                return None
            group = block.grid or -block.table
            found += (of == group, text.count("\n", low, high), block.spans)
            page, of = block.page, group
        return tuple(found)


NO_ROWS = FlowRows(())
"""Of a text without native tables."""

# also the empty text before the first character and behind the last
_LINE_ENDS = ("\n", "\r", "")


def _rows(block: NativeRow | PlainTable) -> Iterator[NativeRow]:
    if isinstance(block, PlainTable):
        yield from block.rows()
    else:
        yield block


def _start(block: NativeRow | PlainTable) -> int:
    return block.start
