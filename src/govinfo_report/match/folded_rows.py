"""Rows of drawn tables that are folded over several lines, undone: the lines between two rules are one row.

::

    +------+-----+----+
    | 一、 | 621 | 88 |          | 一、本年新收 | 621 | 88 |
    | 本年 |     |    |    is
    | 新收 |     |    |
    +------+-----+----+
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby

_RULE = re.compile(r"[ \t]*[+├┼┌└╞|][-=─━═:+┼┬┴┤┐┘╪╡├|]{3,}[ \t]*")
_BAR = re.compile(r"[|│┃]")
_MANY_RULES = 4


def unfold(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Put the lines of each folded row together, column by column.

    Args:
        text: the copy.
        offsets: for each of its characters where it stood.

    Returns:
        The text and its offsets; the same where no table is drawn with a rule below each row.
    """
    lines = list(_lines(text))
    rules = [_RULE.fullmatch(text, *line) is not None for line in lines]
    if sum(rules) < _MANY_RULES:
        return text, offsets
    pieces: list[str] = []
    places = array("l")
    for is_rule, group in groupby(range(len(lines)), key=rules.__getitem__):
        block = [lines[at] for at in group]
        whole = [] if is_rule else _whole(text, block)
        if not whole:
            whole = [(start, end, "\n") for start, end in block]
        for start, end, mark in whole:
            pieces += (text[start:end], mark)
            places.extend(offsets[start:end])
            places.extend([offsets[min(end, len(text) - 1)]] * len(mark))
    return "".join(pieces), places


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _whole(text: str, block: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Give the pieces of one row, each with the mark behind it; none where the lines are no folded row."""
    rows = [[found.start() for found in _BAR.finditer(text, *line)] for line in block]
    counts = {len(bars) for bars in rows}
    if len(block) < 2 or len(counts) > 1 or min(counts) < 3:
        return []
    pieces: list[tuple[int, int, str]] = []
    for column in range(len(rows[0]) - 1):
        pieces.append((rows[0][column], rows[0][column] + 1, ""))
        for bars in rows:
            cell = text[bars[column] + 1 : bars[column + 1]]
            bare = cell.strip(" \xa0")
            if bare:
                start = bars[column] + 1 + cell.index(bare)
                # a number goes on below where it fills its column; else two in one cell are two
                is_full = len(bare) >= len(cell) - 2
                mark = " " if bare[-1].isdigit() and not is_full else ""
                pieces.append((start, start + len(bare), mark))
    last = rows[0][-1]
    return [*pieces, (last, last + 1, "\n")]
