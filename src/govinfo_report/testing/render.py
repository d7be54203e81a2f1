"""Writes a truth down the way real copies look, one function a layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from govinfo_report.model import Report
from govinfo_report.testing.grid import Box, GridRow, grid_of
from govinfo_report.testing.truth import Truth, truth_of

RULE = "------"
"""What converters draw between a heading and what stands below it."""


def render(report: Truth | Report, layout: str) -> str:
    """Write a report as text in one of the layouts.

    Args:
        report: what to write; of a ``Report``, what its cells print.
        layout: one of ``LAYOUTS``.

    Returns:
        The copy; its lines end in a line feed alone.

    Raises:
        ValueError: there is no such layout, or the report names no office or year or has no tables.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"layout: expected one of {', '.join(LAYOUTS)}; found {layout!r}")
    truth = truth_of(report) if isinstance(report, Report) else report
    parts = [truth.title, _introduction(truth)]
    for section in truth.form.sections.values():
        parts.append(section.heading)
        text = truth.sections.get(section.id, "")
        if text:
            parts.append(text)
        if section.id in truth.editions:
            parts.append(LAYOUTS[layout](grid_of(truth, section.id)))
    parts += [truth.organization, f"{truth.year + 1}年1月20日"]
    return "\n\n".join(parts) + "\n"


def _introduction(truth: Truth) -> str:
    return f"本报告由{truth.organization}编制，统计期限为{truth.year}年1月1日至12月31日。"


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


LAYOUTS: Mapping[str, Callable[[list[GridRow]], str]] = {
    "tab_separated": _tab_separated,
    "row_per_cell": _row_per_cell,
    "flattened_header": _flattened_header,
}
"""Layout to what writes a printed grid in it."""


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
