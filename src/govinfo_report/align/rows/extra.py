"""Keeps rows of numbers that the form does not have, and tells which lines they put in doubt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal

from govinfo_report.grammar import ForeignRow, ReadLine
from govinfo_report.labels import LabelledRow, Word, read_figure
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
    label = next((raw for raw, _ in reversed(printed[: row.at]) if raw), "")
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
    found = extra_row(row, table, "numbers_before_label", line_of, count)
    return found if count_numbers(found.raw) else None


def lines_doubted_by(
    foreign: ForeignRow,
    lines: Sequence[ReadLine],
    rows: Sequence[LabelledRow],
    open_lines: Collection[int],
    line_of: Callable[[int], int],
) -> list[ReadLine]:
    """Give the lines whose cells a row without a label puts in doubt.

    They are the line above it, with another one that stands beside that, and the one right below where its label is
    lost or nothing but room parts cells; and where a line has lost its numbers, or may have, labels may have moved
    against numbers: then also every line between.

    Args:
        foreign: the row.
        lines: every line of the form, in order.
        rows: the labelled rows that they speak of.
        open_lines: lines that may have lost their numbers, by index.
        line_of: gives the line of an offset.
    """
    above = -1 if foreign.above is None else foreign.above
    empty = [
        at
        for at, read in enumerate(lines)
        if read.row is None or not rows[read.row].values or at in open_lines
    ]
    nearest = min(empty, key=lambda at: abs(at - above), default=above)
    first, last = max(min(nearest, above), 0), max(nearest, above)
    # 17 above 4 | 0 | 0, and no label at either: 174; lined up by spaces a label may stand beside the second line
    row = rows[foreign.row]
    # 2020 年,我单位…: no number goes on below behind words
    is_begun = bool(row.values) and isinstance(row.values[-1], int | Decimal)
    by_room = row.row.by_room and is_begun
    below = next((at for at in range(foreign.row + 1, len(rows)) if rows[at].values), None)
    # 行政处罚 | 3 | 行政强制 | 3 above 51 | 60
    beside = line_of(rows[foreign.row - 1].row.hull()[0]) if by_room and foreign.row else None
    torn = [
        read
        for read in lines
        if read.row is not None
        and (
            (read.by_count and read.row == foreign.row + 1)
            or (by_room and read.row == below)
            or (read.row == foreign.row - 2 and line_of(rows[read.row].row.hull()[0]) == beside)
        )
    ]
    doubted = {read.line: read for read in (*lines[first : last + 1], *torn)}
    return [doubted[line] for line in sorted(doubted)]
