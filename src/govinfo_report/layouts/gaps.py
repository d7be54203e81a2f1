"""How far apart the cells of a table stand where only line ends part them, and what a gap then means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from govinfo_report.layouts.pieces import Piece

LINE = 1 << 10
"""What a line end adds to a gap; a full-width space inside a line adds 1, so any number of them is less."""


@frozen
class Gaps:
    """The gaps of a table.

    Attributes:
        cell: the usual one between two numbers of a row.
        row: the smallest one from a number to the text behind it, where that is wider than ``cell``: then rows
            stand farther apart than cells; else None.
        exact: no number of empty cells makes a gap like ``row`` (5 between rows, 3 between cells; a line end between
            rows, spaces between cells).
        even: every gap between numbers is a whole number of ``cell``, so wider ones hold empty cells.
        blocks: labels stand as far from their own numbers as rows from each other: what a page sets apart are blocks
            of lines, not rows.
        ragged: rows have all lengths: cells were lost, and what looks like an empty one may be the end of a row.
        beside: in most rows the numbers stand right behind the label.
        printed: the copy prints its empty cells, each row behind its label, and gaps tell of none.
    """

    cell: int
    row: int | None
    exact: bool
    even: bool
    blocks: bool
    ragged: bool = False
    beside: bool = False
    printed: bool = False

    def ends_row(self, gap: int) -> bool:
        """Tell whether a gap in front of a number stands between two rows, for all that can be told."""
        if self.ragged:
            return gap > self.cell
        return (
            self.exact
            and self.row is not None
            and gap >= self.row
            and not _is_whole(gap, self.cell)
        )

    def parts_label(self, gap: int) -> bool:
        """Tell whether numbers that stand so far behind a label are not its own: bars that fill its row up end it."""
        if self.printed:
            return gap > self.cell
        return self.row is not None and not self.blocks and gap >= self.row

    def is_inside(self, gap: int, before: int) -> bool:
        """Tell whether two pieces of text with such a gap are of one cell that stands ``before`` from the last one."""
        if gap < self.cell:
            return True
        return self.blocks and self.row is not None and gap < self.row <= before

    def empties(self, gap: int, usual: int | None = None) -> int:
        """Give how many empty cells a gap inside a row holds; spaces, however many, show none.

        Args:
            gap: the gap.
            usual: the gap between neighbours in this row; None for ``cell``.
        """
        usual = usual or self.cell
        is_shown = self.shows_empties() and _is_whole(gap, usual)
        return gap // usual - 1 if is_shown else 0

    def shows_empties(self) -> bool:
        """Tell whether wider gaps hold empty cells at all."""
        return self.even and self.cell >= LINE


def _is_whole(gap: int, cell: int) -> bool:
    """Tell whether a gap is a number of gaps between cells; a line end is no number of spaces."""
    return gap % cell == 0 and not cell < LINE <= gap


def _most_common(gaps: Sequence[int]) -> int:
    """Give the most frequent gap, of two as frequent the narrower one."""
    return max(Counter(gaps).items(), key=lambda item: (item[1], -item[0]))[0]


def read_gaps(items: Sequence[Piece]) -> Gaps:
    """Look at the gaps of a table; the first piece has none before it."""
    between: list[int] = []
    behind: list[int] = []
    before: list[int] = []
    texts: list[int] = []
    value_before = False
    for at, (_, _, gap, is_value) in enumerate(items):
        if gap:
            if is_value:
                (between if value_before else before).append(gap)
            elif value_before:
                behind.append(gap)
            elif at:
                texts.append(gap)
        value_before = is_value
    usual = between or before
    cell = _most_common(usual) if usual else LINE
    if any(not _is_whole(gap, cell) for gap in between):
        # most cells are empty: 2 and its total stand six apart, and the nearest neighbours beside each other
        near = _most_common([*between, *before])
        if all(_is_whole(gap, near) for gap in (*between, *before)):
            cell = near
    if cell > LINE and 2 * texts.count(LINE) > len(texts) and not any(gap % LINE for gap in usual):
        # most words of the headings stand right below each other, and so do cells: empty ones part these numbers
        cell = LINE
    row = min(behind, default=0)
    wide = [gap for gap in between if gap != cell]
    beside = 2 * before.count(cell) > len(before)
    if row <= cell:
        even = all(_is_whole(gap, cell) for gap in wide)
        return Gaps(cell, None, False, even, False, beside=beside)
    exact = not _is_whole(row, cell)
    even = all(
        _is_whole(gap, cell) or (exact and gap >= row and _is_whole(gap - row, cell))
        for gap in wide
    )
    far = sum(gap >= row for gap in before)
    return Gaps(cell, row, exact, even, 4 * far > len(before), beside=beside)
