"""Tables none of whose numbers stand beside a label: read in the form's order, and said so.

The sums show that the rows are the form's, and the labels that the copy has the form's order, for sums are blind to
results that changed places. Where a sum fails nothing is stated; where labels stand in another order, all is doubted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govinfo_report.findings import finding
from govinfo_report.grammar import CellSum, Outcome, ReadLine, cell_sums
from govinfo_report.labels import LabelledRow, Word
from govinfo_report.model import Cell, Finding, TableCells
from govinfo_report.official import Form


def say_order(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    aligned: TableCells,
    findings: list[Finding],
    form: Form,
) -> None:
    """Say that order alone reads a table, where every line is read from a row without a label.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        aligned: the table; where a sum fails, or there is none, its numbers are left open.
        findings: what is wrong with the table; one for all rows takes the place of one for each.
        form: gives the sums.
    """
    lines = outcome.lines
    if len(lines) < 2 or not all(line.by_count for line in lines):
        return
    if all(_is_below_label(line, outcome, rows) for line in lines):
        # 规章 | | | above 3 | 0 | 27 |, and so on: each line stands below its own label
        return
    is_settled = _hold(aligned.values, cell_sums(form.sums, outcome.table))
    if not is_settled:
        for at, value in enumerate(aligned.values):
            if value is not None:
                path = aligned.shape.paths[at]
                aligned.set_cell(at, Cell(path, None, "ambiguous", candidates=(value,)))
    findings[:] = [item for item in findings if item.reason != "by_count"]
    is_settled = is_settled and _are_in_order(outcome, rows)
    code = "rows_settled" if is_settled else "place_doubtful"
    shape = aligned.shape
    said = finding(code, why="by_order", cells=shape.paths, count=len(lines), table=shape.table)
    findings.append(said)


def _is_below_label(line: ReadLine, outcome: Outcome, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether the row right above a line prints its label, and no number."""
    above = rows[line.row - 1] if line.row else None
    if above is None or above.values:
        return False
    words = [word for word in above.kind if isinstance(word, Word)]
    return bool(words) and outcome.table.lines[line.line].terminal in words[-1].terminals


def _are_in_order(outcome: Outcome, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether the labels that can be one line only follow the form."""
    table = outcome.table
    labels = [
        table.line_of[word.terminals[0]]
        for row in rows
        for word in row.kind
        if isinstance(word, Word) and len(word.terminals) == 1 and not word.columns
        if word.terminals[0] in table.line_of
    ]
    return labels == sorted(labels)


def _hold(values: Sequence[Any], sums: Sequence[CellSum]) -> bool:
    """Tell whether there are sums down the columns, and every sum holds."""
    return (
        any(entry.along == "columns" for entry in sums)
        and None not in values
        and all(
            sum(values[at] for at in entry.parts) == sum(values[at] for at in entry.equals)
            for entry in sums
        )
    )
