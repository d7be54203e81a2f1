"""What the sheets of a panel's workbook hold of one copy, from its lines of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from govinfo_report.export.values import plain_number
from govinfo_report.findings.rules import rules
from govinfo_report.form_view import form
from govinfo_report.model import STATED
from govinfo_report.panel.engine import CELL_PREFIX
from govinfo_report.panel.sheet_words import cell_labels, term
from govinfo_report.workbook.report_rows import CELL_COLUMNS, CellRow, ReportRows
from govinfo_report.workbook.words import workbook_words

_SEVERITIES = ("error", "warning", "info")
# Columns of the sheet of sources that lines call otherwise: those of the report, not of the cell.
_OF_REPORT = ("source", "organization", "kind", "signed", "published", "edition", "cells", "stated")


def copy_rows(lines: Sequence[Mapping[str, Any]], lang: str) -> ReportRows:
    """Give what the sheets hold of a copy.

    Args:
        lines: its cells, as ``sql/lines.sql`` gives them.
        lang: the language of what is not the form's, ``en`` or ``zh``.
    """
    first = lines[0]
    order = _order()
    cells = sorted(
        (line for line in lines if line["path"] in order), key=lambda line: order[line["path"]]
    )
    source = {
        **{name: first[f"report_{name}"] for name in _OF_REPORT},
        **{name: first[name] for name in ("name", "year", "version", "versions", "differing")},
        "reason": term(first["reason"] or "unplaced", lang),
        "digest": first["digest"] or None,
        "report": first["report"],
        # a copy without any cell has one line, which names its findings
        "codes": " ".join(line["findings"] for line in lines if line["path"] is None),
    }
    editions = {line["path"].partition(".")[0]: line["edition"] for line in cells}
    return ReportRows(
        source,
        [_cell_row(line, lang) for line in cells],
        editions=editions,
        has_data=first["version"] == 1 and bool(cells),
        office=first["name"],
    )


@cache
def _order() -> dict[str, int]:
    """Give each path of the form its place in it."""
    return {cell.path: at for at, cell in enumerate(form())}


def _cell_row(line: Mapping[str, Any], lang: str) -> CellRow:
    """Give a cell as the sheets hold it; what they say of each is what ``report_rows`` says of a report's."""
    words = workbook_words()
    codes = line["findings"].split()
    verdicts = (line[f"{CELL_PREFIX}verdict"] or "").split()
    values = {
        "organization": line["organization"],
        "year": line["year"],
        **{name: line[f"{CELL_PREFIX}{name}"] for name in _SHOWN},
        "value": number(line["value"], line["amount"]),
        "unit": line["unit"],
        "state": words["state"][line["state"]][lang],
        "why": _why(line, codes, lang),
        "raw": line["raw"],
        "candidates": line["candidates"],
        "verdict": " ".join(words["term"][each][lang] for each in verdicts),
        "findings": " ".join(codes),
        "line": line["line"],
        "source": line["source"],
        "path": line["path"],
    }
    look = line["state"] if line["state"] not in STATED else _worst(codes)
    return CellRow(line["path"], look, tuple(values[name] for name in CELL_COLUMNS))


_SHOWN = (
    *("table_label", "row_label", "column_label", "start", "end"),
    *("page", "place_table", "place_row", "place_column", "place_box"),
)


def number(value: int | None, amount: Decimal | None) -> int | Decimal | None:
    """Give a count or an amount, without the noughts behind its fraction."""
    return value if amount is None else Decimal(f"{amount.normalize():f}")


def severity_of(code: str) -> str:
    """Give how grave a code of a copy's own findings is; one that this version does not know is a note."""
    rule = rules().get(code)
    return "info" if rule is None else rule.severity


def _worst(codes: Iterable[str]) -> str:
    """Give the worst of what findings say of a number; "" where they say nothing of weight."""
    found = {severity_of(code) for code in codes}
    return next((name for name in _SEVERITIES[:2] if name in found), "")


def _why(line: Mapping[str, Any], codes: Iterable[str], lang: str) -> str:
    """Say why a cell is coloured, as far as facts tell: they name the findings by their codes alone."""
    said = []
    state, candidates = line["state"], line["candidates"] or ""
    if state not in STATED:
        bare = state == "ambiguous" and not candidates
        words = workbook_words()["why"]["ambiguous_bare" if bare else state][lang]
        inferred = number(None, line[f"{CELL_PREFIX}inferred"])
        numbers = " / ".join(candidates.split()) or (
            "" if inferred is None else plain_number(inferred)
        )
        said.append(words.format(numbers=numbers, raw=line["raw"]))
    said += [
        rules()[code].meaning(lang)
        for code in codes
        if code in rules() and severity_of(code) != "info"
    ]
    return "\n".join(said)


@cache
def _sum_codes() -> frozenset[str]:
    """Give the codes of findings that a sum fails; they alone have a verdict."""
    return frozenset(
        entry.code
        for edition in form().editions.values()
        for table in edition.tables.values()
        for entry in table.sums
    )


def own_findings(rows: ReportRows, lang: str) -> Iterator[dict[str, Any]]:
    """Give what a copy's own findings list of its cells: a row of its sheet for each code, by column.

    Args:
        rows: the copy.
        lang: the language of what is not the form's, ``en`` or ``zh``.
    """
    listed: dict[str, list[CellRow]] = {}
    for cell in rows.cells:
        for code in cell.get("findings").split():
            listed.setdefault(code, []).append(cell)
    for code in rows.source["codes"].split():
        listed.setdefault(code, [])
    for code, cells in listed.items():
        rule = rules().get(code)
        paths = [cell.path for cell in cells]
        verdicts = dict.fromkeys(cell.get("verdict") for cell in cells)
        yield {
            "code": code,
            "severity": severity_of(code),
            "name": rows.office or rows.source["organization"],
            "labels": cell_labels(paths, lang) or None,
            # a cell may be touched by findings of several codes
            "verdict": " ".join(filter(None, verdicts)) if code in _sum_codes() else None,
            "meaning": None if rule is None else rule.meaning(lang),
            "remedy": None if rule is None else rule.remedy(lang),
            "cells": " ".join(paths),
            "measure": paths[0] if paths else None,
            **{name: rows.source[name] for name in ("year", "source", "report")},
        }
