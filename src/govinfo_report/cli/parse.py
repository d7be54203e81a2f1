"""``govinfo-report parse``: what was read, as JSON, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterator

import click

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.inputs import Inputs, files_argument
from govinfo_report.cli.output import open_output
from govinfo_report.cli.wording import Words
from govinfo_report.export import report_json, write_csv, write_json, write_jsonl
from govinfo_report.export.lines import BOM
from govinfo_report.model import Report


def parse_command(words: Words) -> click.Command:
    """Build the command."""

    def parse(
        files: tuple[str, ...],
        format: str,
        output: str | None,
        text: bool,
        excel: bool,
        strict: bool,
    ) -> int:
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
        choice(words, "--format", "json", "json", "jsonl", "csv", key="parse_format"),
        click.Option(
            ["-o", "--output"], type=click.Path(), metavar="FILE", help=words("option.output")
        ),
        click.Option(["--text"], is_flag=True, help=words("option.text")),
        click.Option(["--excel"], is_flag=True, help=words("option.excel")),
        click.Option(["--strict"], is_flag=True, help=words("option.strict")),
    )


class _Reports:
    """Reports on their way through; tells afterwards whether one had an error."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.errors = False

    def __iter__(self) -> Iterator[Report]:
        for report in self.inputs:
            self.errors |= any(finding.severity == "error" for finding in report.findings)
            yield report
