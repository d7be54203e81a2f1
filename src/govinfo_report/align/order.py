"""Reads a row by order: as many cells as the form has, each the next one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from govinfo_report.align.grid import Grid
from govinfo_report.grammar import ReadLine
from govinfo_report.labels import Figure, LabelledRow, Word, is_doubt, read_figure
from govinfo_report.labels.normal import normal
from govinfo_report.model import Cell, Number, State

# Cells of a row from which on one number of as many digits is all of them run together.
FEWEST_RUN = 7
_NUMBER_AND_WORDS = re.compile(r"\s*\d[\d,.]*\s+[^\W\d_]")
_KIND_STATES: dict[str, Any] = {"mark": "mark", "text": "unreadable"}


def ordered_window(
    row: LabelledRow, width: int, grid: Callable[[], Grid]
) -> tuple[int, int] | None:
    """Find the cells of a row that order alone gives to the form's cells.

    Args:
        row: the row.
        width: the cells that the form has.
        grid: gives the table's grid, looked at only where outer cells are empty.

    Returns:
        Indices in ``row.row.cells`` of the first cell and behind the last; None where order does not suffice.
    """
    if has_sign_behind(row, width) or is_repeated(row, width):
        return row.at, row.at + width
    if is_crowded(row):
        return None
    if not row.values and not row.row.by_room and row.kind and isinstance(row.kind[0], Word):
        first = grid().window_of_words(row, width)
        if first is not None:
            return first, first + width
    if row.values and len(row.values) == width:
        # 0 0 _ 0 | _ | … | 0 _: of an empty cell too many nobody knows which it is
        spare = None in row.values and len(row.row.cells) - row.after > width
        return None if spare and not grid().bears_out(row) else (row.at, row.at + width)
    is_joined = shows_join(row) or is_run(row, width)
    if len(row.values) < width and row.after < len(row.row.cells) and not is_joined:
        first = grid().window(row, width)
        if first is not None:
            return first, first + width
    return None


def is_sub_row(row: LabelledRow, width: int) -> bool:
    """Tell whether words that are no label make a row one of the office's own: 规章 | 其中：区级 | 3 | 1 | 27.

    One number short of the line they stand in the place of a number; 三 or ① beside as many numbers heads no row.
    """
    if len(row.values) == width:
        return bool(normal(row.row.cells[row.at - 1]))
    return len(row.values) + 1 != width


def may_begin_with_label(read: ReadLine, row: LabelledRow, first: int) -> bool:
    """Tell whether the first cell of a line may be its label's: both are empty, and only one of them is there.

    ``采购总金额 | | 347``, a heading and numbers whose label is gone, is 347 items or an amount of 347.
    """
    if not read.by_count:
        return False
    cells = row.row.cells
    has_label = first > 0 and not cells[first - 1].strip()
    # 规章 / 3 / 1 / 27: the cell with the label holds the numbers
    return first < len(cells) and not has_label and not cells[first].strip()


def has_sign_behind(row: LabelledRow, width: int) -> bool:
    """Tell whether only a sign that may stand for a number follows as many as the form has: 10 | 1 | 11 | ####."""
    numbers, behind = row.values[:width], row.values[width:]
    cells = row.row.cells[row.at + width : row.at + len(row.values)]
    return (
        any(map(is_doubt, cells))
        and all(isinstance(code, int | Decimal) for code in numbers)
        and not any(isinstance(code, int | Decimal) for code in behind)
    )


def is_repeated(row: LabelledRow, width: int) -> bool:
    """Tell whether a line's one number is printed for each column of a merged cell: 行政许可 | 213 | 213 | 213."""
    if width > 1 or len(row.values) < 2 or row.row.by_room or row.row.glued:
        return False
    return isinstance(row.values[0], int | Decimal) and len(set(row.values)) == 1


