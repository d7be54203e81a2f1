"""Columns that add up in a table most of whose columns do not."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.findings import finding
from govinfo_report.grammar import CellSum
from govinfo_report.model import Finding, TableCells


def find_chance(
    sums: Sequence[CellSum], width: int, failing: Sequence[CellSum], cells: TableCells
) -> list[Finding]:
    """Say that the columns that add up may do so by chance, where most do not.

    ``1 | 0 | 0 | 1 | 0 | 1 | 3`` in the place of ``11 | 1 | 0 | 0 | 1 | 0 | 13`` adds up itself; and with another line
    whose numbers moved, some column may too.

    Args:
        sums: the sums of the table, written out over its cells.
        width: the columns of every row.
        failing: those of them that fail.
        cells: the table.

    Returns:
        The finding; none where no column with numbers other than 0 adds up, or most do.
    """
    if not width:
        return []
    columns = {entry.equals[0] % width for entry in sums if entry.along == "columns"}
    off = {entry.equals[0] % width for entry in failing if entry.along == "columns"}
    held = [column for column in sorted(columns - off) if any(cells.values[column::width])]
    if not held or 2 * len(off) <= len(columns):
        return []
    paths = [path for column in held for path in cells.shape.paths[column::width]]
    return [
        finding(
            "columns_by_chance",
            cells=paths,
            table=cells.shape.table,
            failed=len(off),
            columns=len(columns),
        )
    ]
