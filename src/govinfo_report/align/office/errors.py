"""Settles a table whose sums cannot all hold: by the ways that break the fewest column sums.

What these agree in is stated, under a warning that names the sums that fail.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.align.office.near import MOST_STEPS, cuts_near, readings_near
from govinfo_report.align.proof.case import Case, Proof, domain, vector
from govinfo_report.align.proof.columns import BudgetSpent, ColumnSum, unpack
from govinfo_report.align.proof.failing import (
    Fewest,
    Numbers,
    fewest_failing,
    needed,
)
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.align.readings.filling import TooMany
from govinfo_report.align.readings.of_row import Reading
from govinfo_report.align.readings.takes import Budget
from govinfo_report.model import How

# Rows that cannot keep their own sums: no office mistypes so many, a tool loses cells.
MANY_LONE = 3


def settle_failing(cases: Sequence[Case], rules: TableRules, sums: Sequence[ColumnSum]) -> Proof:
    """Read a table whose sums cannot all hold.

    Args:
        cases: every line of the table; ``found`` and ``how`` of the doubtful ones are set.
        rules: the form's sums.
        sums: those of them that every line can be spoken of in.
    """
    doubtful = [case for case in cases if case.is_doubtful]
    lone = [case for case in doubtful if case.readings == () and case.rule.sums]
    for case in doubtful:
        case.found = case.readings or ()
        case.how = None if case.is_shaky else case.by_count
    proof = _fewest(cases, rules, sums) if len(lone) < 2 else None
    amiss = len(lone) + sum(case.is_shaky for case in doubtful)
    if proof is None and (len(lone) >= MANY_LONE or 2 * amiss > len(doubtful)):
        # many lines lack something: one whose digits can be cut in one way only does so by chance, save 0000000
        for case in doubtful:
            if any(case.found[0].values if case.found else (1,)):
                case.how = None
    return proof or Proof()


def _fewest(cases: Sequence[Case], rules: TableRules, sums: Sequence[ColumnSum]) -> Proof | None:
    """Explain the sums that fail by as few of them as can be.

    Args:
        cases: every line of the table.
        rules: the form's sums.
        sums: those of them that every line can be spoken of in.
    """
    width = rules.rows[0].width
    full = tuple(
        entry for entry in sums if all(domain(cases[line])[0] is not None for line in entry.lines)
    )
    if not full:
        return None
    options = [
        [unpack(packed, case.rule.width) for packed in sorted(domain(case)[0] or ())]
        for case in cases
    ]
    fewest = fewest_failing(width, full, options)
    return None if fewest is None else _around(cases, rules, full, fewest)


def _around(
    cases: Sequence[Case], rules: TableRules, sums: Sequence[ColumnSum], fewest: Fewest
) -> Proof:
    """Keep of each line what the ways that break the fewest sums leave."""
    budgets = Budget(), Budget(MOST_STEPS)
    for case in cases:
        if case.is_shaky:
            case.how = _how_of_shaky(case, fewest, rules, sums)
        elif case.is_doubtful and case.readings:
            _keep_fewest(case, fewest, rules, sums, *budgets)
    return Proof(tuple(sums), fewest.broken)


def _how_of_shaky(
    case: Case, fewest: Fewest, rules: TableRules, sums: Sequence[ColumnSum]
) -> How | None:
    """A row that its digits leave one way to cut, against its own sum: the columns must bear it out but for one.

    One number mistyped breaks one column; a cell lost moves the digits of several.
    """
    width = rules.rows[0].width
    found = False
    for way in fewest.ways:
        asked = needed(width, sums, way, case.line)
        found = bool(asked)
        odd = {at for numbers in asked for at in range(width) if numbers[at] != way[case.line][at]}
        if len(odd) > 1:
            return None
    return "fewest_failing" if found else None


def _keep_fewest(
    case: Case,
    fewest: Fewest,
    rules: TableRules,
    sums: Sequence[ColumnSum],
    budget: Budget,
    budget_of_cuts: Budget,
) -> None:
    """Keep the readings of a line that break the fewest sums; none is proven if another cut breaks as few."""
    if case.by_count or not any(case.line in (*entry.parts, *entry.equals) for entry in sums):
        return
    kept = {way[case.line] for way in fewest.ways}
    case.found = tuple(
        reading for reading in case.readings or () if vector(case, reading.values) in kept
    )
    assert case.strip is not None
    width = rules.rows[0].width
    rivals: dict[Reading, None] = {}
    # ways that differ in lines that no sum shares with this one ask the same of it
    asked: dict[tuple[tuple[Numbers, ...], int], None] = {}
    for way in fewest.ways:
        own = way[case.line]
        wanted = tuple(needed(width, sums, way, case.line))
        limit = sum(numbers[at] != own[at] for numbers in wanted for at in range(width))
        asked[wanted, limit] = None
    try:
        for wanted, limit in asked:
            for reading in cuts_near(case.strip, case.rule, wanted, limit, budget_of_cuts):
                if reading.values not in kept:
                    rivals[reading] = None
            for damage in case.damages:
                for reading in readings_near(case.strip, case.rule, damage, wanted, limit, budget):
                    if reading.values not in kept:
                        rivals[reading] = None
    except (BudgetSpent, TooMany):
        return
    case.found += tuple(rivals)
    case.has_rivals = bool(rivals)
    case.how = "fewest_failing"
