"""Empty cells that blank lines show, in tables that print one cell a line."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define

from govinfo_report.layouts.pieces import Cell, Piece, row_of, text_of
from govinfo_report.model import Row

# Rows that are equally wide, from which on that is the width of the table.
_FEWEST_ALIKE = 2
# Labels before the first numbers that are those of rows: of a group, and of its first line. More are headings.
MOST_LABELS = 3


@define
class LinedRow:
    """A row whose cells stand on lines of their own.

    Attributes:
        label: its label, of several pieces where it is wrapped; nothing where the row has none.
        values: its numbers and marks, and the empty cells that lines showed.
        begin: where it begins, if bars show that; they end the row above.
        is_beside: the label is that of the values, and no heading above them.
        is_whole: the copy shows where it begins and ends.
    """

    label: Cell
    values: list[Cell]
    begin: int | None = None
    is_beside: bool = True
    is_whole: bool = False

    @property
    def cells(self) -> list[Cell]:
        """The label and the values."""
        return [self.label, *self.values] if self.label else self.values

    def rows(self, by_room: bool) -> Iterator[Row]:
        """Give it as a row; as two where its label is a heading. ``by_room`` as in ``Row``."""
        if self.label and not self.is_beside:
            yield row_of([self.label], by_room)
            yield row_of(self.values, by_room)
        else:
            row = row_of(self.cells, by_room)
            row.whole = self.is_whole
            yield row

    @property
    def last(self) -> Piece:
        """The last piece of it."""
        return self.cells[-1][-1]


def add_empty_cells(
    rows: Sequence[LinedRow], starts: Sequence[int], are_parted: bool = False
) -> None:
    """Add the empty cells that blank lines show to rows.

    Where any two cells stand one line apart, ``5``, two blank lines, ``0`` are four cells. Of a row that is short at
    its end, the next label stands as many lines farther away as cells are missing.

    Args:
        rows: all of a table, in order.
        starts: offset of each line of the copy, in order.
        are_parted: each line is a cell, and nothing but the next row stands behind the last one of a row.
    """
    distances = [_distances(row, starts) for row in rows]
    step = _step(distances)
    if not step:
        return
    for row, mine in zip(rows, distances, strict=True):
        row.values[:] = _spread(row, mine, step)
    width = _width(rows)
    _part_headings(rows, width)
    behind = [
        _lines(starts, one.last.start, other.cells[0][0].start) for one, other in pairwise(rows)
    ]
    if are_parted and rows:
        behind.append(_lines(starts, rows[-1].last.start, starts[-1]))
    kinds = [_kind(row) for row in rows[1:]]
    nearest = (
        dict.fromkeys([*kinds, ""], step) if are_parted else _nearest(rows, behind, kinds, width)
    )
    for row, distance, kind in zip(rows, behind, [*kinds, ""], strict=False):
        # one empty cell at the end may be a bar that fills the row up
        row.is_whole = row is rows[-1] and row.begin is not None and distance == step
        lacking = width - len(row.values)
        spare = distance - nearest.get(kind, distance) - lacking * step
        # one bar more may fill the row up
        is_shown = bool(row.label) and (spare == 0 or (are_parted and spare == step))
        if lacking > 0 and is_shown:
            row.values += [(Piece("", row.last.end),)] * lacking


def _nearest(
    rows: Sequence[LinedRow], behind: Sequence[int], kinds: Sequence[str], width: int
) -> dict[str, int]:
    """Give how many lines below a full row a label of each kind stands at least."""
    nearest: dict[str, int] = {}
    for row, distance, kind in zip(rows, behind, kinds, strict=False):
        if len(row.values) == width:
            nearest[kind] = min(distance, nearest.get(kind, distance))
    return nearest


def _lines(starts: Sequence[int], above: int, below: int) -> int:
    """Give how many lines two offsets stand apart."""
    return bisect_right(starts, below) - bisect_right(starts, above)


def _distances(row: LinedRow, starts: Sequence[int]) -> list[int]:
    """Give how many lines each value stands below the cell before it; 0 for a value that none precedes."""
    first = row.label[-1].start if row.label else None if row.begin is None else row.begin - 1
    upper = [first, *(value[-1].start for value in row.values)]
    return [
        0 if above is None else _lines(starts, above, value[0].start)
        for above, value in zip(upper, row.values, strict=False)
    ]


def _step(distances: Sequence[Sequence[int]]) -> int:
    """Give how many lines neighbouring cells stand apart; 0 where some stand otherwise."""
    inner = [each for row in distances for each in row[1:]]
    every = [each for row in distances for each in row if each]
    for told, bound in ((inner, every), (every, inner), ([1], every)):
        if told:
            step = Counter(told).most_common(1)[0][0]
            if step and not any(each % step for each in bound):
                return step
    return 0


def _part_headings(rows: Sequence[LinedRow], width: int) -> None:
    """Take the first numbers from the last heading of the columns: from 总计, or 其他, they stand too far away.

    What one of the headings prints once more, as 总计 in table 四, is the label of no row either.
    """
    first = next((at for at, row in enumerate(rows) if row.values), 0)
    if first <= MOST_LABELS:
        return
    row = rows[first]
    if any(text_of(other.label) == text_of(row.label) for other in rows[: first - 1]):
        row.is_beside = False
    elif len(row.values) > width > 1 and not any(cell[0].text for cell in row.values[:-width]):
        row.is_beside = False
        del row.values[:-width]


def _spread(row: LinedRow, distances: Sequence[int], step: int) -> Iterator[Cell]:
    at = row.label[-1].end if row.label else row.begin or 0
    for value, distance in zip(row.values, distances, strict=True):
        for _ in range(distance // step - 1):
            yield (Piece("", at),)
        yield value
        at = value[-1].end


def _width(rows: Sequence[LinedRow]) -> int:
    """Give how many values the widest rows have that are not the only ones of their width."""
    counts = Counter(len(row.values) for row in rows if row.values)
    return max((each for each, times in counts.items() if times >= _FEWEST_ALIKE), default=0)


def _kind(row: LinedRow) -> str:
    """Give how a label is numbered, by its first character: ``1.重复申请``, ``（一）予以公开``, ``一、本年新收``."""
    text = text_of(row.label)
    return unicodedata.category(text[0]) if text else ""
