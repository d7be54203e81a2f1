"""The printed grid of a table: boxes that reach over columns and rows, before any layout flattens them.

What a grid looks like follows from the table's own structure. A table whose groups have columns of their own prints a
full-width line and headings for each group (表二); one whose lines stand in nested groups prints those in columns to
the left (表三); one whose line holds several rows prints the rows' names as headings (表四). One whose lines have one
number each prints their units in a column (统计表).
"""

from __future__ import annotations

from attrs import evolve, frozen

from govinfo_report.grammar import EditionTable, Line
from govinfo_report.testing.truth import Truth

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


def grid_of(truth: Truth, name: str) -> list[GridRow]:
    """Give the printed grid of the table ``name``."""
    table = truth.table(name)
    if any(len(line.rows) > 1 for line in table.lines):
        return _counts_grid(truth, table)
    if all(row.unit for row in truth.form.tables[name].rows.values()):
        return _list_grid(truth, table)
    if name in table.edition.columns:
        return _stub_grid(truth, table)
    return _block_grid(truth, table)


def _words(truth: Truth, table: EditionTable, name: str) -> str:
    return truth.form.wording(table.edition.id, table.shape.table, name)


def _label(truth: Truth, table: EditionTable, line: Line) -> Box:
    return Box(_words(truth, table, line.rows[0]), label=line.rows[0])


def _cells(truth: Truth, table: EditionTable, line: Line) -> list[Box]:
    paths = (path for row in line.rows for path in table.shape.row_paths(row))
    return [Box(truth.cells[path], paths=(path,)) for path in paths]


def _widened(boxes: list[Box], width: int) -> tuple[Box, ...]:
    """Let the last box reach to the edge of the table."""
    last = boxes[-1]
    spare = width - sum(box.width for box in boxes)
    return (*boxes[:-1], evolve(last, width=last.width + spare))


def _block_grid(truth: Truth, table: EditionTable) -> list[GridRow]:
    width = 1 + max(len(table.columns(line)) for line in table.lines)
    corner = truth.form.tables[table.shape.table].heads[0]
    rows: list[GridRow] = []
    block = None
    for line in table.lines:
        group = next(name for name in line.groups if name in table.edition.columns)
        if group != block:
            block = group
            heads = [Box(_words(truth, table, name), narrow=True) for name in table.columns(line)]
            rows.append(GridRow((Box(_words(truth, table, group), width),), True))
            rows.append(GridRow(_widened([Box(corner), *heads], width), True))
        label = _label(truth, table, line)
        rows.append(GridRow(_widened([label, *_cells(truth, table, line)], width)))
    return rows


def _stub_grid(truth: Truth, table: EditionTable) -> list[GridRow]:
    depth = max(len(line.groups) for line in table.lines)
    note, spanner, inner = truth.form.tables[table.shape.table].heads[:3]
    first, *middle, last = (
        Box(_words(truth, table, name), narrow=True) for name in table.columns(table.lines[0])
    )
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
        stubs = [Box("" if name in seen else _words(truth, table, name)) for name in chain]
        seen.update(chain)
        label = evolve(_label(truth, table, line), width=depth - len(chain))
        rows.append(GridRow((*stubs, label, *_cells(truth, table, line))))
    return rows


def _list_grid(truth: Truth, table: EditionTable) -> list[GridRow]:
    words = truth.form.tables[table.shape.table]
    columns = [Box(_words(truth, table, name)) for name in table.columns(table.lines[0])]
    rows = [GridRow((Box(words.heads[0]), Box(words.heads[1]), *columns), True)]
    seen: set[str] = set()
    for line in table.lines:
        for name in line.groups[-2::-1]:
            if name not in seen:
                seen.add(name)
                stroke = Box(NO_UNIT), *(Box("") for _ in columns)
                rows.append(GridRow((Box(_words(truth, table, name)), *stroke)))
        unit = Box(words.rows[line.rows[0]].unit)
        rows.append(GridRow((_label(truth, table, line), unit, *_cells(truth, table, line))))
    return rows


def _counts_grid(truth: Truth, table: EditionTable) -> list[GridRow]:
    line = table.lines[0]
    columns = table.columns(line)
    heads = [Box(_words(truth, table, name), narrow=True) for name in columns]
    first, *others = (_words(truth, table, name) for name in line.rows)
    spanner = truth.form.tables[table.shape.table].heads[0]
    width = len(columns)
    return [
        GridRow((Box(first, width), Box(spanner, width * len(others))), True),
        GridRow((*map(_tall, heads), *(Box(words, width) for words in others)), True),
        GridRow((*(Box("") for _ in heads), *(heads * len(others))), True),
        GridRow(tuple(_cells(truth, table, line))),
    ]


def _tall(box: Box) -> Box:
    return Box(box.text, box.width, 2, box.narrow)
