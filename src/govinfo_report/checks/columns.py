"""Columns that are empty in all lines but those left open, though lines do not add up.

An office that leaves its zeros empty leaves whole columns empty, and every line adds up. Where lines lack something
and no column's own sum fails, a whole column is missing: the empty one, or another, and the numbers between the two
have moved by one place. Lines that do add up, for they held 0 there, have moved as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.checks.sums import TableSums
from govinfo_report.findings import finding
from govinfo_report.model import Finding, TableCells
from govinfo_report.official import Form


def check_columns(sums: TableSums, cells: TableCells, form: Form) -> list[Finding]:
    """Check that no column may stand in the place of another one.

    Args:
        sums: the sums of the table, written out over its cells.
        cells: the table.
        form: gives the words of findings.
    """
    if cells.is_whole or not sums.width:
        return []
    rows = [entry for entry in sums.sums if entry.along == "rows"]
    empty = [
        column
        for column in range(sums.width - 1)
        if _is_empty([entry.parts[column] for entry in rows], cells)
    ]
    if not empty or not _lack(sums, cells):
        return []
    shape = cells.shape
    first = cells.cell(
        next(at for entry in rows if cells.states[at := entry.parts[empty[0]]] == "blank")
    )
    listed = [at for entry in rows for at in entry.cells if cells.values[at] is not None]
    return [
        finding(
            "column_empty",
            cells=[shape.paths[at] for at in listed],
            span=(first.parts[0][0], first.parts[-1][1]) if first.parts else None,
            line=first.line,
            columns=form.wordings(
                shape.edition,
                shape.table,
                [shape.paths[rows[0].parts[column]].split(".")[2] for column in empty],
            ),
        )
    ]


def _is_empty(places: Sequence[int], cells: TableCells) -> bool:
    """Tell whether no line states a number in a column, those left open among them, and most leave it empty."""
    blank = sum(cells.states[at] == "blank" for at in places)
    return 2 * blank > len(places) and all(cells.values[at] is None for at in places)


def _lack(sums: TableSums, cells: TableCells) -> bool:
    """Tell whether some line's total is more than what it adds up, and no sum over lines fails."""
    is_short = False
    for entry in sums.sums:
        sides = sums.sides(entry, cells)
        if sides is not None and sides[0] != sides[1]:
            if entry.along == "columns":
                return False
            is_short = is_short or sides[0] < sides[1]
    return is_short
