"""Numbers of pages among the numbers of a row, where nothing but line ends parts its cells.

::

    1.信访举报投诉类申请
    3
    …
    4
    12
    2.重复申请

With a cell a line the number of a page stands among the row's own, one too many. It is no part of the row where the
row's sums hold without it, and with no other number left out and no two made one; where no sum binds the row, only
behind its last number, above a heading that comes again, or at the end of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from govinfo_report.align.filling import RowRule
from govinfo_report.align.mended import Mended
from govinfo_report.align.parted_rows import renumbered
from govinfo_report.align.rules import rules_of
from govinfo_report.align.settling import Doubt
from govinfo_report.form import Form
from govinfo_report.grammar import ForeignRow, Outcome
from govinfo_report.labels import VALUES, Figure, LabelledRow, Word, are_plain
from govinfo_report.model import Number, Row

# A report has no more pages.
LAST_PAGE = 999


def part_page_numbers(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    doubts: Sequence[Doubt],
    form: Form,
    line_of: Callable[[int], int],
) -> Mended | None:
    """Take the numbers of pages out of doubtful rows; each becomes a row without a label below its row.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        doubts: its doubtful lines.
        form: gives the sums.
        line_of: gives the line of an offset.

    Returns:
        The table; None where there is no such row.
    """
    rules = rules_of(form, outcome.table).rows
    parted: dict[int, tuple[LabelledRow, LabelledRow]] = {}
    line_at: dict[int, int] = {}
    for doubt in doubts:
        at = outcome.lines[doubt.line].row
        if at is None or rows[at] is not doubt.row or not doubt.row.row.by_room:
            continue
        rule = rules[doubt.line]
        numbers = _numbers(doubt.row)
        if len(numbers) != rule.width + 1:
            continue
        page = _spare(doubt.row, numbers, rule) if rule.sums else _last(outcome, rows, at, numbers)
        if page is not None and _is_page_number(doubt.row, page, line_of):
            parted[at] = _parted(doubt.row, numbers, page)
            line_at[at] = doubt.line
    if not parted:
        return None
    kept = [part for at, row in enumerate(rows) for part in parted.get(at, (row,))]
    found = renumbered(outcome, sorted(parted), {})
    pages = [
        ForeignRow(at + 1 + order, "row_unlabelled", line_at[at])
        for order, at in enumerate(sorted(parted))
    ]
    foreign = tuple(sorted((*found.foreign, *pages), key=lambda entry: entry.row))
    whole = {line_at[at]: row for at, (row, _) in parted.items()}
    left = [evolve(doubt, row=whole.get(doubt.line, doubt.row)) for doubt in doubts]
    by_order = [line for line in whole if not rules[line].sums]
    return Mended(
        evolve(found, foreign=foreign),
        kept,
        [doubt for doubt in left if doubt.line not in by_order],
        by_order,
    )


def _numbers(row: LabelledRow) -> list[int]:
    """Give the cells of a row that hold a number, by index in ``row.row.cells``; none where one holds anything else."""
    for code in row.values:
        if isinstance(code, Word) or (isinstance(code, Figure) and code.kind != "number"):
            return []
    return [at for at, code in enumerate(row.values, row.at) if code is not None]


def _spare(row: LabelledRow, numbers: Sequence[int], rule: RowRule) -> int | None:
    """Give the number without which the row's sums hold; None where another one, or two made one, would do as well."""
    values = [row.values[at - row.at] for at in numbers]
    if not are_plain(values):
        return None
    without = {at: (*values[:at], *values[at + 1 :]) for at in range(len(values))}
    ways = {at: left for at, left in without.items() if _holds(left, rule)}
    # of 3 | 3 either may be the row's own
    if len(set(ways.values())) != 1:
        return None
    for at in range(len(values) - 1):
        if isinstance(values[at], int) and isinstance(values[at + 1], int) and values[at]:
            joined = int(f"{values[at]}{values[at + 1]}")
            if _holds([*values[:at], joined, *values[at + 2 :]], rule):
                return None
    return numbers[max(ways)]


def _holds(values: Sequence[Number], rule: RowRule) -> bool:
    """Tell whether the sums of a row hold."""
    return all(sum(values[at] for at in parts) == values[equals] for parts, equals in rule.sums)


def _last(
    outcome: Outcome, rows: Sequence[LabelledRow], row: int, numbers: Sequence[int]
) -> int | None:
    """Give the last number of a row below which a page may end: a heading comes again there, or the table ends.

    No line of the table may have lost its numbers: it could be one of theirs.
    """
    if any(read.row is None or not rows[read.row].values for read in outcome.lines):
        return None
    if row + 1 < len(rows):
        below = rows[row + 1].kind
        is_heading = bool(below) and VALUES not in below and isinstance(below[0], Word)
        if not is_heading or all(above.kind != below for above in rows[:row]):
            return None
    return numbers[-1]


def _is_page_number(row: LabelledRow, at: int, line_of: Callable[[int], int]) -> bool:
    """Tell whether cell ``at`` prints nothing but digits, on a line that no other number of the row stands on."""
    text = row.row.cells[at].strip()
    if not (text.isdecimal() and 0 < int(text) <= LAST_PAGE):
        return False
    line = line_of(row.row.spans(at)[0][0])
    others = [other for other in _numbers(row) if other != at]
    return all(line_of(row.row.spans(other)[0][0]) != line for other in others)


def _parted(row: LabelledRow, numbers: Sequence[int], page: int) -> tuple[LabelledRow, LabelledRow]:
    """Give the row without one of its numbers, and that number as a row."""
    kept = [*range(row.at), *(at for at in numbers if at != page)]
    cells = [row.row.cells[at] for at in kept]
    spans = [row.row.spans(at) for at in kept]
    values = [row.values[at - row.at] for at in numbers if at != page]
    whole = evolve(row.row, cells=cells, start=spans[0][0][0], gap=0, parts=spans)
    alone = row.row.spans(page)
    own = Row([row.row.cells[page]], alone[0][0], 0, [alone], by_room=True)
    return (
        LabelledRow(whole, row.kind, row.after, row.at, values, are_plain(values)),
        LabelledRow(own, (1, 1), 0, 0, [row.values[page - row.at]], True),
    )
