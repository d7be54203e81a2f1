"""The readings of a row: every way to give its digits to the form's cells, in order.

A reading says of each cell: these digits, printed empty, a mark, or no trace. What it may do beyond giving each number
its cell is a ``Damage``; which damage a row may have is for ``doubt`` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, combinations_with_replacement, pairwise
from math import comb
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from govinfo_report.align.cuts import only_cut, summed_cuts
from govinfo_report.align.strip import ALONE, EMPTY, UNREADABLE, Strip
from govinfo_report.model import Number

Take: TypeAlias = tuple[int, int] | None
"""The characters of a strip that a cell takes, half-open; None where the copy shows no trace of the cell."""

# Steps spent on the readings of one row and of all rows of a table, and readings kept of a row: past them a row stays
# in doubt.
ROW_STEPS = 2_500
TABLE_STEPS = 6_000
MOST_READINGS = 600
# Ways to fill the cells that a reading leaves open, by the row's own sum.
MOST_FILLINGS = 40


@frozen
class RowRule:
    """What the form says of a row.

    Attributes:
        width: its cells.
        sums: for each sum within the row the cells that are added, and the one that they equal; every sum
            covers neighbouring cells, the last of which is the sum.
        money: cells that hold amounts of money: they may have a point.
        signed: cells that may be negative.
    """

    width: int
    sums: tuple[tuple[tuple[int, ...], int], ...] = ()
    money: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()


@frozen
class Damage:
    """What may have happened to a row.

    Attributes:
        lost: cells of which there is no trace, exactly.
        joins: numbers may be run together, so that a run of digits is cut anywhere.
        wraps: breaks that lie inside a number, at most.
        drops: empty cells need not be the form's.
    """

    lost: int = 0
    joins: bool = False
    wraps: int = 0
    drops: bool = False


JOINED = Damage(joins=True)
"""Numbers run together, and nothing else."""


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


class TooMany(Exception):  # noqa: N818  # not an error: a search that ends here, caught where it began
    """A row has more readings than are of use."""


@define
class Budget:
    """Steps left for the readings of a table's rows."""

    steps: int = TABLE_STEPS


@define
class _Search:
    """Gives the characters of a strip to the cells of a row, from left to right, in every way."""

    strip: Strip
    rule: RowRule
    damage: Damage
    budget: Budget
    steps: int = ROW_STEPS
    most: int = 0
    found: list[tuple[Take, ...]] = field(factory=list)
    behind: list[int] = field(factory=list)
    firsts: frozenset[int] = frozenset()
    totals: frozenset[int] = frozenset()

    def run(self) -> list[tuple[Take, ...]]:
        size = len(self.strip.text)
        self.behind = [0] * (size + 1)
        for at in range(size - 1, -1, -1):
            self.behind[at] = self.behind[at + 1] + (at in self.strip.breaks)
        self.firsts = frozenset(parts[0] for parts, _ in self.rule.sums)
        self.totals = frozenset(equals for _, equals in self.rule.sums)
        self.give(0, 0, self.damage.lost, self.damage.wraps, (), 0, False)
        return self.found

    def give(
        self,
        at: int,
        cell: int,
        lost: int,
        wraps: int,
        takes: tuple[Take, ...],
        known: Number,
        free: bool,
    ) -> None:
        """Give cell ``cell`` its characters, and go on with the next.

        Args:
            at: the first character that is left.
            cell: the cell.
            lost: cells that are still to have none.
            wraps: breaks that may still lie inside a number.
            takes: what the cells before it have.
            known: what the cells of its sum before it add up to.
            free: one of these may be any number.
        """
        self.steps -= 1
        self.budget.steps -= 1
        if self.steps < 0 or self.budget.steps < 0 or (self.most and len(self.found) >= self.most):
            raise TooMany
        text, size = self.strip.text, len(self.strip.text)
        damage = self.damage
        left = self.rule.width - cell
        if left == 0:
            if lost == 0 and (at == size or (damage.drops and not text[at:].strip(EMPTY))):
                self.found.append(takes)
            return
        if lost > left:
            return
        if cell in self.firsts:
            known, free = 0, False
        if lost:
            self.give(at, cell + 1, lost - 1, wraps, (*takes, None), known, True)
        if at >= size:
            return
        if damage.drops and text[at] == EMPTY:
            self.give(at + 1, cell, lost, wraps, takes, known, free)
        # runs of digits left, counted by their breaks, each of which a wrapped number may bridge
        runs = self.behind[at + 1] + 1
        if not damage.drops and runs - wraps > left - lost:
            return
        if left - lost > (size - at if damage.joins else runs):
            return
        for end, bridged in _ends(self.strip, at, wraps, damage, cell in self.rule.signed):
            value = number_at(self.strip, (at, end))
            if cell in self.totals and value is not None:
                # the numbers of a sum must add up; what is not printed may be anything
                if value != known and not (free and value > known):
                    continue
                added: Number = known
            else:
                added = known + (value or 0)
            self.give(
                end,
                cell + 1,
                lost,
                wraps - bridged,
                (*takes, (at, end)),
                added,
                free or value is None,
            )


