"""The ways to cut what a row prints into the numbers of a line; the row's own sum and the nines prune them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import define, field

from govinfo_report.match.lines import RowForm
from govinfo_report.match.printed import number_of
from govinfo_report.model import Number

# Numbers of more digits do not occur where several run together.
_LONGEST = 9
_LONGEST_SIGNED = 6
# Steps of one row, and cuts of it that are looked at.
_MOST_STEPS = 10_000
_MOST_CUTS = 400
_EMPTY = "∅"
# Where it ends, what it prints, what it counts as.
_Piece: TypeAlias = tuple[int, str, Number | None]


def cuts(cells: tuple[str, ...], form: RowForm, lost: int = 0) -> Iterator[tuple[str | None, ...]]:
    """Give the ways to cut what a row prints into the cells of a line, in order.

    Args:
        cells: what the row prints, piece by piece; "" for an empty cell. No number goes over the end of a piece.
        form: the line's width and sum.
        lost: how many cells left no trace.
    """
    yield from _Strip(cells, form).ways(lost)


@define
class _Strip:
    """What a row prints, as one text.

    Attributes:
        cells: its pieces.
        form: the line's width and sum.
        text: the pieces one after the other, empty ones as a sign.
        starts: where each piece begins.
        atomic: where a piece begins that cannot be cut, to where it ends.
        steps: how many more steps are taken.
        found: the cuts that were found.
        pieces: the numbers that may begin at a place, those of a cell with a sign apart.
    """

    cells: tuple[str, ...]
    form: RowForm
    text: str = field(init=False)
    starts: set[int] = field(factory=set)
    atomic: dict[int, int] = field(factory=dict)
    steps: int = _MOST_STEPS
    found: list[tuple[str | None, ...]] = field(factory=list)
    pieces: dict[tuple[int, bool], list[_Piece]] = field(factory=dict)

    @text.default
    def _text(self) -> str:
        return "".join(cell or _EMPTY for cell in self.cells)

    def __attrs_post_init__(self) -> None:
        at = 0
        for cell in self.cells:
            self.starts.add(at)
            size = len(cell or _EMPTY)
            if not self._may_be_cut(cell):
                self.atomic[at] = at + size
            at += size

    def _may_be_cut(self, cell: str) -> bool:
        if cell.isdigit() or "-" in cell[1:] or "+" in cell:
            return True
        return bool(self.form.money) and cell.count(".") == 1 and cell[0].isdigit()

    def ways(self, lost: int) -> Iterator[tuple[str | None, ...]]:
        size = len(self.text)
        if not self.form.summed:
            self._give(0, 0, lost, (), None, size)
            yield from self.found
            return
        given = 0
        for low in self._totals(lost):
            self.found.clear()
            self._give(0, 0, lost, (), self._number(low, size), low)
            piece = self._raw(low, size)
            for raws in self.found:
                yield (*raws, piece)
            given += len(self.found)
            if given > _MOST_CUTS:
                return
        if lost:
            self.found.clear()
            self._give(0, 0, lost - 1, (), None, size)
            for raws in self.found:
                yield (*raws, None)

    def _totals(self, lost: int) -> Iterator[int]:
        """Give where the total may begin."""
        text, size = self.text, len(self.text)
        nines = [0]
        for sign in text:
            nines.append(nines[-1] + (int(sign) if sign.isdigit() else 0))
        for low in range(max(self.starts | {size - _LONGEST}), size):
            piece = text[low:]
            if low not in self.atomic:
                if any(start < low < end for start, end in self.atomic.items()):
                    continue
                if not piece.isdigit() or (piece[0] == "0" and len(piece) > 1):
                    continue
                # twice the total is, modulo nine, the sum of all digits
                if not lost and (2 * nines[low] - nines[size]) % 9:
                    continue
            yield low

    def _number(self, low: int, high: int) -> Number | None:
        return number_of(self._raw(low, high))

    def _raw(self, low: int, high: int) -> str:
        return self.text[low:high].replace(_EMPTY, "")

    def _pieces(self, low: int, cell: int) -> list[_Piece]:
        """Give the numbers that may begin at ``low``: it is asked for again behind each cut of what stands before."""
        key = low, cell == self.form.signed
        pieces = self.pieces.get(key)
        if pieces is None:
            raws = ((high, self._raw(low, high)) for high in self._ends(low, cell))
            pieces = self.pieces[key] = [(high, raw, number_of(raw)) for high, raw in raws]
        return pieces

    def _ends(self, low: int, cell: int) -> Iterator[int]:
        """Give where a number that begins at ``low`` may end."""
        text, size = self.text, len(self.text)
        if low in self.atomic:
            yield self.atomic[low]
            return
        if text[low] in "+-":
            if text[low] == "-":
                yield low + 1
            if cell == self.form.signed and text[low + 1 : low + 2].isdigit():
                yield from range(low + 2, min(size, low + 1 + _LONGEST_SIGNED) + 1)
            return
        if text[low] == "0" and text[low + 1 : low + 2] != ".":
            yield low + 1
            return
        for high in range(low + 1, min(size, low + _LONGEST) + 1):
            if text[high : high + 1] == ".":
                end = high + 1
                while end < size and text[end].isdigit() and end not in self.starts:
                    end += 1
                yield end
                return
            yield high
            if high in self.starts or text[high : high + 1] in ("-", "+"):
                return

    def _give(
        self,
        low: int,
        cell: int,
        gone: int,
        raws: tuple[str | None, ...],
        rest: Number | None,
        stop: int,
    ) -> None:
        """Fill the cells from ``cell`` on that stand before the total; ``rest`` is what is left of it."""
        self.steps -= 1
        if self.steps < 0 or len(self.found) >= _MOST_CUTS:
            return
        last = self.form.width - self.form.summed
        left = last - cell
        if not left:
            if low == stop and not gone and (not rest or None in raws):
                self.found.append(raws)
            return
        if stop - low < left - gone or gone > left:
            return
        if gone:
            self._give(low, cell + 1, gone - 1, (*raws, None), rest, stop)
        if low >= stop:
            return
        longest = len(str(rest)) if rest is not None and not self.atomic else len(self.text)
        if stop - low > (left - gone) * longest:
            return
        for high, raw, number in self._pieces(low, cell):
            if high > stop:
                break
            if rest is not None and (number is None or number > rest):
                break
            after = None if rest is None or number is None else rest - number
            self._give(high, cell + 1, gone, (*raws, raw), after, stop)
