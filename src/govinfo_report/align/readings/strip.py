"""What a row prints behind its labels, as one strip of characters: the digits that readings give to cells.

A strip holds the digits of every number, ``-`` and ``+`` before and ``.`` inside one, and one character for
each cell that prints no number: ``_`` an empty cell, ``/`` a mark, ``?`` something unreadable. Between two
cells, and at a space in a cell, is a break.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from attrs import evolve, field, frozen

from govinfo_report.labels import Figure, LabelledRow, read_figure
from govinfo_report.labels.figures import CURRENCY, LONGEST_RUN, UNIT, YUAN, unit_of
from govinfo_report.labels.normal import without_fields
from govinfo_report.model import Span

EMPTY, MARK, UNREADABLE = "_", "/", "?"
SIGNS = "+-"
"""Characters that begin a number; alone they are marks."""
ALONE = frozenset((EMPTY, MARK, UNREADABLE))
"""Characters that are a whole cell."""

# The longest strip that is looked at: fifteen cells of five digits. A row of thousands of numbers is none of the form.
LONGEST = 120
# Two numbers of two digits each, or three of one, are one number printed again; 8 8 is shorter.
SHORTEST = 3
# Blanks between two numbers of one cell that part columns of the page, and lie inside no number.
WIDE_SPACE = 3
_PIECE = re.compile(r"\S+")
_NUMBER = re.compile(
    rf"(?P<currency>{CURRENCY})?(?P<sign>[+\-]|增加?|减少?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<point>\.\d+)?"
    rf"(?:[^\S\r\n]?(?P<unit>{UNIT}))?"
    r"|(?P<space>\s+)|(?P<unseen>[\u200b\ufeff\u00ad]+)"
    # no number, digits in brackets included: looked at only where nothing parts cells
    r"|(?P<rest>(?:[（(\[［【][^()（）\[\]［］【】\s]*[)）\]］】]"
    r"|(?!(?:[+\-]|增加?|减少?)\d)[^\d\s\u200b\ufeff\u00ad])+)"
)
# wide forms and NUL, each for one
_WIDE = str.maketrans("０１２３４５６７８９．，＋－−﹣\x00", "0123456789.,+--- ")


@frozen(eq=False)
class Strip:
    """The characters that a row gives to cells.

    Attributes:
        text: the characters, see above.
        places: for each of them the cell of the row that it stands in, and its offset there.
        hard: positions in ``text`` before which a new cell of the copy begins; without 0 and the end.
        soft: positions before which a space stands inside a cell, or a sign begins a new number.
        solid: positions before which no number can end: behind the comma of ``91,143``, around the point of ``1.5``.
        units: position behind a number to the unit printed there (``万元``).
        folded: positions in ``soft`` where a line ends inside a cell.
        lined_up: as ``Row.lined_up``.
        glued: positions of marks and of what is unreadable that digits on either side may belong to.
        breaks: every position at which one number surely ends, if no number is wrapped.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    hard: frozenset[int]
    soft: frozenset[int]
    solid: frozenset[int] = frozenset()
    units: dict[int, str] = field(factory=dict)
    folded: frozenset[int] = frozenset()
    lined_up: bool = False
    glued: frozenset[int] = frozenset()
    breaks: frozenset[int] = field(init=False)

    @breaks.default
    def _breaks(self) -> frozenset[int]:
        return self.hard | self.soft

    def by_cells(self) -> Strip:
        """Give the strip with breaks only between the cells of the copy."""
        return evolve(self, soft=frozenset(), folded=frozenset())

    def kind(self, start: int, end: int) -> str:
        """Tell what the cell of characters ``start`` to ``end`` (half-open) is: one of ``ALONE``; "" for a number."""
        if end - start == 1:
            if self.text[start] in SIGNS:
                return MARK
            return self.text[start] if self.text[start] in ALONE else ""
        return UNREADABLE if self.glued and not self.glued.isdisjoint(range(start, end)) else ""

    def repeats(self) -> bool:
        """Tell whether a cell prints one number again: 88 88 88, or 88 88, as merged cells are written out.

        8 8 may be 88 with a space inside.
        """
        stops = (0, *sorted(self.hard), len(self.text))
        for low, high in pairwise(stops):
            inner = (low, *sorted(at for at in self.soft if low < at < high), high)
            pieces = [self.text[start:end] for start, end in pairwise(inner)]
            if len(set(pieces)) == 1 < len(pieces) and len(pieces) + len(pieces[0]) > SHORTEST:
                return True
        return False

    def without_last(self) -> Strip:
        """Give the strip without its last character."""
        end = len(self.text) - 1
        return Strip(
            self.text[:end],
            self.places[:end],
            frozenset(at for at in self.hard if at < end),
            frozenset(at for at in self.soft if at < end),
            frozenset(at for at in self.solid if at < end),
            {at: unit for at, unit in self.units.items() if at <= end},
            glued=self.glued - {end},
        )

    @property
    def count(self) -> int:
        """How many numbers, marks and empty cells there are, each run of digits counted as one."""
        return len(self.breaks) + 1 if self.text else 0


