"""Keeps rows of numbers that the form does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from govinfo_report.labels import LabelledRow, Word, is_unit, read_figure
from govinfo_report.model import ExtraRow


def extra_row(
    row: LabelledRow,
    table: str,
    code: str,
    line_of: Callable[[int], int],
    count: int | None = None,
) -> ExtraRow:
    """Make an extra row of a row as found.

    Args:
        row: the row.
        table: the table it stands in.
        code: code of the finding that speaks of it.
        line_of: gives the line of an offset.
        count: how many cells from its first number on are kept; None for all of them.
    """
    printed = row.row.all_printed()
    words = [raw for raw, _ in printed[: row.at] if raw]
    # 申请总数 | 条 | 13: a unit is no label, where words stand before it
    label = next((raw for raw in reversed(words) if not is_unit(raw)), "".join(words[-1:]))
    numbers = printed[row.at : row.at + (len(row.values) if count is None else count)]
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


def count_numbers(raw: Iterable[str]) -> int:
    """Count the numbers that cells print; a mark is none, and one cell may hold several.

    Args:
        raw: the text of each cell.
    """
    figures = map(read_figure, raw)
    return sum(0 if figure is None else len(figure.numbers) for figure in figures)


def row_before_label(
    row: LabelledRow, table: str, line_of: Callable[[int], int]
) -> ExtraRow | None:
    """Make an extra row of the numbers that stand before the label of a row: 6 | 7 | 行政规范性文件 | 41 | 16 | 388.

    Args:
        row: the row, with numbers behind its label too.
        table: the table it stands in.
        line_of: gives the line of an offset.

    Returns:
        The extra row; None where there is no number before the label.
    """
    if row.at >= row.after:
        return None
    count = next((at for at, code in enumerate(row.values) if isinstance(code, Word)), 0)
    while count and row.values[count - 1] is None:
        count -= 1
    found = extra_row(row, table, "row_unplaced", line_of, count)
    return found if count_numbers(found.raw) else None
