"""Word documents (.docx): paragraphs, tables with their merges, numbering, text boxes, tracked changes as accepted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from govinfo_report.source.blocks import Block, BlockCell, BlockTable, add_blocks
from govinfo_report.source.document import WIDEST, Document, Flow
from govinfo_report.source.files import SourceFile
from govinfo_report.source.numbering import Numbering, read_numbering
from govinfo_report.source.package import Package, is_package, package_of
from govinfo_report.source.run_looks import RunLooks
from govinfo_report.source.set_apart import GLOSS, STRUCK, seen, set_apart

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


# What elements are, by their local names.
_PARAGRAPH, _TABLE, _RUN, _TEXT, _TAB, _BREAK, _HYPHEN, _SYMBOL, _BOX, _DROPPED = range(1, 11)
_DELETED, _GLOSS = 11, 12
_KINDS = {
    "p": _PARAGRAPH,
    "tbl": _TABLE,
    "r": _RUN,
    "t": _TEXT,
    "tab": _TAB,
    "ptab": _TAB,
    "br": _BREAK,
    "cr": _BREAK,
    "noBreakHyphen": _HYPHEN,
    "sym": _SYMBOL,
    "txbxContent": _BOX,
    **dict.fromkeys(("del", "moveFrom", "delText"), _DELETED),
    "rt": _GLOSS,
    "instrText": _DROPPED,
    # what something looks like
    **dict.fromkeys(("rPr", "pPr", "tcPr", "tblPr", "trPr", "sectPr", "tblGrid"), _DROPPED),
}


class _DocumentReader:
    """Reads the main part of one document.

    Args:
        package: the file.
        root: its main part.
    """

    def __init__(self, package: Package, root: Element) -> None:
        self.package = package
        self.root = root
        self.w = w = next(
            (name for name in _NAMESPACES if root.tag.startswith(name)), _NAMESPACES[0]
        )
        self.tables = 0
        # written out once: an f-string for each element would take longer than the element
        self.kinds = {f"{w}{name}": kind for name, kind in _KINDS.items()}
        self.text = f"{w}t"
        self.row, self.cell, self.row_properties = f"{w}tr", f"{w}tc", f"{w}trPr"
        self.cell_properties, self.paragraph_properties = f"{w}tcPr", f"{w}pPr"
        self.run_properties, self.value = f"{w}rPr", f"{w}val"
        self.looks = RunLooks(package, w)
        self.span, self.merge, self.cut = f"{w}gridSpan", f"{w}vMerge", f"{w}cellDel"

    def read(self) -> Document:
        """Give the document."""
        flow = Flow()
        body = self.root.find(f"{self.w}body")
        add_blocks(flow, self.blocks(self.root if body is None else body, 0))
        return flow.document()

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers that Word writes in front of paragraphs by itself."""
        return read_numbering(self.package, self.w)

    def blocks(self, parent: Element, depth: int) -> list[Block]:
        """Give the paragraphs and tables in an element, in order (hot)."""
        found: list[Block] = []
        if depth > DEEPEST:
            return found
        carried = ""
        kinds = self.kinds
        for child in parent:
            kind = kinds.get(child.tag)
            if kind == _PARAGRAPH:
                boxes: list[Element] = []
                text, goes_on = self.paragraph(child, boxes)
                carried += text
                if not goes_on:
                    found.append(carried)
                    carried = ""
                for box in boxes:
                    found += self.blocks(box, depth + 1)
            elif kind == _TABLE:
                found.append(self.table(child, depth))
            elif kind not in (_DROPPED, _DELETED) and len(child):
                # content controls, inserted and moved blocks, custom XML
                found += self.blocks(_one_choice(child), depth + 1)
        if carried:
            found.append(carried)
        return found

    def paragraph(self, paragraph: Element, boxes: list[Element]) -> tuple[str, bool]:
        """Read a paragraph; text boxes in it are added to ``boxes``.

        Returns:
            Its text, and whether the next one goes on in its line, since its end was deleted.
        """
        out: list[str] = []
        self._runs(paragraph, out, boxes, 0)
        text = "".join(out)
        properties = paragraph.find(self.paragraph_properties)
        if properties is None or not len(properties):
            return text, False
        number = self.numbering.number(properties)
        if number and (seen(text).strip() or boxes):
            text = number + text
        return text, properties.find(f"{self.run_properties}/{self.w}del") is not None

    def _runs(self, parent: Element, out: list[str], boxes: list[Element], depth: int) -> None:
        kinds = self.kinds
        for child in parent:
            kind = kinds.get(child.tag)
            if kind == _TEXT:
                out.append(child.text or "")
            elif kind == _RUN:
                items = list(child)
                if items and items[0].tag == self.run_properties:
                    way = self.looks.way(items.pop(0))
                    if way:
                        self._set_apart(way, child, out, [] if way >= STRUCK else boxes, depth)
                        continue
                if len(items) == 1 and items[0].tag == self.text:
                    # as nearly all runs are
                    out.append(items[0].text or "")
                elif items:
                    self._runs(child, out, boxes, depth + 1)
            elif kind == _DROPPED:
                continue
            elif kind in (_DELETED, _GLOSS):
                way = STRUCK if kind == _DELETED else GLOSS
                self._set_apart(way, child, out, [], depth)
            elif kind == _TAB:
                out.append("\t")
            elif kind == _BREAK:
                out.append("\n")
            elif kind == _HYPHEN:
                out.append("-")
            elif kind == _SYMBOL:
                out.append(_symbol(child.get(f"{self.w}char", "")))
            elif kind == _BOX:
                boxes.append(child)
            elif len(child) and depth < DEEPEST:
                self._runs(_one_choice(child), out, boxes, depth + 1)

    def _set_apart(
        self, way: str, element: Element, out: list[str], boxes: list[Element], depth: int
    ) -> None:
        """Add what an element prints, all of it set apart in one way."""
        inside = [element.text or ""] if not len(element) else []
        if depth < DEEPEST:
            self._runs(element, inside, boxes, depth + 1)
        out.append(set_apart(way, "".join(inside)))

    def table(self, table: Element, depth: int) -> BlockTable:
        """Give a table; cells that a merge covers are left out."""
        self.tables += 1
        block = BlockTable(self.tables, [])
        # of the cell that a column is merged with: the cell, by its first column
        above: dict[int, BlockCell] = {}
        for number, row in enumerate(_members(table, self.row, depth), 1):
            column = 0
            properties = row.find(self.row_properties)
            if properties is not None:
                if properties.find(f"{self.w}del") is not None:
                    continue
                before = properties.find(f"{self.w}gridBefore")
                column = 0 if before is None else _number(before.get(self.value, ""), 0)
            cells: list[BlockCell] = []
            merged: dict[int, BlockCell] = {}
            for cell in _members(row, self.cell, depth):
                width, merge = self._spans(cell)
                if not width:
                    continue
                if merge == "continue" and column in above:
                    merged[column] = above[column]
                    above[column].height += 1
                    column += width
                    continue
                placed = BlockCell(self.blocks(cell, depth + 1), column, width)
                if merge:
                    merged[column] = placed
                cells.append(placed)
                column += width
            above = merged
            if cells:
                block.rows.append((number, cells))
        return block

    def _spans(self, cell: Element) -> tuple[int, str]:
        """Give the columns that a cell covers, 0 for one that was deleted, and its part in a vertical merge."""
        width, merge = 1, ""
        if not len(cell) or cell[0].tag != self.cell_properties:
            return width, merge
        for item in cell[0]:
            tag = item.tag
            if tag == self.span:
                width = _number(item.get(self.value, ""), 1) or 1
            elif tag == self.merge:
                merge = item.get(self.value, "continue")
            elif tag == self.cut:
                return 0, ""
        return width, merge


def _members(parent: Element, wanted: str, depth: int) -> list[Element]:
    """Give the rows of a table or the cells of a row, those in content controls and custom XML too."""
    found = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif len(child) and depth < DEEPEST and not child.tag.endswith(("Pr", "Grid", "PrEx")):
            found += _members(child, wanted, depth + 1)
    return found


def _one_choice(element: Element) -> Element:
    """Take one of two versions of the same content: Word writes a drawing for itself and one for older readers."""
    if element.tag != f"{_COMPATIBILITY}AlternateContent":
        return element
    choice = element.find(f"{_COMPATIBILITY}Choice")
    return element[0] if choice is None else choice


def _number(value: str, default: int) -> int:
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() else default


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
