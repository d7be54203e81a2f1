"""A document as a tree of paragraphs and tables, and how it becomes a flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import define

from govinfo_report.source.budget import Meter
from govinfo_report.source.document import LONGEST_CELL, Flow

# Tables inside tables, deeper than any document lays itself out with.
DEEPEST = 50


@define
class BlockCell:
    """A cell of a table.

    Attributes:
        blocks: what stands in it.
        column: its first column in the grid, from 0.
        width: how many columns it covers.
        height: how many rows it covers.
    """

    blocks: list[Block]
    column: int
    width: int = 1
    height: int = 1


@define
class BlockTable:
    """A table.

    Attributes:
        number: its number in the file, from 1.
        rows: its rows, each with its number from 1 and its own cells.
    """

    number: int
    rows: list[tuple[int, list[BlockCell]]]


Block: TypeAlias = str | BlockTable
"""A paragraph, or a table."""


def add_blocks(flow: Flow, blocks: Iterable[Block], depth: int = 0) -> None:
    """Add paragraphs and tables to a flow.

    A row with a table in it, or with more text in one cell than a cell of the form has, lays out the page: what
    stands in its cells is added one after the other.
    """
    for block in blocks:
        if isinstance(block, str):
            flow.text(block)
            continue
        for number, cells in block.rows:
            if _lays_out(cells) and depth < DEEPEST:
                for cell in cells:
                    add_blocks(flow, cell.blocks, depth + 1)
            else:
                texts = [_plain(cell.blocks, flow.meter) for cell in cells]
                spans = [(cell.column, cell.width, cell.height) for cell in cells]
                flow.add_row(texts, spans, block.number, number)


def _lays_out(cells: Sequence[BlockCell]) -> bool:
    for cell in cells:
        if len(cell.blocks) > LONGEST_CELL:
            return True
        size = 0
        for block in cell.blocks:
            if isinstance(block, str):
                size += len(block)
            elif any(len(inner) > 1 for _, inner in block.rows):
                return True
        if size > LONGEST_CELL:
            return True
    return False


def _plain(blocks: Sequence[Block], meter: Meter) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], str):
        return blocks[0]
    return "\n".join(_texts(blocks, meter))


def _texts(blocks: Sequence[Block], meter: Meter) -> Iterator[str]:
    """Give the paragraphs of a cell, those in a box around what it prints too."""
    for block in blocks:
        if isinstance(block, str):
            meter.use("characters", len(block) + 1)
            yield block
        else:
            for _, cells in block.rows:
                meter.use("cells", len(cells))
                for cell in cells:
                    yield from _texts(cell.blocks, meter)
