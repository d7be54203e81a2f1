"""Puts together labels that stand in several rows: cut by a page break, or wrapped beside their numbers.

::

    5.属于三类内	84	20	11	15	19	3	152
    - 3 -
                申请人情况
    部事务信息
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from govinfo_report.labels.figures import Figure
from govinfo_report.labels.lexicon import EMPTY, MEMO_CELL, TEXT, VALUES, Code, Lexicon, Word
from govinfo_report.model import Row, Span

if TYPE_CHECKING:
    from govinfo_report.labels.rows import LabelledRow

Reader: TypeAlias = "Callable[[Row, list[Code], Lexicon], LabelledRow]"
"""Reads a row; one of words that are no label gets an empty kind."""

Piece: TypeAlias = tuple[int, str, tuple[Span, ...]]
"""The part of a label that a row prints: its column, from 0, what it is, and where."""

# Rows that a label is wrapped into: the longest has 34 characters and its number, one a row.
MOST_PIECES = 40
# Cells of a row that can hold a piece: the stub, the fifteen numbers of table 四, and stray columns.
WIDEST = 40
# Rows between two pieces: a page number, empty lines, the four rows of a repeated heading.
FARTHEST = 8
# - 3 -, 第 3 页 共 8 页, or nothing but rules and dots: what is left without these.
_PAGE = re.compile(r"(?:第?\d{1,4}页?(?:共?\d{1,4}页?)?)?")
_RULES = re.compile(r"[\W_]+")
LONGEST_PAGE = 40


def join_wrapped(
    rows: Sequence[LabelledRow], loose: Sequence[int], lexicon: Lexicon, read: Reader
) -> list[LabelledRow]:
    """Put the pieces of labels together; a piece that stands alone is read where it can be one label's only.

    Args:
        rows: the rows of a table; those that are neither label nor number have an empty kind.
        loose: indices of the rows with words that are no label, in order.
        lexicon: the words of the table.
        read: reads a row that was put together.

    Returns:
        The rows, those put together as one; rows of words that are no label are left out.
    """
    found: list[LabelledRow | None] = list(rows)
    # 2.其他 is a label by itself, and the first piece of another one
    starts = {at for index in loose for at in (_neighbour(found, index, -1), index)}
    for start in sorted(at for at in starts if at is not None):
        chain = _chain(found, start, lexicon)
        pieces = [(at, row) for at in chain if (row := found[at]) is not None]
        if len(pieces) > 1:
            kept, base = next((piece for piece in pieces if piece[1].values), pieces[0])
            whole = _whole([row for _, row in pieces], base)
            for at in chain:
                found[at] = None
            found[kept] = read(whole, list(map(lexicon.memo.__getitem__, whole.cells)), lexicon)
    return _completed([row for row in found if row is not None and row.kind], lexicon)


def _chain(found: Sequence[LabelledRow | None], start: int, lexicon: Lexicon) -> list[int]:
    """Find the rows that a label is wrapped into, the most that make one.

    Returns:
        Their indices; ``start`` alone where its words are no first piece.
    """
    row = found[start]
    piece = _piece(row) if row is not None else None
    if row is None or piece is None or len(piece[1]) > MEMO_CELL:
        return [start]
    column, text, _ = piece
    has_values, is_word = bool(row.values), isinstance(lexicon.memo[text], Word)
    walked, best = [start], [start]
    while len(walked) < MOST_PIECES and ((may_go_on := lexicon.is_beginning(text)) or is_word):
        at = _neighbour(found, walked[-1], 1)
        row = found[at] if at is not None else None
        piece = _piece(row, column) if row is not None else None
        if at is None or row is None or piece is None or (has_values and row.values):
            break
        if is_word and isinstance(lexicon.memo[piece[1]], Word):
            break
        # ” closes a label that is whole
        if not may_go_on and any(map(str.isalnum, piece[1])):
            break
        text += piece[1]
        has_values = has_values or bool(row.values)
        walked.append(at)
        if len(text) > MEMO_CELL:
            break
        # 3.其他 with 处理 below it is not （六）其他处理
        word = lexicon.word(text) or (lexicon.memo[text] if len(walked) == 2 else None)
        if isinstance(word, Word) and lexicon.is_numbered_so(text, word):
            best = list(walked)
    return best


def _neighbour(found: Sequence[LabelledRow | None], index: int, step: int) -> int | None:
    """Find the next row up or down that is neither a page number nor empty nor a heading."""
    for at in range(index + step, index + step * (FARTHEST + 2), step):
        if not 0 <= at < len(found):
            return None
        row = found[at]
        if row is not None and not _comes_between(row):
            return at
    return None


def _comes_between(row: LabelledRow) -> bool:
    if not row.kind:
        return all(map(_is_page_number, row.row.cells))
    if row.kind[0] is EMPTY or row.kind == (1, 1):
        return True
    return all(isinstance(shown, Word) and (shown.columns or shown.is_head) for shown in row.kind)


def _is_page_number(cell: str) -> bool:
    return len(cell) <= LONGEST_PAGE and bool(_PAGE.fullmatch(_RULES.sub("", cell)))


def _piece(row: LabelledRow, column: int | None = None) -> Piece | None:
    """Give the words of a row in a column, else its last ones before the numbers."""
    if len(row.row.cells) > WIDEST:
        return None
    printed = row.row.all_printed()
    pieces = [
        (at, *cell)
        for at, cell in enumerate(printed[: row.at] if row.values else printed)
        if cell[0]
    ]
    own = (piece for piece in pieces if piece[0] == column)
    return next(own, pieces[-1] if pieces else None)


def _whole(parts: Sequence[LabelledRow], base: LabelledRow) -> Row:
    """Make one row of several: the numbers of one, and the pieces of all as its label."""
    first = _piece(parts[0])
    pieces = [_piece(row, first[0] if first else None) for row in parts]
    printed = base.row.all_printed()
    cells = [raw for raw, _ in printed]
    spans = [places for _, places in printed]
    own = _piece(base, first[0] if first else None)
    column = own[0] if own else 0
    cells[column] = "".join(piece[1] for piece in pieces if piece)
    spans[column] = tuple(place for piece in pieces if piece for place in piece[2])
    return Row(cells, spans[0][0][0], 0, spans)


def _completed(rows: list[LabelledRow], lexicon: Lexicon) -> list[LabelledRow]:
    """Read the words before the numbers of rows where they can be a piece of one label only.

    The end that such a label lacks may stand in front of the label below it: 禁止公 and, on the next page, 开3.危及….
    """
    lost = ""
    for index, row in enumerate(rows):
        if TEXT not in row.kind:
            lost = lost if _comes_between(row) else ""
            continue
        cells = row.row.cells
        codes = map(lexicon.memo.__getitem__, cells[: row.at])
        at = max(column for column, code in enumerate(codes) if isinstance(code, Figure))
        rest = _behind(cells[at], lost)
        word: Code = lexicon.memo[rest] if rest else None
        lost = ""
        if not isinstance(word, Word):
            word, lost = lexicon.cut_word(cells[at])
        if isinstance(word, Word):
            words = tuple(shown for shown in row.kind if isinstance(shown, Word))
            rows[index] = evolve(row, kind=(*words, word, VALUES), after=at + 1)
    return rows


def _behind(text: str, lost: str) -> str:
    """Give what stands behind the lost letters that a text begins with; nothing where it does not."""
    left = lost
    for at, character in enumerate(text[: 4 * MEMO_CELL] if lost else ""):
        if character.isalnum():
            if character != left[0]:
                break
            left = left[1:]
            if not left:
                return text[at + 1 :]
    return ""
