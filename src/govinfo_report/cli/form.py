"""``govinfo-report form``: the data dictionary, one line for each cell of the form."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from typing import Any

import click
from attrs import asdict, fields, frozen
from rich import box
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.command import Command, LanguageOption, choice, width_option
from govinfo_report.cli.console import open_console
from govinfo_report.cli.wording import Words
from govinfo_report.form import official_form
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
        paths: list[str] = []
        for name in known:
            _merge(paths, known[name].shape.paths)
        for path in paths:
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


def _merge(paths: list[str], more: tuple[str, ...]) -> None:
    """Put the paths that are new behind the one they follow."""
    at = 0
    for path in more:
        if path in paths:
            at = paths.index(path) + 1
        else:
            paths.insert(at, path)
            at += 1


def form_command(words: Words) -> click.Command:
    """Build the command."""

    def form(edition: str | None, format: str, width: int | None) -> int:
        cells = form_cells(edition)
        if format == "table":
            console = open_console(width)
            for table in _iter_tables(cells, words):
                console.print(table)
            return 0
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        rows = map(_plain, cells)
        if format == "json":
            json.dump(list(rows), sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
        else:
            names = [field.name for field in fields(FormCell)]
            writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
            writer.writeheader()
            for row in rows:
                writer.writerow({**row, "groups": "/".join(row["groups"]), "editions": " ".join(row["editions"])})
        return 0

    return Command(
        "form",
        words=words,
        callback=form,
        help=words("help.form"),
        params=[
            click.Option(
                ["--edition"],
                type=click.Choice(list(official_form().editions)),
                help=words("option.edition"),
            ),
            choice(words, "--format", "table", "table", "csv", "json"),
            width_option(words),
            LanguageOption(words),
        ],
    )


def _plain(cell: FormCell) -> dict[str, Any]:
    return asdict(cell)


def _iter_tables(cells: list[FormCell], words: Words) -> Iterator[Table]:
    """Draw a table for each table of the form: a line with the label of each row, its cells below it."""
    table: Table | None = None
    heading = row = ""
    for cell in cells:
        if cell.table != heading:
            if table is not None:
                yield table
            heading = cell.table
            table = Table(
                box=box.SIMPLE_HEAD,
                title=Text(heading, "bold"),
                title_justify="left",
                pad_edge=False,
            )
            for name in ("path", "label", "unit", "editions"):
                table.add_column(words(f"form.{name}"), no_wrap=name == "path")
        assert table is not None
        name = cell.path.rpartition(".")[0]
        if name != row:
            row = name
            table.add_row(name, Text("／".join((*cell.groups, cell.row)), "bold"))
        table.add_row(cell.path, f"  {cell.column}", cell.unit, " ".join(cell.editions))
    if table is not None:
        yield table
