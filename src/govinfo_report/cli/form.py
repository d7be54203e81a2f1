"""``govinfo-report form``: the data dictionary, one line for each cell of the form."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

import click
from rich.text import Text

from govinfo_report.cli.command import choice, make_command, width_option
from govinfo_report.cli.console import open_console
from govinfo_report.cli.drawing.wrapping import iter_listed, wrap
from govinfo_report.cli.output import open_stdout
from govinfo_report.cli.wording import Words
from govinfo_report.form_view import FormCell, form

_COLUMNS = ("path", "table", "groups", "row", "column", "unit", "editions")
"""The columns of the data dictionary; all but the path are in the form's words."""


def form_command(words: Words) -> click.Command:
    """Build the command."""

    def run(edition: str | None, format: str, width: int | None) -> int:
        view = form()
        cells = list(view if edition is None else view.editions[edition])
        if format == "table":
            console = open_console(width)
            for line in _iter_lines(cells, words, console.width):
                console.print(line, soft_wrap=True)
            return 0
        file = open_stdout()
        rows = map(_plain, cells)
        if format == "json":
            json.dump(list(rows), file, ensure_ascii=False, indent=2)
            file.write("\n")
        else:
            writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
            writer.writeheader()
            for row in rows:
                writer.writerow(
                    {
                        **row,
                        "groups": "/".join(row["groups"]),
                        "editions": " ".join(row["editions"]),
                    }
                )
        return 0

    return make_command(
        "form",
        words,
        run,
        click.Option(
            ["--edition"],
            type=click.Choice(list(form().editions)),
            help=words("option.edition"),
        ),
        choice(words, "--format", "table", "table", "csv", "json"),
        width_option(words),
    )


def _plain(cell: FormCell) -> dict[str, Any]:
    """Give a cell by its path, in the form's words."""
    words = (cell.heading, cell.groups, cell.label, cell.column_label, cell.unit, cell.editions)
    return dict(zip(_COLUMNS, (cell.path, *words), strict=True))


def _iter_lines(cells: list[FormCell], words: Words, width: int) -> Iterator[Text]:
    """List the cells under the label of their row, and the rows under the heading of their table."""
    yield Text(words("form.heads"), "dim")
    listed = [(cell.path, cell.column_label, cell.unit, " ".join(cell.editions)) for cell in cells]
    table = row = ""
    for cell, line in zip(cells, iter_listed(listed, width), strict=True):
        if cell.heading != table:
            table = cell.heading
            yield Text(f"\n{table}", "bold")
        name = "／".join((*cell.groups, cell.label))
        if name != row:
            row = name
            yield Text("\n" + "\n".join(wrap(name, width)))
        yield line
