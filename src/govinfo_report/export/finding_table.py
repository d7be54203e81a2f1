"""Findings as a table: one line a finding, with the office, the year, its place, and both sides of a sum that fails."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from attrs import define

from govinfo_report.export.columns import FactColumn, chinese_headings, finding_columns
from govinfo_report.export.given import each_of
from govinfo_report.export.sheets import sheet_text
from govinfo_report.export.values import PLACE_COLUMNS, place_values
from govinfo_report.findings.rules import rules
from govinfo_report.model import Finding, Number, Place, Report

if TYPE_CHECKING:
    from govinfo_report.form_view import FormSum

MOST_LABELS = 3
"""Cells that are named before they are only counted."""

SEPARATOR = "；"


def finding_rows(
    reports: Report | Iterable[Report], lang: str = "zh", chosen: Sequence[Finding] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Give every finding of reports as plain values, in the order of ``finding_columns()``.

    Args:
        reports: the reports, or one alone.
        lang: the language of messages, ``en`` or ``zh``; the names of cells are the form's.
        chosen: of one report, the findings that are given; None for all.
    """
    for report in each_of(reports):
        for item in report.findings if chosen is None else chosen:
            yield _row(report, item, lang)


def _row(report: Report, item: Finding, lang: str) -> tuple[Any, ...]:
    rule = rules()[item.code]
    sides = sum_sides(report, item)
    values = {
        "source": report.source,
        "organization": report.organization,
        "year": report.year,
        "severity": item.severity,
        "code": item.code,
        "reason": item.reason,
        "verdict": item.verdict,
        "labels": cell_labels(report, item.cells),
        "left": sides.left if sides else None,
        "right": sides.right if sides else None,
        "difference": sides.left - sides.right if sides else None,
        "message": item.text(lang),
        "meaning": rule.meaning(lang),
        "remedy": rule.remedy(lang),
        **dict(zip(PLACE_COLUMNS, place_values(place_of(report, item)), strict=True)),
        "line": item.line,
        "start": item.start,
        "end": item.end,
        "cells": " ".join(item.cells),
    }
    return tuple(values[column.name] for column in finding_columns())


@define
class Sides:
    """Both sides of a sum that fails.

    Attributes:
        left: what is added.
        right: what it should come to.
    """

    left: Number
    right: Number


def sum_sides(report: Report, item: Finding) -> Sides | None:
    """Give both sides of the sum that a finding says fails; None for a finding that speaks of no sum.

    A cell that states no number counts 0, as in the check.

    Args:
        report: the report.
        item: one of its findings.
    """
    if not item.cells:
        return None
    name = item.cells[0].partition(".")[0]
    table = report.tables.get(name)
    entry = table and _sums(table.shape.edition, name).get((item.code, item.cells))
    if not table or not entry:
        return None

    def side(paths: Iterable[str]) -> Number:
        return sum(table.values[table.shape.index[path]] or 0 for path in paths)

    return Sides(side(entry.parts), side(entry.equals))


@cache
def _sums(edition: str, table: str) -> dict[tuple[str, tuple[str, ...]], FormSum]:
    from govinfo_report.form_view import form

    known = form().editions[edition].tables[table]
    return {(entry.code, (*entry.parts, *entry.equals)): entry for entry in known.sums}


def place_of(report: Report, item: Finding) -> Place | None:
    """Give where a finding stands in its file: its own place, else that of the last cell of its own that has one.

    Args:
        report: the report.
        item: one of its findings.
    """
    if item.place is not None:
        return item.place
    for path in reversed(item.cells):
        table = report.tables.get(path.partition(".")[0])
        at = table.shape.index.get(path) if table is not None else None
        if table is not None and at is not None:
            cell = table.cell(at)
            if cell.place is not None:
                return cell.place
            if cell.parts:
                # a text has characters, and no places
                return None
    return None


def cell_labels(report: Report, cells: tuple[str, ...]) -> str:
    """Name cells in the words of the form: a whole table or row by its own name, the first few, and how many more.

    Args:
        report: the report, whose editions give the words.
        cells: their paths.
    """
    # the words of the form are loaded at first use
    from govinfo_report.form_view import form

    if not cells:
        return ""
    table = report.tables.get(cells[0].partition(".")[0])
    if table is not None and len(cells) > 1:
        if cells == table.shape.paths:
            return form().cell(cells[0]).heading
        row = cells[0].split(".")[1]
        if row in table.shape.row_index and cells == table.shape.row_paths(row):
            return table.shape.label(cells[0]) or row
    words = [_label(report, path) for path in cells[:MOST_LABELS]]
    more = len(cells) - MOST_LABELS
    return SEPARATOR.join([*words, f"+{more}"] if more > 0 else words)


def _label(report: Report, path: str) -> str:
    from govinfo_report.form_view import form

    cell = form().cell(path)
    table = report.tables.get(cell.table)
    label = (table.shape.label(path) if table is not None else None) or cell.label
    return f"{label}：{cell.column_label}"


def write_finding_csv(
    rows: Iterable[Sequence[Any]], file: IO[str], columns: Sequence[FactColumn], *, chinese: bool
) -> None:
    """Write findings as CSV; no text of it is taken for a formula.

    Args:
        rows: those of ``finding_rows``.
        file: where to.
        columns: the columns of the rows.
        chinese: headings in Chinese instead of the names of the columns.
    """
    writer = csv.writer(file, lineterminator="\n")
    names = chinese_headings(columns) if chinese else [column.name for column in columns]
    writer.writerow(names)
    for row in rows:
        writer.writerow([sheet_text(_plain(value)) for value in row])


def write_finding_parquet(rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    """Write findings as a Parquet file.

    Args:
        rows: those of ``finding_rows``.
        file: where to.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    from govinfo_report.export.arrays import arrow_type, column_array, require_pyarrow

    pa = require_pyarrow("to write Parquet", "写入Parquet")
    from pyarrow import parquet

    columns = finding_columns()
    held: list[list[Any]] = [[] for _ in columns]
    for row in rows:
        for values, value in zip(held, row, strict=True):
            values.append(value)
    arrays = [
        column_array(values, column.type) for values, column in zip(held, columns, strict=True)
    ]
    schema = pa.schema([pa.field(column.name, arrow_type(column.type)) for column in columns])
    parquet.write_table(pa.table(arrays, schema=schema), file)


def _plain(value: Any) -> Any:
    return format(value, "f") if isinstance(value, Decimal) else value
