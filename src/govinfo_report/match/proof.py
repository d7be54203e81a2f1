"""Which readings of the lines take part in some way that makes all sums of a table hold?

First every cell without a trace is bounded by the sums; where few numbers are left for it they are written out; then
each sum is followed forwards and backwards over the packed numbers of its lines, which is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from attrs import define, field

from govinfo_report.match.budget import Budget, Spent
from govinfo_report.match.lines import FormTable
from govinfo_report.match.options import Option, Options
from govinfo_report.match.packed import narrow
from govinfo_report.model import Number

INFINITE = 1 << 30
# Readings of one line with their lost cells written out, and numbers that one such cell may be.
_MOST_WRITTEN, _MOST_NUMBERS = 1_500, 400
_MOST_ROUNDS = 12
_MOST_STEPS = 60_000
# Sums that may fail in an office's own table; of more nothing is made.
_MOST_FAILING = 6
_MOST_SUMS = 3_000


class Contradiction(Exception):  # noqa: N818  # no error: the sums leave nothing, caught where it is asked
    """No reading of some line is left."""


@define
class Settled:
    """What the sums leave.

    Attributes:
        options: for each line the readings that are left.
        failing: the sums that were given up: index of the sum and of the column.
        odd: lines whose own sum cannot hold.
    """

    options: Options
    failing: tuple[tuple[int, int], ...] = ()
    odd: tuple[int, ...] = ()

    @property
    def blame(self) -> int:
        """How many sums have to fail."""
        return len(self.failing) + len(self.odd)


def settle(table: FormTable, options: Options) -> Settled:
    """Give the readings that are left by the sums; where none are, by as few of the sums as have to fail less."""
    if not table.sums:
        return Settled(options)
    odd = tuple(at for at, mine in enumerate(options) if mine and not any(map(_keeps_sum, mine)))
    if 0 < len(odd) <= 2:
        for left_out in ((), odd):
            opened = [[] if at in left_out else mine for at, mine in enumerate(options)]
            try:
                solved = _Solver(table, opened).run()
            except Contradiction:
                continue
            return Settled(
                [options[at] if at in left_out else s for at, s in enumerate(solved)], (), left_out
            )
    failing: tuple[tuple[int, int], ...] = ()
    for _ in range(2):
        try:
            return Settled(_Solver(table, options, failing).run(), failing)
        except Contradiction:
            bad = tuple(_impossible(table, options))
            if not bad or bad == failing or len(bad) > _MOST_FAILING:
                break
            failing = bad
    every = tuple((at, column) for at in range(len(table.sums)) for column in range(table.width))
    return Settled(options, every)


def _keeps_sum(option: Option) -> bool:
    *parts, total = option.values
    if not option.is_whole or None in option.values:
        return True
    return sum(part for part in parts if part is not None) == total


def _impossible(table: FormTable, options: Options) -> Iterator[tuple[int, int]]:
    """Give the sums of one column that cannot hold, taken alone."""
    for at, entry in enumerate(table.sums):
        for column in range(table.width):
            sides = [_sums(rows, options, column) for rows in (entry.parts, entry.equals)]
            (left, is_left_open), (right, is_right_open) = sides
            if is_left_open and is_right_open:
                continue
            if is_left_open or is_right_open:
                open_, closed = (left, right) if is_left_open else (right, left)
                if max(closed) < min(open_):
                    yield at, column
            elif not left & right:
                yield at, column


def _sums(rows: Sequence[int], options: Options, column: int) -> tuple[set[Number], bool]:
    sums: set[Number] = {0}
    is_open = False
    for row in rows:
        values = {option.values[column] for option in options[row]}
        if not values or None in values:
            is_open = True
        known = {value for value in values if value is not None} | ({0} if is_open else set())
        sums = {before + value for before in sums for value in known}
        if len(sums) > _MOST_SUMS:
            return {0}, True
    return sums, is_open


@define
class _Solver:
    """The sums of one table over the readings of its lines."""

    table: FormTable
    options: Options
    failing: Sequence[tuple[int, int]] = ()
    low: list[list[int]] = field(init=False)
    high: list[list[int]] = field(init=False)

    def run(self) -> Options:
        """Give the readings that are left.

        Raises:
            Contradiction: none are.
        """
        count, width = len(self.options), self.table.width
        self.options = [list(mine) for mine in self.options]
        self.low = [[0] * width for _ in range(count)]
        self.high = [[INFINITE] * width for _ in range(count)]
        for _ in range(_MOST_ROUNDS):
            if not (self._bound_by_options() | self._bound_by_sums() | self._drop()):
                break
        written = [self._written(line) for line in range(count)]
        if all(mine is not None and len(mine) == 1 for mine in written):
            self._check([mine[0] for mine in written if mine])
            return [mine or [] for mine in written]
        self._narrow(written)
        return [self.options[at] if mine is None else mine for at, mine in enumerate(written)]

    def _columns(self, at: int) -> list[int]:
        return [c for c in range(self.table.width) if (at, c) not in self.failing]

    def _bound_by_options(self) -> bool:
        changed = False
        for line, mine in enumerate(self.options):
            if not mine:
                continue
            for column, values in enumerate(zip(*(option.values for option in mine), strict=True)):
                low = min([value if value is not None else 0 for value in values])
                high = max([value if value is not None else INFINITE for value in values])
                if low > self.low[line][column]:
                    self.low[line][column], changed = low, True
                if high < self.high[line][column]:
                    self.high[line][column], changed = high, True
        return changed

    def _bound_by_sums(self) -> bool:
        changed = False
        for at, entry in enumerate(self.table.sums):
            for column in self._columns(at):
                for mine, others in ((entry.parts, entry.equals), (entry.equals, entry.parts)):
                    changed |= self._bound(mine, others, column)
        return changed

    def _bound(self, mine: Sequence[int], others: Sequence[int], column: int) -> bool:
        low, high = self.low, self.high
        most = sum([high[row][column] for row in others])
        least = sum([low[row][column] for row in others])
        lows = sum([low[row][column] for row in mine])
        highs = sum([high[row][column] for row in mine])
        if lows > most:
            raise Contradiction
        changed = False
        for row in mine:
            top = most - (lows - low[row][column])
            if most < INFINITE and top < high[row][column]:
                high[row][column], changed = top, True
            bottom = least - (highs - high[row][column])
            if highs < INFINITE and bottom > low[row][column]:
                low[row][column], changed = bottom, True
        return changed

    def _drop(self) -> bool:
        """Drop readings beyond the bounds, and fill in what the bounds leave of lost cells."""
        changed = False
        for line, mine in enumerate(self.options):
            kept = [bounded for option in mine if (bounded := self._bounded(line, option))]
            if mine and not kept:
                raise Contradiction
            changed |= kept != mine
            self.options[line] = kept
        return changed

    def _bounded(self, line: int, option: Option) -> Option | None:
        low, high = self.low[line], self.high[line]
        for column, value in enumerate(option.values):
            if value is not None and not low[column] <= value <= high[column]:
                return None
        if None not in option.values:
            return option
        filled = [
            low[column] if value is None and low[column] == high[column] else value
            for column, value in enumerate(option.values)
        ]
        if not _fill_last(filled, low, high):
            return None
        return option if tuple(filled) == option.values else option.with_values(filled)

    def _written(self, line: int) -> list[Option] | None:
        """Give the readings of a line with its lost cells written out; None where they are too many."""
        low, high, out = self.low[line], self.high[line], []
        for option in self.options[line]:
            free = [column for column, value in enumerate(option.values) if value is None]
            if not free:
                out.append(option)
                continue
            chosen = free[:-1] if len(free) > 1 else free
            size = 1
            for column in chosen:
                size *= high[column] - low[column] + 1
            if size > _MOST_NUMBERS:
                return None
            for numbers in product(*(range(low[c], high[c] + 1) for c in chosen)):
                values = list(option.values)
                for column, number in zip(chosen, numbers, strict=True):
                    values[column] = number
                if _fill_last(values, low, high):
                    out.append(option.with_values(values))
            if len(out) > _MOST_WRITTEN:
                return None
        if self.options[line] and not out:
            raise Contradiction
        return out or None

    def _check(self, lines: Sequence[Option]) -> None:
        for at, entry in enumerate(self.table.sums):
            for column in self._columns(at):
                sides = [
                    sum(lines[row].values[column] or 0 for row in rows)
                    for rows in (entry.parts, entry.equals)
                ]
                if sides[0] != sides[1]:
                    raise Contradiction

    def _narrow(self, written: list[list[Option] | None]) -> None:
        """Follow each sum that has at most one open line, the shortest first, until nothing changes."""
        budget = Budget(_MOST_STEPS)
        changed = True
        by_length = sorted(enumerate(self.table.sums), key=lambda entry: len(entry[1].parts))
        while changed:
            changed = False
            for at, entry in by_length:
                rows = (*entry.parts, *entry.equals)
                if sum(1 for row in rows if written[row] is None) > 1:
                    continue
                try:
                    left = narrow(entry, written, self._columns(at), self.high, budget)
                except Spent:
                    continue
                if left is None:
                    raise Contradiction
                changed |= self._take(written, left, self._columns(at))

    def _take(
        self,
        written: list[list[Option] | None],
        left: dict[int, Any],
        columns: Sequence[int],
    ) -> bool:
        changed = False
        for row, mine in left.items():
            before = written[row]
            if before is None:
                kept = self._fill_open(row, mine, columns)
                if kept:
                    written[row], changed = kept, True
            elif len(mine) < len(before):
                written[row], changed = mine, True
        return changed

    def _fill_open(
        self, row: int, ways: set[tuple[int, ...]], columns: Sequence[int]
    ) -> list[Option]:
        """Give the readings of an open line with the numbers that a sum leaves it."""
        width = self.table.width
        if len(ways) > _MOST_NUMBERS // 2 or len(columns) < width:
            return []
        nothing = (None,) * width
        mine = self.options[row] or [Option(0.0, nothing, nothing, ())]
        return [
            option.with_values(values)
            for values in sorted(ways)
            if sum(values[:-1]) == values[-1]
            for option in mine
            if all(own in (None, value) for own, value in zip(option.values, values, strict=True))
        ]


def _fill_last(values: list[Number | None], low: Sequence[int], high: Sequence[int]) -> bool:
    """Fill in the one number that a line's own sum leaves open; tell whether the line can be so."""
    free = [column for column, value in enumerate(values) if value is None]
    *parts, total = values
    known = sum([part for part in parts if part is not None])
    if not free:
        return known == total
    if len(free) > 1:
        return True
    (column,) = free
    number = known if total is None else total - known
    values[column] = number
    return low[column] <= number <= high[column]
