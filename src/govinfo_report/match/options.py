"""The readings of each line, of every run of numbers that it can own."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.match.alignment import Alignment, Strip
from govinfo_report.match.printed import Raw, Values
from govinfo_report.match.readings import JOINED, readings
from govinfo_report.model import Number


@frozen(eq=False)
class Option:
    """One reading of one strip of a line.

    Attributes:
        cost: of the cheapest explanation that has it.
        values: its numbers as sums count them; None where nothing is known.
        raws: what its cells print.
        strip: the atoms that it is read from.
        offset: how many characters of these belong to the lines before it.
    """

    cost: float
    values: Values
    raws: tuple[Raw, ...]
    strip: Strip
    offset: int = 0

    @property
    def is_whole(self) -> bool:
        """Every cell has a trace."""
        return None not in self.raws

    def with_values(self, values: Sequence[Number | None]) -> Option:
        """Give the same with other numbers."""
        return Option(self.cost, tuple(values), self.raws, self.strip, self.offset)


Options = list[list[Option]]
"""For each line its readings."""


def line_options(found: Alignment) -> Options:
    """Give each line's readings, of all its strips, within the slack."""
    order, out = found.order, []
    for line, strips in zip(order.table.lines, found.strips, strict=True):
        mine: dict[tuple[Values, tuple[Raw, ...]], Option] = {}
        width = line.form.width
        for strip, total in strips.items():
            if not strip:
                nothing = (None,) * width
                mine[nothing, ()] = Option(total, nothing, nothing, ())
                continue
            every = readings(tuple([order.texts[at] for at in strip]), line.form)
            free = order.joined and line.form.summed and len(strip) < width
            prices = [e.cost - JOINED if free and None not in e.raws else e.cost for e in every]
            least = min(prices)
            for each, price in zip(every, prices, strict=True):
                cost = total + price - least
                key = each.values, each.raws
                if cost <= found.best + found.slack and (key not in mine or mine[key].cost > cost):
                    mine[key] = Option(cost, each.values, each.raws, strip)
        out.append(list(mine.values()))
    return out


def by_lost_column(found: Alignment, options: Options) -> list[Options]:
    """Give the cases to settle: one for each column that may be the lost one, where one is lost; else one alone.

    Places chosen line by line would repair the office's mistakes by moving digits.
    """
    if not found.order.lost_column:
        return [options]
    unnamed = found.order.unnamed_column
    cases: list[tuple[float, Options]] = []
    for place in range(found.order.table.width) if unnamed is None else (unnamed,):
        case = [_without(place, mine) for mine in options]
        if unnamed is None and not all(case):
            continue  # a line has all of its cells: that is another damage, and sums repair anything
        # of such a line nothing is known where the headings name the lost column
        cost = sum(min(option.cost for option in mine) - found.best for mine in case if mine)
        cases.append((cost, case))
    least = min([cost for cost, _ in cases], default=0.0)
    return [case for cost, case in cases if cost <= least + found.slack]


def _without(place: int, options: Sequence[Option]) -> list[Option]:
    """Give the readings of a line that lack one column and nothing else, or have no numbers."""
    return [
        option
        for option in options
        if not option.strip or (option.raws[place] is None and option.raws.count(None) == 1)
    ]
