"""A sheet for each report that looks like the form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from attrs import define

from govinfo_report.form_view import FormLine, FormTable, form
from govinfo_report.official import official_form
from govinfo_report.workbook.page import Page, SheetCell
from govinfo_report.workbook.report_rows import CellRow, ReportRows
from govinfo_report.workbook.writer import Workbook

LABEL_WIDTH = 34
NUMBER_WIDTH = 11
# A table of so few lines prints them beside each other.
_FEW_LINES = 3
# What stands before the name of a file, of a member of an archive, of a record.
_FOLDERS = re.compile(r".*[/\\!]")
# Columns that sheets of the form make wide for labels.
_LABEL_COLUMNS = 3


@define
class FormSheets:
    """Adds the sheets to a workbook that keeps its rows, for the form merges cells of several.

    Attributes:
        book: the workbook.
        lang: the language of what is not the form's.
    """

    book: Workbook
    lang: str

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
        name = f"{source['organization'] or file} {source['year'] or ''}"
        page = self.book.add_page(name)
        for at in range(_LABEL_COLUMNS):
            page.sheet.set_column(at, at, 12 if at < _LABEL_COLUMNS - 1 else LABEL_WIDTH)
        page.sheet.set_column(_LABEL_COLUMNS, _LABEL_COLUMNS + 15, NUMBER_WIDTH)
        page.write(0, 0, source["title"] or name, "title")
        page.write(1, 0, source["source"])
        drawing = _Drawing(page, {cell.path: cell for cell in rows.cells}, links, 3)
        for table, edition in rows.editions.items():
            drawing.draw(form().editions[edition].tables[table])


@define
class _Drawing:
    """The tables of one report, drawn below each other.

    Attributes:
        page: the sheet.
        cells: the cells of the report by path.
        links: where a click on each leads.
        row: the row that is written next, from 0.
    """

    page: Page
    cells: Mapping[str, CellRow]
    links: Mapping[str, str]
    row: int

    def draw(self, table: FormTable) -> None:
        """Draw a table under its heading."""
        self.page.write(self.row, 0, table.heading, "bold")
        self.row += 1
        kinds = {tuple(cell.column_label for cell in line) for line in table.lines}
        if len(table.lines) <= _FEW_LINES and len(kinds) == 1:
            self._beside(table)
        elif len(kinds) == 1:
            self._grid(table)
        else:
            self._blocks(table)
        self.row += 1

    def _blocks(self, table: FormTable) -> None:
        """Draw table 二: each block under its article, with headings of its own."""
        head = official_form().of(table.id).tables[table.id].heads[0]
        for (groups, labels), lines in groupby(
            table.lines, lambda line: (line.groups, tuple(cell.column_label for cell in line))
        ):
            last = _LABEL_COLUMNS - 1 + len(labels)
            self.page.merge((self.row, 0), (self.row, last), "／".join(groups), "heading")
            self.page.merge((self.row + 1, 0), (self.row + 1, _LABEL_COLUMNS - 1), head, "heading")
            self._headings(self.row + 1, labels)
            self.row += 2
            for line in lines:
                self._label(line.label, 0)
                self._numbers(line)

    def _grid(self, table: FormTable) -> None:
        """Draw table 三: a line for each row, beside the groups that it stands in."""
        self._headings(self.row, [cell.column_label for cell in table.lines[0]])
        self.page.merge((self.row, 0), (self.row, _LABEL_COLUMNS - 1), "", "heading")
        self.row += 1
        first = self.row
        depth = min(max(len(line.groups) for line in table.lines), _LABEL_COLUMNS - 1)
        for line in table.lines:
            self._label(line.label, min(len(line.groups), depth))
            self._numbers(line)
        for level in range(depth):
            self._groups(table.lines, level, first)

    def _groups(self, lines: Sequence[FormLine], level: int, first: int) -> None:
        row = first
        for groups, stretch in groupby(lines, lambda line: line.groups[: level + 1]):
            count = len(list(stretch))
            if len(groups) > level:
                self.page.merge((row, level), (row + count - 1, level), groups[level], "label")
            row += count

    def _beside(self, table: FormTable) -> None:
        """Draw table 四: its lines beside each other, each a group of columns."""
        column = 0
        for line in table.lines:
            last = column + len(line.cells) - 1
            self.page.merge((self.row, column), (self.row, last), line.label, "heading")
            for at, cell in enumerate(line):
                self.page.write(self.row + 1, column + at, cell.column_label, "heading")
                self._number(self.row + 2, column + at, cell.path)
            column = last + 1
        self.row += 3

    def _headings(self, row: int, labels: Sequence[str]) -> None:
        for at, label in enumerate(labels):
            self.page.write(row, _LABEL_COLUMNS + at, label, "heading")

    def _label(self, label: str, column: int) -> None:
        self.page.merge((self.row, column), (self.row, _LABEL_COLUMNS - 1), label, "label")

    def _numbers(self, line: FormLine) -> None:
        for at, cell in enumerate(line):
            self._number(self.row, _LABEL_COLUMNS + at, cell.path)
        self.row += 1

    def _number(self, row: int, column: int, path: str) -> None:
        cell = self.cells.get(path)
        if cell is None:
            return
        value, unit = cell.get("value"), cell.get("unit")
        note = "\n".join(filter(None, (cell.get("why"), unit if value is not None else None)))
        # some programs take the address of a link for what an empty cell holds
        link = "" if value is None else self.links.get(path, "")
        self.page.write(row, column, SheetCell(value, cell.look or "number", note, link))
