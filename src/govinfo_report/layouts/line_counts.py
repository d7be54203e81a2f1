"""Rows with a cell a line of which the lines up to the next label tell how many cells they have.

::

    1.信访举报投诉类申请
    (5 empty lines)
    1
    1
    (2 empty lines)
    2.重复申请

Seven lines are the row's cells; the two behind them belong to 2.重复申请, for labels stand in columns too: all labels
of its kind have as many before them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from attrs import frozen

from govinfo_report.layouts.pieces import Cell

# Labels of one kind with as many lines before them that tell which of these are their own.
FEWEST_ALIKE = 2


@frozen
class RowEnd:
    """The end of a row of numbers.

    Attributes:
        row: its cells.
        count: how many of them are behind the label, the empty ones before and among the numbers with them.
        gap: how far away the next label stands; None where none follows.
        style: how that one is numbered; nothing for one without a number.
        is_told: what follows is a label, and not the rest of the row's own.
    """

    row: list[Cell]
    count: int
    gap: int | None
    style: str
    is_told: bool = True


def lacking_cells(ends: Sequence[RowEnd], empty: Sequence[RowEnd], cell: int) -> dict[int, int]:
    """Tell of which rows all lines are accounted for.

    Args:
        ends: the rows, in order.
        empty: rows without numbers.
        cell: the gap between two cells.

    Returns:
        Index of each such row in ``ends`` to how many empty cells it has behind its last number. In front of a label
        without a number every line is the row's.
    """
    kinds: dict[str, Counter[int]] = defaultdict(Counter)
    for end in (*ends, *empty):
        count = lines_of(end, cell)
        if count is not None and end.style:
            kinds[end.style][count] += 1
    usual = {style: most for style, counts in kinds.items() if (most := _usual(counts))}
    # a label in the first column has none of its own before it: there the row's cells end
    width = min(usual.values(), default=0)
    reaching = [end.count for end in ends if end.count >= width]
    is_whole = len(reaching) >= FEWEST_ALIKE and max(reaching) == width
    found: dict[int, int] = {}
    for at, end in enumerate(ends):
        count = lines_of(end, cell)
        if end.gap is None:
            found[at] = 0
        elif count is None:
            continue
        elif not end.style:
            found[at] = count - end.count
        elif is_whole and count == usual.get(end.style):
            found[at] = width - end.count
    return found


def _usual(counts: Counter[int]) -> int:
    """Give how many lines stand before most labels of a kind; 0 where they are too few, or do not agree."""
    count, times = counts.most_common(1)[0]
    return count if times >= FEWEST_ALIKE and 2 * times > counts.total() else 0


def lines_of(end: RowEnd, cell: int) -> int | None:
    """Give how many lines stand between a row's label and the next one.

    Args:
        end: the row's end.
        cell: the gap between two cells.

    Returns:
        The count; None where they are no number of cells.
    """
    if end.gap is None or end.gap % cell or not end.is_told:
        return None
    return end.count + end.gap // cell - 1
