"""A sheet for each report that looks like the form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define

from govinfo_report.form_grid import Merged, printed_rows
from govinfo_report.form_view import form
from govinfo_report.workbook.page import Page, SheetCell
from govinfo_report.workbook.report_rows import CellRow, ReportRows
from govinfo_report.workbook.writer import Workbook

STUB_WIDTHS = (16, 20, 34)
NUMBER_WIDTH = 11
# What stands before the name of a file, of a member of an archive, of a record.
_FOLDERS = re.compile(r".*[/\\!]")
# Columns of the widest table.
_MOST_COLUMNS = 16


@define
class FormSheets:
    """Adds the sheets to a workbook that keeps its rows, for the form merges cells of several.

    Attributes:
        book: the workbook.
    """

    book: Workbook

    def add(self, rows: ReportRows, links: Mapping[str, str]) -> None:
        """Add the sheet of a report; one without any table has none.

        Args:
            rows: the report.
            links: path to where a click on the cell leads.
        """
        if not rows.editions:
            return
        source = rows.source
        file = _FOLDERS.sub("", source["source"] or "?")
        name = f"{rows.office or source['organization'] or file} {source['year'] or ''}"
        page = self.book.add_page(name)
        page.sheet.set_column(0, _MOST_COLUMNS, NUMBER_WIDTH)
        for at, width in enumerate(STUB_WIDTHS):
            page.sheet.set_column(at, at, width)
        page.write(0, 0, source.get("title") or name, "title")
        page.write(1, 0, source["source"])
        cells = {cell.path: cell for cell in rows.cells}
        top = 3
        for table, edition in rows.editions.items():
            heading = next(iter(form().editions[edition].tables[table])).heading
            page.write(top, 0, heading, "bold")
            top = 2 + _draw(page, printed_rows(table, edition), top + 1, cells, links)


def _draw(
    page: Page,
    rows: tuple[tuple[Merged, ...], ...],
    top: int,
    cells: Mapping[str, CellRow],
    links: Mapping[str, str],
) -> int:
    """Draw a table; give the row below it.

    Args:
        page: the sheet.
        rows: the table as the form prints it.
        top: its first row, from 0.
        cells: the cells of the report by path.
        links: where a click on each leads.
    """
    for at, row in enumerate(rows):
        for cell in row:
            first = (top + at, cell.column)
            last = (top + at + cell.height - 1, cell.column + cell.width - 1)
            if not cell.paths:
                page.merge(first, last, cell.text, "heading" if cell.is_heading else "label")
            elif cell.paths[0] in cells:
                page.merge(first, last, _number(cells[cell.paths[0]], links), "number")
    return top + len(rows)


def _number(cell: CellRow, links: Mapping[str, str]) -> SheetCell:
    value, unit = cell.get("value"), cell.get("unit")
    note = "\n".join(filter(None, (cell.get("why"), unit if value is not None else None)))
    # some programs take the address of a link for what an empty cell holds
    link = "" if value is None else links.get(cell.path, "")
    return SheetCell(value, cell.look or "number", note, link)
