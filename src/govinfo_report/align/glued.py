"""Numbers that nothing parts from the next label, whose last digits may be the number of that label or of its line.

``收到申请数件21当面申请数件0``: the form prints 1. before 当面申请数, so the line above it may print 2 or 21.
Where each line has one number, no sum along the line tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow, Word
from govinfo_report.model import Cell, Finding, TableCells
from govinfo_report.official import Form

# Lines that end in the number of the line below from which on the copy numbers its lines, and their share of all.
FEWEST_NUMBERED, SHARE = 5, 0.6
# Blanks between the number of a label and the label.
BLANKS = 2
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_NUMBERED = re.compile(r"(\d)[.．、]")


@frozen
class _Glued:
    """A number and the label right behind it.

    Attributes:
        at: index of its cell.
        raw: its digits.
        label: the number that the form prints before that label; "" where it prints none, or the copy prints it.
        places: the number of that label's line in the table, with lines that head others and without.
    """

    at: int
    raw: str
    label: str
    places: frozenset[str]


def doubt_glued(
    outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells, form: Form
) -> list[Finding]:
    """Leave numbers open whose last digits may be the number of the label behind them.

    Args:
        outcome: what the grammar said of a table whose lines have one number each.
        rows: its rows.
        cells: its cells; changed.
        form: gives the numbers of labels.

    Returns:
        The finding; nothing where there is no such number.
    """
    glued = list(_glued(outcome, rows, cells, form))
    counted = [entry for entry in glued if entry.raw.endswith(tuple(entry.places))]
    has_serials = len(counted) >= max(FEWEST_NUMBERED, SHARE * len(glued))
    paths = []
    for entry in (
        glued if has_serials else [e for e in glued if e.label and e.raw.endswith(e.label)]
    ):
        path = cells.shape.paths[entry.at]
        ends = [entry.label, *entry.places] if has_serials else [entry.label]
        cut = {entry.raw.removesuffix(end) for end in ends if end and entry.raw.endswith(end)}
        money = entry.at in outcome.table.money
        whole = [digits for digits in (entry.raw, *cut) if _PLAIN.fullmatch(digits)]
        numbers = {Decimal(digits) if money else int(digits) for digits in whole}
        cells.set_cell(entry.at, Cell(path, None, "ambiguous", candidates=tuple(sorted(numbers))))
        paths.append(path)
    if not paths:
        return []
    table = cells.shape.table
    return [finding("place_doubtful", why="label_number", cells=paths, table=table)]


def _is_right_before(end: int, start: int, is_glued: bool) -> bool:
    """Tell whether a number stands right before a label; where nothing parts cells, a blank is the label's."""
    return end == start or (is_glued and 0 < start - end <= BLANKS)


def _glued(
    outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells, form: Form
) -> Iterator[_Glued]:
    """Give the numbers that stand right before a label, and end in digits that may be its own."""
    table = outcome.table
    at_row = {read.row: table.spans[read.line][0] for read in outcome.lines if read.row is not None}
    every = [step.terminal for step in table.steps if not step.repeated]
    for (index, _), (_, below) in pairwise(enumerate(rows)):
        at = at_row.get(index)
        if at is None or cells.values[at] is None:
            continue
        cell = cells.cell(at)
        word = next((word for word in below.kind if isinstance(word, Word)), None)
        if (
            word is None
            or not (word.terminals or word.is_head)
            or not (_PLAIN.fullmatch(cell.raw) if at in table.money else cell.raw.isdecimal())
            or not _is_right_before(cell.parts[-1][1], below.row.start, rows[index].row.glued)
        ):
            continue
        if not word.terminals:
            # 1643统计指标单位统计数: a page ends there, and the last digit may be its number
            yield _Glued(at, cell.raw, cell.raw[-1], frozenset())
            continue
        names = [name for name in word.terminals if name in every]
        places = {str(every.index(name) + 1) for name in names}
        places |= {str(table.line_of[name] + 1) for name in names if name in table.line_of}
        wordings = form.wordings(table.edition.id, table.shape.table, map(str.lower, names))
        number = _NUMBERED.match(wordings)
        is_printed = below.row.cells[0][:1].isdigit()
        label = number[1] if number and not is_printed else ""
        yield _Glued(at, cell.raw, label, frozenset(places))
