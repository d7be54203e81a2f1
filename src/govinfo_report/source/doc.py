"""Word 97 to 2003 documents and Kingsoft's .wps: the rows of their tables put together."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import closing

from attrs import define, field

from govinfo_report.source.blocks import Block, BlockCell, BlockTable, add_blocks
from govinfo_report.source.document import Document, Flow
from govinfo_report.source.files import SourceFile
from govinfo_report.source.sprms import Edges
from govinfo_report.source.word_binary import Paragraph, WordFormatError, open_streams

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The largest document, in bytes.
LARGEST = 64 << 20
# Edges of cells this near to each other, in twentieths of a point, are one: programs round widths differently.
SAME_EDGE = 30
# Tables inside tables, deeper than any document lays itself out with.
DEEPEST = 50


class Doc:
    """Reads ``.doc`` and ``.wps``."""

    name = "doc"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is an OLE container; what it holds is told when it is opened."""
        return file.head.startswith(_MARK)

    def read(self, file: SourceFile) -> Document:
        """Read a document."""
        file.require("olefile", "doc", "a Word 97 document (DOC, WPS)")
        file.require_size(LARGEST, "a document")
        import olefile

        try:
            with closing(olefile.OleFileIO(io.BytesIO(file.data))) as ole:
                if ole.exists("EncryptedPackage"):
                    file.refuse(
                        "expected a document that opens without a password, found an encrypted DOCX",
                        zh="应为无需密码即可打开的文档，实为加密的DOCX",
                    )
                if not ole.exists("WordDocument"):
                    what, zh = ("another", "其他内容")
                    if ole.exists("Workbook"):
                        what, zh = ("an XLS workbook; save it as XLSX", "XLS工作簿，请另存为XLSX")
                    file.refuse(
                        f"expected a Word document in the OLE file, found {what}",
                        zh=f"OLE文件中应为Word文档，实为{zh}",
                    )
                word = open_streams(ole)
            blocks = _Assembler().blocks(word.paragraphs())
        except (WordFormatError, IndexError, ValueError) as error:
            file.refuse(
                f"expected a whole Word 97 document, found that {error}",
                error,
                zh=f"应为完整的Word 97文档，实际上{getattr(error, 'zh', '文档已损坏')}",
            )
        except OSError as error:
            if error.filename or error.errno:
                raise
            file.refuse(
                f"expected a whole OLE file, found that {error}",
                error,
                zh="应为完整的OLE文件，实为损坏的文件",
            )
        flow = Flow()
        add_blocks(flow, blocks)
        return flow.document()


@define
class _OpenTable:
    """A table that is being put together.

    Attributes:
        number: its number, from 1.
        rows: its rows so far: the blocks of each cell, and the edges of the cells.
        cells: the cells of the row so far.
        blocks: what stands in the cell so far.
    """

    number: int
    rows: list[tuple[list[list[Block]], Edges | None]] = field(factory=list)
    cells: list[list[Block]] = field(factory=list)
    blocks: list[Block] = field(factory=list)


class _Assembler:
    """Puts tables together of paragraphs that say how deep in tables they stand."""

    def __init__(self) -> None:
        self.tables = 0
        self.body: list[Block] = []
        self.open: list[_OpenTable] = []

    def blocks(self, paragraphs: Iterable[Paragraph]) -> list[Block]:
        """Give the body of the document."""
        for paragraph in paragraphs:
            self._add(paragraph)
        while self.open:
            self._close()
        return self.body

    def _add(self, paragraph: Paragraph) -> None:
        depth = min(paragraph.depth, DEEPEST)
        while len(self.open) > depth:
            self._close()
        while len(self.open) < depth:
            self.tables += 1
            self.open.append(_OpenTable(self.tables))
        if not depth:
            self.body.append(paragraph.text)
            return
        table = self.open[-1]
        if paragraph.ends_row:
            if table.blocks:
                table.cells.append(table.blocks)
            table.rows.append((table.cells, paragraph.edges))
            table.cells, table.blocks = [], []
            return
        if paragraph.text or not paragraph.ends_cell or not table.blocks:
            table.blocks.append(paragraph.text)
        if paragraph.ends_cell:
            table.cells.append(table.blocks)
            table.blocks = []

    def _close(self) -> None:
        table = self.open.pop()
        if table.cells or table.blocks:
            # a row that the document does not end
            table.rows.append(([*table.cells, *([table.blocks] if table.blocks else [])], None))
        block = BlockTable(table.number, _place(table.rows))
        (self.open[-1].blocks if self.open else self.body).append(block)


def _place(
    rows: Sequence[tuple[list[list[Block]], Edges | None]],
) -> list[tuple[int, list[BlockCell]]]:
    """Give each cell its columns: the grid is made of the edges of all rows."""
    grid = _grid([edge for _, edges in rows if edges for edge in edges.edges])
    placed: list[tuple[int, list[BlockCell]]] = []
    above: dict[int, BlockCell] = {}
    for number, (contents, edges) in enumerate(rows, 1):
        cells: list[BlockCell] = []
        merged: dict[int, BlockCell] = {}
        for index, blocks in enumerate(contents):
            column, width = index, 1
            before = begins = goes_on = False
            if edges is not None and index < len(edges.merges):
                column = _column(grid, edges.edges[index])
                width = max(1, _column(grid, edges.edges[index + 1]) - column)
                before, begins, goes_on = edges.merges[index]
            if before and cells:
                cells[-1].width += width
                continue
            if goes_on and not begins and column in above:
                merged[column] = above[column]
                above[column].height += 1
                continue
            cell = BlockCell(blocks, column, width)
            if goes_on or begins:
                merged[column] = cell
            cells.append(cell)
        above = merged
        if cells:
            placed.append((number, cells))
    return placed


def _grid(edges: Sequence[int]) -> list[int]:
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > SAME_EDGE:
            grid.append(edge)
    return grid


def _column(grid: Sequence[int], edge: int) -> int:
    at = bisect_left(grid, edge + 1) - 1
    return max(0, at)
