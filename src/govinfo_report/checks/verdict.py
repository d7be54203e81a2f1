"""Who is to blame where a sum fails: by the one repair that would make every sum of the table hold.

A repair that only moves digits between neighbouring cells, or gives a number a digit back, undoes what a tool or a
scan did: ``extraction``. One that changes a number otherwise, or swaps two numbers of a line, undoes a slip
of the office: ``office``. Where both would do, or no single repair does: ``undecided``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from operator import or_

from attrs import define

from govinfo_report.model import Number, Verdict

Signs = Mapping[int, Mapping[int, int]]
"""Cell to the sums that it stands in: 1 where it is added, -1 where it is what the others add up to."""


def verdicts(
    values: Sequence[Number | None],
    off: Mapping[int, Number],
    known: Mapping[int, Sequence[int]],
    signs: Signs,
    rows: Sequence[range],
) -> dict[int, Verdict]:
    """Judge the sums of a table that fail.

    Args:
        values: what each cell counts.
        off: each sum that fails to what is too much on its left.
        known: each sum whose cells are all known to them.
        signs: the sums of each cell.
        rows: the cells of each line.

    Returns:
        Each sum that fails to its verdict: the same for all that one repair could mend together.
    """
    found: dict[int, Verdict] = {}
    starts = [row.start for row in rows]
    for together in _joined(off, known):
        hits: dict[int, int] = {}
        for bit, at in enumerate(together):
            for cell in known[at]:
                hits[cell] = hits.get(cell, 0) | 1 << bit
        first = {cell: signs[cell][together[0]] for cell in known[together[0]]}
        group = _Group(values, together, off, known, signs, hits, first)
        # a change of a line that has no cell of one of them does not mend it
        few = min((known[at] for at in together), key=len)
        lines = sorted({bisect_right(starts, cell) - 1 for cell in few})
        found |= dict.fromkeys(together, group.verdict([rows[line] for line in lines]))
    return found


def _joined(off: Mapping[int, Number], known: Mapping[int, Sequence[int]]) -> Iterator[list[int]]:
    """Give the sums that fail, those together that share a cell, or are joined by others that do."""
    groups: list[tuple[set[int], list[int]]] = []
    for at in off:
        cells, members = set(known[at]), [at]
        apart = []
        for other in groups:
            if cells.isdisjoint(other[0]):
                apart.append(other)
            else:
                cells |= other[0]
                members = [*other[1], *members]
        groups = [*apart, (cells, members)]
    return (members for _, members in groups)


@define
class _Group:
    """Sums that fail and that one repair could mend together.

    Attributes:
        values: what each cell counts.
        together: these sums.
        off: every sum that fails to what is too much on its left.
        known: each sum whose cells are all known to them: a repair may not break one.
        signs: the sums of each cell.
        hits: cell to the sums of ``together`` that it stands in, a bit each.
        first: each cell of the first of them, and whether it is added there.
    """

    values: Sequence[Number | None]
    together: Sequence[int]
    off: Mapping[int, Number]
    known: Mapping[int, Sequence[int]]
    signs: Signs
    hits: Mapping[int, int]
    first: Mapping[int, int]

    def verdict(self, rows: Sequence[range]) -> Verdict:
        """Judge them.

        Args:
            rows: the cells of each line that may have to do with it.
        """
        pairs = list(self._pairs(rows))
        lost = [_has_lost_digit(self.values[at], change) for at, change in self._changes()]
        extraction = any(lost) or any(map(self._mends, self._digits_moved(pairs)))
        office = not all(lost) or any(map(self._mends, self._swapped(pairs)))
        if extraction == office:
            return "undecided"
        return "extraction" if extraction else "office"

    def _mends(self, change: Mapping[int, Number]) -> bool:
        """Tell whether adding ``change`` to the cells makes these sums hold, and breaks no other."""
        off = self.off[self.together[0]]
        # most changes do not mend even the first sum
        if sum([more * self.first.get(cell, 0) for cell, more in change.items()]) != -off:
            return False
        less: dict[int, Number] = {}
        for cell, more in change.items():
            for at, sign in self.signs.get(cell, {}).items():
                if at in self.known:
                    less[at] = less.get(at, 0) - sign * more
        return all(less.get(at) == self.off[at] for at in self.together) and all(
            not total or self.off.get(at) == total for at, total in less.items()
        )

    def _changes(self) -> Iterator[tuple[int, Number]]:
        """Give each cell that alone could be wrong, and by how much."""
        off = self.off[self.together[0]]
        for cell, sign in self.first.items():
            if self.hits[cell] == self._all and self._mends({cell: -off * sign}):
                yield cell, -off * sign

    @property
    def _all(self) -> int:
        return (1 << len(self.together)) - 1

    def _pairs(self, rows: Sequence[range]) -> Iterator[tuple[int, int]]:
        """Give the pairs of cells of a line that have a cell of each of the sums: no other change mends them all."""
        every = self._all
        for row in rows:
            hits = [self.hits.get(cell, 0) for cell in row]
            if reduce(or_, hits) == every:
                for (one, hit), (other, also) in combinations(zip(row, hits, strict=True), 2):
                    if hit | also == every:
                        yield one, other

    def _digits_moved(self, pairs: Sequence[tuple[int, int]]) -> Iterator[dict[int, Number]]:
        """Give the changes that cut the digits of two neighbouring cells elsewhere: 11 and 43 for 1 and 143."""
        for left, right in pairs:
            first, second = self.values[left], self.values[right]
            if right - left > 1 or not isinstance(first, int) or not isinstance(second, int):
                continue
            digits = f"{first}{second}"
            if "-" in digits:
                continue
            for cut in range(1, len(digits)):
                if cut != len(str(first)) and (digits[cut] != "0" or cut == len(digits) - 1):
                    yield {left: int(digits[:cut]) - first, right: int(digits[cut:]) - second}

    def _swapped(self, pairs: Sequence[tuple[int, int]]) -> Iterator[dict[int, Number]]:
        """Give the changes that swap two numbers of a line: a value in the wrong column."""
        for one, other in pairs:
            first, second = self.values[one] or 0, self.values[other] or 0
            if first != second:
                yield {one: second - first, other: first - second}


def _has_lost_digit(value: Number | None, change: Number) -> bool:
    """Tell whether a number is what is left of the right one when digits of it are lost: 4 for 41, 14 for 104."""
    right = (value or 0) + change
    if not value or right <= value:
        return False
    digits = iter(str(right))
    return all(digit in digits for digit in str(value))
