"""Totals that are left empty though there is something to add up: no sum over other lines counts them as 0."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.findings import finding
from govinfo_report.model import COUNTS_ZERO, Finding, TableCells, path_parts
from govinfo_report.official import Form


def check_totals(
    totals: Sequence[tuple[int, Sequence[int]]], cells: TableCells, form: Form
) -> list[Finding]:
    """Check that rows with numbers have a total.

    Args:
        totals: for each row that has one the index of its total, and of the cells that it adds up.
        cells: the table.
        form: gives the words of findings.
    """
    if cells.is_whole:
        return []
    values, shape = cells.values, cells.shape
    found = []
    for total, parts in totals:
        if cells.states[total] not in COUNTS_ZERO or not any(values[at] for at in parts):
            continue
        place = cells.cell(total)
        _, row, column = path_parts(place.path)
        found.append(
            finding(
                "total_empty",
                cells=[place.path],
                span=(place.parts[0][0], place.parts[-1][1]) if place.parts else None,
                line=place.line,
                row=form.wording(shape.edition, shape.table, row),
                column=form.wording(shape.edition, shape.table, column),
                terms="+".join(str(values[at]) for at in parts if values[at]),
            )
        )
    return found
