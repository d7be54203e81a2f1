"""``govinfo-report parse``: what was read, as JSON, JSON lines or CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

import click

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.inputs import Inputs, files_argument
from govinfo_report.cli.wording import Words
from govinfo_report.export import report_json, write_csv, write_json, write_jsonl
from govinfo_report.model import Report


def parse_command(words: Words) -> click.Command:
    """Build the command."""

    def parse(
        files: tuple[str, ...],
        format: str,
        output: str | None,
        text: bool,
        bom: bool,
        strict: bool,
    ) -> int:
        inputs = Inputs(files, words)
        reports = _Reports(inputs)
        with _open_output(output, files, words) as file:
            if bom:
                file.write("\ufeff")
            if format == "csv":
                write_csv(reports, file)
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
        click.Option(["--bom"], is_flag=True, help=words("option.bom")),
        click.Option(["--strict"], is_flag=True, help=words("option.strict")),
    )


class OutputError(click.ClickException):
    """The output cannot be written where it was asked."""

    exit_code = 2


class _Reports:
    """Reports on their way through; tells afterwards whether one had an error."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.errors = False

    def __iter__(self) -> Iterator[Report]:
        for report in self.inputs:
            self.errors |= any(finding.severity == "error" for finding in report.findings)
            yield report


def _open_output(
    output: str | None, files: tuple[str, ...], words: Words
) -> AbstractContextManager[IO[str]]:
    """Open the output for data: UTF-8 and bare line feeds, whatever the locale.

    A character that UTF-8 does not have (half of a file name in another encoding) is written as an escape.
    """
    if output is None:
        sys.stdout.reconfigure(  # type: ignore[union-attr]
            encoding="utf-8", errors="backslashreplace", newline="\n"
        )
        return nullcontext(sys.stdout)
    path = Path(output)
    try:
        if path.exists() and any(Path(name).exists() and path.samefile(name) for name in files):
            raise OutputError(words("trouble.output_is_input", name=output))
        return path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(words("trouble.output", name=output, reason=reason)) from error
