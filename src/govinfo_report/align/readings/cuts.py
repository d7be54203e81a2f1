"""Cuts a run of digits into numbers of which the last is the sum of the others.

``412001044`` is 41, 2, 0, 0, 1, 0 and 44, and nothing else: no number but 0 begins with 0, the last is the sum. Each
place of the sum is tried; twice the sum is, modulo 9, the digit sum of the whole run, which rules out eight
places in nine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeAlias

from attrs import define, field

from govinfo_report.labels.figures import LONGEST_NUMBER

# Remembered runs: most rows of most copies are zeros.
MEMO_SIZE = 4_096
# The longest run that is cut: seven numbers of six digits. Longer ones have too many cuts to be of use.
LONGEST = 48
# The most numbers, their sum among them, of which the greatest is known to be nearly as long as the sum.
MOST_CELLS = 11
# Runs from which on the cuts of both halves are put together instead of trying each: digits of two lines, or of offices
# with hundreds of requests.
LONG = 14

# What numbers add up to, and the position behind each.
_Ways: TypeAlias = list[tuple[int, tuple[int, ...]]]
# Where a piece of a run begins and ends, how many numbers it is, and the breaks inside it.
_Piece: TypeAlias = tuple[int, int, int, tuple[int, ...]]


@lru_cache(MEMO_SIZE)
def summed_cuts(digits: str, breaks: tuple[int, ...], cells: int) -> tuple[tuple[int, ...], ...]:
    """Give every way to cut ``digits`` into ``cells`` numbers of which the last is the sum of the others.

    Args:
        digits: digits only.
        breaks: positions at which a number surely ends, ascending.
        cells: how many numbers, 2 or more.

    Returns:
        For each way the position behind each number but the last.
    """
    return _Run(digits, (cells,)).summed(0, len(digits), cells, breaks)


def cutter(
    digits: str, groups: Sequence[int]
) -> Callable[[Sequence[int]], Iterator[tuple[int, ...]]]:
    """Give what cuts a run of digits into groups of numbers, each with its sum behind it (table 四 has three).

    Args:
        digits: the run.
        groups: how many numbers each group has, its sum included.

    Returns:
        A callable that takes the positions at which a number surely ends, ascending, and gives for each way the
        position behind each number.
    """
    if len(groups) > 1:
        return _Run(digits, groups).cuts
    # lines of zeros come back in every table
    return lambda breaks: (
        (*ends, len(digits)) for ends in summed_cuts(digits, tuple(breaks), groups[0])
    )


@define
class _Run:
    """The cuts of one run of digits.

    What is worked out of a piece of the run is kept, for the next piece and for other breaks.

    Attributes:
        digits: the run.
        groups: how many numbers each group has, its sum included.
    """

    digits: str
    groups: Sequence[int]
    _nines: list[int] = field(init=False)
    _numbers: list[dict[int, int]] = field(init=False, factory=list)
    _found: dict[_Piece, tuple[tuple[int, ...], ...]] = field(init=False, factory=dict)
    _known: dict[_Piece, _Ways] = field(init=False, factory=dict)
    _by_sum: dict[_Piece, dict[int, _Ways]] = field(init=False, factory=dict)

    @_nines.default
    def _add_digits(self) -> list[int]:
        """Give the digit sum of what stands before each position."""
        return list(accumulate(map(int, self.digits), initial=0))

    def cuts(self, breaks: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Give every way to cut the run into its groups; see ``cutter``."""
        size, groups, known = len(self.digits), self.groups, tuple(breaks)
        # which tails of the run can be cut into the last groups at all
        fits = [{size}]
        for group in range(len(groups) - 1, 0, -1):
            fits.append(
                {
                    at
                    for at in range(sum(groups[:group]), size)
                    if any(self.summed(at, end, groups[group], known) for end in fits[-1])
                }
            )
        fits.reverse()

        def cut(at: int, group: int) -> Iterator[tuple[int, ...]]:
            if group == len(groups):
                yield ()
                return
            for end in sorted(fits[group]):
                for ends in self.summed(at, end, groups[group], known):
                    for rest in cut(end, group + 1):
                        yield (*ends, end, *rest)

        yield from cut(0, 0)

    def summed(
        self, start: int, end: int, cells: int, breaks: tuple[int, ...]
    ) -> tuple[tuple[int, ...], ...]:
        """Give every way to cut ``digits[start:end]`` into numbers of which the last is the sum of the others.

        Args:
            start: the first digit.
            end: position behind the last.
            cells: how many numbers, 2 or more.
            breaks: positions at which a number surely ends, ascending.

        Returns:
            For each way the position behind each number but the last.
        """
        inner = tuple([at for at in breaks if start < at < end]) if breaks else ()
        piece = start, end, cells, inner
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = tuple(self._find(*piece))
        return found

    def _find(
        self, start: int, end: int, cells: int, breaks: tuple[int, ...]
    ) -> list[tuple[int, ...]]:
        size = end - start
        if size > LONGEST or size < cells or len(breaks) >= cells:
            return []
        found: list[tuple[int, ...]] = []
        nines = self._nines
        low = breaks[-1] if breaks else start
        for at in range(max(low, start + cells - 1, end - _longest(size, cells)), end):
            if self.digits[at] == "0" and at < end - 1:
                continue
            if (nines[end] + nines[start] - 2 * nines[at]) % 9:
                continue
            total = int(self.digits[at:end])
            if size > LONG and cells > 3:
                inner = breaks[:-1] if at == low else breaks
                found += sorted(self._meet(start, at, cells - 1, total, inner))
                continue
            inner = tuple([place - start for place in breaks])
            for ends in parts_of(self.digits[start:at], inner, cells - 1, total):
                found.append(tuple([start + place for place in ends]) if start else ends)
        return found

    def _meet(
        self, start: int, end: int, cells: int, total: int, breaks: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        """Give every way to cut ``digits[start:end]`` into ``cells`` numbers that add up to ``total``.

        The piece is cut in two at each place, and the cuts of one half are looked up by what those of the other lack.
        """
        half = cells // 2
        longest = len(str(total))
        self._numbers = self._numbers or self._find_numbers()
        low = max(start + half, end - (cells - half) * longest)
        for middle in range(low, min(end - (cells - half), start + half * longest) + 1):
            upper = lower = breaks
            if breaks:
                upper = tuple([at for at in breaks if at < middle])
                lower = tuple([at for at in breaks if at > middle])
            before = self._before(start, middle, half, upper)
            for added, rest in self._cut(middle, end, cells - half, lower) if before else ():
                for _, ends in before.get(total - added, ()):
                    yield ends + rest

    def _find_numbers(self) -> list[dict[int, int]]:
        """Give the numbers that begin at each position, by the position behind them."""
        size = len(self.digits)
        longest = _longest(min(size, LONGEST), min(self.groups))
        found = []
        for start, first in enumerate(self.digits):
            last = start + 1 if first == "0" else min(size, start + longest)
            found.append({end: int(self.digits[start:end]) for end in range(start + 1, last + 1)})
        return found

    def _before(
        self, start: int, end: int, cells: int, breaks: tuple[int, ...]
    ) -> dict[int, _Ways]:
        """Give every way to cut ``digits[start:end]`` into ``cells`` numbers, by what they add up to."""
        piece = start, end, cells, breaks
        found = self._by_sum.get(piece)
        if found is None:
            found = self._by_sum[piece] = {}
            for way in self._cut(*piece):
                found.setdefault(way[0], []).append(way)
        return found

    def _cut(self, start: int, end: int, cells: int, breaks: tuple[int, ...]) -> _Ways:
        """Give every way to cut ``digits[start:end]`` into ``cells`` numbers, and what they add up to."""
        if cells == 1:
            alone = None if breaks else self._numbers[start].get(end)
            return [] if alone is None else [(alone, (end,))]
        piece = start, end, cells, breaks
        found = self._known.get(piece)
        if found is not None:
            return found
        numbers, first = self._numbers, breaks[0] if breaks else end
        last = min(first, end - cells + 1)
        if cells == 2 and not breaks:
            # half of all pieces
            found = [
                (value + other, (at, end))
                for at, value in numbers[start].items()
                if at <= last and (other := numbers[at].get(end)) is not None
            ]
        else:
            found = [
                (value + added, (at, *ends))
                for at, value in numbers[start].items()
                if at <= last
                for added, ends in self._cut(
                    at, end, cells - 1, breaks[1:] if at == first else breaks
                )
            ]
        self._known[piece] = found
        return found


def _longest(size: int, cells: int) -> int:
    """Give the most digits of a number where ``size`` digits are ``cells`` numbers, the last of them the sum.

    Of up to ten numbers the greatest has but a digit less than their sum, or as many, and each other at least one.
    """
    return (size - cells + 3) // 2 if cells <= MOST_CELLS else size


def parts_of(digits: str, breaks: tuple[int, ...], cells: int, total: int) -> list[tuple[int, ...]]:
    """Give every way to cut ``digits`` into ``cells`` numbers that add up to ``total``.

    Args:
        digits: the run.
        breaks: positions at which a number surely ends, ascending.
        cells: how many numbers.
        total: what they add up to.

    Returns:
        For each way the position behind each number.
    """
    size = len(digits)
    found: list[tuple[int, ...]] = []
    # from each position the next break, and how many breaks lie at or behind it
    stops = [next((at for at in breaks if at > start), size) for start in range(size)]
    behind = [sum(at > start for at in breaks if at < size) for start in range(size)]
    longest = len(str(total))

    def cut(start: int, left: int, rest: int, ends: tuple[int, ...]) -> None:
        if left == 0:
            if start == size and rest == 0:
                found.append(ends)
            return
        if (
            start >= size
            or size - start < left
            or size - start > left * longest
            or behind[start] >= left
        ):
            return
        if digits[start] == "0":
            cut(start + 1, left - 1, rest, (*ends, start + 1))
            return
        if left == 1:
            if stops[start] == size and int(digits[start:]) == rest:
                found.append((*ends, size))
            return
        for end in range(start + 1, min(stops[start], start + longest) + 1):
            value = int(digits[start:end])
            if value > rest:
                break
            cut(end, left - 1, rest - value, (*ends, end))

    cut(0, cells, total, ())
    return found


@lru_cache(MEMO_SIZE)
def only_cut(digits: str, breaks: frozenset[int], cells: int) -> tuple[tuple[int, int], ...] | None:
    """Give the one way to cut a run of digits into numbers, no sum asked; None where there are several or none.

    Args:
        digits: digits only; most runs are the seven zeros of a line without requests.
        breaks: positions at which a number surely ends.
        cells: how many numbers.
    """
    size = len(digits)
    ways: list[tuple[tuple[int, int], ...]] = []

    def cut(at: int, takes: tuple[tuple[int, int], ...]) -> None:
        left = cells - len(takes)
        if left == 0 or len(ways) > 1 or size - at < left:
            if left == 0 and at == size:
                ways.append(takes)
            return
        for end in range(at + 1, min(size - left + 1, at + LONGEST_NUMBER) + 1):
            cut(end, (*takes, (at, end)))
            if digits[at] == "0" or end in breaks:
                return

    cut(0, ())
    return ways[0] if len(ways) == 1 else None
