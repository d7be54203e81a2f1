"""Where no way of reading a table makes every sum hold: the ways that break the fewest.

The office itself adds up wrong in one report of seven. Its error breaks one or two sums down the columns, a wrong cut
nearly always more, for digits that are moved from one number to the next change both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import define, field, frozen

from govinfo_report.align.proof.columns import BudgetSpent, ColumnSum

# More sums that fail than these tell of more than a slip of the office.
MOST_FAILING = 4
# Nodes of the search for the ways that break the fewest sums.
MOST_NODES = 4_000
# Ways that break equally few; with more of them little would be agreed on.
MOST_WAYS = 40
# Bits of a number in the packed search, the one that stands for nought, and the highest, which stays free. Sums of
# thirty numbers below ``LARGEST`` stay between.
_FIELD, _ZERO, _GUARD = 46, 1 << 44, 1 << 45

Numbers = tuple[int, ...]


@frozen
class Fewest:
    """The ways that break the fewest sums.

    Attributes:
        ways: each a list of the numbers of every line.
        failing: how many column sums each of them breaks.
        broken: code and column of every sum that some of the ways breaks.
    """

    ways: tuple[tuple[Numbers, ...], ...]
    failing: int
    broken: tuple[tuple[str, int], ...]


@define
class _Search:
    """A search depth first over the lines that have several readings.

    What the sums lack is packed into one int, a field a sum and column, so that a line is taken away, and every field
    compared with what is left, in a few steps.
    """

    width: int
    sums: Sequence[ColumnSum]
    options: Sequence[Sequence[Numbers]]
    open_lines: list[int]
    nodes: int = MOST_NODES
    found: list[tuple[Numbers, ...]] = field(factory=list)
    _steps: list[list[tuple[Numbers, int]]] = field(factory=list)
    _bounds: list[tuple[int, int]] = field(factory=list)
    _guards: int = 0

    def run(self, limit: int) -> None:
        fields = range(len(self.sums) * self.width)
        self._guards = sum(_GUARD << _FIELD * at for at in fields)
        zero = sum(_ZERO << _FIELD * at for at in fields)
        chosen = [options[0] if options else () for options in self.options]
        lacking = zero - sum(
            self._packed(line, numbers)
            for line, numbers in enumerate(chosen)
            if numbers and line not in self.open_lines
        )
        self._steps = [
            [(option, self._packed(line, option)) for option in self.options[line]]
            for line in self.open_lines
        ]
        low = high = zero
        self._bounds = [(low, high)]
        for line in reversed(self.open_lines):
            least, most = self._range(line)
            low, high = low + least, high + most
            self._bounds.append((low, high))
        self._bounds.reverse()
        self._go(0, lacking, chosen, limit)

    def _sign(self, entry: ColumnSum, line: int) -> int:
        return (line in entry.parts) - (line in entry.equals)

    def _packed(self, line: int, numbers: Numbers) -> int:
        """Pack what a line adds to each sum and column."""
        packed = 0
        for entry in reversed(self.sums):
            sign = self._sign(entry, line)
            for number in reversed(numbers):
                packed = (packed << _FIELD) + sign * number
        return packed

    def _range(self, line: int) -> tuple[int, int]:
        """Pack the least and the most that a line can add to each sum and column."""
        least = most = 0
        for entry in reversed(self.sums):
            sign = self._sign(entry, line)
            for numbers in reversed(list(zip(*self.options[line], strict=True))):
                ends = sign * min(numbers), sign * max(numbers)
                least = (least << _FIELD) + min(ends)
                most = (most << _FIELD) + max(ends)
        return least, most

    def _go(self, depth: int, lacking: int, chosen: list[Numbers], limit: int) -> None:
        self.nodes -= 1
        if self.nodes < 0 or len(self.found) > MOST_WAYS:
            raise BudgetSpent
        low, high = self._bounds[depth]
        guards = self._guards
        # a sum that nothing left can bring to nought fails for sure
        within = (lacking | guards) - low & (high | guards) - lacking & guards
        if (guards ^ within).bit_count() > limit:
            return
        if depth == len(self.open_lines):
            self.found.append(tuple(chosen))
            return
        line = self.open_lines[depth]
        for option, packed in self._steps[depth]:
            chosen[line] = option
            self._go(depth + 1, lacking - packed, chosen, limit)


def fewest_failing(
    width: int, sums: Sequence[ColumnSum], options: Sequence[Sequence[Numbers]]
) -> Fewest | None:
    """Find the ways to read a table that break the fewest column sums.

    Args:
        width: the columns.
        sums: the sums; every line in them has options.
        options: for each line what it can be, at least one.

    Returns:
        The ways; None where every way breaks more than ``MOST_FAILING`` or the search takes too long.
    """
    named = {line for entry in sums for line in (*entry.parts, *entry.equals)}
    open_lines = sorted(
        (line for line in named if len(options[line]) > 1), key=lambda line: len(options[line])
    )
    search = _Search(width, sums, options, open_lines)
    try:
        for limit in range(MOST_FAILING + 1):
            search.run(limit)
            if search.found:
                ways = tuple(search.found)
                broken = tuple(
                    sorted({item for way in ways for item in broken_sums(width, sums, way)})
                )
                return Fewest(ways, limit, broken)
    except BudgetSpent:
        return None
    return None


def broken_sums(
    width: int, sums: Sequence[ColumnSum], way: Sequence[Numbers]
) -> list[tuple[str, int]]:
    """Give code and column of each sum that does not hold.

    Args:
        width: the columns.
        sums: the sums.
        way: the numbers of every line.

    Returns:
        For each the code and the column, as an index.
    """
    return [
        (entry.code, column)
        for entry in sums
        for column in range(width)
        if sum(way[line][column] for line in entry.parts)
        != sum(way[line][column] for line in entry.equals)
    ]


def needed(
    width: int, sums: Sequence[ColumnSum], way: Sequence[Numbers], line: int
) -> list[Numbers]:
    """Give, for each sum with a line in it, the numbers that the line needs to make it hold, the rest as it is.

    Args:
        width: the columns.
        sums: the sums.
        way: the numbers of every line.
        line: the line, as an index.

    Returns:
        For each such sum a number for each column; they may be negative.
    """
    found = []
    for entry, (parts, equals) in zip(sums, _sides(width, tuple(sums), tuple(way)), strict=True):
        mine, others = (parts, equals) if line in entry.parts else (equals, parts)
        if line in entry.lines:
            found.append(
                tuple(
                    other - one + own
                    for one, other, own in zip(mine, others, way[line], strict=True)
                )
            )
    return found


@lru_cache(MOST_WAYS)
def _sides(
    width: int, sums: tuple[ColumnSum, ...], way: tuple[Numbers, ...]
) -> list[tuple[Numbers, Numbers]]:
    """Give what both sides of each sum add up to, column by column."""
    return [(_added(width, way, entry.parts), _added(width, way, entry.equals)) for entry in sums]


def _added(width: int, way: Sequence[Numbers], lines: Sequence[int]) -> Numbers:
    return tuple(sum(way[line][column] for line in lines) for column in range(width))
