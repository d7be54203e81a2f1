"""``govinfo-report explain``: why a cell has its state, and what settled it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from rich.text import Text

from govinfo_report.cli.command import make_command
from govinfo_report.cli.console import open_console, printable
from govinfo_report.cli.inputs import Inputs
from govinfo_report.cli.labels import named_cells, near_labels
from govinfo_report.cli.wording import Words
from govinfo_report.form_view import form
from govinfo_report.model import Report
from govinfo_report.model.nearest import nearest_paths

# What a path looks like, where none is like the one that was asked for.
_EXAMPLE = "requests.granted.total"


def explain_command(words: Words) -> click.Command:
    """Build the command."""

    def explain(file: str, paths: tuple[str, ...]) -> int:
        known = form().paths()
        asked = [one for path in paths for one in _asked(path, known, words)]
        inputs = Inputs((file,), words)
        console = open_console()
        is_first = True
        for report in inputs:
            for path in _chosen(report, asked, known):
                text = report.explain(path, words.lang)
                lines = [printable(line) for line in text.splitlines()]
                console.print(Text("\n".join(lines if is_first else ["", *lines])), soft_wrap=True)
                is_first = False
        return 2 if inputs.unopened else 0

    return make_command(
        "explain",
        words,
        explain,
        click.Argument(["file"], metavar="FILE", type=click.Path()),
        click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
    )


def _asked(path: str, known: Sequence[str], words: Words) -> list[str]:
    """Give what is asked for as paths; words of the form stand for the cells that have them.

    Raises:
        click.UsageError: the form has no such cell.
    """
    if any(_fits(path, one) for one in known):
        return [path]
    if path.isascii():
        near = nearest_paths(path.removesuffix(".*"), known) or [_EXAMPLE]
    else:
        found = named_cells(path, form())
        if found:
            return found
        near = near_labels(path, form()) or [_EXAMPLE]
    raise click.UsageError(words("explain.no_cell", path=path, near=", ".join(near)))


def _fits(asked: str, path: str) -> bool:
    """Tell whether a cell is asked for: by its path, or by that of its row, as ``check`` names whole rows."""
    return path == asked or path.startswith(asked.removesuffix(".*") + ".")


def _chosen(report: Report, asked: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Give the cells that are asked for; of a row or table only those of the report's own edition, if it has any."""
    own = [cell.path for cell in report.cells()]
    found = [one for path in asked for one in own if _fits(path, one)]
    yield from found or [one for path in asked for one in known if _fits(path, one)]
