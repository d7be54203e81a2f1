"""Where something stands in a file that has no text offsets, and what turns offsets of a flow into places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from govinfo_report.model.cell import Cell


@frozen
class Place:
    """A place in a file, each number from 1; None where the format has no such thing.

    Attributes:
        page: the page of a PDF; the sheet of a workbook.
        table: the table, in the order of the file; in a PDF, of its page.
        row: the row of the table, of the sheet or of the file.
        column: the column of the table's grid, a merged cell's first.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Origin(Protocol):
    """Knows where the text that the stages read came from."""

    def cell(self, cell: Cell) -> Cell:
        """Give a cell with its places in the file instead of those in the flow."""
        ...
