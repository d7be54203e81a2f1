"""Lines that have a cell more than all others and print an empty one, where no sum down the table binds them.

``规章 | | 1 | 2 | 0`` among rows of four cells: 12 in two cells fills the place of the empty one. So it does in
``行政事业性收费 | 1 | 2 | `` below a heading of three cells that names both columns of the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from govinfo_report.align.proof.rules import rules_of
from govinfo_report.grammar import Outcome, ReadLine
from govinfo_report.labels import LabelledRow, Word
from govinfo_report.official import Form

# Rows of one length that tell how many cells a row of the table has.
FEWEST_USUAL = 3
LARGEST = 1 << 30


def long_lines(outcome: Outcome, rows: Sequence[LabelledRow], form: Form) -> Iterator[ReadLine]:
    """Find the lines of several cells that order would read and that are too long for it.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        form: gives the sums.
    """
    if rules_of(form, outcome.table).sums or not rows:
        return
    usual = _usual(rows)
    usual_of = _usual_of_lines(outcome, rows)
    whole = [
        (line, rows[index], end - start)
        for line, index, start, end, _ in outcome.plan
        if index >= 0 and rows[index].plain and len(rows[index].values) == end - start
    ]
    # a copy with no cell behind the numbers of one row pads none of as many numbers
    bare = {width for _, row, width in whole if len(row.row.cells) == row.at + width}
    for line, row, width in whole:
        cells = row.row.cells
        end = len(cells)
        while row.row.by_room and not cells[end - 1].strip():
            # where a line is a cell, what is behind the last number may be the next row's
            end -= 1
        if width < 2 or all(cell.strip() for cell in cells[row.after : end]):
            continue
        headed = _headed(rows, line, width)
        most = min(usual, usual_of[width], headed)
        if len(cells) > most or (width in bare and len(cells) > row.at + width):
            yield line


def pushed_lines(outcome: Outcome, rows: Sequence[LabelledRow], form: Form) -> Iterator[ReadLine]:
    """Find those of them whose empty cell stands before their numbers, though all lines of the table are whole.

    行政规范性文件 | | 1 | 1 | 5 among rows of four cells: 15 in two cells, or a cell too many. What stands behind the
    numbers of whole lines fills the grid up.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        form: gives the sums.
    """
    for read in long_lines(outcome, rows, form):
        row = rows[read.row or 0]
        if row.at > row.after and not row.row.by_room:
            yield read


def _usual(rows: Sequence[LabelledRow]) -> int:
    """Give how many cells most rows have; ``LARGEST`` where no number is that of most, or there are too few."""
    # with a cell a line, each word of a heading is a row of its own
    lengths = Counter(len(row.row.cells) for row in rows if len(row.row.cells) > 1)
    usual, count = lengths.most_common(1)[0] if lengths else (LARGEST, 0)
    return LARGEST if count < FEWEST_USUAL or 2 * count <= lengths.total() else usual


def _usual_of_lines(outcome: Outcome, rows: Sequence[LabelledRow]) -> dict[int, int]:
    """Give the same for the lines of as many cells each: where a cell is a line, headings are as long as nothing."""
    lines: dict[int, list[LabelledRow]] = {}
    for _, index, start, end, _ in outcome.plan:
        lines.setdefault(end - start, []).extend(rows[index : index + 1] if index >= 0 else ())
    return {width: _usual(rows) for width, rows in lines.items()}


def _headed(rows: Sequence[LabelledRow], line: ReadLine, width: int) -> int:
    """Give how many cells the nearest heading above a line has, where it names as many columns as the line has."""
    for above in reversed(rows[: line.row]):
        words = [word for word in above.kind if isinstance(word, Word) and word.columns]
        if words:
            is_its_own = len(words) == width and not above.values
            return len(above.row.cells) if is_its_own else LARGEST
    return LARGEST
