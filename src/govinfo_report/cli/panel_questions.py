"""``govinfo-report panel check``, ``missing`` and ``compare``: what is asked of a panel."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.console import SEVERITIES, STYLES, open_console, printable
from govinfo_report.cli.panel_source import PanelError, PanelSource, source_options
from govinfo_report.cli.wording import Words


def _read(folder: Path, name: str, filters: Any = None) -> list[dict[str, Any]]:
    """Read a table of a panel."""
    from pyarrow.parquet import read_table

    rows: list[dict[str, Any]] = read_table(
        folder / f"{name}.parquet", filters=filters, partitioning=None
    ).to_pylist()
    return rows


def _panel_argument(nargs: int) -> click.Argument:
    return click.Argument(
        ["panel"], nargs=nargs, required=True, metavar="PANEL|CORPUS", type=click.Path()
    )


def check_command(words: Words) -> click.Command:
    """Build ``panel check``."""

    def run(panel: tuple[str, ...], severity: str, **options: Any) -> int:
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        source = PanelSource(panel, words, options)
        with source.tables() as folder:
            found = _read(folder, "findings", [("severity", "in", shown)])
        console = open_console()
        for row in found:
            console.print(
                printable(_finding_line(row, words)),
                soft_wrap=True,
                style=STYLES[row["severity"]] if row["severity"] == "error" else None,
            )
        console.print(words.count("finding", len(found)), style="bold")
        return 1 if source.failed or any(row["severity"] != "info" for row in found) else 0

    return make_command(
        "check",
        words,
        run,
        _panel_argument(-1),
        choice(words, "--severity", "info", *SEVERITIES, key="severity"),
        *source_options(words),
        key="panel_check",
    )


def _finding_line(row: dict[str, Any], words: Words) -> str:
    place = f"{row['source']}:{row['line']}" if row["line"] else row["source"]
    other = row["other_source"]
    if other and row["other_line"]:
        other = f"{other}:{row['other_line']}"
    about = " ".join(filter(None, [row["name"], row["measure"]]))
    message = row["message_zh" if words.lang == "zh" else "message"]
    severity = words(f"severity.{row['severity']}")
    text = f"{place}: {severity} {row['code']} {message}"
    text += f" ({about})" if about else ""
    return f"{text} ← {other}" if other else text


def missing_command(words: Words) -> click.Command:
    """Build ``panel missing``."""

    def run(panel: tuple[str, ...], year: int | None, **options: Any) -> int:
        source = PanelSource(panel, words, options)
        with source.tables() as folder:
            found = [
                row
                for row in _read(folder, "coverage", [("status", "!=", "filed")])
                if year in (None, row["year"])
            ]
        console = open_console()
        for row in found:
            day = f" {row['published']} > {row['deadline']}" if row["status"] == "late" else ""
            line = f"{row['year']} {words('status.' + row['status'])} {row['name']}{day}"
            console.print(printable(line), soft_wrap=True)
        counts = Counter(row["status"] for row in found)
        numbers = {name: counts[name] for name in ("missing", "unreadable", "late")}
        console.print(words("panel.missing", **numbers), style="bold")
        return 1 if source.failed or found else 0

    return make_command(
        "missing",
        words,
        run,
        _panel_argument(-1),
        click.Option(["--year"], type=int, metavar="N", help=words("option.year")),
        *source_options(words),
        key="panel_missing",
    )


@frozen
class _Stated:
    """A number of a measure.

    Attributes:
        printed: the number with its unit.
        same_as: what it is compared by: amounts by what they are in 元, where that is known.
    """

    printed: str
    same_as: Any


def _stated(row: dict[str, Any]) -> _Stated | None:
    if row["amount"] is None:
        return None if row["value"] is None else _Stated(str(row["value"]), row["value"])
    printed = f"{row['amount'].normalize():f}{row['unit'] or ''}"
    return _Stated(printed, printed if row["yuan"] is None else row["yuan"])


def compare_command(words: Words) -> click.Command:
    """Build ``panel compare``."""

    def run(panel: str, office: str, first: int, second: int, **options: Any) -> int:
        with PanelSource((panel,), words, options).tables() as folder:
            names = {row["name"]: row["office"] for row in _read(folder, "coverage")}
            names |= {row["organization"]: row["office"] for row in _read(folder, "offices")}
            wanted = [("office", "=", names.get(office, office)), ("year", "in", [first, second])]
            rows = _read(folder, "measures", wanted)
        years: dict[int, dict[str, _Stated]] = {first: {}, second: {}}
        for row in rows:
            if (stated := _stated(row)) is not None:
                years[row["year"]][row["measure"]] = stated
        for year, known in years.items():
            if not known:
                raise PanelError(words("panel.no_report", office=office, year=year))
        console = open_console()
        measures = dict.fromkeys(measure for known in years.values() for measure in sorted(known))
        for measure in measures:
            one, other = years[first].get(measure), years[second].get(measure)
            if one is None or other is None or one.same_as != other.same_as:
                sign = "+" if one is None else "-" if other is None else "~"
                before, now = (each.printed if each else "·" for each in (one, other))
                console.print(printable(f"{sign} {measure}: {before} → {now}"))
        return 0

    return make_command(
        "compare",
        words,
        run,
        _panel_argument(1),
        click.Argument(["office"], metavar="OFFICE"),
        click.Argument(["first"], type=int, metavar="YEAR"),
        click.Argument(["second"], type=int, metavar="YEAR"),
        *source_options(words),
        key="panel_compare",
    )
