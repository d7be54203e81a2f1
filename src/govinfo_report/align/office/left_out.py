"""A row that the office left out when it added up: more sums fail than of a slip, and with the row put back all hold.

Where （七）总计 lacks one of the results, every column fails in which that result is not 0, and so does the balance of
申请 and 结果. Put back into both, the row makes every sum of the table hold: no wrong cut does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from govinfo_report.align.proof.case import Case, domain
from govinfo_report.align.proof.columns import BudgetSpent, Columns, ColumnSum, Domain
from govinfo_report.align.proof.failing import Fewest, broken_sums, ways_that_hold

# Partial sums looked at for all rows that may be left out: of 174 tables that one explains, 172 took fewer than 3,000.
MOST_STEPS = 5_000


@frozen
class LeftOut:
    """A table with the row that its total lacks put back.

    Attributes:
        fewest: the ways in which every sum then holds, and the sums that fail as the office added up.
        sums: the sums with the row put back.
    """

    fewest: Fewest
    sums: tuple[ColumnSum, ...]


def find_left_out(cases: Sequence[Case], width: int, sums: Sequence[ColumnSum]) -> LeftOut | None:
    """Find the one row that makes every sum hold when the total that lacks it is given it back.

    Args:
        cases: every line of the table; those in the sums have readings.
        width: the columns.
        sums: the sums of the form.

    Returns:
        The table; None where no row does, or several do, or the search takes too long.
    """
    try:
        return _find([domain(case)[0] for case in cases], Columns(width, sums, MOST_STEPS))
    except BudgetSpent:
        return None


def _find(domains: Sequence[Domain], columns: Columns) -> LeftOut | None:
    width, sums = columns.width, columns.sums
    found: list[LeftOut] = []
    for changed in _put_back(sums):
        columns.sums = changed
        ways = ways_that_hold(columns, domains)
        if ways is None:
            continue
        if found and {*found[0].fewest.ways} != {*ways}:
            return None
        broken = {item for way in ways for item in broken_sums(width, sums, way)}
        found.append(LeftOut(Fewest(ways, 0, tuple(sorted(broken))), changed))
    return found[0] if found else None


def _put_back(sums: Sequence[ColumnSum]) -> Iterator[tuple[ColumnSum, ...]]:
    """Give the sums as they are if a total lacks one of its rows, for each total and each row."""
    for entry in sums:
        if len(entry.equals) != 1:
            continue
        for row in entry.parts:
            yield tuple(
                evolve(other, parts=tuple(at for at in other.parts if at != row))
                if other is entry
                else evolve(
                    other,
                    parts=_beside(other.parts, entry.equals[0], row),
                    equals=_beside(other.equals, entry.equals[0], row),
                )
                for other in sums
            )


def _beside(lines: tuple[int, ...], total: int, row: int) -> tuple[int, ...]:
    return (*lines, row) if total in lines else lines
