"""What cannot be more than something else: a part than its whole, the total than the channels that it went through."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.findings import finding
from govinfo_report.grammar import EditionTable
from govinfo_report.model import COUNTS_ZERO, Finding, Number, TableCells, cell_path
from govinfo_report.official import Bound, Form


@frozen
class CellBound:
    """A bound over the cells of a table.

    Attributes:
        bound: the bound.
        less: indices of the cells whose sum is the lesser.
        more: indices of those whose sum is at least as much.
    """

    bound: Bound
    less: tuple[int, ...]
    more: tuple[int, ...]


def cell_bounds(bounds: Sequence[Bound], table: EditionTable) -> tuple[CellBound, ...]:
    """Write the bounds of a table out over its cells, one for each column that has all of them."""
    shape = table.shape
    columns = dict.fromkeys(name for row in shape.rows for name in row.columns)
    found = []
    for bound in bounds if any(entry.table == shape.table for entry in bounds) else ():
        for column in columns:
            paths = [
                [
                    cell_path(shape.table, row, column)
                    for name in side
                    for row in table.members(name)
                ]
                for side in (bound.less, bound.more)
            ]
            if all(path in shape.index for side in paths for path in side):
                less, more = (tuple(shape.index[path] for path in side) for side in paths)
                found.append(CellBound(bound, less, more))
    return tuple(found)


def check_bounds(bounds: Sequence[CellBound], cells: TableCells, form: Form) -> list[Finding]:
    """Check the bounds of a table; one with a cell that is not known proves nothing.

    Args:
        bounds: the bounds, written out over the cells.
        cells: the table.
        form: gives the words of findings.
    """
    shape = cells.shape
    found = []
    for entry in bounds:
        left, right = (_total(side, cells) for side in (entry.less, entry.more))
        if left is None or right is None or left <= right:
            continue
        last = next((cell for cell in map(cells.cell, reversed(entry.less)) if cell.parts), None)
        found.append(
            finding(
                entry.bound.code,
                cells=[shape.paths[at] for at in (*entry.less, *entry.more)],
                span=(last.parts[0][0], last.parts[-1][1]) if last else None,
                line=last.line if last else None,
                less=form.wordings(shape.edition, shape.table, entry.bound.less),
                more=form.wordings(shape.edition, shape.table, entry.bound.more),
                left=left,
                right=right,
            )
        )
    return found


def _total(indices: Sequence[int], cells: TableCells) -> Number | None:
    """Add up cells; None where one of them is not known. One that prints nothing or a mark counts 0."""
    values = [cells.values[at] for at in indices]
    is_known = all(
        value is not None or cells.states[at] in COUNTS_ZERO
        for at, value in zip(indices, values, strict=True)
    )
    return sum(value for value in values if value is not None) if is_known else None
