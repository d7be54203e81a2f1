"""Damage to whole rows: lost, displaced, merged, foreign, a heading repeated."""

from __future__ import annotations

from random import Random

from attrs import evolve

from govinfo_report.form_grid import Box, GridRow
from govinfo_report.testing.ink import Ink
from govinfo_report.testing.recipes.places import (
    OnSheet,
    label,
    number_rows,
    numbers,
    strike,
    with_boxes,
)
from govinfo_report.testing.sheet import Sheet

_TABLES = ("requests", "disclosure", "statistics")
_PAGE_NUMBERS = ("- 3 -", "— 3 —", "第 3 页", "第3页 共8页", "3")
_EXTRA = (
    "其中：涉及房屋征收",
    "其中：网络申请",
    "小计",
    "行政检查",
    "（八）不属于本机关职责",
    "行政裁决",
)


def displacer(indented: bool) -> OnSheet:
    """The numbers of a row stand on the line below its label, ``indented`` by empty cells or not."""

    def displace(sheet: Sheet, rng: Random) -> Sheet | None:
        def change(row: GridRow) -> list[GridRow] | None:
            named = label(row)
            if named is None:
                return None
            first = numbers(row)[0]
            before = [Box("", box.width) for box in row.boxes[:first]] if indented else []
            return [
                with_boxes(row, row.boxes[:first]),
                with_boxes(row, [*before, *row.boxes[first:]]),
            ]

        return strike(sheet, rng, change)

    return displace


def lose(sheet: Sheet, rng: Random) -> Sheet | None:
    """A row is gone."""
    return strike(sheet, rng, lambda row: [], _TABLES, 1)


def merge(sheet: Sheet, rng: Random) -> Sheet | None:
    """Two rows that follow each other stand on one line."""
    table = rng.choice([name for name in _TABLES if name in sheet.tables])
    rows = sheet.tables[table]
    printed = number_rows(sheet, table)
    places = [at for at in printed if at + 1 in printed]
    if not places:
        return None
    at = rng.choice(places)
    merged = with_boxes(rows[at], [*rows[at].boxes, *rows[at + 1].boxes])
    return sheet.with_table(table, [*rows[:at], merged, *rows[at + 2 :]])


def header_repeater(paged: bool) -> OnSheet:
    """The heading of a table comes again between two of its rows, below a page number or not."""

    def repeat(sheet: Sheet, rng: Random) -> Sheet | None:
        table = rng.choice([name for name in _TABLES if name in sheet.tables])
        rows = sheet.tables[table]
        places = number_rows(sheet, table)[1:]
        if not places:
            return None
        at = rng.choice(places)
        heading = [row for row in rows[: places[0]] if row.is_heading]
        page = [GridRow((Box(rng.choice(_PAGE_NUMBERS)),))] if paged else []
        return sheet.with_table(table, [*rows[:at], *page, *heading, *rows[at:]])

    return repeat


def add_extra(sheet: Sheet, rng: Random) -> Sheet | None:
    """A row that the form does not have stands below one that it has, with numbers of its own."""

    def change(row: GridRow) -> list[GridRow] | None:
        named = label(row)
        if named is None:
            return None
        boxes = list(row.boxes)
        boxes[named] = evolve(boxes[named], text=rng.choice(_EXTRA), label="")
        for at in numbers(row):
            boxes[at] = Box(str(rng.choice((0, 0, 0, 1, 2, 15))), boxes[at].width)
        return [row, with_boxes(row, boxes)]

    return strike(sheet, rng, change, _TABLES, 2)


def repeat(sheet: Sheet, rng: Random) -> Sheet | None:
    """A row stands twice."""
    ink = Ink(sheet.ink)

    def change(row: GridRow) -> list[GridRow]:
        again = [box.with_text(ink.write_again(box.text)) for box in row.boxes]
        return [row, with_boxes(row, again)]

    struck = strike(sheet, rng, change, _TABLES, 1)
    return None if struck is None else evolve(struck, ink=ink.marks)


def move(sheet: Sheet, rng: Random) -> Sheet | None:
    """A row stands elsewhere in its table."""
    table = rng.choice([name for name in _TABLES if name in sheet.tables])
    rows = list(sheet.tables[table])
    places = number_rows(sheet, table)
    if len(places) < 2:
        return None
    moved = rows.pop(rng.choice(places))
    rows.insert(rng.choice(number_rows(sheet.with_table(table, rows), table)), moved)
    return sheet.with_table(table, rows) if tuple(rows) != sheet.tables[table] else None
