"""Checks a receipt against the file that its number was read from.

It shares nothing with what reads reports: who does not trust that can read this one file. It takes the digest of the
file, reads what stands at each place that the receipt names, and does the sums anew.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from email import message_from_bytes
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

VERSION = 1
"""The version of receipts that is read."""

# Points that a box is widened by before the text in it is read.
MARGIN = 1.0
# Bytes of the largest part of a package that is unpacked.
LARGEST = 64 << 20
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_LESS = ("减", "降", "负")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Result = Literal["holds", "fails", "unchecked"]


@dataclass(frozen=True)
class Check:
    """One thing that was checked.

    Attributes:
        subject: ``digest``, ``place`` or ``sum``.
        name: the path of the cell, or the code of the sum.
        result: ``holds``, ``fails``, or ``unchecked`` where the file is of a kind that is not looked into here.
        expected: what the receipt says.
        found: what was found; None where nothing was looked at.
    """

    subject: Literal["digest", "place", "sum"]
    name: str
    result: Result
    expected: str
    found: str | None


class ReceiptError(ValueError):
    """What was given is no receipt of a version that is read."""


def verify(receipt: Mapping[str, Any], file: str | Path | bytes) -> list[Check]:
    """Check a receipt.

    Args:
        receipt: what ``Report.receipt`` gave.
        file: the file that it is of.

    Returns:
        What was checked: the digest, each place, each sum. A receipt holds where no check fails.

    Raises:
        OSError: the file cannot be read.
        ReceiptError: it is no receipt.
    """
    try:
        if receipt["receipt_version"] != VERSION:
            raise ReceiptError(f"expected a receipt of version {VERSION}")
        data = file if isinstance(file, bytes) else Path(file).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        same: Result = "holds" if digest == receipt["file"]["sha256"] else "fails"
        checks = [Check("digest", "sha256", same, receipt["file"]["sha256"], digest)]
        source = _Source(data, receipt["file"])
        checks += [
            _place(source, path, cell)
            for path, cell in receipt["cells"].items()
            if _has_place(cell)
        ]
        checks += [_sum(entry, receipt["cells"]) for entry in receipt["sums"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise ReceiptError(f"expected a receipt; it lacks {error}") from error
    return checks


def read_receipt(file: str | Path) -> dict[str, Any]:
    """Read a receipt that was written as JSON.

    Raises:
        OSError: the file cannot be read.
        ReceiptError: it is no receipt.
    """
    try:
        receipt = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise ReceiptError(f"expected JSON: {error}") from error
    if not isinstance(receipt, dict) or "receipt_version" not in receipt:
        raise ReceiptError("expected a receipt, found other JSON")
    return receipt


def decoded(data: bytes, encoding: str, part: int | None) -> str:
    """Give the text of a file: all of it, or a part of a message (MHTML), counted from 0.

    Raises:
        ValueError: the file is not of that encoding, or has no such part.
    """
    if part is not None:
        parts = list(message_from_bytes(data).walk())
        content = parts[part].get_payload(decode=True) if part < len(parts) else None
        if not isinstance(content, bytes):
            raise ValueError(f"no part {part}")
        data = content
    return data.decode(encoding)


class _Source:
    """A file, and what stands at places in it."""

    def __init__(self, data: bytes, told: Mapping[str, Any]) -> None:
        self.data = data
        self.text: str | None = None
        if told["encoding"] is not None:
            try:
                self.text = decoded(data, told["encoding"], told["part"])
            except ValueError:
                self.text = ""

    def at(self, cell: Mapping[str, Any]) -> str | None:
        """Give what stands at the place of a cell; None where the file is not looked into."""
        if cell["parts"]:
            if self.text is None:
                return None
            return "".join(self.text[start:end] for start, end in cell["parts"])
        place = cell["place"]
        if place is None:
            return None
        if self.data[:1024].find(b"%PDF-") >= 0:
            return _on_page(self.data, place) if place["box"] else None
        if self.data[:2] == b"PK":
            return _in_package(self.data, place)
        return None


def _on_page(data: bytes, place: Mapping[str, Any]) -> str | None:
    """Give the text in a box on a page of a PDF; None where what reads one is not installed, or the page is turned."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        return None
    left, bottom, right, top = place["box"]
    try:
        pdf = PdfDocument(data)
    except PdfiumError:
        return ""
    try:
        if place["page"] > len(pdf):
            return ""
        page = pdf[place["page"] - 1]
        if page.get_rotation():
            return None
        box = (left - MARGIN, bottom - MARGIN, right + MARGIN, top + MARGIN)
        return str(page.get_textpage().get_text_bounded(*box))
    finally:
        pdf.close()