def is_crowded(row: LabelledRow) -> bool:
    """Tell whether a cell of a row holds two numbers, or a label stands among its numbers.

    Behind a number in one cell too: 行政处罚 | 905 行政强制 | 1203.
    """
    if row.at > row.after and any(map(_NUMBER_AND_WORDS.match, row.row.cells[row.after : row.at])):
        return True
    return any(
        isinstance(code, Word) or (isinstance(code, Figure) and code.kind == "several")
        for code in row.values
    )


def shows_join(row: LabelledRow) -> bool:
    """Tell whether some cell is 0 with more digits behind: two cells ran into one, and those behind moved.

    ``00 | | | 0 | | | `` is ``0 | 0 | | | 0 | | ``.
    """
    return any(
        cell[:1] == "0" and cell[1:2].isdecimal()
        for cell in map(str.strip, row.row.cells[row.after :])
    )


def is_run(row: LabelledRow, width: int) -> bool:
    """Tell whether one cell has digits enough for all, and no other has any: 200020000000000 in table 四."""
    if width < FEWEST_RUN or len(row.values) != 1:
        return False
    return len(row.row.cells[row.at].strip()) >= width


def ordered_cells(
    row: LabelledRow,
    first: int,
    paths: tuple[str, ...],
    money: Callable[[int], bool],
    units: Callable[[int], str | None],
    line_of: Callable[[int], int],
) -> list[Cell]:
    """Make the cells of a row, the next cell of the copy for each of the form.

    Args:
        row: the row.
        first: index in ``row.row.cells`` of the first cell.
        paths: the paths of the form's cells, in order.
        money: tells whether cell ``i`` of the row (from 0) holds an amount of money.
        units: gives the unit that the heading of cell ``i`` prints.
        line_of: gives the line of an offset.
    """
    texts = row.row.cells
    printed = row.row.all_printed()
    # what is known of the cells already; behind the last number all are empty
    codes = dict(enumerate(row.values, row.at))
    cells = []
    for at, path in enumerate(paths):
        index = first + at
        raw, parts = printed[index]
        code = codes.get(index)
        state: State = "printed"
        unit: str | None = None
        value: Number | None = code if isinstance(code, int | Decimal) else None
        if value is None:
            figure = read_figure(texts[index]) if raw else None
            low, high = figure.spans[0] if figure is not None else (0, 0)
            raw, parts = texts[index][low:high], row.row.slice(index, low, high)
            if figure is None:
                state = "blank"
            elif figure.kind == "number":
                value, unit = figure.numbers[0], figure.unit
            else:
                state = _KIND_STATES[figure.kind]
        if value is not None:
            value = Decimal(value) if money(at) else value
            unit = unit or units(at)
        cells.append(Cell(path, value, state, raw, parts, line_of(parts[0][0]), unit=unit))
    return cells


def printed_numbers(row: LabelledRow) -> list[tuple[Number, ...]]:
    """Give the numbers that a row prints, in order; a cell that holds several gives them one by one.

    Returns:
        For each number the values that it can be: itself, and for numbers parted only by a space in one cell also
        the number that they are together.
    """
    numbers: list[tuple[Number, ...]] = []
    for code in row.values:
        if isinstance(code, int | Decimal):
            numbers.append((code,))
        elif isinstance(code, Figure):
            joined = _joined(code)
            numbers += [(value, *joined) for value in code.numbers]
    return numbers


def by_order(numbers: Sequence[tuple[Number, ...]], width: int, at: int) -> tuple[Number, ...]:
    """Give the numbers that a cell can be when the numbers of its row keep their order.

    Args:
        numbers: for each number of the row the values that it can be.
        width: the cells that the form has.
        at: the cell, from 0.
    """
    spare = width - len(numbers)
    first, last = (at - spare, at) if spare >= 0 else (at, at - spare)
    found = numbers[max(0, first) : last + 1]
    return tuple(sorted({value for values in found for value in values}))


def _joined(figure: Figure) -> tuple[Number, ...]:
    digits = "".join(map(str, figure.numbers))
    return (int(digits),) if figure.kind == "several" and digits.isdecimal() else ()
