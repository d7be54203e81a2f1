"""Checks a receipt against the file that a number was read from, with nothing but this file.

It imports nothing of the library, so that it checks the library's work and not its own: it reads the bytes, takes the
characters that the receipt names, reads their digits, and adds the sums up again. Copied alone it runs as

    python verification.py receipt.json SOURCE

A PDF needs pypdfium2, an XLS xlrd; texts, web pages, DOCX, ODT and XLSX need nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from email import message_from_bytes
from functools import cache
from hashlib import sha256
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unicodedata import category, decimal
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

VERSION = 1
"""The version of receipts that is checked here."""

# The largest part of a packed document that is looked at, in bytes.
LARGEST_PART = 64 << 20
# How far the edge of a character may stand beyond the box of its cell, in points.
BLEED = 1.0

# What a check says where it is right, wrong, or cannot be made, each in English and Chinese.
_WORDS: dict[str, dict[bool | None, tuple[str, str]]] = {
    "digest": {
        True: ("the file is the one that was read (SHA-256)", "文件与读取时相同（SHA-256）"),
        False: ("expected SHA-256 {expected}, found {found}", "SHA-256应为{expected}，实为{found}"),
    },
    "prints": {
        True: ("{place}: {expected!r}", "{place}：“{expected}”"),
        False: ("{place}: expected {expected!r}, found {found!r}", "{place}：应为“{expected}”，实为“{found}”"),
        None: ("{place}: not read here, look there for {expected!r}", "{place}：此处无法读取，请查看：“{expected}”"),
    },
    "number": {
        True: ("{found!r} is the number {expected}", "“{found}”即{expected}"),
        False: ("{found!r} is not the number {expected}", "“{found}”不是{expected}"),
        None: ("{found!r}: digits alone do not make it {expected}", "“{found}”：仅凭数字不能得出{expected}"),
    },
    "empty": {
        True: ("{found!r} is no number and counts 0", "“{found}”不是数字，计为0"),
        False: ("{found!r} has a number; the receipt counts 0", "“{found}”中有数字，凭证计为0"),
    },
    "sum": {
        True: ("{found}", "{found}"),
        False: ("{found}: the receipt says otherwise", "{found}：与凭证所称不同"),
        None: ("{found}: a number is open", "{found}：有数字未定"),
    },
}  # fmt: skip
_PLACE = {
    "characters": ("characters {}", "字符{}"),
    "page": ("page {}", "第{}页"),
    "table": ("table {}", "第{}个表格"),
    "row": ("row {}", "第{}行"),
    "column": ("column {}", "第{}列"),
}


@dataclass(frozen=True)
class Check:
    """One thing that was checked.

    Attributes:
        subject: what it is of: the path of a cell, the code of a sum, ``file``.
        what: ``digest``, ``prints``, ``number``, ``empty`` or ``sum``.
        is_right: it is as the receipt says; None where that cannot be told here.
        expected: what the receipt says.
        found: what the file has.
        place: where in the file, in English and Chinese.
    """

    subject: str
    what: str
    is_right: bool | None
    expected: str = ""
    found: str = ""
    place: tuple[str, str] = ("", "")

    def text(self, lang: str = "en") -> str:
        """Say what was checked and how it came out, in ``en`` or ``zh``."""
        at = int(lang == "zh")
        said = _WORDS[self.what][self.is_right][at].format(
            expected=self.expected, found=self.found, place=self.place[at]
        )
        return f"{self.subject}: {said}"


def verify(receipt: Mapping[str, Any], source: str | Path | bytes) -> list[Check]:
    """Check a receipt against a file.

    Args:
        receipt: what ``Report.receipt`` gave.
        source: the file's path, or its bytes.

    Returns:
        What was checked: the file's digest, what stands at each place, the number that it says, and each sum.

    Raises:
        ValueError: ``receipt`` is no receipt of this version.
        OSError: the file cannot be opened.
    """
    given: object = receipt
    version = given.get("receipt_version") if isinstance(given, Mapping) else None
    if version != VERSION:
        raise ValueError(f"receipt: expected version {VERSION}, found {version}")
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    try:
        return list(_checks(receipt, data))
    except (AttributeError, LookupError, TypeError, ArithmeticError) as error:
        raise ValueError(f"receipt: damaged: {error!r}") from error


def _checks(receipt: Mapping[str, Any], data: bytes) -> Iterator[Check]:
    file = receipt["file"]
    digest = sha256(data).hexdigest()
    yield Check("file", "digest", digest == file["sha256"], file["sha256"], digest)
    read = _reader(file, data)
    if receipt["path"] not in receipt["cells"]:
        raise KeyError(receipt["path"])
    for path, cell in receipt["cells"].items():
        yield from _cell_checks(path, cell, read)
    for entry in receipt["sums"]:
        yield _sum_check(entry, receipt["cells"])


def _cell_checks(path: str, cell: Mapping[str, Any], read: Reader) -> Iterator[Check]:
    """Check what stands at the place of a cell, and the number that it says."""
    prints, value, place = cell["prints"], cell["value"], cell["place"]
    if place is not None:
        found = read(place)
        is_right = None if found is None else _squeezed(found) == _squeezed(prints)
        yield Check(path, "prints", is_right, prints, found or "", _place_words(place))
    if value is not None:
        # without a place it has no number of its own
        yield Check(path, "number", place is not None and _says(prints, value), value, prints)
    elif place is not None and cell["counts"] == "0":
        # an empty cell and a mark count nothing
        yield Check(path, "empty", number_in(prints) is None, "0", prints)


def _sum_check(entry: Mapping[str, Any], cells: Mapping[str, Any]) -> Check:
    """Add a sum up again: numbers that are printed, those that are proved in brackets, ? for an open one."""
    sides = [[cells[path] for path in entry[side]] for side in ("parts", "equals")]
    written = " = ".join(
        "+".join(cell["value"] or f"[{cell['counts'] or '?'}]" for cell in side) for side in sides
    )
    numbers = [[cell["value"] or cell["counts"] for cell in side] for side in sides]
    if None in (*numbers[0], *numbers[1]):
        return Check(entry["code"], "sum", None, "", written)
    left, right = (sum(map(Decimal, side)) for side in numbers)
    written += "" if left == right else f" ({left} ≠ {right})"
    return Check(entry["code"], "sum", (left == right) == entry["holds"], "", written)


def _says(prints: str, value: str) -> bool | None:
    """Tell whether what is printed says a number; None where words beside the digits may have a say."""
    number, wanted = number_in(prints), Decimal(value)
    # 减少5: the sign is a word
    if number is None or number == -wanted != wanted:
        return None
    return number == wanted


def number_in(prints: str) -> Decimal | None:
    """Read the only number that a cell prints, whatever stands around it; None where there is none, or several."""
    plain = "".join(map(_plain, unescape(prints)))
    found = re.fullmatch(r"[^\d.]*?(-?\d+(?:\.\d+)?)[^\d]*", plain)
    return Decimal(found[1]) if found else None


def _plain(character: str) -> str:
    """Give a character as ASCII writes numbers; a raised digit is none, and what sets off thousands is nothing."""
    digit = decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in ",，'" or character.isspace() or category(character) == "Cf":
        return ""
    signs = {"．": ".", **dict.fromkeys("－−–", "-")}
    return signs.get(character, "x" if character.isdigit() else character)


def _squeezed(text: str) -> str:
    """Leave out white space and what prints nothing: it is no part of a cell's number."""
    return "".join(
        each for each in text if category(each) not in ("Cf", "Cc") and not each.isspace()
    )


