"""PDF with a text layer: ruled tables as tables, what stands around them as lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define

from govinfo_report.errors import BudgetError
from govinfo_report.source import recognition
from govinfo_report.source.budget import Meter
from govinfo_report.source.document import Document, Flow, TableCell
from govinfo_report.source.files import SourceFile
from govinfo_report.source.pdf_looks import set_small_apart, strike_out
from govinfo_report.source.pdf_page import Character, Turn, is_drawn, read_characters, read_lines
from govinfo_report.source.pdf_process import read_apart
from govinfo_report.source.pdf_weight import is_light
from govinfo_report.source.places import OnPage
from govinfo_report.source.printed_lines import PrintedLine, columns_of, join_lines, print_lines
from govinfo_report.source.ruled import RuledTable, find_tables

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# The largest file, in bytes.
LARGEST = 256 << 20
Recognize: TypeAlias = Callable[[Any], list[Character]]
CellText: TypeAlias = tuple[str, list[OnPage]]
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
        sees = recognition.is_installed()
        if not is_light(file.data):
            return read_apart(file, sees)
        return read_pdf(file, recognition.recognize if sees else None)


def read_pdf(file: SourceFile, recognize: Recognize | None) -> Document:
    """Read a PDF in this process.

    Args:
        file: the file.
        recognize: gives the characters of a page that is a picture; None where nothing does.

    Raises:
        UnreadableFileError: it is damaged, or asks for a password.
        BudgetError: nothing could be read before its budget was used up.
    """
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
        return _read_pages(pdf, file.meter, recognize)


@define
class _Page:
    """What stands on a page, from top to bottom.

    Attributes:
        number: its number, from 1.
        lines: the lines outside its tables.
        tables: its tables and, for each, what its cells print.
    """

    number: int
    lines: list[PrintedLine]
    tables: list[tuple[RuledTable, list[CellText]]]


def _read_pages(pdf: PdfDocument, meter: Meter, recognize: Recognize | None) -> Document:
    flow = Flow(Meter(meter.budget))
    meter.use("pages", len(pdf))
    pages: list[_Page] = []
    blank = []
    seen: list[int] = []
    try:
        for index in range(len(pdf)):
            may_see = recognize is not None and len(seen) < recognition.MOST_PAGES
            read, is_seen = _page_of(pdf, index, meter, recognize if may_see else None)
            if is_seen:
                seen.append(index + 1)
            if read is None:
                blank.append(index + 1)
            else:
                pages.append(read)
    except BudgetError as error:
        if not pages:
            raise
        flow.troubles.append(meter.budget.trouble(error.limit))
    remedy = "recognition" if recognize is None else ""
    if seen and pages:
        words = {"pages": ", ".join(map(str, seen[:20])), "count": len(seen), "doubts": True}
        flow.troubles.append(("text_recognized", words))
    if not pages:
        flow.troubles.append(("text_layer_missing", {"pages": len(pdf), "remedy": remedy}))
    elif blank:
        listed = ", ".join(map(str, blank[:20]))
        words = {"pages": listed, "count": len(blank), "remedy": remedy}
        flow.troubles.append(("pages_unread", words))
    with flow.filling():
        _write(flow, pages)
    return flow.document()


def _page_of(
    pdf: PdfDocument, index: int, meter: Meter, recognize: Recognize | None
) -> tuple[_Page | None, bool]:
    """Read a page; None where it has no text, or is damaged. Tell whether its text was looked for in its picture."""
    from pypdfium2 import PdfiumError

    try:
        page = pdf[index]
    except PdfiumError:
        return None, False
    with closing(page):
        try:
            read = _read_page(page, index + 1, meter)
        except PdfiumError:
            return None, False
        if read is not None or recognize is None:
            return read, False
        lines = print_lines(recognize(page), index + 1)
        return (_Page(index + 1, _without_number(lines), []) if lines else None), True


def _read_page(page: Any, number: int, meter: Meter) -> _Page | None:
    turn = Turn.of(page)
    characters = read_characters(page, turn, meter)
    if not characters or (len(characters) < FEWEST and is_drawn(page)):
        return None
    columns = columns_of(characters)
    if columns > meter.left("characters"):
        # lines that are filled up with spaces
        meter.use("characters", columns)
    level, upright = read_lines(page, turn, meter)
    characters = strike_out(set_small_apart(characters), level)
    tables = find_tables(level, upright)
    meter.use("cells", sum(len(table.cells) for table in tables))
    inside: list[dict[int, list[Character]]] = [{} for _ in tables]
    outside = []
    near = _tables_by_height(tables)
    for character in characters:
        x, y = (character.left + character.right) / 2, character.middle
        for index in near(y):
            at = tables[index].cell_at(x, y)
            if at is not None:
                inside[index].setdefault(at, []).append(character)
                break
        else:
            outside.append(character)
    texts = [
        [
            _cell_text(cells[at], cell.right - cell.left, number)
            if at in cells
            else ("", [OnPage(0, number, table.box(cell))])
            for at, cell in enumerate(table.cells)
        ]
        for table, cells in zip(tables, inside, strict=True)
    ]
    lines = print_lines(outside, number)
    # the spaces that set columns apart
    meter.use("characters", max(0, sum(len(line.text) for line in lines) - len(outside)))
    return _Page(number, _without_number(lines), list(zip(tables, texts, strict=True)))


def _tables_by_height(tables: Sequence[RuledTable]) -> Callable[[float], Sequence[int]]:
    """Give what tells, for a height on the page, which tables it lies in, by their indexes."""
    edges = sorted({edge for table in tables for edge in (table.ys[0], table.ys[-1])})
    at_edge = [
        [index for index, table in enumerate(tables) if table.ys[-1] <= edge <= table.ys[0]]
        for edge in edges
    ]
    above = [
        [index for index, table in enumerate(tables) if table.ys[-1] <= edge < table.ys[0]]
        for edge in edges
    ]

    def near(y: float) -> Sequence[int]:
        at = bisect_right(edges, y) - 1
        if at < 0:
            return ()
        return at_edge[at] if edges[at] == y else above[at]

    return near


def _cell_text(characters: Sequence[Character], width: float, page: int = 1) -> CellText:
    """Give what a cell prints; a number that is wrapped, since its line fills the cell, is put together."""
    text = ""
    printed: list[OnPage] = []
    end = 0.0
    for line in print_lines(characters, page):
        if text:
            wraps = text[-1] in "0123456789,." and line.text[0] in "0123456789,."
            text += "" if wraps and end + line.unit > width - PADDING else "\n"
        printed += line.printed_at(len(text))
        text += line.text
        end = line.right - line.left
    return text, printed


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
            for paragraph, printed in join_lines(waiting):
                flow.text(paragraph, printed)
            waiting = []
            table, texts = item
            # a table that a page break cut goes on at the top of the next page, in the same columns
            if before is None or at or not _same_columns(before, table):
                grid += 1
            number = 1 + page.tables.index(item)
            rows: dict[int, list[TableCell]] = {}
            for cell, (text, printed) in zip(table.cells, texts, strict=True):
                own = TableCell(text, cell.column, cell.width, cell.height, printed)
                rows.setdefault(cell.row, []).append(own)
            for row, cells in sorted(rows.items()):
                flow.row(cells, number, row + 1, page.number, grid)
            before = table
    for paragraph, printed in join_lines(waiting):
        flow.text(paragraph, printed)


def _items(page: _Page) -> Iterator[PrintedLine | tuple[RuledTable, list[CellText]]]:
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
