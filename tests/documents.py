"""The documents of tests/data/documents: a known truth in every format, and what each place in a file holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import govinfo_report as gr
from tests.paths import DATA

FOLDER = DATA / "documents"
FORMATS = ("html", "mhtml", "docx", "odt", "doc", "rtf", "pdf", "xlsx", "xls", "csv")
# What opens a format; the others need nothing.
NEEDS = {"doc": "olefile", "pdf": "pypdfium2", "rtf": "striprtf", "xls": "xlrd"}
EDITIONS = ("2019", "2021")
WITH_OFFSETS = ("html", "mhtml", "csv")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def truth(edition: str) -> dict[str, Any]:
    """Give what the documents of an edition print: ``title``, ``organization``, ``year``, ``edition``, ``cells``."""
    found: dict[str, Any] = json.loads((FOLDER / f"report_{edition}.json").read_text("utf-8"))
    return found


def check_cells(report: gr.Report, cells: dict[str, str]) -> None:
    """Check that a report says of every cell what its truth does, and of no other cell anything."""
    found = {cell.path: cell for cell in report.cells()}
    for path, text in cells.items():
        cell = found.pop(path)
        state = {"": "blank", "/": "mark"}.get(text, "printed")
        assert (path, cell.state, cell.raw) == (path, state, text)
    assert not [path for path, cell in found.items() if cell.state != "lost"]


def docx_cell(file: Path, place: gr.Place) -> str:
    """Give what a Word document prints at a place: its tables, rows and columns counted anew."""
    with ZipFile(file) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    table = list(root.iter(f"{_W}tbl"))[(place.table or 0) - 1]
    row = table.findall(f"{_W}tr")[(place.row or 0) - 1]
    column = 1
    for cell in row.findall(f"{_W}tc"):
        if column == place.column:
            return "".join(text.text or "" for text in cell.iter(f"{_W}t"))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        column += int(span.get(f"{_W}val", "1")) if span is not None else 1
    raise AssertionError(f"no cell at {place}")


def odt_cell(file: Path, place: gr.Place) -> str:
    """Give what an OpenDocument text prints at a place."""
    with ZipFile(file) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    table = list(root.iter(f"{_TABLE}table"))[(place.table or 0) - 1]
    row = list(table.iter(f"{_TABLE}table-row"))[(place.row or 0) - 1]
    cells: list[ElementTree.Element] = []
    for cell in row:
        cells += [cell] * int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    return "".join(cells[(place.column or 0) - 1].itertext())


def xlsx_cell(file: Path, place: gr.Place) -> str:
    """Give what a workbook of one sheet prints at a place."""
    with ZipFile(file) as package:
        root = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    name = f"{chr(64 + (place.column or 0))}{place.row}"
    (cell,) = (cell for cell in root.iter() if cell.tag.endswith("}c") and cell.get("r") == name)
    return "".join(cell.itertext())