def _place_words(place: Mapping[str, Any]) -> tuple[str, str]:
    """Give a place in words, in English and Chinese."""
    known = {name: place[name] for name in _PLACE if place.get(name) is not None}
    if "characters" in known:
        known["characters"] = ", ".join(f"{start}-{end}" for start, end in place["characters"])
    said = [[words.format(known[name]) for words in _PLACE[name]] for name in known]
    return ", ".join(en for en, _ in said), "".join(zh for _, zh in said)


# The file: each reader gives what stands at a place, or None where it cannot tell.

Reader = Callable[[Mapping[str, Any]], "str | None"]


def _reader(file: Mapping[str, Any], data: bytes) -> Reader:
    encoding = file.get("encoding")
    if encoding is not None:
        bodies = [data] if file["part"] is None else message_parts(data)[file["part"] :][:1]
        if not bodies:
            return _unread
        text = bodies[0].decode(encoding, errors="replace")
        return lambda place: "".join(text[start:end] for start, end in place["characters"])
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data.startswith(b"PK"):
        return _package(data)
    return _xls(data)


def message_parts(data: bytes) -> list[bytes]:
    """Give the parts of a message (MHTML); none of a file that is no message."""
    if b"mime-version" not in data[:4096].lower():
        return []
    leaves = [each for each in message_from_bytes(data).walk() if not each.is_multipart()]
    return [bytes(each.get_payload(decode=True) or b"") for each in leaves]


def _unread(_: Mapping[str, Any]) -> str | None:
    return None


def _pdf(data: bytes) -> Reader:
    """Read the text in a box of a page; None without pypdfium2."""
    try:
        import pypdfium2

        pdf = pypdfium2.PdfDocument(data)
    except (ImportError, RuntimeError):  # an error of PDFium is one
        return _unread

    def read(place: Mapping[str, Any]) -> str | None:
        if place.get("box") is None or not 0 < place["page"] <= len(pdf):
            return None
        try:
            page = pdf[place["page"] - 1]
            left, bottom, right, top = _unturned(page, place["box"])
            within = (left - BLEED, bottom - BLEED, right + BLEED, top + BLEED)
            return str(page.get_textpage().get_text_bounded(*within))
        except pypdfium2.PdfiumError:
            return None

    return read


