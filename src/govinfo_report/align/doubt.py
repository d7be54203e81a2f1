"""Settles what order alone does not: doubtful rows and lost rows, by the sums of the form.

The rows of a table are looked at together, for single rows betray little: first the readings of each row that its
own sum allows, then those of them that take part in some way to make every sum down the columns hold. What all of
them agree in is stated. Where no way makes every sum hold, it is for ``office/errors.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from govinfo_report.align.office.errors import settle_failing
from govinfo_report.align.proof.case import (
    Case,
    Proof,
    domain,
    fixed_numbers,
    stated_vector,
    vector,
)
from govinfo_report.align.proof.columns import (
    BudgetSpent,
    Columns,
    ColumnSum,
    pack,
    unpack,
)
from govinfo_report.align.proof.lost_column import is_mostly_short, is_short_alike, shared_column
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.align.readings.damage import Shown, possible
from govinfo_report.align.readings.filling import RowRule, Take, number_at
from govinfo_report.align.readings.of_row import Reading, readings
from govinfo_report.align.readings.order import FEWEST_RUN
from govinfo_report.align.readings.strip import EMPTY, UNREADABLE, Strip
from govinfo_report.align.readings.takes import Budget, Damage, only_way
from govinfo_report.model import Number

# Whole rows that cannot keep their own sums; if most rows are like that, the office did it and no tool.
FEWEST_BROKEN = 3


def settle(
    cases: Sequence[Case],
    rules: TableRules,
    shown: Shown,
    lost_column: int | None = None,
    may_err: bool = True,
) -> Proof:
    """Find the readings of the doubtful lines of a table that its sums leave.

    Args:
        cases: every line of the table; ``found`` and ``how`` of the doubtful ones are set.
        rules: the form's sums.
        shown: what the rows surely show.
        lost_column: the column that the headings show to be lost, as an index; None where they do not.
        may_err: the office may have added up wrong; else a table whose sums cannot all hold is not settled.
    """
    budget = Budget()
    is_column_lost = is_mostly_short(cases) and (shown.lost > 0 or not shown.run_together)
    if is_column_lost:
        # numbers of many digits do not show it each by itself
        shown = evolve(shown, lost=max(shown.lost, 1))
    whole = [case for case in cases if case.stated is not None and case.rule.sums]
    broken = [case.line for case in whole if not _own_sums_hold(case)]
    # totals that are not filled: with the number before it each 0 would make another that adds up as well
    is_office = len(broken) >= FEWEST_BROKEN and 2 * len(broken) > len(whole)
    for case in cases:
        if case.is_doubtful:
            if rules.sums or not _read_by_cells(case, budget):
                _read(case, shown, budget)
        elif shown.lost and case.stated is not None and not case.is_open:
            is_broken = case.line in broken and not is_office
            if is_column_lost or is_broken or (None in case.stated and not case.is_placed):
                _open_again(case, case.stated, shown, budget)
    if is_short_alike(cases, shown):
        return shared_column(cases, rules, lost_column)
    sums = _usable(cases, rules)
    proof = _solve(cases, rules, sums)
    if proof is None:
        return settle_failing(cases, rules, sums) if may_err else Proof()
    return proof


def all_hold(cases: Sequence[Case], rules: TableRules) -> bool:
    """Tell whether every sum of a table can hold with its lines read by order, those that are lost left open."""
    sums = _usable(cases, rules)
    return len(sums) == len(rules.sums) > 0 and _solve(cases, rules, sums) is not None


def _open_again(case: Case, stated: Sequence[Number | None], shown: Shown, budget: Budget) -> None:
    """Doubt a line of the right length in a table whose rows have lost cells, where it could have lost one too.

    An empty cell in it may be the grid's; a number may be broken in two, which its own sum betrays, or a column that
    nearly all lines lack.
    """
    if case.strip is None:
        case.strip = case.make_strip() if case.make_strip else None
    if case.strip is None:
        return
    case.stated = None
    _read(case, shown, budget)
    if case.readings == () and None not in stated:
        case.stated = tuple(stated)  # the office's own arithmetic


def _read_by_cells(case: Case, budget: Budget) -> bool:
    """Read a line that no other line's sums cross by its cells, where they are as many as the form's and it adds up.

    1 2 | 1 | 0 | 8 | 21: 12 with a space inside is one fault; 1, 2 in one cell and 10 in two would be two.
    """
    strip = case.strip
    if strip is None or not (
        strip.soft and case.rule.sums and len(strip.hard) + 1 == case.rule.width
    ):
        return False
    by_cells = strip.by_cells()
    found = _all_readings(by_cells, case.rule, [Damage()], budget)
    if found:
        case.strip, case.readings = by_cells, found
    return bool(found)


def _read(case: Case, shown: Shown, budget: Budget) -> None:
    """Give a line the readings that its own sums allow."""
    assert case.strip is not None
    strip = case.strip
    bare = strip
    while bare.text.endswith(EMPTY):
        bare = bare.without_last()
    if (
        bare.text.isdecimal()
        and not bare.breaks
        and len(bare.text) >= case.rule.width >= FEWEST_RUN
    ):
        # the digits of the whole row in its first cell, and the others empty
        strip = case.strip = bare
    again = strip.soft and strip.repeats()
    # 行政许可120 above 11: where nothing parts cells, a line end may part 120 from the number of a page
    is_told = not (again or strip.text.startswith(EMPTY) or (shown.run_together and strip.folded))
    if not case.rule.sums and strip.soft and is_told and len(bare.hard) + 1 == case.rule.width:
        # as many cells as the form has: a space in one of them lies inside its number (1 143); an empty one before all
        # of them may be the label's (_ | 161 12)
        strip = case.strip = bare.by_cells()
    if strip.folded and not case.rule.sums:
        # 1 | 2⏎2 in three cells: 22 broken by a line end, beside a lost cell, or two numbers; so is 52 738 with a blank
        # that may part thousands
        case.readings = _folded(strip, case.rule, budget)
        return
    if shown.run_together and strip.text[:-1].isdecimal() and strip.text.endswith(UNREADABLE):
        bare = strip.without_last()
        cut = _all_readings(bare, case.rule, possible(bare, case.rule, shown), budget)
        worded = _all_readings(strip, case.rule, possible(strip, case.rule, shown), budget)
        if worded == ():
            strip = case.strip = bare
        elif cut != ():
            # 13约若干: one number and words in place of another, or two numbers and a remark behind them
            case.readings = None if cut is None or worded is None else (*worded, *cut)
            return
    damages = possible(strip, case.rule, shown)
    case.damages = tuple(damages)
    alone = _only_way(strip, case.rule, damages[0]) if len(damages) == 1 else None
    sure = shown.joined or not shown.run_together or bool(case.rule.sums)
    if alone is not None and sure:
        values = tuple(number_at(strip, take) for take in alone)
        case.readings = (Reading(alone, values),)
        case.by_count = "digits" if damages[0].joins else "order"
        case.is_shaky = not _own_sums_hold(case)
        return
    case.readings = _all_readings(strip, case.rule, damages, budget)
    if (
        case.readings is not None
        and not case.rule.sums
        and shown.run_together
        and shown.joined
        and not shown.lost
    ):
        # 2648-18538: no sum binds them, but what all cuts agree in is printed
        case.by_count = "digits" if len(case.readings) == 1 else "every_cut"


def _folded(strip: Strip, rule: RowRule, budget: Budget) -> tuple[Reading, ...] | None:
    """Give the readings of a row with line ends, or blanks that may part thousands, inside its cells.

    Each is the end of a number, or inside one.
    """
    short = rule.width - len(strip.hard) - 1
    by_cells = _all_readings(strip.by_cells(), rule, [Damage(lost=max(short, 0))], budget)
    apart = _all_readings(strip, rule, [Damage(lost=max(rule.width - strip.count, 0))], budget)
    return (
        None
        if by_cells is None or apart is None
        else tuple({**dict.fromkeys(by_cells), **dict.fromkeys(apart)})
    )


def _all_readings(
    strip: Strip, rule: RowRule, damages: Sequence[Damage], budget: Budget
) -> tuple[Reading, ...] | None:
    """Give the readings of a row under any of some damages; None where they are too many."""
    found: dict[Reading, None] = {}
    for damage in damages:
        some = readings(strip, rule, damage, budget)
        if some is None:
            return None
        found.update(dict.fromkeys(some))
    return tuple(found)


def _only_way(strip: Strip, rule: RowRule, damage: Damage) -> tuple[Take, ...] | None:
    """Give the one way to read a row, no sum asked; None where damage leaves more, or no way at all."""
    if damage.lost or (damage.wraps and not damage.joins):
        return None
    way = only_way(strip, rule, damage)
    for at, take in enumerate(way or ()):
        if at not in rule.money and isinstance(number_at(strip, take), Decimal):
            # 127.000 in three cells: no count has a fraction, and where one ends in a run of digits nothing tells
            return None
    return way


def _usable(cases: Sequence[Case], rules: TableRules) -> tuple[ColumnSum, ...]:
    """Give the column sums of which every line can be spoken of, and at most one is lost."""
    speaks = {case.line: domain(case) for case in cases}
    return tuple(
        entry
        for entry in rules.sums
        if all(speaks[line][1] for line in (*entry.parts, *entry.equals))
        and sum(speaks[line][0] is None for line in (*entry.parts, *entry.equals)) <= 1
    )


def _own_sums_hold(case: Case) -> bool:
    fixed = fixed_numbers(case)
    vector = None if fixed is None else stated_vector(case, fixed)
    return vector is None or case.rule.holds(vector)


def _solve(cases: Sequence[Case], rules: TableRules, sums: Sequence[ColumnSum]) -> Proof | None:
    """Keep of each line the readings of the ways in which every sum holds; None where there is none."""
    doubtful = [case for case in cases if case.is_doubtful]
    if any(case.readings == () for case in doubtful if case.rule.sums):
        return None
    if not all(_own_sums_hold(case) for case in cases):
        return None
    domains = [domain(case)[0] for case in cases]
    try:
        solved = Columns(rules.rows[0].width, sums).solve(domains) if sums else domains
    except BudgetSpent:
        return None
    if solved is None:
        return None
    summed = {line for entry in sums for line in (*entry.parts, *entry.equals)}
    for case in doubtful:
        left = solved[case.line] if case.line in summed else None
        case.found = tuple(
            reading
            for reading in case.readings or ()
            if case.by_count or left is None or pack(vector(case, reading.values) or ()) in left
        )
        case.how = case.by_count or ("all_sums" if case.line in summed else "own_sum")
        if not case.rule.sums:
            case.how = case.by_count
    lost = {
        case.line: tuple(
            unpack(packed, case.rule.width) for packed in sorted(solved[case.line] or ())
        )
        for case in cases
        if case.is_lost and case.line in summed
    }
    return Proof(tuple(sums), (), lost)
