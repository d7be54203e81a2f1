"""Settles what order alone does not: doubtful rows and lost rows, by the sums of the form.

The rows of a table are looked at together, for single rows betray little: first the readings of each row that its
own sum allows, then those of them that take part in some way to make every sum down the columns hold. What all of
them agree in is stated. Where no way makes every sum hold, ``failing`` looks for the ways that break the fewest.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field, frozen

from govinfo_report.align.columns import (
    LARGEST,
    BudgetSpent,
    Columns,
    ColumnSum,
    Domain,
    pack,
    unpack,
)
from govinfo_report.align.damage import Shown, possible
from govinfo_report.align.failing import (
    Fewest,
    Numbers,
    broken_sums,
    cuts_near,
    fewest_failing,
    needed,
    readings_near,
)
from govinfo_report.align.readings import (
    Budget,
    Damage,
    Reading,
    RowRule,
    Take,
    TooMany,
    number_at,
    readings,
    takes_of,
)
from govinfo_report.align.rules import TableRules
from govinfo_report.align.strip import EMPTY, Strip
from govinfo_report.model import How, Number

# Lines that must be short by one number each to tell of a column that is lost.
FEWEST_SHORT = 3
# Steps that tell whether a row's digits leave one way to cut them.
FEW_STEPS = 400


@define
class Case:
    """One line of the form in a copy.

    Attributes:
        line: its index in the table, from 0.
        rule: what the form says of it.
        strip: what the row prints; None for a line of which nothing is known (``is_open`` False: its row is lost;
            True: it is read in a way that no sum can speak of).
        stated: the numbers that order gave it, where order sufficed; what an empty cell is worth is not told.
        is_open: no sum with this line proves anything.
        damages: what may have happened to it.
        readings: the readings that its own sum allows; None where they are too many.
        found: those that are left.
        how: what settled it.
        by_count: its digits (``digits``) or its count (``order``) leave one way to read it, no sum asked.
        is_shaky: its own sum fails in that one way.
    """

    line: int
    rule: RowRule
    strip: Strip | None = None
    stated: tuple[Number | None, ...] | None = None
    is_open: bool = False
    damages: tuple[Damage, ...] = ()
    readings: tuple[Reading, ...] | None = None
    found: tuple[Reading, ...] = ()
    how: How | None = None
    by_count: How | None = None
    is_shaky: bool = False

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


def settle(
    cases: Sequence[Case], rules: TableRules, shown: Shown, lost_column: int | None = None
) -> Proof:
    """Find the readings of the doubtful lines of a table that its sums leave.

    Args:
        cases: every line of the table; ``found`` and ``how`` of the doubtful ones are set.
        rules: the form's sums.
        shown: what the rows surely show.
        lost_column: the column that the headings show to be lost, as an index; None where they do not.
    """
    budget = Budget()
    for case in cases:
        if case.is_doubtful:
            _read(case, shown, budget)
        elif shown.lost and case.stated is not None and case.strip is not None:
            _open_again(case, case.stated, shown, budget)
    if _is_short_alike(cases, shown):
        return _shared_column(cases, rules, lost_column)
    sums = _usable(cases, rules)
    proof = _solve(cases, rules, sums)
    return proof if proof is not None else _with_failing(cases, rules, sums)


def all_hold(cases: Sequence[Case], rules: TableRules) -> bool:
    """Tell whether every sum of a table can hold with its lines read by order, those that are lost left open."""
    sums = _usable(cases, rules)
    return len(sums) == len(rules.sums) > 0 and _solve(cases, rules, sums) is not None


def _open_again(case: Case, stated: Sequence[Number | None], shown: Shown, budget: Budget) -> None:
    """Doubt a line of the right length in a table whose rows have lost cells, where it could have lost one too.

    An empty cell in it may be the grid's; a number may be broken in two, which its own sum betrays.
    """
    assert case.strip is not None
    empty = None in stated and EMPTY in case.strip.text
    if not empty and (not case.rule.sums or _own_sums_hold(case)):
        return
    case.stated = None
    _read(case, shown, budget)
    if case.readings == () and not empty:
        case.stated = tuple(stated)  # the office's own arithmetic


def _read(case: Case, shown: Shown, budget: Budget) -> None:
    """Give a line the readings that its own sums allow."""
    assert case.strip is not None
    strip = case.strip
    if not case.rule.sums and strip.soft and len(strip.hard) + 1 == case.rule.width:
        # as many cells as the form has: a space in one of them lies inside its number (1 143)
        strip = case.strip = strip.by_cells()
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
    found: dict[Reading, None] = {}
    for damage in damages:
        some = readings(strip, case.rule, damage, budget)
        if some is None:
            case.readings = None
            return
        found.update(dict.fromkeys(some))
    case.readings = tuple(found)
    if not case.rule.sums and shown.run_together and shown.joined and not shown.lost:
        # 2648-18538: no sum binds them, but what all cuts agree in is printed
        case.by_count = "digits"


def _only_way(strip: Strip, rule: RowRule, damage: Damage) -> tuple[Take, ...] | None:
    """Give the one way to give a row's digits to its cells, no sum asked; None where there are several or none."""
    if damage.lost or (damage.wraps and not damage.joins):
        return None
    try:
        ways = takes_of(strip, evolve(rule, sums=()), damage, Budget(FEW_STEPS))
    except TooMany:
        return None
    return ways[0] if len(ways) == 1 else None


