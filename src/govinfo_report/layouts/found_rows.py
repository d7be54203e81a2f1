"""Lines of cells on their way from the copy to rows."""

from __future__ import annotations

from attrs import define

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.pieces import LONGEST, Cell, Piece, is_value, text_of
from govinfo_report.source import Lines


@define
class FoundRow:
    """A line of cells, as found.

    Attributes:
        cells: its cells.
        at: index of the first value; ``len(cells)`` where there is none.
        origin: what the layout wants to know again: which line it was, or between which rules.
    """

    cells: list[Cell]
    at: int
    origin: int = 0

    @property
    def has_values(self) -> bool:
        """It holds a number or a mark."""
        return self.at < len(self.cells)

    def label_at(self) -> int | None:
        """Give the index of the last words in front of the numbers; None where there are none."""
        if not self.has_values:
            return None
        return next((at for at in range(self.at - 1, -1, -1) if self.cells[at][0].text), None)

    def texts(self) -> list[str]:
        """Give what its cells print."""
        return [text_of(cell) for cell in self.cells]


def found_row(cells: list[Cell], origin: int = 0) -> FoundRow:
    """Look for the first value of a line."""
    at = next((at for at, cell in enumerate(cells) if is_value(text_of(cell))), len(cells))
    return FoundRow(cells, at, origin)


def with_whole_label(cells: list[Cell], lines: Lines, is_label: LabelTest) -> list[Cell]:
    """Put the last label in front of the numbers together, which was cut at a comma that is its own.

    (二)部分公开(区分处理的,只计这一情形,不计其他情形)

    Args:
        cells: the cells of a line.
        lines: the table that they stand in.
        is_label: tells whether a text is a label.
    """
    last = next((at for at, cell in enumerate(cells) if is_value(text_of(cell))), 0) - 1
    # an empty cell ends no label
    if last < 1 or not text_of(cells[last]) or is_label(text_of(cells[last])):
        return cells
    end = cells[last][-1].end
    for at in range(last - 1, -1, -1):
        start = cells[at][0].start
        if end - start > LONGEST:
            break
        whole = lines.text[start - lines.start : end - lines.start]
        if text_of(cells[at]) and is_label(whole):
            return [*cells[:at], (Piece(whole, start),), *cells[last + 1 :]]
    return cells
