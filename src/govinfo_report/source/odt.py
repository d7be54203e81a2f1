"""OpenDocument text (.odt): paragraphs, tables with their spans, lists, frames, tracked changes as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govinfo_report.source.blocks import Block, BlockCell, BlockTable, add_blocks
from govinfo_report.source.document import WIDEST, Document, Flow
from govinfo_report.source.files import SourceFile
from govinfo_report.source.numbering import write_number
from govinfo_report.source.odt_looks import ways_of_styles
from govinfo_report.source.package import is_package, package_of
from govinfo_report.source.set_apart import GLOSS, STRUCK, seen, set_apart

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MIME = b"application/vnd.oasis.opendocument.text"
_UNPRINTED = (f"{_T}sequence-decls", f"{_OFFICE}annotation")
_LINES = (f"{_T}p", f"{_T}h")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# The name of the outline of a document among its lists; no style is called so.
_OUTLINE = "\0outline"
# Elements inside elements, deeper than any office program writes them.
DEEPEST = 200
# A row or cell that is repeated more often is a slip, or an attack.
MOST_REPEATED = 200
_FORMATS = {"一, 二, 三, ...": "chineseCounting", "1": "decimal", "a": "lowerLetter", "A": "upperLetter",
            "i": "lowerRoman", "I": "upperRoman", "①, ②, ③, ...": "decimalEnclosedCircle"}  # fmt: skip


class Odt:
    """Reads ``.odt``."""

    name = "odt"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is an OpenDocument text."""
        if not is_package(file):
            return False
        package = package_of(file)
        names = package.names
        if "mimetype" in names:
            return package.member("mimetype").strip().startswith(_MIME)
        return "content.xml" in names and "META-INF/manifest.xml" in names

    def read(self, file: SourceFile) -> Document:
        """Read a document."""
        package = package_of(file)
        if "META-INF/manifest.xml" in package.names:
            manifest = package.member("META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                file.refuse(
                    "expected a document that opens without a password, found an encrypted one",
                    zh="应为无需密码即可打开的文档，实为加密的文档",
                )
        root = package.xml("content.xml")
        lists, styles = _list_styles(root), _paragraph_styles(root)
        ways: dict[str, str] = {}
        if "styles.xml" in package.names:
            shared = package.xml("styles.xml")
            lists = {**_list_styles(shared), **lists}
            styles = {**_paragraph_styles(shared), **styles}
            ways = ways_of_styles(shared, ways)
        ways = ways_of_styles(root, ways)
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        flow = Flow()
        if body is not None:
            add_blocks(flow, list(_OdtReader(lists, styles, ways).blocks(body, 0)))
        return flow.document()


def _list_styles(root: Element) -> dict[str, dict[int, tuple[str, str, str]]]:
    """Give each list style: level to what stands before the number, its form, what stands behind."""
    found: dict[str, dict[int, tuple[str, str, str]]] = {}
    styles = [
        (style.get(f"{_STYLE}name", ""), style.findall(f"{_T}list-level-style-number"))
        for style in root.iter(f"{_T}list-style")
    ]
    styles += [
        (_OUTLINE, style.findall(f"{_T}outline-level-style"))
        for style in root.iter(f"{_T}outline-style")
    ]
    for name, numbered in styles:
        levels = found.setdefault(name, {})
        for level in numbered:
            at = level.get(f"{_T}level", "1")
            if at.isdigit():
                levels[int(at)] = (
                    level.get(f"{_STYLE}num-prefix", ""),
                    level.get(f"{_STYLE}num-format", ""),
                    level.get(f"{_STYLE}num-suffix", ""),
                )
    return found


def _paragraph_styles(root: Element) -> dict[str, tuple[str, str | None]]:
    """Give each style of paragraphs: the one it is based on, and the list that it numbers with, "" for none."""
    return {
        style.get(f"{_STYLE}name", ""): (
            style.get(f"{_STYLE}parent-style-name", ""),
            style.get(f"{_STYLE}list-style-name"),
        )
        for style in root.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}family") == "paragraph"
    }


