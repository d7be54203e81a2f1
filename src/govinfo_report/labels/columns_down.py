"""Puts lines together whose cells stand below one another, each beside the word of its column.

::

    行政复议 | 结果维持 | 1
    结果纠正 | 0
    其他结果 | 0
    尚未审结 | 0
    总计 | 1

is ``行政复议 | 1 | 0 | 0 | 0 | 1``. Each number has a label that names its column, and the first of them stands beside
the label of the line, or right below it; so may the others, and both may be in one cell (``行政复议：结果维持``). Only
rows that name every column, in the order of the form, are a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from govinfo_report.labels.lexicon import MEMO_CELL, TEXT, VALUES, Lexicon, Word
from govinfo_report.model.row import Row

if TYPE_CHECKING:
    from govinfo_report.labels.rows import LabelledRow

# what stands between a line and a column in one cell
_BETWEEN = ("：", ":")


@frozen
class _CellRow:
    """A row that prints one cell of a line: the words of the line beside it, and the word of the cell's column."""

    line: tuple[Word, ...]
    column: Word


def join_columns(rows: Sequence[LabelledRow], lexicon: Lexicon) -> list[LabelledRow]:
    """Put lines together that stand column below column.

    Args:
        rows: the rows of a table, labels read.
        lexicon: the words of the table; ``orders`` has the columns of its lines.
    """
    found: list[LabelledRow] = []
    at = count = 0
    while at < len(rows):
        size = _line_size(rows, at, lexicon)
        if size:
            count += 1
            found.append(_joined(rows[at : at + size], lexicon))
        else:
            found.append(rows[at])
        at += size or 1
    # 复议后起诉 alone above such rows may be the last of three headings: 结果维持 | 110 is 1, 1 and 0 below them
    return found if count > 1 else list(rows)


def _line_size(rows: Sequence[LabelledRow], first: int, lexicon: Lexicon) -> int:
    """Give how many rows from ``first`` on are one line; 0 where they are none."""
    top = rows[first]
    is_bare = bool(top.kind) and not top.values and _names_line(top.kind)
    begin = first + 1 if is_bare else first
    cell = _cell_row(rows[begin], lexicon) if begin < len(rows) else None
    if cell is None or not (is_bare or _names_line(cell.line)):
        return 0
    line = () if is_bare else cell.line
    for order in lexicon.orders:
        cells = [_cell_row(row, lexicon) for row in rows[begin : begin + len(order)]]
        if len(cells) == len(order) and all(
            cell is not None
            and name in cell.column.columns
            and (not cell.line or (not is_bare and cell.line[-1] is line[-1]))
            for cell, name in zip(cells, order, strict=True)
        ):
            return begin - first + len(order)
    return 0


def _names_line(shown: Sequence[object]) -> bool:
    """Tell whether words end in the label of a line, and none of them names a column."""
    words = [word for word in shown if isinstance(word, Word)]
    return (
        len(words) == len(shown) > 0
        and bool(words[-1].terminals)
        and not any(word.columns for word in words)
    )


def _cell_row(row: LabelledRow, lexicon: Lexicon) -> _CellRow | None:
    """Give what a row of one number says of its cell; None where it does not name its column."""
    if len(row.values) != 1:
        return None
    if VALUES in row.kind and TEXT not in row.kind:
        *line, column = [word for word in row.kind if isinstance(word, Word)]
        if column.columns and not any(word.columns for word in line):
            return _CellRow(tuple(line), column)
        return None
    text = row.row.cells[row.after - 1] if row.kind[0] is TEXT and row.after else ""
    for mark in _BETWEEN if len(text) <= MEMO_CELL else ():
        label, _, name = text.partition(mark)
        word, head = lexicon.word(label), lexicon.word(name)
        if word is not None and head is not None and head.columns and _names_line((word,)):
            return _CellRow((word,), head)
    return None


def _joined(rows: Sequence[LabelledRow], lexicon: Lexicon) -> LabelledRow:
    """Make one row of those that a line stands in: their labels, then their numbers."""
    line: tuple[Word, ...] = ()
    columns: list[Word] = []
    labels: list[tuple[LabelledRow, int]] = []
    numbers: list[tuple[LabelledRow, int]] = []
    for row in rows:
        cell = _cell_row(row, lexicon)
        if cell is None:
            line = tuple(word for word in row.kind if isinstance(word, Word))
        else:
            line = line or cell.line
            columns.append(cell.column)
            numbers.append((row, row.at))
        labels += [(row, at) for at in range(row.after)]
    places = labels + numbers
    whole = Row(
        [row.row.cells[at] for row, at in places],
        rows[0].row.spans(0)[0][0],
        parts=[row.row.spans(at) for row, at in places],
        glued=any(row.row.glued for row in rows),
    )
    return evolve(
        rows[0],
        row=whole,
        kind=(*line, *columns, VALUES),
        after=len(labels),
        at=len(labels),
        values=[row.values[0] for row, _ in numbers],
        plain=all(row.plain for row, _ in numbers),
    )
