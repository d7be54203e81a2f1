"""The source of a table as characters: one for what each tag does, one for each text behind a tag.

Whatever fonts and widths its tags hold, the same table is the same characters, and these tell what its cells are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, count, repeat
from operator import add
from typing import TypeAlias, TypeGuard

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
# What is remembered: distinct tags, distinct stretches before and behind the text of a cell, and the longest of these.
MOST_TAGS = 10_000
MOST_STRETCHES = 4_000
LONGEST_STRETCH = 1_000

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


class _Leads(dict[str, str | None]):
    """What stands between ``<td`` and the ``>`` before a text to its characters; None where it has a text itself."""

    def __missing__(self, lead: str) -> str | None:
        cut = cut_tags(f"<td{lead}>")
        # the text behind it is none of its own
        signs = None if cut is None or cut[1] else cut[0][:-1]
        return _remember(self, lead, signs)


class _Tails(dict[str, str | None]):
    """What stands behind ``</`` up to the next cell to its characters; None where it has a text."""

    def __missing__(self, tail: str) -> str | None:
        cut = cut_tags(f"</{tail}") if tail else ("", [])
        return _remember(self, tail, None if cut is None or cut[1] else cut[0])


def _remember(known: dict[str, str | None], source: str, signs: str | None) -> str | None:
    if len(source) <= LONGEST_STRETCH:
        if len(known) >= MOST_STRETCHES:
            known.clear()
        known[source] = signs
    return signs


_LEADS = _Leads()
_TAILS = _Tails()


def cut_cells(pieces: Sequence[str]) -> Cut | None:
    """Cut the stretch that begins with a cell (hot: ``benchmarks.formats``).

    Of a cell with one text, what stands before the text and behind it has mostly been met before, so its tags are not
    looked at.

    Args:
        pieces: what stands behind each ``<td``.

    Returns:
        None where a ``<`` begins no tag.
    """
    befores, marks, afters = zip(*map(str.partition, pieces, repeat("</")), strict=True)
    heads, closed, inner = zip(*map(str.rpartition, befores, repeat(">")), strict=True)
    bare = list(map(str.strip, inner, repeat(SPACES)))
    leads = list(map(_LEADS.__getitem__, heads))
    tails = list(map(_TAILS.__getitem__, afters))
    kinds = _kinds(inner, bare)
    if (
        "<" not in "".join(bare)
        and "" not in closed
        # none ends with </
        and marks.count("</") + afters.count("") == len(pieces)
        and _are_known(leads)
        and _are_known(tails)
    ):
        signs = "".join(chain.from_iterable(zip(leads, kinds, tails, strict=True)))
        return signs, list(filter(None, bare))
    found: list[str] = []
    texts: list[str] = []
    for at, piece in enumerate(pieces):
        lead, tail = leads[at], tails[at]
        is_odd = "<" in inner[at] or not closed[at] or (marks[at] and not afters[at])
        if lead is None or tail is None or is_odd:
            cut = cut_tags("<td" + piece)
            if cut is None:
                return None
            found.append(cut[0])
            texts += cut[1]
        else:
            found += (lead, kinds[at], tail)
            texts += filter(None, (bare[at],))
    return "".join(found), texts


def _are_known(signs: Sequence[str | None]) -> TypeGuard[Sequence[str]]:
    return None not in signs
