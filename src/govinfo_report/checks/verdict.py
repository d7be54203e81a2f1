"""Who is to blame where a sum fails: by the one repair that would make every sum of the table hold.

A repair that only moves digits between neighbouring cells, or gives a number a digit back, undoes what a tool or a
scan did: ``extraction``. One that changes a number otherwise, or swaps two numbers of a line, undoes a slip
of the office: ``office``. Where both would do, or no single repair does: ``undecided``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from govinfo_report.model import Number, Verdict

Sides = tuple[Sequence[int], Sequence[int]]
"""A sum: indices of the cells that are added, and of those that they equal."""


def verdicts(
    values: Sequence[Number | None], sums: Sequence[Sides], rows: Sequence[range]
) -> list[Verdict | None]:
    """Judge the sums of a table.

    Args:
        values: what each cell counts, None where that is not known.
        sums: every sum of the table whose cells are all known.
        rows: the cells of each line.

    Returns:
        For each sum None where it holds, else a verdict: the same for all that one repair could mend together.
    """
    found: list[Verdict | None] = [None] * len(sums)
    for together in _joined(values, sums):
        cells = {cell for at in together for side in sums[at] for cell in side}
        near = [at for at, sides in enumerate(sums) if not cells.isdisjoint((*sides[0], *sides[1]))]
        verdict = _verdict(values, [sums[at] for at in near], rows)
        for at in together:
            found[at] = verdict
    return found


def _joined(values: Sequence[Number | None], sums: Sequence[Sides]) -> list[list[int]]:
    """Give the sums that fail, those together that share a cell, or are joined by others that do."""
    groups: list[tuple[set[int], list[int]]] = []
    for at, (parts, equals) in enumerate(sums):
        if _total(values, parts) == _total(values, equals):
            continue
        cells, members = {*parts, *equals}, [at]
        apart = []
        for other in groups:
            if cells.isdisjoint(other[0]):
                apart.append(other)
            else:
                cells |= other[0]
                members = [*other[1], *members]
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]


def _total(values: Sequence[Number | None], cells: Sequence[int]) -> Number:
    return sum(values[cell] or 0 for cell in cells)


def _verdict(
    values: Sequence[Number | None], sums: Sequence[Sides], rows: Sequence[range]
) -> Verdict:
    judge = _Judge(values, sums)
    slips = list(judge.single_changes())
    lost = [_has_lost_digit(values[at], change) for at, change in slips]
    extraction = any(lost) or any(map(judge.mends, _digits_moved(values, rows)))
    office = not all(lost) or any(map(judge.mends, _swapped(values, rows)))
    if extraction == office:
        return "undecided"
    return "extraction" if extraction else "office"


class _Judge:
    """Tells whether a change makes every sum hold."""

    def __init__(self, values: Sequence[Number | None], sums: Sequence[Sides]) -> None:
        self.signs: dict[int, dict[int, int]] = {}
        self.off: dict[int, Number] = {}
        for at, (parts, equals) in enumerate(sums):
            off = _total(values, parts) - _total(values, equals)
            if off:
                self.off[at] = off
            for cells, sign in ((parts, 1), (equals, -1)):
                for cell in cells:
                    self.signs.setdefault(cell, {})[at] = sign

    def mends(self, change: Mapping[int, Number]) -> bool:
        """Tell whether adding ``change`` to the cells makes every sum hold."""
        left = dict(self.off)
        for cell, more in change.items():
            for at, sign in self.signs.get(cell, {}).items():
                left[at] = left.get(at, 0) + sign * more
        return not any(left.values())

    def single_changes(self) -> Iterator[tuple[int, Number]]:
        """Give each cell that alone could be wrong, and by how much."""
        if not self.off:
            return
        first, off = next(iter(self.off.items()))
        for cell, signs in self.signs.items():
            # more sums than fail would fail then
            if first in signs and len(signs) == len(self.off):
                change = -off * signs[first]
                if self.mends({cell: change}):
                    yield cell, change


def _has_lost_digit(value: Number | None, change: Number) -> bool:
    """Tell whether a number is what is left of the right one when digits of it are lost: 4 for 41, 14 for 104."""
    right = (value or 0) + change
    if not value or right <= value:
        return False
    digits = iter(str(right))
    return all(digit in digits for digit in str(value))


def _digits_moved(
    values: Sequence[Number | None], rows: Sequence[range]
) -> Iterator[dict[int, Number]]:
    """Give every change that cuts the digits of two neighbouring cells elsewhere: 11 and 43 for 1 and 143."""
    for row in rows:
        for left, right in pairwise(row):
            first, second = values[left], values[right]
            if not isinstance(first, int) or not isinstance(second, int) or min(first, second) < 0:
                continue
            digits = f"{first}{second}"
            for cut in range(1, len(digits)):
                if cut != len(str(first)) and (digits[cut] != "0" or cut == len(digits) - 1):
                    yield {left: int(digits[:cut]) - first, right: int(digits[cut:]) - second}


def _swapped(values: Sequence[Number | None], rows: Sequence[range]) -> Iterator[dict[int, Number]]:
    """Give every change that swaps two numbers of a line: a value in the wrong column."""
    for row in rows:
        for at, one in enumerate(row):
            for other in row[at + 1 :]:
                first, second = values[one] or 0, values[other] or 0
                if first != second:
                    yield {one: second - first, other: first - second}
