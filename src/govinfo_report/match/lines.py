"""A table of an edition as the judge sees it: its lines in order, what each holds, and the sums that bind them.

The order comes from the grammar (``grammars/*.lark``), the columns from the edition, the sums from the form's data.
"""

from __future__ import annotations

from functools import cache

from attrs import Factory, field, frozen

from govinfo_report.grammar import cell_sums
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.model import cell_path
from govinfo_report.official import Form


@frozen(eq=False)
class RowForm:
    """What decides how the numbers of a line can be read; one object for each, so that it is a fast key.

    Attributes:
        width: how many cells it has.
        summed: the last is the sum of the others.
        signed: the cell that may have a sign, from 0; -1 where none may.
        money: the cells that may have a point, from 0.
        is_added: its numbers are added up, with one another or with those of other lines: none has a fraction.
    """

    width: int
    summed: bool
    signed: int = -1
    money: frozenset[int] = frozenset()
    is_added: bool = field(default=Factory(lambda self: self.summed, takes_self=True))


row_form = cache(RowForm)
"""Gives the one ``RowForm`` of some width, sum, sign and point."""


@frozen
class FormLine:
    """A line of the form that has cells.

    Attributes:
        row: its id.
        columns: the ids of its columns.
        form: how its numbers can be read.
    """

    row: str
    columns: tuple[str, ...]
    form: RowForm


@frozen
class ColumnSum:
    """Lines that add up, in every column: indices of those that are added, and of those they equal."""

    parts: tuple[int, ...]
    equals: tuple[int, ...]


@frozen(eq=False)
class FormTable:
    """A table of an edition.

    Attributes:
        source: the table as the grammar gives it.
        lines: its lines, in order.
        sums: the sums down its columns.
        index: row to its place in ``lines``.
    """

    source: EditionTable
    lines: tuple[FormLine, ...]
    sums: tuple[ColumnSum, ...]
    index: dict[str, int] = field(init=False)

    @index.default
    def _index(self) -> dict[str, int]:
        return {line.row: at for at, line in enumerate(self.lines)}

    @property
    def id(self) -> str:
        """The table's id."""
        return self.source.shape.table

    @property
    def edition(self) -> str:
        """The edition's id."""
        return self.source.edition.id

    @property
    def is_shared(self) -> bool:
        """Its rows stand on one line, which has no label."""
        return bool(self.source.shared)

    @property
    def provable(self) -> tuple[bool, bool]:
        """How much sums prove of it: down its columns, along its lines."""
        return bool(self.sums), self.is_summed

    @property
    def is_summed(self) -> bool:
        """Every line has a sum."""
        return self.lines[0].form.summed

    @property
    def width(self) -> int:
        """How many cells the longest line has."""
        return max(line.form.width for line in self.lines)


def form_table(form: Form, source: EditionTable) -> FormTable:
    """Compile a table of an edition for the judge."""
    shape = source.shape
    sums = cell_sums(form.sums, source)
    # digits are cut by a line's sum: one that leaves a cell out is none
    covered = {entry.cells for entry in sums if entry.along == "rows"}
    words = form.tables[shape.table]
    added = {at for entry in sums for at in entry.cells}
    lines = []
    for row, start in zip(shape.rows, shape.starts, strict=True):
        width = len(row.columns)
        marks = [words.columns[column] for column in row.columns]
        signed = next((at for at, column in enumerate(marks) if column.signed), -1)
        counted = [words.counted(row.id, column) for column in row.columns]
        money = frozenset(at for at, each in enumerate(counted) if each.money)
        is_summed = tuple(range(start, start + width)) in covered
        is_added = is_summed or added.issuperset(range(start, start + width))
        own = row_form(width, is_summed, signed, money, is_added)
        lines.append(FormLine(row.id, row.columns, own))
    first = shape.rows[0].columns[0]
    at = {cell_path(shape.table, line.row, first): index for index, line in enumerate(lines)}
    down = [
        ColumnSum(*(tuple(at[shape.paths[cell]] for cell in side) for side in (s.parts, s.equals)))
        for s in sums
        if s.along == "columns" and shape.paths[s.parts[0]] in at
    ]
    return FormTable(source, tuple(lines), tuple(down))
