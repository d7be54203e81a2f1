"""Says of which lines the labels moved, or may have, and puts those back that can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from math import ceil, floor

from govinfo_report.align.moved.stretch import EXTRA_ROWS, Moved, either, find_moved
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
    wording: Callable[[int], str],
) -> list[Finding]:
    """Put labels back that moved, and doubt the lines between one that has lost its numbers and numbers too many.

    Args:
        cases: every line of the table, settled.
        rules: the form's sums.
        outcome: what the grammar said of the table.
        rows: its rows.
        cells: the table.
        wording: gives the label of a line.

    Returns:
        The findings, if labels moved or may have.
    """
    moved = find_moved(cases, rules, outcome, rows)
    back: set[int] = set()
    if moved is not None:
        _put_back(moved, outcome, rows, cells)
        back = set(moved.rows)
    doubted = back | _between(cases, outcome, rows)
    if moved is not None and moved.proven:
        doubted -= back
    else:
        back = set()
    said = (("labels_put_back", back), ("labels_moved", doubted))
    return [_said(code, lines, outcome, cells, wording) for code, lines in said if lines]


def _between(cases: Sequence[Case], outcome: Outcome, rows: Sequence[LabelledRow]) -> set[int]:
    """Give the lines between one that has lost its numbers and the next row too many, above and below.

    A lone number may count a page. Without separators a line whose digits no cut makes add up may hold two rows.
    """
    extra = [
        (-1 if entry.above is None else entry.above) + 0.5
        for entry in outcome.foreign
        if entry.code in EXTRA_ROWS and len(rows[entry.row].values) > 1
    ]
    extra += [float(case.line) for case in cases if case.how is None and case.readings == ()]
    found: set[int] = set()
    for line in (case.line for case in cases if case.is_lost):
        above = max((at for at in extra if at < line), default=line)
        below = min((at for at in extra if at > line), default=line)
        found |= set(range(floor(above) + 1, ceil(below))) - {line}
    return found


def _said(
    code: str,
    lines: Iterable[int],
    outcome: Outcome,
    cells: TableCells,
    wording: Callable[[int], str],
) -> Finding:
    places = [at for line in sorted(lines) for at in range(*outcome.table.spans[line][:2])]
    paths = [cells.shape.paths[at] for at in places]
    return finding(code, cells=paths, labels="、".join(map(wording, sorted(lines))))


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