def only_way(strip: Strip, rule: RowRule, damage: Damage) -> tuple[Take, ...] | None:
    """Give the one way to give a row's digits to its cells, no sum asked; None where there are several or none."""
    if damage == JOINED and strip.text.isdecimal():
        return only_cut(strip.text, strip.breaks, rule.width)
    search = _Search(strip, evolve(rule, sums=()), damage, Budget(), most=2)
    try:
        search.run()
    except TooMany:
        return None
    return search.found[0] if len(search.found) == 1 else None


def takes_of(
    strip: Strip, rule: RowRule, damage: Damage, budget: Budget | None = None
) -> list[tuple[Take, ...]]:
    """Give every way to give the characters of a strip to the cells of a row that its own sums do not rule out.

    Raises:
        TooMany: the budget is spent.
    """
    # an empty cell can be dropped or have been lost: the same takes come up twice
    return list(dict.fromkeys(_Search(strip, rule, damage, budget or Budget()).run()))


def _ends(
    strip: Strip, at: int, wraps: int, damage: Damage, signed: bool
) -> Iterator[tuple[int, int]]:
    """Give each place where the number that begins at ``at`` may end, and the breaks that it bridges."""
    text, size = strip.text, len(strip.text)
    if text[at] in ALONE:
        yield at + 1, 0
        return
    end = at + 1
    if text[at] in "+-":
        if not signed or end >= size:
            return
        end += 1
    first, bridged = end - 1, 0
    while True:
        at_break = end == size or end in strip.breaks
        if end not in strip.solid and (at_break or damage.joins):
            yield end, bridged
        if end == size or text[end] in ALONE or text[end] in "+-":
            return
        if text[first] == "0" and text[end] != "." and "." not in text[first:end]:
            return  # no number but 0 begins with 0
        if at_break:
            if bridged == wraps or end in strip.units:
                return
            bridged += 1
        end += 1


def readings(
    strip: Strip, rule: RowRule, damage: Damage, budget: Budget | None = None
) -> tuple[Reading, ...] | None:
    """Give the readings of a row that its own sums allow.

    Returns:
        Every one; None where there are too many, or where a sum leaves more than it can bound.
    """
    try:
        found: list[Reading] = []
        if rule.sums and damage == evolve(JOINED, wraps=damage.wraps) and strip.text.isdecimal():
            groups = [len(parts) + 1 for parts, _ in rule.sums]
            ways: dict[tuple[int, ...], None] = {}
            breaks = sorted(strip.breaks)
            for bridged in chain.from_iterable(
                combinations(breaks, count) for count in range(damage.wraps + 1)
            ):
                left = [at for at in breaks if at not in bridged]
                ways.update(dict.fromkeys(_summed(strip.text, left, groups)))
                if len(ways) > MOST_READINGS:
                    return None
            for ends in ways:
                takes = tuple(pairwise((0, *ends)))
                found.append(
                    Reading(takes, tuple(int(strip.text[low:high]) for low, high in takes))
                )
            return tuple(found)
        for takes_found in takes_of(strip, rule, damage, budget):
            for values in _filled(strip, takes_found, rule):
                found.append(Reading(takes_found, values))
                if len(found) > MOST_READINGS:
                    return None
        return tuple(found)
    except TooMany:
        return None


