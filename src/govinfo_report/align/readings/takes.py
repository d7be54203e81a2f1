"""Gives the digits of a row to the form's cells, in order, in every way that damage allows.

Of each cell a way says which characters of the row's strip are its own, or that it has no trace there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from attrs import define, evolve, field, frozen

from govinfo_report.align.readings.cuts import only_cut
from govinfo_report.align.readings.filling import RowRule, Take, TooMany, number_at
from govinfo_report.align.readings.strip import ALONE, EMPTY, MARK, SIGNS, Strip
from govinfo_report.labels.figures import LONGEST_NUMBER
from govinfo_report.model import Number

# Steps spent on the readings of one row and of all rows of a table: past them a row stays in doubt.
ROW_STEPS = 2_500
TABLE_STEPS = 6_000
# Numbers that a cell can be, no sum asked; past them none is named, for no reader looks through so many.
MOST_NUMBERS = 200
# What a cell prints that counts 0.
_NOUGHT = frozenset([EMPTY, MARK])


@frozen
class Damage:
    """What may have happened to a row.

    Attributes:
        lost: cells of which there is no trace, exactly.
        joins: numbers may be run together, so that a run of digits is cut anywhere.
        wraps: breaks that lie inside a number, at most.
        drops: empty cells need not be the form's.
        own: characters, from the first on, among which they are.
    """

    lost: int = 0
    joins: bool = False
    wraps: int = 0
    drops: bool = False
    own: int = 0


JOINED = Damage(joins=True)
"""Numbers run together, and nothing else."""


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
    wanted: Sequence[Sequence[Number]] = ()
    limit: int = 0
    found: list[tuple[Take, ...]] = field(factory=list)
    behind: list[int] = field(factory=list)
    firsts: frozenset[int] = frozenset()
    totals: frozenset[int] = frozenset()
    asked: list[Counter[Number]] = field(factory=list)
    numbers: dict[tuple[int, int, bool], list[tuple[int, int, Number | None]]] = field(factory=dict)

    def run(self) -> list[tuple[Take, ...]]:
        self.behind = _breaks_behind(self.strip)
        self.firsts = frozenset(parts[0] for parts, _ in self.rule.sums)
        self.totals = frozenset(equals for _, equals in self.rule.sums)
        self.asked = [
            Counter(numbers[cell] for numbers in self.wanted) for cell in range(self.rule.width)
        ]
        self.give(0, 0, self.damage.lost, self.damage.wraps, (), 0, False, 0)
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
        failing: int,
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
            failing: how many of the numbers wanted the cells before it do not have.
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
            self.give(at, cell + 1, lost - 1, wraps, (*takes, None), known, True, failing)
        if at >= size:
            return
        if damage.drops and text[at] == EMPTY and at >= damage.own:
            self.give(at + 1, cell, lost, wraps, takes, known, free, failing)
        # runs of digits left, counted by their breaks, each of which a wrapped number may bridge
        runs = self.behind[at + 1] + 1
        if not damage.drops and runs - wraps > left - lost:
            return
        if left - lost > (size - at if damage.joins else runs):
            return
        for end, bridged, value in self.numbers_at(at, wraps, cell in self.rule.signed):
            if cell in self.totals and value is not None:
                # the numbers of a sum must add up; what is not printed may be anything
                if value != known and not (free and value > known):
                    continue
                added: Number = known
            else:
                added = known + (value or 0)
            missed = failing
            if self.wanted and (value is not None or self.strip.kind(at, end) in _NOUGHT):
                missed += len(self.wanted) - self.asked[cell][value or 0]
                if missed > self.limit:
                    continue
            self.give(
                end,
                cell + 1,
                lost,
                wraps - bridged,
                (*takes, (at, end)),
                added,
                free or value is None,
                missed,
            )

    def numbers_at(self, at: int, wraps: int, signed: bool) -> list[tuple[int, int, Number | None]]:
        """Give where a number that begins at ``at`` may end, the breaks that it bridges, and the number."""
        found = self.numbers.get((at, wraps, signed))
        if found is None:
            found = self.numbers[at, wraps, signed] = [
                (end, bridged, number_at(self.strip, (at, end)))
                for end, bridged in _ends(self.strip, at, wraps, self.damage, signed)
            ]
        return found


def _breaks_behind(strip: Strip) -> list[int]:
    """Give for each position the breaks at or behind it."""
    size = len(strip.text)
    behind = [0] * (size + 1)
    for at in range(size - 1, -1, -1):
        behind[at] = behind[at + 1] + (at in strip.breaks)
    return behind


def only_way(strip: Strip, rule: RowRule, damage: Damage) -> tuple[Take, ...] | None:
    """Give the one way to give a row's digits to its cells, no sum asked; None where there are several or none.

    Args:
        strip: what the row prints.
        rule: what the form says of the row.
        damage: what may have happened to it.
    """
    if damage == JOINED and strip.text.isdecimal():
        return only_cut(strip.text, strip.breaks, rule.width)
    search = _Search(strip, evolve(rule, sums=()), damage, Budget(), most=2)
    try:
        search.run()
    except TooMany:
        return None
    return search.found[0] if len(search.found) == 1 else None


def takes_of(
    strip: Strip,
    rule: RowRule,
    damage: Damage,
    budget: Budget | None = None,
    wanted: Sequence[Sequence[Number]] = (),
    limit: int = 0,
    most: int = 0,
) -> list[tuple[Take, ...]]:
    """Give every way to give the characters of a strip to the cells of a row that its own sums do not rule out.

    Args:
        strip: what the row prints.
        rule: its cells and its own sums.
        damage: what may have happened to it.
        budget: the steps that may be taken.
        wanted: numbers that the cells should have, several times over.
        limit: how many of these a way may fail in all.
        most: ways that are as good as too many; 0 for no such number.

    Raises:
        TooMany: the budget is spent, or there are ``most`` ways.
    """
    search = _Search(strip, rule, damage, budget or Budget(), most=most, wanted=wanted, limit=limit)
    ways = search.run()
    if most and len(ways) >= most:
        raise TooMany
    # an empty cell can be dropped or have been lost: the same takes come up twice
    return list(dict.fromkeys(ways))


def _ends(
    strip: Strip, at: int, wraps: int, damage: Damage, signed: bool
) -> Iterator[tuple[int, int]]:
    """Give each place where the number that begins at ``at`` may end, and the breaks that it bridges."""
    text, size = strip.text, len(strip.text)
    if strip.glued:
        yield from _garbled_ends(strip, at, wraps, damage)
    if text[at] in ALONE:
        yield at + 1, 0
        return
    end = at + 1
    if text[at] in SIGNS:
        if damage.joins and text[at] == "-":
            # 120-77: -7 and 7, or a mark for nothing and 77
            yield end, 0
        if not signed or end >= size:
            return
        end += 1
    first, bridged = end - 1, 0
    while end - first <= LONGEST_NUMBER:
        at_break = end == size or end in strip.breaks
        if end not in strip.solid and (at_break or damage.joins):
            yield end, bridged
        if end == size or text[end] in ALONE or text[end] in SIGNS:
            return
        if text[end] == ".":
            if "." in text[first:end]:
                return  # 208.2165 208.2165 is not one number
        elif text[first] == "0" and "." not in text[first:end]:
            return  # no number but 0 begins with 0
        if at_break:
            if bridged == wraps or end in strip.units:
                return
            bridged += 1
        end += 1


def _garbled_ends(strip: Strip, at: int, wraps: int, damage: Damage) -> Iterator[tuple[int, int]]:
    """Give the same for a cell of digits and what is no number, glued to them: 5万, ≥5, 5+若干."""
    text, size = strip.text, len(strip.text)
    bridged, is_garbled = 0, False
    for end in range(at, size):
        if end > at and end in strip.breaks:
            bridged += 1
        if bridged > wraps or (text[end] in ALONE and end not in strip.glued):
            return
        is_garbled = is_garbled or end in strip.glued
        is_end = damage.joins or end + 1 == size or end + 1 in strip.breaks
        if is_garbled and end > at and is_end:
            yield end + 1, bridged


def least_steps(strip: Strip, rule: RowRule, damage: Damage) -> int:
    """Give how many steps the search for a row's readings takes at least: those up to its first sum.

    No number before it rules anything out. Past ``ROW_STEPS`` they are not counted on; 0 where they cannot be counted.
    """
    if damage.drops or not damage.joins:
        return 0
    size, behind = len(strip.text), _breaks_behind(strip)
    # what is left of the strip, of cells to lose and of breaks to bridge, and in how many ways the search comes there
    states = {(0, damage.lost, damage.wraps): 1}
    ends: dict[tuple[int, int, bool], list[tuple[int, int]]] = {}
    steps = 0
    for cell in range(min((equals for _, equals in rule.sums), default=rule.width) + 1):
        steps += sum(states.values())
        if steps > ROW_STEPS:
            break
        left = rule.width - cell
        after: dict[tuple[int, int, int], int] = {}
        for (at, lost, wraps), count in states.items():
            if lost > left:
                continue
            if lost:
                after[at, lost - 1, wraps] = after.get((at, lost - 1, wraps), 0) + count
            runs = behind[at + 1] + 1 if at < size else 0
            if at < size and runs - wraps <= left - lost <= size - at:
                key = at, wraps, cell in rule.signed
                if key not in ends:
                    ends[key] = [*_ends(strip, at, wraps, damage, key[2])]
                for end, bridged in ends[key]:
                    state = end, lost, wraps - bridged
                    after[state] = after.get(state, 0) + count
        states = after
    return steps


def loose_numbers(
    strip: Strip, rule: RowRule, damages: Sequence[Damage], any_lost: bool
) -> list[set[Number]]:
    """Give for each cell every number that digits of a row can make there, no sum asked.

    For rows whose readings are not known: they are too many, or none keeps the row's own sum. The whole run as one
    number would be one of them only: the 16 of 160000016 is another.

    Args:
        strip: what the row prints.
        rule: what the form says of the row.
        damages: what may have happened to it.
        any_lost: none of these explains it, so that any of its cells may be lost.

    Returns:
        The numbers of each cell; none for a cell that has too many.
    """
    size, width = len(strip.text), rule.width
    found: list[set[Number]] = [set() for _ in range(width)]
    # where more cells are lost, each number has more places, and those that it had
    widest: dict[tuple[bool, int], Damage] = {}
    for damage in damages:
        kind = damage.joins, damage.wraps
        if kind not in widest or damage.lost > widest[kind].lost:
            widest[kind] = damage
    for damage, signed in product(widest.values(), {False, bool(rule.signed)}):
        lost = width - 1 if any_lost else damage.lost
        cells = [at for at in range(width) if (at in rule.signed) is signed]
        for start in range(size):
            low, last = int(start > 0), start + lost
            for end, _ in _ends(strip, start, damage.wraps, damage, signed):
                number = number_at(strip, (start, end))
                if number is None:
                    continue
                first = max(low, width - 1 - (size - end) - lost)
                most = min(last, width - 1 - int(end < size))
                is_whole = isinstance(number, int)
                for cell in cells:
                    if first <= cell <= most and (is_whole or cell in rule.money):
                        found[cell].add(number)
    return [numbers if len(numbers) <= MOST_NUMBERS else set() for numbers in found]
