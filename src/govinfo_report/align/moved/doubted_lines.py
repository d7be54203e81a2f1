"""Lines whose labels may have moved against their numbers, though nothing shows where to.

A line that lacks its numbers on one side, numbers too many on the other: each line between may print its neighbour's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, pairwise, product
from math import ceil, floor

from govinfo_report.align.moved.full_rows import (
    crowded_lines,
    folded_lines,
    has_more,
    is_crowded,
    longer_lines,
)
from govinfo_report.align.moved.group_labels import Heads, read_heads
from govinfo_report.align.moved.repeated import behind_repeated
from govinfo_report.align.moved.stretch import EXTRA_ROWS, has_whole_extra
from govinfo_report.align.proof.case import Case
from govinfo_report.align.readings.order import is_below_label
from govinfo_report.align.readings.strip import EMPTY as STRIP_EMPTY
from govinfo_report.grammar import ForeignRow, Outcome, ReadLine
from govinfo_report.labels import EMPTY, Figure, LabelledRow, Word

# One row in so many at most stands below a blank line, where that is to tell of one whose cells are all empty.
RARE = 5
# Lines lost at the end of a table that tell of a copy that is cut off.
FEWEST_CUT = 3
# Digits of a line with a total that is not empty.
FEWEST_OF_LINE = 2


def doubted_lines(
    cases: Sequence[Case],
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    run_together: bool,
    line_of: Callable[[int], int],
) -> set[int]:
    """Give the lines that stand between numbers too many and a line that lacks its own, or whose row is in doubt.

    Without separators a line above a lost one may hold its numbers too, where no sum says otherwise; so may the line
    below one whose label stands alone: 行政处罚行政强制21855624.

    Args:
        cases: every line of the table, settled.
        outcome: what the grammar said of the table.
        rows: its rows.
        run_together: the table is written without separators.
        line_of: gives the line of an offset.
    """
    lost = [case.line for case in cases if case.is_lost]
    # a lost row in one place, a row without a label in another: one of them may have taken a label from the other
    counted = [line.line for line in outcome.lines if line.by_count]
    extra = [entry for entry in outcome.foreign if entry.code in EXTRA_ROWS]
    foreign = [_under(entry) for entry in extra]
    crowded, whole = crowded_lines(cases, outcome, rows)
    heads = read_heads(outcome, rows) if lost or foreign or counted else Heads()
    longer = longer_lines(cases, outcome, rows, line_of) if lost else set()
    cut = _cut_off(cases, outcome, rows)
    doubted = _up_to_cut(lost, cut, outcome)
    if lost:
        crowded += [line.line - 0.5 for line in outcome.lines if has_more(line, rows)]
        own = _places_of_extra(extra, outcome, rows)
        perhaps = ((), *_perhaps(cases, outcome, rows, line_of))
        for line in lost:
            around = [at + (0.5 if at > line else -0.5) for at in counted]
            may_hold = ((),) if line in cut else perhaps
            # labels that moved up put the last of them beside the numbers of the line above
            full = [at + 0.5 if at > line else float(at) for at in longer]
            for places in product(own, (crowded, whole, full), may_hold):
                doubted |= _to_balance(line, lost, [*chain(*places), *around])
            doubted |= heads.doubted(line, len(cases))
    if any(line.row is None for line in outcome.lines):
        doubted |= folded_lines(outcome, rows, line_of)
    for line in [*(case.line for case in cases if case.is_doubtful), *counted]:
        doubted |= _to_balance(line, (), foreign)
    # 其他 | 0 | 0 | 1, a heading and the first row, is read as 3.其他: its label, and those above it, may have moved
    doubted |= {at for line in _heading_lines(outcome, rows) for at in range(line + 1)}
    for line in counted if len(counted) < len(outcome.lines) else ():
        # the labels of groups tell that those above it moved down
        moved = heads.doubted(line, len(cases))
        doubted |= moved | {line} if moved else moved
    if not lost:
        # a line stands twice, and labels behind it have moved as far as those of groups show
        doubted |= {line for at in foreign for line in heads.doubted(floor(at), len(cases))}
        doubted |= behind_repeated(cases, outcome, rows, extra)
    if run_together and crowded and not lost and _stands_twice(cases, outcome, rows):
        # digits of two lines stand behind one label and no line is lost: one stands twice, and labels have moved
        doubted |= {case.line for case in cases}
    # what is no number may have swallowed digits: which are those of the line itself is not known either
    doubted |= {case.line for case in cases if case.strip and case.strip.glued and is_crowded(case)}
    return doubted | _exchanged(outcome) | _beside_lost(lost, longer, cases, outcome, rows)


def _places_of_extra(
    extra: Sequence[ForeignRow], outcome: Outcome, rows: Sequence[LabelledRow]
) -> tuple[list[float], list[float]]:
    """Give the places of rows that are no line's, in the two ways that they can be told.

    8.属于行政查询事项 above one, but moved there, does not tell where it stands; and a lone number may count a page.
    """
    in_order = [_behind(outcome, entry.row, in_order=True) for entry in extra]
    return in_order, [_under(entry) for entry in extra if len(rows[entry.row].values) > 1]


def _beside_lost(
    lost: Sequence[int],
    longer: Collection[int],
    cases: Sequence[Case],
    outcome: Outcome,
    rows: Sequence[LabelledRow],
) -> set[int]:
    """Give the lines beside lost ones whose numbers they may hold: those without a sum, and those that hold more."""
    beside: list[int | None] = []
    found: set[int] = set()
    for line in lost:
        above = max((at for at in range(line) if at not in lost), default=None)
        # 规章2692670 0 0, and no 规范性文件: stray blanks part it into as many pieces as the line has cells
        if above is not None and _is_of_running_text(outcome.lines[above], rows):
            beside.append(above)
        if above is not None and above in longer:
            found.add(above)
        if _is_glued(outcome.lines[line], rows):
            beside.append(
                min((at for at in range(line, len(cases)) if at not in lost), default=None)
            )
    return found | {at for at in beside if at is not None and not cases[at].rule.sums}


def _cut_off(cases: Sequence[Case], outcome: Outcome, rows: Sequence[LabelledRow]) -> range:
    """Give the lines at the end of a table that are lost behind all that it prints: the copy is cut off there.

    Labels that move lose one line, and a lost row is one more.
    """
    end = first = len(cases)
    while first and cases[first - 1].is_lost:
        first -= 1
    printed = [line.row for line in outcome.lines[:first] if line.row is not None]
    # the label that the copy ends with
    last = [line.row for line in outcome.lines[first:] if line.row is not None]
    is_end = len(last) < 2 and max(printed, default=-1) + len(last) + 1 == len(rows)
    return range(first if is_end and end - first >= FEWEST_CUT else end, end)


def _up_to_cut(lost: Sequence[int], cut: range, outcome: Outcome) -> set[int]:
    """Give the lines between the one label without numbers and the place where the copy is cut off.

    The row too many that would tell whether they moved stands behind the cut. Where more labels have no numbers the
    office left them empty.
    """
    bare = [line for line in lost if line not in cut and outcome.lines[line].row is not None]
    return set(range(bare[0] + 1, cut.start)) if len(bare) == 1 and cut else set()


def _stands_twice(cases: Sequence[Case], outcome: Outcome, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether a line may stand twice in a table: beside its own label, and beside its neighbour's.

    A line whose digits fail its own sum betrays it. Where no sum binds them many digits are no sign of two lines
    (行政规范性文件725181); then the digits of the line that stands twice are read behind two labels.
    """
    if any(case.rule.sums for case in cases):
        return True
    printed = [
        "" if line.row is None else "".join(rows[line.row].row.cells[rows[line.row].after :])
        for line in outcome.lines
    ]
    return any(above == below for above, below in pairwise(printed))


