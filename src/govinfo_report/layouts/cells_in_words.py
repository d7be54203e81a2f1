"""Cells that print words where the form has a number, in tables whose cells follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from govinfo_report.labels import is_doubt
from govinfo_report.layouts.gaps import Gaps
from govinfo_report.layouts.pieces import MOST_PIECES, LabelFinder, Piece
from govinfo_report.layouts.worded_numbers import LONGEST

Run: TypeAlias = tuple[list[Piece], list[Piece]]
"""Texts, and the values behind them."""

FEWEST_CELLS = 5
"""Cells of a row from which on all rows of its table are of one width; those of table 二 have one, two or three."""
_LETTER = re.compile(r"[^\W\d_]")
# Pieces that a label is torn into beside words in place of a number.
_PIECES_OF_LABEL = 4


def with_cells_in_words(
    runs: Sequence[Run], width: int, finder: LabelFinder, gaps: Gaps
) -> Iterator[Run]:
    """Give words among numbers, and no label, to the row that they stand in: ``20 | 0 | 约若干 | 0 | 0 | 0 | 21``.

    Behind a number only a row that lacks a cell has one, or shows an empty one; and words that are long are no cell.

    Args:
        runs: the texts of a table and the values behind them, in order.
        width: how many values most rows have; 0 where no count is frequent.
        finder: finds labels in pieces.
        gaps: what the gaps of the table mean; signs alone are a cell where something stands between any two
            (``159 | #### | 1026``), or they stand for a number (``134``, ``…``).
    """
    may_be_words = width >= FEWEST_CELLS
    row: Run = [], []
    for run in runs:
        words, values = run
        is_short = may_be_words and 0 < len(row[1]) < width
        if row[1] and words:
            is_short |= _stands_for_number(words[0], row[1], finder, gaps)
        if is_short and _may_be_cell(words) and not _begins_label(words, finder):
            row[1].append(words[0]._replace(is_value=True))
            words = words[1:]
            if not words:
                row[1].extend(values)
                continue
        if row[0] or row[1]:
            yield row
        has_room = may_be_words and 0 < len(values) < width
        if (has_room or _ends_in_signs(words)) and _ends_in_words(words, finder):
            words, values = words[:-1], [words[-1]._replace(is_value=True), *values]
        row = list(words), list(values)
    if row[0] or row[1]:
        yield row


def _stands_for_number(
    word: Piece, values: Sequence[Piece], finder: LabelFinder, gaps: Gaps
) -> bool:
    """Tell whether a word behind numbers, which begins no label, stands in the place of one."""
    if finder.is_label.is_begun(word.text):
        return False
    are_signs = _is_signs(word) if gaps.printed else is_doubt(word.text)
    return are_signs or _shows_empty(values, gaps)


def _shows_empty(values: Sequence[Piece], gaps: Gaps) -> bool:
    """Tell whether a gap before some number of a row holds an empty cell; or the numbers have slipped by a line."""
    return not gaps.printed and any(gaps.empties(value.gap) for value in values)


def _may_be_cell(words: Sequence[Piece]) -> bool:
    return bool(words) and len(words[0].text) <= LONGEST


def _begins_label(words: Sequence[Piece], finder: LabelFinder) -> bool:
    return finder.longest([word.text for word in words[:MOST_PIECES]]) > 0


def _ends_in_words(words: Sequence[Piece], finder: LabelFinder) -> bool:
    """Tell whether words stand between a label and its numbers: 3.其他 | >5 | 0 | 0 | 0 | 0 | 0 | 6."""
    if len(words) < 2 or len(words[-1].text) > LONGEST:
        return False
    texts = [word.text for word in words[-_PIECES_OF_LABEL - 1 :]]
    heads = ["".join(texts[at:-1]) for at in range(len(texts) - 1)]
    return any(map(finder.is_label, heads)) and (
        _ends_in_signs(words) or not any(finder.is_label(head + texts[-1]) for head in (*heads, ""))
    )


def _ends_in_signs(words: Sequence[Piece]) -> bool:
    """Tell whether the last of several words has no letter, and so is no piece of a label: 规章 | … | 1, 规章 | >5."""
    return len(words) > 1 and _is_signs(words[-1])


def _is_signs(word: Piece) -> bool:
    return _LETTER.search(word.text) is None