def row_strip(row: LabelledRow, first: int, last: int) -> Strip | None:
    """Give the strip of a row.

    Args:
        row: the row.
        first: index of the first cell to look at, from 0.
        last: index behind the last.

    Returns:
        The strip; None where the row prints too much to be a row of the form.
    """
    text: list[str] = []
    places: list[tuple[int, int]] = []
    hard: set[int] = set()
    soft: set[int] = set()
    solid: set[int] = set()
    units: dict[int, str] = {}
    folded: set[int] = set()
    glued: set[int] = set()
    cells = row.row.cells
    for index in range(first, last):
        if len(text) > LONGEST:
            return None
        if text:
            hard.add(len(text))
        cell = cells[index]
        if cell.isdecimal() and cell.isascii() and len(cell) <= LONGEST_RUN:
            text += cell
            places += [(index, at) for at in range(len(cell))]
            continue
        figure = read_figure(cell)
        is_mark = figure is None or figure.kind == "mark"
        several = figure is not None and figure.kind == "several"
        numbers = None if is_mark else _numbers(cell, row.row.glued and not several)
        if numbers is None:
            pieces = _beside_marks(cell) if several else [(0, None)]
            for start, piece in pieces:
                if start > pieces[0][0]:
                    hard.add(len(text))
                if piece is None:
                    text.append(_alone(figure))
                    places.append((index, figure.spans[0][0] if figure else 0))
                elif piece.isdecimal():
                    text += piece
                    places += [(index, start + at) for at in range(len(piece))]
                else:
                    text.append(MARK)
                    places.append((index, start))
            continue
        base = len(text)
        for found in numbers:
            if found["unseen"]:
                continue
            if found["rest"]:
                _add_rest(found["rest"], text, hard, glued)
                places.append((index, found.start()))
                continue
            if found["space"]:
                is_folded = "\n" in found["space"] or "\r" in found["space"]
                is_wide = len(found["space"]) >= WIDE_SPACE and not is_folded
                (hard if is_wide else soft).add(len(text))
                if is_folded:
                    folded.add(len(text))
                continue
            if found["sign"] or found["currency"]:
                soft.add(len(text))
            if found["sign"]:
                text.append("-" if found["sign"][0] in "-减" else "+")
                places.append((index, found.start("sign")))
            is_grouped = False
            for at in range(found.start("digits"), found.end("digits")):
                if cell[at] in ",，":
                    # 91,824 can be 9 and 1,824; behind the comma no other number begins
                    is_grouped = True
                    continue
                if is_grouped:
                    solid.add(len(text))
                text.append(str(int(cell[at])))
                places.append((index, at))
            for at in range(found.start("point"), found.end("point")) if found["point"] else ():
                solid.update(
                    (len(text), len(text) + 1) if found.start("point") == at else (len(text),)
                )
                text.append("." if at == found.start("point") else str(int(cell[at])))
                places.append((index, at))
            if found["unit"] or found["currency"]:
                soft.add(len(text))
                units[len(text)] = unit_of(found["unit"] or "") or YUAN
        soft.discard(base)
    size = len(text)
    inner = {at for at in soft if 0 < at < size} - hard
    return Strip(
        "".join(text),
        tuple(places),
        frozenset(at for at in hard if 0 < at < size),
        frozenset(inner),
        frozenset(solid),
        units,
        frozenset(folded) & inner,
        row.row.lined_up,
        frozenset(glued),
    )


def _add_rest(rest: str, text: list[str], hard: set[int], glued: set[int]) -> None:
    """Add what is no number, beside numbers."""
    text.append(_alone(read_figure(rest)))
    end = len(text)
    if text[-1] == MARK and rest[0].isalpha():
        # 3无5; but 3*5, 3/5 can be 3* and 5, or one cell
        hard.update((end - 1, end))
    else:
        glued.add(end - 1)


def _beside_marks(cell: str) -> list[tuple[int, str | None]]:
    """Give the plain numbers and marks of a cell that several ran into (``0 —``), and where each stands."""
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(cell)]
    for _, piece in pieces:
        figure = read_figure(piece)
        is_number = piece.isdecimal() and piece.isascii()
        if not is_number and (figure is None or figure.kind != "mark"):
            return [(0, None)]
    return [(start, piece) for start, piece in pieces]


def _alone(figure: Figure | None) -> str:
    if figure is None:
        return EMPTY
    return MARK if figure.kind == "mark" else UNREADABLE


def _numbers(cell: str, is_glued: bool) -> list[Any] | None:
    """Give the numbers and spaces of a cell, one behind the other; None where it holds anything else.

    Where nothing parts cells, what is no number stands between them.
    """
    if len(cell) > LONGEST:
        return None
    bare = without_fields(cell).translate(_WIDE)
    at, found = 0, []
    while at < len(bare):
        one = _NUMBER.match(bare, at)
        if one is None or (one["rest"] and not is_glued):
            return None
        found.append(one)
        at = one.end()
    return found if any(one["digits"] for one in found) else None


def strip_parts(strip: Strip, row: LabelledRow, start: int, end: int) -> tuple[Span, ...]:
    """Give the runs of text that characters ``start`` to ``end`` (half-open) of a strip stand in.

    Args:
        strip: what a row prints.
        row: the row.
        start: offset in the strip of the first character, from 0.
        end: offset behind the last.

    Returns:
        Each run as offsets in the copy, half-open.
    """
    cell, low = strip.places[start]
    last, high = strip.places[end - 1]
    if cell == last and high - low == end - 1 - start:
        return row.row.slice(cell, low, low if strip.text[start] == EMPTY else high + 1)
    parts: list[Span] = []
    for at in range(start, end):
        cell, offset = strip.places[at]
        width = 0 if strip.text[at] == EMPTY else 1
        for low, high in row.row.slice(cell, offset, offset + width):
            if parts and parts[-1][1] == low and high > low:
                parts[-1] = (parts[-1][0], high)
            else:
                parts.append((low, high))
    return tuple(parts)
