"""The readings of a row: every way to give what it prints to the cells of a line, and the damage that each supposes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from govinfo_report.match.cuts import cuts
from govinfo_report.match.damage import damages
from govinfo_report.match.lines import RowForm
from govinfo_report.match.printed import Raw, Values, number_of
from govinfo_report.match.tokens import UNREADABLE

_price = damages().price
JOINED, LOST, LOST_TOO = _price("cells_joined"), _price("cell_lost"), _price("cell_lost_too")
SUM_FAILS, BROKEN = _price("sum_fails"), _price("number_broken")
_SIGN, TOTAL_EMPTY = _price("sign_misplaced"), _price("total_empty")
_BY_CHANCE = _price("sum_by_chance")
_WIDE = damages().wide_slack
# Longer runs of digits than this have too many cuts to be of use where a number was broken, too.
_LONGEST_BROKEN = 24
# A count has fewer digits.
_LONGEST = 9
# A row of fewer pieces may be run together and have lost cells at once.
_FEW_PIECES = 4


class Reading(NamedTuple):
    """One way to read a row.

    Attributes:
        cost: what the damage costs that it supposes.
        values: for each cell its number; 0 for a blank or a mark, as sums count it; None for one without a trace.
        raws: for each cell what it prints.
    """

    cost: float
    values: Values
    raws: tuple[Raw, ...]


def summed_values(raws: tuple[Raw, ...], form: RowForm) -> Values | None:
    """Give the numbers of a row, those that its own sum proves among them; None where the sum cannot hold."""
    values = [number_of(raw) for raw in raws]
    if not form.summed:
        return tuple(values)
    *parts, total = values
    free = [at for at, number in enumerate(parts) if number is None]
    known = sum(number for number in parts if number is not None)
    if total is not None and not raws[-1] and known:
        # an empty total is free
        total = values[-1] = None
        if not free:
            return tuple(values)
    if total is None:
        if not free:
            values[-1] = known
        return tuple(values)
    if total < known or (not free and total != known):
        return None
    if free and (len(free) == 1 or total == known):
        for at in free:
            values[at] = total - known
    return tuple(values)


@lru_cache(20_000)
def readings(cells: tuple[str, ...], form: RowForm) -> tuple[Reading, ...]:
    """Give every reading of a row that is not much dearer than the cheapest.

    Args:
        cells: what the row prints, piece by piece: numbers and marks, "" for an empty cell.
        form: the line's width and sum.
    """
    found = list(_every(cells, form))
    if not found:
        return ()
    found.sort(key=lambda reading: reading.cost)
    kept: dict[tuple[Values, tuple[Raw, ...]], Reading] = {}
    for reading in found:
        if reading.cost <= found[0].cost + _WIDE:
            kept.setdefault((reading.values, reading.raws), reading)
    return tuple(kept.values())


def _every(cells: tuple[str, ...], form: RowForm) -> Iterator[Reading]:
    count = len(cells)
    if UNREADABLE in cells:
        if count == form.width:
            yield Reading(0.0, tuple(map(number_of, cells)), cells)
    elif any("-" in cell[1:] or "+" in cell[1:] for cell in cells):
        yield from _priced(JOINED, cuts(cells, form), form)
    elif count == form.width:
        yield from _whole(cells, form)
    elif count > form.width:
        more = count - form.width
        yield from _priced(BROKEN * more, _rejoined(cells, more), form)
    else:
        yield from _too_few(cells, form)


def _whole(cells: tuple[str, ...], form: RowForm) -> Iterator[Reading]:
    """A piece for each cell; where the sum fails, a break may be too many and another too few."""
    own = list(_priced(0.0, [cells], form))
    yield from own
    if own:
        return
    counted = tuple(map(number_of, cells))
    if not any(
        isinstance(n, Decimal) or len(cell) > _LONGEST
        for n, cell in zip(counted, cells, strict=True)
    ):
        yield Reading(SUM_FAILS, counted, cells)
    if sum(map(len, cells)) <= _LONGEST_BROKEN:
        for more in (1, 2):
            for rejoined in _rejoined(cells, more):
                yield from _priced(BROKEN * more + JOINED, cuts(rejoined, form), form)


def _too_few(cells: tuple[str, ...], form: RowForm) -> Iterator[Reading]:
    """Fewer pieces than cells: numbers run together, cells lost, or both."""
    digits = sum(map(len, cells))
    joined: list[Reading] = []
    if digits >= form.width and any(len(c) > 1 and (c.isdigit() or "." in c) for c in cells):
        joined = list(_priced(JOINED, cuts(cells, form), form))
        yield from joined
    lost = form.width - len(cells)
    yield from _priced(LOST + LOST_TOO * (lost - 1), _spread(cells, form.width), form)
    if form.summed and len(cells) < _FEW_PIECES and digits > 2 and not joined:
        for lost in (1, 2):
            both = list(
                _priced(JOINED + LOST + LOST_TOO * (lost - 1), cuts(cells, form, lost), form)
            )
            yield from both
            if both:
                return


def _spread(cells: tuple[str, ...], width: int) -> Iterator[tuple[Raw, ...]]:
    """Give the ways to leave cells out of a line."""
    for places in combinations(range(width), len(cells)):
        raws: list[Raw] = [None] * width
        for place, cell in zip(places, cells, strict=True):
            raws[place] = cell
        yield tuple(raws)


def _priced(cost: float, ways: Iterable[tuple[Raw, ...]], form: RowForm) -> Iterator[Reading]:
    """Give the readings of some ways to fill the cells whose sum can hold."""
    for raws in ways:
        if form.summed and max(map(len, filter(None, raws)), default=0) > _LONGEST:
            # no count has so many digits
            continue
        values = summed_values(raws, form)
        if values is None or (form.is_added and Decimal in map(type, values)):
            continue
        extra = 0.0
        if form.summed and raws[-1] == "" and any(values[:-1]):
            extra += TOTAL_EMPTY
        elif form.summed and raws[-1] is None and _has_sum(values):
            extra += _BY_CHANCE
        extra += _SIGN * sum(
            _is_odd(raw, at, form) for at, raw in enumerate(raws) if raw and len(raw) > 1
        )
        yield Reading(cost + extra, values, raws)


def _has_sum(values: Values) -> bool:
    """Tell whether the last number before the total is the sum of those before it, though they are not all zeros."""
    known = [value for value in values[:-1] if value is not None]
    return len(known) > 2 and bool(known[-1]) and sum(known[:-1]) == known[-1]


def _is_odd(raw: str, at: int, form: RowForm) -> bool:
    """Tell whether a cell of several characters has a sign, a point or a zero ahead where none is due."""
    return (
        (raw[0] in "+-" and at != form.signed)
        or ("." in raw and at not in form.money)
        or (raw[0] == "0" and raw.isdigit())
    )


def _rejoined(cells: tuple[str, ...], times: int) -> Iterator[tuple[str, ...]]:
    """Give the ways to put neighbouring numbers together so many times."""
    spots = [
        at
        for at in range(len(cells) - 1)
        if cells[at].isdigit() and cells[at + 1].isdigit() and cells[at] != "0"
    ]
    for chosen in combinations(spots, times):
        out: list[str] = []
        for at, cell in enumerate(cells):
            if at - 1 in chosen:
                out[-1] += cell
            else:
                out.append(cell)
        yield tuple(out)
