"""The readings of a row that break few sums: rivals of those kept where no way to read a table makes every sum hold.

What the sums ask of the row is given as numbers, one for each cell and sum; a cell that prints another one breaks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from attrs import evolve

from govinfo_report.align.proof.columns import BudgetSpent
from govinfo_report.align.proof.failing import MOST_NODES, Numbers
from govinfo_report.align.readings.filling import RowRule, Take, number_at
from govinfo_report.align.readings.of_row import Reading
from govinfo_report.align.readings.strip import EMPTY, MARK, Strip
from govinfo_report.align.readings.takes import Budget, Damage, takes_of
from govinfo_report.model import Number

# Calls remembered: a table whose copy is looked at twice asks again, and so do ways that differ in other lines.
MEMO_SIZE = 512
# Steps spent on the cuts of all rows of a table, and what a row costs before the first of them.
MOST_STEPS = 5_000
FIRST_STEPS = 50
# More sums than any row can break.
_NEVER = 1_000


def cuts_near(
    strip: Strip, rule: RowRule, wanted: Sequence[Numbers], limit: int, budget: Budget
) -> tuple[Reading, ...]:
    """Give the cuts of a run of digits that break at most ``limit`` sums, its own among them.

    Args:
        strip: the row's digits, breaks between numbers.
        rule: the row's own sums.
        wanted: for each column sum the numbers that make it hold.
        limit: sums that may fail.
        budget: the steps that may be taken, for all rows of a table.

    Raises:
        BudgetSpent: there are too many, or the steps are spent.
    """
    if not strip.text.isdecimal():
        return ()
    found, steps = _cuts_near(strip.text, strip.breaks, rule, tuple(wanted), limit)
    budget.steps -= steps
    if found is None or budget.steps < 0:
        raise BudgetSpent
    return found


@lru_cache(MEMO_SIZE)
def _cuts_near(
    text: str, breaks: frozenset[int], rule: RowRule, wanted: tuple[Numbers, ...], limit: int
) -> tuple[tuple[Reading, ...] | None, int]:
    """Give the cuts that ``cuts_near`` gives, None where they are too many; and the steps that this takes."""
    size, width = len(text), rule.width
    # how many sums ask for a number in a cell
    asked = [Counter(str(numbers[cell]) for numbers in wanted) for cell in range(width)]
    reach = _ends_of_runs(size, breaks)
    fewest = _fewest_failing(text, reach, asked, len(wanted))
    found: list[Reading] = []
    left_nodes = MOST_NODES
    ways: dict[tuple[int, int], list[tuple[int, int, int]]] = {}

    def cut(at: int, failing: int, takes: tuple[tuple[int, int], ...]) -> None:
        nonlocal left_nodes
        left_nodes -= 1
        cell = len(takes)
        if cell == width:
            values = tuple(int(text[low:high]) for low, high in takes)
            if failing + rule.failing(values) <= limit:
                found.append(Reading(takes, values))
            return
        if (cell, at) not in ways:
            last = at + 1 if text[at] == "0" else reach[at]
            numbers, after = asked[cell], fewest[cell + 1]
            ways[cell, at] = sorted(
                (missed + after[end], missed, end)
                for end in range(at + 1, last + 1)
                if after[end] <= limit
                for missed in [len(wanted) - numbers.get(text[at:end], 0)]
            )
        for least, missed, end in ways[cell, at]:
            if failing + least > limit or left_nodes <= 0:
                break
            cut(end, failing + missed, (*takes, (at, end)))

    if fewest[0][0] <= limit:
        cut(0, 0, ())
    return (tuple(found) if left_nodes > 0 else None), FIRST_STEPS + MOST_NODES - left_nodes


def _ends_of_runs(size: int, breaks: Collection[int]) -> list[int]:
    """Give for each position of a run of digits the next break behind it, or the end: no number goes on past it."""
    reach = [size] * size
    for at in reversed(range(size - 1)):
        reach[at] = at + 1 if at + 1 in breaks else reach[at + 1]
    return reach


def _fewest_failing(
    text: str, reach: Sequence[int], asked: Sequence[Mapping[str, int]], sums: int
) -> list[list[int]]:
    """Give for each cell and position how few column sums fail from there on, the row's own left aside."""
    size = len(text)
    fewest = [[_NEVER] * size + [0]]
    for numbers in reversed(asked):
        after = fewest[-1]
        here = [_NEVER] * (size + 1)
        lowest = _NEVER
        for at in reversed(range(size)):
            # the least behind any end of a number that begins here
            lowest = min(lowest, after[at + 1]) if reach[at] > at + 1 else after[at + 1]
            here[at] = sums + (after[at + 1] if text[at] == "0" else lowest)
        for number, count in numbers.items():
            at = text.find(number)
            while at >= 0:
                # one that reaches across a break is no cut: with it the count is still no more than the least
                here[at] = min(here[at], sums - count + after[at + len(number)])
                at = text.find(number, at + 1)
        fewest.append(here)
    fewest.reverse()
    return fewest


def readings_near(
    strip: Strip,
    rule: RowRule,
    damage: Damage,
    wanted: Sequence[Numbers],
    limit: int,
    budget: Budget,
) -> Iterator[Reading]:
    """Give the readings of a damaged row that break at most ``limit`` sums, its own among them.

    A cell of which there is no trace is any number that some sum asks of it.

    Args:
        strip: what the row prints.
        rule: the row's own sums.
        damage: what may have happened to it; a row of numbers run together alone is for ``cuts_near``.
        wanted: for each column sum the numbers that make it hold.
        limit: sums that may fail.
        budget: the steps that may be taken.

    Raises:
        TooMany: the search takes too long.
    """
    if not (damage.lost or damage.wraps or damage.drops):
        return
    bare = evolve(rule, sums=())
    for takes in takes_of(strip, bare, damage, budget, wanted, limit):
        known = [_known(strip, take) for take in takes]
        for values in product(
            *(
                _asked(rule, known, wanted, at) if value is None else (value,)
                for at, value in enumerate(known)
            )
        ):
            if _failing(rule, wanted, values) <= limit:
                yield Reading(takes, values)


def _known(strip: Strip, take: Take) -> Number | None:
    """Give what a cell is worth by what it prints: an empty one 0; None where that is open."""
    value = number_at(strip, take)
    empty = value is None and take is not None and strip.text[take[0]] in (EMPTY, MARK)
    return 0 if empty else value


def _asked(
    rule: RowRule, known: Sequence[Number | None], wanted: Sequence[Numbers], at: int
) -> tuple[Number, ...]:
    """Give the numbers that sums ask of a cell whose number is open, the row's own among them."""
    asked: list[Number] = [numbers[at] for numbers in wanted]
    for parts, equals in rule.sums:
        others = [cell for cell in (*parts, equals) if cell != at]
        if len(others) == len(parts) and all(known[cell] is not None for cell in others):
            rest = sum(known[cell] or 0 for cell in parts if cell != at)
            asked.append(rest if at == equals else (known[equals] or 0) - rest)
    return tuple(dict.fromkeys(value for value in asked if value >= 0)) or (0,)


def _failing(rule: RowRule, wanted: Sequence[Numbers], values: Sequence[Number]) -> int:
    """Count the sums that numbers of a row break."""
    down = sum(value != numbers[at] for numbers in wanted for at, value in enumerate(values))
    return down + rule.failing(values)
