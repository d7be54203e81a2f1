"""The form as a user sees it: its editions, tables, lines, cells and sums, with the form's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from govinfo_report.errors import ArgumentError
from govinfo_report.grammar import EditionTable, cell_sums, edition_table
from govinfo_report.model import path_parts
from govinfo_report.model.paths import unknown_cell
from govinfo_report.official import Form, official_form

Tables: TypeAlias = Mapping[str, Mapping[str, EditionTable]]
"""Table to edition to the table as that edition has it."""


@frozen
class FormCell:
    """A cell of the form (单元格).

    Attributes:
        path: ``table.row.column``; ``table.row`` for the only number of a line.
        heading: the heading of the table: ``二、主动公开政府信息情况``.
        groups: the words of the groups that the row stands in, from the outmost.
        label: the words of the row, as ``Cell.label``.
        column_label: the words of the column.
        unit: what is counted (件, 项, 万元); "" where the form leaves it open.
        editions: the editions that have the cell, oldest first.
    """

    path: str
    heading: str
    groups: tuple[str, ...]
    label: str
    column_label: str
    unit: str
    editions: tuple[str, ...]

    @property
    def table(self) -> str:
        """The id of its table."""
        return self.path.split(".")[0]

    @property
    def row(self) -> str:
        """The id of its row."""
        return self.path.split(".")[1]

    @property
    def column(self) -> str:
        """The id of its column; "" for the only number of a line."""
        return path_parts(self.path)[2]


@frozen
class FormLine:
    """A line of a table (行). Iterating gives its cells.

    Attributes:
        path: ``table.row``.
        label: its words.
        groups: the words of the groups that it stands in, from the outmost.
        cells: its cells, from left to right.
    """

    path: str
    label: str
    groups: tuple[str, ...]
    cells: tuple[FormCell, ...] = field(repr=False)

    @property
    def row(self) -> str:
        """The id of the line."""
        return self.path.split(".")[1]

    def __iter__(self) -> Iterator[FormCell]:
        """Give its cells."""
        return iter(self.cells)


@frozen
class FormSum:
    """Cells that make the same sum, if the office added right (勾稽关系).

    Attributes:
        code: the code of the finding where it fails.
        parts: the paths of the cells that are added.
        equals: the paths of those that come to the same.
    """

    code: str
    parts: tuple[str, ...]
    equals: tuple[str, ...]


@frozen
class FormTable:
    """One of the tables in an edition (表格). Iterating gives its cells, in form order.

    Attributes:
        id: ``disclosure``, ``requests``, ``review`` or ``statistics``.
        heading: the heading of its section.
        lines: its lines, in order.
        sums: what ties its cells together.
    """

    id: str
    heading: str
    lines: tuple[FormLine, ...] = field(repr=False)
    sums: tuple[FormSum, ...] = field(repr=False)

    def __iter__(self) -> Iterator[FormCell]:
        """Give its cells."""
        return (cell for line in self.lines for cell in line)


@frozen(eq=False)
class FormEdition:
    """An edition of the form (年报格式的版本). Iterating gives its cells, in form order.

    Attributes:
        id: the year it was first used for, as text.
        name: its title.
        basis: the notice that prescribed it.
        years: first and last year of the reports; one number where it is still in force.
        tables: id to table, in order.
    """

    id: str
    name: str
    basis: str
    years: tuple[int, ...]
    tables: Mapping[str, FormTable] = field(repr=False)

    def __iter__(self) -> Iterator[FormCell]:
        """Give its cells."""
        return (cell for table in self.tables.values() for cell in table)


@frozen(eq=False)
class FormView:
    """The official form. Iterating gives the cells of all editions, in form order, in the words of the newest.

    Attributes:
        editions: id to edition, oldest first.
    """

    editions: Mapping[str, FormEdition] = field(repr=lambda editions: repr(list(editions)))
    _cells: Mapping[str, FormCell] = field(repr=False)

    def __iter__(self) -> Iterator[FormCell]:
        """Give the cells of all editions."""
        return iter(self._cells.values())

    def paths(self, edition: str | None = None) -> tuple[str, ...]:
        """Give the paths of the cells, in form order.

        Args:
            edition: ``"2014"``, ``"2019"`` or ``"2021"``: only those of that edition; None for those of all.

        Raises:
            ArgumentError: there is no such edition; it is a ValueError.
        """
        if edition is None:
            return tuple(self._cells)
        if edition not in self.editions:
            raise ArgumentError(
                "edition", f"expected {' or '.join(map(repr, self.editions))}, found {edition!r}"
            ).in_chinese(f"应为{'或'.join(map(repr, self.editions))}，实为{edition!r}")
        return tuple(cell.path for cell in self.editions[edition])

    def cell(self, path: str) -> FormCell:
        """Give the cell at ``table.row.column``, in the words of the newest edition that has it.

        Raises:
            TypeError: ``path`` is no str.
            UnknownPathError: no edition has such a cell; it is a KeyError.
        """
        cell = self._cells.get(path)
        if cell is None:
            raise unknown_cell(path, {})
        return cell


@cache
def form() -> FormView:
    """Give the official form: what each path means, in the form's own words; made at first use."""
    official = official_form()
    forms = (*reversed(official.annexes), official)
    tables: dict[str, dict[str, EditionTable]] = {name: {} for name in official.tables}
    for each in forms:
        for table in each.tables:
            tables.setdefault(table, {}).update(
                {name: edition_table(each, known, table) for name, known in each.editions.items()}
            )
    editions = {name: _edition(each, name, tables) for each in forms for name in each.editions}
    # in the words of the newest edition that has the cell
    newest = {cell.path: cell for edition in editions.values() for cell in edition}
    paths = (path for known in tables.values() for path in _merged(known.values()))
    return FormView(MappingProxyType(editions), {path: newest[path] for path in paths})


