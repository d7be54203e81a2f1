"""The units of amounts that a table prints beside its numbers: 专项经费 | 万元 | 12.5."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.official import units


def printed_units(outcome: Outcome, rows: Sequence[LabelledRow]) -> dict[int, str]:
    """Give the units of money that stand in front of amounts, in a cell of their own or at the end of the label.

    Args:
        outcome: what the grammar said of a table whose lines have one number each.
        rows: its rows.

    Returns:
        Index of a cell, from 0, to its unit.
    """
    found = {}
    for read, (start, _, _) in zip(outcome.lines, outcome.table.spans, strict=True):
        if start not in outcome.table.money or read.row is None:
            continue
        row = rows[read.row]
        words = next(
            (cell.strip() for cell in reversed(row.row.cells[: row.at]) if cell.strip()), ""
        )
        unit = max((unit for unit in units().money if words.endswith(unit)), key=len, default=None)
        if unit is not None:
            found[start] = unit
    return found