def _vector(case: Case, reading: Sequence[Number | None]) -> Numbers | None:
    """Give the numbers of a line for the sums; None where one is unknown or is none that sums are made for."""
    numbers = []
    for value in reading:
        if not isinstance(value, int) or not 0 <= value < LARGEST:
            return None
        numbers.append(value)
    return tuple(numbers)


def _stated_vector(case: Case, stated: Sequence[Number | None]) -> Numbers | None:
    """Give the numbers of a line, an empty cell worth 0 and an empty total what the line adds up to."""
    values = list(stated)
    for parts, equals in case.rule.sums:
        for at in parts:
            values[at] = 0 if values[at] is None else values[at]
        if values[equals] is None:
            values[equals] = sum(values[at] or 0 for at in parts)
    return _vector(case, values)


def _fixed(case: Case) -> Sequence[Number | None] | None:
    """Give the numbers of a line that no sum can change: read by order, by its count or by its digits."""
    if case.stated is not None:
        return case.stated
    return (
        case.readings[0].values
        if case.by_count and case.readings and len(case.readings) == 1
        else None
    )


def _domain(case: Case) -> tuple[Domain, bool]:
    """Give what a line can be, packed, and whether anything can be said of it at all."""
    if case.is_open:
        return None, False
    if case.strip is None:
        return None, True
    fixed = _fixed(case)
    if fixed is not None:
        vectors = [_stated_vector(case, fixed)]
    else:
        vectors = [_vector(case, reading.values) for reading in case.readings or ()]
    known = [vector for vector in vectors if vector is not None]
    if not known or len(known) < len(vectors):
        return None, False
    return frozenset(map(pack, known)), True


def _usable(cases: Sequence[Case], rules: TableRules) -> tuple[ColumnSum, ...]:
    """Give the column sums of which every line can be spoken of, and at most one is lost."""
    speaks = {case.line: _domain(case) for case in cases}
    return tuple(
        entry
        for entry in rules.sums
        if all(speaks[line][1] for line in (*entry.parts, *entry.equals))
        and sum(speaks[line][0] is None for line in (*entry.parts, *entry.equals)) <= 1
    )


def _own_sums_hold(case: Case) -> bool:
    fixed = _fixed(case)
    vector = None if fixed is None else _stated_vector(case, fixed)
    return vector is None or all(
        sum(vector[at] for at in parts) == vector[equals] for parts, equals in case.rule.sums
    )


def _solve(cases: Sequence[Case], rules: TableRules, sums: Sequence[ColumnSum]) -> Proof | None:
    """Keep of each line the readings of the ways in which every sum holds; None where there is none."""
    doubtful = [case for case in cases if case.is_doubtful]
    if any(case.readings == () for case in doubtful if case.rule.sums):
        return None
    if not all(_own_sums_hold(case) for case in cases):
        return None
    domains = [_domain(case)[0] for case in cases]
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
            if case.by_count or left is None or pack(_vector(case, reading.values) or ()) in left
        )
        case.how = case.by_count or ("all_sums" if case.line in summed else "own_sum")
        if not case.rule.sums:
            case.how = case.by_count
    lost = {
        case.line: tuple(
            unpack(packed, case.rule.width) for packed in sorted(solved[case.line] or ())
        )
        for case in cases
        if case.strip is None and not case.is_open and case.line in summed
    }
    return Proof(tuple(sums), (), lost)


