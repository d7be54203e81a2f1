"""The shape of a table: its rows and columns, and the path of each cell."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


def cell_path(table: str, row: str, column: str) -> str:
    """Give the path of a cell: ``table.row.column``; ``table.row`` where a line's only number has no column's name.

    Args:
        table: the table's id.
        row: the row's id.
        column: the column's id; "" for the only number of a line.
    """
    return f"{table}.{row}.{column}" if column else f"{table}.{row}"


def path_parts(path: str) -> tuple[str, str, str]:
    """Give table, row and column of a cell's path; the column "" where it names none."""
    table, row, *column = path.split(".")
    return table, row, column[0] if column else ""


@frozen
class RowShape:
    """A row and its columns, in order.

    Attributes:
        id: its id.
        columns: the ids of its columns; "" for the only number of a line.
        label: its words on the form, in the edition; None where they are not known.
    """

    id: str
    columns: tuple[str, ...]
    label: str | None = field(default=None, eq=False)


@frozen
class TableShape:
    """The cells of one table in one edition, in form order.

    Attributes:
        table: ``disclosure``, ``requests``, ``review`` or ``statistics``.
        edition: the edition's id.
        rows: the rows, in order.
        starts: for each row the index of its first cell among all cells, from 0.
        paths: the path of each cell, see ``cell_path``.
        labels: the label of the row of each cell.
        index: path to the index of the cell, from 0.
        row_index: row to its index in ``rows``.
    """

    table: str
    edition: str
    rows: tuple[RowShape, ...]
    starts: tuple[int, ...] = field(init=False)
    paths: tuple[str, ...] = field(init=False)
    labels: tuple[str | None, ...] = field(init=False, eq=False, repr=False)
    index: Mapping[str, int] = field(init=False, eq=False, repr=False)
    row_index: Mapping[str, int] = field(init=False, eq=False, repr=False)

    @starts.default
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for row in self.rows:
            starts.append(at)
            at += len(row.columns)
        return tuple(starts)

    @paths.default
    def _paths(self) -> tuple[str, ...]:
        return tuple(
            cell_path(self.table, row.id, column) for row in self.rows for column in row.columns
        )

    @labels.default
    def _labels(self) -> tuple[str | None, ...]:
        return tuple(row.label for row in self.rows for _ in row.columns)

    @index.default
    def _index(self) -> Mapping[str, int]:
        return {path: at for at, path in enumerate(self.paths)}

    @row_index.default
    def _row_index(self) -> Mapping[str, int]:
        return {row.id: at for at, row in enumerate(self.rows)}

    def label(self, path: str) -> str | None:
        """Give the label of the row that a path names; None where the edition has no such row."""
        at = self.row_index.get(path.split(".")[1])
        return None if at is None else self.rows[at].label

    def row_paths(self, row: str) -> tuple[str, ...]:
        """Give the paths of the cells of ``row``, in order."""
        at = self.row_index[row]
        start = self.starts[at]
        return self.paths[start : start + len(self.rows[at].columns)]
