"""Lines whose cells nothing but room parts, in a copy whose rows are out of step elsewhere.

Wide spaces and blank lines show an empty cell, and so does a lost one. Where some row of the copy betrays such damage,
no line with empty cells is sure of its places where no sum crosses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.proof.rules import rules_of
from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import TableCells
from govinfo_report.official import Form


def lines_by_room(
    outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells, form: Form
) -> list[tuple[int, int]]:
    """Find the lines that state numbers beside cells that they do not, where nothing but room parts them.

    Args:
        outcome: what the grammar said of the table.
        rows: the labelled rows that it speaks of.
        cells: the table.
        form: gives the sums; none are found in a table that has sums down its columns.

    Returns:
        Indices of their cells, from the first to behind the last.
    """
    # one layout reads a whole table
    if not rows or not rows[0].row.by_room or rules_of(form, outcome.table).sums:
        return []
    found = []
    for read in outcome.lines:
        start, end, _ = outcome.table.spans[read.line]
        numbers = cells.values[start:end]
        if read.row is not None and 0 < numbers.count(None) < len(numbers):
            found.append((start, end))
    return found


def say_by_room(tables: Mapping[str, Aligned]) -> None:
    """Doubt the places of such lines, where rows of the copy are out of step.

    Args:
        tables: table to what came of aligning it; a finding is added for each table with such lines.
    """
    if not any(entry.is_uneven for entry in tables.values()):
        return
    for name, entry in tables.items():
        if entry.by_room:
            paths = [entry.cells.shape.paths[at] for span in entry.by_room for at in range(*span)]
            count = len(entry.by_room)
            entry.findings.append(finding("cells_by_room", cells=paths, count=count, table=name))
