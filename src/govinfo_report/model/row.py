"""A row as a layout found it: cells exactly as they stand in the copy, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Protocol, TypeAlias

from attrs import define

Span: TypeAlias = tuple[int, int]
"""Start and end of a run of characters: offsets into the text from 0, half-open."""

UNSEEN = (
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters that print nothing and part nothing: soft hyphen, zero-width spaces and joiners, marks of the direction of
writing (Excel puts them around numbers), byte order mark. Not U+202E, which prints what follows backwards."""

# What is trimmed from the ends of a cell: every white space of Unicode, and what prints nothing, NUL among it.
SPACES = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\x00" + UNSEEN
)


@define
class Row:
    """One row of a table, as found (hot: one object a row, none a cell).

    Attributes:
        cells: the text of each cell, from left to right, exactly as it stands in the copy.
        start: offset of the first cell, from 0.
        gap: how many characters stand between two neighbouring cells; used where ``parts`` is None.
        parts: for each cell the runs of text that it was put together from; None where every cell is one
            run and neighbours are ``gap`` apart.
        whole: the copy shows where the row begins and ends, so empty cells at its ends are the row's own.
        by_room: nothing but room shows an empty cell: wide spaces, or blank lines.
        glued: nothing parts its cells: what stands beside digits may belong to their number, as in ``105万3``.
    """

    cells: Sequence[str]
    start: int
    gap: int = 1
    parts: Sequence[Sequence[Span]] | None = None
    whole: bool = False
    by_room: bool = False
    glued: bool = False

    def spans(self, index: int) -> tuple[Span, ...]:
        """Give the runs of text that cell ``index`` (from 0) stands in, untrimmed."""
        if self.parts is not None:
            return tuple(self.parts[index])
        return _span(self.cells, self.start, self.gap, index)

    def all_spans(self) -> list[tuple[Span, ...]]:
        """Give the runs of text of every cell, as ``spans`` does, in one pass."""
        if self.parts is not None:
            return [tuple(runs) for runs in self.parts]
        found: list[tuple[Span, ...]] = []
        at = self.start
        for cell in self.cells:
            found.append(((at, at + len(cell)),))
            at += len(cell) + self.gap
        return found

    def slice(self, index: int, first: int, last: int) -> tuple[Span, ...]:
        """Give the runs of text that characters ``first`` to ``last`` (half-open) of cell ``index`` stand in.

        An empty slice is one run of width zero.
        """
        runs = self.spans(index)
        found: list[Span] = []
        ends = list(accumulate(end - start for start, end in runs))
        for (start, end), stop in zip(runs, ends, strict=True):
            base = stop - (end - start)
            low, high = max(first, base), min(last, stop)
            if low < high or (first == last and base <= first <= stop):
                found.append((start + low - base, start + max(low, high) - base))
                if first == last:
                    break
        return tuple(found)

    def printed(self, index: int) -> tuple[str, tuple[Span, ...]]:
        """Give what cell ``index`` prints, white space trimmed, and the runs of text that it stands in."""
        cell = self.cells[index]
        raw = cell.strip(SPACES)
        first = cell.find(raw) if raw else 0
        runs = self.spans(index)
        if len(runs) > 1:
            return raw, self.slice(index, first, first + len(raw))
        start = runs[0][0] + first
        return raw, ((start, start + len(raw)),)

    def all_printed(self) -> list[tuple[str, tuple[Span, ...]]]:
        """Give what every cell prints, as ``printed`` does, in one pass."""
        if self.parts is not None:
            return [self.printed(index) for index in range(len(self.cells))]
        found: list[tuple[str, tuple[Span, ...]]] = []
        at = self.start
        for cell in self.cells:
            raw = cell.strip(SPACES)
            start = at + (cell.find(raw) if raw else 0)
            found.append((raw, ((start, start + len(raw)),)))
            at += len(cell) + self.gap
        return found

    def hull(self) -> Span:
        """Give the start of the first cell and the end of the last."""
        last = len(self.cells) - 1
        return self.spans(0)[0][0], self.spans(last)[-1][1]


class LineRow(Row):
    """A row that is simply a line cut at its tabs.

    Its cells are cut out each time they are asked for, so that a report holds no object a cell.

    Args:
        line: the line, without what ends it.
        start: offset of its first character, from 0.
    """

    __slots__ = ("line",)
    # of every line, so no line keeps them
    gap = 1
    parts = None
    whole = False
    by_room = False
    glued = False

    def __init__(self, line: str, start: int) -> None:
        self.line = line
        self.start = start

    @property
    def cells(self) -> Sequence[str]:  # type: ignore[override]  # made of the line instead of kept
        """The text of each cell, from left to right, exactly as it stands in the copy."""
        return self.line.split("\t")

    def spans(self, index: int) -> tuple[Span, ...]:
        """Give the run of text that cell ``index`` (from 0) stands in, untrimmed."""
        return _span(self.cells, self.start, 1, index)

    def __reduce__(self) -> tuple[type[LineRow], tuple[str, int]]:
        """Pickle and copy line and place: the cells of ``Row`` are a property here."""
        return LineRow, (self.line, self.start)

    def __eq__(self, other: object) -> bool:
        """Compare line and place."""
        return isinstance(other, LineRow) and (self.line, self.start) == (other.line, other.start)

    __hash__ = None

    def __repr__(self) -> str:
        """Show the line."""
        return f"LineRow({self.line!r}, {self.start})"


class TextLines(Protocol):
    """The lines of a stretch of text, with the offset of the first character of each."""

    @property
    def text(self) -> str:
        """The stretch, exactly as it stands in the copy."""
        ...

    @property
    def start(self) -> int:
        """Offset of the first character of the stretch, from 0."""
        ...

    @property
    def texts(self) -> Sequence[str]:
        """The lines, without what ends them."""
        ...

    @property
    def starts(self) -> Sequence[int]:
        """Offset of the first character of each line, from 0."""
        ...


class LineRows(Iterator[Row]):
    """The rows that a layout reads off lines, where it does not look at numbers.

    With another plain number in place of one that stands alone between tabs and line ends, the layout gives the same
    rows but for that number. So what its rows are is known where the words are known.

    Args:
        rows: the rows.
        lines: the lines.
        layout: the layout's name.
    """

    def __init__(self, rows: Iterator[Row], lines: TextLines, layout: str) -> None:
        self._rows = rows
        self.lines = lines
        self.layout = layout

    def __iter__(self) -> Iterator[Row]:
        """Give the rows themselves: nothing stands between them and a loop."""
        return self._rows

    def __next__(self) -> Row:
        """Give the next row."""
        return next(self._rows)


def _span(cells: Sequence[str], start: int, gap: int, index: int) -> tuple[Span, ...]:
    begin = start + index * gap + sum(map(len, cells[:index]))
    return ((begin, begin + len(cells[index])),)
