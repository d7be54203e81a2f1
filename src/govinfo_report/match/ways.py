"""The ways to read each line of a table, in all explanations of it that are left."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.match.alignment import Alignment
from govinfo_report.match.lines import FormLine
from govinfo_report.match.options import Option
from govinfo_report.match.order import BEHIND, Order
from govinfo_report.match.proof import Settled


@frozen
class Explanation:
    """One way to read a table that is left: the order that it supposes, and its lines' readings."""

    found: Alignment
    settled: Settled


@frozen
class Way:
    """One way to read a line: whether its numbers stand beside its label, or beside that of another."""

    option: Option | None
    order: Order
    has_failing: bool
    is_beside: bool
    is_shifted: bool


def ways_of(explanations: Sequence[Explanation]) -> list[tuple[FormLine, list[Way]]]:
    """Give each line of the form with the ways to read it."""
    ways: dict[str, tuple[FormLine, list[Way]]] = {}
    for each in explanations:
        table = each.found.order.table
        for at, (line, options) in enumerate(zip(table.lines, each.settled.options, strict=True)):
            first, mine = ways.setdefault(line.row, (line, []))
            failing = bool(each.settled.failing or each.settled.odd)
            # another edition may have other columns, and then says nothing of these
            found: Sequence[Option | None] = options if line.columns == first.columns else ()
            found = found or [None]
            mine += [_way(each.found, at, option, failing) for option in found]
    return [(line, _distinct(mine)) for line, mine in ways.values()]


def _way(found: Alignment, line: int, option: Option | None, has_failing: bool) -> Way:
    order = found.order
    if option is None or not option.strip or order.arrangement != BEHIND or order.table.is_shared:
        return Way(option, order, has_failing, is_beside=True, is_shifted=False)
    labels = order.gaps[found.lead[option.strip[0]]].labels
    is_beside = line in labels
    return Way(option, order, has_failing, is_beside, bool(labels) and not is_beside)


def _distinct(ways: Sequence[Way]) -> list[Way]:
    """Drop ways that read the same characters alike: several orders may."""
    kept: dict[object, Way] = {}
    for way in ways:
        key: object = None
        if way.option is not None:
            places = tuple([way.order.atoms[at].start for at in way.option.strip])
            key = way.option.raws, way.option.values, places, way.option.offset, way.has_failing
        kept.setdefault(key, way)
    return list(kept.values())


def cheapest(ways: Sequence[Way]) -> list[Option]:
    """Give the readings of a line that the cheapest explanations have."""
    options = [way.option for way in ways if way.option is not None]
    least = min([option.cost for option in options], default=0.0)
    return [option for option in options if option.cost <= least]
