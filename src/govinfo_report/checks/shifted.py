"""Tables whose numbers all stand a line above their labels, or below: the sums that fail hold a line off."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.findings import finding
from govinfo_report.grammar import CellSum
from govinfo_report.model import Finding, TableCells

# Columns whose sum must fail as printed, and hold with other numbers than 0 a line off.
FEWEST_COLUMNS = 2


def find_shift(
    sums: Sequence[CellSum], width: int, failing: Sequence[CellSum], cells: TableCells
) -> list[Finding]:
    """Say that all numbers of a table moved by one line, where its sums hold so and not as printed.

    Args:
        sums: the sums of the table, written out over its cells.
        width: the columns of every row.
        failing: those of them that fail.
        cells: the table.

    Returns:
        The finding; none where the numbers may stand where they belong.
    """
    down = [entry for entry in sums if entry.along == "columns"]
    if not width:
        return []
    for step in (width, -width):
        asked = {entry: side for entry in down if (side := _sides(entry, step, cells)) is not None}
        mended = [entry for entry in failing if entry in asked and asked[entry][0]]
        is_borne_out = len(mended) >= FEWEST_COLUMNS
        if is_borne_out and all(left == right for left, right in asked.values()):
            paths = [
                path
                for path, value in zip(cells.shape.paths, cells.values, strict=True)
                if value is not None
            ]
            return [finding("lines_shifted", cells=paths, table=cells.shape.table)]
    return []


def _sides(entry: CellSum, step: int, cells: TableCells) -> tuple[int, int] | None:
    """Give both sides of a sum over the cells a line off; None where one is not there, or states nothing."""
    found = []
    for side in (entry.parts, entry.equals):
        places = [at - step for at in side]
        if not all(
            0 <= at < len(cells.values)
            and (cells.values[at] is not None or cells.states[at] == "blank")
            for at in places
        ):
            return None
        found.append(sum(int(cells.values[at] or 0) for at in places))
    return found[0], found[1]
