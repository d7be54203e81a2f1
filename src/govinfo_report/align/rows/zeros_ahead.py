"""Numbers that are printed with a zero ahead: ``行政强制 | 012`` may be 0, and 12 from elsewhere.

In ``规章 | 1 | 00 | 0`` two cells may have run together, and 1 and the first 0 have been one number, 10: there are as
many numbers as cells again, and where no sum binds the row, all of them are doubted.
"""

from __future__ import annotations

import re

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.proof.rules import rules_of
from govinfo_report.findings import cell_finding
from govinfo_report.grammar import EditionTable
from govinfo_report.labels.figures import SIGN_WORDS
from govinfo_report.official import Form

# 012, 0347万元, 012.5, -012; 0.5 and -0 have none
_AHEAD = r"[0０][,，]?[0-9０-９]"
# the zero is looked for first: most characters are none
_IN_TEXT = re.compile(r"[0０](?<![0-9０-９].)[,，]?[0-9０-９]")
_IN_CELL = re.compile(rf"(?:[+\-＋－−﹣]|{SIGN_WORDS})?\s*{_AHEAD}")


def may_lead_with_zeros(text: str) -> bool:
    """Tell whether some number of a table may be printed with a zero ahead; those of dates are (hot).

    Args:
        text: the text of the table.
    """
    return _IN_TEXT.search(text) is not None


def say_zeros_ahead(aligned: Aligned, table: EditionTable, form: Form) -> None:
    """Doubt the numbers that are printed with a zero ahead; they are stated as they stand.

    Args:
        aligned: the table.
        table: tells which cells stand in a line.
        form: gives the sums.
    """
    cells = aligned.cells
    for at, cell in enumerate(cells.cells()):
        if cell.value is not None and _IN_CELL.match(cell.raw):
            also = [cells.shape.paths[other] for other in _unbound(at, table, form) if other != at]
            said = cell_finding("zero_ahead", cell, also, value=cell.value)
            aligned.findings.append(said)


def _unbound(at: int, table: EditionTable, form: Form) -> range:
    """Give the cells of the line that a cell is of, if no sum binds it; else none."""
    line = next(line for line, (_, end, _) in enumerate(table.spans) if at < end)
    start, end, _ = table.spans[line]
    return range(0) if rules_of(form, table).rows[line].sums else range(start, end)
