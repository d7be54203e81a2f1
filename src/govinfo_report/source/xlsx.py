"""Workbooks (.xlsx): each sheet a table, merged cells as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import join, normpath
from typing import TYPE_CHECKING

from attrs import define

from govinfo_report.source.document import WIDEST, Document, Flow, TableCell
from govinfo_report.source.files import SourceFile
from govinfo_report.source.package import Package, is_package, package_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BOOK = "xl/workbook.xml"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Sheets of one workbook that are read, and rows of one sheet.
MOST_SHEETS = 100
MOST_ROWS = 20_000


class Xlsx:
    """Reads ``.xlsx``."""

    name = "xlsx"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is a workbook."""
        return is_package(file) and _BOOK in package_of(file).names

    def read(self, file: SourceFile) -> Document:
        """Read a workbook: its sheets one after the other, hidden ones left out."""
        package = package_of(file)
        shared = _shared_strings(package)
        flow = Flow()
        for number, part in _sheets(package):
            flow.page(number)
            _add_sheet(flow, package.xml(part), shared, number)
        return flow.document()


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _sheets(package: Package) -> Iterator[tuple[int, str]]:
    """Give the number of each sheet, from 1, and its part."""
    targets = {}
    if "xl/_rels/workbook.xml.rels" in package.names:
        for relation in package.xml("xl/_rels/workbook.xml.rels"):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            targets[relation.get("Id", "")] = path
    sheets = [item for item in package.xml(_BOOK).iter() if _local(item) == "sheet"]
    for number, sheet in enumerate(sheets[:MOST_SHEETS], 1):
        part = targets.get(sheet.get(_RELATION, ""), f"xl/worksheets/sheet{number}.xml")
        if sheet.get("state", "visible") == "visible" and part in package.names:
            yield number, part


def _shared_strings(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.names:
        return []
    return [_text(item) for item in package.xml("xl/sharedStrings.xml") if _local(item) == "si"]


def _text(item: Element) -> str:
    """Give the text of a string: its runs, without the reading aids of Chinese and Japanese."""
    out = []
    for child in item:
        if _local(child) == "t":
            out.append(child.text or "")
        elif _local(child) == "r":
            out += [run.text or "" for run in child if _local(run) == "t"]
    return "".join(out)


@define
class _Merge:
    row: int
    column: int
    height: int
    width: int


def _add_sheet(flow: Flow, root: Element, shared: list[str], sheet: int) -> None:
    merges, covered = _merges(root)
    block: list[tuple[int, dict[int, str]]] = []
    row_number = 0
    for row in root.iter():
        if _local(row) != "row":
            continue
        row_number = _whole(row.get("r")) or row_number + 1
        if row_number > MOST_ROWS:
            break
        cells = {} if row.get("hidden") in ("1", "true") else _cells(row, shared)
        if any(cells.values()) or any((row_number, column) in covered for column in cells):
            if block and row_number > block[-1][0] + 1:
                _add_block(flow, block, merges, covered, sheet)
                block = []
            block.append((row_number, cells))
    _add_block(flow, block, merges, covered, sheet)


def _cells(row: Element, shared: list[str]) -> dict[int, str]:
    cells = {}
    column = -1
    for cell in row:
        if _local(cell) != "c":
            continue
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else column + 1
        if column < WIDEST:
            cells[column] = _shown(cell, shared)
    return cells


def _shown(cell: Element, shared: list[str]) -> str:
    """Give what a cell shows; of a formula what it came to when the file was saved."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(item) for item in cell if _local(item) == "is")
    value = next((item.text or "" for item in cell if _local(item) == "v"), "")
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if kind != "n" or not value:
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    # 208.21649999999999 is how programs save 208.2165
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _merges(root: Element) -> tuple[dict[tuple[int, int], _Merge], set[tuple[int, int]]]:
    """Give the merged cells by their first place, and the places that they cover beside it."""
    merges = {}
    covered: set[tuple[int, int]] = set()
    for item in root.iter():
        if _local(item) != "mergeCell":
            continue
        ends = [_PLACE.fullmatch(end) for end in item.get("ref", "").split(":")]
        if len(ends) != 2 or not ends[0] or not ends[1]:
            continue
        top, left = int(ends[0][2]), _column(ends[0][1])
        height, width = int(ends[1][2]) - top + 1, _column(ends[1][1]) - left + 1
        if not (0 < height <= WIDEST and 0 < width <= WIDEST and height * width <= WIDEST):
            continue
        merges[top, left] = _Merge(top, left, height, width)
        covered |= {
            (top + down, left + right) for down in range(height) for right in range(width)
        } - {(top, left)}
    return merges, covered


def _add_block(
    flow: Flow,
    block: list[tuple[int, dict[int, str]]],
    merges: dict[tuple[int, int], _Merge],
    covered: set[tuple[int, int]],
    sheet: int,
) -> None:
    """Add rows that follow each other: a cell that the file leaves out is empty."""
    first = min((min(cells) for _, cells in block if cells), default=0)
    last = max((max(cells) for _, cells in block if cells), default=-1)
    for number, cells in block:
        row = []
        alone = sum(map(bool, cells.values())) == 1
        for column in range(first, (max(cells) if alone and cells else last) + 1):
            if (number, column) in covered:
                continue
            merge = merges.get((number, column))
            width, height = (merge.width, merge.height) if merge else (1, 1)
            row.append(TableCell(cells.get(column, ""), column, width, height))
        if alone and row:
            row = [cell for cell in row if cell.text]
        if row:
            flow.row(row, 0, number, sheet, sheet)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0
