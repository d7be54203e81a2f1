"""Columns that are none of the form's.

A copy prints merged cells again for each column that they cover, and web pages leave narrow columns empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.found_rows import FoundRow

# Lines of headings that are looked at above the numbers: as many as a heading is broken over.
DEPTH = 6


def drop_spare_columns(found: Sequence[FoundRow], is_label: LabelTest) -> None:
    """Leave the cells of spare columns out.

    Args:
        found: the lines of a table, from top to bottom; their cells are changed.
        is_label: tells whether a text is a label.
    """
    headings: list[FoundRow] = []
    rows: list[FoundRow] = []
    for row in found:
        if row.has_values:
            rows.append(row)
        elif len(row.cells) > 1:
            if rows:
                _drop(headings, rows, is_label)
                headings, rows = [], []
            headings.append(row)
    _drop(headings, rows, is_label)


def _drop(headings: list[FoundRow], rows: list[FoundRow], is_label: LabelTest) -> None:
    """Leave spare columns out of lines of headings and the rows below them, where all of these have as many cells."""
    width = len(headings[-1].cells) if headings else 0
    if not rows or any(len(row.cells) != width for row in rows):
        return
    first = min(row.at for row in rows)
    again = [at for at in repeated(headings[-1].texts(), is_label) if at > first]
    # a column that is empty throughout is empty in any row
    bare = [at for at in range(first + 1, width) if not rows[0].cells[at][0].text]
    if not again and not bare:
        return
    headings = [row for row in headings[-DEPTH:] if len(row.cells) == width]
    below = [row.texts() for row in rows]
    spare = {at for at in again if all(texts[at] == texts[at - 1] for texts in below)}
    if bare:
        stray = _stray([row.texts() for row in headings], below)
        # those at the end stay: they tell how many cells a line of this copy has
        last = max(at for at in range(width) if any(texts[at] for texts in below))
        spare.update(at for at in stray if first < at < last)
    if not spare:
        return
    for row in headings + rows:
        row.at -= sum(at < row.at for at in spare)
        row.cells = [cell for at, cell in enumerate(row.cells) if at not in spare]
        row.changed = True


def repeated(heading: Sequence[str], is_label: LabelTest) -> list[int]:
    """Give the columns of a line of headings whose label is the one of the column before.

    Nothing is given for a line that is one label throughout: it stands over the whole table and heads no column.
    """
    columns = [
        at
        for at, (before, text) in enumerate(pairwise(heading), 1)
        if text and text == before and is_label(text)
    ]
    return columns if len(columns) < len(heading) - 1 else []


def _stray(headings: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> list[int]:
    """Give the columns that hold nothing and have no heading of their own, where every other column has one."""
    width = len(headings[-1])
    empty = [not any(texts[at] for texts in rows) for at in range(width)]
    headed = [
        any(texts[at] and not _spans(headings[line:], at) for line, texts in enumerate(headings))
        for at in range(width)
    ]
    stray = [at for at in range(width) if empty[at] and not headed[at]]
    return stray if all(headed[at] for at in range(width) if not empty[at]) else []


def _spans(headings: Sequence[Sequence[str]], at: int) -> bool:
    """Tell whether the first of some lines of headings has in column ``at`` the words that stand over the next ones."""
    first = headings[0]
    behind = at + 1
    return (
        behind < len(first) and not first[behind] and any(texts[behind] for texts in headings[1:])
    )
