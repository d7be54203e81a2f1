"""``govinfo-report parse``: what was read, as JSON, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.inputs import Inputs, files_argument
from govinfo_report.cli.output import open_output
from govinfo_report.cli.wording import Words
from govinfo_report.export import report_json, write_csv, write_json, write_jsonl
from govinfo_report.export.lines import BOM
from govinfo_report.model import Report

_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
"""What the name of an output says of its format."""


def parse_command(words: Words) -> click.Command:
    """Build the command."""

    def parse(
        files: tuple[str, ...],
        format: str | None,
        output: str | None,
        text: bool,
        excel: bool,
        strict: bool,
    ) -> int:
        format = _format(output, format, words)
        if excel and format != "csv":
            raise click.UsageError(words("trouble.excel", format=format))
        inputs = Inputs(files, words)
        reports = _Reports(inputs)
        with open_output(output, files, words) as file:
            if format == "csv":
                if excel:
                    file.write(BOM)
                write_csv(reports, file, chinese=words.is_asked and words.lang == "zh")
            elif format == "jsonl":
                write_jsonl(reports, file, text=text)
            elif len(files) > 1:
                write_json(reports, file, text=text)
            else:
                file.writelines(report_json(report, text=text) + "\n" for report in reports)
        if inputs.unopened:
            return 2
        return 1 if strict and reports.errors else 0

    return make_command(
        "parse",
        words,
        parse,
        files_argument(),
        choice(words, "--format", None, "json", "jsonl", "csv", key="parse_format"),
        click.Option(
            ["-o", "--output"], type=click.Path(), metavar="FILE", help=words("option.output")
        ),
        click.Option(["--text"], is_flag=True, help=words("option.text")),
        click.Option(["--excel"], is_flag=True, help=words("option.excel")),
        click.Option(["--strict"], is_flag=True, help=words("option.strict")),
    )


def _format(output: str | None, format: str | None, words: Words) -> str:
    """Give the format: the one that is asked for, else by the name of the output, else JSON.

    Raises:
        click.UsageError: the name says another one, or one that only ``extract`` writes.
    """
    suffix = "" if output is None else Path(output).suffix.lower()
    told = _SUFFIXES.get(suffix)
    if suffix in (".xlsx", ".parquet"):
        raise click.UsageError(words("trouble.parse_suffix", name=output))
    if format is not None and told not in (None, format):
        raise click.UsageError(words("trouble.parse_format", name=output, told=told, format=format))
    return format or told or "json"


class _Reports:
    """Reports on their way through; tells afterwards whether one had an error."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.errors = False

    def __iter__(self) -> Iterator[Report]:
        for report in self.inputs:
            self.errors |= any(finding.severity == "error" for finding in report.findings)
            yield report
