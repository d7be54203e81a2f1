"""Cells of made-up copies whose digits the text holds and gives to no one cell: another truth would print the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from govinfo_report.form_grid import Box
from govinfo_report.testing import SEPARATED, Copy
from govinfo_report.testing.render import BY_LINES

# The layout whose columns nothing but blanks shows.
LINED_UP = "space_aligned"
_WORD = re.compile(r"\S+")


def left_open(copy: Copy) -> frozenset[str]:
    """Give the cells of lines that no other line's sums cross and whose numbers do not show whose they are.

    In a line of table 二 no sum binds the cells: two numbers for three cells, four for three, or one run of digits, and
    every cell has several readings; so has a number that is broken where a line end parts two cells, or into halves
    that are alike: 10 above 10 may be 10, printed again as merged cells are written out. A line of table 四 is bound
    by its groups' sums alone; only a layout that keeps all its numbers apart leaves it one reading. Where blanks line
    cells up, a line that prints its first cells only is what ``vanish_empty`` leaves of others, unless the table shows
    that empty cells kept their room; and it may be lined up by the width of its characters.

    Args:
        copy: the copy.

    Returns:
        Their paths.
    """
    found: set[str] = set()
    for name in copy.truth.editions:
        table = copy.truth.table(name)
        if any(each.table == name and each.along == "columns" for each in copy.truth.form.sums):
            continue
        layout = copy.layouts[name]
        lines = [
            [path for row in line.rows for path in table.shape.row_paths(row)]
            for line in table.lines
        ]
        printed = [_boxes_of(copy, name, paths) for paths in lines]
        is_loose = layout == LINED_UP and not _keeps_room(printed)
        is_loose = is_loose or (layout == LINED_UP and _fits_by_width(copy, name))
        for line, paths, boxes in zip(table.lines, lines, printed, strict=True):
            runs = layout not in SEPARATED and len(paths) > 1 and len(line.rows) == 1
            by_lines = layout in BY_LINES and any("\n" in box.text for box in boxes)
            is_short = is_loose and len(line.rows) == 1 and not all(box.text for box in boxes)
            apart = [box.paths for box in boxes] == [(path,) for path in paths]
            doubled = any(_is_doubled(copy.sheet.plain(box)) for box in boxes)
            is_again = doubled and len(line.rows) == 1
            if runs or by_lines or is_short or is_again or not apart:
                found |= set(paths)
    return frozenset(found)


def _is_doubled(text: str) -> bool:
    """Tell whether a cell prints a number in halves that are alike: 10 above 10."""
    pieces = text.split()
    return len(set(pieces)) == 1 < len(pieces) and len(pieces[0]) > 1


def _boxes_of(copy: Copy, name: str, paths: Sequence[str]) -> list[Box]:
    """Give the boxes of the first row that prints any of the cells."""
    for row in copy.sheet.tables[name]:
        boxes = [box for box in row.boxes if box.paths]
        if any(path in paths for box in boxes for path in box.paths):
            return boxes
    return []


def _keeps_room(printed: Sequence[Sequence[Box]]) -> bool:
    """Tell whether some line has an empty cell before a number, or prints none."""
    for boxes in printed:
        filled = [at for at, box in enumerate(boxes) if box.text]
        if boxes and filled != list(range(len(filled))):
            return True
        if boxes and not filled:
            return True
    return False


def _fits_by_width(copy: Copy, name: str) -> bool:
    """Tell whether each number of a table begins under a word of its heading, Chinese characters counted twice, too."""
    start = copy.text.find(next(row.boxes[0].text for row in copy.sheet.tables[name]))
    count = len(copy.sheet.tables[name])
    heads: set[int] = set()
    for words in list(_lines(copy.text[start:]))[: 2 * count]:
        numbers = {at for at, word in words if word[0].isdecimal()}
        if not numbers and len(words) > 1:
            heads = {at for at, _ in words}
        if not numbers <= heads:
            return False
    return True


def _lines(text: str) -> Iterator[list[tuple[int, str]]]:
    """Give the words of each line up to the first empty one, and the width of what stands before each."""
    for line in text.split("\n"):
        if not line.strip():
            return
        wide = [1 + (east_asian_width(letter) in "WF") for letter in line]
        yield [(sum(wide[: found.start()]), found[0]) for found in _WORD.finditer(line)]
