"""In which order a region's labels and numbers may stand: the suppositions for ``alignment``, the likeliest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from attrs import define, field

from govinfo_report.match.damage import damages
from govinfo_report.match.lines import FormTable
from govinfo_report.match.order import (
    APART,
    BEFORE,
    BEHIND,
    BETWEEN,
    BLANKS,
    FIELDS,
    NONE,
    TABS,
    Order,
    counts,
    read_order,
    stretch,
)
from govinfo_report.match.regions import Region
from govinfo_report.match.tokens import BLANK_LINE, EMPTY, MARK, NUMBER, ONLY_BLANK, ONLY_TAB

_ARRANGEMENTS = (BEHIND, BEFORE, BETWEEN, APART)
_price = damages().price
_ATOMS = (EMPTY, NUMBER, MARK)


@define
class Orders:
    """The orders that a region may be in, the likeliest first; each is read when it is asked for.

    Attributes:
        region: the region.
        table: the table of an edition.
        is_joined: other tables of the copy have numbers run together.
    """

    region: Region
    table: FormTable
    is_joined: bool
    _read: dict[str, list[Order]] = field(factory=dict, init=False)

    def up_to(self, most: float) -> Iterator[Order]:
        """Give the orders whose supposition costs no more than ``most``."""
        arrangements = (BEHIND, APART) if self.table.is_shared else _ARRANGEMENTS
        for arrangement in arrangements:
            if _arrangement_price(arrangement, self.table) <= most:
                if arrangement not in self._read:
                    self._read[arrangement] = list(self._in(arrangement))
                yield from (order for order in self._read[arrangement] if order.cost <= most)

    def _in(self, arrangement: str) -> Iterator[Order]:
        seen = set()
        by_blank_lines = False
        atoms = [token for token in stretch(self.region, arrangement) if token.kind in _ATOMS]
        every = (FIELDS, NONE) if _tabs_part_cells(self.region) else (FIELDS, NONE, TABS, BLANKS)
        for empties in every:
            count = sum(1 for token in atoms if token.kind != EMPTY or counts(token, empties))
            if count in seen or (empties == BLANKS and by_blank_lines):
                continue
            seen.add(count)
            order = read_order(self.region, self.table, arrangement, empties)
            # what parts rows is no cell
            by_blank_lines = by_blank_lines or order.row_parting == BLANK_LINE
            if order.atoms:
                order.joined = order.joined or (self.is_joined and order.joined_lines > 0)
                order.cost = _cost(order)
                yield order


def _arrangement_price(arrangement: str, table: FormTable) -> float:
    """Give the least that it costs to suppose an arrangement."""
    if arrangement == BEFORE:
        summed = table.is_summed
        return _price("numbers_before_labels" if summed else "numbers_before_unsummed_labels")
    prices = {BETWEEN: _price("labels_between"), APART: _price("labels_apart")}
    return prices.get(arrangement, 0.0)


def _tabs_part_cells(region: Region) -> bool:
    """Tell whether lines of a tab alone stand between most numbers, and so are no cells."""
    parted = numbers = 0
    last = ""
    for token in region.inside:
        if token.kind in (NUMBER, MARK):
            numbers += 1
            parted += last == ONLY_TAB
        if token.note != ONLY_BLANK:
            last = token.note if token.kind == EMPTY else ""
    return 2 * parted > numbers


def _cost(order: Order) -> float:
    cost = _arrangement_price(order.arrangement, order.table)
    if order.table.is_shared and order.empties in (TABS, BLANKS):
        cost += _price("blank_lines_as_cells")
    if order.arrangement == APART:
        between = 0 if order.table.is_shared else sum(1 for gap in order.gaps[1:-1] if gap.labels)
        cost += _price("labels_apart_mixed") * between
        cost += _price("label_of_another") * _out_of_order(order)
    return cost


def _out_of_order(order: Order) -> int:
    """Count the labels that stand out of the form's order: beside no numbers, nothing else says whose those are."""
    if order.table.is_shared:
        return 0
    longest: list[int] = []
    labels = list(dict.fromkeys(label for gap in order.gaps for label in gap.labels))
    for label in labels:
        at = bisect_left(longest, label)
        longest[at : at + 1] = [label]
    return len(labels) - len(longest)
