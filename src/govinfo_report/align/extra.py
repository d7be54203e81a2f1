"""Keeps rows of numbers that the form does not have."""

from __future__ import annotations

from collections.abc import Callable

from govinfo_report.labels import LabelledRow, read_figure
from govinfo_report.model import ExtraRow


def extra_row(row: LabelledRow, table: str, code: str, line_of: Callable[[int], int]) -> ExtraRow:
    """Make an extra row of a row as found.

    Args:
        row: the row.
        table: the table it stands in.
        code: code of the finding that speaks of it.
        line_of: gives the line of an offset.
    """
    printed = row.row.all_printed()
    label = next((raw for raw, _ in reversed(printed[: row.at]) if raw), "")
    numbers = printed[row.at : row.at + len(row.values)]
    figures = [read_figure(raw) for raw, _ in numbers]
    return ExtraRow(
        table=table,
        label="".join(label.split()),
        values=tuple(
            figure.numbers[0] if figure is not None and figure.kind == "number" else None
            for figure in figures
        ),
        raw=tuple(raw for raw, _ in numbers),
        parts=tuple(parts for _, parts in numbers),
        line=line_of(row.row.hull()[0]),
        code=code,
    )
