"""Breaks Chinese and English text by the columns it takes in a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

_BREAK = re.compile(r"(?<=[ ，、。；：）”])(?![，、。；：）”])|(?=[（“])")
_NEVER_FIRST = "，、。；：）”"
GAP = 2
# Characters that are looked at together: a cell may hold a hundred thousand.
_STRETCH = 1_000


def wrap(text: str, width: int) -> list[str]:
    """Break ``text`` into lines of at most ``width`` columns.

    A line ends behind a space or a mark of punctuation where there is one in its second half, else behind any
    character; no line begins with a mark that belongs to the one before.
    """
    lines: list[str] = []
    left = ""
    for start in range(0, len(text), _STRETCH):
        left += text[start : start + _STRETCH]
        while cell_len(left) > width:
            longest = max(len(set_cell_size(left, width).rstrip(" ")), 2)
            ends = [longest] if left[longest] == " " else []
            ends += [found.start() for found in _BREAK.finditer(left, 0, longest + 1)]
            end = max((end for end in ends if longest // 2 < end <= longest), default=longest)
            if left[end] in _NEVER_FIRST:
                end -= 1
            elif end == longest and len(left) - end < 3:
                end -= 2  # 益 alone on a line is hard to read
            lines.append(left[:end].rstrip())
            left = left[end:].lstrip()
    return [*lines, left]


def iter_listed(rows: Sequence[tuple[str | Text, ...]], width: int) -> Iterator[Text]:
    """Give the lines of a list: columns beside each other, the last one wrapped.

    Args:
        rows: the cells of each row, as many in each.
        width: columns of the terminal.
    """
    cells = [[Text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    sizes = [max(cell.cell_len for cell in column) for column in zip(*cells, strict=True)][:-1]
    left = GAP + sum(size + GAP for size in sizes)
    for row in cells:
        line = Text(" " * GAP)
        for cell, size in zip(row, sizes, strict=False):
            line.append_text(cell).append(" " * (size - cell.cell_len + GAP))
        first, *more = wrap(row[-1].plain, max(width - left, 20))
        yield line.append(first, row[-1].style)
        for words in more:
            yield Text(" " * left + words, row[-1].style)
