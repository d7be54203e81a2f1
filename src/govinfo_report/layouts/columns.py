"""Finds the columns that numbers are lined up in: empty cells between them, numbers with a blank inside or wrapped.

Copies are lined up by characters or by the width that these take on a screen, at the beginning of a column or at its
end. Which of these it was shows in headings and rows that agree to the character though what stands in them is not
equally wide; where they do not, nothing is said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias
from unicodedata import east_asian_width

from attrs import define

from govinfo_report.model import Span

Places: TypeAlias = tuple[int, ...]
"""Where a run of text begins on its line by each ruler, then where it ends by each."""
Settled: TypeAlias = tuple[tuple[tuple[int, int], ...], int]
"""For each number of a row its column and how many runs of digits it is; and how many columns there are."""

# Columns up to which a row is looked at: the widest table of the form has 15.
MOST = 40
# Rows with an empty column between their numbers that tell of a copy that keeps empty cells in place.
FEWEST_KEPT = 3
# Characters whose widths are remembered.
MEMO_SIZE = 20_000


class _Widths(dict[str, int]):
    """Character to the places that it takes: two if it is Chinese, or one of ``kinds``."""

    def __init__(self, kinds: str) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, letter: str) -> int:
        width = 2 if east_asian_width(letter) in self._kinds else 1
        if len(self) < MEMO_SIZE:
            self[letter] = width
        return width


# quotation marks and the like (A) are as wide as Chinese characters in some fonts
_WIDTHS: tuple[Mapping[str, int], ...] = (_Widths("WF"), _Widths("WFA"))
RULERS = 1 + len(_WIDTHS)


def places(text: str, start: int, runs: Iterable[Span]) -> list[Places]:
    """Measure runs of text on a line.

    Args:
        text: the line.
        start: offset of its first character.
        runs: start and end of each run.
    """
    if text.isascii():
        return [(low - start,) * RULERS + (high - start,) * RULERS for low, high in runs]
    rulers = [list(accumulate(map(width.__getitem__, text), initial=0)) for width in _WIDTHS]
    return [
        tuple(
            [
                place
                for offset in (low - start, high - start)
                for place in (offset, *[ruler[offset] for ruler in rulers])
            ]
        )
        for low, high in runs
    ]


@define
class Measured:
    """A row of numbers, measured.

    Attributes:
        label: the last word before the numbers; None where there is none.
        cells: the numbers.
    """

    label: Places | None
    cells: Sequence[Places]

    def contents(self) -> tuple[int | None, ...]:
        """Give how wide what stands before each column is.

        Rows that differ here and agree in their columns do so by no accident.
        """
        widths = [cell[RULERS] - cell[0] for cell in self.cells[:-1]]
        return (None if self.label is None else self.label[RULERS], *widths)

    def has_single_gap(self) -> bool:
        """Tell whether two of the numbers have but one character between them."""
        return any(right[0] - left[RULERS] == 1 for left, right in pairwise(self.cells))


def settle(
    rows: Sequence[Measured], heading: Sequence[Sequence[Places]], may_agree: bool = True
) -> list[Settled | None]:
    """Find the columns of rows that stand under one heading.

    Args:
        rows: the rows.
        heading: the words of each line of the heading, from top to bottom; none where there is no heading.
        may_agree: columns may be those that the fullest rows agree in, where the heading shows none.

    Returns:
        For each row its columns; None where they cannot be told. Where the first columns are filled and no other one
        they cannot: a row that lost its empty cells, all others moved up, looks just the same.
    """
    headed = [
        _columns_of_heading(rows, heading, ruler) if heading else [] for ruler in range(2 * RULERS)
    ]
    agreed = _agreed_columns(rows) if may_agree else []
    under = [
        [
            _settled(row, ruler, columns[at], ruler < RULERS)
            if columns and len(columns[at]) == max(map(len, columns))
            else set()
            for at, row in enumerate(rows)
        ]
        for ruler, columns in enumerate(headed)
    ]
    # a ruler that is not the page's fits some rows by accident
    most = max((sum(map(bool, each)) for each in under), default=0)
    best = [each for each in under if sum(map(bool, each)) == most]
    found: list[Settled | None] = []
    for at, row in enumerate(rows):
        ways = set().union(*(each[at] for each in best))
        if not ways:
            for ruler, agreed_on in enumerate(agreed):
                ways |= _settled(row, ruler, agreed_on, ruler < RULERS)
        found.append(ways.pop() if len(ways) == 1 else None)
    kept = sum(way is not None and has_gap(way) for way in found)
    return [way if way is not None and not may_have_moved_up(way, kept) else None for way in found]


def settle_alike(
    blocks: Sequence[tuple[Sequence[Measured], Sequence[Sequence[Places]]]],
) -> list[list[Settled]]:
    """Find the columns of all rows of a table with several headings, where every number stands below a heading's word.

    Args:
        blocks: for each heading the rows below it, and the words of its lines.

    Returns:
        For each block the columns of its rows; none where no ruler fits them all, or two of them otherwise.
    """
    ways: list[list[list[Settled]]] = []
    for ruler in range(2 * RULERS):
        found = [_below_heading(rows, heading, ruler) for rows, heading in blocks]
        if all(len(each) == len(rows) for each, (rows, _) in zip(found, blocks, strict=True)):
            ways.append(found)
    return ways[0] if ways and all(way == ways[0] for way in ways) else []


def _below_heading(
    rows: Sequence[Measured], heading: Sequence[Sequence[Places]], ruler: int
) -> list[Settled]:
    """Give the columns of the rows whose numbers all stand below a word of the heading."""
    words = _columns(heading, ruler)
    found: list[Settled] = []
    for row in rows:
        low = -1 if row.label is None else row.label[ruler]
        found += _settled(row, ruler, {column for column in words if column > low}, False)
    return found


def has_gap(way: Settled) -> bool:
    """Tell whether a row has an empty column before its last number."""
    columns, _ = way
    return columns[-1][0] >= len(columns)


def may_have_moved_up(way: Settled, kept: int) -> bool:
    """Tell whether a row fills the first columns and no other, though empty cells may have stood among them.

    Not where other rows keep empty ones in their columns, and it would have lost half of its cells.
    """
    columns, count = way
    if has_gap(way) or len(columns) == count:
        return False
    return kept < FEWEST_KEPT or 2 * len(columns) >= count


def _columns_of_heading(
    rows: Sequence[Measured], heading: Sequence[Sequence[Places]], ruler: int
) -> list[set[int]]:
    """Give the columns of a heading behind each row's label, by one ruler.

    A ruler is right where a whole row, or one of at least three numbers, stands in its columns; else none are given,
    nor where a whole row stands elsewhere (all numbers moved by one column), or as many others.
    """
    words = sorted(_columns(heading, ruler))
    lows = [-1 if row.label is None else row.label[ruler] for row in rows]
    columns = [set(words[bisect_right(words, low) :]) for low in lows]
    right = wrong = 0
    for row, expected in zip(rows, columns, strict=True):
        places = {cell[ruler] for cell in row.cells}
        if places == expected or (len(places) > 2 and places <= expected):
            right += 1
        elif len(places) > 2 and not row.has_single_gap():
            wrong += 1
            if len(places) >= len(expected):
                return []
    return columns if right > wrong else []


def _columns(heading: Sequence[Sequence[Places]], ruler: int) -> set[int]:
    """Give the columns of a heading: where its words stand, save those that reach over several columns below them."""
    columns: set[int] = set()
    first = ruler % RULERS
    for line in reversed(heading):
        order = sorted(columns)
        for place in line:
            at = bisect_right(order, place[first])
            if at == len(order) or order[at] >= place[first + RULERS]:
                columns.add(place[ruler])
    return columns


def _agreed_columns(rows: Sequence[Measured]) -> list[set[int]]:
    """Give the columns that the fullest rows agree in, by each ruler; none where they do not.

    Rows with two numbers one blank apart are left out: 1 143 is one number or two.
    """
    sure = [row for row in rows if not row.has_single_gap()]
    most = max((len(row.cells) for row in sure), default=0)
    fullest = [row for row in sure if len(row.cells) == most]
    if len({row.contents() for row in fullest}) < 2:
        return []
    agreed = []
    for ruler in range(2 * RULERS):
        seen = {tuple([cell[ruler] for cell in row.cells]) for row in fullest}
        agreed.append(set(seen.pop()) if len(seen) == 1 else set())
    return agreed


def _settled(row: Measured, ruler: int, columns: set[int], may_join: bool) -> set[Settled]:
    """Give the columns of a row as a set of one; of none where its numbers stand elsewhere.

    A run of digits one blank behind a number and in no column can be the rest of that number: 1 143.
    """
    if not columns or len(columns) > MOST:
        return set()
    if row.label is not None and row.label[ruler] >= min(columns):
        return set()  # words in the place of a number are no label: 2 | 24 | 约若干 | 303
    index_of = {column: index for index, column in enumerate(sorted(columns))}
    numbers: list[tuple[int, int]] = []
    end = -1
    for cell in row.cells:
        index = index_of.get(cell[ruler])
        if index is not None:
            numbers.append((index, 1))
        elif may_join and numbers and cell[0] == end + 1:
            numbers[-1] = (numbers[-1][0], numbers[-1][1] + 1)
        else:
            return set()
        end = cell[RULERS]
    return {(tuple(numbers), len(index_of))}


def may_be_joined(row: Measured, heading: Sequence[Sequence[Places]]) -> Settled | None:
    """Give the columns that a row has if two of its numbers, one blank apart, are one; None where they are two.

    One row does not bear a heading out, so that nobody knows: below three headings 1 and 1 0 are two numbers or three.
    """
    for ruler in range(RULERS):
        low = -1 if row.label is None else row.label[ruler]
        behind = {column for column in _columns(heading, ruler) if column > low}
        for way in _settled(row, ruler, behind, True):
            if any(runs > 1 for _, runs in way[0]):
                return way
    return None


def wrapped_under(upper: Sequence[Places], lower: Sequence[Places]) -> list[int]:
    """Find the numbers that runs of digits on the line below stand under, to the character.

    Returns:
        The index of the number above for each run below; none where one stands under no number.
    """
    for ruler in range(2 * RULERS):
        index_of = {cell[ruler]: index for index, cell in enumerate(upper)}
        found = [index_of.get(cell[ruler], -1) for cell in lower]
        if -1 not in found:
            return found
    return []
