"""``govinfo-report form``: the data dictionary, one line for each cell of the form."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

import click
from attrs import asdict, fields, frozen
from rich.text import Text

from govinfo_report.cli.command import choice, make_command, width_option
from govinfo_report.cli.console import open_console
from govinfo_report.cli.drawing.wrapping import iter_listed, wrap
from govinfo_report.cli.output import open_stdout
from govinfo_report.cli.wording import Words
from govinfo_report.model import TableShape
from govinfo_report.official import official_form
from govinfo_report.pipeline import default_pipeline


@frozen
class FormCell:
    """A cell of the form.

    Attributes:
        path: ``table.row.column``.
        table: the heading of the table.
        groups: the labels of the groups that the row stands in, from the outmost.
        row: the label of the row.
        column: the label of the column.
        unit: what is counted; "" where the form leaves it open.
        editions: the editions that have the cell.
    """

    path: str
    table: str
    groups: tuple[str, ...]
    row: str
    column: str
    unit: str
    editions: tuple[str, ...]


def form_cells(edition: str | None = None) -> list[FormCell]:
    """Give the cells of the official form, in form order.

    Args:
        edition: only its cells, in its words; None for those of all editions, in the words of the newest.
    """
    form = official_form()
    cells: list[FormCell] = []
    for table in form.tables:
        known = default_pipeline().readers[table].editions
        for path in _merged([known[name].shape for name in known]):
            _, row, column = path.split(".")
            having = tuple(name for name in known if path in known[name].shape.index)
            if edition is not None and edition not in having:
                continue
            own = edition or having[-1]
            (line,) = [line for line in known[own].lines if row in line.rows]
            cells.append(
                FormCell(
                    path,
                    form.sections[table].heading,
                    tuple(form.wording(own, table, group) for group in line.groups[-2::-1]),
                    form.wording(own, table, row),
                    form.wording(own, table, column),
                    form.tables[table].columns[column].unit,
                    having,
                )
            )
    return cells


def _merged(shapes: list[TableShape]) -> Iterator[str]:
    """Give the paths of all shapes: a row that is new behind the one it follows, new columns behind the old ones."""
    rows: list[str] = []
    for shape in shapes:
        at = 0
        for row in shape.row_index:
            if row not in rows:
                rows.insert(at, row)
            at = rows.index(row) + 1
    for row in rows:
        paths = [shape.row_paths(row) for shape in shapes if row in shape.row_index]
        yield from dict.fromkeys(path for of_shape in paths for path in of_shape)


def form_command(words: Words) -> click.Command:
    """Build the command."""

    def form(edition: str | None, format: str, width: int | None) -> int:
        cells = form_cells(edition)
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
            names = [field.name for field in fields(FormCell)]
            writer = csv.DictWriter(file, names, lineterminator="\n")
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
        form,
        click.Option(
            ["--edition"],
            type=click.Choice(list(official_form().editions)),
            help=words("option.edition"),
        ),
        choice(words, "--format", "table", "table", "csv", "json"),
        width_option(words),
    )


def _plain(cell: FormCell) -> dict[str, Any]:
    return asdict(cell)


def _iter_lines(cells: list[FormCell], words: Words, width: int) -> Iterator[Text]:
    """List the cells under the label of their row, and the rows under the heading of their table."""
    yield Text(words("form.heads"), "dim")
    listed = [(cell.path, cell.column, cell.unit, " ".join(cell.editions)) for cell in cells]
    table = row = ""
    for cell, line in zip(cells, iter_listed(listed, width), strict=True):
        if cell.table != table:
            table = cell.table
            yield Text(f"\n{table}", "bold")
        name = "／".join((*cell.groups, cell.row))
        if name != row:
            row = name
            yield Text("\n" + "\n".join(wrap(name, width)))
        yield line
