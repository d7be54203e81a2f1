"""Rows that a line end broke inside a number: what the label's row lacks stands below it, without a label.

``3.其他 | 356 | 50 | 0 | 0 | 1`` above ``3 | 9 | 428`` is one row of seven numbers; the sums must bear it out. Where
only the last number is broken, the row above is as long as its line, and the rest of its total stands alone below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from govinfo_report.align.proof.lost_column import FEWEST_SHORT
from govinfo_report.align.proof.rules import rules_of
from govinfo_report.align.readings.filling import RowRule
from govinfo_report.align.rows.mended import Mended
from govinfo_report.align.settling import Doubt
from govinfo_report.grammar import ForeignRow, Outcome, ReadLine
from govinfo_report.labels import Code, Figure, LabelledRow, are_plain, read_figure
from govinfo_report.model import Row
from govinfo_report.official import Form

_CODES = ("row_unlabelled", "row_unplaced")


def mend_rows(
    outcome: Outcome, rows: Sequence[LabelledRow], doubts: Sequence[Doubt], form: Form
) -> Mended | None:
    """Put the rows together of which each has some of a line's numbers, where the line's own sums then hold.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        doubts: its doubtful lines.
        form: gives the sums.

    Returns:
        The table; None where there is no such row.
    """
    apart = {entry.row: entry for entry in outcome.foreign if entry.code in _CODES}
    rules = rules_of(form, outcome.table)
    joined: list[ForeignRow] = []
    found: list[Doubt] = []
    if lacks_column(outcome, rows, doubts, rules.rows):
        return None
    kept = list(rows)
    is_whole = all(read.row is not None for read in outcome.lines)
    for doubt in doubts:
        read = outcome.lines[doubt.line]
        for place in _places(read, doubt.row):
            entry = apart.get(place)
            if entry is None or read.row is None:
                continue
            upper, lower = sorted((read.row, place))
            whole = _together(rows[upper], rows[lower], rules.rows[doubt.line], is_whole)
            if whole is not None:
                kept[read.row] = whole
                joined.append(entry)
                doubt = evolve(doubt, row=whole)
                break
        found.append(doubt)
    for line, row, entry in lone_numbers(outcome, rows, apart.values()):
        upper, lower = sorted((row, entry.row))
        whole = _together(rows[upper], rows[lower], rules.rows[line], is_whole)
        if whole is not None:
            kept[row] = whole
            joined.append(entry)
            found.append(Doubt(line, whole, "row_count"))
    if not joined:
        return None
    left = tuple(entry for entry in outcome.foreign if entry not in joined)
    return Mended(evolve(outcome, foreign=left), kept, found)


def lacks_column(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    doubts: Sequence[Doubt],
    rules: Sequence[RowRule],
) -> bool:
    """Tell whether nearly every line is short by one number, and nothing that could be it stands below.

    The number below a row of such a table is a page's, though the row may add up to it by chance.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        doubts: its doubtful lines.
        rules: what the form says of each line.
    """
    apart = {entry.row for entry in outcome.foreign if entry.code in _CODES}
    short = [
        doubt
        for doubt in doubts
        if len(doubt.row.values) + 1 == rules[doubt.line].width
        and apart.isdisjoint(_places(outcome.lines[doubt.line], doubt.row))
    ]
    held = sum(read.row is not None and bool(rows[read.row].values) for read in outcome.lines)
    return len(short) >= FEWEST_SHORT and 4 * len(short) >= 3 * held


def lone_numbers(
    outcome: Outcome, rows: Sequence[LabelledRow], apart: Iterable[ForeignRow]
) -> Iterator[tuple[int, int, ForeignRow]]:
    """Find the whole lines with a lone number beside them: 21 | 2 | 3 | 2 above 6 may end in 26.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        apart: rows that are no line of the form.

    Yields:
        Index of the line, of its row, and the row with the lone number: below it, or, where no label says which of
        them begins the line, above it.
    """
    # -1 in the plan is a line without a plain row, and no row above the first
    line_of = {
        row: (line.line, end - start) for line, row, start, end, _ in outcome.plan if row >= 0
    }
    for entry in apart:
        if len(rows[entry.row].values) != 1:
            continue
        for row in (entry.row - 1, entry.row + 1):
            line, width = line_of.get(row, (-1, 0))
            if not width or len(rows[row].values) != width:
                continue
            if row < entry.row or has_no_label(rows[row]):
                yield line, row, entry


def has_no_label(row: LabelledRow) -> bool:
    """Tell whether a row prints numbers and no label: the line of table 四."""
    return bool(row.values) and isinstance(row.kind[0], int)


def _places(read: ReadLine, row: LabelledRow) -> tuple[int, ...]:
    """Give the rows that can be a part of a line; where no label says which of two begins it, either can."""
    if read.row is None or not (read.is_plain or read.by_count):
        return ()
    return (read.row + 1, read.row - 1) if has_no_label(row) else (read.row + 1,)


def _together(
    first: LabelledRow, second: LabelledRow, rule: RowRule, is_whole: bool
) -> LabelledRow | None:
    """Give one row of two, see ``joined``.

    Its own sums must bear it out. Where it has none, no line of the table may be lost whose numbers these could be.
    """
    upper, lower = first.values, second.values
    if not ((rule.sums or is_whole) and upper and lower):
        return None
    if not rule.sums and len(upper) >= rule.width:
        return None
    if not rule.sums and len(upper) + len(lower) == rule.width:
        return None  # 1 above 4 | | is 1 and 4, or 14 and an empty cell: only a sum could tell
    whole = joined(first, second, rule)
    if whole is None:
        return None
    numbers: Sequence[Any] = whole.values
    if rule.sums and not whole.plain:
        return None
    if not rule.holds(numbers):
        return None
    return whole


def joined(first: LabelledRow, second: LabelledRow, rule: RowRule) -> LabelledRow | None:
    """Give one row of two: the numbers of both, or with the last of the first and the first of the second made one.

    Args:
        first: the row that prints the label, if there is one.
        second: the row with the other numbers.
        rule: what the form says of the line.

    Returns:
        The row; None where it would not have as many numbers as the line, or what is made one is no number.
    """
    upper, lower = first.values, second.values
    broken = len(upper) + len(lower) - rule.width
    if broken not in (0, 1) or not all(map(_is_number, (*upper, *lower))):
        return None
    if broken and not upper[-1]:
        return None  # no number but 0 begins with 0
    numbers = [*upper[: len(upper) - broken], *lower[broken:]]
    if broken:
        at = len(upper) - 1
        cell = first.row.cells[first.at + at].strip() + second.row.cells[second.at].strip()
        figure = read_figure(cell)
        if figure is None or figure.kind != "number":
            return None  # 391.3367 | 323.5
        if not isinstance(figure.numbers[0], int) and at not in rule.money:
            return None  # 391.3367 | 323 where cases are counted
        numbers.insert(at, figure.numbers[0])
    end, stop = first.at + len(upper), second.at + len(lower)
    cells = [*first.row.cells[:end], *second.row.cells[second.at : stop]]
    parts = [
        first.row.printed(at)[1] if at >= first.at else first.row.spans(at) for at in range(end)
    ]
    parts += [second.row.printed(at)[1] for at in range(second.at, stop)]
    if broken:
        cells[end - 1 : end + 1] = [cells[end - 1].strip() + cells[end].strip()]
        parts[end - 1 : end + 1] = [(*parts[end - 1], *parts[end])]
    texts = [cell.strip() if at >= first.at else cell for at, cell in enumerate(cells)]
    row = Row(texts, parts[0][0][0], 0, parts, by_room=first.row.by_room)
    return LabelledRow(row, first.kind, first.after, first.at, numbers, are_plain(numbers))


def _is_number(code: Code) -> bool:
    """Tell whether a cell holds one number, with its unit or without."""
    if isinstance(code, Figure):
        return code.kind == "number"
    return isinstance(code, int | Decimal)
