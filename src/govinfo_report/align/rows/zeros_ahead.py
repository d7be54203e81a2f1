"""Numbers that are printed with a zero ahead: ``行政强制 | 012`` may be 0, and 12 from elsewhere."""

from __future__ import annotations

from decimal import Decimal

from govinfo_report.align.aligned import Aligned
from govinfo_report.findings import cell_finding
from govinfo_report.grammar import EditionTable
from govinfo_report.labels import ZeroLed


def say_zeros_ahead(aligned: Aligned, table: EditionTable) -> None:
    """Make plain numbers of those that begin with a zero, and doubt them; they are stated as they stand (hot).

    Args:
        aligned: the table; its values are changed.
        table: tells which of them are amounts of money.
    """
    cells = aligned.cells
    if ZeroLed not in set(map(type, cells.values)):
        return
    for at, value in enumerate(cells.values):
        if isinstance(value, ZeroLed):
            plain = int(value)
            cells.values[at] = Decimal(plain) if at in table.money else plain
            said = cell_finding("zero_ahead", cells.cell(at), value=plain)
            aligned.findings.append(said)
