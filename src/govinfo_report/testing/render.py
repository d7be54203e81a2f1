"""Writes a truth down the way real copies look, one function a layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from govinfo_report.errors import ArgumentError
from govinfo_report.form_grid import Box, GridRow
from govinfo_report.model import Report, Span
from govinfo_report.testing.copy import Copy, Damage, Held
from govinfo_report.testing.ink import is_inked, read_ink
from govinfo_report.testing.lined_up import lined_up
from govinfo_report.testing.sheet import Sheet, sheet_of
from govinfo_report.testing.truth import Truth, truth_of

_PARAGRAPH = "\n\n"
FEWEST_COLUMNS = 5
"""The narrowest table whose columns a page's reading order by blocks tears apart."""
SHORTEST_GROUPED = 5
"""Characters of the shortest number that may hold a comma: 1,000."""
RULE = "------"
"""What converters draw between a heading and what stands below it."""


def render(report: Truth | Report, layout: str | Mapping[str, str]) -> Copy:
    """Write a report as text.

    Args:
        report: what to write; of a ``Report``, what its cells print.
        layout: one of ``LAYOUTS``, or table to one of them.

    Returns:
        The copy, a ``str`` that knows its truth; its lines end in a line feed alone.

    Raises:
        ArgumentError: there is no such layout, or the report names no office or year or has no tables.
    """
    truth = truth_of(report) if isinstance(report, Report) else report
    layouts = dict.fromkeys(truth.editions, layout) if isinstance(layout, str) else dict(layout)
    for found in (
        (layout,) if isinstance(layout, str) else (layouts.get(name) for name in truth.editions)
    ):
        if found not in LAYOUTS:
            raise ArgumentError("layout", f"expected one of {', '.join(LAYOUTS)}; found {found!r}")
    return write(sheet_of(truth), layouts)


def write(sheet: Sheet, layouts: Mapping[str, str], damages: tuple[Damage, ...] = ()) -> Copy:
    """Write a sheet, each table in a layout of its own.

    Args:
        sheet: the sheet.
        layouts: table to one of ``LAYOUTS``.
        damages: what was done to it.
    """
    truth = sheet.truth
    parts = list(sheet.head)
    for section in truth.form.sections.values():
        parts.append(sheet.headings[section.id])
        parts += [sheet.texts[section.id]] if sheet.texts[section.id] else []
        if section.id in truth.editions:
            parts.append(LAYOUTS[layouts[section.id]](list(sheet.tables[section.id])))
    parts += sheet.foot
    joints = {JOINTS.get(layouts[name], _PARAGRAPH) for name in truth.editions}
    joint = joints.pop() if len(joints) == 1 else _PARAGRAPH
    text, spans = read_ink(joint.join(parts) + "\n", sheet.ink)
    copy = Copy(text)
    copy.truth, copy.sheet, copy.layouts, copy.damages = truth, sheet, layouts, damages
    copy.held, copy.origin = _held(sheet, text, spans), truth
    return copy


def _held(sheet: Sheet, text: str, spans: Mapping[str, list[Span]]) -> dict[str, Held]:
    """Give path to what a text holds of each cell."""
    boxes = (box for rows in sheet.tables.values() for row in rows for box in row.boxes)
    empty = {box.paths[0] for box in boxes if box.paths and not box.text}
    held = {}
    for path in sheet.truth.cells:
        parts = tuple(spans.get(path, ()))
        if parts:
            held[path] = Held("printed", "".join(text[start:end] for start, end in parts), parts)
        else:
            held[path] = Held("empty" if path in empty else "gone")
    return held


def _tab_separated(rows: list[GridRow]) -> str:
    """One row a line; a merged cell prints its text first and then nothing; narrow headings wrap at a space."""
    return "\n".join("\t".join(_columns(row, " ".join)) for row in rows)


def _row_per_cell(rows: list[GridRow]) -> str:
    """One cell a line behind a tab, an empty line behind each row; narrow headings wrap inside their cell."""
    lines = []
    for row in rows:
        cells = ("\n".join(_pieces(box)) for box in row.boxes)
        lines.append("\t" + "\n\t".join(cells) + "\n")
    return "\n".join(lines)


def _flattened_header(rows: list[GridRow]) -> str:
    """One row a line, but headings are broken over lines and a rule stands below the first of them."""
    lines: list[str] = []
    for is_heading, group in groupby(rows, key=lambda row: row.is_heading):
        if is_heading:
            lines += _broken_heading(list(group))
        else:
            lines += ["\t".join(_columns(row, "".join)) for row in group]
    return "\n".join(lines)


def _run_together(rows: list[GridRow]) -> str:
    """Nothing between cells and rows at all; the numbers of labels stay: 属于国家秘密00000002.其他法律."""
    return "".join(box.text for row in rows for box in row.boxes)


