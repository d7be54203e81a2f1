"""What the rows of a table that are whole tell of its grid: where their numbers begin, and how long they are.

A row that prints empty cells at its ends may owe them to the form (an applicant's cell left empty) or to the
grid (a merged label's other half, a stray narrow column). The whole rows with a label in the same column settle
which, or the copy itself where it shows the row's ends (``Row.whole``). Where there is neither, a row with numbers is
not settled: with a column lost in every row, an empty cell at the other end would make the numbers fit one place off.
A row with no number at all is empty as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from govinfo_report.labels import LabelledRow


@define
class Grid:
    """The ends of the whole rows of a table.

    Attributes:
        leads: where a row's label ends and how many cells it has, to how many empty cells stand before the numbers of
            whole rows.
        lengths: the same, to how many cells whole rows have with their labels.
        deepest: the highest index of a first cell behind a label, in any row.
    """

    leads: dict[tuple[int, int], set[int]] = field(factory=dict)
    lengths: dict[tuple[int, int], set[int]] = field(factory=dict)
    deepest: int = 0

    def window(self, row: LabelledRow, width: int) -> int | None:
        """Find the cells of a row whose outer cells may be empty.

        Args:
            row: a row with fewer cells than ``width`` from its first number to its last.
            width: the cells that the form has.

        Returns:
            Index in ``row.row.cells`` of the first of its ``width`` cells; None where that cannot be told.
        """
        length = len(row.row.cells)
        if row.row.whole and length - row.after == width:
            return row.after
        leads = self.leads.get((row.after, width))
        if leads is None:
            # an empty row with as many cells as the form has, and no other row's label among them
            whole = not row.values and length - row.after == width
            return row.after if whole and self.deepest <= row.after else None
        if len(leads) > 1 or length not in self.lengths[row.after, width]:
            return None
        first = row.after + next(iter(leads))
        end = row.at + len(row.values)
        inside = not row.values or (first <= row.at and end <= first + width)
        return first if inside and first + width <= length else None


def read_grid(rows: Iterable[tuple[LabelledRow, int]]) -> Grid:
    """Look at the whole rows of a table.

    Args:
        rows: the rows that are lines of the form, each with the count of cells that the form has.
    """
    grid = Grid()
    for row, width in rows:
        grid.deepest = max(grid.deepest, row.after)
        if row.values and len(row.values) == width:
            grid.leads.setdefault((row.after, width), set()).add(row.at - row.after)
            grid.lengths.setdefault((row.after, width), set()).add(len(row.row.cells))
    return grid
