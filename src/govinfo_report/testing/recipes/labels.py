"""Damage to labels: lost, shifted, misread, wrapped, numbered or written otherwise."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from attrs import evolve

from govinfo_report.form_grid import Box, GridRow
from govinfo_report.testing.recipes.places import (
    OnSheet,
    label,
    number_rows,
    strike,
    with_boxes,
)
from govinfo_report.testing.sheet import Sheet

_TABLES = ("requests", "disclosure", "statistics")
# A label of fewer characters that loses one may be another label: 其他, 规章.
_LONG = 6


@cache
def _writings() -> dict[str, Any]:
    text = files("govinfo_report.testing").joinpath("writings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _with_label(row: GridRow, at: int, text: str) -> GridRow:
    boxes = list(row.boxes)
    boxes[at] = boxes[at].with_text(text)
    return with_boxes(row, boxes)


def empty(sheet: Sheet, rng: Random) -> Sheet | None:
    """The cell of a label is empty."""
    return _relabel(sheet, rng, lambda row, at: [_with_label(row, at, "")])


def drop(sheet: Sheet, rng: Random) -> Sheet | None:
    """The cell of a label is gone, and those of the stub before it."""
    return _relabel(sheet, rng, lambda row, at: [with_boxes(row, row.boxes[at + 1 :])])


def _relabel(
    sheet: Sheet,
    rng: Random,
    change: Callable[[GridRow, int], list[GridRow] | None],
    most: int = 1,
) -> Sheet | None:
    def relabelled(row: GridRow) -> list[GridRow] | None:
        at = label(row)
        return None if at is None else change(row, at)

    return strike(sheet, rng, relabelled, _TABLES, most)


def shifter(down: bool) -> OnSheet:
    """The labels of a stretch of rows stand one row below or above their numbers; one at its end is gone."""

    def shift(sheet: Sheet, rng: Random) -> Sheet | None:
        table = next((name for name in _TABLES if name in sheet.tables), "")
        rows = sheet.tables.get(table, ())
        places = [at for at in number_rows(sheet, table) if label(rows[at]) is not None]
        if len(places) < 3:
            return None
        first = rng.randrange(len(places) - 2)
        stretch = places[first : rng.randint(first + 2, len(places))]
        return sheet.with_table(table, shifted(rows, stretch, down))

    return shift


def shifted(rows: Sequence[GridRow], stretch: Sequence[int], down: bool) -> list[GridRow]:
    """Give the rows of a table, the labels of those at ``stretch`` one row further down or up."""
    changed = list(rows)
    old = [rows[at].boxes[label(rows[at]) or 0] for at in stretch]
    new = [Box(""), *old[:-1]] if down else [*old[1:], Box("")]
    for at, was, now in zip(stretch, old, new, strict=True):
        boxes = list(rows[at].boxes)
        boxes[boxes.index(was)] = evolve(was, text=now.text, label=now.label)
        changed[at] = with_boxes(rows[at], boxes)
    return changed


def slip(sheet: Sheet, rng: Random) -> Sheet | None:
    """Labels and headings are misread as real copies were."""
    slips: dict[str, str] = _writings()["slips"]
    text = "".join(box.text for rows in sheet.tables.values() for row in rows for box in row.boxes)
    text += "".join(sheet.headings.values())
    met = [old for old in slips if old in text]
    if not met:
        return None
    chosen = rng.sample(met, rng.randint(1, min(3, len(met))))

    def change(words: str) -> str:
        for old in chosen:
            words = words.replace(old, slips[old])
        return words

    return sheet.with_words(change)


def lose_character(sheet: Sheet, rng: Random) -> Sheet | None:
    """Long labels have lost a character."""

    def change(row: GridRow, at: int) -> list[GridRow] | None:
        text = row.boxes[at].text
        if len(text) < _LONG:
            return None
        lost = rng.randrange(2, len(text))
        return [_with_label(row, at, text[:lost] + text[lost + 1 :])]

    return _relabel(sheet, rng, change, 3)


def _cut(text: str, rng: Random) -> int | None:
    return rng.randrange(2, len(text) - 1) if len(text) >= _LONG else None


def wrap(sheet: Sheet, rng: Random) -> Sheet | None:
    """Labels are wrapped in their cell."""

    def change(row: GridRow, at: int) -> list[GridRow] | None:
        text = row.boxes[at].text
        size = rng.randint(4, 8)
        if len(text) <= size or "\n" in text:
            return None
        pieces = [text[low : low + size] for low in range(0, len(text), size)]
        return [_with_label(row, at, "\n".join(pieces))]

    return _relabel(sheet, rng, change, 8)


def tail_below(sheet: Sheet, rng: Random) -> Sheet | None:
    """The tail of a label stands on a row of its own below the numbers, as behind a page break."""

    def change(row: GridRow, at: int) -> list[GridRow] | None:
        text = row.boxes[at].text
        cut = _cut(text, rng)
        if cut is None:
            return None
        tail = [Box("", box.width) for box in row.boxes]
        tail[at] = tail[at].with_text(text[cut:])
        return [_with_label(row, at, text[:cut]), with_boxes(row, tail)]

    return _relabel(sheet, rng, change)


def head_above(sheet: Sheet, rng: Random) -> Sheet | None:
    """The head of a label stands on a row of its own above the numbers."""

    def change(row: GridRow, at: int) -> list[GridRow] | None:
        text = row.boxes[at].text
        cut = _cut(text, rng)
        if cut is None:
            return None
        head = [Box("", box.width) for box in row.boxes]
        head[at] = head[at].with_text(text[:cut])
        return [with_boxes(row, head), _with_label(row, at, text[cut:])]

    return _relabel(sheet, rng, change)


_NUMBER = re.compile(r"^(\d)\.")
_STYLES: tuple[Callable[[int], str], ...] = (
    lambda number: f"{number}、",
    lambda number: f"({number})",
    lambda number: f"（{number}）",
    lambda number: chr(ord("①") + number - 1),
    lambda number: f"{chr(ord('０') + number)}．",
    lambda number: f"{number} ",
    lambda number: f"{number}. ",
)


def renumber(sheet: Sheet, rng: Random) -> Sheet | None:
    """The numbers of labels are written otherwise: 1、 (1) （1） ① １． for 1."""
    style = rng.choice(_STYLES)
    return sheet.with_words(lambda words: _NUMBER.sub(lambda found: style(int(found[1])), words))


def traditional(sheet: Sheet, rng: Random) -> Sheet | None:
    """Every word is in traditional characters."""
    del rng
    pairs: dict[str, str] = _writings()["traditional"]
    table = str.maketrans(pairs["simplified"], pairs["traditional"])
    return sheet.with_words(lambda words: words.translate(table))


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_NARROW = str.maketrans("（）：，“”．", '():,"".')


def wide_digits(sheet: Sheet, rng: Random) -> Sheet | None:
    """Digits of the tables are full-width."""
    del rng
    ink = {
        code: mark._replace(character=mark.character.translate(_WIDE))
        for code, mark in sheet.ink.items()
    }
    return evolve(sheet, ink=ink)


def narrow_punctuation(sheet: Sheet, rng: Random) -> Sheet | None:
    """Brackets and other punctuation of labels and headings are half-width."""
    del rng
    return sheet.with_words(lambda words: words.translate(_NARROW))
