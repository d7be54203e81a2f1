"""Tables of a page whose cells hold nothing but text: most tables of most pages, read at once.

What the cells of a table are depends on its characters alone (``table_signs``), so it is worked out once for the
characters of each row, and of each table (bounded): the same form comes back in page after page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, count, pairwise
from operator import add

from attrs import frozen

from govinfo_report.model import Span
from govinfo_report.source.entities import printed_parts
from govinfo_report.source.native_rows import RowGrid, TableGrid
from govinfo_report.source.open_table import OpenTable
from govinfo_report.source.source_map import Run
from govinfo_report.source.table_signs import (
    BOTH,
    EMPTY,
    LED,
    OF_BLOCK,
    OF_CELL_END,
    OF_INLINE,
    OF_ROW,
    OF_TABLE,
    SPACE,
    SPACES,
    TAG,
    TAGS,
    TRAILED,
    cut_cells,
    cut_tags,
)

_CELL_TAGS = ("<td", "<th", "<TD", "<TH", "<tD", "<Td", "<tH", "<Th")
# What stands behind the name of a tag.
_BEHIND_NAME = (" ", "\n", "\t", "\r", "\f", "/", ">")
# What is remembered: rows and tables of characters, and the longest of each.
MOST_ROWS = 4_000
MOST_TABLES = 250
LONGEST_ROW = 1_000
LONGEST_TABLE = 10_000


@frozen
class _Row:
    """A row of characters as cells.

    Attributes:
        joints: what stands before its first text, between two, behind the last.
        ends: how many texts there are up to the end of each cell.
        widths: the columns that each cell covers.
        tall: the rows that each cell covers.
    """

    joints: tuple[str, ...]
    ends: tuple[int, ...]
    widths: tuple[int, ...]
    tall: tuple[int, ...]


@frozen(eq=False)
class PlainGrid:
    """What the characters of a table say.

    Attributes:
        joints: what stands before the first text, between two, behind the last.
        ends: how many texts there are up to the end of each cell, through all rows.
        grid: the rows without what they print.
        breaks: how many line ends, and how many tabs, the joints have.
        widest: the most cells of a row.
    """

    joints: Sequence[str]
    ends: Sequence[int]
    grid: TableGrid
    breaks: tuple[int, int]
    widest: int


_ROWS: dict[str, _Row | None] = {}
_TABLES: dict[str, PlainGrid | None] = {}
# tables that differ in fonts alone have the same grid
_GRIDS: dict[tuple[RowGrid, ...], TableGrid] = {}


def cut_table(source: str) -> tuple[PlainGrid, list[str]] | None:
    """Cut a table (hot: ``benchmarks.formats``).

    Args:
        source: from the ``<`` of its first tag to the end of its last row.

    Returns:
        What its cells are, and their texts; None where some cell holds more than text, or something stands between two.
    """
    signs, texts = cut_cells(source)
    plain = _TABLES.get(signs)
    if plain is None:
        if signs in _TABLES:
            return None
        plain = _plain_grid(signs)
        if len(signs) <= LONGEST_TABLE:
            if len(_TABLES) >= MOST_TABLES:
                _TABLES.clear()
            _TABLES[signs] = plain
    if plain is None:
        return None
    if len(texts) < len(plain.joints) - 1:
        texts = "<".join(texts).split("<")
    return plain, texts


def _plain_grid(signs: str) -> PlainGrid | None:
    """Read the characters of a table."""
    table = OpenTable(0)
    joints = [""]
    ends: list[int] = []
    rows: list[RowGrid] = []
    if not signs.startswith(OF_TABLE):
        return None
    for piece in signs[1:].split(OF_ROW):
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
            rows.append(RowGrid(inside, tuple(columns), *spans))
            ends += [len(joints) - 1 + end for end in row.ends]
            joints[-1] += row.joints[0]
            joints += row.joints[1:]
            joints[-1] += "\n"
    if len(joints) == 1:
        return None
    joints[-1] = joints[-1][:-1]
    every = "".join(joints)
    breaks = every.count("\n"), every.count("\t")
    if len(_GRIDS) >= MOST_TABLES:
        _GRIDS.clear()
    grid = _GRIDS.setdefault(tuple(rows), TableGrid(tuple(rows)))
    return PlainGrid(joints, ends, grid, breaks, table.widest)


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
    joints = [""]
    ends: list[int] = []
    spans: list[tuple[int, int]] = []
    is_open = is_begun = False
    pending = ""
    for index in range((len(piece) + 1) // 2):
        # the first text stands behind the tag that parts the rows
        sign = piece[2 * index - 1] if index else OF_INLINE
        span = TAGS.spans.get(sign)
        if span is not None:
            if spans:
                ends.append(len(joints) - 1)
                joints[-1] += "\t"
            spans.append(span)
            is_open, is_begun, pending = True, False, ""
        elif sign == OF_CELL_END:
            is_open = False
        elif sign == OF_BLOCK:
            pending = "\n" if is_begun else ""
        elif sign != OF_INLINE:
            return None
        kind = piece[2 * index]
        if kind in (EMPTY, SPACE):
            pending = pending or (" " if is_begun and kind == SPACE else "")
            continue
        if not is_open:
            return None
        if is_begun:
            joints[-1] += pending or (" " if kind in (LED, BOTH) else "")
        joints.append("")
        is_begun = True
        pending = " " if kind in (TRAILED, BOTH) else ""
    if spans:
        ends.append(len(joints) - 1)
    widths, tall = zip(*spans, strict=True) if spans else ((), ())
    return _Row(tuple(joints), tuple(ends), widths, tall)


def flow_of(plain: PlainGrid, texts: Sequence[str]) -> str | None:
    """Give the flow of a table: a line a row, a tab between two cells; None where an entity is a line end."""
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
    text = _spaced(text)
    if "&" not in text:
        return text
    return "".join([part for part, _, _ in printed_parts(text)])


def _spaced(text: str) -> str:
    """Give a text with a space for each line end and tab."""
    if text.isalnum():
        return text
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def source_end(source: str, start: int, end: int) -> int:
    """Give where the last cell of a table ends in the source: behind its text, or behind its tag where it has none.

    Args:
        source: the page.
        start: where the first tag of the table begins in it, from 0.
        end: where its last row ends.
    """
    last = max(start, source.rfind("<td", start, end))
    if source.find("<t", last + 1, end) >= 0 or source.find("<T", last, end) >= 0:
        last = max(source.rfind(tag, last, end) for tag in _CELL_TAGS)
    cell = source[last:end].rstrip(SPACES)
    while cell.endswith(">"):
        tag = cell.rfind("<")
        behind = cell.find(">", tag) + 1
        if behind < len(cell):
            # it ends no tag: a > b>
            break
        if not tag:
            return last + behind
        cell = cell[:tag].rstrip(SPACES)
    return last + len(cell)


class PlainTables:
    """Knows where the cells of such tables stand in their page (see ``Folding``)."""

    @staticmethod
    def cell(source: str, start: int, end: int, index: int, count: int) -> Span | None:
        """Give where the text of one cell stands; None where it is not simply one text without entities."""
        table = source[start:end]
        if table.count("<td") != count:
            return None
        pieces = table.split("<td", index + 2)
        place = start + sum(map(len, pieces[: index + 1])) + 3 * (index + 1)
        before, _, _ = pieces[index + 1].partition("</")
        lead, closed, text = before.rpartition(">")
        cut = cut_tags(f"<td{pieces[index + 1]}")
        if not closed or "&" in text or cut is None or cut[1] != [text.strip(SPACES)]:
            return None
        place += len(lead) + 1 + len(text) - len(text.lstrip(SPACES))
        return place, place + len(cut[1][0])

    @staticmethod
    def runs(source: str, start: int, end: int, at: int) -> list[Run]:
        """Give the place of each part of a text, and of each empty cell."""
        cut = cut_table(source[start:end])
        if cut is None:
            return []
        plain, texts = cut
        parts = TAG.split(source[start:end])
        inner = parts[2::2]
        # a tag has two characters that are in no part
        behind = list(accumulate(map(len, parts), initial=start))[2::2]
        starts = list(map(add, behind, count(2, 2)))
        own = [
            at for head, at in zip(parts[1::2], starts, strict=False) if TAGS[head] in TAGS.spans
        ]
        places = [
            at + len(text) - len(shown)
            for text, at in zip(inner, starts, strict=False)
            if (shown := text.lstrip(SPACES))
        ]
        runs: list[Run] = []
        first = 0
        for source_at, last in zip(own, plain.ends, strict=True):
            if first == last:
                runs.append((at, 0, source_at, 0))
            for index in range(first, last):
                if index > first:
                    at += len(plain.joints[index])
                text, place = texts[index], places[index]
                if "&" not in text:
                    runs.append((at, len(text), place, len(text)))
                    at += len(text)
                    continue
                for part, where, length in printed_parts(text):
                    runs.append((at, len(part), place + where, length))
                    at += len(part)
            first = last
            at += 1
        return runs


def inner_tables(text: str) -> Iterator[tuple[int, int]]:
    """Give where each table begins that holds no other, and where its end tag begins."""
    # no other way to write them is met often
    opening = {*_tags(text, "<table"), *_tags(text, "<TABLE")}
    closing = [*_tags(text, "</table"), *_tags(text, "</TABLE")]
    for start, end in pairwise(sorted([*opening, *closing])):
        if start in opening and end not in opening:
            yield start, end


def _tags(text: str, tag: str) -> Iterator[int]:
    """Give where a tag begins, by its first characters."""
    at = text.find(tag)
    while at >= 0:
        if text[at + len(tag) : at + len(tag) + 1] in _BEHIND_NAME:
            yield at
        at = text.find(tag, at + 1)