def _with_failing(cases: Sequence[Case], rules: TableRules, sums: Sequence[ColumnSum]) -> Proof:
    """Read a table whose sums cannot all hold."""
    doubtful = [case for case in cases if case.is_doubtful]
    lone = [case for case in doubtful if case.readings == () and case.rule.sums]
    for case in doubtful:
        case.found = case.readings or ()
        case.how = None if case.is_shaky else case.by_count
    full = tuple(
        entry
        for entry in sums
        if all(_domain(cases[line])[0] is not None for line in (*entry.parts, *entry.equals))
    )
    if not full or len(lone) > 1:
        return Proof()
    options: list[list[Numbers]] = [[] for _ in cases]
    for case in cases:
        domain, _ = _domain(case)
        options[case.line] = [unpack(packed, case.rule.width) for packed in sorted(domain or ())]
    fewest = fewest_failing(rules.rows[0].width, full, options)
    if fewest is None:
        return Proof()
    for case in doubtful:
        if case.is_shaky:
            case.how = _how_of_shaky(case, fewest, full)
        else:
            _keep_fewest(case, fewest, rules, full)
    return Proof(full, fewest.broken)


def _how_of_shaky(case: Case, fewest: Fewest, sums: Sequence[ColumnSum]) -> How | None:
    """A row that its digits leave one way to cut, against its own sum: the columns of its parts must bear it out."""
    mine = {entry.code for entry in sums if case.line in (*entry.parts, *entry.equals)}
    totals = {equals for _, equals in case.rule.sums}
    borne_out = all(code not in mine or at in totals for code, at in fewest.broken)
    return "fewest_failing" if mine and borne_out else None


def _keep_fewest(case: Case, fewest: Fewest, rules: TableRules, sums: Sequence[ColumnSum]) -> None:
    """Keep the readings of a line that break the fewest sums; none is proven if another cut breaks as few."""
    if case.by_count or not any(case.line in (*entry.parts, *entry.equals) for entry in sums):
        return
    kept = {way[case.line] for way in fewest.ways}
    case.found = tuple(
        reading for reading in case.readings or () if _vector(case, reading.values) in kept
    )
    assert case.strip is not None
    width = rules.rows[0].width
    rivals: dict[Reading, None] = {}
    try:
        for way in fewest.ways:
            wanted = needed(width, sums, way, case.line)
            apart = fewest.failing - sum(
                numbers[at] != way[case.line][at] for numbers in wanted for at in range(width)
            )
            limit = fewest.failing - apart
            for _, takes, values in cuts_near(case.strip, case.rule, wanted, limit):
                if values not in kept:
                    rivals[Reading(takes, values)] = None
            for damage in case.damages:
                for reading in readings_near(case.strip, case.rule, damage, wanted, limit):
                    if reading.values not in kept:
                        rivals[reading] = None
    except (BudgetSpent, TooMany):
        return
    case.found += tuple(rivals)
    case.how = "fewest_failing"


def _is_short_alike(cases: Sequence[Case], shown: Shown) -> bool:
    """Tell whether every line is short by one number: then one column is lost for all of them."""
    rows = [case for case in cases if case.strip is not None]
    return (
        len(rows) >= FEWEST_SHORT
        and shown.lost > 0
        and not shown.joined
        and len({case.rule for case in rows}) == 1
        and len(rows[0].rule.sums) == 1
        and all(
            case.stated is None
            and not case.is_open
            and case.strip is not None
            and case.strip.count == case.rule.width - 1
            and EMPTY not in case.strip.text
            for case in rows
        )
    )


def _shared_column(cases: Sequence[Case], rules: TableRules, lost_column: int | None) -> Proof:
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
        way.append((_vector(case, reading.values) or ()) if reading else ())
    return broken_sums(rules.rows[0].width, _whole_sums(cases, rules), way)
