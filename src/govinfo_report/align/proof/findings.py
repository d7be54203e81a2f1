"""Findings about the proof of a table as a whole: lines that it does not bear out, and a column that was lost."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.align.proof.case import Case, Proof
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Finding, TableShape
from govinfo_report.official import Form


def say_unproven(
    cases: Sequence[Case],
    rules: TableRules,
    proof: Proof,
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    shape: TableShape,
) -> list[Finding]:
    """Doubt the lines that their digits alone settle, where no sum down the table can be asked or holds in all columns.

    3002139 beside a line that no cut makes add up: that one is out of every sum, and with it all others are.
    Where the form has no sums, the table must part other cells: 规章 | 112 above 行政许可 | 0 | | can be 1 and 12.
    So can it below 信息内容 | 本年制发件数 | 本年废止件数.

    Args:
        cases: every line of the table, settled.
        rules: the form's sums.
        proof: what they proved.
        outcome: what the grammar said of the table.
        rows: its rows.
        shape: its cells.
    """
    parts = any(
        len(row.row.cells) - row.after > 1
        or (len(row.kind) > 1 and not (row.values or row.row.glued))
        for row in rows
    )
    if not rules.sums and not parts:
        return []
    broken = {code for code, _ in proof.broken}
    asked = {line for entry in proof.sums if entry.code not in broken for line in entry.lines}
    lines = [
        case.line
        for case in cases
        if case.how == "digits"
        and case.line not in asked
        and (case.rule.sums if rules.sums else case.rule.width > 1 and not case.rule.sums)
    ]
    cells = [shape.paths[at] for line in lines for at in range(*outcome.table.spans[line][:2])]
    return [finding("cut_unproven", cells=cells, count=len(lines))] if cells else []


def say_lost_column(
    cases: Sequence[Case], proof: Proof, outcome: Outcome, shape: TableShape, form: Form
) -> list[Finding]:
    """Say that all rows lack one column; every cell is doubted where no sum down the columns crosses them.

    Args:
        cases: every line of the table, settled.
        proof: what the sums proved.
        outcome: what the grammar said of the table.
        shape: its cells.
        form: gives the columns' words.
    """
    lost = [case for case in cases if case.how == "lost_column"]
    if not lost:
        return []
    places = {
        at
        for case in lost
        for reading in case.found
        for at, take in enumerate(reading.takes)
        if take is None
    }
    columns = outcome.table.columns(outcome.table.lines[0])
    doubted = sorted(places) if proof.sums else range(len(columns))
    cells = [shape.paths[outcome.table.spans[case.line][0] + at] for case in lost for at in doubted]
    lacking = [columns[at] for at in sorted(places)]
    names = form.wordings(shape.edition, shape.table, lacking)
    return [finding("column_lost", cells=cells, columns=names, count=len(lost))]
