"""One sum over the readings of its lines, followed forwards and backwards: exact, and bounded by a budget of steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govinfo_report.match.budget import Budget
from govinfo_report.match.lines import ColumnSum

_BITS = 40
_MOST = (1 << _BITS - 6) - 1


def narrow(
    entry: ColumnSum,
    lines: Sequence[list[Any] | None],
    columns: Sequence[int],
    high: Sequence[Sequence[int]],
    budget: Budget,
) -> dict[int, Any] | None:
    """Give for each line of a sum the readings that take part in some way to make it hold; None where there is no way.

    Args:
        entry: the sum.
        lines: for each line of the table its readings; None where they are not known, in one line of the sum at most.
        columns: the columns that it holds in.
        high: the most that each cell of each line can be.
        budget: what is left of the steps.

    Returns:
        For a line that is not known the numbers that the sum leaves it.

    Raises:
        Spent: no steps are left.
    """
    guards = sum(1 << _BITS * at + _BITS - 1 for at in range(len(columns)))
    sides = []
    for mine, others in ((entry.parts, entry.equals), (entry.equals, entry.parts)):
        most = [min(_MOST, sum([high[row][column] for row in others])) for column in columns]
        sides.append(_Side(mine, lines, columns, guards, _pack(most) + guards, budget))
    left, right = sides
    if left.open is None and right.open is None:
        ends = left.sums[-1] & right.sums[-1]
        found: dict[int, Any] = {}
        return (
            left.back(ends, found, budget) and right.back(ends, found, budget) and found
        ) or None
    closed, opened = (right, left) if left.open is not None else (left, right)
    assert opened.open is not None
    budget.spend(len(closed.sums[-1]) * len(opened.sums[-1]))
    pairs = [
        (small, big)
        for small in opened.sums[-1]
        for big in closed.sums[-1]
        if (big | guards) - small & guards == guards
    ]
    count = len(columns)
    found = {opened.open: {_unpack(big - small, count) for small, big in pairs}}
    if not pairs:
        return None
    is_left = opened.back({small for small, _ in pairs}, found, budget) and closed.back(
        {big for _, big in pairs}, found, budget
    )
    return found if is_left else None


class _Side:
    """The lines on one side of a sum, added up one by one."""

    def __init__(
        self,
        rows: Sequence[int],
        lines: Sequence[list[Any] | None],
        columns: Sequence[int],
        guards: int,
        cap: int,
        budget: Budget,
    ) -> None:
        known = [(row, mine) for row in rows if (mine := lines[row]) is not None]
        known.sort(key=lambda entry: len(entry[1]))
        self.open = next((row for row in rows if lines[row] is None), None)
        self.rows = [row for row, _ in known]
        self.by_value: list[dict[int, list[Any]]] = []
        self.sums: list[set[int]] = [{0}]
        for _, mine in known:
            by: dict[int, list[Any]] = {}
            for option in mine:
                by.setdefault(_pack([option.values[c] for c in columns]), []).append(option)
            self.by_value.append(by)
            budget.spend(len(self.sums[-1]) * len(by))
            self.sums.append(
                {
                    total
                    for before in self.sums[-1]
                    for value in by
                    if cap - (total := before + value) & guards == guards
                }
            )

    def back(self, ends: set[int], found: dict[int, Any], budget: Budget) -> bool:
        """Go back from the sums that fit, and keep of each line what leads to one of them."""
        for at in range(len(self.rows) - 1, -1, -1):
            before, by = self.sums[at], self.by_value[at]
            budget.spend(len(ends) * len(by))
            kept: list[Any] = []
            starts: set[int] = set()
            for value, mine in by.items():
                fits = {end - value for end in ends} & before
                if fits:
                    kept += mine
                    starts |= fits
            found[self.rows[at]] = kept
            ends = starts
        return bool(ends)


def _pack(values: Sequence[int]) -> int:
    packed = 0
    for value in reversed(values):
        packed = packed << _BITS | value
    return packed


def _unpack(packed: int, count: int) -> tuple[int, ...]:
    return tuple(packed >> _BITS * at & (1 << _BITS) - 1 for at in range(count))
