"""Which numbers can each line of the form own, in any explanation that is not much dearer than the cheapest?

One dynamic programme over lines and atoms, both in order. Each step supposes damage, and each damage has its price;
what all explanations within the slack agree in is beyond doubt, so doubt is found and never ruled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import define, field

from govinfo_report.match.bounds import TOO_MANY, least_rest
from govinfo_report.match.budget import Budget
from govinfo_report.match.columns_down import COLUMNS_DOWN, columns_down
from govinfo_report.match.damage import damages
from govinfo_report.match.foreign import junk_prices
from govinfo_report.match.order import ALONE, APART, BEFORE, BEHIND, BETWEEN, Order
from govinfo_report.match.prices import Prices
from govinfo_report.match.tokens import EMPTY, NEWLINE

Strip: TypeAlias = tuple[int, ...]
"""Indices of the atoms that a line owns; () where it has none."""

_price = damages().price
_NUMBERS_LOST, _LINE_LOST, _CUT_OFF = (
    _price("numbers_lost"),
    _price("line_lost"),
    _price("line_cut_off"),
)
_NUMBERS_OF_ANOTHER = _price("numbers_of_another")
# Explanations this much dearer than the cheapest way to the same line are not followed.
_BEAM = 6.0
# The dearer the best explanation, the wider the slack; up to less than the price of labels that moved.
_DOUBT, _MOST_DOUBT = 0.05, 0.3
# What is left behind the last line may be anything.
_MOST_BEHIND = 4.0
INFINITE = float("inf")


@define
class Alignment:
    """The strips that each line can own.

    Attributes:
        order: the order that was supposed.
        best: the price of the cheapest explanation.
        slack: how much dearer a rival may be.
        strips: for each line its strips, each with the price of the cheapest explanation that has it.
        lead: for each place the gap whose label stands before it, empty cells passed over.
    """

    order: Order
    best: float = INFINITE
    slack: float = 0.0
    strips: list[dict[Strip, float]] = field(factory=list)
    lead: Sequence[int] = ()


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


@define
class Search:
    """Aligns the lines of the form with the numbers of a region, in one supposed order.

    Attributes:
        order: the region in a supposed order.
    """

    order: Order
    limit: float = field(init=False)
    slack: float = field(init=False)
    budget: Budget = field(init=False)
    junk: list[float] = field(init=False)
    prices: Prices = field(init=False)
    ends_row: list[bool] = field(init=False)
    layers: list[dict[int, float]] = field(init=False)
    steps: list[list[_Step]] = field(init=False)
    ways: dict[tuple[int, int], list[_Step]] = field(factory=dict)
    rest: list[tuple[float, float, float]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        order = self.order
        self.junk = junk_prices(order)
        self.prices = Prices(order)
        parting = min(order.row_parting, NEWLINE)
        self.ends_row = [
            bool(gap.labels or gap.heads) or gap.foreign or gap.parted >= parting
            for gap in order.gaps
        ]
        self.ends_row[0] = self.ends_row[-1] = True
        self.rest = least_rest(order, self.prices)

    def within(self, bound: float, slack: float, budget: Budget) -> Alignment:
        """Give the strips of each line in the explanations that cost little.

        Args:
            bound: the price of the best explanation found so far, in any order.
            slack: how much dearer a rival may be.
            budget: what is left of the steps for the copy.

        Raises:
            Spent: no steps are left.
        """
        order = self.order
        found = Alignment(order, strips=[{} for _ in order.table.lines], lead=self.prices.lead)
        if order.cost + self.rest[0][1] > bound + slack + _doubt(bound):
            return found
        self.limit, self.slack, self.budget = bound + slack + _doubt(bound), slack, budget
        self.layers = [{} for _ in range(len(order.table.lines) + 1)]
        self.layers[0][_state(0, 0)] = order.cost
        self.steps = [[] for _ in order.table.lines]
        for line in range(len(order.table.lines)):
            # a step may pass over lines that are printed column by column
            self._prune(line)
            self.budget.spend(len(self.layers[line]))
            for state, cost in self.layers[line].items():
                self._go_on(line, state, cost)
        self._prune(len(order.table.lines))
        if not self.layers[-1]:
            return found
        tail = self._tail()
        last = self.layers[-1]
        found.best = min(cost + tail[state // _SHIFTS] for state, cost in last.items())
        if found.best <= self.limit:
            found.slack = self.slack + _doubt(found.best)
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
        lost = self._lost(line, state)
        steps = self.steps[line]
        if self._reach(cost, lost):
            steps.append(lost)
        key = line, state
        ways = self.ways.get(key)
        if ways is None:
            if cost + self._least(line, state) + min(self.rest[line + 1]) > self.limit:
                return
            ways = self.ways[key] = self._ways(line, state)
            self.budget.spend(len(ways))
        for step in ways:
            if cost + step.price > self.limit:
                break
            if self._reach(cost, step):
                steps.append(step)

    def _reach(self, cost: float, step: _Step) -> bool:
        """Go to where a step leads; tell whether an explanation within the limit may lie there."""
        reached = cost + step.price
        if reached + self.rest[step.line_after][step.end % _SHIFTS] > self.limit:
            return False
        after = self.layers[step.line_after]
        if reached < after.get(step.end, INFINITE):
            after[step.end] = reached
        return True

    def _lost(self, line: int, state: int) -> _Step:
        own = self.order.gaps_of.get(line, ())
        lost = _NUMBERS_LOST if own else _LINE_LOST
        if self.order.is_cut_off(line):
            lost = _CUT_OFF
        if any(self._has_number(line, gap) for gap in own):
            lost = _NUMBERS_OF_ANOTHER
        return _Step(state, line + 1, state, ((),), lost)

    def _has_number(self, line: int, gap: int) -> bool:
        """Tell whether a number stands right behind the label of a line."""
        order = self.order
        is_last = gap < len(order.texts) and order.gaps[gap].labels[-1] == line
        return order.arrangement == BEHIND and is_last and bool(order.texts[gap])

    def _least(self, line: int, state: int) -> float:
        """Give the least that the place of a line's numbers costs from a state on."""
        if self.order.arrangement in (BEFORE, BETWEEN):
            return 0.0
        start, shift = state // _SHIFTS, state % _SHIFTS - 1
        least = min(
            [
                self.prices.label(line, start, start),
                *self.prices.shifts(line, start, shift).values(),
            ]
        )
        return min(least, COLUMNS_DOWN) if self.order.arrangement in (ALONE, APART) else least

    def _ways(self, line: int, state: int) -> list[_Step]:
        """Give the steps by which a line owns some atoms from a state on, the cheapest first."""
        start, shift = state // _SHIFTS, state % _SHIFTS - 1
        whole = start + self.order.table.lines[line].form.width
        if not shift and self._is_perfect(line, start, whole):
            return [_Step(state, line + 1, _state(whole, 0), (_strip(start, whole),), 0.0)]
        by_end = self.order.arrangement in (BEFORE, BETWEEN)
        away = 0.0 if by_end else self.prices.label(line, start, start)
        shifted = self.prices.shifts(line, start, shift)
        ways = []
        for end in self._ends(start, whole):
            price = self.prices.content(line, start, end)
            if price is None:
                continue
            label = self.prices.label(line, start, end) if by_end else away
            strips = (_strip(start, end),)
            for moved, extra in (0, label), *shifted.items():
                ways.append(_Step(state, line + 1, _state(end, moved), strips, price + extra))
        if self.order.arrangement in (ALONE, APART) and self.ends_row[start]:
            ways += self._down(line, state)
        ways.sort(key=_price_of)
        return ways

    def _down(self, line: int, state: int) -> Iterator[_Step]:
        """Give the steps by which several lines own atoms that stand column by column."""
        start, width = state // _SHIFTS, self.order.table.lines[line].form.width
        for rows in range(2, len(self.order.table.lines) - line + 1):
            down = columns_down(self.order, line, start, rows)
            if down is not None:
                strips, price = down
                yield _Step(state, line + rows, _state(start + rows * width, 0), strips, price)

    def _ends(self, start: int, whole: int) -> Iterator[int]:
        """Give where a row that begins at an atom may end: where rows are parted; anywhere, if no label is near."""
        order, top = self.order, min(len(self.order.atoms), whole + TOO_MANY)
        anywhere = not self.prices.labels.between(start + 1, top + 1)
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
        if gap.is_parted:
            return False
        if end < len(order.atoms) and not order.gaps[end].labels:
            return False
        if self.prices.words.between(start + 1, end):
            return False
        return self.prices.content(line, start, end) == 0.0

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


def _doubt(price: float) -> float:
    """Give by how much the slack grows with the price of the best explanation."""
    return min(_DOUBT * price, _MOST_DOUBT)


def _price_of(step: _Step) -> float:
    return step.price


def _strip(start: int, end: int) -> Strip:
    return tuple(range(start, end))
