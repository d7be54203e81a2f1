"""``govinfo-report check``: the findings of reports, one a line, like a linter; or as data, or counted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from attrs import define, field

from govinfo_report.cli.check_outputs import FORMATS, iter_summary, write_found
from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.console import SEVERITIES, open_console
from govinfo_report.cli.corpus_options import field_options, workers_option
from govinfo_report.cli.findings_text import finding_line
from govinfo_report.cli.inputs import CorpusOptions, Inputs, files_argument
from govinfo_report.cli.nearest import near_words
from govinfo_report.cli.progress import progress
from govinfo_report.cli.wording import Words
from govinfo_report.corpus.copies import Fields
from govinfo_report.findings import catalogue
from govinfo_report.model import Finding, Report

_SUFFIXES = {
    ".json": "json",
    ".sarif": "sarif",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
"""What the name of an output says of its format."""

_BINARY = ("xlsx", "parquet")


def check_command(words: Words) -> click.Command:
    """Build the command."""

    def check(files: tuple[str, ...], severity: str, fail_on: str, **options: Any) -> int:
        output = options["output"]
        format = _format(output, options["format"], words)
        if options["excel"] and format != "csv":
            raise click.UsageError(words("trouble.excel", format=format))
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        codes = _codes(options["select"], options["ignore"], words)
        fields = Fields(*(options[f"{name}_field"] for name in ("text", "id", "title")))
        with progress(words, has_bar=output is not None or not sys.stdout.isatty()) as tell:
            inputs = Inputs(files, words, CorpusOptions(options["workers"], fields, tell))
            found = Found(inputs, codes, shown)
            if format == "text":
                console = open_console()
                for report, item in found:
                    console.print(finding_line(report, item, words), soft_wrap=True)
            elif format == "summary":
                for line in iter_summary(found, words):
                    open_console().print(line, soft_wrap=True)
            else:
                write_found(found, format, output, files, words, excel=options["excel"])
        if format in ("text", "summary") or output is not None:
            console = open_console()
            console.print(_summary(found, words), soft_wrap=True, style="bold")
        if inputs.unopened:
            return 2
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return 1 if any(found.counts[name] for name in failing) else 0

    return make_command(
        "check",
        words,
        check,
        files_argument(),
        click.Option(["--select"], multiple=True, metavar="CODES", help=words("option.select")),
        click.Option(["--ignore"], multiple=True, metavar="CODES", help=words("option.ignore")),
        choice(words, "--severity", "info", *SEVERITIES, key="severity"),
        choice(words, "--fail-on", "error", *SEVERITIES, key="fail_on"),
        choice(words, "--format", None, *FORMATS, key="check_format"),
        click.Option(
            ["-o", "--output"], type=click.Path(), metavar="FILE", help=words("option.check_output")
        ),
        click.Option(["--excel"], is_flag=True, help=words("option.excel")),
        workers_option(words),
        *field_options(words),
    )


@define
class Found:
    """The findings that are chosen, as the files are read; counts what it gave, and what it did not.

    Attributes:
        inputs: the reports.
        codes: the codes that are chosen.
        shown: the severities that are.
        counts: ``file``, and severity to the findings that have a chosen code.
    """

    inputs: Inputs
    codes: frozenset[str]
    shown: tuple[str, ...]
    counts: Counter[str] = field(factory=Counter)

    def __iter__(self) -> Iterator[tuple[Report, Finding]]:
        """Give each report with each of its chosen findings."""
        for report, items in self.reports():
            for item in items:
                yield report, item

    def reports(self) -> Iterator[tuple[Report, list[Finding]]]:
        """Give each report with all its chosen findings, maybe none."""
        for report in self.inputs:
            self.counts["file"] += 1
            items = [item for item in report.findings if item.code in self.codes]
            self.counts.update(item.severity for item in items)
            yield report, [item for item in items if item.severity in self.shown]


def _format(output: str | None, format: str | None, words: Words) -> str:
    """Give the format: by the name of the output, else the one that is asked for."""
    if output is None:
        if format in _BINARY:
            raise click.UsageError(words("check.needs_output", format=format))
        return format or "text"
    told = _SUFFIXES.get(Path(output).suffix.lower())
    found = format or told
    if found is None or found in ("text", "summary") or told not in (None, found):
        known = ", ".join(_SUFFIXES)
        raise click.UsageError(words("check.no_format", name=output, known=known))
    return found


def _codes(select: tuple[str, ...], ignore: tuple[str, ...], words: Words) -> frozenset[str]:
    """Give the codes that are chosen.

    Raises:
        click.UsageError: a code is none.
    """
    selected, ignored = (_listed(given, words) for given in (select, ignore))
    return frozenset(selected or catalogue()) - ignored


def _listed(given: tuple[str, ...], words: Words) -> frozenset[str]:
    codes = [code.strip() for entry in given for code in entry.split(",") if code.strip()]
    for code in codes:
        if code not in catalogue():
            near = near_words(code, catalogue(), words)
            raise click.UsageError(words("trouble.no_code", code=code) + near)
    return frozenset(codes)


def _summary(found: Found, words: Words) -> str:
    counts = found.counts
    text = words(
        "check.summary",
        files=words.count("file", counts["file"]),
        errors=words.count("error", counts["error"]),
        warnings=words.count("warning", counts["warning"]),
        infos=words.count("info", counts["info"]),
    )
    hidden = sum(counts[name] for name in SEVERITIES if name not in found.shown)
    if hidden:
        number = words.count("finding", hidden)
        text = words("check.hidden", summary=text, hidden=number, severity=found.shown[-1])
    if found.inputs.passed_over:
        number = words.count("file", found.inputs.passed_over)
        text = words("check.passed_over", summary=text, files=number)
    if found.inputs.unopened:
        number = words.count("file", found.inputs.unopened)
        text = words("check.unopened", summary=text, files=number)
    return text
