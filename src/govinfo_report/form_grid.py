"""The printed grid of a table: boxes that reach over columns and rows, before any layout flattens them.

What a grid looks like follows from the table's own structure. A table whose groups have columns of their own prints a
full-width line and headings for each group (表二); one whose lines stand in nested groups prints those in columns to
the left (表三); one whose line holds several rows prints the rows' names as headings (表四). One whose lines have one
number each prints their units in a column (统计表).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from attrs import define, evolve, frozen

from govinfo_report.grammar import EditionTable, Line, edition_table
from govinfo_report.official import Form, official_form

NO_UNIT = "——"
"""What the statistics table prints for the unit of a line that has no number."""


@frozen
class Box:
    """One cell of the printed grid.

    Attributes:
        text: what it prints; "" where it goes on from above.
        width: columns that it reaches over.
        height: rows that it reaches over.
        narrow: it is a heading in a narrow column, so its words wrap.
        paths: the cells of the form that it prints, one in an undamaged copy; none in headings and labels.
        label: the row of the form that it names.
    """

    text: str
    width: int = 1
    height: int = 1
    narrow: bool = False
    paths: tuple[str, ...] = ()
    label: str = ""

    def with_text(self, text: str) -> Box:
        """Give the box with another text (``evolve`` costs four times as much, and every number is written anew)."""
        return Box(text, self.width, self.height, self.narrow, self.paths, self.label)


@frozen
class GridRow:
    """One row of the printed grid; ``is_heading`` where it prints no numbers but headings."""

    boxes: tuple[Box, ...]
    is_heading: bool = False


@define
class Merged:
    """A cell of a printed table with its spans.

    Attributes:
        text: what it prints.
        column: its first column, from 0.
        width: columns that it covers.
        height: rows that it covers.
        paths: the cells of the form that it prints; none in headings and labels.
        is_heading: it stands in a row of headings.
    """

    text: str
    column: int
    width: int
    height: int = 1
    paths: tuple[str, ...] = ()
    is_heading: bool = False


def merged_rows(rows: Sequence[GridRow]) -> list[list[Merged]]:
    """Give the rows of a printed grid, each with the cells that begin in it.

    A box of a heading or label that prints nothing is the lower part of the one above it.
    """
    found: list[list[Merged]] = []
    above: dict[int, Merged] = {}
    for row in rows:
        cells: list[Merged] = []
        column = 0
        for box in row.boxes:
            covers = not box.text and not box.paths
            if covers and column in above and not above[column].paths:
                above[column].height += 1
            else:
                cell = Merged(box.text, column, box.width, 1, box.paths, row.is_heading)
                cells.append(cell)
                above[column] = cell
            column += box.width
        found.append(cells)
    return found


@cache
def printed_rows(table: str, edition: str) -> tuple[tuple[Merged, ...], ...]:
    """Give the rows of an empty table as an edition of the form prints it, each with the cells that begin in it.

    Args:
        table: the id of the table.
        edition: the edition.
    """
    form = official_form().of(table, edition)
    rows = merged_rows(grid_of(form, edition_table(form, form.editions[edition], table), {}))
    return tuple(tuple(row) for row in rows)


@frozen
class _Words:
    """A table of the form in an edition, and what its cells print."""

    form: Form
    table: EditionTable
    cells: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """Give the words of a row, group or column."""
        return self.form.wording(self.table.edition.id, self.table.shape.table, name)

    @property
    def heads(self) -> tuple[str, ...]:
        """The words of its headings that name no column."""
        return self.form.tables[self.table.shape.table].heads

    def label(self, line: Line) -> Box:
        """Give the box of a line's label."""
        return Box(self(line.rows[0]), label=line.rows[0])

    def boxes(self, line: Line) -> list[Box]:
        """Give the boxes of a line's cells."""
        paths = (path for row in line.rows for path in self.table.shape.row_paths(row))
        return [Box(self.cells.get(path, ""), paths=(path,)) for path in paths]


