"""Writes a printed grid in columns lined up with spaces, as text browsers and PDF readers do.

Columns are counted in characters. Text too long for its column goes on below; a merged cell has the room of all the
columns that it reaches over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import frozen

from govinfo_report.form_grid import Box, GridRow

GAP = 2
"""Spaces between two columns."""
# Characters to a line of a label, where the labels of groups stand beside it and where they do not.
NARROW, WIDE = 6, 9
# Of a table that prints units in a column beside its labels, how wide these are.
BESIDE_UNITS, WIDEST = 2, 24
# Characters to a line of a heading over one of many columns of numbers; table 二 has few and wide ones.
HEADING = 4


@frozen
class _Cell:
    """A box in its place.

    Attributes:
        first: index of its first column.
        last: index behind its last column.
        box: the box.
    """

    first: int
    last: int
    box: Box


def lined_up(rows: Sequence[GridRow]) -> str:
    """Write a grid."""
    placed = [list(_placed(row)) for row in rows]
    count = max(cell.last for row in placed for cell in row)
    stub = min((cell.first for row in placed for cell in row if cell.box.paths), default=0)
    heading = None if stub == 1 else HEADING
    widths = [NARROW if stub > BESIDE_UNITS else WIDE] * stub + [0] * (count - stub)
    if stub == BESIDE_UNITS:
        widths[0] = WIDEST
    for row in placed:
        for cell in row:
            if cell.last - cell.first == 1 and cell.first >= stub:
                longest = max(
                    map(len, _broken(cell.box.text, heading if cell.box.narrow else None))
                )
                widths[cell.first] = max(widths[cell.first], longest)
    starts = list(accumulate((width + GAP for width in widths), initial=0))
    return "\n".join(line for row in placed for line in _lines(row, starts))


def _placed(row: GridRow) -> Iterator[_Cell]:
    first = 0
    for box in row.boxes:
        yield _Cell(first, first + box.width, box)
        first += box.width


def _lines(row: Sequence[_Cell], starts: Sequence[int]) -> Iterator[str]:
    """Give the lines of a row, what its boxes print from the top."""
    columns = []
    for cell in row:
        # the last column of a row has the rest of the line
        room = starts[cell.last] - starts[cell.first] - GAP if cell is not row[-1] else None
        if cell.box.paths:
            room = None
        columns.append((starts[cell.first], _broken(cell.box.text, room)))
    for at in range(max(len(pieces) for _, pieces in columns)):
        line = ""
        for start, pieces in columns:
            if at < len(pieces) and pieces[at]:
                line = line.ljust(start) + pieces[at]
        yield line


def _broken(text: str, room: int | None) -> list[str]:
    """Break a text into lines of so many characters."""
    lines = []
    for line in text.split("\n"):
        size = room or len(line) or 1
        lines += [line[at : at + size] for at in range(0, len(line), size)] or [""]
    return lines