def _is_of_running_text(line: ReadLine, rows: Sequence[LabelledRow]) -> bool:
    return line.row is not None and rows[line.row].row.glued


def _is_glued(line: ReadLine, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether the label of a line stands alone right before the next row, which may hold the numbers of both.

    Nothing parts the two, or that row prints more numbers than one in a cell.
    """
    if line.row is None or line.row + 1 == len(rows):
        return False
    below = rows[line.row + 1]
    has_several = any(isinstance(code, Figure) and code.kind == "several" for code in below.values)
    is_next = rows[line.row].row.hull()[1] == below.row.hull()[0]
    return is_next or has_several


def _perhaps(
    cases: Sequence[Case],
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    line_of: Callable[[int], int],
) -> Iterator[list[float]]:
    """Give the places of rows that may be another line's, by kind: the office's own, unread, out of place, empty.

    Where 0 is empty, （七）总计 above 23 | 23 | … | 55 on a line of their own may be the label of an empty row.
    """
    other = [entry for entry in outcome.foreign if entry.code == "row_foreign"]
    yield [_under(entry) for entry in other]
    # … | 1 | 0 | 0 | 0 | 0 | 1: rather a line's own than the rest of one, 约3 | 0
    width = max(case.rule.width for case in cases)
    yield [_under(entry) for entry in other if len(rows[entry.row].values) + 1 >= width]
    # each of the lines that are not read, or in several ways, may hold what another lacks
    yield from (
        [float(case.line)]
        for case in cases
        if case.is_doubtful and not _is_short(case) and (case.how is None or len(case.found) != 1)
    )
    yield [
        _behind(outcome, line.row, line.line)
        for line in outcome.lines
        if line.row is not None and line.out_of_order
    ]
    yield [_behind(outcome, at) for at, row in enumerate(rows) if row.kind[:1] == (EMPTY,)]
    # rare among all rows, or among those with numbers
    numbered = [row for row in rows if row.values]
    # a heading stands below a blank line in most copies
    own = {line.row for line in outcome.lines}
    lined = [at for at, row in enumerate(rows) if row.values or at in own]
    for below, others in (
        ([at for at in lined if rows[at].row.below_blank], rows),
        ([at for at, row in enumerate(rows) if is_below_label(row, line_of)], numbered),
    ):
        if RARE * len(below) <= len(others):
            yield [_behind(outcome, at) for at in below]


def _under(entry: ForeignRow) -> float:
    """Give the place of a row that is no line of the form, right behind the line above it."""
    return (-1 if entry.above is None else entry.above) + 0.5


def _exchanged(outcome: Outcome) -> set[int]:
    """Give the lines whose rows stand side by side, one without its label, the other's out of its place.

    5.要求行政机关… | 303 above a row without a label, where 3.要求提供… is asked: the label may have moved up by one.
    """
    placed = sorted(
        (line for line in outcome.lines if line.row is not None), key=lambda line: line.row or 0
    )
    return {
        line.line
        for pair in pairwise(placed)
        if any(line.by_count for line in pair) and any(line.out_of_order for line in pair)
        for line in pair
    }


def _behind(outcome: Outcome, row: int, line: int = -1, in_order: bool = False) -> float:
    """Give the place of a row of the copy, right behind the last line that stands above it, or does so in order."""
    above = (
        other.line
        for other in outcome.lines
        if other.line != line
        and other.row is not None
        and other.row < row
        and not (in_order and other.out_of_order)
    )
    return max(above, default=-1) + 0.5


def has_all_labels(outcome: Outcome, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether no row of numbers has lost its label to another: it stands under none, or under a heading.

    Nor is one of them read by count, unless all are.
    """
    counted = sum(line.by_count for line in outcome.lines)
    return (
        not has_whole_extra(outcome, rows)
        and not _heading_lines(outcome, rows)
        and counted in (0, len(outcome.lines))
    )


def _heading_lines(outcome: Outcome, rows: Sequence[LabelledRow]) -> list[int]:
    """Give the lines that are read from a row of numbers behind a heading of their name."""
    return [line.line for line in outcome.lines if _is_heading(line, outcome, rows)]


def _is_heading(line: ReadLine, outcome: Outcome, rows: Sequence[LabelledRow]) -> bool:
    """Tell whether a line is read from a row above all others, whose label is as well a column's heading."""
    if line.row is None or not line.out_of_order or _behind(outcome, line.row, line.line) > 0:
        return False
    words = [shown for shown in rows[line.row].kind if isinstance(shown, Word)]
    return any(word.columns for word in words)


def _is_short(case: Case) -> bool:
    """Tell whether a line prints too few numbers to hold another's too.

    16 | 1 | 0 where a copy is cut off, or a cell was lost; of digits run together 22, for two lines print at least a
    number and a total each.
    """
    if case.strip is None or not case.damages:
        return False
    if any(damage.joins for damage in case.damages):
        return bool(case.rule.sums) and len(case.strip.text) < 2 * FEWEST_OF_LINE
    return case.strip.count - case.strip.text.count(STRIP_EMPTY) < case.rule.width


def _to_balance(line: int, lost: Sequence[int], extra: Sequence[float]) -> set[int]:
    """Give the lines above and below a line up to where as many rows too many stand as lines are lost."""
    return {at for step in (-1, 1) for at in _between(line, _balance(line, step, lost, extra))}


def _between(line: int, near: float | None) -> set[int]:
    """Give the lines between a line and a place, neither of them one."""
    if near is None:
        return set()
    low, high = sorted((near, float(line)))
    return set(range(floor(low) + 1, ceil(high)))


def _balance(line: int, step: int, lost: Sequence[int], extra: Sequence[float]) -> float | None:
    """Find where a walk away from a line has met as many rows too many as it has lost lines, that line among them.

    Args:
        line: where it begins.
        step: -1 for a walk up, 1 for one down.
        lost: the lines that are lost.
        extra: where the rows too many stand.

    Returns:
        The place; that of the last row too many where there are too few; None where there is none.
    """
    needed, reached = 1, None
    marks = sorted({*map(float, lost), *extra}, key=lambda at: at * step)
    for at in marks:
        if (at - line) * step <= 0:
            continue
        if at in extra:
            needed, reached = needed - 1, at
            if not needed:
                break
        else:
            needed += 1
    return reached
