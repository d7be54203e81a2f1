"""What the cells of a reading are worth: the numbers printed, and what the row's own sums prove of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations_with_replacement, pairwise
from math import comb
from typing import TypeAlias

from attrs import frozen

from govinfo_report.align.readings.strip import UNREADABLE, Strip
from govinfo_report.model import Number

Take: TypeAlias = tuple[int, int] | None
"""The characters of a strip that a cell takes, half-open; None where the copy shows no trace of the cell."""

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

    def failing(self, values: Sequence[Number]) -> int:
        """Count the sums that the numbers of a row break."""
        return sum(sum(values[at] for at in parts) != values[equals] for parts, equals in self.sums)

    def holds(self, values: Sequence[Number]) -> bool:
        """Tell whether the sums of a row hold."""
        return all(sum(values[at] for at in parts) == values[equals] for parts, equals in self.sums)


class TooMany(Exception):  # noqa: N818  # not an error: a search that ends here, caught where it began
    """A row has more readings than are of use."""


def number_at(strip: Strip, take: Take) -> Number | None:
    """Give the number that a cell takes; None where it takes none.

    Args:
        strip: what the row prints.
        take: the characters of the cell, as offsets in the strip; None where it has none.
    """
    if take is None or strip.kind(*take):
        return None
    digits = strip.text[take[0] : take[1]]
    return Decimal(digits) if "." in digits else int(digits)


def filled(
    strip: Strip, takes: Sequence[Take], rule: RowRule
) -> Iterator[tuple[Number | None, ...]]:
    """Give what the cells of a reading are worth, by the sums of its row; nothing where a sum cannot hold.

    Args:
        strip: what the row prints.
        takes: the characters of each cell.
        rule: what the form says of the row.

    Raises:
        TooMany: a sum leaves cells open that it does not bound.
    """
    values = [number_at(strip, take) for take in takes]
    if any(isinstance(value, Decimal) and at not in rule.money for at, value in enumerate(values)):
        return
    yield from _fill(values, takes, rule, strip, 0)


def _fill(
    values: list[Number | None],
    takes: Sequence[Take],
    rule: RowRule,
    strip: Strip,
    at: int,
) -> Iterator[tuple[Number | None, ...]]:
    if at == len(rule.sums):
        yield tuple(values)
        return
    parts, equals = rule.sums[at]
    numbers = list(values)
    free = []
    for cell in parts:
        if values[cell] is None:
            take = takes[cell]
            if take is not None and strip.kind(*take) != UNREADABLE:
                numbers[cell] = 0
            else:
                free.append(cell)
    known = sum(numbers[cell] or 0 for cell in parts)
    total = values[equals]
    if total is None:
        if free:
            raise TooMany
        numbers[equals] = known
        yield from _fill(numbers, takes, rule, strip, at + 1)
        return
    rest = total - known
    if rest < 0 or (rest and not free):
        return
    ways = comb(int(rest) + len(free) - 1, len(free) - 1) if free else 1
    if ways > MOST_FILLINGS:
        raise TooMany
    for shares in _shares(int(rest), len(free)):
        for cell, share in zip(free, shares, strict=True):
            numbers[cell] = share
        yield from _fill(list(numbers), takes, rule, strip, at + 1)


def _shares(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Give every way to share ``total`` among ``count`` cells."""
    if count < 2:
        yield (total,) * count
        return
    for bars in combinations_with_replacement(range(total + 1), count - 1):
        yield tuple(high - low for low, high in pairwise((0, *bars, total)))
