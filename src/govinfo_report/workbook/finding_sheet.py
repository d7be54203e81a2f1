"""Findings as a sheet: who does not add up, where, what it means and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from govinfo_report.export.columns import chinese_headings, finding_columns
from govinfo_report.export.finding_table import finding_rows
from govinfo_report.model import Finding, Report
from govinfo_report.workbook.page import SheetCell
from govinfo_report.workbook.words import width_of, workbook_words
from govinfo_report.workbook.writer import SheetColumn, Workbook


def finding_sheet_columns(lang: str) -> list[SheetColumn]:
    """Give the columns of the sheet of findings.

    Args:
        lang: the language of their headings, ``en`` or ``zh``.
    """
    columns = finding_columns()
    headings = (
        chinese_headings(columns) if lang == "zh" else tuple(column.name for column in columns)
    )
    return [
        SheetColumn(
            heading,
            width=width_of(column.name),
            note=column.zh if lang == "zh" else column.en,
        )
        for column, heading in zip(columns, headings, strict=True)
    ]


def finding_cells(row: Sequence[Any], lang: str, links: dict[str, str] | None = None) -> list[Any]:
    """Give a row of the table of findings as cells: the severity coloured, names in ``lang``.

    Args:
        row: one of ``finding_rows``.
        lang: ``en`` or ``zh``.
        links: column to where a click on it leads.
    """
    names = [column.name for column in finding_columns()]
    values = dict(zip(names, row, strict=True))
    terms = workbook_words()["term"]
    cells: dict[str, Any] = dict(values)
    severity = values["severity"]
    cells["severity"] = SheetCell(terms[severity][lang], severity)
    if values["verdict"]:
        cells["verdict"] = terms[values["verdict"]][lang]
    for name, link in (links or {}).items():
        cells[name] = SheetCell(values[name], "link", link=link)
    return [cells[name] for name in names]


def write_finding_workbook(
    found: Iterable[tuple[Report, Sequence[Finding]]],
    file: str | Path | IO[bytes],
    lang: str = "zh",
) -> None:
    """Write findings as a workbook of one sheet, in memory that does not grow.

    Args:
        found: reports, each with its findings that are to be written.
        file: its path, or a file opened for writing bytes.
        lang: the language of headings and messages, ``en`` or ``zh``.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        OSError: the file cannot be written.
    """
    with Workbook(file) as book:
        name = workbook_words()["sheet"]["findings"][lang]
        sheet = book.add_sheet(name, finding_sheet_columns(lang), frozen_columns=3)
        for report, items in found:
            for row in finding_rows(report, lang, items):
                sheet.add_row(finding_cells(row, lang))
