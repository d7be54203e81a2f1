"""Lines of cells on their way from the copy to rows."""

from __future__ import annotations

from attrs import define

from govinfo_report.layouts.pieces import Cell, is_value, text_of


@define
class FoundRow:
    """A line of cells, as found.

    Attributes:
        cells: its cells.
        at: index of the first value; ``len(cells)`` where there is none.
        origin: what the layout wants to know again: which line it was, or between which rules.
        changed: its cells are not those that were found.
    """

    cells: list[Cell]
    at: int
    origin: int = 0
    changed: bool = False

    @property
    def has_values(self) -> bool:
        """It holds a number or a mark."""
        return self.at < len(self.cells)

    def label_at(self) -> int | None:
        """Give the index of the last words in front of the numbers; None where there are none."""
        if not self.has_values:
            return None
        return next((at for at in range(self.at - 1, -1, -1) if self.cells[at][0].text), None)

    def texts(self) -> list[str]:
        """Give what its cells print."""
        return [text_of(cell) for cell in self.cells]


def found_row(cells: list[Cell], origin: int = 0) -> FoundRow:
    """Look for the first value of a line."""
    at = next((at for at, cell in enumerate(cells) if is_value(text_of(cell))), len(cells))
    return FoundRow(cells, at, origin)
