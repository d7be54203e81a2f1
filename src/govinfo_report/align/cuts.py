"""Cuts a run of digits into numbers of which the last is the sum of the others.

``412001044`` is 41, 2, 0, 0, 1, 0 and 44, and nothing else: no number but 0 begins with 0, the last is the sum. Each
place of the sum is tried; twice the sum is, modulo 9, the digit sum of the whole run, which rules out eight
places in nine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

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
_Ways = list[tuple[int, tuple[int, ...]]]


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
    size = len(digits)
    if size > LONGEST or size < cells or len(breaks) >= cells:
        return ()
    found: list[tuple[int, ...]] = []
    nines = sum(map(int, digits)) % 9
    low = breaks[-1] if breaks else 0
    # of up to ten numbers the greatest has but a digit less than their sum, or as many, and each other at least one
    longest = (size - cells + 3) // 2 if cells <= MOST_CELLS else size
    halves: _Halves | None = None
    for start in range(max(low, cells - 1, size - longest), size):
        if digits[start] == "0" and start < size - 1:
            continue
        total = int(digits[start:])
        if 2 * total % 9 == nines:
            if size > LONG and cells > 3:
                halves = halves or _Halves(digits, breaks, longest)
                found += sorted(halves.meet(start, cells - 1, total))
            else:
                found += parts_of(digits[:start], breaks, cells - 1, total)
    return tuple(found)


@define
class _Halves:
    """Cuts of the pieces of one run into numbers of ``longest`` digits at most, each worked out once."""

    digits: str
    breaks: tuple[int, ...]
    longest: int
    _numbers: list[dict[int, int]] = field(init=False)
    _known: dict[tuple[int, int, int], _Ways] = field(init=False, factory=dict)
    _by_sum: dict[tuple[int, int], dict[int, _Ways]] = field(init=False, factory=dict)

    @_numbers.default
    def _find_numbers(self) -> list[dict[int, int]]:
        """Give the numbers that begin at each position, by the position behind them."""
        size = len(self.digits)
        found = []
        for start, first in enumerate(self.digits):
            last = start + 1 if first == "0" else min(size, start + self.longest)
            last = next((at for at in self.breaks if start < at < last), last)
            found.append({end: int(self.digits[start:end]) for end in range(start + 1, last + 1)})
        return found

    def meet(self, size: int, cells: int, total: int) -> Iterator[tuple[int, ...]]:
        """Give every way to cut the first ``size`` digits into ``cells`` numbers that add up to ``total``.

        The run is cut in two at each place, and the cuts of one half are looked up by what those of the other lack.
        """
        half = cells // 2
        longest = len(str(total))
        for middle in range(half, size - (cells - half) + 1):
            if middle > half * longest or size - middle > (cells - half) * longest:
                continue
            before = self._before(middle, half)
            for added, rest in self._cut(middle, size, cells - half) if before else ():
                for _, ends in before.get(total - added, ()):
                    yield ends + rest

    def _before(self, size: int, cells: int) -> dict[int, _Ways]:
        """Give every way to cut the first ``size`` digits into ``cells`` numbers, by what they add up to."""
        found = self._by_sum.get((size, cells))
        if found is None:
            found = self._by_sum[size, cells] = {}
            for way in self._cut(0, size, cells):
                found.setdefault(way[0], []).append(way)
        return found

    def _cut(self, start: int, size: int, cells: int) -> _Ways:
        """Give every way to cut ``digits[start:size]`` into ``cells`` numbers, and what they add up to."""
        if cells == 1:
            value = self._numbers[start].get(size)
            return [] if value is None else [(value, (size,))]
        found = self._known.get((start, size, cells))
        if found is None:
            found = self._known[start, size, cells] = [
                (value + added, (end, *ends))
                for end, value in self._numbers[start].items()
                if end + cells <= size + 1
                for added, ends in self._cut(end, size, cells - 1)
            ]
        return found


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


def cuts_by_groups(
    digits: str, breaks: Sequence[int], groups: Sequence[int]
) -> Iterator[tuple[int, ...]]:
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
