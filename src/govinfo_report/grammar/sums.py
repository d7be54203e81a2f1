"""The sums of the form (勾稽关系) written out over the cells of a table: nothing else says which cells they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from govinfo_report.grammar.shape import EditionTable
from govinfo_report.model import cell_path
from govinfo_report.official import Sum


@frozen
class CellSum:
    """One sum over the cells of a table.

    Attributes:
        code: the code of the finding where it fails.
        along: ``columns`` where it adds cells of several lines, ``rows`` where it adds those of one.
        parts: indices of the cells that are added.
        equals: indices of the cells that they equal.
        cells: both.
    """

    code: str
    along: str
    parts: tuple[int, ...]
    equals: tuple[int, ...]
    cells: tuple[int, ...] = field(init=False)

    @cells.default
    def _cells(self) -> tuple[int, ...]:
        return (*self.parts, *self.equals)


def cell_sums(sums: Sequence[Sum], table: EditionTable) -> tuple[CellSum, ...]:
    """Write the sums of a table out over its cells.

    Args:
        sums: the form's sums; those of other tables are left out.
        table: the edition's table; a group's name stands for its lines.

    Returns:
        A sum for each row that has the columns of one along rows, and for each column of one along columns.
    """
    return tuple(
        found
        for entry in sums
        if entry.table == table.shape.table
        for found in (_in_rows if entry.along == "rows" else _in_columns)(entry, table)
    )


def _in_rows(entry: Sum, table: EditionTable) -> Iterator[CellSum]:
    for start, row in zip(table.shape.starts, table.shape.rows, strict=True):
        at = {column: start + index for index, column in enumerate(row.columns)}
        if all(column in at for column in (*entry.parts, *entry.equals)):
            parts, equals = (
                tuple(at[name] for name in side) for side in (entry.parts, entry.equals)
            )
            yield CellSum(entry.code, "rows", parts, equals)


def _in_columns(entry: Sum, table: EditionTable) -> Iterator[CellSum]:
    for column in dict.fromkeys(name for row in table.shape.rows for name in row.columns):
        parts, equals = (
            tuple(
                table.shape.index[cell_path(table.shape.table, row, column)]
                for name in side
                for row in table.members(name)
            )
            for side in (entry.parts, entry.equals)
        )
        yield CellSum(entry.code, "columns", parts, equals)
