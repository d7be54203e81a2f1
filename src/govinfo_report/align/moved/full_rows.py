"""Rows that may hold the numbers of more than one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govinfo_report.align.proof.case import Case
from govinfo_report.align.readings.order import is_below_label
from govinfo_report.align.readings.strip import EMPTY
from govinfo_report.grammar import Outcome, ReadLine
from govinfo_report.labels import VALUES, LabelledRow, read_figure


def crowded_lines(
    cases: Sequence[Case], outcome: Outcome, rows: Sequence[LabelledRow]
) -> tuple[list[float], list[float]]:
    """Give the places of lines that print numbers for more than one, and of those that print whole rows of them.

    25 1 0 1 0 0 2 7 above a lost line may be a row of its own with one number broken.

    Args:
        cases: every line of the table, settled.
        outcome: what the grammar said of the table.
        rows: its rows.
    """
    ended = {line.line for line in outcome.lines if _ends_block(line, outcome, rows)}
    may_hold_two = [case for case in cases if case.rule.sums or case.line not in ended]
    crowded = [float(case.line) for case in may_hold_two if is_crowded(case)]
    return crowded, [float(case.line) for case in may_hold_two if is_crowded(case, rows=2)]


def longer_lines(
    cases: Sequence[Case],
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    line_of: Callable[[int], int],
) -> set[int]:
    """Give the lines whose rows may hold the cells of the next one too, whose label is gone.

    Of all rows one alone has so many, at least two more than the form: _ 0 0 _ _ 0 0 _ _ 0 0 0. Or nothing but room
    parts cells, and most lines lack some while this one has all; or no sum binds it, and an empty cell stands before a
    number (行政处罚 | | 0), or the numbers stand below the label while those of most lines stand beside theirs.

    Args:
        cases: every line of the table, settled.
        outcome: what the grammar said of the table.
        rows: its rows.
        line_of: gives the line of an offset.
    """
    printed = {read.line: rows[read.row] for read in outcome.lines if read.row is not None}
    lengths = sorted((len(row.row.cells) for row in rows), reverse=True)
    below = {line for line, row in printed.items() if is_below_label(row, line_of)}
    if 2 * len(below) > sum(bool(row.values) for row in printed.values()):
        below = set()
    short = sum(0 < len(row.values) < cases[line].rule.width for line, row in printed.items())
    are_short = 2 * short > len(printed)
    found = set()
    for line, row in printed.items():
        rule, own = cases[line].rule, len(row.row.cells) - row.after
        is_longest = len(row.row.cells) > max(lengths[1:2], default=0)
        has_empty = own >= rule.width and (row.at > row.after or None in row.values)
        is_unbound = not rule.sums and (has_empty or line in below)
        is_whole = are_short and len(row.values) >= rule.width > 1
        if (is_longest and own > rule.width + 1) or (row.row.by_room and (is_unbound or is_whole)):
            found.add(line)
    return found


def folded_lines(
    outcome: Outcome, rows: Sequence[LabelledRow], line_of: Callable[[int], int]
) -> set[int]:
    """Give the lines whose numbers stand on several lines of the copy, where most lines with several have them on one.

    2.重复申请 | 0 | 0 | | 0 | 0 above 0 | 0: as many as the form has cells, and two rows.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        line_of: gives the line of an offset.
    """
    several = {
        read.line: rows[read.row]
        for read in outcome.lines
        if read.row is not None and len(rows[read.row].values) > 1
    }
    found = {line for line, row in several.items() if _is_folded(row, line_of)}
    return found if 2 * len(found) <= len(several) else set()


def _is_folded(row: LabelledRow, line_of: Callable[[int], int]) -> bool:
    places = [
        row.row.spans(at)[0][0] for at, value in enumerate(row.values, row.at) if value is not None
    ]
    return len(set(map(line_of, places))) > 1


def has_more(line: ReadLine, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether numbers stand before the label of a line: 3725 | 56 | … | 2.申请人逾期未按… | 21 | 0.

    Args:
        line: the line.
        rows: the rows of its table.
    """
    row = None if line.row is None else rows[line.row]
    if row is None or row.after < 2:
        return False
    figures = map(read_figure, row.row.cells[: row.after])
    return sum(found is not None and found.kind == "number" for found in figures) > 1


def is_crowded(case: Case, rows: int = 1) -> bool:
    """Tell whether a line that is not read prints numbers for more than one, or for as many rows.

    Args:
        case: the line.
        rows: how many rows of numbers are asked for; with 1 a number too many is enough.
    """
    if not case.is_doubtful or case.strip is None:
        return False
    # 4约3000051000001: the digits of a line may be read as part of what is no number
    is_garbled = bool(case.strip.glued)
    if case.found and case.how is not None and not is_garbled:
        return False
    numbers = case.strip.count - case.strip.text.count(EMPTY)
    if numbers > case.rule.width:
        return numbers >= rows * case.rule.width
    # digits for two lines that no cut makes add up; a stray one, of a heading below, is no second line's
    is_long = len(case.strip.text) >= 2 * case.rule.width
    return is_long and (is_garbled or not case.rule.sums or case.readings == ())


def _ends_block(line: ReadLine, outcome: Outcome, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether a line is the last one above a heading of the form, and that is printed right behind its row.

    The numbers of the next line stand behind the heading: 行政规范性文件725181第二十条第（五）项信息内容.
    """
    lines = outcome.table.lines
    is_last = line.line + 1 == len(lines) or lines[line.line].groups != lines[line.line + 1].groups
    if line.row is None or not is_last or line.row + 1 == len(rows):
        return False
    kind = rows[line.row + 1].kind
    is_label = line.row + 1 in [other.row for other in outcome.lines]
    return VALUES not in kind and not is_label and not isinstance(kind[0], int)
