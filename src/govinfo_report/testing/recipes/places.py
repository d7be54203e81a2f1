"""Where damage strikes: the rows of a sheet that print numbers, and their boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from attrs import evolve

from govinfo_report.form_grid import Box, GridRow
from govinfo_report.testing.sheet import Sheet

OnSheet: TypeAlias = Callable[[Sheet, Random], Sheet | None]
"""What a copy suffered: gives the damaged sheet, or None where it finds nothing to damage."""

# Table 三 has most of the rows and most of the damage that copies show.
_WEIGHTS = {"requests": 4, "disclosure": 1, "review": 1, "statistics": 1}
MOST_ROWS = 3
"""How many rows of a table one recipe strikes."""


def numbers(row: GridRow) -> list[int]:
    """Give the indices of the boxes of a row that print cells."""
    return [at for at, box in enumerate(row.boxes) if box.paths]


def label(row: GridRow) -> int | None:
    """Give the index of the box that names a row, before its numbers; None where it has lost its label."""
    first = next(iter(numbers(row)), len(row.boxes))
    named = (at for at in range(first) if row.boxes[at].label and row.boxes[at].text)
    return max(named, default=None)


def with_boxes(row: GridRow, boxes: Sequence[Box]) -> GridRow:
    """Give a row with other boxes."""
    return evolve(row, boxes=tuple(boxes))


def number_rows(sheet: Sheet, table: str) -> list[int]:
    """Give the indices of the rows of a table that print cells."""
    return [at for at, row in enumerate(sheet.tables.get(table, ())) if numbers(row)]


def strike(
    sheet: Sheet,
    rng: Random,
    change: Callable[[GridRow], Sequence[GridRow] | None],
    tables: Sequence[str] = tuple(_WEIGHTS),
    most: int = MOST_ROWS,
) -> Sheet | None:
    """Change one to ``most`` rows of one table.

    Args:
        sheet: the sheet.
        rng: the source of chance.
        change: gives what stands in place of a row; None where the row is not to be changed.
        tables: the tables to choose from.
        most: how many rows are changed.

    Returns:
        The changed sheet; None where no row was to be changed.
    """
    left = [name for name in tables if name in sheet.tables]
    while left:
        table = rng.choices(left, [_WEIGHTS.get(name, 1) for name in left])[0]
        left.remove(table)
        rows = [[row] for row in sheet.tables[table]]
        places = number_rows(sheet, table)
        rng.shuffle(places)
        wanted = rng.randint(1, most)
        for at in places:
            instead = change(sheet.tables[table][at])
            if instead is not None:
                rows[at] = list(instead)
                wanted -= 1
                if not wanted:
                    break
        changed = [row for group in rows for row in group]
        if tuple(changed) != sheet.tables[table]:
            return sheet.with_table(table, changed)
    return None
