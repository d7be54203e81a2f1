"""Puts together labels that stand in several rows: cut by a page break, or wrapped beside their numbers.

::

    5.属于三类内	84	20	11	15	19	3	152
    - 3 -
                申请人情况
    部事务信息
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, evolve, field

from govinfo_report.labels.figures import PAGE, Figure, is_doubt
from govinfo_report.labels.lexicon import (
    EMPTY,
    LONGEST_NOTED,
    MEMO_CELL,
    TEXT,
    VALUES,
    Code,
    Lexicon,
    Word,
)
from govinfo_report.model import Row
from govinfo_report.model.row import SPACES

if TYPE_CHECKING:
    from govinfo_report.labels.rows import Kind, LabelledRow

Reader: TypeAlias = "Callable[[Row, list[Code], Lexicon], LabelledRow]"
"""Reads a row; one of words that are no label gets an empty kind."""

Piece: TypeAlias = tuple[int, str]
"""The part of a label that a row prints: its column, from 0, and what it is."""

# Rows that a label is wrapped into: the longest has 34 characters and its number, one a row.
MOST_PIECES = 40
# Cells of a row that can hold a piece: the stub, the fifteen numbers of table 四, and stray columns.
WIDEST = 40
# Rows between two pieces: a page number, empty lines, the four rows of a repeated heading.
FARTHEST = 8
# - 3 -, 第 3 页 共 8 页, or nothing but rules and dots: what is left without these.
_NUMBER = rf"\d{{1,4}}{PAGE['behind']}?"
_PAGE = re.compile(rf"(?:{PAGE['before']}?{_NUMBER}(?:{PAGE['of']}?{_NUMBER})?)?")
_CLOSING = (")", "）")
_RULES = re.compile(r"[\W_]+")
LONGEST_PAGE = 40


def join_wrapped(
    rows: Sequence[LabelledRow], loose: Sequence[int], lexicon: Lexicon, read: Reader
) -> list[LabelledRow]:
    """Put the pieces of labels together; a piece that stands alone is read where it can be one label's only.

    Args:
        rows: the rows of a table; those that are neither label nor number have an empty kind.
        loose: indices of the rows with words that are no label, or with one that may be a piece, in order.
        lexicon: the words of the table.
        read: reads a row that was put together.

    Returns:
        The rows, those put together as one; rows of words that are no label are left out.
    """
    joiner = _Joiner(list(rows), lexicon, read)
    # 2.其他 is a label by itself, and the first piece of another one
    starts = {
        at
        for index in loose
        if not _is_heading(rows[index])
        for at in (joiner.neighbour(index, -1), index)
        if at is not None and (joiner.is_begun(at) or not may_be_piece(rows[index].kind, lexicon))
    }
    for first in sorted(starts):
        start: int | None = first
        while start is not None:
            chain = joiner.exact(start)
            # 申请人逾期未按收费通知要求缴纳费用 is a label too, but its numbers stand behind the rest
            if not joiner.has_numbers(chain):
                chain = joiner.misprinted(start) or chain
            start = joiner.join(chain) if chain else None
    return _completed([row for row in joiner.rows if row is not None and row.kind], lexicon)


def may_be_piece(kind: Kind, lexicon: Lexicon) -> bool:
    """Tell whether a row without numbers can be a piece of the label beside it: one line's label, and nothing else."""
    return (
        len(kind) == 1
        and isinstance(word := kind[0], Word)
        and bool(word.terminals)
        and not lexicon.is_group(word)
    )


