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
behind its last number, above a heading that comes again, or where pages are counted at the end of the table. Where all
rows lost a column, a whole row above such a heading ends in one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from attrs import evolve

from govinfo_report.align.proof.rules import rules_of
from govinfo_report.align.readings.filling import RowRule
from govinfo_report.align.rows.broken import lacks_column
from govinfo_report.align.rows.mended import Mended
from govinfo_report.align.rows.parted import renumbered
from govinfo_report.align.settling import Doubt
from govinfo_report.grammar import ForeignRow, Outcome, page_ends
from govinfo_report.labels import Figure, LabelledRow, Word, are_plain
from govinfo_report.model import Row
from govinfo_report.official import Form

# A report has no more pages.
LAST_PAGE = 999


def part_page_numbers(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    doubts: Sequence[Doubt],
    form: Form,
    line_of: Callable[[int], int],
    may_be_page: Callable[[int], bool],
) -> Mended | None:
    """Take the numbers of pages out of doubtful rows; each becomes a row without a label below its row.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        doubts: its doubtful lines.
        form: gives the sums.
        line_of: gives the line of an offset.
        may_be_page: tells whether the number at an offset may be that of a page.

    Returns:
        The table; None where there is no such row.
    """
    rules = rules_of(form, outcome.table).rows
    ends = _ends_of_pages(outcome, rows, doubts, rules, line_of)
    last = {doubt.line for doubt in ends}
    breaks = page_ends([row.kind for row in rows])
    doubts = [*doubts, *ends]
    apart: dict[int, tuple[LabelledRow, LabelledRow]] = {}
    line_at: dict[int, int] = {}
    for doubt in doubts:
        at = outcome.lines[doubt.line].row
        if at is None or rows[at] is not doubt.row or not doubt.row.row.by_room:
            continue
        rule = rules[doubt.line]
        numbers = numbers_of(doubt.row)
        if doubt.line in last:
            page: int | None = numbers[-1]
        elif len(numbers) != rule.width + 1:
            continue
        elif rule.sums:
            page = _spare(doubt.row, numbers, rule, at in breaks)
        elif _ends_page(outcome, rows, at, numbers[-1], may_be_page):
            page = numbers[-1]
        else:
            page = None
        if page is not None and _is_page_number(doubt.row, page, line_of):
            apart[at] = parted(doubt.row, numbers, page)
            line_at[at] = doubt.line
    if not apart:
        return None
    kept = [part for at, row in enumerate(rows) for part in apart.get(at, (row,))]
    found = renumbered(outcome, sorted(apart), {})
    pages = [
        ForeignRow(at + 1 + order, "row_unlabelled", line_at[at])
        for order, at in enumerate(sorted(apart))
    ]
    foreign = tuple(sorted((*found.foreign, *pages), key=lambda entry: entry.row))
    whole = {line_at[at]: row for at, (row, _) in apart.items()}
    left = [evolve(doubt, row=whole.get(doubt.line, doubt.row)) for doubt in doubts]
    by_order = [line for line in whole if not rules[line].sums]
    return Mended(
        evolve(found, foreign=foreign),
        kept,
        [doubt for doubt in left if doubt.line not in by_order],
        by_order,
    )


def _ends_of_pages(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    doubts: Sequence[Doubt],
    rules: Sequence[RowRule],
    line_of: Callable[[int], int],
) -> list[Doubt]:
    """Doubt whole rows above a heading that comes again, where all other rows lack a column: the last is a page's."""
    if not lacks_column(outcome, rows, doubts, rules):
        return []
    breaks = page_ends([row.kind for row in rows])
    return [
        Doubt(read.line, rows[row], "row_count")
        for read, row, start, end, _ in outcome.plan
        if row >= 0
        and rules[read.line].sums
        and rows[row].plain
        and rows[row].row.by_room
        and len(rows[row].values) == end - start
        and row in breaks
        and _is_page_number(rows[row], numbers_of(rows[row])[-1], line_of)
    ]


def numbers_of(row: LabelledRow) -> list[int]:
    """Give the cells of a row that hold a number; none where one of its cells holds anything else.

    Args:
        row: the row.

    Returns:
        Indices in ``row.row.cells``.
    """
    for code in row.values:
        if isinstance(code, Word) or (isinstance(code, Figure) and code.kind != "number"):
            return []
    return [at for at, code in enumerate(row.values, row.at) if code is not None]


def _spare(row: LabelledRow, numbers: Sequence[int], rule: RowRule, ends_page: bool) -> int | None:
    """Give the number without which the row's sums hold; None where another one, or two made one, would do as well.

    Of several it is the last one, where a page ends below the row: 3 | 0 | 0 | 0 | 0 | 0 | 3 | 3 above a heading that
    comes again.
    """
    values = [row.values[at - row.at] for at in numbers]
    if not are_plain(values):
        return None
    without = {at: (*values[:at], *values[at + 1 :]) for at in range(len(values))}
    ways = {at: left for at, left in without.items() if rule.holds(left)}
    # of 3 | 3 either may be the row's own
    is_one = len(set(ways.values())) == 1
    if not is_one and not (ends_page and len(numbers) - 1 in ways):
        return None
    for at, (first, second) in enumerate(pairwise(values)):
        # 2 above -2 is no broken number
        if isinstance(first, int) and isinstance(second, int) and first and second >= 0:
            joined = int(f"{first}{second}")
            if rule.holds([*values[:at], joined, *values[at + 2 :]]):
                return None
    return numbers[max(ways)]


def _ends_page(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    row: int,
    number: int,
    may_be_page: Callable[[int], bool],
) -> bool:
    """Tell whether a page ends below the last number of a row: a heading comes again, or pages are counted there.

    No line of the table may have lost its numbers: it could be one of theirs.
    """
    if any(read.row is None or not rows[read.row].values for read in outcome.lines):
        return False
    if row + 1 == len(rows):
        return may_be_page(rows[row].row.spans(number)[0][0])
    return row in page_ends([above.kind for above in rows])


def _is_page_number(row: LabelledRow, at: int, line_of: Callable[[int], int]) -> bool:
    """Tell whether cell ``at`` prints nothing but digits, on a line that no other number of the row stands on."""
    text = row.row.cells[at].strip()
    if not (text.isdecimal() and 0 < int(text) <= LAST_PAGE):
        return False
    line = line_of(row.row.spans(at)[0][0])
    others = [other for other in numbers_of(row) if other != at]
    return all(line_of(row.row.spans(other)[0][0]) != line for other in others)


def parted(row: LabelledRow, numbers: Sequence[int], alone: int) -> tuple[LabelledRow, LabelledRow]:
    """Give a row without one of its numbers, and that number as a row.

    Args:
        row: the row.
        numbers: the cells that hold its numbers (``numbers_of``).
        alone: the one of them that is no number of the row.
    """
    kept = [*range(row.at), *(at for at in numbers if at != alone)]
    cells = [row.row.cells[at] for at in kept]
    spans = [row.row.spans(at) for at in kept]
    values = [row.values[at - row.at] for at in numbers if at != alone]
    whole = evolve(row.row, cells=cells, start=spans[0][0][0], gap=0, parts=spans)
    place = row.row.spans(alone)
    own = Row([row.row.cells[alone]], place[0][0], 0, [place], by_room=True)
    return (
        LabelledRow(whole, row.kind, row.after, row.at, values, are_plain(values)),
        LabelledRow(own, (1, 1), 0, 0, [row.values[alone - row.at]], True),
    )
