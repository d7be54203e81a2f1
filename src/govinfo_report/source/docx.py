"""Word documents (.docx): paragraphs, tables with their merges, numbering, text boxes, tracked changes as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from govinfo_report.source.blocks import Block, BlockCell, BlockTable, add_blocks
from govinfo_report.source.document import WIDEST, Document, Flow
from govinfo_report.source.files import SourceFile
from govinfo_report.source.numbering import Numbering, read_numbering
from govinfo_report.source.package import Package, is_package, package_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAIN = "word/document.xml"
_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements inside elements, deeper than Word writes them.
DEEPEST = 200


class Docx:
    """Reads ``.docx``."""

    name = "docx"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is a Word document."""
        return is_package(file) and _main_part(package_of(file)) is not None

    def read(self, file: SourceFile) -> Document:
        """Read a document."""
        package = package_of(file)
        root = package.xml(_main_part(package) or _MAIN)
        return _DocumentReader(package, root).read()


def _main_part(package: Package) -> str | None:
    if _MAIN in package.names:
        return _MAIN
    # other programs name the part otherwise
    found = sorted(
        name for name in package.names if name.startswith("word/document") and name.endswith(".xml")
    )
    return found[0] if found else None


class _DocumentReader:
    """Reads the main part of one document.

    Args:
        package: the file.
        root: its main part.
    """

    def __init__(self, package: Package, root: Element) -> None:
        self.package = package
        self.root = root
        self.w = next((name for name in _NAMESPACES if root.tag.startswith(name)), _NAMESPACES[0])
        self.tables = 0
        w = self.w
        self._blocks = {f"{w}p", f"{w}tbl"}
        self._dropped = {
            f"{w}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")
        }

    def read(self) -> Document:
        """Give the document."""
        flow = Flow()
        body = self.root.find(f"{self.w}body")
        add_blocks(flow, list(self.blocks(self.root if body is None else body, 0)))
        return flow.document()

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers that Word writes in front of paragraphs by itself."""
        return read_numbering(self.package, self.w)

    def blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        """Give the paragraphs and tables in an element, in order."""
        if depth > DEEPEST:
            return
        w = self.w
        carried = ""
        for child in parent:
            tag = child.tag
            if tag == f"{w}p":
                boxes: list[Element] = []
                text = carried + self.paragraph(child, boxes)
                carried = ""
                if child.find(f"{w}pPr/{w}rPr/{w}del") is not None:
                    # the end of this paragraph was deleted: the next one goes on in its line
                    carried = text
                else:
                    yield text
                for box in boxes:
                    yield from self.blocks(box, depth + 1)
            elif tag == f"{w}tbl":
                yield self.table(child, depth)
            elif tag not in self._dropped and len(child):
                # content controls, inserted and moved blocks, custom XML
                yield from self.blocks(_one_choice(child), depth + 1)
        if carried:
            yield carried

    def paragraph(self, paragraph: Element, boxes: list[Element]) -> str:
        """Give the text of a paragraph; text boxes in it are added to ``boxes``."""
        out: list[str] = []
        self._runs(paragraph, out, boxes, 0)
        text = "".join(out)
        properties = paragraph.find(f"{self.w}pPr")
        if properties is not None:
            number = self.numbering.number(properties)
            if number and (text.strip() or boxes):
                text = number + text
        return text

    def _runs(self, parent: Element, out: list[str], boxes: list[Element], depth: int) -> None:
        w = self.w
        for child in parent:
            tag = child.tag
            if tag == f"{w}t":
                out.append(child.text or "")
            elif tag == f"{w}r":
                properties = child.find(f"{w}rPr")
                if properties is not None and _is_on(properties.find(f"{w}vanish"), w):
                    continue
                self._runs(child, out, boxes, depth + 1)
            elif tag in self._dropped:
                continue
            elif tag == f"{w}tab" or tag == f"{w}ptab":
                out.append("\t")
            elif tag == f"{w}br" or tag == f"{w}cr":
                out.append("\n")
            elif tag == f"{w}noBreakHyphen":
                out.append("-")
            elif tag == f"{w}sym":
                out.append(_symbol(child.get(f"{w}char", "")))
            elif tag == f"{w}txbxContent":
                boxes.append(child)
            elif len(child) and depth < DEEPEST:
                self._runs(_one_choice(child), out, boxes, depth + 1)

    def table(self, table: Element, depth: int) -> BlockTable:
        """Give a table; cells that a merge covers are left out."""
        self.tables += 1
        block = BlockTable(self.tables, [])
        w = self.w
        # of the cell that a column is merged with: the cell, by its first column
        above: dict[int, BlockCell] = {}
        for number, row in enumerate(_rows(table, w, depth), 1):
            properties = row.find(f"{w}trPr")
            if properties is not None and properties.find(f"{w}del") is not None:
                continue
            column = _number(properties, f"{w}gridBefore", w, 0)
            cells: list[BlockCell] = []
            merged: dict[int, BlockCell] = {}
            for cell in _cells(row, w, depth):
                own = cell.find(f"{w}tcPr")
                if own is not None and own.find(f"{w}cellDel") is not None:
                    continue
                width = _number(own, f"{w}gridSpan", w, 1)
                merge = None if own is None else own.find(f"{w}vMerge")
                is_below = merge is not None and merge.get(f"{w}val", "continue") == "continue"
                if is_below and column in above:
                    merged[column] = above[column]
                    above[column].height += 1
                    column += width
                    continue
                placed = BlockCell(list(self.blocks(cell, depth + 1)), column, width)
                if merge is not None:
                    merged[column] = placed
                cells.append(placed)
                column += width
            above = merged
            if cells:
                block.rows.append((number, cells))
        return block


def _rows(parent: Element, w: str, depth: int) -> Iterator[Element]:
    """Give the rows of a table, those in content controls and custom XML too."""
    for child in parent:
        if child.tag == f"{w}tr":
            yield child
        elif child.tag not in (f"{w}tblPr", f"{w}tblGrid") and len(child) and depth < DEEPEST:
            yield from _rows(child, w, depth + 1)


def _cells(parent: Element, w: str, depth: int) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{w}tc":
            yield child
        elif child.tag not in (f"{w}trPr", f"{w}tblPrEx") and len(child) and depth < DEEPEST:
            yield from _cells(child, w, depth + 1)


def _one_choice(element: Element) -> Element:
    """Take one of two versions of the same content: Word writes a drawing for itself and one for older readers."""
    if element.tag != f"{_COMPATIBILITY}AlternateContent":
        return element
    choice = element.find(f"{_COMPATIBILITY}Choice")
    return element[0] if choice is None else choice


def _number(properties: Element | None, tag: str, w: str, default: int) -> int:
    found = None if properties is None else properties.find(tag)
    value = "" if found is None else found.get(f"{w}val", "")
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() else default


def _is_on(switch: Element | None, w: str) -> bool:
    return switch is not None and switch.get(f"{w}val", "true") not in ("0", "false", "off")


def _symbol(code: str) -> str:
    """Give a character of a symbol font, where it is one of Unicode too."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    # symbol fonts stand in the private area, at the place of the character they were made for
    return (
        chr(point - 0xF000 if 0xF020 <= point <= 0xF0FF else point)
        if point < 0xD800 or point >= 0xF020
        else ""
    )
