"""Settles rows that order alone does not: the place where the proof by sums will stand.

A row comes here with the numbers that it prints and the cells that the form has. Today order is the
only proof there is, so a cell can be any number that order allows, and nothing of the row is stated.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import combinations
from math import comb

from attrs import frozen

from govinfo_report.model import Cell, Number, State, TableCells

# A row of 15 cells with 12 numbers has 455 readings; with fewer numbers listing them tells a reader nothing.
MOST_READINGS = 500


@frozen
class DoubtfulRow:
    """A row whose numbers do not fit its cells one by one.

    Attributes:
        start: index of the row's first cell in its table, from 0.
        width: the cells that the form has.
        rows: the rows of the form that the cells belong to, each with its count of cells.
        numbers: the numbers that the row prints, in order, each with the values that it can be.
        shared: another line of the form stands in the same row, so some of the numbers are not this one's.
    """

    start: int
    width: int
    rows: tuple[tuple[str, int], ...]
    numbers: tuple[tuple[Number, ...], ...]
    shared: bool = False


def settle(doubtful: Sequence[DoubtfulRow], cells: TableCells, money: Collection[int]) -> None:
    """Give every cell of the doubtful rows of a table its state and candidates.

    Args:
        doubtful: the rows, in form order.
        cells: the table; the cells of the doubtful rows are set in it.
        money: indices of the cells that hold amounts of money.
    """
    for row in doubtful:
        for at in range(row.width):
            path = cells.shape.paths[row.start + at]
            candidates = _candidates(row, at)
            if row.start + at in money:
                candidates = tuple(map(Decimal, candidates))
            state: State = "ambiguous" if candidates else "lost"
            cells.set_cell(row.start + at, Cell(path, None, state, candidates=candidates))
        if len(row.rows) == 1:
            cells.readings[row.rows[0][0]] = _readings(row)


def _candidates(row: DoubtfulRow, at: int) -> tuple[Number, ...]:
    """Give the numbers that cell ``at`` can be when the numbers keep their order."""
    spare = row.width - len(row.numbers)
    first, last = (at - spare, at) if spare >= 0 else (at, at - spare)
    found = row.numbers[max(0, first) : last + 1]
    return tuple(sorted({value for values in found for value in values}))


def _readings(row: DoubtfulRow) -> tuple[tuple[Number | None, ...], ...]:
    """Give every way to put the numbers into the cells in order.

    Returns:
        The readings; none where there are too many to list, or where it is open which numbers are the row's own.
    """
    count, width = len(row.numbers), row.width
    if row.shared or any(len(values) > 1 for values in row.numbers):
        return ()
    values = [values[0] for values in row.numbers]
    if comb(max(count, width), min(count, width)) > MOST_READINGS:
        return ()
    if count > width:
        return tuple(sorted({tuple(kept) for kept in combinations(values, width)}))
    readings = []
    for places in combinations(range(width), count):
        reading: list[Number | None] = [None] * width
        for place, value in zip(places, values, strict=True):
            reading[place] = value
        readings.append(tuple(reading))
    return tuple(dict.fromkeys(readings))