class _OdtReader:
    """Reads the body of one document.

    Args:
        lists: the list styles.
        styles: the styles of paragraphs.
        ways: the styles that set their text apart, to the way.
    """

    def __init__(
        self,
        lists: dict[str, dict[int, tuple[str, str, str]]],
        styles: dict[str, tuple[str, str | None]],
        ways: dict[str, str],
    ) -> None:
        self.lists = lists
        self.ways = ways
        # what tracked changes deleted, by the change
        self.deleted: dict[str, str] = {}
        self.styles = styles
        self.tables = 0
        # how far each list style has counted, by level
        self.counts: dict[tuple[str, int], int] = {}

    def blocks(
        self, parent: Element, depth: int, style: str = "", level: int = 0
    ) -> Iterator[Block]:
        """Give the paragraphs and tables in an element, in order."""
        if depth > DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag in (f"{_T}p", f"{_T}h"):
                boxes: list[Element] = []
                out: list[str] = []
                self._text(child, out, boxes, 0)
                text = set_apart(self._way(child), "".join(out))
                if tag == f"{_T}h" and not level and seen(text).strip():
                    text = self._heading_number(child) + text
                yield text
                for box in boxes:
                    yield from self.blocks(box, depth + 1)
            elif tag == f"{_TABLE}table":
                yield self.table(child, depth)
            elif tag == f"{_T}list":
                name = child.get(f"{_T}style-name", style) or self._list_of(child)
                if child.get(f"{_T}continue-numbering") != "true" and not level:
                    self.counts.setdefault((name, 1), 0)
                yield from self._list(child, depth + 1, name, level + 1)
            elif tag in (f"{_DRAW}frame", f"{_DRAW}text-box", f"{_DRAW}custom-shape"):
                yield from self.blocks(child, depth + 1)
            elif tag == f"{_T}tracked-changes":
                self.deleted.update(_deleted(child))
            elif len(child) and tag not in _UNPRINTED:
                yield from self.blocks(child, depth + 1, style, level)

    def _list(self, parent: Element, depth: int, style: str, level: int) -> Iterator[Block]:
        for item in parent:
            if item.tag not in (f"{_T}list-item", f"{_T}list-header"):
                continue
            number = ""
            _, form, _ = self.lists.get(style, {}).get(level, ("", "", ""))
            if item.tag == f"{_T}list-item" and form and len(item) and item[0].tag != f"{_T}list":
                number = self._next(style, level, item.get(f"{_T}start-value", ""))
            for block in self.blocks(item, depth + 1, style, level):
                if number and isinstance(block, str):
                    block, number = number + block, ""
                yield block

    def _next(self, style: str, level: int, start: str = "") -> str:
        """Count one on in a list and give the number; "" where the level has none."""
        before, form, behind = self.lists.get(style, {}).get(level, ("", "", ""))
        if not form:
            return ""
        count = int(start) if start.isdigit() else self.counts.get((style, level), 0) + 1
        self.counts[style, level] = count
        for key in [key for key in self.counts if key[0] == style and key[1] > level]:
            del self.counts[key]
        return before + write_number(count, _FORMATS.get(form, "decimal")) + behind

    def _list_of(self, element: Element) -> str:
        """Give the list that the style of the first paragraph in an element numbers with."""
        for child in element.iter():
            if child.tag in (f"{_T}p", f"{_T}h"):
                return self._numbered_by(child) or ""
        return ""

    def _numbered_by(self, paragraph: Element) -> str | None:
        """Give the list that a paragraph's style, or one that it is based on, numbers with; "" where one says none."""
        name = paragraph.get(f"{_T}style-name", "")
        for _ in range(DEEPEST):
            name, numbered = self.styles.get(name, ("", None))
            if numbered is not None or not name:
                return numbered
        return None

    def _heading_number(self, heading: Element) -> str:
        """Give the number of a heading that stands in no list: by its style, else by the outline of the document."""
        if heading.get(f"{_T}is-list-header") == "true":
            return ""
        level = heading.get(f"{_T}outline-level", "1")
        numbered = self._numbered_by(heading)
        return self._next(
            _OUTLINE if numbered is None else numbered, int(level) if level.isdigit() else 1
        )

    def _text(self, parent: Element, out: list[str], boxes: list[Element], depth: int) -> None:
        out.append(parent.text or "")
        for child in parent:
            tag = child.tag
            if tag == f"{_T}s":
                count = child.get(f"{_T}c", "1")
                out.append(" " * (min(int(count), WIDEST) if count.isdigit() else 1))
            elif tag == f"{_T}tab":
                out.append("\t")
            elif tag == f"{_T}line-break":
                out.append("\n")
            elif tag in (f"{_DRAW}frame", f"{_DRAW}custom-shape", f"{_DRAW}text-box"):
                boxes.append(child)
            elif tag in (f"{_OFFICE}annotation", f"{_T}note", f"{_T}tracked-changes"):
                pass
            elif tag == f"{_T}change":
                out.append(set_apart(STRUCK, self.deleted.get(child.get(f"{_T}change-id", ""), "")))
            elif depth < DEEPEST:
                way = GLOSS if tag == f"{_T}ruby-text" else self._way(child)
                inside: list[str] = [] if way else out
                self._text(child, inside, [] if way >= STRUCK else boxes, depth + 1)
                if way:
                    out.append(set_apart(way, "".join(inside)))
            out.append(child.tail or "")

    def _way(self, element: Element) -> str:
        """Tell how the style of a paragraph or of a part of one sets its text apart; "" where it does not."""
        return self.ways.get(element.get(f"{_T}style-name", ""), "") if self.ways else ""

    def table(self, table: Element, depth: int) -> BlockTable:
        """Give a table; cells that a span covers are left out."""
        self.tables += 1
        block = BlockTable(self.tables, [])
        number = 0
        for row in _rows(table, depth):
            for _ in range(_repeated(row, "number-rows-repeated")):
                number += 1
                cells: list[BlockCell] = []
                column = 0
                for cell in row:
                    times = _repeated(cell, "number-columns-repeated")
                    if cell.tag == f"{_TABLE}covered-table-cell":
                        column += times
                    elif cell.tag == f"{_TABLE}table-cell":
                        width = _repeated(cell, "number-columns-spanned")
                        height = _repeated(cell, "number-rows-spanned")
                        for _ in range(times):
                            blocks = list(self.blocks(cell, depth + 1))
                            cells.append(BlockCell(blocks, column, width, height))
                            column += 1
                if cells:
                    block.rows.append((number, cells))
        return block


def _deleted(changes: Element) -> Iterator[tuple[str, str]]:
    """Give what tracked changes deleted, each by the name of its change."""
    for region in changes:
        for deletion in region.iterfind(f"{_T}deletion"):
            texts = [text for part in deletion if part.tag in _LINES for text in part.itertext()]
            for name in (f"{_T}id", _XML_ID):
                yield region.get(name, ""), "".join(texts)


def _rows(parent: Element, depth: int) -> Iterator[Element]:
    """Give the rows of a table, those of its head and of groups too."""
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif len(child) and depth < DEEPEST:
            yield from _rows(child, depth + 1)


def _repeated(element: Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return max(1, min(int(value), MOST_REPEATED)) if value.isascii() and value.isdigit() else 1
