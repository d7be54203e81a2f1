"""Workbooks of Excel 97 to 2003 (.xls): each sheet a table, merged cells as such. xlrd opens them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from govinfo_report.source.budget import Meter
from govinfo_report.source.document import WIDEST, Document, Flow
from govinfo_report.source.files import BROKEN, SourceFile
from govinfo_report.source.set_apart import LOWERED, RAISED, STRUCK, set_apart
from govinfo_report.source.sheet_rows import Merges, add_sheet, shown_number

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOKS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_WORD = "WordDocument\0".encode("utf-16-le")
# The largest workbook, in bytes.
LARGEST = 8 << 20


class Xls:
    """Reads ``.xls``."""

    name = "xls"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is an OLE container with a workbook in it, and no Word document."""
        return is_workbook(file)

    def read(self, file: SourceFile) -> Document:
        """Read a workbook: its sheets one after the other, hidden ones left out."""
        file.require("xlrd", "xls", "a workbook of Excel 97 (XLS)")
        file.require_size(LARGEST, "a workbook")
        import xlrd
        from xlrd.compdoc import CompDocError

        flow = Flow(Meter(file.meter.budget))
        try:
            # merged cells are told with the formatting alone
            book = xlrd.open_workbook(
                file_contents=file.data,
                logfile=io.StringIO(),
                formatting_info=True,
                ragged_rows=True,
            )
            with flow.filling():
                for number, sheet in enumerate(book.sheets(), 1):
                    if sheet.visibility == 0:
                        add_sheet(flow, _rows(sheet), _merges(sheet, file.meter), number)
        except (xlrd.XLRDError, CompDocError, *BROKEN) as error:
            what, zh = ("a damaged one", "已损坏")
            if "ncrypted" in str(error):
                what, zh = ("a password", "有密码")
            file.refuse(
                f"expected a whole workbook without a password, found {what}",
                error,
                zh=f"应为完整且没有密码的工作簿，实际上{zh}",
            )
        return flow.document()


def is_workbook(file: SourceFile) -> bool:
    """Tell whether a file is an OLE container with a workbook in it, and no Word document."""
    if not file.head.startswith(_MARK):
        return False
    return any(name in file.data for name in _BOOKS) and _WORD not in file.data


def looks_of_cell(sheet: Any, row: int, column: int, text: str) -> str:
    """Give the text of a cell, what its fonts set apart as such."""
    fonts = sheet.book.font_list
    own = sheet.book.xf_list[sheet.cell_xf_index(row, column)].font_index
    runs = [(0, own), *sheet.rich_text_runlist_map.get((row, column), ())]
    out = []
    for at, (start, number) in enumerate(runs):
        font = fonts[number] if number < len(fonts) else fonts[0]
        way = STRUCK if font.struck_out else (("", RAISED, LOWERED)[font.escapement % 3])
        end = runs[at + 1][0] if at + 1 < len(runs) else len(text)
        out.append(set_apart(way, text[start:end]))
    return "".join(out)


def _rows(sheet: Any) -> Iterator[tuple[int, dict[int, str]]]:
    """Give the number of each row, from 1, and its cells; hidden ones have none."""
    is_apart = any(font.struck_out or font.escapement for font in sheet.book.font_list)
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        cells = {}
        if info is None or not info.hidden:
            for column in range(min(sheet.row_len(row), WIDEST)):
                text = _shown(sheet.cell_type(row, column), sheet.cell_value(row, column))
                cells[column] = (
                    looks_of_cell(sheet, row, column, text) if is_apart and text else text
                )
        yield row + 1, cells


def _shown(kind: int, value: Any) -> str:
    """Give what a cell holds: text, a number as it is kept, nothing for an error."""
    if kind == 1:
        return str(value)
    return shown_number(value) if kind in (2, 3) else ""


def _merges(sheet: Any, meter: Meter) -> Merges:
    merges = Merges(meter)
    for top, below, left, behind in sheet.merged_cells:
        merges.add(top + 1, left, below - top, behind - left)
    return merges
