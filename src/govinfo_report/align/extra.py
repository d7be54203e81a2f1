"""Keeps rows of numbers that the form does not have."""

from __future__ import annotations

from collections.abc import Callable

from govinfo_report.labels import LabelledRow, read_figure
from govinfo_report.model import ExtraRow
from govinfo_report.model.row import SPACES


def extra_row(row: LabelledRow, table: str, code: str, line_of: Callable[[int], int]) -> ExtraRow:
    """Make an extra row of a row as found.

    Args:
        row: the row.
        table: the table it stands in.
        code: code of the finding that speaks of it.
        line_of: gives the line of an offset.
    """
    words = [cell.strip(SPACES) for cell in row.row.cells[: row.at]]
    label = next((word for word in reversed(words) if word), "")
    indices = range(row.at, row.at + len(row.values))
    figures = [read_figure(row.row.cells[index]) for index in indices]
    printed = [row.row.printed(index) for index in indices]
    return ExtraRow(
        table=table,
        label="".join(label.split()),
        values=tuple(
            figure.numbers[0] if figure is not None and figure.kind == "number" else None
            for figure in figures
        ),
        raw=tuple(raw for raw, _ in printed),
        parts=tuple(parts for _, parts in printed),
        line=line_of(row.row.hull()[0]),
        code=code,
    )
