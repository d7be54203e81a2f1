"""Tables of a page whose cells hold nothing but text: most tables of most pages, read at once.

The source is cut at its tags by one call. Each tag becomes a character that tells what it does, each text one that tells
whether it prints anything and has white space at its ends. What the cells of a table are, and which texts stand in
them, depends on these characters alone, so it is worked out once for each row of characters, and for each table
(bounded): the same form comes back in page after page, whatever fonts and widths its tags hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, count, repeat
from operator import add, itemgetter
from typing import Any

from attrs import define, frozen

from govinfo_report.source.document import LONGEST_CELL
from govinfo_report.source.entities import printed_parts
from govinfo_report.source.native_rows import RowGrid, TableGrid
from govinfo_report.source.open_table import OpenTable
from govinfo_report.source.source_map import Run
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
_TAG = re.compile(r"<([^<>]*+)>")
# What is remembered: distinct tags, rows, tables; and the longest row and table, in characters.
MOST_TAGS = 10_000
MOST_ROWS = 4_000
MOST_TABLES = 250
LONGEST_ROW = 1_000
LONGEST_TABLE = 10_000

# The characters of tags; those of cells, one for each width and height, begin at FIRST_CELL.
_SIGNS = {INLINE: "i", BLOCK: "b", BREAK: "b", TABLE: "T", ROW: "R", ROW_END: "R", CELL_END: "c"}
_OTHER = "!"
FIRST_CELL = 0xE000
MOST_CELLS = 4_000
# The characters of texts: empty, white space, with white space at no end, before, behind, at both.
_EMPTY, _SPACE, _BARE, _LED, _TRAILED, _BOTH = ".", " ", "x", "<", ">", "="


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
            sign = "i" if head.endswith("--") else _OTHER
        else:
            sign = _SIGNS.get(tag.kind, _OTHER)
        if len(self) >= MOST_TAGS:
            self.clear()
        self[head] = sign
        return sign

    def _cell(self, width: int, height: int) -> str:
        sign = self.cells.get((width, height))
        if sign is None:
            if len(self.cells) >= MOST_CELLS:
                return _OTHER
            sign = chr(next(self._numbers))
            self.spans[sign] = width, height
            # another thread may have been here
            sign = self.cells.setdefault((width, height), sign)
        return sign


@frozen
class _Row:
    """A row of characters as cells.

    Attributes:
        texts: index of each text in a cell.
        joints: what stands before the first of them, between two, behind the last.
        ends: how many texts there are up to the end of each cell.
        widths: the columns that each cell covers.
        tall: the rows that each cell covers.
    """

    texts: tuple[int, ...]
    joints: tuple[str, ...]
    ends: tuple[int, ...]
    widths: tuple[int, ...]
    tall: tuple[int, ...]


@frozen(eq=False)
class PlainGrid:
    """What the characters of a table say.

    Attributes:
        take: takes the texts in cells from all texts.
        texts: their indices.
        joints: what stands before the first of them, between two, behind the last.
        ends: how many texts there are up to the end of each cell, through all rows.
        grid: the rows without what they print.
        breaks: how many line ends, and how many tabs, the joints have.
        widest: the most cells of a row.
    """

    take: Any
    texts: Sequence[int]
    joints: Sequence[str]
    ends: Sequence[int]
    grid: TableGrid
    breaks: tuple[int, int]
    widest: int


@define
class CutTable:
    """The source of a table, cut.

    Attributes:
        parts: texts and, between two, what stands in a tag; the first text is empty.
        texts: the texts behind the tags, white space at their ends taken away.
        plain: what its characters say.
    """

    parts: list[str]
    texts: list[str]
    plain: PlainGrid


_TAGS = _Tags()
_ROWS: dict[str, _Row | None] = {}
_TABLES: dict[str, PlainGrid | None] = {}


def cut_table(source: str) -> CutTable | None:
    """Cut a table (hot: ``benchmarks.formats``).

    Args:
        source: from the ``<`` of its first tag to the end of its last row.

    Returns:
        None where some cell holds more than text, or something stands between two cells.
    """
    parts = _TAG.split(source)
    if 2 * source.count("<") != len(parts) - 1:
        return None
    inner = parts[2::2]
    texts = list(map(str.strip, inner, repeat(SPACES)))
    kinds = [
        (_BARE if bare else _EMPTY) if bare is text else _kind(text, bare)
        for text, bare in zip(inner, texts, strict=True)
    ]
    signs = "".join(map(add, map(_TAGS.__getitem__, parts[1::2]), kinds))
    plain = _TABLES.get(signs)
    if plain is None:
        if signs in _TABLES:
            return None
        plain = _plain_grid(signs)
        if len(signs) <= LONGEST_TABLE:
            if len(_TABLES) >= MOST_TABLES:
                _TABLES.clear()
            _TABLES[signs] = plain
    return None if plain is None else CutTable(parts, texts, plain)


def _kind(text: str, bare: str) -> str:
    if not bare:
        return _SPACE if text else _EMPTY
    led, trailed = text[0] in SPACES, text[-1] in SPACES
    return (_BOTH if trailed else _LED) if led else _TRAILED if trailed else _BARE


def _plain_grid(signs: str) -> PlainGrid | None:
    """Read the characters of a table."""
    table = OpenTable(0)
    texts: list[int] = []
    joints = [""]
    ends: list[int] = []
    rows: list[RowGrid] = []
    at = 0
    if not signs.startswith("T"):
        return None
    for piece in signs[1:].split("R"):
        row = _row(piece)
        if row is None:
            return None
        if row.widths:
            is_simple = {*row.widths, *row.tall} == {1}
            columns = table.place(() if is_simple else row.widths, len(row.widths))
            table.rows += 1
            table.cover(columns, row.widths, row.tall)
            table.widest = max(table.widest, len(columns))
            inside = sum(joint.count("\n") for joint in row.joints)
            spans = ((), ()) if is_simple else (row.widths, row.tall)
            rows.append(RowGrid(inside, columns, *spans))
            ends += [len(texts) + end for end in row.ends]
            texts += [at + index for index in row.texts]
            joints[-1] += row.joints[0]
            joints += row.joints[1:]
            joints[-1] += "\n"
        # a tag and its text are two characters
        at += (len(piece) + 1) // 2
    if len(texts) < 2:
        return None
    joints[-1] = joints[-1][:-1]
    every = "".join(joints)
    breaks = every.count("\n"), every.count("\t")
    grid = TableGrid(tuple(rows))
    return PlainGrid(itemgetter(*texts), texts, joints, ends, grid, breaks, table.widest)


def _row(piece: str) -> _Row | None:
    """Read the characters of a row, from behind its first tag to the next row."""
    if piece in _ROWS:
        return _ROWS[piece]
    row = _read_row(piece)
    if len(piece) <= LONGEST_ROW:
        if len(_ROWS) >= MOST_ROWS:
            _ROWS.clear()
        _ROWS[piece] = row
    return row


def _read_row(piece: str) -> _Row | None:
    texts: list[int] = []
    joints = [""]
    ends: list[int] = []
    spans: list[tuple[int, int]] = []
    is_open = is_begun = False
    pending = ""
    for index in range((len(piece) + 1) // 2):
        # the first text stands behind the tag that parts the rows
        sign = piece[2 * index - 1] if index else "i"
        span = _TAGS.spans.get(sign)
        if span is not None:
            if spans:
                ends.append(len(texts))
                joints[-1] += "\t"
            spans.append(span)
            is_open, is_begun, pending = True, False, ""
        elif sign == "c":
            is_open = False
        elif sign == "b":
            pending = "\n" if is_begun else ""
        elif sign != "i":
            return None
        kind = piece[2 * index]
        if kind in (_EMPTY, _SPACE):
            pending = pending or (" " if is_begun and kind == _SPACE else "")
            continue
        if not is_open:
            return None
        if is_begun:
            joints[-1] += pending or (" " if kind in (_LED, _BOTH) else "")
        texts.append(index)
        joints.append("")
        is_begun = True
        pending = " " if kind in (_TRAILED, _BOTH) else ""
    if spans:
        ends.append(len(texts))
    widths, tall = zip(*spans, strict=True) if spans else ((), ())
    return _Row(tuple(texts), tuple(joints), tuple(ends), widths, tall)


def flow_of(cut: CutTable) -> str | None:
    """Give the flow of a table: a line a row, a tab between two cells; None where an entity is a line end."""
    plain = cut.plain
    texts = plain.take(cut.texts)
    flow = _joined(texts, plain.joints)
    if (
        "&" in flow
        or "\r" in flow
        or flow.count("\n") != plain.breaks[0]
        or flow.count("\t") != plain.breaks[1]
    ):
        texts = list(map(_printed, texts))
        flow = _joined(texts, plain.joints)
        if (flow.count("\n"), flow.count("\t")) != plain.breaks or "\r" in flow:
            return None
    return flow


def _joined(texts: Sequence[str], joints: Sequence[str]) -> str:
    out = [""] * (len(texts) + len(joints))
    out[::2] = joints
    out[1::2] = texts
    return "".join(out)


def _printed(text: str) -> str:
    """Give what a text prints, of its source without white space at the ends."""
    text = spaced(text)
    if "&" not in text:
        return text
    return "".join([part for part, _, _ in printed_parts(text)])


def spaced(text: str) -> str:
    """Give a text with a space for each line end and tab."""
    if text.isalnum():
        return text
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def source_end(cut: CutTable, end: int) -> int:
    """Give where the last cell of a table ends in the source: behind its text, or behind its tag where it has none.

    Args:
        cut: the table.
        end: where its source ends.
    """
    plain, parts = cut.plain, cut.parts
    is_empty = len(plain.ends) > 1 and plain.ends[-2] == plain.ends[-1]
    if is_empty:
        heads = parts[1::2]
        at = next(i for i in range(len(heads) - 1, -1, -1) if _TAGS[heads[i]] in _TAGS.spans)
        behind = 0
    else:
        at = plain.texts[-1]
        behind = len(parts[2 * at + 2].rstrip(SPACES))
    rest = parts[2 * at + 2 :]
    return end - sum(map(len, rest)) - (len(rest) - 1) + behind


def cell_runs(source: str, start: int, end: int, at: int) -> list[Run]:
    """Give where the texts of a table stand.

    Args:
        source: the page.
        start: where the first tag of the table begins in it, from 0.
        end: where its last row ends.
        at: where the table begins in the flow.

    Returns:
        For each part of a text, and each empty cell, its place and length in the flow, and those in the source.
    """
    cut = cut_table(source[start:end])
    if cut is None:
        return []
    plain, parts = cut.plain, cut.parts
    behind = list(accumulate(map(len, parts), initial=start))
    # a tag has two characters that are in no part
    starts = [place + at for at, place in zip(count(2, 2), behind[2::2], strict=False)]
    cells = iter([i for i, head in enumerate(parts[1::2]) if _TAGS[head] in _TAGS.spans])
    runs: list[Run] = []
    first = 0
    for last in plain.ends:
        own = next(cells)
        if first == last:
            runs.append((at, 0, starts[own], 0))
        for index in range(first, last):
            if index > first:
                at += len(plain.joints[index])
            place = plain.texts[index]
            raw = parts[2 * place + 2]
            offset = starts[place] + len(raw) - len(raw.lstrip(SPACES))
            for text, where, length in printed_parts(spaced(cut.texts[place])):
                runs.append((at, len(text), offset + where, length))
                at += len(text)
        first = last
        at += 1
    return runs
