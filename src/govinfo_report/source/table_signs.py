"""The source of a table as characters: one for what each tag does, one for each text behind a tag.

Whatever fonts and widths its tags hold, the same table is the same characters, and these tell what its cells are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, count, repeat
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
# What is remembered: distinct tags, distinct stretches before the text of a cell, and the longest of these.
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
        if tag.kind == CELL:
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


class _Pieces(dict[str, Cut | None]):
    """What stands between the ends of two cells to what it is cut into: ``</tr>\n<tr><td>12``.

    Most pieces of most pages have come before: words of the form, zeros, small numbers.
    """

    def __missing__(self, piece: str) -> Cut | None:
        cut = cut_tags(_END + piece)
        if cut is not None:
            # the end of the cell before is none of its own
            cut = cut[0][1:], cut[1]
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= MOST_PIECES:
                self.clear()
            self[piece] = cut
        return cut


class _Stretches(dict[str, Cut | None]):
    """A stretch that begins or ends tables, or ends cells, to what it is cut into."""

    def __missing__(self, source: str) -> Cut | None:
        cut = cut_tags(source)
        if len(source) <= LONGEST_PIECE:
            if len(self) >= MOST_PIECES:
                self.clear()
            self[source] = cut
        return cut


_PIECES = _Pieces()
_STRETCHES = _Stretches()
_END = "</td>"
_ENDINGS = re.compile(r"(?:</[^<>]*+>[ \n\t\r\f]*+)++\Z")
# The longest tags that end with a cell.
LONGEST_ENDING = 200


def cut_cells(source: str) -> Cut | None:
    """Cut the source of a table (hot: ``benchmarks.formats``).

    It is cut where cells end, and each piece is looked up.

    Args:
        source: from the ``<`` of its first tag to the end of its last row.

    Returns:
        None where a ``<`` begins no tag.
    """
    ending = _ending(source)
    first, *pieces = source.split(ending)
    if not pieces:
        return cut_tags(source)
    behind = pieces.pop()
    end = _STRETCHES[ending]
    cuts = [_STRETCHES[first], *map(_PIECES.__getitem__, pieces), _PIECES[behind]]
    if end is None or None in cuts:
        return None
    signs, texts = zip(*cuts, strict=True)
    # without the text behind the end, which the next piece begins with
    return end[0][:-1].join(signs), list(chain.from_iterable(texts))


def _ending(source: str) -> str:
    """Give the tags that most cells end with, as the last one does."""
    at = source.rfind(_END)
    if at < 0 or source[at - 1] not in f">{SPACES}":
        return _END
    found = _ENDINGS.search(source, max(0, at - LONGEST_ENDING), at)
    return (found[0] if found else "") + _END
