"""What it costs that a line owns some atoms: by what they print, by what stands among them, by their label."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from attrs import define, field, frozen

from govinfo_report.match.damage import damages
from govinfo_report.match.lines import RowForm
from govinfo_report.match.order import (
    ALONE,
    APART,
    BEFORE,
    BEHIND,
    BETWEEN,
    BLANKS,
    UNKNOWN,
    Order,
)
from govinfo_report.match.readings import JOINED, LOST, TOTAL_EMPTY, readings
from govinfo_report.match.tokens import EMPTY, GLUED, ONLY_BLANK

_price = damages().price
_LABEL_LOST, _LABEL_AWAY, _LABEL_FAR = (
    _price("label_lost"),
    _price("label_away"),
    _price("label_far"),
)
_LABEL_OF_ANOTHER, _LABEL_UNRELATED = _price("label_of_another"), _price("label_unrelated")
_LABEL_INSIDE, _LABEL_NOT_NEXT = _price("label_inside"), _price("label_not_next")
_LABELS_SHIFTED = _price("labels_shifted")
_RAGGED, _HEADING_INSIDE = _price("ragged"), _price("heading_inside")
_EMPTY_AFTER_HEADING = _price("empty_after_heading")
_GROUP_APART = 0.5
AWAY = 0.3
"""What it costs that a label of a block stands away from its numbers."""
# What a sum that fails costs where a line prints as many numbers as the form has cells, and nothing else.
_ODD_SUM = 0.3
# So many atoms away, a label is far.
_FAR = 60


@frozen
class _Counts:
    """How many of the first atoms, or gaps, something is true of."""

    before: list[int]

    def between(self, start: int, end: int) -> int:
        """Give of how many it is true from ``start`` up to ``end``."""
        return self.before[end] - self.before[start] if end > start else 0


def _counts(holds: Iterable[bool]) -> _Counts:
    return _Counts([0, *accumulate(map(int, holds))])


@define
class Prices:
    """The prices of the strips of a region, in one supposed order.

    Attributes:
        order: the region in a supposed order.
        lead: for each place the gap whose label stands before it, empty cells passed over.
        trail: for each place the gap whose label stands behind it.
        edge: the strength of what parts each place from what is before it, empty cells passed over.
        labels: the gaps with a label.
        words: the gaps with a label or with words that are not the form's.
    """

    order: Order
    lead: list[int] = field(init=False)
    trail: list[int] = field(init=False)
    edge: list[int] = field(init=False)
    labels: _Counts = field(init=False)
    words: _Counts = field(init=False)
    _torn: _Counts = field(init=False)
    _headed: _Counts = field(init=False)
    _glued: _Counts = field(init=False)
    _contents: dict[tuple[int, int, RowForm], float | None] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        order, gaps = self.order, self.order.gaps
        rows = order.row_parting
        self._torn = _counts(
            rows < UNKNOWN and gap.parted >= rows and not gap.labels for gap in gaps
        )
        self.labels = _counts(bool(gap.labels) for gap in gaps)
        self.words = _counts(bool(gap.labels) or gap.foreign for gap in gaps)
        self._headed = _counts(bool(gap.heads) or gap.foreign for gap in gaps)
        self._glued = _counts(atom.note == GLUED for atom in order.atoms)
        self._pass_empty_cells()

    def _pass_empty_cells(self) -> None:
        """Empty cells that no line owns stand between a label and its numbers without parting them."""
        order, count = self.order, len(self.order.atoms)
        self.lead, self.trail = list(range(count + 1)), list(range(count + 1))
        self.edge = [gap.parted for gap in order.gaps]
        for at in range(1, count + 1):
            has_words = order.gaps[at].labels or order.gaps[at].is_parted
            if not has_words and order.atoms[at - 1].kind == EMPTY:
                self.lead[at] = self.lead[at - 1]
                self.edge[at] = max(self.edge[at], self.edge[at - 1])
        for at in range(count - 1, -1, -1):
            if not order.gaps[at].labels and order.atoms[at].kind == EMPTY:
                self.trail[at] = self.trail[at + 1]

    def content(self, line: int, start: int, end: int) -> float | None:
        """Give what it costs to read some atoms as the numbers of a line; None if that is impossible."""
        form = self.order.table.lines[line].form
        if line == self.order.cut_row:
            return None
        key = start, end, form
        if key not in self._contents:
            found = readings(tuple(self.order.texts[start:end]), form)
            cost = found[0].cost if found else None
            if cost is not None:
                cost = self._by_mode(cost, line, start, end) + self._inside(start, end)
            self._contents[key] = cost
        return self._contents[key]

    def _by_mode(self, cost: float, line: int, start: int, end: int) -> float:
        """Take off what the whole table pays for once."""
        order, form = self.order, self.order.table.lines[line].form
        if order.is_whole_row and end - start == form.width:
            return min(cost, _ODD_SUM)
        if order.empty_totals and cost >= TOTAL_EMPTY and not order.texts[end - 1]:
            return cost - TOTAL_EMPTY
        if not (order.lost_column or order.joined):
            return cost
        texts = tuple(order.texts[start:end])
        if order.lost_column and end - start == form.width - 1 and "" not in texts:
            one = [each.cost for each in readings(texts, form) if each.raws.count(None) == 1]
            cost = min(one, default=cost + LOST) - LOST
        elif order.lost_column and end - start == form.width and "" in (texts[0], texts[-1]):
            cost += LOST
        if order.joined and cost >= JOINED and end - start < form.width:
            cost -= JOINED
        return cost

    def _inside(self, start: int, end: int) -> float:
        """Give what it costs that something stands among the numbers of a line."""
        order = self.order
        cost = _RAGGED * self._torn.between(start + 1, end)
        cost += _LABEL_INSIDE * self.labels.between(start + 1, end)
        headed = self._headed.between(start + 1, end)
        if headed:
            has_empty = "" in order.texts[start:end]
            cost += headed * (_EMPTY_AFTER_HEADING if has_empty else _HEADING_INSIDE)
        if order.empties == BLANKS and ONLY_BLANK in (
            order.atoms[start].note,
            order.atoms[end - 1].note,
        ):
            # a line left empty at the end of a row is rather what parts rows
            cost += _RAGGED
        if order.stub and not order.texts[start] and start < order.stub_ends[start]:
            cost += _RAGGED
        return cost + 0.5 * self._glued.between(start, end)

    def label(self, line: int, start: int, end: int) -> float:
        """Give what it costs that the numbers of a line stand where they stand, away from its label or beside it."""
        order = self.order
        gap = self.trail[end] if order.arrangement == BEFORE else self.lead[start]
        own, here = order.gaps_of.get(line, set()), order.gaps[gap].labels
        if order.arrangement == BETWEEN:
            wrong = sum(1 for other in here if other not in (line, line - 1))
            beside = gap in own or self.trail[end] in own
            away = _LABEL_AWAY if own else _LABEL_LOST
            return _LABEL_OF_ANOTHER * wrong + (0.0 if beside else away)
        if order.arrangement == ALONE:
            return 0.0
        if order.table.is_shared:
            return 0.0 if not here or not line or gap in own else _GROUP_APART
        if order.arrangement == BEHIND and order.gaps[gap].is_parted:
            return _LABEL_UNRELATED
        if gap in own:
            near = here[0] if order.arrangement == BEFORE else here[-1]
            if order.arrangement == APART or near == line:
                return self._nearer_to_another(start, end)
            return _LABEL_NOT_NEXT
        if order.arrangement == APART:
            return self._apart(line, own, here)
        if here:
            return _LABEL_OF_ANOTHER if own else _LABEL_UNRELATED
        ragged = order.row_parting < UNKNOWN and self.edge[start] < order.row_parting
        price = _LABEL_LOST
        if own:
            is_near = any(abs(other - gap) < _FAR for other in own)
            price = _LABEL_AWAY if is_near else _LABEL_FAR
        return price + (_RAGGED if ragged else 0.0)

    def _nearer_to_another(self, start: int, end: int) -> float:
        """Give what it costs that numbers before their label stand nearer to the label before them."""
        if self.order.arrangement != BEFORE:
            return 0.0
        before, behind = self.order.gaps[start], self.order.gaps[end]
        return _RAGGED if before.labels and before.behind < behind.before else 0.0

    def _apart(self, line: int, own: set[int], here: list[int]) -> float:
        if not own:
            # of several lines the one whose label is lost is the lost one
            return _LABEL_UNRELATED
        if len(here) == 1:
            return _LABEL_OF_ANOTHER
        return AWAY if self.order.table.lines[line].form.summed else _LABEL_FAR

    def shifts(self, line: int, start: int, shift: int) -> dict[int, float]:
        """Give by how many lines labels may have moved against their numbers here, and what that costs."""
        order = self.order
        here = order.gaps[self.lead[start]].labels
        if order.arrangement != BEHIND or order.table.is_shared or not here:
            return {}
        moved = here[-1] - line
        if abs(moved) != 1:
            return {}
        return {moved: 0.0 if moved == shift else _LABELS_SHIFTED}
