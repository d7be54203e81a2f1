"""``govinfo-report check``: the findings of reports, one a line, like a linter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click
from attrs import asdict
from rich.text import Text

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.console import SEVERITIES, STYLES, open_console, printable
from govinfo_report.cli.inputs import Inputs, files_argument
from govinfo_report.cli.output import open_stdout
from govinfo_report.cli.wording import Words
from govinfo_report.export.json import write_array
from govinfo_report.model import Finding, Report

MOST_CELLS = 3
"""Cells that a line names before it only counts them: the seven of a line of table 三 would hide the message."""


def check_command(words: Words) -> click.Command:
    """Build the command."""

    def check(files: tuple[str, ...], severity: str, fail_on: str, format: str) -> int:
        inputs = Inputs(files, words)
        counts: Counter[str] = Counter()
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        found = _iter_findings(inputs, counts)
        chosen = ((report, item) for report, item in found if item.severity in shown)
        if format == "json":
            _print_json(chosen, words)
        else:
            console = open_console()
            for report, item in chosen:
                console.print(_line(report, item, words), soft_wrap=True)
            summary = _summary(counts, shown, inputs.unopened, words)
            console.print(summary, soft_wrap=True, style="bold")
        if inputs.unopened:
            return 2
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return 1 if any(counts[name] for name in failing) else 0

    return make_command(
        "check",
        words,
        check,
        files_argument(),
        choice(words, "--severity", "info", *SEVERITIES, key="severity"),
        choice(words, "--fail-on", "error", *SEVERITIES, key="fail_on"),
        choice(words, "--format", "text", "text", "json"),
    )


def _iter_findings(inputs: Inputs, counts: Counter[str]) -> Iterator[tuple[Report, Finding]]:
    for report in inputs:
        counts["file"] += 1
        for item in report.findings:
            counts[item.severity] += 1
            yield report, item


def cells_text(report: Report, cells: tuple[str, ...]) -> str:
    """Name cells briefly: ``requests.granted.*`` for a whole row, the first few and a count for many."""
    if not cells:
        return ""
    row = cells[0].rpartition(".")[0]
    table = report.tables.get(row.partition(".")[0])
    if table is not None and len(cells) > 1:
        name = row.partition(".")[2]
        if cells == table.shape.paths:
            return f"{table.shape.table}.*"
        if name in table.shape.row_index and cells == table.shape.row_paths(name):
            return f"{row}.*"
    text = ", ".join(cells[:MOST_CELLS])
    more = len(cells) - MOST_CELLS
    return f"{text}, +{more}" if more > 0 else text


def _line(report: Report, item: Finding, words: Words) -> Text:
    line = Text(printable(_where(report, item, words)))
    line.append(words(f"severity.{item.severity}"), STYLES[item.severity])
    line.append(f" {item.code} ", "bold")
    line.append(printable(item.text(words.lang)))
    cells = cells_text(report, item.cells)
    if cells:
        line.append(f" ({cells})", "dim")
    return line


def _where(report: Report, item: Finding, words: Words) -> str:
    """Say where a finding stands: at ``file:line:character:`` of a text, in ``table 1, row 5:`` of what has tables."""
    where = f"{report.source}:"
    if item.line is not None and item.start is not None and report.text is not None:
        before = max(report.text.rfind(end, 0, item.start) for end in "\r\n")
        where += f"{item.line}:{item.start - before}:"
    place = "" if item.place is None else item.place.text(words.lang)
    return f"{where} {place}: " if place else f"{where} "


def _summary(counts: Counter[str], shown: tuple[str, ...], unopened: int, words: Words) -> str:
    text = words(
        "check.summary",
        files=words.count("file", counts["file"]),
        errors=words.count("error", counts["error"]),
        warnings=words.count("warning", counts["warning"]),
        infos=words.count("info", counts["info"]),
    )
    hidden = sum(counts[name] for name in SEVERITIES if name not in shown)
    if hidden:
        number = words.count("finding", hidden)
        text = words("check.hidden", summary=text, hidden=number, severity=shown[-1])
    if unopened:
        text = words("check.unopened", summary=text, files=words.count("file", unopened))
    return text


def _print_json(found: Iterator[tuple[Report, Finding]], words: Words) -> None:
    """Write one array, a finding a line, as the files are read."""
    plain = (_plain(report, item, words) for report, item in found)
    write_array((json.dumps(item, ensure_ascii=False) for item in plain), open_stdout())


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
