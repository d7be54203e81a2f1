"""The workbook of ``extract`` and ``panel``: the numbers by office and year, every cell with its place, what is wrong.

Each number of the sheet of data leads to its row of the sheet of cells, that to its source, and that to the file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from attrs import field, frozen

from govinfo_report.export.columns import KEPT, fact_columns, finding_columns
from govinfo_report.form_view import FormCell, form
from govinfo_report.official import official_form
from govinfo_report.workbook.about import add_about
from govinfo_report.workbook.finding_sheet import finding_cells, finding_sheet_columns
from govinfo_report.workbook.form_sheets import FormSheets
from govinfo_report.workbook.page import SheetCell, file_address, internal_link
from govinfo_report.workbook.report_rows import (
    CELL_COLUMNS,
    SOURCE_COLUMNS,
    CellRow,
    ReportRows,
)
from govinfo_report.workbook.words import headings, width_of, workbook_words
from govinfo_report.workbook.writer import Sheet, SheetColumn, Workbook, require_xlsxwriter

FEW_REPORTS = 20
"""Reports up to which each has a sheet that looks like the form."""
MOST_CELL_LINKS = 50_000
"""Links from the cells of a sheet of data; each row has one besides."""

_ROW_COLUMNS = ("organization", "year", "file", "cells_link")


@frozen
class MoreSheet:
    """A sheet that only some workbooks have.

    Attributes:
        name: its name.
        columns: its columns.
    """

    name: str
    columns: Sequence[SheetColumn]


@frozen
class Plan:
    """What the sheets beside data and cells hold.

    Attributes:
        sources: column to how it is headed, of the sheet of sources.
        findings: the columns of the sheet of findings.
        more: id to each further sheet; its rows come with ``add_row``.
        about: id of a sheet to what it is, where that is not what it is of ``extract``.
    """

    sources: Mapping[str, SheetColumn]
    findings: Sequence[SheetColumn]
    more: Mapping[str, MoreSheet] = field(factory=dict)
    about: Mapping[str, str] = field(factory=dict)


def extract_plan(lang: str, keep: tuple[str, ...] = ()) -> Plan:
    """Give the sheets of ``extract``.

    Args:
        lang: the language of what is not the form's, ``en`` or ``zh``.
        keep: fields of the records that stand beside the sources.
    """
    names = (*SOURCE_COLUMNS, *(f"{KEPT}{name}" for name in keep))
    return Plan(sheet_columns(names, lang), finding_sheet_columns(lang))


class ResultBook:
    """A workbook of reports that is being written.

    Args:
        file: a file opened for writing bytes.
        plan: what the sheets beside data and cells hold.
        lang: the language of what is not the form's, ``en`` or ``zh``.
        folder: the folder of the workbook, which links to files start from; None for no such links.
        written: is told of each report, when it is written, the link to its source and to each of its cells.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """

    def __init__(
        self,
        file: IO[bytes],
        plan: Plan,
        lang: str = "zh",
        folder: Path | None = None,
        written: Callable[[ReportRows, str, dict[str, str]], None] | None = None,
    ) -> None:
        self.lang = lang
        self._plan = plan
        self._folder = folder
        self._written = written
        self._file = file
        # until there are too many for sheets of their own
        self._first: list[ReportRows] = []
        self._book: Workbook | None = None
        self._sheets: dict[str, Sheet] = {}
        # said before anything is read
        require_xlsxwriter()

    def add(self, rows: ReportRows) -> None:
        """Add a report."""
        if self._book is not None:
            self._write(rows)
            return
        self._first.append(rows)
        if sum(each.is_report for each in self._first) > FEW_REPORTS:
            self._begin(in_order=True)
            for each in self._first:
                self._write(each)
            self._first.clear()

    def add_row(self, sheet: str, values: Iterable[Any]) -> None:
        """Write a row of the sheet of findings or a further one; every report stands before it, or is being written.

        Args:
            sheet: the id of the sheet.
            values: a value or a cell for each column.
        """
        self.settle()
        self._sheets[sheet].add_row(values)

    def close(self) -> None:
        """Write what is left."""
        self.settle()
        add_about(self._sheets, self.lang, self._plan.about)
        assert self._book is not None
        self._book.close()

    def abandon(self) -> None:
        """Give up; nothing is left of it."""
        if self._book is not None:
            self._book.abandon()

    def settle(self) -> None:
        """Write the reports that wait; few ones have a sheet each. No report comes behind it."""
        if self._book is None:
            sheets = FormSheets(self._begin(in_order=False))
            for rows in self._first:
                links = self._write(rows)
                if rows.has_data:
                    sheets.add(rows, links)

    def _begin(self, in_order: bool) -> Workbook:
        book = self._book = Workbook(self._file, in_order=in_order)
        names = workbook_words()["sheet"]
        own = [cell for cell in form() if cell.table in official_form().tables]
        self._sheets["data"] = self._add_data(names["data"][self.lang], own)
        tables: dict[str, tuple[Sequence[SheetColumn], int]] = {
            "cells": (list(sheet_columns(CELL_COLUMNS, self.lang).values()), 5),
            "findings": (self._plan.findings, 3),
            "sources": (list(self._plan.sources.values()), 1),
        }
        for name, (columns, frozen_columns) in tables.items():
            title = names[name][self.lang]
            self._sheets[name] = book.add_sheet(title, columns, frozen_columns=frozen_columns)
        for name, sheet in self._plan.more.items():
            self._sheets[name] = book.add_sheet(sheet.name, sheet.columns, frozen_columns=2)
        words = workbook_words()["about_headings"][self.lang]
        widths = (14, 30, 8, 100)
        self._sheets["about"] = book.add_sheet(
            names["about"][self.lang],
            [SheetColumn(word, width=width) for word, width in zip(words, widths, strict=True)],
            has_filter=False,
        )
        return book

    def _add_data(self, name: str, cells: Sequence[FormCell]) -> Sheet:
        assert self._book is not None
        own = headings(_ROW_COLUMNS, self.lang)
        columns = [SheetColumn(own[key][0], width=width_of(key)) for key in _ROW_COLUMNS]
        unit = workbook_words()["heading"]["unit"][self.lang]
        for cell, is_unit in _data_columns(cells):
            over = (cell.heading, "／".join((*cell.groups, cell.label)))
            words = unit if is_unit else cell.column_label
            columns.append(SheetColumn(words, over, width=10, note="" if is_unit else cell.path))
        return self._book.add_sheet(name, columns, frozen_columns=2)

    def _write(self, rows: ReportRows) -> dict[str, str]:
        """Write a report; give the link to the row of each of its cells."""
        source = self._sheets["sources"].next_place()
        to_source = internal_link(*source)
        self._sheets["sources"].add_row(self._source_row(rows))
        links: dict[str, str] = {}
        if not rows.is_report:
            return links
        cells = self._sheets["cells"]
        for cell in rows.cells:
            links[cell.path] = internal_link(*cells.next_place())
            cells.add_row(_cell_row(cell, to_source))
        for table in self._data_tables(rows) if rows.has_data else ():
            self._write_data(table, rows, links, to_source)
        self._write_findings(rows, links, to_source)
        if self._written is not None:
            self._written(rows, to_source, links)
        return links

    def _data_tables(self, rows: ReportRows) -> list[str]:
        """Give the sheets of data that a report stands in: that of the form, that of the statistics table, or both."""
        others = dict.fromkeys(
            table for table in rows.editions if table not in official_form().tables
        )
        for table in others:
            if table not in self._sheets:
                cells = [cell for cell in form() if cell.table == table]
                name = workbook_words()["sheet"].get(table, {}).get(self.lang, table)
                self._sheets[table] = self._add_data(name, cells)
        is_own = len(others) < len(rows.editions) or not others
        return ["data", *others] if is_own else list(others)

    def _write_data(
        self, name: str, rows: ReportRows, links: dict[str, str], to_source: str
    ) -> None:
        sheet = self._sheets[name]
        source = rows.source
        first, last = next(iter(links.values()), ""), next(reversed(links.values()), "")
        values: list[Any] = [
            rows.office or source["organization"],
            source["year"],
            SheetCell(source["source"], "link", link=to_source),
            SheetCell(_span(first, last), "link", link=first) if first else None,
        ]
        known = {cell.path: cell for cell in rows.cells}
        has_links = sheet.page.links < MOST_CELL_LINKS
        cells = [
            cell
            for cell in form()
            if (cell.table in official_form().tables if name == "data" else cell.table == name)
        ]
        for view, is_unit in _data_columns(cells):
            cell = known.get(view.path)
            if cell is None:
                values.append(None)
            elif is_unit:
                values.append(cell.get("unit"))
            else:
                value = cell.get("value")
                # some programs take the address of a link for what an empty cell holds
                link = "" if value is None else links[cell.path]
                if link and not has_links:
                    sheet.page.links_left_out += 1
                    link = ""
                values.append(SheetCell(value, cell.look, cell.get("why"), link))
        sheet.add_row(values)

    def _write_findings(self, rows: ReportRows, links: dict[str, str], to_source: str) -> None:
        at = [column.name for column in finding_columns()].index("cells")
        for row in rows.findings:
            first = links.get((row[at] or "").partition(" ")[0])
            leads = {"source": to_source} | ({"labels": first} if first else {})
            self._sheets["findings"].add_row(finding_cells(row, self.lang, leads))

    def _source_row(self, rows: ReportRows) -> Iterator[Any]:
        for name in self._plan.sources:
            value = rows.source[name]
            link = self._file_link(value) if name == "source" else ""
            yield SheetCell(value, "link", link=link) if link else value

    def _file_link(self, source: str | None) -> str:
        """Give the link to the file of a report; "" for a member of an archive, a record, an address."""
        if source is None or self._folder is None or not os.path.isfile(source):
            return ""
        try:
            path = os.path.relpath(source, self._folder)
        except ValueError:
            # another drive
            path = os.path.abspath(source)
        return "external:" + file_address(path)


def sheet_columns(names: tuple[str, ...], lang: str) -> dict[str, SheetColumn]:
    """Give how columns are headed, in the order of their names; see ``headings``."""
    return {
        name: SheetColumn(heading, width=width_of(name), note=note)
        for name, (heading, note) in headings(names, lang).items()
    }


def _data_columns(cells: Sequence[FormCell]) -> Iterator[tuple[FormCell, bool]]:
    """Give the columns of a sheet of data: each cell of the form, behind an amount of money its unit."""
    columns = {column.name for column in fact_columns("wide")}
    for cell in cells:
        yield cell, False
        if f"{cell.path}.unit" in columns:
            yield cell, True


def _cell_row(cell: CellRow, to_source: str) -> Iterator[Any]:
    for name, value in zip(CELL_COLUMNS, cell.values, strict=True):
        if name == "value" and cell.look:
            yield SheetCell(value, cell.look)
        elif name == "source":
            yield SheetCell(value, "link", link=to_source)
        else:
            yield value


def _span(first: str, last: str) -> str:
    """Give the rows from one link to another, with their sheet where it is a further one: ``明细 (2) 2–201``."""
    name, _, begin = first.partition("'!")
    sheet = name.partition("'")[2]
    more = f"{sheet} " if sheet.endswith(")") else ""
    return f"{more}{begin.lstrip('A')}–{last.rpartition('!')[2].lstrip('A')}"
