"""Damage to single cells: lost, joined, wrapped, spaced, vanished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from random import Random
from typing import TypeAlias

from attrs import evolve

from govinfo_report.form_grid import Box, GridRow
from govinfo_report.labels.figures import MARKS
from govinfo_report.testing.recipes.places import OnSheet, numbers, strike, with_boxes
from govinfo_report.testing.sheet import Sheet

Boxes: TypeAlias = tuple[Box, ...]
Plain: TypeAlias = Callable[[Box], str]
"""Gives what a box prints."""
Outcomes: TypeAlias = Callable[[Boxes, Plain], Iterator[Boxes]]
"""Gives everything that a kind of damage can make of the numbers of one row."""

# No plain number: what offices write in place of one, what programs leave of one.
NO_NUMBERS = (
    *("约若干", "约3", "不详", "3余", "5万", "5（含2）", "5+3", ">5", "≥5", "<5"),
    *("①", "*", "–", "…", "#REF!", "####"),
)
LEFT = "…"
"""What programs leave of a number that does not fit its cell."""
# How often a stray space stands at an edge between two boxes.
_SPACED = 0.15


def on_numbers(outcomes: Outcomes) -> OnSheet:
    """Make damage of what can become of the numbers of a row: one outcome is taken by chance, in one to three rows."""

    def damage(sheet: Sheet, rng: Random) -> Sheet | None:
        def change(row: GridRow) -> list[GridRow] | None:
            places = numbers(row)
            first, end = places[0], places[-1] + 1
            found = list(outcomes(row.boxes[first:end], sheet.plain))
            if not found:
                return None
            return [with_boxes(row, [*row.boxes[:first], *rng.choice(found), *row.boxes[end:]])]

        return strike(sheet, rng, change)

    return damage


def lost(count: int) -> Outcomes:
    """Cells are gone; one always stays."""

    def outcomes(boxes: Boxes, _plain: Plain) -> Iterator[Boxes]:
        for kept in combinations(boxes, max(len(boxes) - count, 0)):
            if kept:
                yield kept

    return outcomes


def joined(one: Box, other: Box, between: str = "") -> Box:
    """Give a box that prints what two neighbours print."""
    text = one.text + between + other.text
    return evolve(one, text=text, width=one.width + other.width - 1, paths=one.paths + other.paths)


def joinings(between: str) -> Outcomes:
    """Two neighbouring cells stand in one, with ``between`` between them."""

    def outcomes(boxes: Boxes, _plain: Plain) -> Iterator[Boxes]:
        for at, (one, other) in enumerate(pairwise(boxes)):
            if one.text and other.text:
                yield (*boxes[:at], joined(one, other, between), *boxes[at + 2 :])

    return outcomes


def breakings(between: str) -> Outcomes:
    """A number is broken inside its cell, by ``between``."""

    def outcomes(boxes: Boxes, plain: Plain) -> Iterator[Boxes]:
        for at, cut in _cuts(boxes, plain):
            text = boxes[at].text
            broken = boxes[at].with_text(text[:cut] + between + text[cut:])
            yield (*boxes[:at], broken, *boxes[at + 1 :])

    return outcomes


def splits(boxes: Boxes, plain: Plain) -> Iterator[Boxes]:
    """A number stands in two cells."""
    for at, cut in _cuts(boxes, plain):
        one, other = boxes[at].text[:cut], boxes[at].text[cut:]
        halves = (boxes[at].with_text(one), Box(other, paths=boxes[at].paths))
        yield (*boxes[:at], *halves, *boxes[at + 1 :])


def reworded(boxes: Boxes, plain: Plain) -> Iterator[Boxes]:
    """What is no plain number stands in place of a number; a mark, which says that there is none, only for 0."""
    for at, box in enumerate(boxes):
        if box.text:
            for words in NO_NUMBERS:
                says_none = words in MARKS and plain(box) != "0"
                told = LEFT if says_none else words
                yield (*boxes[:at], Box(told, box.width), *boxes[at + 1 :])


def _cuts(boxes: Boxes, plain: Plain) -> Iterator[tuple[int, int]]:
    for at, box in enumerate(boxes):
        if plain(box).isdecimal():
            for cut in range(1, len(box.text)):
                yield at, cut


def stray_spaces(sheet: Sheet, rng: Random) -> Sheet | None:
    """Spaces stand at some edges of labels and cells."""
    for name, rows in sheet.tables.items():
        spaced = [
            with_boxes(
                row,
                [
                    box.with_text(box.text + " ") if box.text and rng.random() < _SPACED else box
                    for box in row.boxes
                ],
            )
            for row in rows
        ]
        sheet = sheet.with_table(name, spaced)
    return sheet


def vanish_empty(sheet: Sheet, rng: Random) -> Sheet | None:
    """Of empty cells no trace is left."""
    del rng
    for name, rows in sheet.tables.items():
        kept = [
            with_boxes(row, [box for box in row.boxes if box.text or not box.paths]) for row in rows
        ]
        sheet = sheet.with_table(name, [row for row in kept if row.boxes])
    return sheet
