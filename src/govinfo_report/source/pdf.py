"""PDF with a text layer: ruled tables as tables, what stands around them as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from attrs import define

from govinfo_report.source import recognition
from govinfo_report.source.document import Document, Flow, TableCell
from govinfo_report.source.files import SourceFile
from govinfo_report.source.pdf_looks import set_small_apart, strike_out
from govinfo_report.source.pdf_page import Character, Turn, is_drawn, read_characters, read_lines
from govinfo_report.source.printed_lines import PrintedLine, columns_of, join_lines, print_lines
from govinfo_report.source.ruled import RuledTable, find_tables

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# The largest file, in bytes, and the most pages.
LARGEST = 256 << 20
MOST_PAGES = 500
# Columns of all lines of a file, set apart by spaces: a dense page has some ten thousand. A page beyond is not read.
MOST_COLUMNS = 8_000_000
# A page with fewer characters beside a picture has no text of its own: a stamp, a page number.
FEWEST = 15
_PAGE_NUMBER = re.compile(
    r"[\s\-‐—–−－―~·.]*(?:第\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*页)?(?:\s*[，,]?\s*共\s*\d{1,4}\s*页)?[\s\-‐—–−－―~·.]*"
)


class Pdf:
    """Reads PDF."""

    name = "pdf"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is a PDF: its mark may stand behind a few other bytes."""
        return b"%PDF-" in file.head[:1024]

    def read(self, file: SourceFile) -> Document:
        """Read a document."""
        file.require("pypdfium2", "pdf", "a PDF")
        file.require_size(LARGEST, "a document")
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            pdf = PdfDocument(file.data)
        except PdfiumError as error:
            if "assword" in str(error):
                file.refuse(
                    "expected a PDF that opens without a password, found an encrypted one",
                    error,
                    zh="应为无需密码即可打开的PDF，实为加密的PDF",
                )
            file.refuse(
                "expected a whole PDF, found a damaged one",
                error,
                zh="应为完整的PDF，实为损坏的PDF",
            )
        with closing(pdf):
            if len(pdf) > MOST_PAGES:
                file.refuse(
                    f"expected a report of at most {MOST_PAGES} pages, found {len(pdf)} pages",
                    zh=f"应为不超过{MOST_PAGES}页的报告，实为{len(pdf)}页",
                )
            return _read_pages(pdf)


@define
class _Page:
    """What stands on a page, from top to bottom.

    Attributes:
        number: its number, from 1.
        lines: the lines outside its tables.
        tables: its tables and, for each, the texts of its cells.
        columns: how many columns its lines may need.
    """

    number: int
    lines: list[PrintedLine]
    tables: list[tuple[RuledTable, list[str]]]
    columns: int = 0


def _read_pages(pdf: PdfDocument) -> Document:
    from pypdfium2 import PdfiumError

    flow = Flow()
    pages: list[_Page] = []
    blank = []
    seen: list[int] = []
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except PdfiumError:
            blank.append(index + 1)
            continue
        with closing(page):
            read = _read_page(page, index + 1, MOST_COLUMNS - sum(one.columns for one in pages))
            if read is None and recognition.is_installed() and len(seen) < recognition.MOST_PAGES:
                seen.append(index + 1)
                lines = print_lines(recognition.recognize(page))
                read = _Page(index + 1, _without_number(lines), []) if lines else None
        if read is None:
            blank.append(index + 1)
        else:
            pages.append(read)
    if seen and pages:
        words = {"pages": ", ".join(map(str, seen[:20])), "count": len(seen), "doubts": True}
        flow.troubles.append(("text_recognized", words))
    if not pages:
        flow.troubles.append(("text_layer_missing", {"pages": len(pdf), "remedy": _remedy()}))
    elif blank:
        listed = ", ".join(map(str, blank[:20]))
        words = {"pages": listed, "count": len(blank), "remedy": _remedy()}
        flow.troubles.append(("pages_unread", words))
    _write(flow, pages)
    return flow.document()


