"""Rows that hold the numbers of two lines, the second of which has lost its label.

::

    行政处罚
    4296

    11474
    第二十条第（八）项

With a cell a line nothing but its label shows where a line of the form begins. Where 行政强制 is lost and the row above
has just its numbers more, behind an empty cell or not, they are given to it, and ``row_of_either`` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from govinfo_report.align.proof.rules import rules_of
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Row
from govinfo_report.official import Form


def part_rows(
    outcome: Outcome, rows: Sequence[LabelledRow], form: Form
) -> tuple[Outcome, Sequence[LabelledRow]]:
    """Part the rows that hold two lines, where nothing but the next label shows their end and no sum binds them.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        form: gives the sums.

    Returns:
        Both, with a row more for each line that was found so.
    """
    rules = rules_of(form, outcome.table).rows
    spans = outcome.table.spans
    parted: dict[int, tuple[LabelledRow, LabelledRow]] = {}
    found: dict[int, int] = {}
    for upper, lower in pairwise(outcome.lines):
        if upper.row is None or lower.row is not None or not upper.is_plain:
            continue
        row = rows[upper.row]
        # only the next label shows where it ends
        is_open = row.row.by_room or row.row.lined_up
        if not is_open or rules[upper.line].sums or rules[lower.line].sums:
            continue
        widths = [end - start for start, end, _ in (spans[upper.line], spans[lower.line])]
        parts = _parts(row, *widths)
        if parts is not None:
            parted[upper.row] = parts
            found[lower.line] = upper.row
    if not parted:
        return outcome, rows
    kept = [part for at, row in enumerate(rows) for part in parted.get(at, (row,))]
    return renumbered(outcome, sorted(parted), found), kept


def _parts(row: LabelledRow, width: int, below: int) -> tuple[LabelledRow, LabelledRow] | None:
    """Give the row of so many numbers and the one of those behind them; None where there are not just as many."""
    values = list(row.values)
    behind = width + 1 if len(values) > width and values[width] is None else width
    numbers = [*values[:width], *values[behind:]]
    if len(numbers) != width + below or not all(isinstance(value, int) for value in numbers):
        return None
    end, start = row.at + width, row.at + behind
    cells = row.row.cells
    spans = [row.row.spans(at) for at in range(len(cells))]
    by_room, lined_up = row.row.by_room, row.row.lined_up
    first = Row(cells[:end], spans[0][0][0], 0, spans[:end], by_room=by_room, lined_up=lined_up)
    second = Row(
        cells[start:], spans[start][0][0], 0, spans[start:], by_room=by_room, lined_up=lined_up
    )
    return (
        LabelledRow(first, row.kind, row.after, row.at, values[:width], True),
        LabelledRow(second, (below, len(second.cells)), 0, 0, values[behind:], True),
    )


def renumbered(outcome: Outcome, parted: Sequence[int], found: dict[int, int]) -> Outcome:
    """Give the outcome with the rows counted anew, each parted one being two."""

    def new(row: int) -> int:
        return row + sum(at < row for at in parted)

    lines = tuple(
        evolve(line, row=new(found[line.line]) + 1, by_count=True)
        if line.line in found
        else evolve(line, row=new(line.row), again=tuple(map(new, line.again)))
        if line.row is not None
        else line
        for line in outcome.lines
    )
    return evolve(
        outcome,
        lines=lines,
        foreign=tuple(evolve(entry, row=new(entry.row)) for entry in outcome.foreign),
        clashes=tuple(evolve(clash, row=new(clash.row)) for clash in outcome.clashes),
        misprinted=tuple(map(new, outcome.misprinted)),
    )
