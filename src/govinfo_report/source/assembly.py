"""Tables put together of paragraphs that say how deep in tables they stand: old Word documents, RTF."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import define, field

from govinfo_report.source.blocks import Block, BlockCell, BlockTable
from govinfo_report.source.budget import Meter

# Edges of cells this near to each other, in twentieths of a point, are one: programs round widths differently.
SAME_EDGE = 30
# Tables inside tables, deeper than any document lays itself out with.
DEEPEST = 50


@define
class Edges:
    """The cells of a row.

    Attributes:
        edges: where cells begin and end, in twentieths of a point; one more than there are cells.
        merges: for each cell, as the row says: merged with the one before, begins a vertical merge, goes on in one.
    """

    edges: tuple[int, ...]
    merges: tuple[tuple[bool, bool, bool], ...]


@define
class Paragraph:
    """A paragraph with the properties that tables and numbers rest on.

    Attributes:
        text: what it prints.
        depth: how many tables it stands in.
        ends_cell: it is the last of its cell.
        ends_row: it is the end of a row, and holds no text.
        edges: the cells of the row that it ends.
    """

    text: str
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    edges: Edges | None = None


def assembled(paragraphs: Iterable[Paragraph], meter: Meter) -> list[Block]:
    """Give the body of a document.

    Args:
        paragraphs: its paragraphs.
        meter: counts them.

    Raises:
        BudgetError: they are more than is left.
    """
    return _Assembler(meter).blocks(paragraphs)


@define
class _OpenTable:
    """A table that is being put together.

    Attributes:
        number: its number, from 1.
        rows: its rows so far: the blocks of each cell, and the edges of the cells.
        cells: the cells of the row so far.
        blocks: what stands in the cell so far.
    """

    number: int
    rows: list[tuple[list[list[Block]], Edges | None]] = field(factory=list)
    cells: list[list[Block]] = field(factory=list)
    blocks: list[Block] = field(factory=list)


class _Assembler:
    """Puts tables together of paragraphs that say how deep in tables they stand.

    Args:
        meter: counts what they hold.
    """

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.tables = 0
        self.body: list[Block] = []
        self.open: list[_OpenTable] = []

    def blocks(self, paragraphs: Iterable[Paragraph]) -> list[Block]:
        """Give the body of the document."""
        for paragraph in paragraphs:
            self._add(paragraph)
        while self.open:
            self._close()
        return self.body

    def _add(self, paragraph: Paragraph) -> None:
        depth = min(paragraph.depth, DEEPEST)
        self.meter.use("characters", len(paragraph.text) + 1)
        while len(self.open) > depth:
            self._close()
        while len(self.open) < depth:
            self.meter.use("cells", 1)
            self.tables += 1
            self.open.append(_OpenTable(self.tables))
        if not depth:
            self.body.append(paragraph.text)
            return
        table = self.open[-1]
        if paragraph.ends_row:
            edges = paragraph.edges
            self.meter.use("cells", max(len(table.cells), len(edges.edges) if edges else 0))
            if table.blocks:
                table.cells.append(table.blocks)
            table.rows.append((table.cells, edges))
            table.cells, table.blocks = [], []
            return
        if paragraph.text or not paragraph.ends_cell or not table.blocks:
            table.blocks.append(paragraph.text)
        if paragraph.ends_cell:
            table.cells.append(table.blocks)
            table.blocks = []

    def _close(self) -> None:
        table = self.open.pop()
        if table.cells or table.blocks:
            # a row that the document does not end
            table.rows.append(([*table.cells, *([table.blocks] if table.blocks else [])], None))
        block = BlockTable(table.number, _place(table.rows))
        (self.open[-1].blocks if self.open else self.body).append(block)


def _place(
    rows: Sequence[tuple[list[list[Block]], Edges | None]],
) -> list[tuple[int, list[BlockCell]]]:
    """Give each cell its columns: the grid is made of the edges of all rows."""
    grid = _grid([edge for _, edges in rows if edges for edge in edges.edges])
    placed: list[tuple[int, list[BlockCell]]] = []
    above: dict[int, BlockCell] = {}
    for number, (contents, edges) in enumerate(rows, 1):
        cells: list[BlockCell] = []
        merged: dict[int, BlockCell] = {}
        for index, blocks in enumerate(contents):
            column, width = index, 1
            before = begins = goes_on = False
            if edges is not None and index < len(edges.merges):
                column = _column(grid, edges.edges[index])
                width = max(1, _column(grid, edges.edges[index + 1]) - column)
                before, begins, goes_on = edges.merges[index]
            if before and cells:
                cells[-1].width += width
                continue
            if goes_on and not begins and column in above:
                merged[column] = above[column]
                above[column].height += 1
                continue
            cell = BlockCell(blocks, column, width)
            if goes_on or begins:
                merged[column] = cell
            cells.append(cell)
        above = merged
        if cells:
            placed.append((number, cells))
    return placed


def _grid(edges: Sequence[int]) -> list[int]:
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > SAME_EDGE:
            grid.append(edge)
    return grid


def _column(grid: Sequence[int], edge: int) -> int:
    at = bisect_left(grid, edge + 1) - 1
    return max(0, at)
