"""What the rows of a table that are whole tell of its grid: how many empty cells stand before and behind their numbers.

A row that prints empty cells at its ends may owe them to the form (an applicant's cell left empty) or to the grid (a
merged label's other half, a stray narrow column). The whole rows with the same label column settle which.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from govinfo_report.labels import LabelledRow


@define
class Grid:
    """The empty cells at the ends of whole rows.

    Attributes:
        ends: index of the first cell behind the label, to the (before, behind) counts of whole rows.
        deepest: the highest index of a first cell behind a label, in any row.
    """

    ends: dict[int, set[tuple[int, int]]] = field(factory=dict)
    deepest: int = 0

    def window(self, row: LabelledRow, width: int) -> int | None:
        """Find the cells of a row whose outer cells may be empty.

        Args:
            row: a row with fewer printed cells than ``width``.
            width: the cells that the form has.

        Returns:
            Index in ``row.row.cells`` of the first of its ``width`` cells; None where that cannot be told.
        """
        count = len(row.row.cells) - row.after
        before = row.at - row.after
        behind = count - before - len(row.values)
        known = self.ends.get(row.after)
        if known is not None:
            if len(known) > 1:
                return None
            ((grid_before, grid_behind),) = known
            fits = count == grid_before + width + grid_behind
            if fits and before >= grid_before and behind >= grid_behind:
                return row.after + grid_before
            return None
        # no whole row to compare with: the cells are the row's own if there are as many as the form has and no
        # other row has a label where this one has an empty cell
        own = count == width and (not row.values or before == 0 or self.deepest <= row.after)
        stray = behind > 0 and any(end for ends in self.ends.values() for _, end in ends)
        return row.after if own and not stray else None


def read_grid(rows: Iterable[tuple[LabelledRow, int]]) -> Grid:
    """Look at the whole rows of a table.

    Args:
        rows: the rows that are lines of the form, each with the count of cells that the form has.
    """
    grid = Grid()
    for row, width in rows:
        grid.deepest = max(grid.deepest, row.after)
        if row.values and len(row.values) == width:
            before = row.at - row.after
            behind = len(row.row.cells) - row.at - width
            grid.ends.setdefault(row.after, set()).add((before, behind))
    return grid
