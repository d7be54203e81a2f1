"""What the page knows of each cell and finding: why a cell is believed, the sums it stands in, what lists it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from govinfo_report.evidence.escaping import visible
from govinfo_report.evidence.form_tables import ReportCells
from govinfo_report.evidence.marks import CellWriter, number_text
from govinfo_report.evidence.wording import LANGUAGES, Language, has_words, words, words_of
from govinfo_report.form_view import FormCell, FormSum, form
from govinfo_report.model import Cell, Finding, Report
from govinfo_report.model.cell import COUNTS_ZERO
from govinfo_report.model.explain import explain_cell


@cache
def form_cells(table: str, edition: str) -> dict[str, FormCell]:
    """Give path to the cell of the form, in the words of an edition."""
    return {cell.path: cell for cell in form().editions[edition].tables[table]}


def page_data(
    report: Report, cells: ReportCells, findings: Sequence[tuple[Finding, Sequence[str]]]
) -> dict[str, Any]:
    """Give what the page's script shows, as plain data.

    Args:
        report: the report.
        cells: its cells.
        findings: its findings in the order of the page, each with the ids of the elements of the source that it
            speaks of.
    """
    listed: dict[str, list[int]] = {}
    for at, (finding, _) in enumerate(findings):
        for path in dict.fromkeys(finding.cells):
            listed.setdefault(path, []).append(at)
    sums, of_cells = _sums(report, cells)
    return {
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "cells": [
            _cell(report, cell, cells, listed.get(path, []), of_cells.get(path, []))
            for path, cell in cells.cells.items()
        ],
        "sums": sums,
        "findings": [
            {
                "cells": [cells.numbers[path] for path in item.cells if path in cells.numbers],
                "at": list(at),
            }
            for item, at in findings
        ],
    }


def _words(lang: Language) -> dict[str, Any]:
    parts = {part: words_of(part, lang) for part in ("state", "legend")}
    return {**words_of("script", lang), **parts}


def cell_name(report: Report, path: str) -> list[str]:
    """Give the words of the form that name a cell, from the outmost: heading, groups, row, column."""
    table = report.tables[path.split(".")[0]].shape
    try:
        known = form_cells(table.table, table.edition).get(path)
    except KeyError:
        # an edition that is no official one
        known = None
    if known is None:
        return [table.label(path) or path]
    return [part for part in (*known.groups, known.label, known.column_label) if part]


def _cell(
    report: Report, cell: Cell, cells: ReportCells, findings: list[int], sums: list[int]
) -> dict[str, Any]:
    table = report.tables[cell.table]
    reasons = {lang: _reasons(report, cell, lang) for lang in LANGUAGES}
    entry: dict[str, Any] = {
        "path": cell.path,
        "name": cell_name(report, cell.path),
        "text": visible(CellWriter(widest=40).text(cell, False)).removesuffix("*"),
        "state": table.states[table.shape.index[cell.path]],
        "why": reasons,
    }
    if cell.path in cells.doubts:
        entry["doubt"] = cells.doubts[cell.path]
    if findings:
        entry["findings"] = findings
    if sums:
        entry["sums"] = sums
    return entry


def _reasons(report: Report, cell: Cell, lang: str) -> list[str]:
    """Give the lines of ``explain`` without the path and without the findings, which the page lists itself."""
    text = explain_cell(cell, (), lang, report.tables[cell.table], report.claims)
    return visible(text.removeprefix(f"{cell.path}: {cell.state}: ")).splitlines()


def _sums(report: Report, cells: ReportCells) -> tuple[list[dict[str, Any]], dict[str, list[int]]]:
    """Give the sums of the form with the numbers of the report in them, and for each cell those that it stands in."""
    found: list[dict[str, Any]] = []
    of_cells: dict[str, list[int]] = {}
    for entry in form_sums(report):
        sides = [[cells.cells[path] for path in side] for side in (entry.parts, entry.equals)]
        for path in (*entry.parts, *entry.equals):
            of_cells.setdefault(path, []).append(len(found))
        name = f"sum.{entry.code}"
        found.append(
            {
                "name": {
                    lang: words(name, lang) if has_words(name) else entry.code for lang in LANGUAGES
                },
                "text": " = ".join(" + ".join(map(_worth, side)) for side in sides),
                "holds": _holds(*sides),
                "cells": [cells.numbers[path] for path in (*entry.parts, *entry.equals)],
            }
        )
    return found, of_cells


def form_sums(report: Report) -> Iterator[FormSum]:
    """Give the sums of the form over the cells of a report's tables."""
    for name, table in report.tables.items():
        edition = form().editions.get(table.shape.edition)
        if edition is not None and name in edition.tables:
            yield from edition.tables[name].sums


def _worth(cell: Cell) -> str:
    """Write what a cell counts in a sum: its number, 0 in brackets for a printed blank, ? where it is open."""
    if cell.value is not None:
        return number_text(cell.value)
    if len(cell.candidates) == 1:
        return f"[{number_text(cell.candidates[0])}]"
    return "[0]" if cell.state in COUNTS_ZERO else "?"


def _holds(parts: list[Cell], equals: list[Cell]) -> str:
    if any(cell.value is None and cell.state not in COUNTS_ZERO for cell in (*parts, *equals)):
        return "open"
    left, right = (sum(cell.value or 0 for cell in side) for side in (parts, equals))
    return "holds" if left == right else "fails"
