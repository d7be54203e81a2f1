"""Gives the numbers of a table whose words are known to the cells, where each line prints its own and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from attrs import frozen

from govinfo_report.grammar import Outcome
from govinfo_report.labels import Figure, KnownRows
from govinfo_report.model import PlainNumbers, TableCells


@frozen
class _Placed:
    """Where the numbers of a table go (remembered with its words).

    Attributes:
        outcome: what the grammar said of it.
        order: index of each cell's number among all of the table; None where order does not suffice.
        take: takes the numbers in the order of the form's cells.
        printed: the state of each cell.
    """

    outcome: Outcome
    order: Sequence[int] | None
    take: Callable[[list[Any]], Any] = list
    printed: tuple[Any, ...] = ()


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
    pattern = rows.pattern
    placed: _Placed | None = pattern.placed.get(table.shape.edition)
    if placed is None or placed.outcome is not outcome:
        placed = pattern.placed[table.shape.edition] = _place(outcome, rows)
    if placed.order is None:
        return None
    values = list(placed.take(rows.numbers))
    units = dict(outcome.units)
    if pattern.has_units:
        for at, value in enumerate(values):
            if isinstance(value, Figure):
                values[at] = value.numbers[0]
                if value.unit:
                    units[at] = value.unit
    for at in table.money:
        if values[at].__class__ is int:
            values[at] = Decimal(values[at])
    text, start = rows.lines.text, rows.lines.start
    find = partial(pattern.places.printed, rows.raws, start)
    return TableCells(
        table.shape,
        values,
        list(placed.printed),
        PlainNumbers(start, start + len(text), placed.order, pattern.gap, find),
        line_of,
        units=units,
        is_whole=True,
    )


def _place(outcome: Outcome, rows: KnownRows) -> _Placed:
    pattern = rows.pattern
    order: list[int] = []
    for _, index, start, end, _ in outcome.plan:
        row = pattern.rows[index] if index >= 0 else None
        if row is None or row.last - row.first != end - start:
            return _Placed(outcome, None)
        order += range(row.first, row.last)
    printed = ("printed",) * len(order)
    if order == list(range(len(pattern.places.gaps))):
        return _Placed(outcome, range(len(order)), printed=printed)
    # of one cell alone it would take no tuple
    if len(order) < 2:
        return _Placed(outcome, None)
    return _Placed(outcome, tuple(order), itemgetter(*order), printed)
