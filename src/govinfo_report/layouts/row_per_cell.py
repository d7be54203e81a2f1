"""One cell a line behind a tab, an empty line behind each row: what Apache Tika leaves of a Word table.

::

    <tab>规章
    <tab>0
    <tab>0
    <tab>0

    <tab>行政规范性文件
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import LineRows, Row
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

_CELL_START = re.compile(r"(?:\r\n|\r|\n)\t")
_EMPTY_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


class RowPerCell:
    """Cells on lines of their own, each behind a tab; an empty line ends a row.

    A cell may hold line breaks (a label in a narrow column), and a merged cell may begin with empty paragraphs: an
    empty line ends a row only where a cell's text stands before it and a new cell begins behind it.

    Args:
        is_label: not asked.
    """

    name = "row_per_cell"

    def __init__(self, is_label: LabelTest) -> None:
        del is_label

    def score(self, lines: Lines) -> float:
        """Say how many more of the tabs begin a line than part its cells: nearly all of them begin one."""
        tabs, leading = lines.tabs
        return max(0, 2 * leading - tabs) / tabs if tabs else 0.0

    def is_blind(self, lines: Lines) -> bool:
        """Say that the score looks at tabs and words only."""
        del lines
        return True

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows; text outside of them, before the first tab, is passed over."""
        if "\r" in lines.text:
            return self._any_line_ends(lines.text, lines.start)
        return LineRows(self._each(lines.text, lines.start), lines, self.name)

    def _each(self, text: str, at: int) -> Iterator[Row]:
        """Give the rows of a text whose lines end in line feeds."""
        cells = text.split("\n\t")
        if text.startswith("\t"):
            cells[0] = cells[0][1:]
            first, at = 0, at + 1
        else:
            first, at = 1, at + len(cells[0]) + 2
        row: list[str] = []
        start = at
        last = len(cells) - 1
        for index in range(first, len(cells)):
            cell = cells[index]
            row.append(cell)
            at += len(cell) + 2
            # an empty line behind the text, or prose behind the last row
            if index == last or ("\n" in cell and _ends_row(cell)):
                row[-1] = _own_text(cell)
                yield Row(row, start, 2)
                row, start = [], at
        if row:
            yield Row(row, start, 2)

    def _any_line_ends(self, text: str, offset: int) -> Iterator[Row]:
        """Give the rows of a text whose lines end in other ways."""
        breaks = list(_CELL_START.finditer(text))
        starts = [found.end() for found in breaks]
        ends = [*(found.start() for found in breaks), len(text)]
        if text.startswith("\t"):
            starts = [1, *starts]
        else:
            ends = ends[1:]
        row: list[str] = []
        spans: list[tuple[tuple[int, int]]] = []
        for start, end in zip(starts, ends, strict=True):
            cell = text[start:end]
            last = end == len(text)
            done = last or _ends_row(cell)
            own = _own_text(cell) if done else cell
            row.append(own)
            spans.append(((offset + start, offset + start + len(own)),))
            if done:
                yield Row(row, spans[0][0][0], 0, spans)
                row, spans = [], []
        if row:
            yield Row(row, spans[0][0][0], 0, spans)


def _ends_row(cell: str) -> bool:
    """Tell whether a row ends with this cell: an empty line behind it, or a number and an empty line before prose."""
    if not cell[max(cell.rfind("\n"), cell.rfind("\r")) :].strip(SPACES):
        return "\n" in cell or "\r" in cell
    found = _EMPTY_LINE.search(cell)
    return found is not None and _is_number(cell[: found.start()])


def _is_number(text: str) -> bool:
    """Tell whether a text is a number, with a sign and a point where it has them: 5, -3, 12.5."""
    return text.strip(SPACES).lstrip("+-").replace(".", "").isdecimal()


def _own_text(cell: str) -> str:
    """Cut off what stands behind the empty line that ends a row."""
    found = _EMPTY_LINE.search(cell)
    return cell[: found.start()] if found else cell
