"""The units that a table prints beside its numbers: 专项经费 | 万元 | 12.5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow, Word
from govinfo_report.model import Finding, TableCells
from govinfo_report.official import Form, units

# What may stand between a unit and its number, and so many characters of it.
_BETWEEN = " \t\r\n\xa0\u3000|｜,，\"'（("
LONGEST_GAP = 40
# A unit between two numbers.
_WITHIN = re.compile(rf"\d\s*(?:{'|'.join(map(re.escape, units().words))})\s*\d")


class Lines(Protocol):
    """The text of a table, and where it starts in the copy."""

    text: str
    start: int


def printed_units(outcome: Outcome, rows: Sequence[LabelledRow]) -> dict[int, str]:
    """Give the units of money that stand in front of amounts, in a cell of their own or at the end of the label.

    Args:
        outcome: what the grammar said of a table whose lines have one number each.
        rows: its rows.

    Returns:
        Index of a cell, from 0, to its unit.
    """
    found = {}
    for read, (start, _, _) in zip(outcome.lines, outcome.table.spans, strict=True):
        if start not in outcome.table.money or read.row is None:
            continue
        row = rows[read.row]
        words = next(
            (cell.strip() for cell in reversed(row.row.cells[: row.at]) if cell.strip()), ""
        )
        unit = max((unit for unit in units().money if words.endswith(unit)), key=len, default=None)
        if unit is not None:
            found[start] = unit
    return found


def doubt_units(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    cells: TableCells,
    lines: Lines,
    form: Form,
) -> list[Finding]:
    """Doubt a table where a number stands behind the unit of the line above or below its own: labels may have moved.

    万元 before the number of 举报投诉数量 is the unit of 收取的费用, the line below; a unit that stands before a number
    without any label shows the same. How far the labels have moved nobody knows, so all numbers are doubted.

    Args:
        outcome: what the grammar said of a table whose lines have one number each.
        rows: its rows.
        cells: its cells.
        lines: its text.
        form: gives the units of lines.
    """
    known = form.tables[cells.shape.table].rows
    own = [known[row.id].unit for row in cells.shape.rows]
    has_moved = _stands_without_label(outcome, rows, cells) or any(
        _has_other_unit(rows[each.row], outcome, own)
        for each in outcome.foreign
        if each.reason == "line"
    )
    between = 0
    for at, unit in enumerate(own):
        cell = cells.cell(at)
        printed = _unit_before(lines, cell.parts[0][0]) if cell.value is not None else None
        is_ended = cell.raw.rstrip(_BETWEEN).endswith(tuple(units().words))
        # of amounts both may be printed: 万元 | 11.5万元
        between += printed is not None and is_ended and at not in outcome.table.money
        near = (*own[max(0, at - 1) : at], *own[at + 1 : at + 2])
        has_moved = has_moved or (printed not in (None, unit) and printed in near)
    paths = [
        path for path in cells.shape.paths if cells.values[cells.shape.index[path]] is not None
    ]
    # 数件1件: one of the two is of a line that lost its label, where other lines have one
    has_moved = has_moved or 0 < between < len(paths) / 2
    if not has_moved or not paths:
        return []
    table = outcome.table.shape.table
    return [finding("place_doubtful", why="label_unit", cells=paths, table=table)]


def _has_other_unit(row: LabelledRow, outcome: Outcome, own: Sequence[str | None]) -> bool:
    """Tell whether a line that is not where the form has it ends in another unit than its own: 收到申请数次."""
    words = "".join(row.row.cells[: row.at]).rstrip(_BETWEEN)
    printed = next((unit for word, unit in units().words.items() if words.endswith(word)), None)
    table = outcome.table
    lines = [
        table.spans[table.line_of[name]][0]
        for word in row.kind
        if isinstance(word, Word)
        for name in word.terminals
        if name in table.line_of
    ]
    return printed is not None and bool(lines) and printed not in [own[at] for at in lines]


def _stands_without_label(outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells) -> bool:
    """Tell whether a unit stands before a number without any label.

    In a row of its own, behind the number of a line, or run together with it: 108件138.
    """
    return (
        any(
            "".join(rows[each.row].row.cells[: rows[each.row].at]).strip() in units().words
            for each in outcome.foreign
        )
        or any(
            state == "unreadable" and _WITHIN.search(cells.cell(at).raw)
            for at, state in enumerate(cells.states)
        )
        or any(read.row is not None and _has_unit_behind(rows[read.row]) for read in outcome.lines)
    )


def _has_unit_behind(row: LabelledRow) -> bool:
    """Tell whether a unit stands between two numbers of a row: 1879人 | 475."""
    return _WITHIN.search("".join(row.row.cells[row.at :])) is not None


def _unit_before(lines: Lines, start: int) -> str | None:
    """Give the unit that stands before a number, whatever parts them; None where none does."""
    at = start - lines.start
    before = lines.text[max(0, at - LONGEST_GAP) : at].rstrip(_BETWEEN)
    words = units().words
    return next((unit for word, unit in words.items() if before.endswith(word)), None)