def _in_package(data: bytes, place: Mapping[str, Any]) -> str | None:
    """Give the text of a cell of a DOCX, ODT or XLSX; None for another file, or a place without row and column."""
    if place["row"] is None or place["column"] is None:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if "word/document.xml" in names:
                root = ElementTree.fromstring(_member(package, "word/document.xml"))
                return _word_cell(root, place)
            if "content.xml" in names and "xl/workbook.xml" not in names:
                root = ElementTree.fromstring(_member(package, "content.xml"))
                return _open_document_cell(root, place)
            sheet = f"xl/worksheets/sheet{place['page'] or 1}.xml"
            if sheet in names:
                texts = (
                    _member(package, "xl/sharedStrings.xml")
                    if "xl/sharedStrings.xml" in names
                    else b""
                )
                return _sheet_cell(ElementTree.fromstring(_member(package, sheet)), texts, place)
    except (zipfile.BadZipFile, ElementTree.ParseError):
        return ""
    return None


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a member of a package, unless it is larger than any report."""
    if package.getinfo(name).file_size > LARGEST:
        raise zipfile.BadZipFile(name)
    return package.read(name)


def _word_cell(root: ElementTree.Element, place: Mapping[str, Any]) -> str:
    tables = list(root.iter(f"{_WORD}tbl"))
    rows = tables[place["table"] - 1].findall(f"{_WORD}tr") if place["table"] <= len(tables) else []
    column = 1
    for cell in rows[place["row"] - 1] if place["row"] <= len(rows) else ():
        if cell.tag != f"{_WORD}tc":
            continue
        if column == place["column"]:
            return "".join(text.text or "" for text in cell.iter(f"{_WORD}t"))
        span = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
        column += int(span.get(f"{_WORD}val", "1")) if span is not None else 1
    return ""


def _open_document_cell(root: ElementTree.Element, place: Mapping[str, Any]) -> str:
    tables = list(root.iter(f"{_TABLE}table"))
    if place["table"] is None or place["table"] > len(tables):
        return ""
    rows = list(tables[place["table"] - 1].iter(f"{_TABLE}table-row"))
    left = place["column"]
    for cell in rows[place["row"] - 1] if place["row"] <= len(rows) else ():
        left -= int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if left <= 0:
            return "".join(cell.itertext())
    return ""


def _sheet_cell(root: ElementTree.Element, texts: bytes, place: Mapping[str, Any]) -> str:
    letters, left = "", place["column"]
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(65 + letter) + letters
    for cell in root.iter(f"{_SHEET}c"):
        if cell.get("r") == f"{letters}{place['row']}":
            value = "".join(cell.itertext())
            if cell.get("t") != "s":
                return value
            shared = ElementTree.fromstring(texts).findall(f"{_SHEET}si")
            return "".join(text.text or "" for text in shared[int(value)].iter(f"{_SHEET}t"))
    return ""


def _has_place(cell: Mapping[str, Any]) -> bool:
    """Tell whether the file prints something for a cell; what only the sums prove stands nowhere."""
    return bool(cell["parts"]) or cell["place"] is not None


def _place(source: _Source, path: str, cell: Mapping[str, Any]) -> Check:
    """Compare what stands at a place with what the receipt says stands there, and that with the number."""
    raw = cell["raw"]
    found = source.at(cell)
    if found is None:
        return Check("place", path, "unchecked", raw, None)
    same = _bare(found) == _bare(raw) and _says(raw, cell["value"])
    return Check("place", path, "holds" if same else "fails", raw, found)


def _bare(text: str) -> str:
    """Give a text without white space, entities undone, in plain digits."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", html.unescape(text)))


def _says(raw: str, value: str | None) -> bool:
    """Tell whether digits that are printed are those of the number; words for numbers are not read here."""
    found = _NUMBER.search(_bare(raw))
    if found is None or value is None:
        return True
    printed = Decimal(found[0].replace(",", ""))
    if any(word in raw for word in _LESS):
        printed = -abs(printed)
    return printed == Decimal(value)


def _sum(entry: Mapping[str, Any], cells: Mapping[str, Any]) -> Check:
    """Add up both sides of a sum."""
    left, right = (
        sum((Decimal(cells[path]["counts"]) for path in entry[side]), Decimal(0))
        for side in ("parts", "equals")
    )
    result: Result = "holds" if (left == right) == entry["holds"] else "fails"
    written = " = ".join(
        " + ".join(_term(cells[path]) for path in entry[side]) for side in ("parts", "equals")
    )
    sign = "=" if left == right else "≠"
    return Check("sum", entry["code"], result, written, f"{left} {sign} {right}")


def _term(cell: Mapping[str, Any]) -> str:
    """Write what a cell counts; in brackets where the file prints no number there."""
    counts = str(cell["counts"])
    return counts if cell["value"] is not None else f"[{counts}]"
