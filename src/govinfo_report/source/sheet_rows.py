"""Rows of a sheet with their merged cells, as the flow takes them: XLSX and XLS."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from govinfo_report.source.budget import Meter
from govinfo_report.source.document import WIDEST, Flow, TableCell

# The last row that a sheet can have.
LAST_ROW = 1 << 20


@define
class Merges:
    """The merged cells of a sheet.

    Attributes:
        meter: counts the places that they cover.
        sizes: the rows and columns that each covers, by its first place: row from 1, column from 0.
        covered: the places that they cover beside it.
    """

    meter: Meter
    sizes: dict[tuple[int, int], tuple[int, int]] = field(factory=dict)
    covered: set[tuple[int, int]] = field(factory=set)

    def add(self, top: int, left: int, height: int, width: int) -> None:
        """Add one; what is larger than any table is passed over."""
        if not (0 < height <= WIDEST and 0 < width <= WIDEST and height * width <= WIDEST):
            return
        self.meter.use("cells", height * width)
        self.sizes[top, left] = height, width
        self.covered |= {
            (top + down, left + right) for down in range(height) for right in range(width)
        } - {(top, left)}


def add_sheet(
    flow: Flow, rows: Iterable[tuple[int, dict[int, str]]], merges: Merges, sheet: int
) -> None:
    """Add a sheet to a flow, a page of its own.

    Args:
        flow: gets the rows.
        rows: the number of each, from 1, and its cells by their columns, from 0.
        merges: its merged cells.
        sheet: its number, from 1.

    Raises:
        BudgetError: the budget is used up.
    """
    flow.meter.use("pages", 1)
    flow.page(sheet)
    block: list[tuple[int, dict[int, str]]] = []
    for number, cells in rows:
        if any(cells.values()) or any((number, column) in merges.covered for column in cells):
            if block and number > block[-1][0] + 1:
                _add_block(flow, block, merges, sheet)
                block = []
            block.append((number, cells))
    _add_block(flow, block, merges, sheet)


def _add_block(
    flow: Flow, block: list[tuple[int, dict[int, str]]], merges: Merges, sheet: int
) -> None:
    """Add rows that follow each other: a cell that the file leaves out is empty."""
    first = min((min(cells) for _, cells in block if cells), default=0)
    last = max((max(cells) for _, cells in block if cells), default=-1)
    for number, cells in block:
        row = []
        alone = sum(map(bool, cells.values())) == 1
        for column in range(first, (max(cells) if alone and cells else last) + 1):
            if (number, column) in merges.covered:
                continue
            height, width = merges.sizes.get((number, column), (1, 1))
            row.append(TableCell(cells.get(column, ""), column, width, height))
        if alone and row:
            row = [cell for cell in row if cell.text]
        if row:
            flow.row(row, 0, number, sheet, sheet)


def shown_number(number: float) -> str:
    """Give a number as it is kept, without the digits that its binary form adds."""
    # 208.21649999999999 is how programs save 208.2165
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
