"""Damage to table 四, whose 15 numbers stand on one line."""

from __future__ import annotations

from random import Random

from govinfo_report.form_grid import Box
from govinfo_report.testing.recipes.cells import joined
from govinfo_report.testing.recipes.places import numbers, with_boxes
from govinfo_report.testing.sheet import Sheet

_TABLE = "review"


def _change(sheet: Sheet, boxes_of: dict[int, list[Box]]) -> Sheet:
    rows = list(sheet.tables[_TABLE])
    for at, boxes in boxes_of.items():
        rows[at] = with_boxes(rows[at], boxes)
    return sheet.with_table(_TABLE, rows)


def _line(sheet: Sheet) -> int | None:
    """Give the index of the line that holds the numbers; None where it is gone or has one cell left."""
    rows = sheet.tables.get(_TABLE, ())
    return next((at for at, row in enumerate(rows) if len(numbers(row)) > 1), None)


def join(sheet: Sheet, rng: Random) -> Sheet | None:
    """Two neighbouring numbers are joined."""
    line = _line(sheet)
    if line is None:
        return None
    boxes = sheet.tables[_TABLE][line].boxes
    at = rng.choice(numbers(sheet.tables[_TABLE][line])[:-1])
    one = joined(boxes[at], boxes[at + 1])
    return _change(sheet, {line: [*boxes[:at], one, *boxes[at + 2 :]]})


def lose(sheet: Sheet, rng: Random) -> Sheet | None:
    """One number is gone."""
    line = _line(sheet)
    if line is None:
        return None
    boxes = sheet.tables[_TABLE][line].boxes
    at = rng.choice(numbers(sheet.tables[_TABLE][line]))
    return _change(sheet, {line: [*boxes[:at], *boxes[at + 1 :]]})


def run(sheet: Sheet, rng: Random) -> Sheet | None:
    """All numbers are one run of digits."""
    del rng
    line = _line(sheet)
    if line is None:
        return None
    boxes = sheet.tables[_TABLE][line].boxes
    places = numbers(sheet.tables[_TABLE][line])
    one = boxes[places[0]]
    for at in places[1:]:
        one = joined(one, boxes[at])
    return _change(sheet, {line: [*boxes[: places[0]], one, *boxes[places[-1] + 1 :]]})