def _summed(digits: str, breaks: Sequence[int], groups: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Cut a run of digits into groups of numbers, each with its sum behind it (table 四 has three).

    Args:
        digits: the run.
        breaks: positions at which a number surely ends.
        groups: how many numbers each group has, its sum included.

    Returns:
        For each way the position behind each number.
    """
    size = len(digits)
    # which tails of the run can be cut into the last groups at all
    fits = [{size}]
    for count in reversed(groups[1:]):
        low = sum(groups[: len(groups) - len(fits)])
        fits.append(
            {
                at
                for at in range(low, size)
                if any(_ways(digits, breaks, at, end, count) for end in fits[-1])
            }
        )
    fits.reverse()

    def cut(at: int, group: int) -> Iterator[tuple[int, ...]]:
        if group == len(groups):
            yield ()
            return
        for end in sorted(fits[group]):
            for ends in _ways(digits, breaks, at, end, groups[group]):
                for rest in cut(end, group + 1):
                    yield (*(at + place for place in ends), end, *rest)

    yield from cut(0, 0)


def _ways(
    digits: str, breaks: Sequence[int], start: int, end: int, count: int
) -> tuple[tuple[int, ...], ...]:
    if end - start < count:
        return ()
    return summed_cuts(
        digits[start:end], tuple(at - start for at in breaks if start < at < end), count
    )


def number_at(strip: Strip, take: Take) -> Number | None:
    """Give the number that a cell takes; None where it takes none."""
    if take is None or strip.text[take[0]] in ALONE:
        return None
    digits = strip.text[take[0] : take[1]]
    return Decimal(digits) if "." in digits else int(digits)


def _filled(
    strip: Strip, takes: Sequence[Take], rule: RowRule
) -> Iterator[tuple[Number | None, ...]]:
    """Give what the cells of a reading are worth, by the sums of its row; nothing where a sum cannot hold.

    Raises:
        TooMany: a sum leaves cells open that it does not bound.
    """
    values = [number_at(strip, take) for take in takes]
    if any(isinstance(value, Decimal) and at not in rule.money for at, value in enumerate(values)):
        return
    yield from _fill(values, takes, rule, strip.text, 0)


def _fill(
    values: list[Number | None],
    takes: Sequence[Take],
    rule: RowRule,
    text: str,
    at: int,
) -> Iterator[tuple[Number | None, ...]]:
    if at == len(rule.sums):
        yield tuple(values)
        return
    parts, equals = rule.sums[at]
    filled = list(values)
    free = []
    for cell in parts:
        if values[cell] is None:
            take = takes[cell]
            if take is not None and text[take[0]] != UNREADABLE:
                filled[cell] = 0
            else:
                free.append(cell)
    known = sum(filled[cell] or 0 for cell in parts)
    total = values[equals]
    if total is None:
        if free:
            raise TooMany
        filled[equals] = known
        yield from _fill(filled, takes, rule, text, at + 1)
        return
    rest = total - known
    if rest < 0 or (rest and not free):
        return
    ways = comb(int(rest) + len(free) - 1, len(free) - 1) if free else 1
    if ways > MOST_FILLINGS:
        raise TooMany
    for shares in _shares(int(rest), len(free)):
        for cell, share in zip(free, shares, strict=True):
            filled[cell] = share
        yield from _fill(list(filled), takes, rule, text, at + 1)


def _shares(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Give every way to share ``total`` among ``count`` cells."""
    if count < 2:
        yield (total,) * count
        return
    for bars in combinations_with_replacement(range(total + 1), count - 1):
        yield tuple(high - low for low, high in pairwise((0, *bars, total)))
