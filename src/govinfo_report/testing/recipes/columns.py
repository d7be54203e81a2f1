"""Damage to columns: one of table 三 lost, a stub cell added or dropped."""

from __future__ import annotations

from itertools import accumulate
from random import Random

from attrs import evolve

from govinfo_report.form_grid import Box, GridRow
from govinfo_report.testing.recipes.places import OnSheet, label, number_rows, numbers, with_boxes
from govinfo_report.testing.sheet import Sheet

_TABLE = "requests"


def loser(place: str, clipped: bool) -> OnSheet:
    """A column of table 三 is gone from every row that prints numbers.

    Args:
        place: ``first``, ``last`` or ``between``.
        clipped: its heading is gone too.
    """

    def lose(sheet: Sheet, rng: Random) -> Sheet | None:
        rows = sheet.tables.get(_TABLE, ())
        whole = max((len(numbers(row)) for row in rows), default=0)
        if whole < 3:
            return None
        column = {"first": 0, "last": whole - 1}.get(place, rng.randrange(1, whole - 1))
        width = sum(box.width for box in rows[0].boxes)
        changed = []
        for row in rows:
            cells = numbers(row)
            if len(cells) == whole:
                gone = cells[column]
                row = with_boxes(row, [*row.boxes[:gone], *row.boxes[gone + 1 :]])
            elif row.is_heading and clipped:
                row = _without(row, width - whole + column)
            changed.append(row)
        return sheet.with_table(_TABLE, changed)

    return lose


def _without(row: GridRow, column: int) -> GridRow:
    """Take a column of the grid (from 0) out of a row of headings."""
    ends = accumulate(box.width for box in row.boxes)
    at = next(at for at, end in enumerate(ends) if end > column)
    box = row.boxes[at]
    kept = [evolve(box, width=box.width - 1)] if box.width > 1 else []
    return with_boxes(row, [*row.boxes[:at], *kept, *row.boxes[at + 1 :]])


def _stretch(sheet: Sheet, rng: Random) -> tuple[str, set[int]]:
    """Choose a table and a stretch of its rows that print numbers, or all of them."""
    table = rng.choice([name for name in sheet.tables if len(number_rows(sheet, name)) > 1])
    rows = number_rows(sheet, table)
    first = rng.randrange(len(rows))
    last = rng.randint(first + 1, len(rows))
    return table, set(rows if rng.random() < 0.4 else rows[first:last])


def _change_stretch(sheet: Sheet, rng: Random, place: int) -> Sheet | None:
    table, stretch = _stretch(sheet, rng)
    changed = []
    for at, row in enumerate(sheet.tables[table]):
        named = label(row)
        if at in stretch and named is not None:
            to = named + place
            row = with_boxes(row, [*row.boxes[:to], Box(""), *row.boxes[to:]])
        changed.append(row)
    return sheet.with_table(table, changed)


def add_before(sheet: Sheet, rng: Random) -> Sheet | None:
    """A stretch of rows has an empty cell more before the label."""
    return _change_stretch(sheet, rng, 0)


def add_behind(sheet: Sheet, rng: Random) -> Sheet | None:
    """A stretch of rows has an empty cell more between label and numbers."""
    return _change_stretch(sheet, rng, 1)


def drop_stub(sheet: Sheet, rng: Random) -> Sheet | None:
    """A stretch of rows of table 三 has lost the empty cell of the stub before its label."""
    rows = list(sheet.tables.get(_TABLE, ()))
    places = [at for at in number_rows(sheet, _TABLE) if rows and not rows[at].boxes[0].text]
    if not places:
        return None
    first = rng.randrange(len(places))
    for at in places[first : rng.randint(first + 1, len(places))]:
        rows[at] = with_boxes(rows[at], rows[at].boxes[1:])
    return sheet.with_table(_TABLE, rows)
