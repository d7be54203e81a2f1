"""One line of the form on its way through the proof by sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field, frozen

from govinfo_report.align.proof.columns import LARGEST, ColumnSum, Domain, pack
from govinfo_report.align.proof.failing import Numbers
from govinfo_report.align.readings.filling import RowRule
from govinfo_report.align.readings.of_row import Reading
from govinfo_report.align.readings.strip import Strip
from govinfo_report.align.readings.takes import Damage
from govinfo_report.model import How, Number


@define
class Case:
    """One line of the form in a copy.

    Attributes:
        line: its index in the table, from 0.
        rule: what the form says of it.
        strip: what the row prints; None for a line of which nothing is known (``is_open`` False: its row is lost;
            True: it is read in a way that no sum can speak of).
        stated: the numbers that order gave it, where order sufficed; what an empty cell is worth is not told.
        make_strip: makes the strip of a line that is stated, when it is asked for.
        is_placed: the page shows each of its cells in a column of its own, so that none is lost.
        is_open: no sum with this line proves anything.
        damages: what may have happened to it.
        readings: the readings that its own sum allows; None where they are too many.
        found: those that are left.
        has_rivals: ``found`` holds readings beside those that the sums were asked with.
        how: what settled it.
        claims: places in the report's claims of those that took part in it.
        by_count: its digits (``digits``) or its count (``order``) leave one way to read it, no sum asked; or its digits
            leave several, and no sum binds it (``every_cut``).
        is_shaky: its own sum fails in that one way.
        remembered: its domain, with what it was made of.
    """

    line: int
    rule: RowRule
    strip: Strip | None = None
    stated: tuple[Number | None, ...] | None = None
    make_strip: Callable[[], Strip | None] | None = None
    is_placed: bool = False
    is_open: bool = False
    damages: tuple[Damage, ...] = ()
    readings: tuple[Reading, ...] | None = None
    found: tuple[Reading, ...] = ()
    has_rivals: bool = False
    how: How | None = None
    claims: tuple[int, ...] = ()
    by_count: How | None = None
    is_shaky: bool = False
    remembered: Any = None

    @property
    def is_lost(self) -> bool:
        """The copy shows no number of it."""
        return self.strip is None and self.stated is None and not self.is_open

    @property
    def is_doubtful(self) -> bool:
        """Order does not suffice, and there is something to read."""
        return self.strip is not None and self.stated is None and not self.is_open


@frozen
class Proof:
    """What was found out about a table as a whole.

    Attributes:
        sums: the column sums that prove something: no line in them is beyond them.
        broken: code and column of the sums that fail in every way to read the table.
        lost_rows: line to what the sums make of it, where its row is lost.
    """

    sums: tuple[ColumnSum, ...] = ()
    broken: tuple[tuple[str, int], ...] = ()
    lost_rows: dict[int, tuple[Numbers, ...]] = field(factory=dict)


def vector(case: Case, reading: Sequence[Number | None]) -> Numbers | None:
    """Give the numbers of a line for the sums; None where one is unknown or is none that sums are made for.

    Args:
        case: the line.
        reading: the number of each cell.
    """
    if None in reading or sum(reading).__class__ is not int:  # type: ignore[arg-type]  # no None
        return None
    numbers: Numbers = tuple(reading)  # type: ignore[arg-type]  # nor any Decimal
    return numbers if not numbers or (min(numbers) >= 0 and max(numbers) < LARGEST) else None


def stated_vector(case: Case, stated: Sequence[Number | None]) -> Numbers | None:
    """Give the numbers of a line, an empty cell worth 0 and an empty total what the line adds up to.

    Args:
        case: the line.
        stated: the number of each cell; None for an empty one.
    """
    if None not in stated:
        return vector(case, stated)
    values = list(stated)
    for parts, equals in case.rule.sums:
        for at in parts:
            values[at] = 0 if values[at] is None else values[at]
        if values[equals] is None:
            values[equals] = sum(values[at] or 0 for at in parts)
    return vector(case, values)


def fixed_numbers(case: Case) -> Sequence[Number | None] | None:
    """Give the numbers of a line that no sum can change: read by order, by its count or by its digits."""
    if case.stated is not None:
        return case.stated
    return (
        case.readings[0].values
        if case.by_count and case.readings and len(case.readings) == 1
        else None
    )


def domain(case: Case) -> tuple[Domain, bool]:
    """Give what a line can be, packed, and whether anything can be said of it at all (remembered for its readings)."""
    key = case.readings, case.stated
    if (
        case.remembered is None
        or case.remembered[0] is not key[0]
        or case.remembered[1] is not key[1]
    ):
        case.remembered = (*key, _domain(case))
    found: tuple[Domain, bool] = case.remembered[2]
    return found


def _domain(case: Case) -> tuple[Domain, bool]:
    if case.is_open:
        return None, False
    if case.is_lost:
        return None, True
    fixed = fixed_numbers(case)
    if fixed is not None:
        vectors = [stated_vector(case, fixed)]
    else:
        vectors = [vector(case, reading.values) for reading in case.readings or ()]
    known = [vector for vector in vectors if vector is not None]
    if not known or len(known) < len(vectors):
        return None, False
    return frozenset(map(pack, known)), True
