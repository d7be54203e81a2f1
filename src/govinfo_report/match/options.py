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
    cases: list[tuple[float, Options]] = []
    unnamed = found.order.unnamed_column
    for place in range(found.order.table.width) if unnamed is None else (unnamed,):
        case, cost = [], 0.0
        for mine in options:
            kept = [
                option
                for option in mine
                if not option.strip or (option.raws[place] is None and option.raws.count(None) == 1)
            ]
            case.append(kept or mine)
            cost += min((o.cost for o in case[-1]), default=0.0) - found.best
        cases.append((cost, case))
    least = min(cost for cost, _ in cases)
    return [case for cost, case in cases if cost <= least + found.slack]
