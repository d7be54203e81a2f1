"""Damages a copy by a recipe, the truth carried along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from attrs import evolve

from govinfo_report.errors import ArgumentError
from govinfo_report.testing.copy import Copy, Damage
from govinfo_report.testing.recipes import RECIPES, Recipe
from govinfo_report.testing.render import write
from govinfo_report.testing.sheet import Sheet, sheet_of
from govinfo_report.testing.truth import Truth


def mangle(text: Copy, recipe: str | Sequence[str], seed: int) -> Copy:
    """Damage a copy as real copies are damaged.

    What the office did (``office``, ``blank_zeros``, ``mixed_edition``) is done before anything that befell the copy,
    whatever the order in which it is asked for; the rest in that order. A recipe that finds nothing to damage (no
    number of two digits to wrap) changes nothing; its ``Damage`` says so.

    Args:
        text: a copy that ``render`` or ``mangle`` gave.
        recipe: one of ``RECIPES``, or several, to be followed one after another.
        seed: the same seed does the same damage.

    Returns:
        The damaged copy: its text, what the office printed (``truth``), and for each cell whether and where the copy
        still prints it (``held``).

    Raises:
        ArgumentError: there is no such recipe.
        TypeError: ``text`` is a string without a truth.
    """
    if not isinstance(text, Copy):
        raise TypeError(f"text: expected a copy that render gave; found {type(text).__name__}")
    names = [recipe] if isinstance(recipe, str) else list(recipe)
    unknown = [name for name in names if name not in RECIPES]
    if unknown:
        raise ArgumentError("recipe", f"expected one of {', '.join(RECIPES)}; found {unknown[0]!r}")
    return _follow(
        text.origin, text.layouts, [*text.damages, *(Damage(name, seed) for name in names)]
    )


def _follow(origin: Truth, layouts: Mapping[str, str], damages: list[Damage]) -> Copy:
    """Follow recipes from the start: first what the office did, then what befell the copy."""
    steps = [_Step(RECIPES[damage.recipe], at, damage.seed) for at, damage in enumerate(damages)]
    truth = origin
    for step in steps:
        truth = step.on_truth(truth)
    sheet = sheet_of(truth)
    for step in steps:
        sheet = step.on_sheet(sheet)
    done = tuple(
        evolve(damage, way=step.way, tables=tuple(sorted(step.tables)))
        for damage, step in zip(damages, steps, strict=True)
    )
    copy = write(sheet, layouts, done)
    copy.origin = origin
    return copy


class _Step:
    """Follows one recipe, and keeps what it did."""

    def __init__(self, recipe: Recipe, at: int, seed: int) -> None:
        self.rng = Random(f"{recipe.name} {at} {seed}")
        self.chosen = self.rng.choice(recipe.ways)
        self.way = ""
        self.tables: set[str] = set()

    def on_truth(self, truth: Truth) -> Truth:
        """Do what the office did."""
        found = self.chosen.truth(truth, self.rng) if self.chosen.truth else None
        if found is None:
            return truth
        self.way = self.chosen.name
        return found

    def on_sheet(self, sheet: Sheet) -> Sheet:
        """Do what befell the copy."""
        found = self.chosen.sheet(sheet, self.rng) if self.chosen.sheet else None
        if found is None:
            return sheet
        self.way = self.chosen.name
        self.tables |= {name for name in found.tables if found.tables[name] != sheet.tables[name]}
        return found
