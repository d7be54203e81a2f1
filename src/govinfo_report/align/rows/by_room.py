"""Lines whose cells nothing but room parts, in a copy whose rows are out of step elsewhere.

Wide spaces and blank lines show an empty cell, and so do a lost one, a number that slipped onto the next line, and a
label that moved. Where some row of the copy betrays such damage, no line with empty cells is sure of its places; its
sums cannot tell, for most of its numbers are 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.proof.failing import broken_sums
from govinfo_report.align.proof.rules import rules_of
from govinfo_report.align.readings.filling import RowRule
from govinfo_report.align.readings.order import is_below_label
from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import TableCells
from govinfo_report.official import Form

_UNSETTLED = frozenset(["ambiguous", "unreadable"])


def lines_by_room(
    outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells, form: Form
) -> list[tuple[int, int]]:
    """Find the lines of a table that state numbers, whose cells nothing but room parts and no sum of their own binds.

    That is a line with an empty cell, for its numbers are few; and one without a sum, which can hold ``1 | 6`` for
    16 and an empty cell, or stand below the first digits of its own number: 1 above 行政许可 | 8 for 18. Or its number
    stands below its label, and the next line is lost, whose it may be: 行政处罚 above a lone 296. Or it stands below a
    column of labels none of which has a number, whose it may be as well.

    Args:
        outcome: what the grammar said of the table.
        rows: the labelled rows that it speaks of.
        cells: the table.
        form: gives the sums.

    Returns:
        Indices of their cells, from the first to behind the last.
    """
    if not rows or not rows[0].row.by_room:
        # one layout reads a whole table
        return []
    rules = rules_of(form, outcome.table).rows
    widths = {read.row: rules[read.line].width for read in outcome.lines if read.row is not None}
    above_lost = {read.line - 1 for read in outcome.lines if read.row is None}
    labelled = [rows[read.row] for read in outcome.lines if read.row is not None]
    is_lone = len(labelled) > 1 and sum(bool(row.values) for row in labelled) == 1
    found = []
    for read in outcome.lines:
        row = None if read.row is None else rows[read.row]
        if row is None:
            continue
        rule = rules[read.line]
        if rule.sums:
            behind = row.row.cells[row.after :]
            is_bound = len(behind) >= rule.width and all(map(str.strip, behind))
        else:
            may_be_others = (is_lone or read.line in above_lost) and is_below_label(
                row, cells.line_of
            )
            is_bound = rule.width == 1 and not (may_be_others or _may_go_on(rows, read.row, widths))
        start, end, _ = outcome.table.spans[read.line]
        if not is_bound and any(value is not None for value in cells.values[start:end]):
            found.append((start, end))
    return found


def ends_empty(
    outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells, form: Form
) -> list[int]:
    """Find the lines that no sum binds and that end in an empty cell behind a number, where cells have their own marks.

    规章 | 0 | 73 | | in a copy that lost cells elsewhere: what a line lacks is filled up at its end, and 73 may have
    stood there.

    Args:
        outcome: what the grammar said of the table.
        rows: the labelled rows that it speaks of.
        cells: the table.
        form: gives the sums.

    Returns:
        Their indices.
    """
    if not rows or rows[0].row.by_room:
        return []
    rules = rules_of(form, outcome.table).rows
    found = []
    for line, (start, end, _) in enumerate(outcome.table.spans):
        is_short = cells.states[end - 1] == "blank" and end - start > 1
        has_number = any(value is not None for value in cells.values[start:end])
        if is_short and has_number and not rules[line].sums:
            found.append(line)
    return found


def is_out_of_step(
    outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells, form: Form
) -> bool:
    """Tell whether lines whose cells nothing but room parts do not add up: 10 | 1 | | | 1 | 32 | may have lost one.

    Nor may the columns: a label's column that comes again moves all numbers behind it.

    Args:
        outcome: what the grammar said of the table.
        rows: the labelled rows that it speaks of.
        cells: the table.
        form: gives the sums.
    """
    if not rows or not rows[0].row.by_room:
        return False
    rules = rules_of(form, outcome.table)
    lines = [
        tuple(int(value or 0) for value in cells.values[start:end])
        for start, end, _ in outcome.table.spans
    ]
    if not all(map(RowRule.holds, rules.rows, lines)):
        return True
    # a line that is printed without a number is empty; of one that the copy lacks nothing is known
    are_printed = all(read.row is not None for read in outcome.lines)
    is_known = are_printed and _UNSETTLED.isdisjoint(cells.states)
    return is_known and bool(broken_sums(rules.rows[0].width, rules.sums, lines))


def ends_with_stray(
    line: int, row: LabelledRow, outcome: Outcome, rows: Sequence[LabelledRow]
) -> bool:
    """Tell whether a row is the last of all and nothing but a number too many at its end ails it.

    政府集中采购 | 0 | 0 | 20 where a copy is cut off: no line is behind it that lost its label, and 20 is no rest of a
    number, for none begins with 0. It says nothing of the lines above.

    Args:
        line: the line of the form, from 0.
        row: the row that prints it.
        outcome: what the grammar said of the table.
        rows: its rows.
    """
    start, end, _ = outcome.table.spans[line]
    is_last = row is rows[-1] and line + 1 == len(outcome.table.lines)
    return is_last and len(row.values) == end - start + 1 and not any(row.values[:-1])


def end_of_uneven(
    doubted: Sequence[LabelledRow], outcome: Outcome, rows: Sequence[LabelledRow]
) -> int | None:
    """Give where the last row ends, if it alone is uneven and the form has lines below it; else None.

    A copy that is cut off there has lost nothing but its end: the rest of a row, or all of a label but its number (a
    lone 2 below 1.属于国家秘密). That says nothing of the lines above.

    Args:
        doubted: the rows that are in doubt.
        outcome: what the grammar said of the table.
        rows: its rows.
    """
    reads = [read for read in outcome.lines if read.row is not None]
    last = max(reads, key=lambda read: read.row or 0, default=None)
    if last is None or last.row is None or last.line + 1 == len(outcome.table.lines):
        return None
    start, end, _ = outcome.table.spans[last.line]
    row, behind = rows[last.row], rows[last.row + 1 :]
    is_end = len(row.values) <= end - start and all(one is row for one in doubted)
    is_number = len(behind) <= 1 and all(len(one.values) == 1 for one in behind)
    if not (is_end and is_number and all(foreign.row > last.row for foreign in outcome.foreign)):
        return None
    return rows[-1].row.hull()[1]


def _may_go_on(rows: Sequence[LabelledRow], row: int | None, widths: Mapping[int, int]) -> bool:
    """Tell whether digits stand right above a row that may be the first ones of its number."""
    if not row:
        return False
    above = rows[row - 1]
    is_alone = above.after == above.at == 0 and len(above.values) == 1
    has_more = len(above.values) > widths.get(row - 1, len(above.values))
    is_folded = any("\n" in cell.strip() for cell in above.row.cells[above.after :])
    return is_alone or has_more or is_folded


def say_by_room(tables: Mapping[str, Aligned], text: str) -> None:
    """Doubt the places of such lines, and of those that end in an empty cell, where rows of the copy are out of step.

    Args:
        tables: table to what came of aligning it; a finding is added for each table with such lines, and for each
            line that ends in an empty cell.
        text: the whole copy.
    """
    uneven = [entry.uneven_end for entry in tables.values() if entry.is_uneven]
    if all(end is not None and not text[end:].strip() for end in uneven):
        return
    for name, entry in tables.items():
        entry.findings += entry.short
        if entry.by_room:
            paths = [entry.cells.shape.paths[at] for span in entry.by_room for at in range(*span)]
            count = len(entry.by_room)
            entry.findings.append(finding("cells_by_room", cells=paths, count=count, table=name))
