"""Blocks of lines that are columns: what a page's reading order by blocks leaves of a table.

::

    1.属于国家秘密
    2.其他法律行政法规禁止公开

    1
    0

    0
    0

Seven such blocks, one behind the other, are two rows of seven numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial, reduce
from math import gcd

from attrs import define, field

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.page_marks import is_page_mark
from govinfo_report.layouts.pieces import Cell, LabelFinder, Piece, is_value, row_of, trimmed
from govinfo_report.model import Row
from govinfo_report.source import Lines

# Columns from which on blocks of one length, one behind the other, are no accident.
FEWEST_COLUMNS = 5
# Lines of a block from which on words may stand between two columns: the heading of each.
TALL = 8


@define
class _Block:
    """Numbers on lines right below each other.

    Attributes:
        cells: the numbers.
        is_next: nothing but empty lines stands between it and the block before it.
    """

    cells: list[Piece] = field(factory=list)
    is_next: bool = False


class ColumnBlocks:
    """Tables whose columns, or stretches of them, stand below each other.

    Labels are rows of their own: whose numbers stand beside a label is not to be seen in such a copy, the form's order
    alone can tell.

    Args:
        is_label: tells whether pieces of text, put together, are a label.
    """

    name = "column_blocks"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say 0.96 times the share of numbers in rows that blocks make, where some block has several lines; else 0."""
        if lines.tabs[0]:
            return 0.0
        blocks, _ = _read(lines)
        width = _width(blocks)
        if not width:
            return 0.0
        made = sum(len(row) for row in _rows(blocks, width) if len(row) == width)
        return 0.96 * made / sum(len(block.cells) for block in blocks)

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether tabs settle the score."""
        return bool(lines.tabs[0])

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the labels and the rows of numbers, by where each begins."""
        blocks, words = _read(lines)
        found: list[list[Cell]] = [[each] for each in LabelFinder(self._is_label).labels(words)]
        found += [[(cell,) for cell in row] for row in _rows(blocks, _width(blocks))]
        ordered = sorted(found, key=lambda row: row[0][0].start)
        yield from map(partial(row_of, by_room=True), ordered)


def _read(lines: Lines) -> tuple[list[_Block], list[Piece]]:
    """Give the blocks of numbers, and the texts between them."""
    blocks: list[_Block] = []
    words: list[Piece] = []
    follows = is_open = False
    for line, start in lines:
        piece = trimmed(line, start)
        if not piece.text or is_page_mark(piece.text):
            is_open = False
        elif is_value(piece.text):
            if not is_open:
                blocks.append(_Block(is_next=follows))
            blocks[-1].cells.append(piece)
            follows = is_open = True
        else:
            words.append(piece)
            follows = is_open = False
    return blocks, words


def _width(blocks: Sequence[_Block]) -> int:
    """Give how many blocks of several lines make one stretch of the table; 0 where that cannot be told."""
    groups: list[list[_Block]] = []
    for block in blocks:
        size = len(block.cells)
        if groups and len(groups[-1][0].cells) == size and (block.is_next or size >= TALL):
            groups[-1].append(block)
        else:
            groups.append([block])
    counts = [len(group) for group in groups if len(group[0].cells) > 1 and len(group) > 1]
    width = reduce(gcd, counts, 0)
    return width if width >= FEWEST_COLUMNS else 0


def _rows(blocks: Sequence[_Block], width: int) -> Iterator[list[Piece]]:
    """Give rows: of ``width`` blocks of one length as many as these have lines, else each block as it stands."""
    at = 0
    while at < len(blocks):
        size = len(blocks[at].cells)
        stretch = blocks[at : at + width]
        is_stretch = len(stretch) == width and all(
            len(block.cells) == size and (block.is_next or size >= TALL) for block in stretch[1:]
        )
        if width and is_stretch:
            for line in range(size):
                yield [block.cells[line] for block in stretch]
            at += width
        else:
            yield blocks[at].cells
            at += 1
