"""A line of several groups that is run together: every way to cut it into groups that keep their own sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from govinfo_report.match.cuts import cuts
from govinfo_report.match.damage import damages
from govinfo_report.match.options import Option
from govinfo_report.match.order import Order
from govinfo_report.match.printed import Raw, number_of
from govinfo_report.match.proof import Settled
from govinfo_report.match.tokens import MARK, NUMBER

PRICE = damages().price("cells_joined")
# Longer runs have too many cuts to be of use; so many are looked at.
_LONGEST, _MOST_WAYS = 60, 2_000


def cut_shared_row(order: Order) -> Settled | None:
    """Give the readings of each group of a line that is run together; None where there are none, or too many.

    Args:
        order: the region of a table whose groups share one line.
    """
    strip = _first_run(order)
    texts = [order.texts[at] for at in strip]
    forms = [line.form for line in order.table.lines]
    digits = "".join(texts)
    count = sum(form.width for form in forms)
    if not any(map(str.isdigit, digits)) or not len(texts) < count <= len(digits) <= _LONGEST:
        return None
    stops = [sum(map(len, texts[: at + 1])) for at in range(len(texts))]
    pieces: dict[tuple[int, int, int], list[tuple[Raw, ...]]] = {}

    def piece(line: int, low: int, high: int) -> list[tuple[Raw, ...]]:
        key = line, low, high
        if key not in pieces:
            ends = [low, *(stop for stop in stops if low < stop < high), high]
            parts = tuple([digits[a:b] for a, b in pairwise(ends)])
            pieces[key] = list(cuts(parts, forms[line])) if len(parts) <= forms[line].width else []
        return pieces[key]

    def ways(line: int, low: int) -> Iterator[tuple[tuple[int, tuple[Raw, ...]], ...]]:
        if line == len(forms):
            if low == len(digits):
                yield ()
            return
        for high in range(low + forms[line].width, len(digits) + 1):
            for rest in ways(line + 1, high) if piece(line, low, high) else ():
                for raws in piece(line, low, high):
                    yield ((low, raws), *rest)

    found = []
    for way in ways(0, 0):
        found.append(way)
        if len(found) > _MOST_WAYS:
            return None
    return Settled(_options(found, strip, len(forms))) if found else None


def _first_run(order: Order) -> tuple[int, ...]:
    """Give the numbers and marks up to the next word: 0000010001/////."""
    strip: list[int] = []
    for at, atom in enumerate(order.atoms):
        gap = order.gaps[at]
        if strip and (gap.labels or gap.heads or gap.foreign):
            break
        if atom.kind in (NUMBER, MARK):
            strip.append(at)
    return tuple(strip)


def _options(
    ways: Sequence[tuple[tuple[int, tuple[Raw, ...]], ...]], strip: tuple[int, ...], count: int
) -> list[list[Option]]:
    out = []
    for line in range(count):
        mine = dict.fromkeys(way[line] for way in ways)
        out.append(
            [Option(PRICE, tuple(map(number_of, raws)), raws, strip, low) for low, raws in mine]
        )
    return out
