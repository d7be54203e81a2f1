"""Labels that moved against their numbers: a line without numbers, and numbers without a line, with lines between.

Each line between them may print the numbers of its neighbour. Where the numbers put back by one line make every sum
hold, they are put back: one fault of the copy explains it, and where the sums cannot tell (they are blind to the order
of the results) the other explanation takes two, a label that is gone and its row elsewhere. Where no way makes them
hold, nothing of these lines is stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from govinfo_report.align.doubt import all_hold
from govinfo_report.align.proof.case import Case
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Number

EXTRA_ROWS = frozenset(["group_numbers", "row_unlabelled", "row_unplaced"])
"""Codes of rows of numbers that can be a line's of the form whose label stands elsewhere."""


@frozen
class Moved:
    """A stretch of lines whose labels may have moved.

    Attributes:
        rows: each line, the lost one among them, with the row whose numbers are its own if they did.
        fits: every sum holds if they did.
        proven: and if they did not, not every sum does.
    """

    rows: Mapping[int, int]
    fits: bool
    proven: bool


def find_moved(
    cases: Sequence[Case], rules: TableRules, outcome: Outcome, rows: Sequence[LabelledRow]
) -> Moved | None:
    """Find the one stretch of lines between a lost line and a row too many.

    Args:
        cases: every line of the table, settled.
        rules: the form's sums.
        outcome: what the grammar said of the table.
        rows: its rows.

    Returns:
        The stretch; None where there is none, or its lines are not all read by order.
    """
    lost = [case.line for case in cases if case.is_lost]
    extra = [entry for entry in outcome.foreign if entry.code in EXTRA_ROWS]
    if len(lost) != 1 or len(extra) != 1:
        return None
    above = -1 if extra[0].above is None else extra[0].above
    printed = {at: line.row for at, line in enumerate(outcome.lines) if line.row is not None}
    if above >= lost[0]:
        shift = {line: printed.get(line + 1, -1) for line in range(lost[0], above)}
        shift[above] = extra[0].row
    else:
        shift = {line: printed.get(line - 1, -1) for line in range(above + 2, lost[0] + 1)}
        shift[above + 1] = extra[0].row
    whole = all(
        row >= 0 and rows[row].plain and len(rows[row].values) == cases[line].rule.width
        for line, row in shift.items()
    )
    if len(shift) < 2 or not whole or any(cases[line].is_doubtful for line in shift):
        return None
    back = [_with_row(case, rows, shift.get(case.line)) for case in cases]
    fits = all_hold(back, rules)
    return Moved(shift, fits, fits and not all_hold(cases, rules))


def _with_row(case: Case, rows: Sequence[LabelledRow], row: int | None) -> Case:
    """Give a line as it reads with the numbers of another row."""
    if row is None:
        return evolve(case)
    return evolve(case, stated=tuple(rows[row].values))


def either(own: Number | None, other: Number, money: bool) -> tuple[Number, ...]:
    """Give the numbers that a cell of a moved line can be: its own row's, or its neighbour's."""
    numbers = sorted({value for value in (own, other) if value is not None})
    return tuple(map(Decimal, numbers)) if money else tuple(numbers)
