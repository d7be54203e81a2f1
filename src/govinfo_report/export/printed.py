"""The tables as the form prints them: rows of cells that span rows and columns, and what a copy prints in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from itertools import groupby

from attrs import evolve, frozen

from govinfo_report.form_view import FormCell, FormLine, FormTable, form
from govinfo_report.model import COUNTS_ZERO, STATED, Cell, Report
from govinfo_report.official import official_form

UNKNOWN = "?"
"""Stands in a cell that states no number and prints none: an empty one would count 0."""

# A table of so few lines prints them beside each other.
_FEW_LINES = 3
# Columns for the words of a line: two groups and its own.
STUB_COLUMNS = 3


@frozen
class PrintedCell:
    """A cell of a table as it is printed.

    Attributes:
        text: its words; "" for a number.
        path: the path of the number that stands there; "" for words.
        columns: columns that it spans.
        rows: rows that it spans.
        is_heading: it is the heading of columns.
        over: the paths of the amounts of money that it is the heading of.
    """

    text: str = ""
    path: str = ""
    columns: int = 1
    rows: int = 1
    is_heading: bool = False
    over: tuple[str, ...] = ()


# The unit that the heading of an amount prints.
_UNIT = re.compile("（单位：(?P<unit>[^）]+)）")

PrintedRow = Sequence[PrintedCell]


@cache
def printed_rows(edition: str, table: str) -> tuple[tuple[PrintedCell, ...], ...]:
    """Give the rows of a table as an edition of the form prints them; what a cell above spans is left out of a row.

    Args:
        edition: the edition.
        table: the id of the table.
    """
    known = form().editions[edition].tables[table]
    kinds = {_labels(line) for line in known.lines}
    if table not in official_form().tables:
        rows = _listed(known)
    elif len(kinds) > 1:
        rows = _blocks(known)
    elif len(known.lines) <= _FEW_LINES:
        rows = _beside(known)
    else:
        rows = _stubs(known)
    return tuple(tuple(row) for row in rows)


def iter_placed(rows: Sequence[PrintedRow]) -> Iterator[tuple[int, int, PrintedCell]]:
    """Give each cell with its row and its column, from 0."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            taken |= {
                (at + down, column + on) for down in range(cell.rows) for on in range(cell.columns)
            }
            yield at, column, cell
            column += cell.columns


def _is_money(cell: FormCell) -> bool:
    return official_form().of(cell.table).tables[cell.table].counted(cell.row, cell.column).money


def _labels(line: FormLine) -> tuple[str, ...]:
    return tuple(cell.column_label for cell in line)


def _numbers(line: FormLine) -> list[PrintedCell]:
    return [PrintedCell(path=cell.path) for cell in line]


def _headings(labels: Sequence[str]) -> list[PrintedCell]:
    return [PrintedCell(label, is_heading=True) for label in labels]


def _blocks(table: FormTable) -> Iterator[list[PrintedCell]]:
    """Print table 二: each block under its article, with headings of its own."""
    head = official_form().tables[table.id].heads[0]
    width = max(len(line.cells) for line in table.lines)
    for (groups, labels), block in groupby(table.lines, lambda line: (line.groups, _labels(line))):
        lines = list(block)
        yield [PrintedCell("／".join(groups), columns=width + 1, is_heading=True)]
        # the last cells reach to the edge, as on the form
        rest = 1 + width - len(labels)
        columns = zip(*(line.cells for line in lines), strict=True)
        headings = [
            PrintedCell(
                label,
                is_heading=True,
                over=tuple(cell.path for cell in cells if _is_money(cell)),
            )
            for label, cells in zip(labels, columns, strict=True)
        ]
        for row in ([*_headings([head]), *headings], *map(_line, lines)):
            yield [*row[:-1], evolve(row[-1], columns=rest)]


def _line(line: FormLine) -> list[PrintedCell]:
    return [PrintedCell(line.label), *_numbers(line)]


def _stubs(table: FormTable) -> Iterator[list[PrintedCell]]:
    """Print table 三: a line for each row, beside the groups that it stands in."""
    yield [
        PrintedCell(columns=STUB_COLUMNS, is_heading=True),
        *_headings(_labels(table.lines[0])),
    ]
    lines = list(table.lines)
    for at, line in enumerate(lines):
        row = []
        for level, words in enumerate(line.groups):
            above = lines[at - 1].groups[: level + 1] if at else ()
            if above != line.groups[: level + 1]:
                same = [
                    other
                    for other in lines
                    if other.groups[: level + 1] == line.groups[: level + 1]
                ]
                row.append(PrintedCell(words, rows=len(same)))
        row.append(PrintedCell(line.label, columns=STUB_COLUMNS - len(line.groups)))
        yield [*row, *_numbers(line)]


def _beside(table: FormTable) -> Iterator[list[PrintedCell]]:
    """Print table 四: its lines beside each other, each a group of columns; the last ones under a heading of theirs."""
    (court,) = official_form().tables[table.id].heads
    first, *others = table.lines
    size = len(first.cells)
    yield [
        PrintedCell(first.label, columns=size, rows=2, is_heading=True),
        PrintedCell(court, columns=sum(len(line.cells) for line in others), is_heading=True),
    ]
    yield [PrintedCell(line.label, columns=len(line.cells), is_heading=True) for line in others]
    yield [cell for line in table.lines for cell in _headings(_labels(line))]
    yield [cell for line in table.lines for cell in _numbers(line)]


def _listed(table: FormTable) -> Iterator[list[PrintedCell]]:
    """Print the statistics table: a line for each row with its unit, groups on lines of their own."""
    labels = _labels(table.lines[0])
    heads = official_form().of(table.id).tables[table.id].heads[:2]
    yield _headings([*heads, *labels])
    before: tuple[str, ...] = ()
    for line in table.lines:
        for level, words in enumerate(line.groups):
            if before[: level + 1] != line.groups[: level + 1]:
                yield [PrintedCell(words, columns=len(labels) + 2)]
        before = line.groups
        yield [PrintedCell(line.label), PrintedCell(line.cells[0].unit), *_numbers(line)]


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


def printed_texts(report: Report, table: str) -> list[tuple[int, int, PrintedCell, str]]:
    """Give each cell of a table with its row, its column and what it prints.

    The heading of an amount of money prints the unit that the copy has, and none where the copy has none.

    Args:
        report: the report.
        table: the id of the table.
    """
    cells = {cell.path: cell for cell in report.tables[table].cells()}
    found = []
    for row, column, printed in iter_placed(
        printed_rows(report.tables[table].shape.edition, table)
    ):
        if printed.path:
            text = cell_text(cells[printed.path])
        else:
            text = _heading(printed.text, [cells[path] for path in printed.over])
        found.append((row, column, printed, text))
    return found


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
