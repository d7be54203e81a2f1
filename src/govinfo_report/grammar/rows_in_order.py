"""Lines whose numbers stand away from all labels: what reading a page by blocks leaves.

Where no number of the table stands beside a label, and there are as many rows of numbers as the form has lines, they
are these.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.grammar.outcome import ReadLine
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.labels import VALUES, Kind


def rows_in_order(kinds: Sequence[Kind], table: EditionTable) -> list[ReadLine] | None:
    """Give each line of a table the row of numbers at its place, where all rows stand away from their labels.

    Args:
        kinds: what each row of the copy shows.
        table: the edition's table.

    Returns:
        The lines; None where a row has label and numbers, or the rows are not as many and as wide as the form's lines.
    """
    if len(table.lines) < 2 or any(VALUES in kind for kind in kinds):
        return None
    rows = [row for row, kind in enumerate(kinds) if isinstance(kind[0], int)]
    if [kinds[row][0] for row in rows] != [end - start for start, end, _ in table.spans]:
        return None
    return [ReadLine(line=at, row=row, by_count=True) for at, row in enumerate(rows)]
