"""HTML to a flow of text that knows where each of its characters stands in the source.

No parser of HTML that is published gives the offset of a text in its source, so the tags are read here: the source is
cut at ``<``, each distinct tag is read once, entities are undone. What browsers do with pages that are not well formed
is done too as far as it shows in text and tables: cells, rows and paragraphs that are not closed, ``>`` inside an
attribute, tags that close nothing, comments that do not end.
"""

from __future__ import annotations

import re

from govinfo_report.source.document import LONGEST_CELL, Document
from govinfo_report.source.entities import printed_parts
from govinfo_report.source.native_rows import FlowRows, NativeCell, NativeRow, PlainTable
from govinfo_report.source.open_table import OpenTable
from govinfo_report.source.page_looks import PageLooks
from govinfo_report.source.plain_tables import (
    PlainTables,
    cut_table,
    flow_of,
    inner_tables,
    source_end,
)
from govinfo_report.source.set_apart import END, HIDDEN, NO_CELL, settle
from govinfo_report.source.source_map import SourceMap
from govinfo_report.source.table_signs import SPACES
from govinfo_report.source.tags import (
    BLOCK,
    BREAK,
    CELL,
    CELL_END,
    COMMENT,
    INLINE,
    OPEN,
    PRE,
    PRE_END,
    ROW,
    ROW_END,
    TABLE,
    TABLE_END,
    UNPRINTED,
    Tag,
    read_tag,
)

_WHOLE_TAG = re.compile(r"<[^>\"']*+(?:\"[^\"]*\"[^>\"']*+|'[^']*'[^>\"']*+)*+>")
DEEPEST = 200  # tables inside tables
# The longest tag with a ``>`` inside an attribute, and how many of them may have no end before none is looked for.
LONGEST_TAG = 10_000
MOST_ENDLESS = 100
# Distinct tags that are remembered; a page has some hundred.
MOST_KNOWN = 10_000