@define
class _Joiner:
    """Finds the rows that a label is wrapped into, and makes one of them.

    Attributes:
        rows: the rows; None for those that are part of another one now.
        lexicon: the words of the table.
        read: reads a row that was put together.
    """

    rows: list[LabelledRow | None]
    lexicon: Lexicon
    read: Reader
    # index to the row there, whether it may stand between pieces, and whether it is a group's label alone
    _seen: dict[int, tuple[LabelledRow, bool, bool]] = field(factory=dict)

    def exact(self, start: int) -> list[int]:
        """Give the most rows from ``start`` down whose pieces are a label; none where one is not enough."""
        best: list[int] = []
        may_go_on = is_word = False
        for walked, text, last in self._walk(start, LONGEST_NOTED):
            if len(text) > MEMO_CELL and not may_go_on:
                break
            if len(walked) == 1:
                is_word = isinstance(self.lexicon.memo[text], Word)
            # ” closes a label that is whole
            elif not may_go_on and any(map(str.isalnum, last)):
                break
            # 3.其他 with 处理 below it is not （六）其他处理, nor with numbers and 组织 the heading of a column
            elif (
                (word := self.lexicon.word(text))
                and self.lexicon.is_numbered_so(text, word)
                and (word.terminals or not self.has_numbers(walked))
            ):
                best = list(walked)
            may_go_on = self.lexicon.opening(text)[0]
            if not may_go_on and not is_word:
                break
        return best

    def misprinted(self, start: int) -> list[int]:
        """Give the rows from ``start`` down to the next label whose pieces are a misprint, or a clipped label."""
        look_up = self.lexicon.memo.__getitem__
        above = self.neighbour(start, -1)
        is_inside = above is not None and (row := self.rows[above]) is not None and not row.kind
        ends: list[tuple[int, str]] = []
        rows: list[int] = []
        for walked, text, last in self._walk(start, MEMO_CELL):
            begins = self.lexicon.opening(last)[1] is not None
            if isinstance(look_up(last), Word) or (
                begins if len(walked) > 1 else is_inside and not begins
            ):
                break
            rows = list(walked)
            row = self.rows[rows[-1]]
            # down to the numbers, and farther down to the next label
            ends = [*ends[:1], (len(rows), text)] if ends or (row and row.values) else []
        for count, text in reversed(ends):
            if count > 1 and self.lexicon.has_misprint(text):
                return rows[:count]
        return []

    def _walk(self, start: int, longest: int) -> Iterator[tuple[list[int], str, str]]:
        """Go down from a row, piece by piece, as far as a label of so many characters can reach.

        Yields:
            The rows so far, what their pieces are together, and the last piece.
        """
        row = self.rows[start]
        piece = _piece(row) if row is not None else None
        walked, text, column, numbers, words = [], "", piece[0] if piece else 0, 0, 0
        at: int | None = start
        while at is not None and row is not None and piece is not None:
            if is_doubt(piece[1]):
                # in the place of a number, above a label
                break
            walked.append(at)
            text += piece[1]
            numbers += bool(row.values)
            words += self._is_label(piece[1])
            if numbers > 1 or words > 1 or len(text) > longest or len(walked) > MOST_PIECES:
                break
            yield walked, text, piece[1]
            at = self.neighbour(at, 1, text)
            row = self.rows[at] if at is not None else None
            piece = _piece(row, column) if row is not None else None

    def is_begun(self, index: int) -> bool:
        """Tell whether a row's words are a label by themselves whose number is another one's: 2.其他."""
        row = self.rows[index]
        piece = _piece(row) if row is not None else None
        if piece is None or not isinstance(self.lexicon.memo[piece[1]], Word):
            return False
        return not self._is_label(piece[1])

    def _is_label(self, text: str) -> bool:
        """Tell whether words are a label whose number can be its own."""
        word = self.lexicon.memo[text]
        return isinstance(word, Word) and self.lexicon.is_numbered_so(text, word)

    def neighbour(self, index: int, step: int, text: str = "") -> int | None:
        """Find the next row up or down that is neither a page number nor empty nor a heading, or that ends ``text``."""
        for at in range(index + step, index + step * (FARTHEST + 2), step):
            if not 0 <= at < len(self.rows):
                return None
            row = self.rows[at]
            if row is None:
                continue
            seen = self._seen.get(at)
            if seen is None or seen[0] is not row:
                # each row is passed by those around it
                seen = self._seen[at] = row, _comes_between(row, self.lexicon), self._is_lone(row)
            if not seen[1] or (text and seen[2] and self._ends(text, row)):
                return at
        return None

    def _is_lone(self, row: LabelledRow) -> bool:
        """Tell whether the label of a group stands alone in a row."""
        word = row.kind[0] if len(row.kind) == 1 else None
        return isinstance(word, Word) and self.lexicon.is_group(word)

    def _ends(self, text: str, row: LabelledRow) -> bool:
        """Tell whether the label of a group is the rest of a line's, which is none: （六） above 其他处理."""
        piece = _piece(row)
        word = self.lexicon.word(text + piece[1]) if piece is not None else None
        return word is not None and bool(word.terminals) and self.lexicon.word(text) is None

    def has_numbers(self, chain: Sequence[int]) -> bool:
        """Tell whether one of some rows has numbers."""
        return any(row.values for at in chain if (row := self.rows[at]) is not None)

    def join(self, chain: Sequence[int]) -> int | None:
        """Make one row of several, in the place of the one that has the numbers.

        Returns:
            The last of them, where another label begins in it behind the end of this one, which is its own row then:
            开 | 1.属于国家秘 below （三）不予公.
        """
        parts = [(at, row) for at in chain if (row := self.rows[at]) is not None]
        kept, base = next((part for part in parts if part[1].values), parts[0])
        whole = _whole([row for _, row in parts], base)
        for at in chain:
            self.rows[at] = None
        codes = list(map(self.lexicon.memo.__getitem__, whole.cells))
        self.rows[kept] = self.read(whole, codes, self.lexicon)
        last, row = parts[-1]
        first = _piece(parts[0][1])
        piece = _piece(row, first[0] if first else None)
        rest = None if row.values or last == kept or piece is None else _cells_behind(row, piece[0])
        if rest is None:
            return None
        codes = list(map(self.lexicon.memo.__getitem__, rest.cells))
        self.rows[last] = self.read(rest, codes, self.lexicon)
        return last


