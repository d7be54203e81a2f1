"""Lines of tab-separated cells whose labels are wrapped over other lines, or whose merged cells are printed again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.pieces import Cell, LabelFinder, Piece, row_of
from govinfo_report.layouts.spare_columns import drop_spare_columns
from govinfo_report.layouts.wrapped import FoundRow, complete_labels, found_row
from govinfo_report.model import Row
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

TextLine: TypeAlias = tuple[str, int]
"""A line and the offset of its first character."""


def is_torn(lines: Lines, is_label: LabelTest) -> bool:
    """Tell whether words stand alone that are no label, or the first line of cells prints a label twice (hot)."""
    in_table = False
    for text in lines.texts:
        if "\t" in text:
            if not in_table:
                in_table = True
                cells = text.split("\t")
                if any(one == other and is_label(one) for one, other in pairwise(cells) if one):
                    return True
        elif in_table and text and not is_label(text) and not text.isspace():
            return True
    return False


def mended_lines(lines: Lines, is_label: LabelTest) -> Iterator[TextLine | Row]:
    """Give each line as it stands, or the row that was put together in its place."""
    found = [_found(text, start, at) for at, (text, start) in enumerate(lines)]
    kept = complete_labels(found, LabelFinder(is_label))
    drop_spare_columns(kept, is_label)
    texts, starts = lines.texts, lines.starts
    for row in kept:
        yield row_of(row.cells) if row.changed else (texts[row.origin], starts[row.origin])


def _found(text: str, start: int, at: int) -> FoundRow:
    cells: list[Cell] = []
    for cell in text.split("\t"):
        bare = cell.strip(SPACES)
        cells.append((Piece(bare, start + (cell.find(bare) if bare else 0)),))
        start += len(cell) + 1
    return found_row(cells, at)
