"""What the form's sums say of a table, written out over its lines: for the proof that settles doubtful rows."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from attrs import frozen

from govinfo_report.align.proof.columns import ColumnSum
from govinfo_report.align.readings.filling import RowRule
from govinfo_report.grammar import CellSum, EditionTable, cell_sums
from govinfo_report.model import ProofSum
from govinfo_report.official import Form


@frozen(eq=False)
class TableRules:
    """The rules of one table of an edition.

    Attributes:
        rows: for each printed line what the form says of it.
        own_sums: for each line its own sums, over the cells of the table.
        sums: the sums that hold in every column, over lines; none where the lines have different columns.
    """

    rows: tuple[RowRule, ...]
    own_sums: tuple[tuple[ProofSum, ...], ...]
    sums: tuple[ColumnSum, ...]


_MADE: WeakKeyDictionary[EditionTable, TableRules] = WeakKeyDictionary()


def rules_of(form: Form, table: EditionTable) -> TableRules:
    """Give the rules of a table, made once for each.

    Args:
        form: gives the sums, and the columns whose numbers may be negative.
        table: the edition's table.
    """
    rules = _MADE.get(table)
    if rules is None:
        rules = _MADE[table] = table_rules(form, table)
    return rules


def table_rules(form: Form, table: EditionTable) -> TableRules:
    """Write the form's sums out over the lines of a table.

    Args:
        form: gives the sums, and the columns whose numbers may be negative.
        table: the edition's table.
    """
    columns = form.tables[table.shape.table].columns
    names = [path.rpartition(".")[2] for path in table.shape.paths]
    sums = cell_sums(form.sums, table)
    rows, own_sums = [], []
    for start, end, _ in table.spans:
        own = _own_sums(sums, start, end)
        own_sums.append(tuple(ProofSum(entry.code, entry.parts, entry.equals) for entry in own))
        rows.append(
            RowRule(
                end - start,
                tuple(
                    (tuple(at - start for at in entry.parts), entry.equals[0] - start)
                    for entry in own
                ),
                frozenset(cell - start for cell in table.money if start <= cell < end),
                frozenset(at - start for at in range(start, end) if columns[names[at]].signed),
            )
        )
    return TableRules(tuple(rows), tuple(own_sums), _sums_down(sums, table))


def _own_sums(sums: Sequence[CellSum], start: int, end: int) -> list[CellSum]:
    """Give the sums within a line, its cells from ``start`` to before ``end``, each with its one total behind it.

    Digits are cut by them, so they must speak of every cell: where one is left out, none is given.
    """
    own = [entry for entry in sums if entry.along == "rows" and start <= entry.cells[0] < end]
    own.sort(key=lambda entry: entry.cells[0])
    cells = [at for entry in own for at in entry.cells]
    covers = cells == list(range(start, end)) and all(len(entry.equals) == 1 for entry in own)
    return own if covers else []


def _sums_down(sums: Sequence[CellSum], table: EditionTable) -> tuple[ColumnSum, ...]:
    """Give the sums that hold in every column, where every line is one row and all have the same columns."""
    if len({table.columns(line) for line in table.lines}) > 1 or table.shared:
        return ()
    # what a sum says of the first column it says of each
    line_at = {start: line for line, (start, _, _) in enumerate(table.spans)}
    return tuple(
        ColumnSum(
            entry.code,
            tuple(line_at[at] for at in entry.parts),
            tuple(line_at[at] for at in entry.equals),
        )
        for entry in sums
        if entry.along == "columns" and entry.parts[0] in line_at
    )
