"""Makes and shares the cells of lines that order reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from govinfo_report.grammar import EditionTable
from govinfo_report.model import Cell, Number, TableShape


def share_source(table: EditionTable, line: int, sources: list[Any]) -> None:
    """Give each row of a line that holds several its own first cell (table 四)."""
    _, _, first = table.spans[line]
    if sources[first] is None:
        return
    row, at = sources[first]
    for index in range(first, first + len(table.lines[line].rows)):
        sources[index] = (row, at)
        at += len(table.shape.rows[index].columns)


def stated_by_count(cell: Cell) -> Cell:
    """A number of a row without a label: proven by the form's order."""
    return evolve(cell, state="aligned") if cell.state == "printed" else cell


def printed_readings(
    shape: TableShape, name: str, start: int, ways: Sequence[Sequence[Cell]]
) -> tuple[tuple[Number | None, ...], ...]:
    """Give the numbers of a row of the form as each of several rows in the copy prints them.

    Args:
        shape: the table.
        name: the row.
        start: index in the table of the first cell of each way.
        ways: the cells of the line, as each row prints them.
    """
    index = shape.row_index[name]
    first = shape.starts[index] - start
    last = first + len(shape.rows[index].columns)
    return tuple(tuple(cell.value for cell in cells[first:last]) for cells in ways)
