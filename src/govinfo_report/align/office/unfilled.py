"""Totals that the office did not fill: rows run together that end in 0 and cannot keep their own sum.

Nothing then speaks of the last column. The others still hold down the table, every one of them; they alone say where
the numbers of such a row are to be cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from govinfo_report.align.proof.case import Case, domain
from govinfo_report.align.proof.columns import BudgetSpent, Columns, ColumnSum, Domain, pack, unpack
from govinfo_report.align.proof.failing import broken_sums
from govinfo_report.align.readings.filling import RowRule, TooMany, number_at
from govinfo_report.align.readings.of_row import MOST_READINGS, Reading
from govinfo_report.align.readings.strip import Strip
from govinfo_report.align.readings.takes import JOINED, takes_of


@frozen
class Unfilled:
    """A table of which some totals are not filled.

    Attributes:
        readings: line to its readings in the ways in which all columns but the last hold.
        broken: code and column of the sums that fail: those of the last.
    """

    readings: dict[int, tuple[Reading, ...]]
    broken: tuple[tuple[str, int], ...]


def read_unfilled(
    lone: Sequence[Case], cases: Sequence[Case], rule: RowRule, sums: Sequence[ColumnSum]
) -> Unfilled | None:
    """Read a table whose rows without a reading are rows without a total.

    Args:
        lone: the rows that cannot keep their own sum.
        cases: every line of the table.
        rule: what the form says of a row of the table: one sum, its total the last cell.
        sums: the column sums.

    Returns:
        What was found; None where some row prints a total, or the other columns do not hold either.
    """
    last = rule.width - 1
    if [equals for _, equals in rule.sums] != [last]:
        return None
    without: dict[int, tuple[Reading, ...]] = {}
    for case in lone:
        without[case.line] = _without_total(case.strip, rule)
        if not without[case.line]:
            return None
    read = _read(without, cases, rule, sums)
    if read is not None:
        return read
    # 14 5 0 0 0 1 0 without separators can also be 1 4 5 0 0 0 10, which adds up; only the columns speak against it
    left = MOST_READINGS
    for case in cases:
        if case.is_doubtful and case.readings and not case.by_count and _ends_in_0(case.strip):
            found = _without_total(case.strip, rule, left)
            left -= len(found)
            if not found:
                # too many ways: of numbers this long the columns leave several
                return None
            without[case.line] = found
    return _read(without, cases, rule, sums) if len(without) > len(lone) else None


def _read(
    without: Mapping[int, tuple[Reading, ...]],
    cases: Sequence[Case],
    rule: RowRule,
    sums: Sequence[ColumnSum],
) -> Unfilled | None:
    """Read a table of which some lines may be without a total, and how."""
    last = rule.width - 1
    options: dict[int, tuple[Reading, ...]] = {}
    for case in cases:
        if case.is_doubtful and not case.by_count:
            own = case.readings or ()
            options[case.line] = tuple(dict.fromkeys(own + without.get(case.line, ())))
    domains: list[Domain] = []
    for case in cases:
        known = options.get(case.line)
        if known is not None:
            domains.append(frozenset(_but_last(reading.values) for reading in known) or None)
        else:
            packed, _ = domain(case)
            domains.append(
                packed and frozenset(_but_last(unpack(one, rule.width)) for one in packed)
            )
    if any(domains[line] is None for entry in sums for line in entry.lines):
        return None
    try:
        solved = Columns(rule.width, sums).solve(domains)
    except BudgetSpent:
        return None
    if solved is None:
        return None
    kept = {
        line: tuple(one for one in found if _but_last(one.values) in (solved[line] or ()))
        for line, found in options.items()
    }
    way = [
        kept[case.line][0].values
        if case.line in kept
        else unpack(min(domain(case)[0] or {0}), rule.width)
        for case in cases
    ]
    broken = broken_sums(rule.width, sums, [tuple(int(value or 0) for value in row) for row in way])
    return Unfilled(kept, tuple(item for item in broken if item[1] == last))


def _but_last(values: Sequence[object]) -> int:
    """Pack the numbers of a row, its total as if it were 0."""
    return pack([value if isinstance(value, int) else 0 for value in values[:-1]])


def _ends_in_0(strip: Strip | None) -> bool:
    return (
        strip is not None
        and strip.text.isdecimal()
        and strip.text.endswith("0")
        and not strip.units
    )


def _without_total(
    strip: Strip | None, rule: RowRule, most: int = MOST_READINGS
) -> tuple[Reading, ...]:
    """Give the cuts of a row whose last digit is its total, and 0; none where there are more than ``most``."""
    if strip is None or not _ends_in_0(strip):
        return ()
    size = len(strip.text)
    parts = strip.without_last()
    bare = evolve(rule, width=rule.width - 1, sums=())
    try:
        ways = takes_of(parts, bare, JOINED, most=most + 1)
    except TooMany:
        return ()
    cut = ((*takes, (size - 1, size)) for takes in ways)
    return tuple(Reading(takes, tuple(number_at(strip, take) for take in takes)) for takes in cut)
