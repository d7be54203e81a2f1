"""Rows whose numbers have run together, read by the chain over the years: 5225, 5426, 1126 have one joint reading.

Each row has a few readings. One reading of each year is taken so that the chain holds from year to year; a cell in
which all such ways agree is settled. Nothing is settled where the office states numbers that break the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, combinations, groupby, pairwise, product
from typing import TypeAlias

from attrs import frozen

Reading: TypeAlias = tuple[int, ...]
"""The numbers of a row: issued, repealed, in force."""

COLUMNS = ("issued", "repealed", "in_force")
"""The cells of such a row, in order."""


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
    """Give the ways to read a row: one where it states all cells, none where its candidates do not tell what it prints.

    The candidates of the cells tell which runs of digits the row prints: 5225, or 5 and 225. A reading gives all digits
    to the three cells, in order. Rows that have lost a number are not read so.
    """
    return _readings(row.numbers, row.candidates)


@lru_cache(maxsize=4096)
def _readings(numbers: tuple[int | None, ...], candidates: tuple[str, ...]) -> tuple[Reading, ...]:
    if None not in numbers:
        return (tuple(number for number in numbers if number is not None),)
    choices = [
        {str(number)} if number is not None else set(text.split())
        for number, text in zip(numbers, candidates, strict=True)
    ]
    found: dict[Reading, None] = {}
    for runs in _possible_runs(choices):
        ways = _cuts(runs)
        allowed = _allowed(runs, ways)
        if all(
            choice == known if number is None else choice <= known
            for number, choice, known in zip(numbers, choices, allowed, strict=True)
        ):
            found |= dict.fromkeys(tuple(map(int, way)) for way in ways)
    return tuple(found)


def _possible_runs(choices: Sequence[set[str]]) -> Iterator[tuple[str, ...]]:
    """Give the runs of digits that a row may print: one, which is the longest candidate, or two."""
    yield (max((text for choice in choices for text in choice), key=len, default=""),)
    yield from product(choices[0], choices[-1])


def _cuts(runs: Sequence[str]) -> list[tuple[str, ...]]:
    """Give the ways to cut runs into the cells of a row: each into one number or more, none with a zero in front."""
    digits = "".join(runs)
    bounds = set(accumulate(len(run) for run in runs[:-1]))
    found = []
    for cut in combinations(range(1, len(digits)), len(COLUMNS) - 1):
        parts = [digits[start:end] for start, end in pairwise((0, *cut, len(digits)))]
        if bounds <= set(cut) and all(part == "0" or part[0] != "0" for part in parts):
            found.append(tuple(parts))
    return found


def _allowed(runs: Sequence[str], ways: Iterable[tuple[str, ...]]) -> list[set[str]]:
    """Give what each cell can be where a row prints these runs: a part of a cut, or a run as it stands."""
    found: list[set[str]] = [{way[at] for way in ways} for at in range(len(COLUMNS))]
    for cells in combinations(found, len(runs)):
        for cell, run in zip(cells, runs, strict=True):
            cell.add(run)
    return found


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
