"""Numbers that are printed with a zero ahead: ``行政强制 | 012`` may be 0, and 12 from elsewhere.

In ``规章 | 1 | 00 | 0`` two cells may have run together, and 1 and the first 0 have been one number, 10: there are as
many numbers as cells again, and where no sum binds the row, all of them are doubted.
"""

from __future__ import annotations

from decimal import Decimal

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.proof.rules import rules_of
from govinfo_report.findings import cell_finding
from govinfo_report.form import Form
from govinfo_report.grammar import EditionTable
from govinfo_report.labels import ZeroLed


def say_zeros_ahead(aligned: Aligned, table: EditionTable, form: Form) -> None:
    """Make plain numbers of those that begin with a zero, and doubt them; they are stated as they stand (hot).

    Args:
        aligned: the table; its values are changed.
        table: tells which of them are amounts of money.
        form: gives the sums.
    """
    cells = aligned.cells
    if ZeroLed not in set(map(type, cells.values)):
        return
    for at, value in enumerate(cells.values):
        if isinstance(value, ZeroLed):
            plain = int(value)
            cells.values[at] = Decimal(plain) if at in table.money else plain
            also = [cells.shape.paths[other] for other in _unbound(at, table, form) if other != at]
            said = cell_finding("zero_ahead", cells.cell(at), also, value=plain)
            aligned.findings.append(said)


def _unbound(at: int, table: EditionTable, form: Form) -> range:
    """Give the cells of the line that a cell is of, if no sum binds it; else none."""
    line = next(line for line, (_, end, _) in enumerate(table.spans) if at < end)
    start, end, _ = table.spans[line]
    return range(0) if rules_of(form, table).rows[line].sums else range(start, end)
