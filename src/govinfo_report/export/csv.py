"""Reports as CSV in long form: one cell a line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, TypeAlias

from govinfo_report.export.columns import chinese_headings, fact_columns
from govinfo_report.export.given import each_of
from govinfo_report.export.sheets import sheet_text
from govinfo_report.export.values import (
    PLACE_COLUMNS,
    by_path,
    place_values,
    plain_number,
    report_values,
    split_number,
)
from govinfo_report.model import Number, Report, path_parts
from govinfo_report.official import Form, official_form

CELL_COLUMNS = (
    *("source", "organization", "year", "kind", "signed", "published"),
    *("edition", "table", "row", "column", "table_label", "row_label", "column_label"),
    *("value", "amount", "inferred", "state", "verdict", "unit"),
    *("raw", "start", "end", "line"),
    *PLACE_COLUMNS,
    *("layout", "candidates", "findings"),
)
"""The columns: those of the long facts that tell of one report; labels are the form's Chinese wording."""

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
    codes, verdicts = (by_path(report.findings, name) for name in ("code", "verdict"))
    *identity, _ = report_values(report)
    for table, cells in report.tables.items():
        edition = cells.shape.edition
        own = form.of(table, edition)
        title = own.sections[table].title
        layout = report.layouts.get(table)
        for cell in cells.cells():
            _, row, column = path_parts(cell.path)
            inferred = cell.candidates[0] if cell.state == "inferred" else None
            yield (
                *(*identity, edition, table, row, column, title),
                *(own.wording(edition, table, row), own.wording(edition, table, column)),
                *map(_plain, (*split_number(cell.value), split_number(inferred)[0])),
                *(cell.state, verdicts.get(cell.path), cell.unit),
                *(cell.raw, cell.start, cell.end, cell.line),
                *(*place_values(cell.place), layout),
                " ".join(map(plain_number, cell.candidates)),
                codes.get(cell.path, ""),
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
