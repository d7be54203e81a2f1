"""What the form's sums say of a table, written out over its lines: for the proof that settles doubtful rows."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from attrs import frozen

from govinfo_report.align.columns import ColumnSum
from govinfo_report.align.filling import RowRule
from govinfo_report.form import Form
from govinfo_report.grammar import EditionTable
from govinfo_report.model import ProofSum


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
    """Give the rules of a table, made once for each."""
    rules = _MADE.get(table)
    if rules is None:
        rules = _MADE[table] = table_rules(form, table)
    return rules


def table_rules(form: Form, table: EditionTable) -> TableRules:
    """Write the form's sums out over the lines of a table."""
    columns = form.tables[table.shape.table].columns
    names = [path.rpartition(".")[2] for path in table.shape.paths]
    mine = [entry for entry in form.sums if entry.table == table.shape.table]
    rows = []
    own_sums = []
    for line, (start, end, _) in zip(table.lines, table.spans, strict=True):
        sums = []
        named_codes = []
        at = 0
        own = table.columns(line)
        for _ in line.rows:
            place = {column: at + index for index, column in enumerate(own)}
            for entry in mine:
                named = (*entry.parts, *entry.equals)
                if entry.along == "rows" and len(entry.equals) == 1 and named == own:
                    sums.append(
                        (tuple(place[name] for name in entry.parts), place[entry.equals[0]])
                    )
                    named_codes.append(entry.code)
            at += len(own)
        own_sums.append(
            tuple(
                ProofSum(code, tuple(start + cell for cell in parts), (start + equals,))
                for code, (parts, equals) in zip(named_codes, sums, strict=True)
            )
        )
        rows.append(
            RowRule(
                end - start,
                tuple(sums),
                frozenset(cell - start for cell in table.money if start <= cell < end),
                frozenset(
                    cell for cell in range(end - start) if columns[names[start + cell]].signed
                ),
            )
        )
    line_of = {row: at for at, line in enumerate(table.lines) for row in line.rows}
    same = len({table.columns(line) for line in table.lines}) == 1
    sums_down = [
        ColumnSum(
            entry.code,
            *(
                tuple(line_of[row] for name in side for row in table.members(name))
                for side in (entry.parts, entry.equals)
            ),
        )
        for entry in mine
        if entry.along == "columns" and same and all(len(line.rows) == 1 for line in table.lines)
    ]
    return TableRules(tuple(rows), tuple(own_sums), tuple(sums_down))
