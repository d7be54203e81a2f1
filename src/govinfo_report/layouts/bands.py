"""Finds the columns of a page by the room between them, where numbers are lined up but not to the character.

A page of a PDF that is written down with its blanks has a ruler of its own, and a number stands anywhere in its
column. Numbers of different rows that stand above each other are one column, if the page then has as many columns as
its table::

    2848 94  12   17     6       19 2996
    149  2        1                 152
    15    1        0                 16

Where whole columns are empty the heading shows them: a number stands under the words of one column, or much nearer to
them than to any other's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from govinfo_report.layouts.columns import RULERS, Measured, Places, Settled

# Rows of a page that bear its columns out.
FEWEST_ROWS = 3


def bands(rows: Sequence[Measured], width: int) -> list[Settled | None]:
    """Find the columns of the rows of one page.

    Args:
        rows: the rows, each with at least one number.
        width: the columns of the table.

    Returns:
        For each row its columns; None where it does not show them, for all where the page does not.
    """
    for ruler in range(RULERS):
        found = _bands(rows, width, ruler)
        if found:
            return [_placed(row, found, ruler) for row in rows]
    return [None] * len(rows)


def below_headings(
    blocks: Sequence[tuple[Sequence[Measured], Sequence[Sequence[Places]]]], width: int = 0
) -> list[list[Settled]]:
    """Find the columns of rows by the words of the headings above them.

    Args:
        blocks: for each heading the rows below it, and the words of its lines, from top to bottom.
        width: each heading must have more columns.

    Returns:
        For each block the columns of its rows; none where, by every ruler, some number stands between two words, or two
        rulers tell otherwise.
    """
    ways = []
    for ruler in range(RULERS):
        found = [_below(rows, heading, ruler, width) for rows, heading in blocks]
        if all(len(each) == len(rows) for each, (rows, _) in zip(found, blocks, strict=True)):
            ways.append(found)
    return ways[0] if ways and all(way == ways[0] for way in ways) else []


def _below(
    rows: Sequence[Measured], heading: Sequence[Sequence[Places]], ruler: int, width: int
) -> list[Settled]:
    """Give the columns of the rows that have any, by one ruler."""
    labels = [(row.label[ruler], row.label[ruler + RULERS]) for row in rows if row.label]
    columns = [
        band
        for band in _leaves(heading, ruler)
        if not any(_overlap(band, label) for label in labels)
    ]
    if not columns or len(columns) <= width:
        return []
    found: list[Settled] = []
    for row in rows:
        under = [_nearest((cell[ruler], cell[ruler + RULERS]), columns) for cell in row.cells]
        known = [at for at in under if at is not None]
        if len(known) == len(under) and all(left < right for left, right in pairwise(known)):
            found.append((tuple((at, 1) for at in known), len(columns)))
    return found


def _nearest(number: tuple[int, int], columns: Sequence[tuple[int, int]]) -> int | None:
    """Give the column whose words a number stands under, or much nearer to than to others'; None where it does not."""
    gaps = sorted(
        (max(low - number[1], number[0] - high) + 1, at) for at, (low, high) in enumerate(columns)
    )
    (gap, nearest), *others = gaps
    if others and (others[0][0] <= 0 or 2 * gap > others[0][0]):
        return None
    return nearest


def _leaves(heading: Sequence[Sequence[Places]], ruler: int) -> list[tuple[int, int]]:
    """Give begin and end of each column of a heading, words above each other put together.

    A word that reaches over several columns below it heads all of them, and is none.
    """
    found: list[tuple[int, int]] = []
    for line in reversed(heading):
        for place in line:
            word = place[ruler], place[ruler + RULERS]
            below = [band for band in found if _overlap(band, word)]
            if len(below) > 1:
                continue
            whole = word if not below else (min(word[0], below[0][0]), max(word[1], below[0][1]))
            others = [band for band in found if band not in below]
            if not any(_overlap(band, whole) for band in others):
                found = [*others, whole]
    return sorted(found)


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _bands(rows: Sequence[Measured], width: int, ruler: int) -> list[tuple[int, int]]:
    """Give begin and end of each column by one ruler; none where there are more or fewer than there should be.

    Rows that lack numbers and have two of them one blank apart are left out, for these can be one; so are numbers right
    behind a label, which moves them.
    """
    spans = []
    borne = 0
    for row in rows:
        if len(row.cells) == width or not row.has_single_gap():
            cells = row.cells[1:] if _is_pushed(row) else row.cells
            spans += [(cell[ruler], cell[ruler + RULERS]) for cell in cells]
            borne += 1
    if borne < FEWEST_ROWS:
        return []
    found: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if found and low < found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found if len(found) == width else []


def _is_pushed(row: Measured) -> bool:
    """Tell whether the first number stands right behind a label."""
    return row.label is not None and row.cells[0][0] - row.label[RULERS] == 1


def _placed(row: Measured, found: Sequence[tuple[int, int]], ruler: int) -> Settled | None:
    """Give the columns of a row; None where a number stands in none or in several, or two in one."""
    columns: list[int] = []
    for cell in row.cells:
        low, high = cell[ruler], cell[ruler + RULERS]
        over = [at for at, band in enumerate(found) if _overlap(band, (low, high))]
        is_first = not over and not columns and _is_pushed(row)
        if is_first and len(found) > 1 and high <= found[1][0]:
            over = [0]
        if len(over) != 1 or over[0] in columns:
            return None
        columns += over
    return tuple((at, 1) for at in columns), len(found)
