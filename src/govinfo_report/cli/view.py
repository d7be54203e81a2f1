"""``govinfo-report view``: the evidence page of reports, in which each number leads to its place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from govinfo_report.cli.command import make_command
from govinfo_report.cli.console import say
from govinfo_report.cli.inputs import Inputs, files_argument
from govinfo_report.cli.output import OutputError, is_one_of
from govinfo_report.cli.wording import Words
from govinfo_report.corpus.folders import walk
from govinfo_report.model import Report


def view_command(words: Words) -> click.Command:
    """Build the command."""

    def view(files: tuple[str, ...], output: str) -> int:
        from govinfo_report.evidence.folder import pages_folder, write_evidence

        path = Path(output)
        if not path.suffix and not path.is_dir():
            # a browser opens it by its name
            path = path.with_suffix(".html")
        if is_one_of(path, files):
            raise OutputError(words("trouble.output_is_input", name=output))
        own = {str(made.resolve()) for made in (path, pages_folder(path))}
        inputs = Inputs(tuple(_files(files, own)), words)
        written = 0
        try:
            written = write_evidence(_reports(inputs, files), path, words.lang)
        except OSError as error:
            reason = error.strerror or str(error)
            name = error.filename or path
            raise OutputError(words("trouble.output", name=name, reason=reason)) from error
        if written:
            say(words("view.written", reports=words.count("report", written), name=path))
        elif not inputs.unopened:
            say(words("view.none"))
        return 2 if inputs.unopened else 0 if written else 1

    return make_command(
        "view",
        words,
        view,
        files_argument(),
        click.Option(
            ["-o", "--output"],
            type=click.Path(),
            metavar="FILE",
            default="evidence.html",
            help=words("option.evidence_output"),
        ),
    )


def _files(names: tuple[str, ...], own: set[str]) -> Iterator[str]:
    """Give the files that are read; for a folder those in it, without the pages that are written."""
    if not names:
        yield "-"
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from (str(file) for file in walk(path, own))
        else:
            yield name


def _reports(inputs: Inputs, names: tuple[str, ...]) -> Iterator[Report]:
    """Give the reports that were read; what a folder holds beside reports is passed over, earlier pages too."""
    from govinfo_report.evidence.folder import is_evidence

    for report in inputs:
        is_report = bool(report.tables or report.sections) and not is_evidence(report)
        if report.source in names or is_report or not names:
            yield report
