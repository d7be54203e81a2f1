"""The units that a table prints beside its numbers: 专项经费 | 万元 | 12.5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow
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
    """Doubt numbers behind the unit of the line above or below theirs: labels may have moved against them.

    万元 before the number of 举报投诉数量 is the unit of 收取的费用, the line below. How far the labels have moved
    nobody knows, so the lines around it are doubted with it, up to the next but one change of units. Units that stand
    before numbers without any label show the same of the lines from the first of them to the last.

    Args:
        outcome: what the grammar said of a table whose lines have one number each.
        rows: its rows.
        cells: its cells.
        lines: its text.
        form: gives the units of lines.
    """
    known = form.tables[cells.shape.table].rows
    own = [known[row.id].unit for row in cells.shape.rows]
    zones = [len(list(group)) for _, group in groupby(own)]
    zone_of = [at for at, size in enumerate(zones) for _ in range(size)]
    doubted: set[int] = set()
    for at, unit in enumerate(own):
        cell = cells.cell(at)
        printed = _unit_before(lines, cell.parts[0][0]) if cell.value is not None else None
        if printed not in (None, unit) and printed in (
            *own[max(0, at - 1) : at],
            *own[at + 1 : at + 2],
        ):
            doubted.update((zone_of[at] - 1, zone_of[at], zone_of[at] + 1))
    apart = _without_label(outcome, rows, cells)
    # lines of one unit tell nothing of each other
    doubted.update(zone_of[at] for at in (*apart[:1], *apart[-1:]) if 0 <= at < len(own))
    paths = [
        path for at, path in enumerate(cells.shape.paths) if zone_of[at] in doubted or at in apart
    ]
    paths = [path for path in paths if cells.values[cells.shape.index[path]] is not None]
    if not paths:
        return []
    table = outcome.table.shape.table
    return [finding("place_doubtful", why="label_unit", cells=paths, table=table)]


def _without_label(outcome: Outcome, rows: Sequence[LabelledRow], cells: TableCells) -> range:
    """Give the lines among which units stand before numbers without any label, by their indices.

    They stand in rows of their own, behind the number of a line, or run together with it: 108件138. The line above is
    one of them: its label may have moved as well.
    """
    found = [
        -1 if each.above is None else each.above
        for each in outcome.foreign
        if "".join(rows[each.row].row.cells[: rows[each.row].at]).strip() in units().words
    ]
    found += [
        at
        for at, state in enumerate(cells.states)
        if state == "unreadable" and _WITHIN.search(cells.cell(at).raw)
    ]
    found += [
        at
        for at, read in enumerate(outcome.lines)
        if read.row is not None and _has_unit_behind(rows[read.row])
    ]
    return range(min(found) - 1, max(found) + 2) if found else range(0)


def _has_unit_behind(row: LabelledRow) -> bool:
    """Tell whether a unit stands between two numbers of a row: 1879人 | 475."""
    return _WITHIN.search("".join(row.row.cells[row.at :])) is not None


def _unit_before(lines: Lines, start: int) -> str | None:
    """Give the unit that stands before a number, whatever parts them; None where none does."""
    at = start - lines.start
    before = lines.text[max(0, at - LONGEST_GAP) : at].rstrip(_BETWEEN)
    words = units().words
    return next((unit for word, unit in words.items() if before.endswith(word)), None)
