"""Lines with empty cells under headings of their own, in a table whose cells no sum binds.

::

    信息内容 | 上一年项目数量 | 本年增/减 |
    行政事业性收费 | 6 | |

The row has a cell more than the form's line. Where no whole row of its length shows which is the grid's, the heading
above does: the same number of cells, and the words of the line's columns each above one. A cell that was lost beside
an empty one too many would look the same, so ``cells_by_heading`` says how the row was read.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.align.order import is_crowded, shows_join
from govinfo_report.grammar import Outcome, ReadLine
from govinfo_report.labels import LabelledRow, Word


def window_by_heading(outcome: Outcome, rows: Sequence[LabelledRow], read: ReadLine) -> int | None:
    """Find the cells of a line under the nearest heading above its row.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        read: the line; some of its cells are empty.

    Returns:
        Index in the row's cells of the first of the line; None where the heading has another number of cells than the
        row, or does not name each column of the line in its order, or numbers stand beside them or run together.
    """
    if read.row is None or not read.is_plain:
        return None
    row = rows[read.row]
    if not row.values or is_crowded(row) or shows_join(row):
        return None
    columns = outcome.table.columns(outcome.table.lines[read.line])
    for above in reversed(rows[: read.row]):
        places = _named(above)
        if not places:
            continue
        if len(above.row.cells) != len(row.row.cells) or len(places) != len(columns):
            return None
        low = min(places)
        are_named = all(column in places.get(low + at, ()) for at, column in enumerate(columns))
        is_under = row.after <= low <= row.at and row.at + len(row.values) <= low + len(columns)
        return low if are_named and is_under else None
    return None


def _named(row: LabelledRow) -> dict[int, tuple[str, ...]]:
    """Give the cells of a heading that name columns, each with the columns that its word can be."""
    printed = [at for at, cell in enumerate(row.row.cells) if cell.strip()]
    if row.values or len(printed) != len(row.kind):
        return {}
    return {
        at: word.columns
        for at, word in zip(printed, row.kind, strict=True)
        if isinstance(word, Word) and word.columns
    }