class MarkupReader:
    """Reads one page.

    Args:
        text: the source.
        mixed: what stands outside tables is no HTML: its line ends count.
    """

    def __init__(self, text: str, mixed: bool = False) -> None:
        # without what ends text that is set apart
        self.text = text.replace(END, "\ufffd")
        self.mixed = mixed
        self.origin = SourceMap(text, PlainTables())
        self.rows: list[NativeRow | PlainTable] = []
        self._runs = self.origin.runs
        self._out: list[str] = []
        self._at = 0
        self._stack: list[OpenTable] = []
        self._tables = 0
        # what is written before the next text: nothing, a space, a line end
        self._pending = ""
        # something stands on the line, or in the cell
        self._begun = False
        self._pre = 0
        self._endless = 0
        # the tags met so far
        self._known: dict[str, Tag] = {}
        self._looks = PageLooks(self.text)

    def read(self) -> Document:
        """Read the page (hot: ``benchmarks.formats``)."""
        text = self.text
        at = 0
        for start, end in inner_tables(text):
            if start < at:
                continue
            at = self._walk(at, start)
            is_plain = not self._pre and not self._looks.way_at(at)
            if at == start and is_plain and self._add_plain_table(start, end):
                at = end
        self._walk(at, len(text))
        while self._stack:
            self._end_table()
        text = "".join(self._out)
        settled = settle(text, self.rows, True)
        if settled is None:
            return Document(text, FlowRows(self.rows), self.origin)
        self.origin.runs = list(settled.runs(self.origin.runs))
        return Document(settled.text, FlowRows(settled.rows), self.origin, settled.troubles)

    def _walk(self, low: int, high: int) -> int:
        """Read a stretch tag by tag.

        Args:
            low: where it begins.
            high: where it ends: before a ``<``, or with the page.

        Returns:
            Where what was read ends: ``high``, or behind it, where a comment or a script goes on there.
        """
        text = self.text
        pieces = text[low:high].split("<")
        known, stack, mixed = self._known, self._stack, self.mixed
        write = self._write
        if pieces[0]:
            write(pieces[0], low)
        end = low + len(pieces[0])
        resume = low
        for piece in pieces[1:]:
            start = end
            end += len(piece) + 1
            if start < resume:
                if resume < end:
                    write(text[resume:end], resume)
                continue
            head, closing, body = piece.partition(">")
            tag = known.get(head)
            if tag is None:
                tag = self._looks.tag(head)
                if len(known) < MOST_KNOWN:
                    known[head] = tag
            kind = tag.kind
            if kind >= UNPRINTED or not closing:
                tag, resume = self._end_of_tag(tag, start, end)
                if not resume:
                    write(text[start:end], start)
                    continue
                kind, body = tag.kind, text[resume:end]
            if mixed and not stack and kind not in (TABLE, ROW, CELL):
                resume = low
                write(text[start:end], start)
                continue
            if tag.way:
                self._looks.begin(tag, end - len(body))
            if kind == BLOCK:
                if self._begun:
                    self._pending = "\n"
            elif kind:
                self._obey(tag, end - len(body))
            if body:
                write(body, end - len(body))
        return max(high, resume)

    def _add_plain_table(self, start: int, end: int) -> bool:
        """Add a table whose cells hold nothing but text, as most do; False where it is not so plain.

        Args:
            start: where its tag begins.
            end: where its last row ends.
        """
        if len(self._stack) >= DEEPEST:
            return False
        source = self.text[start:end]
        cut = cut_table(source)
        if cut is None or self._looks.names_in(source):
            return False
        plain, texts = cut
        flow = flow_of(plain, texts)
        # a box around what one cell prints is no table
        if flow is None or (self._stack and plain.widest < 2):
            return False
        table = PlainTable(self._at + self._begun, flow, plain.grid, self._tables + 1)
        if table.has_longer(LONGEST_CELL):
            return False
        self._open_table()
        if self._begun:
            self._out.append("\n")
            self._at += 1
        self.rows.append(table)
        self._stack[-1].widest = plain.widest
        self.origin.add_table(self._at, len(flow), (start, end), source_end(self.text, start, end))
        self._out.append(flow + "\n")
        self._at += len(flow) + 1
        self._pending = ""
        self._begun = False
        return True

    def _end_of_tag(self, tag: Tag, start: int, end: int) -> tuple[Tag, int]:
        """Find the end of a comment, of an element that is not shown, of a tag with ``>`` inside.

        Returns:
            The tag, and the offset behind it; 0 where it is no tag but text.
        """
        text = self.text
        if tag.kind == COMMENT:
            at = text.find("-->", start + 2)
            return Tag(INLINE), at + 3 if at >= 0 else len(text)
        if tag.kind == UNPRINTED:
            found = re.compile(rf"</{tag.name}[^>]*>", re.IGNORECASE).search(text, start)
            return Tag(INLINE), found.end() if found else len(text)
        if tag.kind == OPEN or (tag.name and "<" in text[end : end + 1]):
            if self._endless < MOST_ENDLESS:
                whole = _WHOLE_TAG.match(text, start, start + LONGEST_TAG)
                if whole:
                    tag = read_tag(whole[0][1:-1])
                    return (
                        (tag, whole.end()) if tag.kind < UNPRINTED else (Tag(INLINE), whole.end())
                    )
                self._endless += 1
            at = text.find(">", start, end)
            return Tag(INLINE), at + 1 if at >= 0 else 0
        return tag, 0

    def _obey(self, tag: Tag, source: int) -> None:
        """Do what a tag says; ``source`` is the offset behind it."""
        kind = tag.kind
        if kind == CELL:
            self._open_cell(tag, source)
        elif kind == CELL_END and self._stack:
            self._end_cell(self._stack[-1])
        elif kind in (BLOCK, BREAK):
            if self._begun:
                self._pending = "\n"
        elif kind == ROW:
            if not self._stack:
                self._open_table()
            self._end_row(self._stack[-1])
        elif kind == ROW_END and self._stack:
            self._end_row(self._stack[-1])
        elif kind == TABLE:
            self._open_table()
        elif kind == TABLE_END:
            self._end_table()
        elif kind in (PRE, PRE_END):
            self._pre = max(0, self._pre + (1 if kind == PRE else -1))
            if self._begun:
                self._pending = "\n"

    def _write(self, body: str, source: int) -> None:
        """Add a text that stands at ``source``."""
        if self._stack and self._stack[-1].start < 0:
            # between the cells of a table
            if not body.strip(SPACES):
                return
            self._stack[-1].is_loose = bool(self._stack[-1].cells)
        if self._pre or (self.mixed and not self._stack):
            self._write_lines(body, source)
            return
        bare = body.strip(SPACES)
        if not bare:
            if self._begun and not self._pending:
                self._pending = " "
            return
        if len(bare) < len(body):
            if self._begun and not self._pending and body[0] in SPACES:
                self._pending = " "
            source += body.find(bare)
        if "\n" in bare or "\r" in bare or "\t" in bare:
            bare = bare.replace("\n", " ").replace("\r", " ").replace("\t", " ")
        if "&" in bare:
            self._write_entities(bare, source)
        else:
            self._add(bare, source, len(bare))
        if body[-1] in SPACES:
            self._pending = " "

    def _write_lines(self, body: str, source: int) -> None:
        """Add a text whose line ends count."""
        if self._pending == "\n" and body.lstrip(" ").startswith(("\n", "\r")):
            self._pending = ""
        if self._pre:
            self._write_entities(body.replace("\t", " ") if self._stack else body, source)
        else:
            self._add(body, source, len(body))
        self._begun = body[-1] not in "\r\n"

    def _write_entities(self, body: str, source: int) -> None:
        for text, start, length in printed_parts(body):
            self._add(text, source + start, length)

    def _add(self, text: str, source: int, length: int) -> None:
        """Write a text that covers ``length`` characters of the source."""
        if self._pending:
            self._out.append(self._pending)
            self._at += 1
            self._pending = ""
        way = self._looks.way_at(source) if self._looks.begun else ""
        self._out += (way, text, END) if way else (text,)
        self._at += len(way)
        self._runs.append((self._at, len(text), source, length))
        self._at += len(text) + len(way)
        self._begun = True

    def _open_table(self) -> None:
        if len(self._stack) >= DEEPEST:
            return
        if self._begun:
            self._pending = "\n"
        self._tables += 1
        self._stack.append(OpenTable(self._tables))

    def _open_cell(self, tag: Tag, source: int) -> None:
        if not self._stack:
            self._open_table()
        table = self._stack[-1]
        self._end_cell(table)
        if table.cells or self._begun:
            table.separators.append(len(self._out))
            self._out.append("\t" if table.cells else "\n")
            self._at += 1
        self._pending = ""
        self._begun = False
        table.start = self._at
        table.source = source
        table.tag = tag
        if table.covered:
            table.column = table.next_column()
        if self._looks.way_at(source) == HIDDEN:
            self._out.append(NO_CELL + END)
            self._at += 2

    def _end_cell(self, table: OpenTable) -> None:
        if table.start < 0:
            return
        start, end = table.start, self._at
        if start == end:
            self._runs.append((end, 0, table.source, 0))
        elif end - start > LONGEST_CELL:
            table.is_layout = True
        tag = table.tag
        table.cells.append(NativeCell(start, end, table.column, tag.width, tag.height))
        table.column += tag.width
        table.start = -1
        self._pending = ""
        self._begun = False

    def _end_row(self, table: OpenTable) -> None:
        self._end_cell(table)
        cells = table.cells
        if not cells:
            return
        table.rows += 1
        if table.is_layout:
            table.lays_out = True
            for index in table.separators:
                self._out[index] = "\n"
        else:
            self.rows.append(NativeRow(cells, table.number, table.rows, None, 0, table.is_loose))
        table.cover(
            [cell.column for cell in cells],
            [cell.width for cell in cells],
            [cell.height for cell in cells],
        )
        table.widest = max(table.widest, len(cells))
        table.cells = []
        table.separators = []
        table.column = 0
        table.is_layout = table.is_loose = False
        self._out.append("\n")
        self._at += 1
        self._pending = ""
        self._begun = False

    def _end_table(self) -> None:
        if not self._stack:
            return
        self._end_row(self._stack[-1])
        table = self._stack.pop()
        if self._stack:
            outer = self._stack[-1]
            if outer.start < 0 and outer.cells:
                outer.is_loose = True
            if table.widest > 1 or table.lays_out:
                if outer.start >= 0 or outer.cells:
                    outer.is_layout = True
                else:
                    # it stands in no row of that table: it goes to the cell that holds both
                    outer.lays_out = True
            elif outer.start >= 0:
                # a box around what one cell prints
                while self.rows and self.rows[-1].table == table.number:
                    self.rows.pop()
            # the row has ended its line
            self._begun = False
