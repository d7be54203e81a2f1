"""What a report prints in the cells of its tables, as the form prints these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from govinfo_report.form_grid import Merged, printed_rows
from govinfo_report.model import COUNTS_ZERO, STATED, Cell, Report, path_parts
from govinfo_report.official import official_form

UNKNOWN = "?"
"""Stands in a cell that states no number and prints none: an empty one would count 0."""

# The unit that the heading of an amount prints.
_UNIT = re.compile("（单位：(?P<unit>[^）]+)）")


def cell_text(cell: Cell) -> str:
    """Give what a cell prints: its number as the copy prints it, a mark, or nothing; ``?`` where nothing is sure.

    Args:
        cell: the cell.
    """
    # of a web page it is what stands in its source
    raw = unescape(cell.raw) if cell.place is not None and cell.parts else cell.raw
    if cell.state in COUNTS_ZERO or cell.state == "unreadable":
        return raw
    if cell.state not in STATED:
        return UNKNOWN
    return raw or str(cell.value)


def printed_texts(report: Report, table: str) -> Iterator[list[tuple[Merged, str]]]:
    """Give the rows of a table: each cell of the form, and what it prints.

    The heading of an amount of money prints the unit that the copy has, and none where the copy has none.

    Args:
        report: the report.
        table: the id of the table.
    """
    cells = {cell.path: cell for cell in report.tables[table].cells()}
    rows = printed_rows(table, report.tables[table].shape.edition)
    for at, row in enumerate(rows):
        found = []
        for printed in row:
            if printed.paths:
                text = cell_text(cells[printed.paths[0]])
            else:
                paths = _amounts_below(rows[at + 1 :], printed)
                text = _heading(printed.text, [cells[path] for path in paths])
            found.append((printed, text))
        yield found


def _amounts_below(rows: Sequence[Sequence[Merged]], heading: Merged) -> list[str]:
    """Give the paths of the numbers that a cell is the heading of, where all are amounts of money."""
    paths: list[str] = []
    for row in rows if heading.is_heading else ():
        if row[0].is_heading:
            break
        paths += [cell.paths[0] for cell in row if cell.paths and cell.column == heading.column]
    return paths if all(map(_is_money, paths)) else []


def _is_money(path: str) -> bool:
    table, row, column = path_parts(path)
    return official_form().of(table).tables[table].counted(row, column).money


def _heading(words: str, below: Sequence[Cell]) -> str:
    """Give the heading of amounts with their unit, which stands there and not in the cells."""
    if not below:
        return words
    plain = _UNIT.sub("", words)
    units = {cell.unit for cell in below if cell.value is not None and not _prints_unit(cell)} or {
        _unit_of(words)
    }
    unit = units.pop() if len(units) == 1 else None
    return f"{plain}（单位：{unit}）" if unit else plain


def _prints_unit(cell: Cell) -> bool:
    return cell.unit is not None and cell.unit in cell.raw


def _unit_of(words: str) -> str | None:
    found = _UNIT.search(words)
    return found["unit"] if found else None
