"""Tables that are printed column by column: the numbers of one column, then those of the next."""

from __future__ import annotations

from govinfo_report.match.damage import damages
from govinfo_report.match.lines import FormLine
from govinfo_report.match.order import ALONE, Order

COLUMNS_DOWN = damages().price("columns_down")
"""What it costs at least."""
_ROW, _UNNAMED = damages().price("columns_down_row"), damages().price("label_unrelated")


def columns_down(
    order: Order, line: int, start: int, rows: int
) -> tuple[tuple[tuple[int, ...], ...], float] | None:
    """Give the strips of some lines whose columns stand one below the other; None where that is not shown.

    Every row's own sum, or the heading above every column, must show it.

    Args:
        order: the region in a supposed order.
        line: the first line.
        start: the first atom.
        rows: how many lines.
    """
    lines = order.table.lines
    form = lines[line].form
    stop = start + rows * form.width
    if form.width < 2 or stop > len(order.atoms):
        return None
    if form.summed and not _by_sums(order, start, rows, form.width):
        return None
    if any(each.columns != lines[line].columns for each in lines[line + 1 : line + rows]):
        return None
    if not form.summed and not _by_heads(order, start, rows, lines[line]):
        return None
    strips = tuple(tuple(range(start + row, stop, rows)) for row in range(rows))
    unnamed = sum(1 for row in range(line, line + rows) if row not in order.gaps_of)
    unnamed = 0 if order.arrangement == ALONE else unnamed
    return strips, COLUMNS_DOWN + _ROW * rows + _UNNAMED * unnamed


def _by_heads(order: Order, start: int, rows: int, line: FormLine) -> bool:
    """Each column stands below its own heading, and no heading elsewhere."""
    for at, gap in enumerate(order.gaps[start : start + rows * line.form.width]):
        column, rest = divmod(at, rows)
        if rest and gap.heads:
            return False
        if not rest and line.columns[column] not in gap.heads:
            return False
    return True


def _by_sums(order: Order, start: int, rows: int, width: int) -> bool:
    """The sum of each row holds, and some row is not all zeros."""
    has_number = False
    for first in range(start, start + rows):
        counts = order.counts[first : first + (width - 1) * rows + 1 : rows]
        *parts, total = counts
        if min(counts) < 0 or sum(parts) != total:
            return False
        has_number = has_number or total > 0
    return has_number
