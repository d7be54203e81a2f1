"""Says which lines stand under a heading of other columns than their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import FOREIGN, TEXT, LabelledRow, Word
from govinfo_report.model import Finding, path_parts
from govinfo_report.official import Form


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
    once = {(clash.rows, clash.reworded): clash for clash in reversed(outcome.clashes)}
    for clash in once.values():
        paths = [
            path
            for name in clash.rows
            for path in shape.row_paths(name)
            if not clash.reworded or path_parts(path)[2] in clash.reworded
        ]
        columns = [path_parts(path)[2] for path in shape.row_paths(clash.rows[0])]
        expected = clash.rows if set(clash.columns) <= set(clash.rows) else columns
        span = rows[clash.row].row.hull()
        yield finding(
            "columns_unexpected",
            cells=paths,
            span=span,
            line=line_of(span[0]),
            found=_foreign_names(rows[clash.row])
            or form.wordings(shape.edition, shape.table, clash.columns),
            expected=form.wordings(shape.edition, shape.table, expected),
        )


def _foreign_names(row: LabelledRow) -> str:
    """Give what a line of headings prints where it names a column that no form has; else nothing."""
    if {FOREIGN, TEXT}.isdisjoint(row.kind):
        return ""
    cells = [cell.strip() for cell in row.row.cells if cell.strip()]
    first = row.kind[0]
    return "、".join(cells[1:] if isinstance(first, Word) and first.is_head else cells)
