"""``govinfo-report show``: the three tables of a report, drawn in the terminal."""

from __future__ import annotations

import click

from govinfo_report.cli.command import make_command, width_option
from govinfo_report.cli.console import open_console
from govinfo_report.cli.drawing import draw_report
from govinfo_report.cli.inputs import STDIN, Inputs
from govinfo_report.cli.wording import Words


def show_command(words: Words) -> click.Command:
    """Build the command."""

    def show(file: str, width: int | None) -> int:
        inputs = Inputs((file,), words)
        console = open_console(width)
        for report in inputs:
            for piece in draw_report(report, words, console.width):
                console.print(piece)
        return 2 if inputs.unopened else 0

    return make_command(
        "show",
        words,
        show,
        click.Argument(["file"], default=STDIN, metavar="[FILE]", type=click.Path()),
        width_option(words),
    )