def _remedy() -> str:
    """Name what helps a page without text, where it is not installed."""
    return "" if recognition.is_installed() else "recognition"


def _read_page(page: Any, number: int, most_columns: int) -> _Page | None:
    turn = Turn.of(page)
    characters = read_characters(page, turn)
    if not characters or (len(characters) < FEWEST and is_drawn(page)):
        return None
    columns = columns_of(characters)
    if columns > most_columns:
        return None
    level, upright = read_lines(page, turn)
    characters = strike_out(set_small_apart(characters), level)
    tables = find_tables(level, upright)
    inside: list[dict[int, list[Character]]] = [{} for _ in tables]
    outside = []
    for character in characters:
        for table, cells in zip(tables, inside, strict=True):
            at = _cell_at(table, (character.left + character.right) / 2, character.middle)
            if at is not None:
                cells.setdefault(at, []).append(character)
                break
        else:
            outside.append(character)
    texts = [
        [
            _cell_text(cells.get(at, ()), cell.right - cell.left)
            for at, cell in enumerate(table.cells)
        ]
        for table, cells in zip(tables, inside, strict=True)
    ]
    lines = print_lines(outside)
    return _Page(number, _without_number(lines), list(zip(tables, texts, strict=True)), columns)


def _cell_at(table: RuledTable, x: float, y: float) -> int | None:
    if not (table.xs[0] <= x <= table.xs[-1] and table.ys[-1] <= y <= table.ys[0]):
        return None
    column = sum(edge <= x for edge in table.xs[1:-1])
    row = sum(edge >= y for edge in table.ys[1:-1])
    return table.cell_of.get((row, column))


def _cell_text(characters: Sequence[Character], width: float) -> str:
    """Give what a cell prints; a number that is wrapped, since its line fills the cell, is put together."""
    text = ""
    end = 0.0
    for line in print_lines(characters):
        if text:
            wraps = text[-1] in "0123456789,." and line.text[0] in "0123456789,."
            text += "" if wraps and end + line.unit > width - PADDING else "\n"
        text += line.text
        end = line.right - line.left
    return text


# The room that programs leave on both sides of a cell together, in points.
PADDING = 12.0


def _without_number(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Leave the page's own number out: the first or the last line of a page."""
    for at in (-1, 0):
        if lines and _PAGE_NUMBER.fullmatch(lines[at].text):
            lines = lines[:-1] if at else lines[1:]
    return lines


def _write(flow: Flow, pages: Sequence[_Page]) -> None:
    before: RuledTable | None = None
    grid = 0
    waiting: list[PrintedLine] = []
    for page in pages:
        for at, item in enumerate(_items(page)):
            if isinstance(item, PrintedLine):
                waiting.append(item)
                before = None
                continue
            for paragraph in join_lines(waiting):
                flow.text(paragraph)
            waiting = []
            table, texts = item
            # a table that a page break cut goes on at the top of the next page, in the same columns
            if before is None or at or not _same_columns(before, table):
                grid += 1
            if not at or before is None:
                flow.page(page.number)
            number = 1 + page.tables.index(item)
            rows: dict[int, list[TableCell]] = {}
            for cell, text in zip(table.cells, texts, strict=True):
                own = TableCell(text, cell.column, cell.width, cell.height)
                rows.setdefault(cell.row, []).append(own)
            for row, cells in sorted(rows.items()):
                flow.row(cells, number, row + 1, page.number, grid)
            before = table
        if waiting:
            flow.page(page.number)
    for paragraph in join_lines(waiting):
        flow.text(paragraph)


def _items(page: _Page) -> Iterator[PrintedLine | tuple[RuledTable, list[str]]]:
    """Give the lines and tables of a page from top to bottom."""
    tables = list(page.tables)
    for line in page.lines:
        while tables and tables[0][0].ys[0] >= line.middle:
            yield tables.pop(0)
        yield line
    yield from tables


def _same_columns(one: RuledTable, other: RuledTable) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs(left - right) <= 3 for left, right in zip(one.xs, other.xs, strict=True)
    )
