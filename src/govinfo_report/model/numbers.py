"""The numbers of a table that prints a plain number in every cell, held as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import add, itemgetter, sub
from typing import NamedTuple

from attrs import define, field, frozen

from govinfo_report.model.row import Row


class Printed(NamedTuple):
    """What cells print and where, a value a cell.

    Attributes:
        raws: what each prints.
        starts: offset of the first character of each, from 0.
        ends: offset behind the last character of each.
        lines: the line that each stands on, counted from the first line of the table, which is 0.
    """

    raws: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    lines: Sequence[int]


@frozen
class NumberPlaces:
    """Where numbers stand among the words of a table; the same for every table with these words.

    Attributes:
        gaps: how many characters stand before each number, behind the one before it; in the order of the copy.
        lines: the line of each, see ``Printed``.
    """

    gaps: tuple[int, ...]
    lines: tuple[int, ...]

    def printed(self, raws: Sequence[str], start: int) -> Printed:
        """Give the numbers of one table (hot: ``benchmarks.run``, cells).

        Args:
            raws: what they print.
            start: offset of the table's first character, from 0.
        """
        sizes = list(map(len, raws))
        ends = list(accumulate(map(add, self.gaps, sizes), initial=start))
        del ends[0]
        return Printed(raws, list(map(sub, ends, sizes)), ends, self.lines)


@define(eq=False)
class PlainNumbers:
    """The numbers of a table; what they print and where is worked out when it is asked for.

    Attributes:
        start: offset of the first character of the table, from 0.
        end: offset behind its last.
        order: index of each cell's number among all numbers of the copy's table, of two or more; a range where that is
            their order.
        gap: how many characters stand between two cells of a row.
        find: gives what the numbers print, in the order of the copy.
    """

    start: int
    end: int
    order: Sequence[int]
    gap: int
    find: Callable[[], Printed]
    _printed: Printed | None = field(default=None, init=False)

    def printed(self) -> Printed:
        """Give what each cell prints, in the order of the form."""
        if self._printed is None:
            found = self.find()
            if not isinstance(self.order, range):
                found = Printed(*map(itemgetter(*self.order), found))
            self._printed = found
        return self._printed

    def source(self, first: int, count: int) -> tuple[Row, int]:
        """Give the row that the cells from ``first`` on stand in, as numbers only, and the index of the first there."""
        printed = self.printed()
        return Row(printed.raws[first : first + count], printed.starts[first], self.gap), 0
