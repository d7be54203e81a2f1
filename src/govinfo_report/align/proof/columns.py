"""The sums down the columns of a table: which readings of its rows take part in some way to make them all hold.

A row's numbers are packed into one int, a field a column, so that adding rows is one addition. The rows of a sum
are added up one by one; what each may have been is found by going back from the sums that fit. The two sums of
table 三 share one row, （七）总计, so going over them until nothing changes is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from attrs import define, frozen

FIELD = 44
"""Bits of a number in a packed row; the highest stays free (``GUARD``)."""
LARGEST = 1 << (FIELD - 6)
"""No number of a packed row is as large: thirty rows of them fit below the guard."""

# Partial sums and differences looked at in all stages of one table.
MOST_STEPS = 20_000

Domain: TypeAlias = frozenset[int] | None
"""What a row can be, packed; None for a row of which nothing is known but that no number is negative."""


class BudgetSpent(Exception):  # noqa: N818  # not an error: a search that ends here, caught where it began
    """A search took more steps than it may."""


@frozen
class ColumnSum:
    """One sum that holds in every column: indices of the lines that are added, and of those they equal."""

    code: str
    parts: tuple[int, ...]
    equals: tuple[int, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """Every line in it."""
        return (*self.parts, *self.equals)


def pack(values: Sequence[int]) -> int:
    """Pack the numbers of a row, the first column lowest."""
    packed = 0
    for value in reversed(values):
        packed = packed << FIELD | value
    return packed


def unpack(packed: int, width: int) -> tuple[int, ...]:
    """Give the numbers of a packed row."""
    mask = (1 << FIELD) - 1
    return tuple(packed >> FIELD * at & mask for at in range(width))


@define
class Columns:
    """Solves the column sums of one table.

    Attributes:
        width: the columns.
        sums: the sums to be held.
        steps: what is left of the budget.
    """

    width: int
    sums: Sequence[ColumnSum]
    steps: int = MOST_STEPS

    def solve(self, domains: Sequence[Domain]) -> list[Domain] | None:
        """Give of each row what it is in some way that makes every sum hold; None where there is no way.

        A sum over two rows of which nothing is known proves nothing and is passed over.

        Raises:
            BudgetSpent: the search takes too long.
        """
        found = list(domains)
        # short sums first: what they leave of a total makes the long ones cheap
        order = sorted(self.sums, key=lambda entry: len(entry.lines))
        changed = True
        while changed:
            changed = False
            for entry in order:
                unknown = [at for at in (*entry.parts, *entry.equals) if found[at] is None]
                if len(unknown) > 1:
                    continue
                narrowed = self._narrow(entry, found)
                if narrowed is None:
                    return None
                for at, domain in narrowed.items():
                    if domain != found[at]:
                        found[at] = domain
                        changed = True
        return found

    def _spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise BudgetSpent

    def _narrow(self, entry: ColumnSum, domains: Sequence[Domain]) -> dict[int, Domain] | None:
        """Give what each row of a sum can be by that sum alone."""
        sides = []
        for rows, others in ((entry.parts, entry.equals), (entry.equals, entry.parts)):
            # rows that are sure first: added behind the others they would cost a step for each of their sums
            known = sorted(
                (at for at in rows if domains[at] is not None),
                key=lambda at: len(domains[at] or ()),
            )
            open_end = len(known) < len(rows)
            cap = (
                None
                if any(domains[at] is None for at in others)
                else self._largest(others, domains)
            )
            sides.append(
                (known, open_end, self._forward([domains[at] or frozenset() for at in known], cap))
            )
        (left, left_open, left_sums), (right, right_open, right_sums) = sides
        lefts, rights = left_sums[-1], right_sums[-1]
        narrowed: dict[int, Domain] = {}
        if left_open or right_open:
            self._spend(len(lefts) * len(rights))
            guards = self._guards()
            low, high = (lefts, rights) if left_open else (rights, lefts)
            pairs = [(a, b) for a in low for b in high if (b | guards) - a & guards == guards]
            free = next(at for at in (*entry.parts, *entry.equals) if domains[at] is None)
            narrowed[free] = frozenset(b - a for a, b in pairs)
            low, high = {a for a, _ in pairs}, {b for _, b in pairs}
            lefts, rights = (low, high) if left_open else (high, low)
        else:
            lefts = rights = lefts & rights
        if not lefts:
            return None
        self._backward(left, left_sums, lefts, domains, narrowed)
        self._backward(right, right_sums, rights, domains, narrowed)
        return narrowed

    def _guards(self) -> int:
        return sum(1 << FIELD * at + FIELD - 1 for at in range(self.width))

    def _largest(self, rows: Iterable[int], domains: Sequence[Domain]) -> int:
        """Give, packed, the most that each column of some rows can add up to."""
        most = 0
        for at in rows:
            domain = domains[at] or ()
            if len(domain) == 1:
                most += next(iter(domain))
                continue
            tops = map(max, zip(*(unpack(value, self.width) for value in domain), strict=True))
            most += pack(list(tops))
        return most

    def _forward(self, domains: Sequence[frozenset[int]], cap: int | None) -> list[set[int]]:
        """Add rows up one by one: the sums of none of them, of the first, of the first two and so on."""
        sums = [{0}]
        guards = self._guards()
        top = None if cap is None else cap | guards
        for domain in domains:
            self._spend(len(sums[-1]) * len(domain))
            after = {total + value for total in sums[-1] for value in domain}
            if top is not None and len(after) > 1:
                after = {total for total in after if top - total & guards == guards}
            sums.append(after)
        return sums

    def _backward(
        self,
        rows: Sequence[int],
        sums: Sequence[set[int]],
        ends: set[int],
        domains: Sequence[Domain],
        narrowed: dict[int, Domain],
    ) -> None:
        """Go back from the sums that fit, and keep of each row what leads to one of them."""
        for at in range(len(rows) - 1, -1, -1):
            domain = domains[rows[at]] or frozenset()
            before = sums[at]
            self._spend(len(domain) * len(ends))
            if len(domain) == 1:
                value = next(iter(domain))
                ends = {end - value for end in ends} & before
                narrowed[rows[at]] = domain
                continue
            kept = set()
            starts = set()
            for value in domain:
                found = {end - value for end in ends} & before
                if found:
                    kept.add(value)
                    starts |= found
            narrowed[rows[at]] = frozenset(kept)
            ends = starts