def _pipe_table(rows: list[GridRow]) -> str:
    """A Markdown table with a rule below its first line; narrow headings wrap inside their cell."""
    lines = [f"| {' | '.join(_columns(row, '<br>'.join))} |".replace("  ", " ") for row in rows]
    width = sum(box.width for box in rows[0].boxes)
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _comma_separated(rows: list[GridRow]) -> str:
    """One row a line, a comma between two cells, quotes where a cell holds a line end, or may hold a comma."""
    return "\n".join(",".join(map(_quoted, _columns(row, "\n".join))) for row in rows)


def _quoted(text: str) -> str:
    # a number is in ink, which does not show its comma
    may_need = len(text) >= SHORTEST_GROUPED and is_inked(text)
    return f'"{text}"' if may_need or not {",", "\n"}.isdisjoint(text) else text


def _bare_cells(rows: list[GridRow]) -> str:
    """One cell a line; narrow headings wrap, and a covered cell is an empty line, as converters of Word leave them."""
    return "\n".join(piece for row in rows for box in row.boxes for piece in _pieces(box))


def _barred_cells(rows: list[GridRow]) -> str:
    """One cell a line with a bar behind it; covered cells are gone, and bars fill each row up to the widest one."""
    width = max(len(row.boxes) for row in rows)
    lines = []
    for row in rows:
        boxes = [box for box in row.boxes if box.text or box.paths]
        if len(boxes) == 1 and not (boxes[0].paths or any(map(str.isalpha, boxes[0].text))):
            # the number of a page stands in no cell
            lines.append(boxes[0].text)
            continue
        lines += [" ".join([*_pieces(box), "|"]).lstrip() for box in boxes]
        lines += ["|" * (width - len(boxes))] if len(boxes) < width else []
    return "\n".join(lines)


def _column_blocks(rows: list[GridRow]) -> str:
    """The labels of a wide table, then each of its columns as a block of lines; a narrow table a cell a line."""
    numbers = [[box.text for box in row.boxes if box.paths] for row in rows]
    numbers = [row for row in numbers if row]
    width = max((len(row) for row in numbers), default=0)
    if width < FEWEST_COLUMNS or len(numbers) < 2:
        return _bare_cells(rows)
    words = [piece for row in rows for box in row.boxes if not box.paths for piece in _pieces(box)]
    columns = (
        "\n".join(row[at] for row in numbers if at < len(row) and row[at]) for at in range(width)
    )
    return "\n\n".join(["\n".join(filter(None, words)), *filter(None, columns)])


LAYOUTS: Mapping[str, Callable[[list[GridRow]], str]] = {
    "tab_separated": _tab_separated,
    "row_per_cell": _row_per_cell,
    "flattened_header": _flattened_header,
    "run_together": _run_together,
    "space_aligned": lined_up,
    "pipe_table": _pipe_table,
    "bare_cells": _bare_cells,
    "barred_cells": _barred_cells,
    "column_blocks": _column_blocks,
    "comma_separated": _comma_separated,
}
"""Layout to what writes a printed grid in it."""

SEPARATED = tuple(name for name in LAYOUTS if name not in ("run_together", "column_blocks"))
"""The layouts in which each number stands apart and beside its label, so that an undamaged copy leaves one reading."""

BY_LINES = frozenset(["bare_cells"])
"""The layouts in which a line end inside a number is the one between two cells."""

JOINTS: Mapping[str, str] = {"run_together": ""}
"""Layout to what stands between paragraphs, headings and tables where that is no empty line."""


def _columns(row: GridRow, join: Callable[[list[str]], str]) -> Iterator[str]:
    for box in row.boxes:
        yield join(_pieces(box))
        yield from [""] * (box.width - 1)


def _pieces(box: Box) -> list[str]:
    """Break the words of a narrow heading as a narrow column does: 结果 | 维持, 社会 | 公益 | 组织."""
    size = 2 if len(box.text) <= 6 else -(-len(box.text) // 2)
    if not box.narrow or len(box.text) <= size:
        return [box.text]
    return [box.text[at : at + size] for at in range(0, len(box.text), size)]


def _broken_heading(rows: list[GridRow]) -> list[str]:
    """Write the lines of a heading.

    A row of wide cells is one short line with a rule and an empty line below it. Of a narrow cell that reaches over two
    rows only the first piece is left, as in the copies met.
    """
    lines = []
    for row in rows:
        if all(box.height == 1 and not box.narrow for box in row.boxes) and len(row.boxes) > 1:
            words = [box.text for box in row.boxes]
            lines += ["\t".join(words), "\t".join(RULE for _ in words), ""]
            continue
        depth = max(len(_pieces(box)) for box in row.boxes if box.height == 1)
        for at in range(depth):
            pieces = [_pieces(box) for box in row.boxes]
            cells = [
                [piece[at] if at < len(piece) and (box.height == 1 or not at) else ""]
                + [""] * (box.width - 1)
                for box, piece in zip(row.boxes, pieces, strict=True)
            ]
            lines.append("\t".join(cell for group in cells for cell in group))
    return lines
