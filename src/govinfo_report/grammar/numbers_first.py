"""Lines whose numbers stand in front of their labels, or away from all labels: what reading a page by blocks leaves.

::

    本年处理决定数量
    550
    行政许可

Where a heading has numbers of its own and the last label below it has none, each label's numbers are those before it.
Where no number of the table stands beside a label, and there are as many rows of numbers as the form has lines, they
are these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve

from govinfo_report.grammar.outcome import ReadLine
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.grammar.tokens import is_headed, is_heading_row
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


def put_behind(
    lines: Sequence[ReadLine], kinds: Sequence[Kind], unlabelled: Sequence[int], table: EditionTable
) -> tuple[list[ReadLine], list[int]]:
    """Give lines the numbers in front of their labels, below headings that have numbers and end in a bare label.

    Args:
        lines: every line of the form, in order.
        kinds: what each row of the copy shows.
        unlabelled: rows whose numbers stand under no label, ascending.
        table: the edition's table.

    Returns:
        The lines, and the unlabelled rows that are left.
    """
    heads = [row for row, kind in enumerate(kinds) if is_heading_row(kind, table)]
    headed = [row for row in unlabelled if is_headed(kinds[row], table)]
    if not headed:
        return list(lines), list(unlabelled)
    found, taken = list(lines), set()
    for head in headed:
        below = _next(heads, head, len(kinds))
        block = [line for line in lines if line.row is not None and head < line.row < below]
        rows = [head, *(line.row or 0 for line in block)]
        if (
            block
            and all(line.is_plain for line in block)
            and [line.line for line in block] == _block_of(block[0].line, table)
            and [VALUES in kinds[row] for row in rows] == [True] * len(block) + [False]
            and _next(unlabelled, head, below) >= below
        ):
            for line, row in zip(block, rows, strict=False):
                found[line.line] = evolve(line, row=row, by_count=True)
            taken.add(head)
    return found, [row for row in unlabelled if row not in taken]


def _block_of(line: int, table: EditionTable) -> list[int]:
    """Give the lines of the form's block that a line stands in: 行政处罚 and 行政强制.

    Where the label of one is gone, a number above the other's is as likely its own.
    """
    groups = table.lines[line].groups
    return [at for at, other in enumerate(table.lines) if other.groups == groups]


def _next(rows: Sequence[int], row: int, end: int) -> int:
    """Give the first of ``rows``, ascending, behind a row; ``end`` where none is."""
    at = bisect_right(rows, row)
    return rows[at] if at < len(rows) else end
