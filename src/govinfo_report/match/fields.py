"""Lines cut at the marks that part their cells: which of the cells are empty."""

from __future__ import annotations

from collections.abc import Iterator

_MANY_FIELDS = 5
_NEARLY_ALL = 0.9


def marks_around(text: str) -> tuple[bool, bool]:
    """Tell whether nearly every line with a tab begins with one, and whether it ends with one: these part nothing."""
    lines = [line for line in text.split("\n") if "\t" in line and line.strip(" \t\xa0")]
    return (
        sum(line.startswith("\t") for line in lines) > _NEARLY_ALL * len(lines),
        sum(line.endswith("\t") for line in lines) > _NEARLY_ALL * len(lines),
    )


def empty_fields(line: str, mark: str, around: tuple[bool, ...]) -> Iterator[tuple[int, bool]]:
    """Give the empty cells of a line: where each stands in it, and whether the line shows other cells.

    Args:
        line: the line.
        mark: what parts its cells.
        around: whether a mark stands before every line, and behind it.
    """
    at = 0
    fields = line.split(mark)
    first, last = around
    filled = sum(1 for each in fields if each.strip(' \xa0"'))
    is_row = filled > 1 or (filled and len(fields) > (2 if mark == "|" else _MANY_FIELDS))
    for index, each in enumerate(fields):
        is_outside = (first and index == 0) or (last and index == len(fields) - 1)
        if not each.strip(' \xa0"') and not is_outside:
            if is_row:
                yield at, True
            elif "\xa0" in each:
                yield at, False
        at += len(each) + 1
