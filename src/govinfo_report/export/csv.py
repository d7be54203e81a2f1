"""Reports as CSV in long form: one cell a line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, TypeAlias

from govinfo_report.export.columns import chinese_headings, fact_columns
from govinfo_report.export.given import each_of
from govinfo_report.export.sheets import sheet_text
from govinfo_report.model import Number, Report, path_parts
from govinfo_report.official import Form, official_form

CELL_COLUMNS = (
    "source",
    "organization",
    "year",
    "edition",
    "table",
    "row",
    "column",
    "table_label",
    "row_label",
    "column_label",
    "value",
    "state",
    "unit",
    "raw",
    "start",
    "end",
    "line",
    "layout",
    "candidates",
    "findings",
)
"""The columns. ``edition`` and ``layout`` are the table's; labels are the form's Chinese wording; ``candidates`` and
``findings`` (codes of the findings that list the cell) are separated by spaces."""

Plain: TypeAlias = str | int | None


def cell_rows(report: Report, form: Form | None = None) -> Iterator[tuple[Plain, ...]]:
    """Give every cell of a report as plain values.

    Args:
        report: the report.
        form: the form that the labels are taken from; None for the official one.

    Yields:
        One tuple a cell, in the order of ``CELL_COLUMNS``; a Decimal as text, never in exponents.
    """
    form = form or official_form()
    codes: dict[str, list[str]] = {}
    for finding in report.findings:
        for path in finding.cells:
            known = codes.setdefault(path, [])
            if finding.code not in known:
                known.append(finding.code)
    for table, cells in report.tables.items():
        edition = cells.shape.edition
        own = form.of(table, edition)
        title = own.sections[table].title
        layout = report.layouts.get(table)
        for cell in cells.cells():
            _, row, column = path_parts(cell.path)
            yield (
                report.source,
                report.organization,
                report.year,
                edition,
                table,
                row,
                column,
                title,
                own.wording(edition, table, row),
                own.wording(edition, table, column),
                _plain(cell.value),
                cell.state,
                cell.unit,
                cell.raw,
                cell.start,
                cell.end,
                cell.line,
                layout,
                " ".join(str(_plain(number)) for number in cell.candidates),
                " ".join(codes.get(cell.path, ())),
            )


def write_csv(
    reports: Report | Iterable[Report],
    file: IO[str],
    form: Form | None = None,
    *,
    chinese: bool = False,
) -> int:
    """Write the cells of reports under one line of headings, each report as soon as it comes.

    A text that begins like a formula (``=``, ``+``, ``-``, ``@``) gets a ``'`` in front, see ``sheets.sheet_text``.

    Args:
        reports: the reports, of which none is kept, or one alone.
        file: where to; opened with ``newline=""``, or a line end inside a cell may be changed.
        form: the form that the labels are taken from; None for the official one.
        chinese: headings in Chinese instead of the names of the columns.

    Returns:
        How many cells were written.
    """
    writer = csv.writer(file, lineterminator="\n")
    known = {column.name: column for column in fact_columns()}
    heading = chinese_headings([known[name] for name in CELL_COLUMNS]) if chinese else CELL_COLUMNS
    writer.writerow(heading)
    count = 0
    for report in each_of(reports):
        for row in cell_rows(report, form):
            writer.writerow(map(sheet_text, row))
            count += 1
    return count


def _plain(value: Number | None) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value
