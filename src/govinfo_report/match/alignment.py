"""Which numbers can each line of the form own, in any explanation that is not much dearer than the cheapest?

One dynamic programme over lines and atoms, both in order. Each step supposes damage, and each damage has its price;
what all explanations within the slack agree in is beyond doubt, so doubt is found and never ruled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import define, field

from govinfo_report.match.budget import Budget
from govinfo_report.match.columns_down import columns_down
from govinfo_report.match.damage import damages
from govinfo_report.match.foreign import junk_prices
from govinfo_report.match.lines import RowForm
from govinfo_report.match.orders import APART, BEFORE, BEHIND, BETWEEN, BLANKS, UNKNOWN, Order
from govinfo_report.match.readings import JOINED, LOST, readings
from govinfo_report.match.tokens import EMPTY, GLUED, NEWLINE, ONLY_BLANK

Strip: TypeAlias = tuple[int, ...]
"""Indices of the atoms that a line owns; () where it has none."""

_price = damages().price
_NUMBERS_LOST, _LINE_LOST = _price("numbers_lost"), _price("line_lost")
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
# Explanations this much dearer than the cheapest way to the same line are not followed.
_BEAM = 6.0
_GROUP_APART = 0.5
# The dearer the best explanation, the wider the slack.
_DOUBT = 0.05
# So many atoms away, a label is far.
_FAR = 60
# What is left behind the last line may be anything.
_MOST_BEHIND = 4.0
# A line may own so many atoms more than it has cells.
_TOO_MANY = 2
INFINITE = float("inf")


@define
class Alignment:
    """The strips that each line can own.

    Attributes:
        order: the order that was supposed.
        best: the price of the cheapest explanation.
        slack: how much dearer a rival may be.
        strips: for each line its strips, each with the price of the cheapest explanation that has it.
    """

    order: Order
    best: float = INFINITE
    slack: float = 0.0
    strips: list[dict[Strip, float]] = field(factory=list)


_SHIFTS = 3


def _state(at: int, shift: int) -> int:
    """Give the state of a search that has come to an atom, its labels moved by some lines against their numbers."""
    return at * _SHIFTS + shift + 1


@define
class _Step:
    """A way on: a line owns some atoms; or several lines do, printed column by column.

    Attributes:
        start: the state before.
        line_after: the line that comes next.
        end: the state behind.
        strips: the atoms of the line, or of each line.
        price: what it costs.
    """

    start: int
    line_after: int
    end: int
    strips: tuple[Strip, ...]
    price: float


def align(order: Order, bound: float, slack: float, budget: Budget) -> Alignment:
    """Align the lines of the form with the numbers of a region.

    Args:
        order: the region in a supposed order.
        bound: the price of the best explanation found so far, in any order.
        slack: how much dearer a rival may be.
        budget: what is left of the steps for the copy.

    Raises:
        Spent: no steps are left.
    """
    if order.cost > bound + slack:
        return Alignment(order)
    return _Aligner(order, bound + slack, slack, budget).run()


@define
class _Aligner:
    order: Order
    limit: float
    slack: float
    budget: Budget
    junk: list[float] = field(init=False)
    lead: list[int] = field(init=False)
    trail: list[int] = field(init=False)
    edge: list[int] = field(init=False)
    layers: list[dict[int, float]] = field(init=False)
    steps: list[list[_Step]] = field(init=False)
    ends_row: list[bool] = field(init=False)
    contents: dict[tuple[int, int, RowForm], float | None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        order = self.order
        count = len(order.table.lines)
        self.junk = junk_prices(order)
        self._pass_empty_cells()
        parting = min(order.row_parting, NEWLINE)
        self.ends_row = [
            bool(gap.labels or gap.heads) or gap.foreign or gap.parted >= parting
            for gap in order.gaps
        ]
        self.ends_row[0] = self.ends_row[-1] = True
        self.layers = [{} for _ in range(count + 1)]
        self.layers[0][_state(0, 0)] = order.cost
        self.steps = [[] for _ in range(count)]

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

    def run(self) -> Alignment:
        order = self.order
        found = Alignment(order, strips=[{} for _ in order.table.lines])
        for line in range(len(order.table.lines)):
            # a step may pass over lines that are printed column by column
            self._prune(line)
            for state, cost in self.layers[line].items():
                self.budget.spend()
                self._go_on(line, state, cost)
        self._prune(len(order.table.lines))
        if not self.layers[-1]:
            return found
        tail = self._tail()
        last = self.layers[-1]
        found.best = min(cost + tail[state // _SHIFTS] for state, cost in last.items())
        if found.best <= self.limit:
            found.slack = self.slack + _DOUBT * found.best
            self._keep(found, tail)
        return found

    def _prune(self, line: int) -> None:
        """Skip atoms that no line owns; then drop what is too dear."""
        layer = self.layers[line]
        if not layer:
            return
        low = min(layer.values())
        top = min(low + _BEAM, self.limit)
        for state in range(min(layer), len(self.junk) * _SHIFTS):
            if state in layer:
                cost = layer[state] + self.junk[state // _SHIFTS]
                if cost <= top and cost < layer.get(state + _SHIFTS, INFINITE):
                    layer[state + _SHIFTS] = cost
        self.layers[line] = {state: cost for state, cost in layer.items() if cost <= top}

    def _go_on(self, line: int, state: int, cost: float) -> None:
        """Give a line every strip that it can own from a state on."""
        start, shift = state // _SHIFTS, state % _SHIFTS - 1
        width = self.order.table.lines[line].form.width
        whole = start + width
        if not shift and self._is_perfect(line, start, whole):
            self._add(
                line, cost, _Step(state, line + 1, _state(whole, 0), (_strip(start, whole),), 0.0)
            )
            return
        lost = _NUMBERS_LOST if line in self.order.gaps_of else _LINE_LOST
        self._add(line, cost, _Step(state, line + 1, state, ((),), lost))
        by_end = self.order.arrangement in (BEFORE, BETWEEN)
        away = 0.0 if by_end else self._label(line, start, start)
        shifted = self._shifts(line, start, shift)
        cheapest = min([away, *shifted.values()])
        for end in self._ends(start, whole) if cost + cheapest <= self.limit else ():
            self.budget.spend()
            price = self._content(line, start, end)
            if price is None or cost + price + cheapest > self.limit:
                continue
            label = self._label(line, start, end) if by_end else away
            for moved, extra in (0, label), *shifted.items():
                if cost + price + extra <= self.limit:
                    after = _state(end, moved)
                    step = _Step(state, line + 1, after, (_strip(start, end),), price + extra)
                    self._add(line, cost, step)
        if self.order.arrangement == APART and self.ends_row[start]:
            for rows in range(2, len(self.order.table.lines) - line + 1):
                down = columns_down(self.order, line, start, rows)
                if down is not None:
                    strips, price = down
                    end = _state(start + rows * width, 0)
                    self._add(line, cost, _Step(state, line + rows, end, strips, price))

    def _shifts(self, line: int, start: int, shift: int) -> dict[int, float]:
        """Give by how many lines labels may have moved against their numbers here, and what that costs."""
        order = self.order
        here = order.gaps[self.lead[start]].labels
        if order.arrangement != BEHIND or order.table.is_shared or not here:
            return {}
        moved = here[-1] - line
        if abs(moved) != 1:
            return {}
        return {moved: 0.0 if moved == shift else _LABELS_SHIFTED}

    def _ends(self, start: int, whole: int) -> Iterator[int]:
        """Give where a row that begins at an atom may end: where rows are parted; anywhere, if no label is near."""
        order, top = self.order, min(len(self.order.atoms), whole + _TOO_MANY)
        anywhere = not any(gap.labels for gap in order.gaps[start + 1 : top + 1])
        for end in range(start + 1, top + 1):
            if end > whole and order.atoms[end - 1].kind == EMPTY:
                return
            if anywhere or end == whole or self.ends_row[end]:
                yield end

    def _is_perfect(self, line: int, start: int, end: int) -> bool:
        """Tell whether a label, exactly its numbers and the next label follow one another, and the sum holds.

        Any other explanation of them supposes two damages, which is beyond the slack.
        """
        order = self.order
        if order.arrangement != BEHIND or order.table.is_shared or end > len(order.atoms):
            return False
        gap = order.gaps[start]
        if not gap.labels or gap.labels[-1] != line or order.gaps_of[line] != {start}:
            return False
        if end < len(order.atoms) and not order.gaps[end].labels:
            return False
        if any(order.gaps[at].labels or order.gaps[at].foreign for at in range(start + 1, end)):
            return False
        return self._content(line, start, end) == 0.0

    def _add(self, line: int, cost: float, step: _Step) -> None:
        self.steps[line].append(step)
        after = self.layers[step.line_after]
        if cost + step.price < after.get(step.end, self.limit + 1):
            after[step.end] = cost + step.price

    def _content(self, line: int, start: int, end: int) -> float | None:
        """Give what it costs to read some atoms as the numbers of a line; None if that is impossible."""
        form = self.order.table.lines[line].form
        key = start, end, form
        if key not in self.contents:
            found = readings(tuple(self.order.texts[start:end]), form)
            cost = found[0].cost if found else None
            if cost is not None:
                cost = self._by_mode(cost, line, start, end) + self._inside(start, end)
            self.contents[key] = cost
        return self.contents[key]

    def _by_mode(self, cost: float, line: int, start: int, end: int) -> float:
        """Take off what the whole table pays for once."""
        order, form = self.order, self.order.table.lines[line].form
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
        gaps = order.gaps[start + 1 : end]
        cost = 0.0
        if order.row_parting < UNKNOWN:
            torn = sum(1 for gap in gaps if gap.parted >= order.row_parting and not gap.labels)
            cost += _RAGGED * torn
        cost += _LABEL_INSIDE * sum(1 for gap in gaps if gap.labels)
        headed = sum(1 for gap in gaps if gap.heads or gap.foreign)
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
        beside = sum(1 for atom in order.atoms[start:end] if atom.note == GLUED)
        return cost + 0.5 * beside

    def _label(self, line: int, start: int, end: int) -> float:
        """Give what it costs that the numbers of a line stand where they stand, away from its label or beside it."""
        order = self.order
        gap = self.trail[end] if order.arrangement == BEFORE else self.lead[start]
        own, here = order.gaps_of.get(line, set()), order.gaps[gap].labels
        if order.arrangement == BETWEEN:
            wrong = sum(1 for other in here if other not in (line, line - 1))
            beside = gap in own or self.trail[end] in own
            away = _LABEL_AWAY if own else _LABEL_LOST
            return _LABEL_OF_ANOTHER * wrong + (0.0 if beside else away)
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
        if len(here) == 1 and own:
            return _LABEL_OF_ANOTHER
        return 0.3 if self.order.table.lines[line].form.summed else _LABEL_FAR

    def _tail(self) -> list[float]:
        tail = [0.0] * (len(self.junk) + 1)
        for at in range(len(self.junk) - 1, -1, -1):
            tail[at] = min(tail[at + 1] + self.junk[at], _MOST_BEHIND)
        return tail

    def _keep(self, found: Alignment, tail: list[float]) -> None:
        """Go back from the end, and keep the strips on any way within the slack."""
        count, most = len(self.steps), found.best + found.slack
        back: list[dict[int, float]] = [{} for _ in range(count + 1)]
        back[count] = {state: tail[state // _SHIFTS] for state in self.layers[count]}
        for line in range(count, -1, -1):
            here = back[line]
            for step in self.steps[line] if line < count else ():
                rest = back[step.line_after].get(step.end, INFINITE)
                if step.price + rest < here.get(step.start, INFINITE):
                    here[step.start] = step.price + rest
            for state in sorted(self.layers[line], reverse=True):
                at = state // _SHIFTS
                rest = here.get(state + _SHIFTS, INFINITE)
                if at < len(self.junk) and self.junk[at] + rest < here.get(state, INFINITE):
                    here[state] = self.junk[at] + rest
        for line, steps in enumerate(self.steps):
            for step in steps:
                before = self.layers[line].get(step.start, INFINITE)
                cost = before + step.price + back[step.line_after].get(step.end, INFINITE)
                if cost <= most:
                    for offset, strip in enumerate(step.strips):
                        mine = found.strips[line + offset]
                        mine[strip] = min(cost, mine.get(strip, INFINITE))


def _strip(start: int, end: int) -> Strip:
    return tuple(range(start, end))
