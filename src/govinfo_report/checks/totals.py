"""Totals that are left empty though there is something to add up.

Such a total bears nothing out: where a cell of the row was lost, what stood behind it has moved up, and the total's
own place is the empty one.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.findings import finding
from govinfo_report.form import Form
from govinfo_report.model import COUNTS_ZERO, Finding, TableCells


def check_totals(
    totals: Sequence[tuple[int, Sequence[int], Sequence[int]]], cells: TableCells, form: Form
) -> list[Finding]:
    """Check that rows with numbers have a total.

    Args:
        totals: for each row that has one the index of its total, of the cells that it adds up, and of all cells of
            the line that it stands in: table 四 prints three rows in one, and a cell lost in the first moves all.
        cells: the table.
        form: gives the words of findings.
    """
    if cells.is_whole:
        return []
    values, states, shape = cells.values, cells.states, cells.shape
    found = []
    for total, parts, line in totals:
        if states[total] in COUNTS_ZERO and any(values[at] for at in parts):
            place = cells.cell(total)
            _, row, column = place.path.split(".")
            found.append(
                finding(
                    "total_empty",
                    cells=[shape.paths[at] for at in dict.fromkeys((total, *parts, *line))],
                    span=(place.parts[0][0], place.parts[-1][1]) if place.parts else None,
                    line=place.line,
                    row=form.wording(shape.edition, shape.table, row),
                    column=form.wording(shape.edition, shape.table, column),
                    terms="+".join(str(values[at]) for at in parts if values[at]),
                )
            )
    return found
