"""Workbooks (.xlsx): each sheet a table, merged cells as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import join, normpath
from typing import TYPE_CHECKING

from govinfo_report.source.attributes import whole
from govinfo_report.source.budget import Meter
from govinfo_report.source.document import WIDEST, Document, Flow
from govinfo_report.source.files import SourceFile
from govinfo_report.source.package import Package, is_package, package_of
from govinfo_report.source.run_looks import way_of
from govinfo_report.source.set_apart import set_apart
from govinfo_report.source.sheet_rows import LAST_ROW, Merges, add_sheet, shown_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BOOK = "xl/workbook.xml"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


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
        flow = Flow(Meter(file.meter.budget))
        with flow.filling():
            for number, part in _sheets(package):
                root = package.xml(part)
                add_sheet(flow, _rows(root, shared), _merges(root, file.meter), number)
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
    for number, sheet in enumerate(sheets, 1):
        part = targets.get(sheet.get(_RELATION, ""), f"xl/worksheets/sheet{number}.xml")
        if sheet.get("state", "visible") == "visible" and part in package.names:
            yield number, part


def _shared_strings(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.names:
        return []
    return [
        text_of_string(item) for item in package.xml("xl/sharedStrings.xml") if _local(item) == "si"
    ]


def text_of_string(item: Element) -> str:
    """Give the text of a string: its runs, without the reading aids of Chinese and Japanese."""
    out = []
    for child in item:
        if _local(child) == "t":
            out.append(child.text or "")
        elif _local(child) == "r":
            texts = "".join([run.text or "" for run in child if _local(run) == "t"])
            looks = [look for run in child if _local(run) == "rPr" for look in run]
            ways = [way_of(_local(look), look.get("val", "true")) for look in looks]
            out.append(set_apart(max(ways, default=""), texts))
    return "".join(out)


def _rows(root: Element, shared: list[str]) -> Iterator[tuple[int, dict[int, str]]]:
    """Give the number of each row, from 1, and its cells; hidden ones have none."""
    number = 0
    for row in root.iter():
        if _local(row) != "row":
            continue
        number = whole(row.get("r"), 0, LAST_ROW) or number + 1
        yield number, {} if row.get("hidden") in ("1", "true") else _cells(row, shared)


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
        return "".join(text_of_string(item) for item in cell if _local(item) == "is")
    value = next((item.text or "" for item in cell if _local(item) == "v"), "")
    if kind == "s":
        at = whole(value, len(shared), len(shared))
        return shared[at] if at < len(shared) else ""
    if kind != "n" or not value:
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return shown_number(number)


def _merges(root: Element, meter: Meter) -> Merges:
    merges = Merges(meter)
    for item in root.iter():
        if _local(item) != "mergeCell":
            continue
        ends = [_PLACE.fullmatch(end) for end in item.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            top, left = int(ends[0][2]), _column(ends[0][1])
            merges.add(top, left, int(ends[1][2]) - top + 1, _column(ends[1][1]) - left + 1)
    return merges


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
