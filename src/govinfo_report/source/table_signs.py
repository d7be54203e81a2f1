"""The source of a table as characters: one for what each tag does, one for each text behind a tag.

Whatever fonts and widths its tags hold, the same table is the same characters, and these tell what its cells are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count, repeat
from operator import add
from typing import TypeAlias

from govinfo_report.source.tags import (
    BLOCK,
    BREAK,
    CELL,
    CELL_END,
    COMMENT,
    INLINE,
    ROW,
    ROW_END,
    TABLE,
    read_tag,
)

# White space that HTML makes one space of; a no-break or full-width space is a character.
SPACES = " \n\t\r\f"
TAG = re.compile(r"<([^<>]*+)>")
# What is remembered: distinct tags, distinct pieces of tables, and the longest of these.
MOST_TAGS = 10_000
MOST_PIECES = 4_000
LONGEST_PIECE = 1_000

# The characters of tags; those of cells, one for each width and height, begin at FIRST_CELL.
OF_INLINE, OF_BLOCK, OF_TABLE, OF_ROW, OF_CELL_END, OF_OTHER = "i", "b", "T", "R", "c", "!"
_SIGNS = {
    INLINE: OF_INLINE,
    BLOCK: OF_BLOCK,
    BREAK: OF_BLOCK,
    TABLE: OF_TABLE,
    ROW: OF_ROW,
    ROW_END: OF_ROW,
    CELL_END: OF_CELL_END,
}
FIRST_CELL = 0xE000
MOST_CELLS = 4_000
# The characters of texts: nothing, white space, with white space at no end, before, behind, at both.
EMPTY, SPACE, BARE, LED, TRAILED, BOTH = ".", " ", "x", "<", ">", "="

Cut: TypeAlias = tuple[str, list[str]]
"""The characters of a stretch, and its texts that print something, without white space at their ends."""


class _Tags(dict[str, str]):
    """What stands in a tag to its character."""

    def __init__(self) -> None:
        super().__init__()
        # the character of each width and height, and back; the same as long as the process runs
        self.cells: dict[tuple[int, int], str] = {}
        self.spans: dict[str, tuple[int, int]] = {}
        self._numbers = count(FIRST_CELL)

    def __missing__(self, head: str) -> str:
        tag = read_tag(head)
        if tag.way:
            sign = OF_OTHER
        elif tag.kind == CELL:
            sign = self._cell(tag.width, tag.height)
        elif tag.kind == COMMENT:
            sign = OF_INLINE if head.endswith("--") else OF_OTHER
        else:
            sign = _SIGNS.get(tag.kind, OF_OTHER)
        if len(self) >= MOST_TAGS:
            self.clear()
        self[head] = sign
        return sign

    def _cell(self, width: int, height: int) -> str:
        sign = self.cells.get((width, height))
        if sign is None:
            if len(self.cells) >= MOST_CELLS:
                return OF_OTHER
            sign = chr(next(self._numbers))
            self.spans[sign] = width, height
            # another thread may have been here
            sign = self.cells.setdefault((width, height), sign)
        return sign


TAGS = _Tags()
"""What stands in a tag to its character (bounded)."""


def cut_tags(source: str) -> Cut | None:
    """Cut a stretch that begins with a tag.

    Returns:
        The characters of its tags and of the texts behind them; the texts that print something, without white space at
        their ends. None where a ``<`` begins no tag.
    """
    parts = TAG.split(source)
    if 2 * source.count("<") != len(parts) - 1 or parts[0]:
        return None
    inner = parts[2::2]
    texts = list(map(str.strip, inner, repeat(SPACES)))
    signs = "".join(map(add, map(TAGS.__getitem__, parts[1::2]), _kinds(inner, texts)))
    return signs, list(filter(None, texts))


def _kinds(texts: Sequence[str], bare: Sequence[str]) -> list[str]:
    """Give the character of each text."""
    return [
        (BARE if short else EMPTY) if short is text else _kind(text, short)
        for text, short in zip(texts, bare, strict=True)
    ]


def _kind(text: str, bare: str) -> str:
    if not bare:
        return SPACE if text else EMPTY
    led, trailed = text[0] in SPACES, text[-1] in SPACES
    return (BOTH if trailed else LED) if led else TRAILED if trailed else BARE


class _Pieces(dict[str, tuple[str, str]]):
    """What stands between the ends of two cells to what it is cut into: ``</tr><tr><td>12``.

    That is the characters, of the text before the first tag too, and the texts with a ``<`` between two. Most pieces of
    most pages have come before: words of the form, zeros, small numbers.
    """

    def __missing__(self, piece: str) -> tuple[str, str]:
        cut = cut_tags(_END + piece)
        # of the end of the cell before only the text behind it is its own
        found = _NO_TAGS if cut is None else (cut[0][1:], "<".join(cut[1]))
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= MOST_PIECES:
                self.clear()
            self[piece] = found
        return found


_NO_TAGS = EMPTY + OF_OTHER + EMPTY, ""
_PIECES = _Pieces()
_END = "</td>"
_ENDINGS = re.compile(r"(?:</[^<>]*+>[ \n\t\r\f]*+)++\Z")
# The longest tags that end with a cell.
LONGEST_ENDING = 200


def cut_cells(source: str) -> Cut:
    """Cut the source of a table (hot: ``benchmarks.formats``).

    It is cut where cells end, and each piece is looked up.

    Args:
        source: from the ``<`` of its first tag to the end of its last row.

    Returns:
        Its characters, with ``OF_OTHER`` where a ``<`` begins no tag; its texts, a ``<`` between two of one piece.
    """
    ending = _ending(source)
    signs, texts = zip(*map(_PIECES.__getitem__, source.split(ending)), strict=True)
    between, _ = _PIECES[ending]
    # no text stands before the first tag, and the one behind an end begins the next piece
    return between[1:-1].join(signs)[1:], list(filter(None, texts))


def _ending(source: str) -> str:
    """Give the tags that most cells end with, as the last one does."""
    at = source.rfind(_END)
    if at < 0 or source[at - 1] not in f">{SPACES}":
        return _END
    found = _ENDINGS.search(source, max(0, at - LONGEST_ENDING), at)
    return (found[0] if found else "") + _END