def _is_heading(row: LabelledRow) -> bool:
    """Tell whether a row heads several columns: layouts put broken headings together."""
    return (
        not row.values
        and len(row.kind) > 1
        and any(isinstance(shown, Word) and shown.columns for shown in row.kind)
    )


def _comes_between(row: LabelledRow, lexicon: Lexicon) -> bool:
    """Tell whether a row may stand between two pieces: a page break prints headings and the block's line again."""
    if not row.kind:
        return all(map(_is_page_number, row.row.cells))
    if row.kind[0] is EMPTY or row.kind == (1, 1):
        return True
    words = [shown for shown in row.kind if isinstance(shown, Word)]
    if any(cell.strip(SPACES).startswith(_CLOSING) for cell in row.row.cells):
        return False  # （六 above ）其他处理
    # nothing but labels; and 其他 alone is as likely the first piece of 其他处理
    return len(words) == len(row.kind) == sum(map(bool, map(str.strip, row.row.cells))) and all(
        word.is_head
        or lexicon.is_group(word)
        or (word.columns and (len(words) > 1 or not word.terminals))
        for word in words
    )


def _is_page_number(cell: str) -> bool:
    return len(cell) <= LONGEST_PAGE and bool(_PAGE.fullmatch(_RULES.sub("", cell)))


def _piece(row: LabelledRow, column: int | None = None) -> Piece | None:
    """Give the words of a row in a column, else its last ones before the numbers."""
    cells = row.row.cells
    if len(cells) > WIDEST:
        return None
    end = row.at if row.values else len(cells)
    own = [] if column is None or column >= end else [column]
    for at in (*own, *range(end - 1, -1, -1)):
        text = cells[at].strip(SPACES)
        if text:
            return at, text
    return None


def _cells_behind(row: LabelledRow, column: int) -> Row | None:
    """Give the cells behind a column, from 0, as a row; None where they print nothing."""
    printed = row.row.all_printed()[column + 1 :]
    if not any(raw for raw, _ in printed):
        return None
    return Row([raw for raw, _ in printed], printed[0][1][0][0], 0, [spans for _, spans in printed])


def _whole(parts: Sequence[LabelledRow], base: LabelledRow) -> Row:
    """Make one row of several: the numbers of one, and the pieces of all as its label."""
    first = _piece(parts[0])
    pieces = [(row.row, _piece(row, first[0] if first else None)) for row in parts]
    printed = base.row.all_printed()
    cells = [raw for raw, _ in printed]
    spans = [places for _, places in printed]
    own = _piece(base, first[0] if first else None)
    column = own[0] if own else 0
    cells[column] = "".join(piece[1] for _, piece in pieces if piece)
    spans[column] = tuple(
        place for row, piece in pieces if piece for place in row.printed(piece[0])[1]
    )
    return Row(cells, spans[0][0][0], 0, spans)


def _completed(rows: list[LabelledRow], lexicon: Lexicon) -> list[LabelledRow]:
    """Read the words before the numbers of rows where they can be a piece of one label only.

    The end that such a label lacks may stand in front of the label below it: 禁止公 and, on the next page, 开3.危及….
    """
    lost = ""
    for index, row in enumerate(rows):
        if TEXT not in row.kind or not row.values:
            if lost and not _comes_between(row, lexicon):
                lost = ""
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
