"""The three tables of a report, drawn as the form draws them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.drawing.marks import Marks
from govinfo_report.form import Form
from govinfo_report.grammar import EditionTable
from govinfo_report.model import TableCells

INDENT = 2

ROOMY_LABEL = 60
"""Columns that a label of table 三 is given before the headings of its columns are written wide."""

_BREAKS = re.compile("(?<=[，、])|(?=（区)")

COURT = "行政诉讼"
"""Stands on the form over the last two groups of table 四."""


class Drawing:
    """One table of a report and what is needed to draw it.

    Args:
        form: gives the labels.
        known: the table as its edition has it.
        cells: what the copy says in it.
        marks: draws the cells.
        width: columns to draw in.
    """

    def __init__(
        self, form: Form, known: EditionTable, cells: TableCells, marks: Marks, width: int
    ) -> None:
        self.form = form
        self.known = known
        self.cells = cells
        self.marks = marks
        self.width = width

    def words(self, name: str) -> str:
        """Give the words of a row, group or column."""
        return self.form.wording(self.known.edition.id, self.known.shape.table, name)

    def row(self, name: str) -> list[Text]:
        """Give the cells of a row, drawn."""
        paths = self.cells.shape.row_paths(name)
        return [self.marks.text(self.cells.cell(self.cells.shape.index[path])) for path in paths]

    def iter_lines(self) -> Iterator[tuple[str, int, bool, tuple[str, ...]]]:
        """Give group lines and rows in order: name, depth, whether it is a group, and its columns."""
        open_groups: list[str] = []
        for line in self.known.lines:
            groups = list(line.groups[-2::-1])  # from the outmost; the last is the table
            for depth, group in enumerate(groups):
                if open_groups[depth : depth + 1] != [group]:
                    yield group, depth, True, self.known.columns(line)
            open_groups = groups
            for row in line.rows:
                yield row, len(groups), False, self.known.columns(line)


def draw_disclosure(drawing: Drawing) -> RenderableType:
    """Draw table 二: each block under its article and its own headings."""
    most = max(len(row.columns) for row in drawing.known.shape.rows)
    table = Table(box=box.SQUARE, show_header=False, title_justify="left")
    table.add_column(no_wrap=True)
    for _ in range(most):
        table.add_column(justify="right", overflow="fold")
    first = drawing.form.tables["disclosure"].heads[0]
    for name, _, is_group, columns in drawing.iter_lines():
        if is_group:
            table.add_section()
            table.add_row(Text(drawing.words(name), "bold"))
            heads = [Text(drawing.words(column), "bold") for column in columns]
            table.add_row(Text(first, "bold"), *heads)
        else:
            table.add_row(drawing.words(name), *drawing.row(name))
    return table


def draw_requests(drawing: Drawing) -> RenderableType:
    """Draw table 三: a line for each row, groups on lines of their own, seven columns."""
    lines = list(drawing.iter_lines())
    rows = {name: drawing.row(name) for name, _, is_group, _ in lines if not is_group}
    heads = [drawing.words(column) for column in drawing.known.shape.rows[0].columns]
    for size in (4, 2):
        columns = [_broken(head, size) for head in heads]
        widths = [_widest(head, column) for head, column in zip(columns, zip(*rows.values(), strict=True), strict=True)]
        room = drawing.width - sum(width + 3 for width in widths) - 4
        if room >= ROOMY_LABEL:
            break
    table = Table(box=box.SQUARE, header_style="bold")
    table.add_column(overflow="fold")
    for head in columns:
        table.add_column(head, justify="right", no_wrap=True, vertical="bottom")
    before = 0
    for name, depth, is_group, _ in lines:
        if depth == 0 and (before > 0 or is_group):
            table.add_section()
        before = depth
        indent = INDENT * depth
        label = Text(_wrapped(drawing.words(name), room - indent), "bold" if is_group else "")
        table.add_row(Padding(label, (0, 0, 0, indent)), *rows.get(name, ()))
    return table


def draw_review(drawing: Drawing) -> RenderableType:
    """Draw table 四: one line of fifteen under three groups; the groups below each other where it is too narrow."""
    rows = drawing.known.shape.rows
    groups = [(row.id, row.columns, drawing.row(row.id)) for row in rows]
    for padding in (1, 0):
        table = Table(box=box.SQUARE, padding=0, header_style="bold")
        inners: list[RenderableType] = []
        width = 1
        for name, columns, cells in groups:
            court = f"{COURT}\n" if inners else ""
            table.add_column(court + drawing.words(name), justify="center", vertical="bottom")
            inner = Table(box=box.SQUARE, show_edge=False, padding=(0, padding), header_style="bold")
            for column, cell in zip(columns, cells, strict=True):
                head = _broken(drawing.words(column), 2)
                inner.add_column(head, justify="right", no_wrap=True)
                width += _widest(head, [cell]) + 2 * padding + 1
            inner.add_row(*cells)
            inners.append(inner)
        table.add_row(*inners)
        if width <= drawing.width:
            return table
    table = Table(box=box.SQUARE, header_style="bold")
    table.add_column()
    for column in rows[0].columns:
        table.add_column(drawing.words(column), justify="right", no_wrap=True)
    for name, _, cells in groups:
        table.add_row(drawing.words(name), *cells)
    return table


def _widest(head: str, cells: Iterable[Text]) -> int:
    """Give the columns of the terminal that a column of a table takes."""
    return max(cell_len(words) for words in (*head.split("\n"), *(cell.plain for cell in cells)))


def _wrapped(label: str, width: int) -> str:
    """Break a label behind a comma or in front of a bracket, where it is wider than ``width``."""
    if cell_len(label) <= width:
        return label
    lines = [""]
    for piece in _BREAKS.split(label):
        if lines[-1] and cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(lines)


def _broken(words: str, size: int) -> str:
    """Break a heading into lines of ``size`` characters; one of three stays whole."""
    if len(words) <= 3:
        return words
    return "\n".join(words[at : at + size] for at in range(0, len(words), size))


DRAWERS = {
    "disclosure": draw_disclosure,
    "requests": draw_requests,
    "review": draw_review,
}


def draw_table(drawing: Drawing) -> RenderableType:
    """Draw a table under the heading of its section."""
    table = drawing.known.shape.table
    heading = drawing.form.sections[table].heading
    return Group(Text(heading, "bold"), DRAWERS[table](drawing))