def _unturned(page: Any, box: Sequence[float]) -> tuple[float, float, float, float]:
    """Turn a box of a page as it is displayed into one of the page as it is stored."""
    left, bottom, right, top = box
    low_x, low_y, high_x, high_y = page.get_bbox()
    width, height = high_x - low_x, high_y - low_y
    left, bottom, right, top = (
        (left, bottom, right, top),
        (width - top, left, width - bottom, right),
        (width - right, height - top, width - left, height - bottom),
        (bottom, height - right, top, height - left),
    )[page.get_rotation() // 90]
    return left + low_x, bottom + low_y, right + low_x, top + low_y


def _xls(data: bytes) -> Reader:
    """Read a cell of an XLS; None without xlrd, and of what is none."""
    try:
        import xlrd

        sheets = xlrd.open_workbook(file_contents=data, logfile=StringIO()).sheets()
    except Exception:  # xlrd lets any error of a damaged file through
        return _unread

    def read(place: Mapping[str, Any]) -> str | None:
        try:
            value = sheets[(place["page"] or 1) - 1].cell_value(
                place["row"] - 1, place["column"] - 1
            )
        except (LookupError, TypeError):
            return None
        return f"{value:.15g}" if isinstance(value, float) else str(value)

    return read


def _package(data: bytes) -> Reader:
    """Read a cell of a DOCX, an ODT or an XLSX."""
    readers = {
        "word/document.xml": _docx_cell,
        "content.xml": _odt_cell,
        "xl/workbook.xml": _xlsx_cell,
    }
    try:
        package = ZipFile(BytesIO(data))
    except BadZipFile:
        return _unread
    cell = next((readers[name] for name in readers if name in package.namelist()), None)
    if cell is None:
        return _unread

    @cache
    def part(name: str) -> ElementTree.Element:
        if package.getinfo(name).file_size > LARGEST_PART:
            raise ValueError(f"{name}: larger than {LARGEST_PART} bytes")
        return ElementTree.fromstring(package.read(name))

    def read(place: Mapping[str, Any]) -> str | None:
        try:
            return cell(part, place)
        except (LookupError, TypeError, ElementTree.ParseError, BadZipFile):
            return None

    return read


Part = Callable[[str], ElementTree.Element]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _docx_cell(part: Part, place: Mapping[str, Any]) -> str | None:
    table = list(part("word/document.xml").iter(f"{_W}tbl"))[place["table"] - 1]
    row, column = table.findall(f"{_W}tr")[place["row"] - 1], 1
    for cell in row.findall(f"{_W}tc"):
        if column == place["column"]:
            return "".join(text.text or "" for text in cell.iter(f"{_W}t"))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        column += int(span.get(f"{_W}val", "1")) if span is not None else 1
    return None


def _odt_cell(part: Part, place: Mapping[str, Any]) -> str | None:
    table = list(part("content.xml").iter(f"{_T}table"))[place["table"] - 1]
    row, column = list(table.iter(f"{_T}table-row"))[place["row"] - 1], 1
    for cell in row:
        column += int(cell.get(f"{_T}number-columns-repeated", "1"))
        if column > place["column"]:
            return "".join(cell.itertext())
    return None


def _xlsx_cell(part: Part, place: Mapping[str, Any]) -> str | None:
    sheets = [each for each in part("xl/workbook.xml").iter() if each.tag.endswith("}sheet")]
    name = sheets[(place.get("page") or 1) - 1].get(f"{_R}id")
    targets = part("xl/_rels/workbook.xml.rels")
    target = next(each.get("Target", "") for each in targets if each.get("Id") == name)
    sheet = part(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    wanted = f"{_letters(place['column'])}{place['row']}"
    for cell in sheet.iter():
        if cell.tag.endswith("}c") and cell.get("r") == wanted:
            text = "".join(cell.itertext())
            if cell.get("t") != "s":
                return text
            strings = [each for each in part("xl/sharedStrings.xml") if each.tag.endswith("}si")]
            return "".join(strings[int(text)].itertext())
    return ""


def _letters(column: int) -> str:
    """Name a column of a sheet: 1 is A, 27 is AA."""
    more, at = divmod(column - 1, 26)
    return (_letters(more) if more else "") + chr(ord("A") + at)


def main(arguments: Sequence[str]) -> int:
    """Print what was checked; the status is 1 where something is wrong, 2 where nothing could be checked."""
    if len(arguments) != 2:
        print("usage: python verification.py receipt.json SOURCE", file=sys.stderr)
        return 2
    try:
        checks = verify(json.loads(Path(arguments[0]).read_text(encoding="utf-8")), arguments[1])
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    for check in checks:
        text = check.text()
        sign = {True: "right", False: "WRONG", None: "open "}[check.is_right]
        print(sign, text if text.isprintable() else ascii(text))
    return 1 if any(check.is_right is False for check in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
