"""Numbers that a copy does not print and the form's sums leave no choice for.

A column that adds up to 0 has zeros alone, for no count is negative; of a sum with one open cell the others tell it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import partial

from attrs import evolve

from govinfo_report.grammar import CellSum, EditionTable, cell_sums
from govinfo_report.model import COUNTS_ZERO, Number, TableCells
from govinfo_report.official import Form

_OPEN = frozenset(["ambiguous", "lost"])


def infer(cells: TableCells, table: EditionTable, form: Form, doubted: Container[str]) -> None:
    """Give open cells of a table the one number that its sums leave them, as ``inferred``.

    Nothing is inferred where a sum fails.

    Args:
        cells: the cells; changed.
        table: the edition's table.
        form: gives the sums.
        doubted: paths of cells that something speaks against; no number is inferred from these.
    """
    if cells.is_whole or _OPEN.isdisjoint(cells.states):
        return
    sums = cell_sums(form.sums, table)
    known = [_known(cells, at, doubted) for at in range(len(cells.values))]
    if any(None not in (left := _left(entry, known)) and left[0] != left[1] for entry in sums):
        return
    # what is printed and not believed, or not read, is no open cell
    unsure = {at for at, n in enumerate(known) if n is None and cells.states[at] not in _OPEN}
    torn = unsure.union(_torn(cells))
    changed = True
    while changed:
        changed = any(list(map(partial(_infer, known, torn), sums)))
    for at, number in enumerate(known):
        path = cells.shape.paths[at]
        if number is not None and cells.states[at] in _OPEN and path not in doubted:
            cells.set_cell(at, evolve(cells.cell(at), state="inferred", candidates=(number,)))


def _known(cells: TableCells, at: int, doubted: Container[str]) -> Number | None:
    """Give the number that a cell counts as; None where that is open, or doubted."""
    if cells.shape.paths[at] in doubted:
        return None
    if cells.states[at] == "inferred":
        return cells.cell(at).candidates[0]
    return 0 if cells.states[at] in COUNTS_ZERO else cells.values[at]


def _torn(cells: TableCells) -> Iterator[int]:
    """Give the open cells of rows that print a number somewhere: it is not gone because a sum has no room for it."""
    for row, start in zip(cells.shape.rows, cells.shape.starts, strict=True):
        made = [cells.made.get(at) for at in range(start, start + len(row.columns))]
        mine = [cell for cell in made if cell is not None and cell.state in _OPEN]
        if any(any(cell.candidates) for cell in mine):
            yield from (cells.shape.index[cell.path] for cell in mine)


def _left(entry: CellSum, known: Sequence[Number | None]) -> tuple[Number | None, Number | None]:
    """Give both sides of a sum; None for one with an open cell."""
    left, right = (
        None if None in side else sum(number for number in side if number is not None)
        for side in ([known[at] for at in cells] for cells in (entry.parts, entry.equals))
    )
    return left, right


def _infer(known: list[Number | None], torn: Container[int], entry: CellSum) -> bool:
    """Fill in what a sum leaves no choice for; tell whether there was something."""
    for side, other in ((entry.parts, entry.equals), (entry.equals, entry.parts)):
        open_cells = [at for at in side if known[at] is None]
        if not open_cells or any(known[at] is None for at in other):
            continue
        if any(at in torn for at in open_cells):
            continue
        rest = sum(known[at] or 0 for at in other) - sum(known[at] or 0 for at in side)
        if rest == 0 or (len(open_cells) == 1 and rest > 0):
            for at in open_cells:
                known[at] = rest
            return True
    return False
