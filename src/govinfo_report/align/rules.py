"""What the form's sums say of a table, written out over its lines: for the proof that settles doubtful rows."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from attrs import frozen

from govinfo_report.align.columns import ColumnSum
from govinfo_report.align.readings import RowRule
from govinfo_report.form import Form
from govinfo_report.grammar import EditionTable


@frozen(eq=False)
class TableRules:
    """The rules of one table of an edition.

    Attributes:
        rows: for each printed line what the form says of it.
        codes: for each line the codes of its own sums.
        sums: the sums that hold in every column, over lines; none where the lines have different columns.
    """

    rows: tuple[RowRule, ...]
    codes: tuple[tuple[str, ...], ...]
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
    codes = []
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
        codes.append(tuple(named_codes))
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
    return TableRules(tuple(rows), tuple(codes), tuple(sums_down))
