"""Two lines of the form in one row, each with its own label and then all of its numbers.

``1.信访… | 351 | … | 453 | | | 2.重复申请 | 750 | … | 979``: what stands between two labels is the first one's.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.grammar import Outcome, ReadLine
from govinfo_report.labels import LabelledRow, Word


def own_numbers(outcome: Outcome, read: ReadLine, row: LabelledRow) -> int | None:
    """Find the numbers of a line that shares its row with others.

    Args:
        outcome: what the grammar said of the table.
        read: the line.
        row: its row.

    Returns:
        Index in ``row.row.cells`` of the first of them; None where some line of the row has other than just as many
        numbers behind its own label as the form has cells.
    """
    lines = [line for line in outcome.lines if line.row == read.row]
    runs = _runs(row)
    if len(runs) != len(lines):
        return None
    for line, (label, _, count) in zip(lines, runs, strict=True):
        start, end, _ = outcome.table.spans[line.line]
        terminal = outcome.table.lines[line.line].terminal
        if terminal not in label.terminals or count != end - start:
            return None
    return runs[lines.index(read)][1]


def _runs(row: LabelledRow) -> Sequence[tuple[Word, int, int]]:
    """Give each run of numbers with the label right before it, the index of its first cell and its length.

    Nothing where something else stands among them.
    """
    words = [shown for shown in row.kind if isinstance(shown, Word)]
    inside = sum(isinstance(code, Word) for code in row.values)
    if not 0 < inside < len(words):
        return ()
    label = words[-inside - 1]
    runs: list[tuple[Word, int, int]] = []
    goes_on = False
    for at, code in enumerate(row.values, row.at):
        if isinstance(code, Word):
            label, goes_on = code, False
        elif isinstance(code, int):
            if goes_on:
                runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
            else:
                runs.append((label, at, 1))
            goes_on = True
        elif code is None:
            goes_on = False
        else:
            return ()
    return runs
