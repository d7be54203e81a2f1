"""Numbers whose digits something parts: ``3 1`` is 31, or this year's 3 and last year's 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from govinfo_report.grammar import CellSum, EditionTable, cell_sums
from govinfo_report.match.damage import doubtful
from govinfo_report.model import COUNTS_ZERO, Cell, Finding, PlainNumbers, TableCells
from govinfo_report.official import Form


def doubt_joined(
    cells: TableCells, table: EditionTable, form: Form, findings: Sequence[Finding]
) -> list[Finding]:
    """Doubt the numbers that were put together of several runs of digits where no sum bears them out.

    Where most numbers print several, each run is a number of its own (this year's and last year's), and none is stated.

    Args:
        cells: the cells of a table; changed where numbers are not stated.
        table: the edition's table.
        form: gives the sums.
        findings: what was said of the table: what is doubted there is not doubted again.

    Returns:
        The finding; nothing where there is no such number.
    """
    if isinstance(cells.found, PlainNumbers) or "aligned" not in cells.states:
        return []
    aligned = [at for at, state in enumerate(cells.states) if state == "aligned"]
    joined = {at: cell for at in aligned if len((cell := cells.cell(at)).parts) > 1}
    if not joined:
        return []
    sums = cell_sums(form.sums, table)
    proved = {at for entry in sums if holds(entry, cells) for at in entry.cells}
    open_cells = {at: cell for at, cell in joined.items() if at not in proved}
    if 2 * len(open_cells) > sum(value is not None for value in cells.values):
        _leave_open(open_cells, cells)
    doubted = {path for item in findings if item.severity != "info" for path in item.cells}
    paths = [cell.path for cell in open_cells.values() if cell.path not in doubted]
    if not paths:
        return []
    return [doubtful("number_broken", paths)]


def holds(entry: CellSum, cells: TableCells) -> bool | None:
    """Tell whether a sum holds on what the cells print; None where one of them states nothing."""
    if any(cells.values[at] is None and cells.states[at] not in COUNTS_ZERO for at in entry.cells):
        return None
    left, right = (
        sum(cells.values[at] or 0 for at in side) for side in (entry.parts, entry.equals)
    )
    return left == right


def _leave_open(joined: Mapping[int, Cell], cells: TableCells) -> None:
    """State none of the numbers, which could be the ones put together."""
    for at, cell in joined.items():
        candidates = () if cell.value is None else (cell.value,)
        cells.set_cell(at, evolve(cell, value=None, state="ambiguous", candidates=candidates))
