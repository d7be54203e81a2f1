"""The words of a panel's workbook, from ``sheets.toml``: its sheets, their headings, what measures are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from govinfo_report.export.columns import FactColumn, chinese_headings
from govinfo_report.form_view import form
from govinfo_report.panel.rules import panel_data, sum_rows
from govinfo_report.panel.tables import PanelColumn, panel_tables
from govinfo_report.workbook.results import MoreSheet, Plan
from govinfo_report.workbook.words import width_of, workbook_words
from govinfo_report.workbook.writer import SheetColumn

MOST_LABELS = 3
"""Cells that are named before they are only counted."""

_WIDE = {
    **{"name": "organization", "office": "organization", "parent": "organization"},
    **{"label": "row_label", "other_labels": "labels", "other_source": "source"},
    **{"other_cells": "cells", "measure": "path", "lineage": "path"},
}


OWN_FINDINGS = "own_findings"
"""The sheet of what each copy's own findings list; the other further sheets are tables of the panel."""


def more_sheets() -> dict[str, Mapping[str, Any]]:
    """Give the id of each further sheet to its entry."""
    found: dict[str, Mapping[str, Any]] = panel_data("sheets")["more"]
    return found


def columns_of(sheet: str) -> Sequence[str]:
    """Give the names of the columns of a sheet."""
    entry = more_sheets().get(sheet) or panel_data("sheets")[sheet]
    names: Sequence[str] = entry["columns"]
    return names


def panel_plan(tables: Iterable[str], lang: str) -> Plan:
    """Give the sheets of a panel's workbook.

    Args:
        tables: the tables that have rows.
        lang: the language of what is not the form's, ``en`` or ``zh``.
    """
    data = panel_data("sheets")
    entries = {name: more_sheets()[name] for name in tables}
    return Plan(
        dict(zip(data["sources"]["columns"], _columns(data["sources"], lang), strict=True)),
        _columns(data["findings"], lang),
        {
            name: MoreSheet(entry["title"][lang], _columns({"table": name, **entry}, lang))
            for name, entry in entries.items()
        },
        {
            **{name: data[name][lang] for name in ("data", "findings", "sources")},
            **{name: entry[lang] for name, entry in entries.items()},
        },
    )


def _columns(entry: Mapping[str, Any], lang: str) -> list[SheetColumn]:
    known = {column.name: column for column in panel_tables().get(entry["table"], ())}
    return [_column(name, known.get(name), lang) for name in entry["columns"]]


def _column(name: str, known: PanelColumn | None, lang: str) -> SheetColumn:
    words = panel_data("sheets")
    heading = name
    if lang == "zh":
        plain = FactColumn(name, "text", "", name)
        heading = words["heading"].get(name) or chinese_headings([plain])[0]
    own = words["meaning"].get(name)
    note = own[lang] if own else "" if known is None else known.zh if lang == "zh" else known.en
    return SheetColumn(heading, width=width_of(_WIDE.get(name, name)), note=note)


def term(word: str | None, lang: str) -> str | None:
    """Give a word of the tables as a sheet says it."""
    entry = panel_data("sheets")["term"].get(word)
    if entry is None:
        own = workbook_words()
        entry = own["term"].get(word) or own["state"].get(word)
    return word if entry is None else str(entry[lang])


def measure_label(measure: str | None, lang: str) -> str | None:
    """Name a measure in the words of the form; one that is none of the form has its own, or its id.

    Args:
        measure: the path of a cell, or an id of the crosswalk.
        lang: the language of what is not the form's, ``en`` or ``zh``.
    """
    return None if measure is None else _measure_labels(lang).get(measure, measure)


@cache
def _measure_labels(lang: str) -> dict[str, str]:
    cells = {cell.path: cell for cell in form()}
    found = {}
    for path, cell in cells.items():
        groups = cell.groups[1:]
        found[path] = f"{'／'.join((*groups, cell.label))}：{cell.column_label}"
    named = {entry["id"]: entry[lang] for entry in panel_data("crosswalk")["measure"]}
    # a group has the heading that stands over its lines
    over = {
        measure: f"{cells[path].groups[-1]}：{cells[path].column_label}"
        for measure, _, path, *_ in sum_rows()
        if measure not in found and measure not in named
    }
    return {**over, **found, **named}


def first_cells(measure: str | None) -> Sequence[str]:
    """Give the paths that a click on a measure may lead to: its own, or the first cell of it in each edition."""
    return [] if measure is None else [measure, *_first_cells().get(measure, ())]


@cache
def _first_cells() -> dict[str, list[str]]:
    found: dict[tuple[str, str], str] = {}
    for measure, edition, path, *_ in sum_rows():
        found.setdefault((measure, edition), path)
    listed: dict[str, list[str]] = {}
    for (measure, _), path in found.items():
        listed.setdefault(measure, []).append(path)
    return listed


def cell_labels(paths: Sequence[str], lang: str) -> str:
    """Name cells in the words of the form: the first few, and how many more there are."""
    words = [_measure_labels(lang).get(path, path) for path in paths[:MOST_LABELS]]
    more = len(paths) - MOST_LABELS
    return "；".join([*words, f"+{more}"] if more > 0 else words)
