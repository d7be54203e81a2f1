"""The tables of a report, drawn as the form draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.drawing.marks import Marks
from govinfo_report.cli.drawing.wrapping import wrap
from govinfo_report.evidence.marks import WIDEST
from govinfo_report.grammar import EditionTable
from govinfo_report.model import TableCells
from govinfo_report.official import Form

INDENT = 2

FITS = (
    (4, WIDEST, 60),
    (2, WIDEST, 42),
    (2, WIDEST, 32),
    (2, 8, 32),
    (2, 7, 32),
    (2, 6, 32),
    (2, 5, 0),
)
"""How table 三 may be drawn, best first: characters in a line of a heading, columns of a mark, columns that this
must leave for the labels. 60, 42 and 32 are a long label, the longest of the usual ones, and 一、本年新收…."""


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
    table = Table(box=box.SQUARE, show_header=False)
    table.add_column(no_wrap=True)
    for _ in range(most):
        table.add_column(justify="right", overflow="fold")
    first = drawing.form.tables["disclosure"].heads[0]
    for name, _, is_group, columns in drawing.iter_lines():
        if is_group:
            table.add_section()
            table.add_row(Text(drawing.words(name), "bold"))
            # 本年收费金额（单位：万元）: its unit goes below it
            heads = [Text(drawing.words(name).replace("（", "\n（"), "bold") for name in columns]
            table.add_row(Text(first, "bold"), *heads)
        else:
            table.add_row(drawing.words(name), *drawing.row(name))
    return table


def draw_requests(drawing: Drawing) -> RenderableType:
    """Draw table 三: a line for each row, groups on lines of their own, seven columns."""
    lines = list(drawing.iter_lines())
    names = [drawing.words(column) for column in drawing.known.shape.rows[0].columns]
    for head_size, widest, wanted in FITS:
        drawing.marks.writer.widest = widest
        rows = {name: drawing.row(name) for name, _, is_group, _ in lines if not is_group}
        heads = [_broken(name, head_size) for name in names]
        columns = zip(*rows.values(), strict=True)
        taken = sum(_widest(head, cells) + 3 for head, cells in zip(heads, columns, strict=True))
        room = drawing.width - taken - 4
        if room >= wanted:
            break
    drawing.marks.writer.widest = WIDEST
    table = Table(box=box.SQUARE, header_style="bold")
    table.add_column(overflow="fold")
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True, vertical="bottom")
    before = 0
    for name, depth, is_group, _ in lines:
        if depth == 0 and (before > 0 or is_group):
            table.add_section()
        before = depth
        indent = INDENT * depth
        label = Text("\n".join(wrap(drawing.words(name), max(room - indent, 8))))
        label.stylize("bold" if is_group else "")
        table.add_row(Padding(label, (0, 0, 0, indent)), *rows.get(name, ()))
    return table


def draw_review(drawing: Drawing) -> RenderableType:
    """Draw table 四: one line of fifteen under three groups; the groups below each other where it is too narrow."""
    rows = drawing.known.shape.rows
    heads = [_broken(drawing.words(column), 2) for column in rows[0].columns]
    cells = [drawing.row(row.id) for row in rows]
    widths = [
        [_widest(head, [cell]) for head, cell in zip(heads, group, strict=True)] for group in cells
    ]
    for padding in (1, 0):
        if sum(width + 2 * padding + 1 for group in widths for width in group) < drawing.width:
            return _review_line(drawing, heads, cells, widths, padding)
    table = Table(box=box.SQUARE, header_style="bold")
    table.add_column()
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    for row, group in zip(rows, cells, strict=True):
        table.add_row(drawing.words(row.id), *group)
    return table


def draw_statistics(drawing: Drawing) -> RenderableType:
    """Draw the statistics table: a line for each row with its unit, groups on lines of their own."""
    words = drawing.form.tables[drawing.known.shape.table]
    table = Table(box=box.SQUARE, header_style="bold")
    table.add_column(words.heads[0], overflow="fold")
    table.add_column(words.heads[1])
    for column in drawing.known.shape.rows[0].columns:
        table.add_column(drawing.words(column), justify="right", no_wrap=True)
    for name, depth, is_group, _ in drawing.iter_lines():
        label = Text(drawing.words(name), "bold" if is_group else "")
        unit, cells = ("", []) if is_group else (words.rows[name].unit, drawing.row(name))
        table.add_row(Padding(label, (0, 0, 0, INDENT * depth)), unit, *cells)
    return table


def _review_line(
    drawing: Drawing,
    heads: list[str],
    cells: list[list[Text]],
    widths: list[list[int]],
    padding: int,
) -> RenderableType:
    """Draw the three groups beside each other: each a column that holds two tables, of headings and of numbers."""
    table = Table(box=box.SQUARE, padding=0, header_style="bold", show_lines=True)
    # 行政诉讼 stands on the form over the last two groups
    (court,) = drawing.form.tables[drawing.known.shape.table].heads
    for number, row in enumerate(drawing.known.shape.rows):
        over = f"{court}\n" if number else ""
        table.add_column(over + drawing.words(row.id), justify="center", vertical="bottom")
    for line in ([[Text(head, "bold") for head in heads]] * len(cells), cells):
        inners = []
        for group, sizes in zip(line, widths, strict=True):
            inner = Table(box=box.SQUARE, show_edge=False, show_header=False, padding=(0, padding))
            for size in sizes:
                inner.add_column(justify="right", vertical="bottom", width=size, no_wrap=True)
            inner.add_row(*group)
            inners.append(inner)
        table.add_row(*inners)
    return table


def _widest(head: str, cells: Iterable[Text]) -> int:
    """Give the columns of the terminal that a column of a table takes."""
    return max(cell_len(words) for words in (*head.split("\n"), *(cell.plain for cell in cells)))


def _broken(words: str, size: int) -> str:
    """Break a heading into lines of ``size`` characters; one of three stays whole."""
    if len(words) <= 3:
        return words
    return "\n".join(words[at : at + size] for at in range(0, len(words), size))


DRAWERS = {
    "disclosure": draw_disclosure,
    "requests": draw_requests,
    "review": draw_review,
    "statistics": draw_statistics,
}


def draw_table(drawing: Drawing) -> RenderableType:
    """Draw a table under the heading of its section."""
    table = drawing.known.shape.table
    heading = drawing.form.sections[table].heading
    return Group(Text(heading, "bold"), DRAWERS[table](drawing))
