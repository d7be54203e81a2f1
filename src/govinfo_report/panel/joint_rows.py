"""Rows whose numbers have run together, read by the chain over the years: 5225, 5426, 1126 have one joint reading.

Each row has a few readings. One reading of each year is taken so that the chain holds from year to year; a cell in
which all such ways agree is settled. Nothing is settled where the office states numbers that break the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from math import prod
from typing import TypeAlias

from attrs import frozen

Reading: TypeAlias = tuple[int, ...]
"""The numbers of a row: issued, repealed, in force."""

COLUMNS = ("issued", "repealed", "in_force")
"""The cells of such a row, in order."""

# Candidates of three cells multiply; a row with more ways than this is left open.
MOST_WAYS = 20_000


@frozen
class OpenRow:
    """A row of one report.

    Attributes:
        office: the office.
        row: ``table.row``.
        year: the year.
        numbers: what each cell states; None where it states nothing.
        candidates: the numbers that each cell could be, as text.
        states: the state of each cell.
    """

    office: str
    row: str
    year: int
    numbers: tuple[int | None, ...]
    candidates: tuple[str, ...]
    states: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether a cell states nothing."""
        return None in self.numbers


def row_readings(row: OpenRow) -> tuple[Reading, ...]:
    """Give the ways to read a row: one where it states all cells, none where its candidates do not tell its digits.

    A reading gives all digits of the row to its cells, in order. The run as a whole is among the candidates, since
    nothing in the row itself says that all three cells are printed.
    """
    if None not in row.numbers:
        return (tuple(number for number in row.numbers if number is not None),)
    choices = [
        (str(number),) if number is not None else tuple(text.split())
        for number, text in zip(row.numbers, row.candidates, strict=True)
    ]
    if not all(choices) or prod(map(len, choices)) > MOST_WAYS:
        return ()
    digits = max((text for choice in choices for text in choice), key=len)
    return tuple(tuple(map(int, way)) for way in product(*choices) if "".join(way) == digits)


def joint_readings(rows: Sequence[OpenRow]) -> list[set[Reading]]:
    """Give for each of consecutive years the readings that take part in some way to keep the chain in all of them.

    Args:
        rows: the rows of an office, a year apart.
    """
    kept = [set(row_readings(row)) for row in rows]
    for way in (1, -1):
        order = range(len(kept) - 1) if way > 0 else range(len(kept) - 2, -1, -1)
        for at in order:
            earlier, later = kept[at], kept[at + 1]
            pairs = [(a, b) for a in earlier for b in later if a[2] + b[0] - b[1] == b[2]]
            kept[at] = {a for a, _ in pairs}
            kept[at + 1] = {b for _, b in pairs}
    return kept


def iter_joint(rows: Iterable[OpenRow]) -> Iterator[tuple[str, int, str, int, str, str]]:
    """Give what the chain settles: office, year, ``table.row.column``, number, state, the years.

    Args:
        rows: rows by office, row and year.
    """
    for (office, row), group in groupby(rows, key=lambda each: (each.office, each.row)):
        for stretch in _stretches(list(group)):
            if len(stretch) < 2 or not any(each.is_open for each in stretch):
                continue
            years = f"{stretch[0].year}-{stretch[-1].year}"
            for each, kept in zip(stretch, joint_readings(stretch), strict=True):
                for at, column in enumerate(COLUMNS):
                    numbers = {reading[at] for reading in kept}
                    if each.numbers[at] is None and len(numbers) == 1:
                        path = f"{row}.{column}"
                        yield office, each.year, path, numbers.pop(), each.states[at], years


def _stretches(rows: Sequence[OpenRow]) -> Iterator[list[OpenRow]]:
    """Cut rows where a year is missing or a row cannot be read at all."""
    stretch: list[OpenRow] = []
    for row in rows:
        if stretch and (row.year != stretch[-1].year + 1 or not row_readings(row)):
            yield stretch
            stretch = []
        if row_readings(row):
            stretch.append(row)
    if stretch:
        yield stretch
