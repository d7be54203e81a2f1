"""A table of a page while it is being read."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govinfo_report.source.document import WIDEST
from govinfo_report.source.native_rows import NativeCell
from govinfo_report.source.tags import CELL, Tag

# rowspan="0": to the end of the table
ENDLESS = 1 << 30
_PLAIN_CELL = Tag(CELL)


@define
class OpenTable:
    """A table that is being read.

    Attributes:
        number: its number, from 1.
        rows: how many of its rows have ended.
        cells: the cells of the row so far.
        separators: where in the pieces of the flow they are parted.
        column: the column behind them, from 0.
        covered: column to the row, from 1, that a cell covers it down to.
        start: where the open cell begins in the flow; -1 where none is open.
        source: where it begins in the source.
        tag: its tag.
        is_layout: a cell of the row holds a table, or more text than a cell does: the row lays out a page.
        is_loose: text stands in the row and in no cell.
        lays_out: some row of it laid out a page, so the cell that holds the table does too.
        widest: the most cells of a row.
        steps: columns that cells covered further down, and covered ones that were passed: a page may have as many as
            its length squared.
    """

    number: int
    rows: int = 0
    cells: list[NativeCell] = field(factory=list)
    separators: list[int] = field(factory=list)
    column: int = 0
    covered: dict[int, int] = field(factory=dict)
    start: int = -1
    source: int = 0
    tag: Tag = _PLAIN_CELL
    is_layout: bool = False
    is_loose: bool = False
    lays_out: bool = False
    widest: int = 0
    steps: int = 0

    def next_column(self) -> int:
        """Give the first column behind the cells so far that no cell above covers."""
        column = self.column
        while self.covered.get(column, 0) > self.rows:
            column += 1
        self.steps += column - self.column
        return column

    def place(self, widths: Sequence[int], count: int) -> Sequence[int]:
        """Give the columns of a whole row of cells; ``widths`` is empty where each covers one."""
        covered = self.covered
        if not widths and not covered:
            return range(count)
        columns = []
        column = 0
        for index in range(count):
            while covered.get(column, 0) > self.rows:
                column += 1
                self.steps += 1
            columns.append(column)
            column += widths[index] if widths else 1
        return columns

    def cover(self, columns: Sequence[int], widths: Sequence[int], heights: Sequence[int]) -> None:
        """Let the cells of the row that has just ended cover what is below them."""
        for column, width, height in zip(columns, widths, heights, strict=True):
            if height != 1:
                self.steps += min(width, WIDEST)
                last = self.rows + height - 1 if height else ENDLESS
                for at in range(column, min(column + width, WIDEST)):
                    self.covered[at] = last
