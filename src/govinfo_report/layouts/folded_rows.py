"""Lines that are one row, because its cells were folded, numbers as well as labels, to fit their columns.

::

    | 行政规范性文 | 478 | 360 | 0 |
    | 件           | 0   | 8   |   |

The second line is none of its own where the first one's label goes on in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.layouts.found_rows import FoundRow, found_row
from govinfo_report.layouts.pieces import LONGEST, MOST_PIECES, LabelFinder, is_value, text_of


def unfold(found: Sequence[FoundRow], finder: LabelFinder) -> list[FoundRow]:
    """Put lines together of which the first has a label that goes on below, beside more numbers.

    Args:
        found: the lines of a table, from top to bottom.
        finder: finds labels in pieces.
    """
    kept: list[FoundRow] = []
    at = 0
    while at < len(found):
        count = _folds(found, at, finder)
        kept.append(_stacked(found[at : at + count + 1]) if count else found[at])
        at += count + 1
    return kept


def _folds(found: Sequence[FoundRow], at: int, finder: LabelFinder) -> int:
    """Give how many lines below a line go on with it; 0 where none of them has a number."""
    upper = found[at]
    label = upper.label_at()
    if label is None or at + 1 == len(found) or not found[at + 1].has_values:
        return 0
    head = text_of(upper.cells[label])
    # + and · are a bullet in the place of a label that was lost: they go on in none
    if len(head) > LONGEST or finder.is_label(head) or not any(map(str.isalnum, head)):
        return 0
    below = []
    for row in found[at + 1 : at + 1 + MOST_PIECES]:
        if len(row.cells) != len(upper.cells) or row.origin != upper.origin:
            break
        if row.has_values and not _goes_on(upper, row):
            break
        below.append(row)
    texts = [text_of(row.cells[label]) for row in below]
    return finder.longest(texts, head)


def _goes_on(upper: FoundRow, lower: FoundRow) -> bool:
    """Tell whether each number of a line can be the rest of the one above it: no number but 0 begins with 0."""
    below = {at: text for at, text in enumerate(lower.texts()) if text and is_value(text)}
    above = upper.texts()
    return all(
        text.isdecimal() and at < len(above) and above[at].isdecimal() and above[at] != "0"
        for at, text in below.items()
    )


def _stacked(rows: Sequence[FoundRow]) -> FoundRow:
    """Put lines of as many cells together, column by column."""
    columns = [
        tuple(piece for cell in column for piece in cell if piece.text) or column[0]
        for column in zip(*(row.cells for row in rows), strict=True)
    ]
    return found_row(columns, rows[0].origin)
