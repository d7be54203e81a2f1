"""Numbers whose digits all stand twice, as where a page prints its text over itself: 2277 for 27."""

from __future__ import annotations

from typing import Any

from govinfo_report.findings import finding
from govinfo_report.model import Finding, TableCells

# So many numbers that are not 0 have each digit twice by no accident: of one number in ten it is so.
FEWEST = 5


def check_doubled(cells: TableCells) -> list[Finding]:
    """Doubt a table in which each digit of each whole number stands twice.

    Args:
        cells: the table.
    """
    values: list[Any] = cells.values
    # pairs of digits are multiples of 11: most tables end at their first number
    if any(value.__class__ is int and value % 11 for value in values):
        return []
    found = [at for at, value in enumerate(values) if value.__class__ is int]
    if sum(values[at] != 0 for at in found) < FEWEST:
        return []
    if not all(_is_doubled(cells.cell(at).raw) for at in found):
        return []
    shape = cells.shape
    paths = [shape.paths[at] for at in found]
    most = cells.cell(max(found, key=lambda at: abs(values[at]))).raw
    once = "".join(sign for at, sign in enumerate(most) if at % 2)
    return [
        finding(
            "digits_doubled", cells=paths, table=shape.table, count=len(paths), raw=most, once=once
        )
    ]


def _is_doubled(raw: str) -> bool:
    return raw.isdecimal() and raw[::2] == raw[1::2]
