"""What a printed number can and cannot be: whole, not negative, with a unit where the form prints none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import frozen

from govinfo_report.findings import cell_finding
from govinfo_report.grammar import EditionTable
from govinfo_report.model import Finding, TableCells, cell_path, path_parts
from govinfo_report.official import Form, units, writing

# Units of money, and what one is worth in 元.
AMOUNTS = units().money
# How a number begins that has grown or shrunk.
SIGNS = (*"+＋-－−﹣", *writing().signs)


@frozen
class NumberRules:
    """Which cells of a table may hold what.

    Attributes:
        signed: indices of cells that may be negative (本年增/减).
        money: indices of cells that hold amounts of money.
        unit_open: indices of amounts for which the form prints no unit (采购总金额).
        beside_money: indices of counts in lines that have an amount too (采购项目数量), each with that of the amount.
        beside_signed: cells that have no sign, in lines where one has (上一年项目数量): index, that of the signed one.
        pairs: indices of two cells of a line, the first part of the second (本年新公开数量 of 对外公开总数量).
    """

    signed: frozenset[int]
    money: frozenset[int]
    unit_open: frozenset[int]
    beside_money: tuple[tuple[int, int], ...]
    beside_signed: tuple[tuple[int, int], ...]
    pairs: tuple[tuple[int, int], ...]


def number_rules(form: Form, table: EditionTable) -> NumberRules:
    """Read the rules of a table off the form.

    Args:
        form: says which columns are signed, hold money, have a unit, are part of another.
        table: the edition's table.
    """
    columns = form.tables[table.shape.table].columns
    parts = [path_parts(path) for path in table.shape.paths]
    names = [column for _, _, column in parts]
    signed = [at for at, name in enumerate(names) if columns[name].signed]
    words = form.tables[table.shape.table]
    unit_open = [at for at in table.money if not words.counted(*parts[at][1:]).unit]
    index = table.shape.index
    wholes = [
        cell_path(name, row, columns[column].part_of) if columns[column].part_of else ""
        for name, row, column in parts
    ]
    pairs = [(at, index[whole]) for at, whole in enumerate(wholes) if whole in index]
    beside = [
        (at, money)
        for start, end, _ in table.spans
        for money in table.money.intersection(range(start, end))
        for at in range(start, end)
        if at not in table.money
    ]
    beside_signed = [
        (at, change)
        for start, end, _ in table.spans
        for change in signed
        if start <= change < end
        for at in range(start, end)
        if at != change
    ]
    return NumberRules(
        frozenset(signed),
        table.money,
        frozenset(unit_open),
        tuple(beside),
        tuple(beside_signed),
        tuple(pairs),
    )


def check_numbers(rules: NumberRules, cells: TableCells, form: Form) -> list[Finding]:
    """Check each stated number of a table by itself (hot: ``benchmarks.run``, stage checks).

    Args:
        rules: what its cells may hold.
        cells: the table.
        form: gives the words of findings.
    """
    found: list[Finding] = []
    values: list[Any] = cells.values
    known = values if cells.is_whole else [value for value in values if value is not None]
    if known and min(known) < 0:
        for at, value in enumerate(values):
            if value is not None and value < 0 and at not in rules.signed:
                found.append(cell_finding("number_impossible", cells.cell(at), why="negative"))
    # a Decimal outside the money columns was printed with a point: 1.5 件
    if sum(known).__class__ is Decimal:
        for at, value in enumerate(values):
            if value.__class__ is Decimal and at not in rules.money:
                found.append(cell_finding("number_impossible", cells.cell(at), why="fraction"))
    for at in rules.unit_open:
        if values[at] and cells.unit(at) is None:
            found.append(cell_finding("unit_unknown", cells.cell(at)))
    for at, money in rules.beside_money:
        if values[at] is not None and cells.unit(at) in AMOUNTS:
            also = [cells.shape.paths[money]]
            found.append(cell_finding("amount_as_count", cells.cell(at), also=also))
    for at, change in () if cells.is_whole else rules.beside_signed:
        if values[at] is not None and (cell := cells.cell(at)).raw.startswith(SIGNS):
            _, row, column = path_parts(cells.shape.paths[change])
            found.append(
                cell_finding(
                    "sign_unexpected",
                    cell,
                    also=[path for path in cells.shape.row_paths(row) if path != cell.path],
                    column=form.wording(cells.shape.edition, cells.shape.table, column),
                )
            )
    for part, whole in rules.pairs:
        published, total = values[part], values[whole]
        if published is not None and total is not None and published > total:
            _, row, column = path_parts(cells.shape.paths[part])
            total_column = path_parts(cells.shape.paths[whole])[2]
            edition, table = cells.shape.edition, cells.shape.table
            found.append(
                cell_finding(
                    "published_above_total",
                    cells.cell(part),
                    also=[cells.shape.paths[whole]],
                    row=form.wording(edition, table, row),
                    column=form.wording(edition, table, column),
                    total_column=form.wording(edition, table, total_column),
                    published=published,
                    total=total,
                )
            )
    return found
