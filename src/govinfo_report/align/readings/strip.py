"""What a row prints behind its labels, as one strip of characters: the digits that readings give to cells.

A strip holds the digits of every number, ``-`` and ``+`` before and ``.`` inside one, and one character for
each cell that prints no number: ``_`` an empty cell, ``/`` a mark, ``?`` something unreadable. Between two
cells, and at a space in a cell, is a break.
"""

from __future__ import annotations

from itertools import pairwise

from attrs import evolve, field, frozen

from govinfo_report.labels import LabelledRow
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
        folded: positions in ``soft`` where a line ends inside a cell, or a blank stands that may part thousands.
        lined_up: as ``Row.lined_up``.
        glued: positions of marks and of what is unreadable that digits on either side may belong to.
        doubled: a mark is of two strokes that may be one for each of two cells: 27——.
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
    doubled: bool = False
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
