"""Remarks behind the numbers of a row: ``一、本年新收 | 10 | 1 | 0 | 0 | 0 | 0 | 11 | 含上年转入2件``.

Behind as many numbers and marks as the form has cells, words are a remark; not where no sum binds the row and other
rows of the table are torn: 3 | 0 | 2 | 不详 above 72 | | | 7 may be 25 of which 5 is not known. A mark there can be one
only where every row of several numbers ends with one more cell than the form has, and none of these holds a number:
the column of remarks that the office added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govinfo_report.align.proof.rules import rules_of
from govinfo_report.align.rows.mended import Mended
from govinfo_report.align.settling import Doubt
from govinfo_report.grammar import Outcome
from govinfo_report.labels import Figure, LabelledRow, are_plain
from govinfo_report.model import Number
from govinfo_report.official import Form

# Rows that show a column of remarks.
FEWEST_ROWS = 3
_NUMBER = re.compile(r"[^\w]*\d")


def leave_remarks(
    outcome: Outcome, rows: Sequence[LabelledRow], doubts: Sequence[Doubt], form: Form
) -> Mended | None:
    """Leave the remarks behind the numbers of doubtful rows out.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        doubts: its doubtful lines.
        form: gives the widths.

    Returns:
        The table; None where there is no such row.
    """
    rules = rules_of(form, outcome.table).rows
    ends = [
        (rules[doubt.line].width, doubt.row.values)
        for doubt in doubts
        if rules[doubt.line].width > 1
    ]
    are_remarks = len(ends) >= FEWEST_ROWS and all(
        len(values) > width and _hold_no_number(values[width:]) for width, values in ends
    )
    are_torn = any(
        not _hold_no_number(doubt.row.values[rules[doubt.line].width :]) for doubt in doubts
    )
    kept = list(rows)
    left: list[Doubt] = []
    by_order: list[int] = []
    for doubt in doubts:
        at, width = outcome.lines[doubt.line].row, rules[doubt.line].width
        values = doubt.row.values
        behind = values[width:]
        is_remark = are_remarks or any(_kind(code) == "text" for code in behind)
        may_be_number = not are_remarks and _begins_with_number(doubt.row, width)
        if (
            at is None
            or rows[at] is not doubt.row
            or not (is_remark and behind and _hold_no_number(behind))
            or may_be_number
            or (are_torn and not rules[doubt.line].sums)
            or any(_kind(code) not in ("number", "mark") for code in values[:width])
        ):
            left.append(doubt)
            continue
        row, own = doubt.row, values[:width]
        kept[at] = LabelledRow(row.row, row.kind, row.after, row.at, own, are_plain(own))
        by_order.append(doubt.line)
    return Mended(outcome, kept, left, by_order) if by_order else None


def _begins_with_number(row: LabelledRow, width: int) -> bool:
    """Tell whether what stands behind a row's numbers may be one: 5 | 3 | 3余 in two cells may be 53 and 3余."""
    behind = row.row.cells[row.at + width : row.at + len(row.values)]
    return any(_NUMBER.match(cell) for cell in behind)


def _hold_no_number(codes: Sequence[object]) -> bool:
    return all(_kind(code) in ("mark", "text", "empty") for code in codes)


def _kind(code: object) -> str:
    """Give what a cell is: ``number``, ``mark``, ``text``, ``several``, ``empty``, or ``label``."""
    if code is None:
        return "empty"
    if isinstance(code, Figure):
        return code.kind
    return "number" if isinstance(code, Number) else "label"
