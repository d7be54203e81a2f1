"""Gives the numbers of a table whose words are known to the cells, where each line prints its own and no more."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import itemgetter
from typing import Any

from attrs import frozen

from govinfo_report.grammar import Outcome
from govinfo_report.labels import KnownRows, Pattern
from govinfo_report.model import LineSources, TableCells


@frozen
class _Placed:
    """Where the numbers of a table go (remembered with its words).

    Attributes:
        outcome: what the grammar said of it.
        take: takes the numbers in the order of the form's cells; None where order does not suffice.
        sources: for each row of the form index of its line and of its first number in it.
    """

    outcome: Outcome
    take: Callable[[list[Any]], tuple[Any, ...]] | None
    sources: tuple[tuple[int, int], ...] = ()


def known_cells(
    outcome: Outcome, rows: KnownRows, line_of: Callable[[int], int]
) -> TableCells | None:
    """Give the cells of a table (hot: ``benchmarks.run``, stage align).

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        line_of: gives the line of an offset.

    Returns:
        The cells; None where some line is not simply a row of as many numbers as it has cells.
    """
    table = outcome.table
    placed: _Placed | None = rows.pattern.placed.get(table.shape.edition)
    if placed is None or placed.outcome is not outcome:
        placed = rows.pattern.placed[table.shape.edition] = _place(outcome, rows.pattern)
    if placed.take is None:
        return None
    values = list(placed.take(rows.numbers))
    for at in table.money:
        if values[at].__class__ is int:
            values[at] = Decimal(values[at])
    return TableCells(
        table.shape,
        values,
        ["printed"] * len(values),
        LineSources(rows.found.lines, placed.sources),
        line_of,
        units=dict(outcome.units),
        is_whole=True,
    )


def _place(outcome: Outcome, pattern: Pattern) -> _Placed:
    table = outcome.table
    order: list[int] = []
    sources: list[tuple[int, int]] = []
    for _, index, start, end, _ in outcome.plan:
        row = pattern.rows[index] if index >= 0 else None
        if row is None or row.last - row.first != end - start:
            return _Placed(outcome, None)
        order += range(row.first, row.last)
        at = row.at
        while len(sources) < len(table.shape.rows) and table.shape.starts[len(sources)] < end:
            sources.append((row.line, at))
            at += len(table.shape.rows[len(sources) - 1].columns)
    # of one cell alone it would take no tuple
    return _Placed(outcome, itemgetter(*order) if len(order) > 1 else None, tuple(sources))
