"""A label printed behind those of its groups in one cell, as people and programs do that have no merged cells.

::

    | 三、本年度办理结果 - （三）不予公开 - 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from govinfo_report.labels.headings import PATH_MARKS
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.found_rows import FoundRow
from govinfo_report.layouts.pieces import LONGEST, Cell, text_of, trimmed

# What stands between two labels of one cell; the note of a label is no label.
_BETWEEN = re.compile(rf"[\s─,，;；{PATH_MARKS}]*")
# The longest such cell: three labels.
LONGEST_PATH = 2 * LONGEST
# One table has at most a few tens of lines with a label; a text made to be slow would have more.
MOST_PATHS = 100


def part_label_paths(found: Iterable[FoundRow], is_label: LabelTest) -> None:
    """Give each label of a cell that holds several of them, and nothing else, a cell of its own.

    Args:
        found: the lines of a table; changed in place.
        is_label: tells whether a text is a label, and where the longest one ends that begins somewhere.
    """
    asked = 0
    for row in found:
        at = row.label_at()
        if at is None or asked >= MOST_PATHS or is_label(text_of(row.cells[at])):
            continue
        asked += 1
        cells = _parted(row.cells[at], is_label)
        if cells:
            row.cells[at : at + 1] = cells
            row.at += len(cells) - 1
            row.changed = True


def _parted(cell: Cell, is_label: LabelTest) -> list[Cell]:
    """Give the labels of a cell, each as a cell; none where it is not labels from end to end."""
    if len(cell) > 1:
        # 三、本年度办理结果<br>（一）予以公开
        return [(piece,) for piece in cell] if all(is_label(piece.text) for piece in cell) else []
    text, start = cell[0].text, cell[0].start
    if len(text) > LONGEST_PATH:
        return []
    cells: list[Cell] = []
    at = 0
    while at < len(text):
        end = is_label.begins(text, at)
        if end is None or end <= at:
            return []
        cells.append((trimmed(text[at:end], start + at),))
        found = _BETWEEN.match(text, end)
        at = found.end() if found is not None else end
    return cells if len(cells) > 1 else []