def grid_of(form: Form, table: EditionTable, cells: Mapping[str, str]) -> list[GridRow]:
    """Give the printed grid of a table.

    Args:
        form: has the words.
        table: the table in an edition of the form.
        cells: path to what the cell prints; one that is not there prints nothing.
    """
    words = _Words(form, table, cells)
    if any(len(line.rows) > 1 for line in table.lines):
        return _counts_grid(words)
    if all(row.unit for row in form.tables[table.shape.table].rows.values()):
        return _list_grid(words)
    if table.shape.table in table.edition.columns:
        return _stub_grid(words)
    return _block_grid(words)


def _widened(boxes: list[Box], width: int) -> tuple[Box, ...]:
    """Let the last box reach to the edge of the table."""
    last = boxes[-1]
    spare = width - sum(box.width for box in boxes)
    return (*boxes[:-1], evolve(last, width=last.width + spare))


def _block_grid(words: _Words) -> list[GridRow]:
    table = words.table
    width = 1 + max(len(table.columns(line)) for line in table.lines)
    corner = words.heads[0]
    rows: list[GridRow] = []
    block = None
    for line in table.lines:
        group = next(name for name in line.groups if name in table.edition.columns)
        if group != block:
            block = group
            heads = [Box(words(name), narrow=True) for name in table.columns(line)]
            rows.append(GridRow((Box(words(group), width),), True))
            rows.append(GridRow(_widened([Box(corner), *heads], width), True))
        label = words.label(line)
        rows.append(GridRow(_widened([label, *words.boxes(line)], width)))
    return rows


def _stub_grid(words: _Words) -> list[GridRow]:
    table = words.table
    depth = max(len(line.groups) for line in table.lines)
    note, spanner, inner = words.heads[:3]
    first, *middle, last = (Box(words(name), narrow=True) for name in table.columns(table.lines[0]))
    above = Box("", depth)
    rows = [
        GridRow((Box(note, depth, 3), Box(spanner, len(middle) + 2)), True),
        GridRow((above, _tall(first), Box(inner, len(middle)), _tall(last)), True),
        GridRow((above, Box(""), *middle, Box("")), True),
    ]
    seen: set[str] = set()
    for line in table.lines:
        # from the outmost group to the inmost; the last of ``groups`` is the table itself
        chain = line.groups[-2::-1]
        stubs = [Box("" if name in seen else words(name)) for name in chain]
        seen.update(chain)
        label = evolve(words.label(line), width=depth - len(chain))
        rows.append(GridRow((*stubs, label, *words.boxes(line))))
    return rows


def _list_grid(words: _Words) -> list[GridRow]:
    table = words.table
    units = words.form.tables[table.shape.table].rows
    columns = [Box(words(name)) for name in table.columns(table.lines[0])]
    rows = [GridRow((Box(words.heads[0]), Box(words.heads[1]), *columns), True)]
    seen: set[str] = set()
    for line in table.lines:
        for name in line.groups[-2::-1]:
            if name not in seen:
                seen.add(name)
                stroke = Box(NO_UNIT), *(Box("") for _ in columns)
                rows.append(GridRow((Box(words(name)), *stroke)))
        unit = Box(units[line.rows[0]].unit)
        rows.append(GridRow((words.label(line), unit, *words.boxes(line))))
    return rows


def _counts_grid(words: _Words) -> list[GridRow]:
    line = words.table.lines[0]
    columns = words.table.columns(line)
    heads = [Box(words(name), narrow=True) for name in columns]
    first, *others = (words(name) for name in line.rows)
    spanner = words.heads[0]
    width = len(columns)
    return [
        GridRow((Box(first, width), Box(spanner, width * len(others))), True),
        GridRow((*map(_tall, heads), *(Box(name, width) for name in others)), True),
        GridRow((*(Box("") for _ in heads), *(heads * len(others))), True),
        GridRow(tuple(words.boxes(line))),
    ]


def _tall(box: Box) -> Box:
    return Box(box.text, box.width, 2, box.narrow)
