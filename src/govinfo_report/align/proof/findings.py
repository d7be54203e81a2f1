"""The finding about the proof of a table as a whole: a column that was lost."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.align.proof.case import Case, Proof
from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.model import Finding, TableShape
from govinfo_report.official import Form


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
