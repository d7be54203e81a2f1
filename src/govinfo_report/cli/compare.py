"""``govinfo-report compare``: two reports, cell by cell."""

from __future__ import annotations

import json
from typing import Any

import click

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.console import open_console, printable
from govinfo_report.cli.inputs import Inputs
from govinfo_report.cli.output import open_stdout
from govinfo_report.cli.wording import Words
from govinfo_report.comparison import Comparison, Difference, compare
from govinfo_report.model import Cell

SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
"""What stands before a cell in the list."""


def compare_command(words: Words) -> click.Command:
    """Build the command."""

    def run(first: str, second: str, format: str) -> int:
        inputs = Inputs((first, second), words)
        reports = list(inputs)
        if inputs.unopened or len(reports) != 2:
            return 2
        found = compare(*reports)
        if format == "json":
            out = open_stdout()
            out.write(json.dumps(_plain(found), ensure_ascii=False) + "\n")
        else:
            console = open_console()
            for line in _lines(found, words):
                console.print(printable(line), soft_wrap=True)
        return 1 if len(found) else 0

    return make_command(
        "compare",
        words,
        run,
        click.Argument(["first"], metavar="FILE", type=click.Path()),
        click.Argument(["second"], metavar="FILE", type=click.Path()),
        choice(words, "--format", "text", "text", "json"),
    )


def _lines(found: Comparison, words: Words) -> list[str]:
    lines = [
        words("compare.edition", table=table, first=first or "-", second=second or "-")
        for table, (first, second) in found.editions.items()
    ]
    lines += [
        f"{SIGNS[each.kind]} {each.path}: {_said(each.first)} → {_said(each.second)}"
        for each in found
    ]
    counts = {kind: len(found.of(kind)) for kind in ("gained", "lost", "changed")}
    return [*lines, words("compare.summary", same=found.same, **counts)]


def _said(cell: Cell | None) -> str:
    """Give what a cell states, else its state."""
    if cell is None:
        return "·"
    if cell.value is None:
        return cell.state
    return f"{cell.value}{cell.unit or ''}"


def _plain(found: Comparison) -> dict[str, Any]:
    return {
        "same": found.same,
        "editions": {name: list(pair) for name, pair in found.editions.items()},
        "differences": [_plain_difference(each) for each in found],
    }


def _plain_difference(each: Difference) -> dict[str, Any]:
    return {
        "path": each.path,
        "kind": each.kind,
        **{
            name: None
            if cell is None
            else {
                "value": None if cell.value is None else str(cell.value),
                "state": cell.state,
                "unit": cell.unit,
                "line": cell.line,
            }
            for name, cell in (("first", each.first), ("second", each.second))
        },
    }
