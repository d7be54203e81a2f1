"""Running text whose cells blanks part after all: as many pieces behind every label, each a number or a mark.

``20 0 0 0 02`` may be seven cells, so a blank of running text parts none by itself. Where equally many pieces stand
behind each label that has numbers, it does: stray blanks, and blanks that were lost, leave rows of all lengths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from govinfo_report.layouts.pieces import is_value
from govinfo_report.layouts.worded_numbers import Found
from govinfo_report.model import Span

# Rows that tell, and how many cells each has at least, where none of two cells begins with 0: table 二 has four rows of
# one number.
FEWEST_ROWS = 10
FEWEST_CELLS = 3
_PIECE = re.compile(r"\S+")


def parted(text: str, found: Sequence[Found]) -> Sequence[Found]:
    """Part the runs of digits and marks of every row at their blanks, where all have as many pieces.

    Args:
        text: the text.
        found: its labels, and words that are none, each with what stands behind it.
    """
    rows: dict[int, list[Span]] = {}
    size = 0
    for at, row in enumerate(found):
        if len(row.spans) <= row.first:
            continue
        pieces = _pieces(text, row)
        size = size or len(pieces)
        if len(pieces) != size or size < 2:
            return found
        rows[at] = pieces
    # 0 0 are two cells, for no number but 0 begins with 0; 27 3 may be one
    is_pair = size < FEWEST_CELLS
    if is_pair and not any(text[low:high] == "0" for (low, high), _ in rows.values()):
        return found
    if len(rows) < FEWEST_ROWS or _has_strokes(text, list(rows.values())):
        return found
    return [
        evolve(row, spans=[*row.spans[: row.first], *rows[at]], is_glued=False)
        if at in rows
        else row
        for at, row in enumerate(found)
    ]


def _has_strokes(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Tell whether every second piece of all rows is the same mark: / 3 / 1 / 27 has strokes between its cells."""
    printed = [[text[low:high] for low, high in row] for row in rows]
    for first in (0, 1):
        marks = {piece for row in printed for piece in row[first::2]}
        others = {piece for row in printed for piece in row[1 - first :: 2]}
        if len(marks) == 1 and not marks & others and not any(map(str.isdecimal, marks)):
            return True
    return False


def _pieces(text: str, row: Found) -> list[Span]:
    """Give what blanks part behind the label of a row; nothing where it is no label, or one piece no number or mark."""
    if row.is_garbled or not row.is_label:
        return []
    first, last = row.spans[row.first][0], row.spans[-1][1]
    pieces = [found.span() for found in _PIECE.finditer(text, first, last)]
    is_apart = first and text[first - 1].isspace()
    return pieces if is_apart and all(is_value(text[low:high]) for low, high in pieces) else []
