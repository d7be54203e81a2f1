"""A table that lost a column: every line is short by one number, and one place is lost for all of them.

Places chosen line by line would repair the office's mistakes by moving digits.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.align.proof.case import Case, Proof, vector
from govinfo_report.align.proof.columns import ColumnSum
from govinfo_report.align.proof.failing import Numbers, broken_sums
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.align.readings.damage import Shown
from govinfo_report.align.readings.of_row import Reading
from govinfo_report.align.readings.strip import EMPTY

# Lines that must be short by one number each to tell of a column that is lost.
FEWEST_SHORT = 3


def is_short_alike(cases: Sequence[Case], shown: Shown) -> bool:
    """Tell whether every line is short by one number: then one column is lost for all of them."""
    rows = [case for case in cases if not case.is_lost]
    return (
        len(rows) >= FEWEST_SHORT
        and shown.lost > 0
        and not shown.joined
        and len({case.rule for case in rows}) == 1
        and len(rows[0].rule.sums) == 1
        and all(case.stated is None and not case.is_open and _is_short(case) for case in rows)
    )


def is_mostly_short(cases: Sequence[Case]) -> bool:
    """Tell whether nearly every line is short by one number: one that is not may have had a number broken in two."""
    rows = [case for case in cases if not case.is_lost and not case.is_open]
    short = sum(case.is_doubtful and _is_short(case) for case in rows)
    return short >= FEWEST_SHORT and 4 * short >= 3 * len(rows)


def _is_short(case: Case) -> bool:
    return (
        case.strip is not None
        and case.strip.count == case.rule.width - 1
        and EMPTY not in case.strip.text
    )


def shared_column(cases: Sequence[Case], rules: TableRules, lost_column: int | None) -> Proof:
    """Read a table that lost a column: one place for all lines, one check for each place."""
    rows = [case for case in cases if case.is_doubtful]
    width = rows[0].rule.width
    places = range(width) if lost_column is None else (lost_column,)
    tried: list[tuple[int, dict[int, Reading], list[tuple[str, int]]]] = []
    for place in places:
        readings_at: dict[int, Reading] = {}
        for case in rows:
            fit = [reading for reading in case.readings or () if reading.takes[place] is None]
            if len(fit) != 1:
                break
            readings_at[case.line] = fit[0]
        else:
            tried.append((place, readings_at, _failing_at(cases, rules, readings_at)))
    holding = [entry for entry in tried if not entry[2]]
    left = holding or tried
    for case in rows:
        case.found = tuple(dict.fromkeys(found[case.line] for _, found, _ in left))
        case.how = "lost_column" if holding else None
    broken = tuple(sorted({item for entry in left for item in entry[2]})) if not holding else ()
    return Proof(_whole_sums(cases, rules), broken)


def _whole_sums(cases: Sequence[Case], rules: TableRules) -> tuple[ColumnSum, ...]:
    """Give the column sums of which no line is lost."""
    read = {case.line for case in cases if case.is_doubtful}
    return tuple(entry for entry in rules.sums if read.issuperset((*entry.parts, *entry.equals)))


def _failing_at(
    cases: Sequence[Case], rules: TableRules, found: dict[int, Reading]
) -> list[tuple[str, int]]:
    """Give the column sums that fail when the lines are read so."""
    way: list[Numbers] = []
    for case in cases:
        reading = found.get(case.line)
        way.append((vector(case, reading.values) or ()) if reading else ())
    return broken_sums(rules.rows[0].width, _whole_sums(cases, rules), way)
