"""Lines that have a cell more than all others and print an empty one, where no sum down the table binds them.

``规章 | | 1 | 2 | 0`` among rows of four cells: 12 in two cells fills the place of the empty one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from govinfo_report.align.rules import rules_of
from govinfo_report.form import Form
from govinfo_report.grammar import Outcome, ReadLine
from govinfo_report.labels import LabelledRow

# Rows of one length that tell how many cells a row of the table has.
FEWEST_USUAL = 3


def long_lines(outcome: Outcome, rows: Sequence[LabelledRow], form: Form) -> Iterator[ReadLine]:
    """Find the lines of several cells that order would read and that are too long for it.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        form: gives the sums.
    """
    if rules_of(form, outcome.table).sums or not rows:
        return
    lengths = Counter(len(row.row.cells) for row in rows)
    usual, count = lengths.most_common(1)[0]
    if count < FEWEST_USUAL or 2 * count <= len(rows):
        return
    for line, index, start, end, _ in outcome.plan:
        row = rows[index] if index >= 0 and end - start > 1 else None
        if row is None or not row.plain or len(row.values) != end - start:
            continue
        cells = row.row.cells
        if len(cells) > usual and not all(cell.strip() for cell in cells[row.after :]):
            yield line
