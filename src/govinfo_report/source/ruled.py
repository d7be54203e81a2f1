"""The tables that ruled lines draw on a page: which boxes they part, and which of these are one merged cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import neg
from typing import NamedTuple

from attrs import define, field

from govinfo_report.model import Box

# Lines this near to each other, in points, are one; a double rule is 2 apart.
NEAR = 2.6
# How far a line may stop short of the line that it meets.
REACH = 3.5
# A separator is drawn where it covers so much of a box's side.
COVERS = 0.5
# Lines of one page beyond which it is a drawing.
MOST_LINES = 2_000
# Boxes of one table; the largest of the form has 10 times 28.
MOST_BOXES = 20_000


class Line(NamedTuple):
    """A ruled line.

    Attributes:
        at: where it is: y of a level line, x of an upright one.
        low: where it begins.
        high: where it ends.
    """

    at: float
    low: float
    high: float


class RuledCell(NamedTuple):
    """A cell.

    Attributes:
        row: its first row, from 0.
        column: its first column, from 0.
        height: how many rows it covers.
        width: how many columns it covers.
        left: its left edge, in points.
        right: its right edge.
    """

    row: int
    column: int
    height: int
    width: int
    left: float
    right: float


@define
class RuledTable:
    """A table.

    Attributes:
        xs: the edges of its columns, from left to right.
        ys: the edges of its rows, from top to bottom.
        cells: its cells, row by row.
        cell_of: (row, column) to the index of the cell that covers it.
    """

    xs: list[float]
    ys: list[float]
    cells: list[RuledCell]
    cell_of: dict[tuple[int, int], int] = field(factory=dict)

    def box(self, cell: RuledCell) -> Box:
        """Give the left, bottom, right and top of a cell."""
        return cell.left, self.ys[cell.row + cell.height], cell.right, self.ys[cell.row]

    def cell_at(self, x: float, y: float) -> int | None:
        """Give the index of the cell that a place on the page lies in; None where it lies outside the table."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[-1] <= y <= ys[0]):
            return None
        column = bisect_right(xs, x, 1, len(xs) - 1) - 1
        row = bisect_right(ys, -y, 1, len(ys) - 1, key=neg) - 1
        return self.cell_of.get((row, column))


def find_tables(level: Iterable[Line], upright: Iterable[Line]) -> list[RuledTable]:
    """Find the tables of a page, from top to bottom.

    Args:
        level: the level lines; y grows upwards.
        upright: the upright lines.
    """
    levels, uprights = _merged(level), _merged(upright)
    if len(levels) + len(uprights) > MOST_LINES:
        return []
    tables = [table for group in _groups(levels, uprights) if (table := _table(*group)) is not None]
    return sorted(tables, key=lambda table: (-table.ys[0], table.xs[0]))


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Put lines together that are one: drawn in pieces, twice, or double."""
    clusters: list[list[Line]] = []
    for line in sorted(lines):
        if (
            clusters
            and line.at - clusters[-1][-1].at <= NEAR
            and line.at - clusters[-1][0].at <= 2 * NEAR
        ):
            clusters[-1].append(line)
        else:
            clusters.append([line])
    merged = []
    for cluster in clusters:
        at = sum(line.at for line in cluster) / len(cluster)
        low, high = 0.0, -1.0
        for line in sorted(cluster, key=lambda line: line.low):
            if high < low:
                low, high = line.low, line.high
            elif line.low <= high + REACH:
                high = max(high, line.high)
            else:
                merged.append(Line(at, low, high))
                low, high = line.low, line.high
        merged.append(Line(at, low, high))
    return merged


def _groups(
    levels: Sequence[Line], uprights: Sequence[Line]
) -> Iterable[tuple[list[Line], list[Line]]]:
    """Part the lines of a page into those that meet each other."""
    parent = list(range(len(levels) + len(uprights)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    # from left to right
    places = [upright.at for upright in uprights]
    reaches = [(upright.low - REACH, upright.high + REACH) for upright in uprights]
    for i, level in enumerate(levels):
        first = bisect_left(places, level.low - REACH)
        behind = bisect_right(places, level.high + REACH)
        at = level.at
        for j, (low, high) in enumerate(reaches[first:behind], len(levels) + first):
            if low <= at <= high:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for i, level in enumerate(levels):
        groups.setdefault(root(i), ([], []))[0].append(level)
    for j, upright in enumerate(uprights, len(levels)):
        groups.setdefault(root(j), ([], []))[1].append(upright)
    return groups.values()


def _places(lines: Sequence[Line], across: Sequence[Line]) -> list[float]:
    """Give where lines stand, and the ends of those across that go on beyond: a page break cuts a table's edge off."""
    places: list[float] = []
    for line in sorted(lines):
        if not places or line.at - places[-1] > NEAR:
            places.append(line.at)
    low = min(line.low for line in across)
    high = max(line.high for line in across)
    if low < places[0] - 2 * REACH:
        places.insert(0, low)
    if high > places[-1] + 2 * REACH:
        places.append(high)
    return places


def _table(levels: list[Line], uprights: list[Line]) -> RuledTable | None:
    if not levels or len(uprights) < 2 or len(levels) + len(uprights) < 4:
        return None
    xs = _places(uprights, levels)
    ys = _places(levels, uprights)[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MOST_BOXES:
        return None
    parent = list(range(columns * rows))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    beside = {column: _at(uprights, xs[column + 1]) for column in range(columns - 1)}
    below = {row: _at(levels, ys[row + 1]) for row in range(rows - 1)}
    for row in range(rows):
        for column in range(columns):
            box = row * columns + column
            if column + 1 < columns and not _parts(beside[column], ys[row + 1], ys[row]):
                parent[root(box + 1)] = root(box)
            if row + 1 < rows and not _parts(below[row], xs[column], xs[column + 1]):
                parent[root(box + columns)] = root(box)
    boxes: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            boxes.setdefault(root(row * columns + column), []).append((row, column))
    table = RuledTable(xs, ys, [])
    found = []
    for places in boxes.values():
        top, bottom = min(places)[0], max(places)[0]
        left = min(column for _, column in places)
        right = max(column for _, column in places)
        cell = RuledCell(top, left, bottom - top + 1, right - left + 1, xs[left], xs[right + 1])
        found.append((cell, places))
    for index, (cell, places) in enumerate(sorted(found)):
        table.cells.append(cell)
        table.cell_of.update(dict.fromkeys(places, index))
    return table


def _at(lines: Sequence[Line], place: float) -> list[Line]:
    return [line for line in lines if abs(line.at - place) <= NEAR]


def _parts(lines: Sequence[Line], low: float, high: float) -> bool:
    """Tell whether lines cover most of the side of a box."""
    covered = sum(max(0.0, min(line.high, high) - max(line.low, low)) for line in lines)
    return covered >= COVERS * (high - low)
