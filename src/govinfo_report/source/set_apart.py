"""Text that is no text of the report, or no part of the number before it: struck out, unseen, glosses, raised marks.

A reader marks it where it stands in the flow; what becomes of it is settled here, for all readers, once the flow is
whole. Raised digits are written as such, 20¹, and are no digits to any stage. The rest is left out, and said. Where a
file sets apart most of a table, that is how it is made and not what it says: the text is kept, and that is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeAlias

from attrs import define, evolve

from govinfo_report.model import Span
from govinfo_report.source.native_rows import (
    FlowRows,
    NativeCell,
    NativeRow,
    PlainTable,
)

PALE, RAISED, LOWERED, STRUCK, HIDDEN, GLOSS, NO_CELL = (chr(0xFDD5 + at) for at in range(7))
"""What is set apart: white text, superscripts, subscripts, struck out or deleted text, text that is not shown, the
reading beside a word; of two ways the later counts. The last says of a cell that it is not shown itself. Characters
that no text has."""
END = "\ufddf"
"""Ends what one of them begins."""

_APART = re.compile(f"([{PALE}-{NO_CELL}])([^{PALE}-{END}]*){END}")
_MARK = re.compile(f"[{PALE}-{END}]")
_SMALL = {
    RAISED: str.maketrans(
        "0123456789+-()abcdefghijklmnoprstuvwxyz",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
    ),
    LOWERED: str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
# What a finding calls them.
_NAMES = {STRUCK: "struck", HIDDEN: "hidden", PALE: "hidden", GLOSS: "gloss"}
# Texts that a finding cites, and the longest of them.
MOST_CITED = 5
LONGEST_CITED = 20

Run: TypeAlias = tuple[int, int, int, int]


def set_apart(kind: str, text: str) -> str:
    """Mark a text as set apart, all of it in the one way; one that is nothing needs no mark."""
    if not kind or not text:
        return text
    return f"{kind}{_MARK.sub('', text) if END in text else text}{END}"


def seen(text: str) -> str:
    """Give what of a text with marks is not set apart."""
    return _APART.sub("", text) if END in text else text


@define
class Settled:
    """A flow without marks.

    Attributes:
        text: the flow.
        rows: the rows of its native tables.
        troubles: what is to be said of what was set apart.
    """

    text: str
    rows: list[NativeRow | PlainTable]
    troubles: list[tuple[str, dict[str, object]]]
    _olds: list[int]
    _news: list[int]

    def at(self, offset: int) -> int:
        """Give where a character of the flow with marks stands; of one that is left out what follows it."""
        index = bisect_right(self._olds, offset) - 1
        new = self._news[index] + offset - self._olds[index]
        return min(new, self._news[index + 1]) if index + 1 < len(self._news) else new

    def runs(self, runs: Sequence[Run]) -> Iterator[Run]:
        """Give the runs of a source map; one that is left out covers nothing."""
        for start, length, source, size in runs:
            low, high = self.at(start), self.at(start + length)
            yield (low, length, source, size) if high - low == length else (low, 0, source, 0)


@define
class _Piece:
    """A text that is set apart.

    Attributes:
        start: offset of its mark in the flow.
        end: offset behind its end.
        kind: how.
        text: the text.
        table: the table that it stands in; None outside tables.
        place: the cell that it stands in, or the line.
        is_kept: it stays as it is.
    """

    start: int
    end: int
    kind: str
    text: str
    table: Hashable
    place: Span
    is_kept: bool = False


def settle(
    text: str, blocks: Sequence[NativeRow | PlainTable], is_page: bool = False
) -> Settled | None:
    """Settle a flow.

    Args:
        text: the flow with marks.
        blocks: the rows of its native tables, in order; none of a ``PlainTable`` holds a mark.
        is_page: a script may show what is not shown; lines of it outside tables stay as they are.

    Returns:
        The flow without them; None where it has none.
    """
    return _Settling(text, blocks, is_page).settled() if END in text else None


class _Settling:
    """Settles one flow."""

    def __init__(self, text: str, blocks: Sequence[NativeRow | PlainTable], is_page: bool) -> None:
        self.text = text
        self.is_page = is_page
        self.blocks = blocks
        self.rows = FlowRows(blocks).made()
        self.pieces = list(self._pieces())
        self._beside: dict[Span, bool] = {}

    def settled(self) -> Settled:
        """Give the flow without marks."""
        self._keep()
        gone = {piece.place for piece in self.pieces if piece.kind == NO_CELL and not piece.is_kept}
        cuts: list[Span] = []
        rows: list[tuple[NativeRow | PlainTable, list[NativeCell]]] = []
        for block in self.blocks:
            cells = [] if isinstance(block, PlainTable) else block.cells
            left, taken = _without(cells, gone)
            cuts += taken
            if left or not cells:
                rows.append((block, left))
        for piece in self.pieces:
            if piece.is_kept or piece.kind in _SMALL:
                cuts += (piece.start, piece.start + 1), (piece.end - 1, piece.end)
            else:
                cuts.append((piece.start, piece.end))
        text, olds, news = _cut(self._written(), sorted(cuts))
        settled = Settled(text, [], [], olds, news)
        settled.rows = [_moved(block, cells, settled.at) for block, cells in rows]
        settled.troubles = list(self._troubles(settled.at))
        return settled

    def _pieces(self) -> Iterator[_Piece]:
        """Find what is set apart, and where it stands."""
        ends = [found.start() for found in re.finditer("\n", self.text)]
        starts = [row.start for row in self.rows]
        last, cells = -1, []
        for found in _APART.finditer(self.text):
            at = bisect_right(starts, found.start()) - 1
            if at < 0 or found.start() > self.rows[at].end:
                line = bisect_right(ends, found.start())
                start = ends[line - 1] + 1 if line else 0
                end = ends[line] if line < len(ends) else len(self.text)
                yield _Piece(*found.span(), found[1], found[2], None, (start, end))
                continue
            if at != last:
                last, cells = at, self.rows[at].cells
            cell = cells[bisect_right(cells, found.start(), key=_first) - 1]
            yield _Piece(*found.span(), found[1], found[2], _table(self.rows[at]), cell[:2])

    def _keep(self) -> None:
        """Tell what stays as it is: what most of a table is, and white text alone in its cell."""
        shown: dict[Hashable, list[str]] = {}
        for row in self.rows:
            shown.setdefault(_table(row), []).append(seen(self.text[row.start : row.end]))
        shown[None] = [seen(self.text)]
        rest = {table: _sizes("".join(texts)) for table, texts in shown.items()}
        apart: Counter[tuple[Hashable, bool]] = Counter()
        for piece in self.pieces:
            is_small = piece.kind in _SMALL
            apart[piece.table, is_small] += _sizes(piece.text)[is_small]
        for piece in self.pieces:
            is_small = piece.kind in _SMALL
            if piece.kind == PALE:
                piece.is_kept = piece.table is None or not self._stands_beside(piece)
            elif is_small or piece.table is not None:
                piece.is_kept = apart[piece.table, is_small] > rest[piece.table][is_small]
            else:
                may_be_shown = piece.kind == HIDDEN and self.is_page
                piece.is_kept = may_be_shown and not self._stands_beside(piece)

    def _stands_beside(self, piece: _Piece) -> bool:
        """Tell whether something that is not set apart stands in the same cell or line."""
        found = self._beside.get(piece.place)
        if found is None:
            text = seen(self.text[slice(*piece.place)])
            found = self._beside[piece.place] = bool(text.strip())
        return found

    def _written(self) -> str:
        """Give the flow with what is raised or lowered written so."""
        out: list[str] = []
        at = 0
        for piece in self.pieces:
            if piece.kind in _SMALL and not piece.is_kept:
                small = piece.text.translate(_SMALL[piece.kind])
                out += self.text[at : piece.start], piece.kind, small
                at = piece.end - 1
        return "".join([*out, self.text[at:]])

    def _troubles(self, place: Callable[[int], int]) -> Iterator[tuple[str, dict[str, object]]]:
        """Say what was left out beside a text that is read, and what was kept though it is set apart."""
        for code, is_kept in (("text_left_out", False), ("text_kept", True)):
            said = [
                piece
                for piece in self.pieces
                if piece.kind in _NAMES and piece.text.strip() and piece.is_kept == is_kept
                if (piece.table is not None and (piece.kind != PALE or not is_kept))
                or (not is_kept and self._stands_beside(piece))
            ]
            if said:
                names = tuple(dict.fromkeys(_NAMES[piece.kind] for piece in said))
                texts = dict.fromkeys(" ".join(piece.text.split()) for piece in said)
                cited = ", ".join([text[:LONGEST_CITED] for text in texts][:MOST_CITED])
                spans = dict.fromkeys(
                    (place(start), place(end)) for start, end in [piece.place for piece in said]
                )
                words = {"named": names, "text": cited, "places": list(spans)}
                yield code, {**words, "count": len(said)}


def _first(cell: NativeCell) -> int:
    return cell.start


def _table(row: NativeRow) -> int:
    """Tell the table of a row, a page break inside it or not."""
    return row.grid or -row.table


def _sizes(text: str) -> tuple[int, int]:
    """Count the characters that print something, and the digits among them."""
    return sum(not sign.isspace() for sign in text), sum(map(str.isdecimal, text))


def _without(cells: list[NativeCell], gone: set[Span]) -> tuple[list[NativeCell], list[Span]]:
    """Give the cells of a row that are shown, those behind one that is not moved up to it; and what is cut for that."""
    if gone.isdisjoint(cell[:2] for cell in cells):
        return cells, []
    left: list[NativeCell] = []
    cuts: list[Span] = []
    moved = 0
    for cell in cells:
        if cell[:2] in gone:
            moved += cell.width
            # with the tab that parts it from the next
            cuts.append((cell.start, cell.end + 1))
        else:
            left.append(cell._replace(column=cell.column - moved))
    if left and cells[-1][:2] in gone:
        # the row keeps its line end, and loses the tab before its last cells instead
        cuts = [cut for cut in cuts if cut[0] < left[-1].end]
        cuts.append((left[-1].end, cells[-1].end))
    return left, cuts


def _cut(text: str, cuts: Sequence[Span]) -> tuple[str, list[int], list[int]]:
    """Take stretches out of a text; with where each stretch that is left begins in it, and in what is left."""
    out: list[str] = []
    olds, news = [0], [0]
    at = size = 0
    for start, end in cuts:
        if start > at:
            out.append(text[at:start])
            size += start - at
        if end > at:
            at = end
            olds.append(at)
            news.append(size)
    return "".join([*out, text[at:]]), olds, news


def _moved(
    block: NativeRow | PlainTable, cells: Sequence[NativeCell], at: Callable[[int], int]
) -> NativeRow | PlainTable:
    """Give a row or table as it stands in the flow without marks."""
    if isinstance(block, PlainTable):
        return evolve(block, start=at(block.start))
    own = [cell._replace(start=at(cell.start), end=at(cell.end)) for cell in cells]
    return NativeRow(own, block.table, block.number, block.page, block.grid, block.is_loose)
