"""Labels wrapped over the lines around their numbers, as narrow columns of a page leave them.

::

    2.其他  |  0  |  4  |  3
    法律行
    政法规
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from govinfo_report.layouts.found_rows import FoundRow
from govinfo_report.layouts.pieces import LONGEST, MOST_PIECES, Cell, LabelFinder, Piece, text_of

_WORD = re.compile(r"\S+")
# Lines above its numbers that a label is looked for in: the longest one, eight characters a line, takes five.
MOST_ABOVE = 8
# Words of a cell that are tried as the front of another cell: （六） | 其他处 | 1.申请 | 人无正.
MOST_FRONT = 8
# Columns that one label runs across: the three of the stub.
MOST_ACROSS = 3


def complete_labels(found: Sequence[FoundRow], finder: LabelFinder) -> list[FoundRow]:
    """Put the labels of rows together that are wrapped over the lines around them.

    A piece is taken only where it makes the words in front of the numbers a label that they are not alone, or a
    longer one.

    Args:
        found: the lines of a table, from top to bottom; their cells are changed.
        finder: finds labels in pieces.

    Returns:
        The lines without those that were used up.
    """
    kept: list[FoundRow] = []
    at = 0
    while at < len(found):
        row = found[at]
        at += 1
        label = row.label_at()
        if label is None:
            kept.append(row)
            continue
        below = at
        while below < min(len(found), at + MOST_PIECES) and _holds_words(found[below]):
            below += 1
        after = found[below] if below < len(found) else None
        used = _complete(row, label, found[at:below], after, finder)
        label = row.label_at() or 0
        known = used or finder.is_label(text_of(row.cells[label]))
        if not known and not _complete_across(row, label, finder):
            _complete_above(row, kept, finder)
        kept.append(row)
        at += used
    return kept


def _holds_words(row: FoundRow) -> bool:
    """Tell whether a line shows words and no number; an empty one may be a row of the form left empty."""
    return not row.has_values and any(row.texts())


def _complete(
    row: FoundRow,
    label: int,
    below: Sequence[FoundRow],
    after: FoundRow | None,
    finder: LabelFinder,
) -> int:
    """Complete a label by the lines below it.

    Returns:
        How many of the lines are used up.
    """
    cell = row.cells[label]
    lasts = [_last(line) for line in below]
    count = finder.longest([text_of(last) for last in lasts], text_of(cell))
    if count:
        row.cells[label] = sum(lasts[:count], cell)
        return count
    if len(text_of(cell)) > LONGEST or finder.is_label(text_of(cell)):
        return 0
    words = _words(cell)
    tails = [_words(last)[-1:] for last in lasts]
    texts = ["".join(word.text for word in tail) for tail in tails]
    for first in range(1 if len(words) > 1 else 0, min(len(words), MOST_FRONT + 1)):
        # two columns in one cell: （四） 1.本机 | 无法 关不掌 | 提供 握相关
        head = "".join(word.text for word in words[first:])
        count = finder.longest(texts, head)
        if count or (first and finder.is_label(head)):
            front = [tuple(words[:first])] if first else []
            last = tuple(words[first:]) + tuple(word for tail in tails[:count] for word in tail)
            row.cells[label : label + 1] = [*front, last]
            row.at += len(front)
            return count
    if after is not None:
        _take_front(row, label, after, finder)
    return 0


def _take_front(row: FoundRow, label: int, after: FoundRow, finder: LabelFinder) -> None:
    """Take the rest of a label that a page break threw in front of the next row's: 开 | 3.危及“三安全一稳定”."""
    own = after.label_at()
    if own is None:
        return
    words = _words(after.cells[own])
    texts = [word.text for word in words[:MOST_FRONT]]
    count = finder.longest(texts[:-1], text_of(row.cells[label]))
    if count and finder.is_label("".join(word.text for word in words[count:])):
        row.cells[label] += tuple(words[:count])
        after.cells[own] = tuple(words[count:])


def _complete_across(row: FoundRow, label: int, finder: LabelFinder) -> bool:
    """Complete a label whose lines run across several columns: 一、本年 | 新收政府信 | 息公开申, below it 请数量."""
    for first in range(label - 1, max(-1, label - MOST_ACROSS), -1):
        cells = row.cells[first : label + 1]
        whole = tuple(
            piece
            for line in zip_longest(*cells)
            for piece in line
            if piece is not None and piece.text
        )
        if finder.is_whole(whole):
            row.cells[first : label + 1] = [whole]
            row.at -= label - first
            return True
    return False


def _complete_above(row: FoundRow, kept: list[FoundRow], finder: LabelFinder) -> None:
    """Complete a label by the lines above it; they are taken out of ``kept``."""
    label = row.label_at()
    if label is None:
        return
    cell = row.cells[label]
    for count in range(1, min(MOST_ABOVE, len(kept)) + 1):
        if kept[-count].has_values:
            return
        whole = sum((_last(line) for line in kept[-count:]), ()) + cell
        if finder.is_whole(whole):
            row.cells[label] = whole
            del kept[-count:]
            return


def _last(line: FoundRow) -> Cell:
    """Give the last words of a line."""
    return next((cell for cell in reversed(line.cells) if cell[0].text), line.cells[-1])


def _words(cell: Cell) -> list[Piece]:
    """Cut the pieces of a cell at their spaces."""
    return [
        Piece(found[0], piece.start + found.start())
        for piece in cell
        for found in _WORD.finditer(piece.text)
    ]
