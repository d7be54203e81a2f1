"""Says which lines stand under a heading of other columns than their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govinfo_report.findings import finding
from govinfo_report.form import Form
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Finding


def heading_findings(
    outcome: Outcome, rows: Sequence[LabelledRow], form: Form, line_of: Callable[[int], int]
) -> Iterator[Finding]:
    """Give a finding for the lines below each heading that does not fit them.

    Args:
        outcome: what the grammar said of the table.
        rows: the labelled rows that ``outcome`` speaks of.
        form: gives the wording of columns and rows.
        line_of: gives the line of an offset.
    """
    shape = outcome.table.shape
    # a page break repeats a heading: one finding for the lines below
    for clash in {clash.rows: clash for clash in reversed(outcome.clashes)}.values():
        paths = [path for name in clash.rows for path in shape.row_paths(name)]
        columns = [path.rpartition(".")[2] for path in shape.row_paths(clash.rows[0])]
        expected = clash.rows if set(clash.columns) <= set(clash.rows) else columns
        span = rows[clash.row].row.hull()
        yield finding(
            "columns_unexpected",
            cells=paths,
            span=span,
            line=line_of(span[0]),
            found=form.wordings(shape.edition, shape.table, clash.columns),
            expected=form.wordings(shape.edition, shape.table, expected),
        )
