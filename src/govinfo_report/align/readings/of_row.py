"""The readings of a row: the ways to give its digits to the form's cells that its own sums allow.

A reading says of each cell: these digits, printed empty, a mark, or no trace. What it may do beyond giving each number
its cell is a ``Damage`` (``takes``); which damage a row may have is for ``align/doubt.py`` to say.
"""

from __future__ import annotations

from itertools import chain, combinations, pairwise
from typing import Any

from attrs import define, evolve, field, frozen

from govinfo_report.align.readings.cuts import cutter
from govinfo_report.align.readings.filling import RowRule, Take, TooMany, filled
from govinfo_report.align.readings.strip import Strip
from govinfo_report.align.readings.takes import (
    JOINED,
    ROW_STEPS,
    Budget,
    Damage,
    least_steps,
    takes_of,
)
from govinfo_report.model import Number

# Readings kept of a row: past them it stays in doubt.
MOST_READINGS = 600
# Readings remembered, of all rows.
MEMO_SIZE = 5_000


@frozen
class Reading:
    """One way to read a row.

    Attributes:
        takes: the characters of the strip that each cell takes.
        values: the number of each cell: printed, 0 for an empty one, or what the row's own sum proves of one that is
            not printed; None where nothing does.
    """

    takes: tuple[Take, ...]
    values: tuple[Number | None, ...]


def readings(
    strip: Strip, rule: RowRule, damage: Damage, budget: Budget | None = None
) -> tuple[Reading, ...] | None:
    """Give the readings of a row that its own sums allow.

    Args:
        strip: what the row prints.
        rule: what the form says of the row.
        damage: what may have happened to it.
        budget: the steps that may be taken; None for those of one table.

    Returns:
        Every one; None where there are too many, or where a sum leaves more than it can bound.
    """
    if rule.sums and damage == evolve(JOINED, wraps=damage.wraps) and strip.text.isdecimal():
        return _cut_by_sums(strip, rule, damage)
    return _searched(strip, rule, damage, budget or Budget())


def _cut_by_sums(strip: Strip, rule: RowRule, damage: Damage) -> tuple[Reading, ...] | None:
    """Give the readings of a row of digits run together; None where there are too many."""
    groups = [len(parts) + 1 for parts, _ in rule.sums]
    ways: dict[tuple[int, ...], None] = {}
    breaks = sorted(strip.breaks)
    cuts = cutter(strip.text, groups)
    for bridged in chain.from_iterable(
        combinations(breaks, count) for count in range(damage.wraps + 1)
    ):
        left = [at for at in breaks if at not in bridged]
        ways.update(dict.fromkeys(cuts(left)))
        if len(ways) > MOST_READINGS:
            return None
    takes = [tuple(pairwise((0, *ends))) for ends in ways]
    return tuple(
        Reading(cells, tuple(int(strip.text[low:high]) for low, high in cells)) for cells in takes
    )


@define
class _Memo:
    """Readings found by searches: a table whose copy is looked at twice asks for the same ones."""

    found: dict[tuple[Any, ...], tuple[tuple[Reading, ...] | None, int]] = field(factory=dict)
    size: int = 0

    def keep(self, key: tuple[Any, ...], found: tuple[Reading, ...] | None, steps: int) -> None:
        self.size += 1 + len(found or ())
        if self.size > MEMO_SIZE:
            self.found.clear()
            self.size = 1 + len(found or ())
        self.found[key] = found, steps


_memo = _Memo()


def _searched(
    strip: Strip, rule: RowRule, damage: Damage, budget: Budget
) -> tuple[Reading, ...] | None:
    """Give the readings that a search finds (remembered); None where there are too many.

    What is remembered costs the budget what it cost at first, so that answers do not depend on what was read before.
    """
    key = (strip.text, strip.breaks, strip.solid, strip.glued, frozenset(strip.units), rule, damage)
    known = _memo.found.get(key)
    if known is not None:
        budget.steps -= known[1]
        return known[0] if budget.steps >= 0 else None
    before = budget.steps
    found = _found(strip, rule, damage, budget)
    if budget.steps >= 0:
        _memo.keep(key, found, before - budget.steps)
    return found


def _found(
    strip: Strip, rule: RowRule, damage: Damage, budget: Budget
) -> tuple[Reading, ...] | None:
    found: list[Reading] = []
    if least_steps(strip, rule, damage) > ROW_STEPS:
        # the search would find nothing but that they are too many
        budget.steps -= ROW_STEPS + 1
        return None
    try:
        for takes in takes_of(strip, rule, damage, budget):
            for values in filled(strip, takes, rule):
                found.append(Reading(takes, values))
                if len(found) > MOST_READINGS:
                    return None
    except TooMany:
        return None
    return tuple(found)
