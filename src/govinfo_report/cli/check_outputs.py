"""The findings that ``check`` gives as data: JSON, SARIF, a table; and how often each code and office has them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import asdict
from rich.text import Text

from govinfo_report.cli.console import SEVERITIES, STYLES, printable
from govinfo_report.cli.drawing.wrapping import iter_listed
from govinfo_report.cli.output import OutputError, open_output, refuse_input
from govinfo_report.cli.wording import Words
from govinfo_report.errors import MissingExtraError
from govinfo_report.export import finding_columns, finding_rows, write_sarif
from govinfo_report.export.arrays import require_pyarrow
from govinfo_report.export.finding_table import write_finding_csv, write_finding_parquet
from govinfo_report.export.json import write_array
from govinfo_report.export.lines import BOM
from govinfo_report.findings import catalogue
from govinfo_report.model import Finding, Report

if TYPE_CHECKING:
    from govinfo_report.cli.check import Found

FORMATS = ("text", "summary", "json", "sarif", "csv", "parquet", "xlsx")
"""What ``check`` can print or write."""

MOST_OFFICES = 20
"""Offices that the summary names."""


def write_found(
    found: Found, format: str, output: str | None, files: tuple[str, ...], words: Words, excel: bool
) -> None:
    """Write findings as data.

    Args:
        found: the findings.
        format: one of ``FORMATS``, but no text and no summary.
        output: the file; None for standard output.
        files: the files that are read.
        words: the command's words.
        excel: begin a CSV with a byte order mark.
    """
    if output is not None and format in ("parquet", "xlsx"):
        refuse_input(output, files, words)
        try:
            _write_binary(found, format, output, words)
        except MissingExtraError as error:
            raise OutputError(error.text(words.lang)) from error
        return
    with open_output(output, files, words) as file:
        if format == "json":
            plain = (_plain(report, item, words) for report, item in found)
            write_array((json.dumps(item, ensure_ascii=False) for item in plain), file)
        elif format == "sarif":
            write_sarif(found, file, words.lang)
        else:
            if excel:
                file.write(BOM)
            chinese = words.is_asked and words.lang == "zh"
            write_finding_csv(_rows(found, words), file, finding_columns(), chinese=chinese)


def _write_binary(found: Found, format: str, output: str, words: Words) -> None:
    if format == "parquet":
        require_pyarrow("to write Parquet", "写入Parquet")
        # opened before anything is read: a folder that is not there is said at once
        with Path(output).open("wb") as file:
            write_finding_parquet(_rows(found, words), file)
        return
    from govinfo_report.workbook.finding_sheet import write_finding_workbook
    from govinfo_report.workbook.writer import require_xlsxwriter

    require_xlsxwriter()
    with Path(output).open("wb") as file:
        write_finding_workbook(found.reports(), file, words.lang)


def _rows(found: Found, words: Words) -> Iterator[tuple[Any, ...]]:
    for report, items in found.reports():
        yield from finding_rows(report, words.lang, items)


def _plain(report: Report, item: Finding, words: Words) -> dict[str, Any]:
    return {
        "source": report.source,
        "line": item.line,
        "severity": item.severity,
        "code": item.code,
        "verdict": item.verdict,
        "reason": item.reason,
        "message": item.text(words.lang),
        "cells": list(item.cells),
        "start": item.start,
        "end": item.end,
        "place": None if item.place is None else asdict(item.place),
    }


def iter_summary(found: Found, words: Words) -> Iterator[Text]:
    """Count the findings by code and by office, the commonest first; only counts are kept.

    Args:
        found: the findings.
        words: the command's words.
    """
    codes: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    offices: dict[str, Counter[str]] = {}
    for report, items in found.reports():
        codes.update(item.code for item in items)
        reports.update({item.code for item in items})
        name = report.organization or words("show.unknown")
        if items:
            offices.setdefault(name, Counter()).update(item.severity for item in items)
    order = sorted(codes, key=lambda code: (SEVERITIES.index(_severity(code)), -codes[code]))
    yield Text(words("check.by_code"), "bold")
    yield from iter_listed(
        [
            (
                Text(words(f"severity.{_severity(code)}"), STYLES[_severity(code)]),
                code,
                words("check.code", count=codes[code], reports=words.count("file", reports[code])),
            )
            for code in order
        ],
        _WIDTH,
    )
    yield Text(words("check.by_office"), "bold")
    worst = sorted(
        offices, key=lambda name: ([-offices[name][severity] for severity in SEVERITIES], name)
    )
    yield from iter_listed(
        [(printable(name), _counts(offices[name], words)) for name in worst[:MOST_OFFICES]], _WIDTH
    )
    if len(worst) > MOST_OFFICES:
        yield Text(words("check.more_offices", count=len(worst) - MOST_OFFICES), "dim")


_WIDTH = 100


def _severity(code: str) -> str:
    return str(catalogue()[code]["severity"])


def _counts(counts: Counter[str], words: Words) -> str:
    return words(
        "check.counts",
        errors=words.count("error", counts["error"]),
        warnings=words.count("warning", counts["warning"]),
        infos=words.count("info", counts["info"]),
    )
