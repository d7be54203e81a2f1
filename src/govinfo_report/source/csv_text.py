"""CSV, as spreadsheets save the tables: fields with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_report.source.document import LONGEST_CELL, Document
from govinfo_report.source.encoding import decode
from govinfo_report.source.files import SourceFile
from govinfo_report.source.lines import Lines
from govinfo_report.source.native_rows import NativeCell, NativeRow
from govinfo_report.source.places import Places
from govinfo_report.source.source_map import SourceMap

# Of the lines that say anything so many in ten must have several commas for a text to be CSV.
OF_TEN = 5
FEWEST_LINES = 5
# The largest file, in bytes.
LARGEST = 32 << 20
# What ends a field, by the separator; \n for what stands behind the last.
_ENDS = {mark: re.compile(f"[{mark}\r\n]") for mark in (",", ";", "\n")}
_FIELD = re.compile(r'[ \t]*"((?:[^"]|"")*+)"[ \t]*(?=[,;\r\n]|\Z)|([^,;\r\n]*)')


class Csv:
    """Reads ``.csv`` with commas or semicolons; with tabs it is plain text."""

    name = "csv"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is CSV: most lines have several commas; prose has full-width ones."""
        if file.head[:1] in (b"%", b"P", b"<", b"{", b"\xd0", b"\x1f"):
            return False
        text = decode(file.head, len(file.head) != file.size)
        return _separator(text) is not None

    def read(self, file: SourceFile) -> Document:
        """Read a file."""
        file.require_size(LARGEST, "a CSV file")
        text = decode(file.data)
        return read_csv(text, _separator(text[: len(file.head)]) or ",")


def _separator(text: str) -> str | None:
    lines = [line for line in Lines(text).texts[:200] if line.strip(" ,;\t")]
    if len(lines) < FEWEST_LINES or "|" in text[:2000]:
        return None
    for separator in ",;":
        # &lt;td&gt;0: these semicolons end entities
        ending = "&" if separator == ";" else "\0"
        # a table has at least two columns of numbers somewhere, a sentence with one comma has not
        parted = [
            line
            for line in lines
            # ('规章', 2, 0): a row that a program printed is no record
            if line.count(separator) - line.count(ending) > 1
            and line[0] not in "\t([{"
            and "\t" not in line
        ]
        if 10 * len(parted) >= OF_TEN * len(lines):
            return separator
    return None


def read_csv(text: str, separator: str = ",") -> Document:
    """Read CSV.

    Args:
        text: the source.
        separator: what parts two fields.
    """
    origin = SourceMap(text)
    out: list[str] = []
    rows: list[NativeRow] = []
    at = 0
    for number, fields in enumerate(_records(text, separator), 1):
        cells: list[NativeCell] = []
        for column, (low, high, is_quoted) in enumerate(fields):
            if column:
                out.append("\t")
                at += 1
            start = at
            for run_low, run_high in _runs(text, low, high, is_quoted):
                shown = text[run_low:run_high].replace("\t", " ")
                origin.add(at, len(shown), run_low, len(shown))
                out.append(shown)
                at += len(shown)
            if start == at:
                origin.add(at, 0, low, 0)
            cells.append(NativeCell(start, at, column))
        out.append("\n")
        at += 1
        filled = [cell for cell in cells if cell.start < cell.end]
        if len(filled) == 1:
            cells = filled
        if filled and all(cell.end - cell.start <= LONGEST_CELL for cell in cells):
            rows.append(NativeRow(cells, 1, number))
    origin.places = Places(rows)
    return Document("".join(out), rows, origin)


def _records(text: str, separator: str) -> Iterator[list[tuple[int, int, bool]]]:
    """Give the fields of each record: start and end of what they hold, and whether it stands in quotes."""
    at, size = 0, len(text)
    while at < size:
        fields = []
        while True:
            found = _FIELD.match(text, at)
            if found is None or (
                found[1] is None
                and found.end() < size
                and text[found.end()] in ",;"
                and text[found.end()] != separator
            ):
                # a field with the other separator in it
                end = _field_end(text, at, separator)
                fields.append((at, end, False))
                at = end
            else:
                group = 1 if found[1] is not None else 2
                fields.append((*found.span(group), group == 1))
                at = found.end()
            if at < size and text[at] == separator:
                at += 1
                continue
            break
        if at < size and text[at] not in "\r\n":
            # text behind a closing quote goes with its field
            end = _field_end(text, at, "\n")
            at = end
        if text.startswith("\r\n", at):
            at += 2
        elif at < size:
            at += 1
        yield fields


def _field_end(text: str, at: int, separator: str) -> int:
    found = _ENDS[separator].search(text, at)
    return found.start() if found else len(text)


def _runs(text: str, low: int, high: int, is_quoted: bool) -> Iterator[tuple[int, int]]:
    """Give what a field prints: of two quotes one."""
    at = text.find('""', low, high) if is_quoted else -1
    while at >= 0:
        yield low, at + 1
        low = at + 2
        at = text.find('""', low, high)
    if low < high:
        yield low, high
