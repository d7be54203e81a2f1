"""Says of which lines the labels moved, or may have, and puts those back that can be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from govinfo_report.align.doubt import is_refuted
from govinfo_report.align.moved.doubted_lines import doubted_lines
from govinfo_report.align.moved.group_labels import (
    around_extra,
    beside_another_group,
    in_another_column,
)
from govinfo_report.align.moved.stretch import (
    EXTRA_ROWS,
    Moved,
    either,
    find_moved,
    has_whole_extra,
)
from govinfo_report.align.proof.case import Case
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Cell, Finding, Number, RowProof, TableCells


def say_moved(
    cases: Sequence[Case],
    rules: TableRules,
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    cells: TableCells,
    run_together: bool,
    wording: Callable[[int], str],
) -> list[Finding]:
    """Doubt the lines between one that has lost its numbers and numbers too many, and put labels back.

    Args:
        cases: every line of the table, settled.
        rules: the form's sums.
        outcome: what the grammar said of the table.
        rows: its rows.
        cells: the table.
        run_together: the table is written without separators.
        wording: gives the label of a line.

    Returns:
        The finding, if labels moved or may have.
    """
    moved = find_moved(cases, rules, outcome, rows)
    contradicted = moved is not None and beside_another_group(outcome, rows, moved.rows)
    if contradicted:
        moved = None
    if moved is not None:
        _put_back(moved, outcome, rows, cells)
    lines = doubted_lines(cases, outcome, rows, run_together, cells.line_of)
    if moved is not None:
        lines |= set(moved.rows) | around_extra(outcome, rows, moved.rows)
    is_open = moved is None or not moved.fits
    if contradicted or (is_open and _speaks_against(cases, rules, outcome, rows)):
        lines |= {case.line for case in cases if not case.is_lost}
    off = in_another_column(outcome, rows)
    lines |= _up_to_column(off, outcome)
    if lines:
        lines |= off
    places = [at for line in sorted(lines) for at in range(*outcome.table.spans[line][:2])]
    if all(cells.states[at] == "lost" for at in places):
        # all behind the row in which a copy is cut off: a line without a number has none that is another's
        return []
    code = "labels_put_back" if moved is not None and moved.proven else "labels_moved"
    paths = [cells.shape.paths[at] for at in places]
    return [finding(code, cells=paths, labels="、".join(map(wording, sorted(lines))))]


def _up_to_column(off: Collection[int], outcome: Outcome) -> set[int]:
    """Give the lines that moved with one in another column, where one label is gone.

    四、 in the column of （七）总计, and no 5.要求…: those between moved as well. Where no row without
    a label tells how far, all on that side of the lost one may have.

    Args:
        off: the lines that stand in another column.
        outcome: what the grammar said of the table.
    """
    gone = [line.line for line in outcome.lines if line.row is None]
    if len(gone) != 1 or not off:
        return set()
    (lost,) = gone
    low, high = min(lost, *off), max(lost, *off)
    if not any(entry.code in EXTRA_ROWS for entry in outcome.foreign):
        low, high = 0 if low < lost else low, len(outcome.lines) - 1 if high > lost else high
    return set(range(low, high + 1))


def _speaks_against(
    cases: Sequence[Case], rules: TableRules, outcome: Outcome, rows: Sequence[LabelledRow]
) -> bool:
    """Tell whether the sums speak against the labels of a table.

    No number of a lost line makes them hold: its label may stand beside another's. Or they fail as printed, and a whole
    row of numbers is no line's: one may be printed twice, and labels have moved behind it.
    """
    return (
        is_refuted(cases, rules)
        or (has_whole_extra(outcome, rows) and is_refuted(cases, rules, 0))
        or _is_total_beside(cases, rules)
    )


def _is_total_beside(cases: Sequence[Case], rules: TableRules) -> bool:
    """Tell whether a total has no numbers, and the line beside it prints those that its parts add up to.

    （七）总计 | | | above 四、结转下年度继续办理 | | 1 | 1, where 1 and 1 are all that the results print.
    """
    for entry in rules.sums:
        line = entry.equals[0]
        if len(entry.equals) > 1 or not cases[line].is_lost:
            continue
        parts = [cases[part].stated or () for part in entry.parts]
        asked = [
            sum(number or 0 for number in down) for down in zip(*filter(None, parts), strict=True)
        ]
        beside = [cases[at].stated or () for at in (line - 1, line + 1) if 0 <= at < len(cases)]
        if any(asked) and asked in ([number or 0 for number in stated] for stated in beside):
            return True
    return False


def _put_back(
    moved: Moved, outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells
) -> None:
    """Read a stretch of lines whose labels moved, or leave both their own and their neighbour's numbers open."""
    table = outcome.table
    for line, index in moved.rows.items():
        start, end, first = table.spans[line]
        row = rows[index]
        for at in range(end - start):
            path, money = cells.shape.paths[start + at], start + at in table.money
            own, value = cells.values[start + at], row.values[at]
            if moved.fits:
                raw, parts = row.row.printed(row.at + at)
                place = cells.line_of(parts[0][0])
                number: Number = Decimal(value) if money else value
                cell = Cell(path, number, "aligned", raw, parts, place)
            else:
                cell = Cell(path, None, "ambiguous", candidates=either(own, value, money))
            cells.set_cell(start + at, cell)
        if moved.fits:
            # sums are no proof of a label where they hold either way: then it is the rows' order
            cells.proofs[cells.shape.rows[first].id] = RowProof(
                "all_sums" if moved.proven else "order"
            )