def _edition(official: Form, name: str, tables: Tables) -> FormEdition:
    edition = official.editions[name]
    views = {table: _table(official, name, tables[table]) for table in official.tables}
    return FormEdition(name, edition.name, edition.basis, edition.years, MappingProxyType(views))


def _table(official: Form, edition: str, known: Mapping[str, EditionTable]) -> FormTable:
    """Give a table as an edition has it.

    Args:
        official: the form's data.
        edition: the edition's id.
        known: the table as every edition has it.
    """
    own = known[edition]
    paths = own.shape.paths
    return FormTable(
        own.shape.table,
        official.sections[own.shape.table].heading,
        tuple(
            _line(official, known, edition, row, line.groups[-2::-1])
            for line in own.lines
            for row in line.rows
        ),
        tuple(
            FormSum(
                entry.code,
                tuple(paths[at] for at in entry.parts),
                tuple(paths[at] for at in entry.equals),
            )
            for entry in cell_sums(official.sums, own)
        ),
    )


def _line(
    official: Form,
    known: Mapping[str, EditionTable],
    edition: str,
    row: str,
    groups: tuple[str, ...],
) -> FormLine:
    shape = known[edition].shape
    table = shape.table
    label = official.wording(edition, table, row)
    words = tuple(official.wording(edition, table, group) for group in groups)
    cells = tuple(
        FormCell(
            path,
            official.sections[table].heading,
            words,
            label,
            official.wording(edition, table, column),
            official.tables[table].counted(row, column).unit,
            tuple(name for name, other in known.items() if path in other.shape.index),
        )
        for path in shape.row_paths(row)
        for column in [path_parts(path)[2]]
    )
    return FormLine(f"{table}.{row}", label, words, cells)


def _merged(tables: Iterable[EditionTable]) -> Iterator[str]:
    """Give the paths of all editions: a row that is new behind the one it follows, new columns behind the old ones."""
    rows: dict[str, dict[str, None]] = {}
    for table in tables:
        order, at = list(rows), 0
        for row in table.shape.row_index:
            if row not in order:
                order.insert(at, row)
            at = order.index(row) + 1
        rows = {row: rows.get(row, {}) for row in order}
        for row in table.shape.row_index:
            rows[row].update(dict.fromkeys(table.shape.row_paths(row)))
    for paths in rows.values():
        yield from paths
