"""Makes copies up whose tables print two years in one, in every layout and format."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from html import escape

from attrs import evolve

import govinfo_report as gr
from govinfo_report.form_grid import Box, GridRow, grid_of, merged_rows
from govinfo_report.testing import LAYOUTS, Truth, generate

Rows = list[GridRow]
Years = tuple[str, str]

FORMATS = (*LAYOUTS, "html", "xlsx")
"""The layouts of texts, and formats that have tables of their own."""


def years_named(year: int) -> dict[str, Years]:
    """Give the ways to name two years, by whether this year comes first."""
    return {
        "last first": (f"{year - 1}年", f"{year}年"),
        "this first": (f"{year}年", f"{year - 1}年"),
        "in words": ("上年度", "本年度"),
        "bare": (str(year - 1), str(year)),
    }


def _first(row: GridRow) -> int | None:
    """Give the index of the first number of a row; None where it has none."""
    return next((at for at, box in enumerate(row.boxes) if box.paths), None)


def _labels(row: GridRow, name: str) -> int:
    """Give how many boxes of a heading stand above the labels."""
    return {"review": 0, "statistics": 2}.get(name, 1)


def beside(one: Rows, other: Rows, years: Years, name: str) -> Rows:
    """Put the columns of a year beside all those of the other."""
    rows: Rows = []
    for at, (row, more) in enumerate(zip(one, other, strict=True)):
        first = _first(row)
        if first is None and len(row.boxes) > 1:
            start = _labels(row, name)
            width = sum(box.width for box in row.boxes[start:])
            if not at or len(one[at - 1].boxes) == 1:
                above = (box.with_text("") for box in row.boxes[:start])
                rows.append(GridRow((*above, *(Box(year, width) for year in years)), True))
            rows.append(GridRow((*row.boxes, *more.boxes[start:]), True))
        else:
            rows.append(row if first is None else GridRow((*row.boxes, *more.boxes[first:])))
    return rows


def by_column(one: Rows, other: Rows, years: Years, name: str) -> Rows:
    """Put two years below each column."""
    rows: Rows = []
    for row, more in zip(one, other, strict=True):
        first = _first(row)
        if first is not None:
            pairs = zip(row.boxes[first:], more.boxes[first:], strict=True)
            numbers = (evolve(box, width=1) for pair in pairs for box in pair)
            rows.append(GridRow((*row.boxes[:first], *numbers)))
        elif len(row.boxes) == 1:
            rows.append(row)
        else:
            start = _labels(row, name)
            wide = (evolve(box, width=2 * box.width) for box in row.boxes[start:])
            rows.append(GridRow((*row.boxes[:start], *wide), True))
            above = (box.with_text("") for box in row.boxes[:start])
            count = sum(box.width for box in row.boxes[start:])
            rows.append(GridRow((*above, *([Box(years[0]), Box(years[1])] * count)), True))
    return rows


def stacked(one: Rows, other: Rows, years: Years, name: str) -> Rows:
    """Put a year below the other."""
    width = sum(box.width for box in one[0].boxes)
    titles = [GridRow((Box(year, width),), True) for year in years]
    return [titles[0], *one, titles[1], *other]


def by_line(one: Rows, other: Rows, years: Years, name: str) -> Rows:
    """Put two years beside each label."""
    rows: Rows = []
    for row, more in zip(one, other, strict=True):
        first = _first(row)
        if first is None:
            rows.append(row)
            continue
        labels = row.boxes[:first]
        rows.append(GridRow((*labels, Box(years[0]), *row.boxes[first:])))
        again = (box.with_text("") for box in labels)
        rows.append(GridRow((*again, Box(years[1]), *more.boxes[first:])))
    return rows


def in_cells(one: Rows, other: Rows, years: Years, name: str) -> Rows:
    """Put the numbers of both years into each cell: 上年度3，本年度5."""
    return [
        evolve(
            row,
            boxes=tuple(
                box.with_text(f"{years[0]}{box.text}，{years[1]}{last.text}") if box.paths else box
                for box, last in zip(row.boxes, more.boxes, strict=True)
            ),
        )
        for row, more in zip(one, other, strict=True)
    ]


SHAPES: Mapping[str, Callable[[Rows, Rows, Years, str], Rows]] = {
    "beside": beside,
    "by column": by_column,
    "stacked": stacked,
    "by line": by_line,
    "in cells": in_cells,
}
"""The shapes of comparisons."""


def comparison(
    seed: int, edition: str, shape: str, named: str, form: str
) -> tuple[Truth, gr.Report]:
    """Make a comparison of two years up, and read it.

    Args:
        seed: of its numbers.
        edition: the edition of both.
        shape: one of ``SHAPES``.
        named: one of the ways to name years.
        form: one of ``FORMATS``.

    Returns:
        What the office prints for this year, and the report.
    """
    this, last = (generate(each, edition) for each in (seed, seed + 1))
    both = (this, last) if named == "this first" else (last, this)
    years = years_named(this.year)[named]
    parts: list[str | Rows] = [this.title]
    for section in this.form.sections.values():
        parts += [section.heading, *filter(None, [this.sections.get(section.id)])]
        if section.id in this.editions:
            one, other = (grid_of(each.form, each.table(section.id), each.cells) for each in both)
            parts.append(SHAPES[shape](one, other, years, section.id))
    parts += [this.organization, f"{this.year + 1}年1月20日"]
    if form == "html":
        return this, gr.parse(_html(parts))
    if form == "xlsx":
        return this, gr.read(io.BytesIO(_xlsx(parts)))
    texts = (part if isinstance(part, str) else LAYOUTS[form](part) for part in parts)
    return this, gr.parse(("" if form == "run_together" else "\n\n").join(texts) + "\n")


def _html(parts: Sequence[str | Rows]) -> str:
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(f"<p>{escape(part)}</p>")
            continue
        rows = (
            "".join(
                f'<td colspan="{cell.width}" rowspan="{cell.height}">{escape(cell.text)}</td>'
                for cell in row
            )
            for row in merged_rows(part)
        )
        out.append(f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>")
    return f"<html><body>{''.join(out)}</body></html>"


def _xlsx(parts: Sequence[str | Rows]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for part in parts:
        if isinstance(part, str):
            sheet.append([part])
            continue
        for row in part:
            values: list[str | None] = []
            for box in row.boxes:
                values += [box.text or None, *[None] * (box.width - 1)]
            sheet.append(values)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
