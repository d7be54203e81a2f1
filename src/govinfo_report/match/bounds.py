"""What the lines that are left cost at least: a search drops what cannot end within its limit."""

from __future__ import annotations

from collections import defaultdict

from govinfo_report.match.damage import damages
from govinfo_report.match.order import ALONE, APART, BEFORE, BEHIND, BETWEEN, Order
from govinfo_report.match.prices import Prices

_price = damages().price
_SHIFTED = _price("labels_shifted")
# Numbers that do not stand beside their label cost so much at least, and those without one.
_ELSEWHERE, _UNLABELLED = _price("label_away"), _price("label_lost")
_CUT_OFF = _price("line_cut_off")
# A line may own so many atoms more than it has cells.
TOO_MANY = 2


def least_rest(order: Order, prices: Prices) -> list[tuple[float, float, float]]:
    """Give for each line, and behind the last, what it and those after it cost at least.

    Args:
        order: the region in a supposed order.
        prices: what it costs that a line owns some atoms.

    Returns:
        Three prices for each line: with labels moved one line up against their numbers, not moved, one line down.
    """
    count = len(order.table.lines)
    rest = [(0.0, 0.0, 0.0)] * (count + 1)
    if order.table.is_shared or order.arrangement in (ALONE, APART):
        return rest
    places = _Places(order, prices)
    for line in range(count - 1, -1, -1):
        above, level, below = rest[line + 1]
        absent = _CUT_OFF if order.is_cut_off(line) else _UNLABELLED
        own = places.least(line, line, _ELSEWHERE if line in order.gaps_of else absent)
        if order.arrangement != BEHIND:
            rest[line] = (own + level,) * 3
            continue
        up = places.least(line, line - 1) + above
        down = places.least(line, line + 1) + below
        here = min(own + level, _SHIFTED + up, _SHIFTED + down)
        # a line without numbers costs more than one whose numbers stand elsewhere
        rest[line] = (
            min(up, here, _ELSEWHERE + above),
            here,
            min(down, here, _ELSEWHERE + below),
        )
    return rest


class _Places:
    """Where the numbers of each line may stand beside a label."""

    def __init__(self, order: Order, prices: Prices) -> None:
        self.order, self.prices = order, prices
        self.starts: dict[int, list[int]] = defaultdict(list)
        self.ends: dict[int, list[int]] = defaultdict(list)
        if order.arrangement != BEFORE:
            for start, gap in enumerate(prices.lead):
                self.starts[gap].append(start)
        if order.arrangement in (BEFORE, BETWEEN):
            for end, gap in enumerate(prices.trail):
                self.ends[gap].append(end)

    def least(self, line: int, label: int, most: float = float("inf")) -> float:
        """Give the least that a line's numbers cost beside a label, or ``most`` if that is less."""
        order = self.order
        if not 0 <= label < len(order.table.lines):
            return most
        longest = order.table.lines[line].form.width + TOO_MANY
        least = most
        for gap in order.gaps_of.get(label, ()):
            spans = [
                (start, end)
                for start in self.starts.get(gap, ())
                for end in range(start + 1, min(len(order.atoms), start + longest) + 1)
            ]
            spans += [
                (start, end)
                for end in self.ends.get(gap, ())
                for start in range(max(0, end - longest), end)
            ]
            for start, end in spans:
                if least <= 0:
                    return least
                price = self.prices.content(line, start, end)
                if price is not None and price < least:
                    least = price
        return least
