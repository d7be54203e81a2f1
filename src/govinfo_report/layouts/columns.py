"""Finds the columns that numbers are lined up in, and so the empty cells between them.

Copies are lined up by characters or by the width that these take on a screen, at the beginning of a column or at its
end. Which of these it was shows in headings and rows that agree to the character though what stands in them is not
equally wide; where they do not, nothing is said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias
from unicodedata import east_asian_width

from attrs import define

from govinfo_report.model import Span

Places: TypeAlias = tuple[int, ...]
"""Where a run of text begins on its line by each width, then where it ends by each width."""
Found: TypeAlias = tuple[tuple[int, ...], int]
"""The index of the column of each number of a row, and how many columns there are."""

# What a character takes on its line: one place; two if it is Chinese; two also if it is as wide only in some fonts (“).
_WIDTHS: tuple[Callable[[str], int], ...] = (
    lambda letter: 1,
    lambda letter: 2 if east_asian_width(letter) in "WF" else 1,
    lambda letter: 2 if east_asian_width(letter) in "WFA" else 1,
)
# Columns up to which empty cells are looked for: the widest table of the form has 15.
MOST = 40
_RULERS = range(2 * len(_WIDTHS))


def places(text: str, start: int, runs: Iterable[Span]) -> list[Places]:
    """Measure runs of text on a line.

    Args:
        text: the line.
        start: offset of its first character.
        runs: start and end of each run.
    """
    rulers = [list(accumulate(map(width, text), initial=0)) for width in _WIDTHS]
    return [tuple([ruler[offset - start] for offset in run for ruler in rulers]) for run in runs]


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
        end = len(_WIDTHS)
        widths = [cell[end] - cell[0] for cell in self.cells[:-1]]
        return (None if self.label is None else self.label[end], *widths)


def columns_by_heading(row: Measured, heading: Sequence[Sequence[Places]]) -> set[Found]:
    """Find the columns of a row by the words on the lines right above it.

    Args:
        row: the row.
        heading: the words of each line, from top to bottom.

    Returns:
        Each way to see it: one where the columns are proved, none or several where they are not.
    """
    found = set()
    for ruler in _RULERS:
        low = -1 if row.label is None else row.label[ruler]
        columns = {column for column in _columns(heading, ruler) if column > low}
        if len(row.cells) == 1 and row.label is not None:
            # one number under a heading whose first word is as wide as the label may stand there by accident
            end = len(_WIDTHS) + ruler % len(_WIDTHS)
            words = [place for line in heading for place in line]
            if any(place[ruler] <= low and place[end] == row.label[end] for place in words):
                continue
        found |= _fit(row, ruler, columns)
    return found


def _columns(heading: Sequence[Sequence[Places]], ruler: int) -> set[int]:
    """Give the columns of a heading: where its words stand, save those that reach over several columns below them."""
    columns: set[int] = set()
    first = ruler % len(_WIDTHS)
    for line in reversed(heading):
        order = sorted(columns)
        for place in line:
            at = bisect_right(order, place[first])
            if at == len(order) or order[at] >= place[first + len(_WIDTHS)]:
                columns.add(place[ruler])
    return columns


def agreed_columns(rows: Sequence[Measured]) -> list[set[int]]:
    """Give the columns that rows with equally many numbers agree in, by each ruler; none where they do not."""
    if len({row.contents() for row in rows}) < 2:
        return []
    agreed = []
    for ruler in _RULERS:
        seen = {tuple([cell[ruler] for cell in row.cells]) for row in rows}
        agreed.append(set(seen.pop()) if len(seen) == 1 else set())
    return agreed


def columns_by_rows(row: Measured, agreed: Sequence[set[int]]) -> set[Found]:
    """Find the columns of a row by those that rows with more numbers agree in; see ``columns_by_heading``."""
    found = set()
    for ruler, columns in enumerate(agreed):
        found |= _fit(row, ruler, columns)
    return found


def _fit(row: Measured, ruler: int, columns: set[int]) -> set[Found]:
    """Give the columns of a row as a set of one; of none where its numbers stand elsewhere.

    Nor where the last column is empty: a row that lost a cell elsewhere, all others moved up, looks just the same.
    """
    cells = [cell[ruler] for cell in row.cells]
    if len(columns) > MOST or not columns.issuperset(cells) or cells[-1] != max(columns):
        return set()
    index_of = {column: index for index, column in enumerate(sorted(columns))}
    return {(tuple([index_of[cell] for cell in cells]), len(index_of))}
