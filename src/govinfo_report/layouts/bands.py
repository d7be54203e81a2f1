"""Finds the columns of a page by the room between them, where numbers are lined up but not to the character.

A page of a PDF that is written down with its blanks has a ruler of its own, and a number stands anywhere in its
column. Numbers of different rows that stand above each other are one column, if the page then has as many columns as
its table::

    2848 94  12   17     6       19 2996
    149  2        1                 152
    15    1        0                 16
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.layouts.columns import RULERS, Measured, Settled

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
        over = [at for at, (begin, end) in enumerate(found) if low < end and begin < high]
        if not over and not columns and _is_pushed(row) and high <= found[1][0]:
            over = [0]
        if len(over) != 1 or over[0] in columns:
            return None
        columns += over
    return tuple((at, 1) for at in columns), len(found)
