"""``govinfo-report show``: the three tables of each report, drawn in the terminal."""

from __future__ import annotations

import click

from govinfo_report.cli.command import make_command, width_option
from govinfo_report.cli.console import open_console
from govinfo_report.cli.drawing import draw_report
from govinfo_report.cli.inputs import Inputs, files_argument
from govinfo_report.cli.wording import Words


def show_command(words: Words) -> click.Command:
    """Build the command."""

    def show(files: tuple[str, ...], width: int | None) -> int:
        inputs = Inputs(files, words)
        console = open_console(width)
        for number, report in enumerate(inputs):
            if number:
                console.print()
                console.rule(characters="═")
            for piece in draw_report(report, words, console.width):
                console.print(piece)
        return 2 if inputs.unopened else 0

    return make_command(
        "show",
        words,
        show,
        files_argument(),
        width_option(words),
    )
