"""The judge: of all ways to read a table the ones that suppose the least damage, and what they agree in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, field, frozen

from govinfo_report.grammar.shape import EditionTable
from govinfo_report.guard import Guard
from govinfo_report.match.agreement import Agreed, agree
from govinfo_report.match.alignment import INFINITE, Alignment, Search
from govinfo_report.match.budget import Budget, Spent
from govinfo_report.match.damage import damages
from govinfo_report.match.equivalents import Plain, plain
from govinfo_report.match.headings import heads_in_order, other_heads
from govinfo_report.match.lines import FormTable, form_table
from govinfo_report.match.mixed import mixed_finding
from govinfo_report.match.options import by_lost_column, line_options
from govinfo_report.match.order import (
    ALONE,
    BEHIND,
    BLANKS,
    FIELDS,
    NONE,
    read_order,
)
from govinfo_report.match.orders import Orders
from govinfo_report.match.proof import Settled, settle
from govinfo_report.match.readings import SUM_FAILS
from govinfo_report.match.regions import Region, likely_editions, regions
from govinfo_report.match.room import mark_blank_lines
from govinfo_report.match.shared_row import PRICE, cut_shared_row
from govinfo_report.match.tokens import Token, tokens
from govinfo_report.match.vocabulary import Vocabulary, vocabulary
from govinfo_report.match.ways import Explanation
from govinfo_report.model import Finding, TableCells
from govinfo_report.official import Form

# Longer texts are no copy of one report, and are not judged.
_LONGEST = 50_000
# What may be a table has some hundred words and numbers; each order of many times more is dear to read.
_MOST_TOKENS = 3_000
# Steps that one copy may cost.
_MOST_STEPS = 25_000
# What the order of a table's numbers may cost that stand in no order with their labels.
_BY_ORDER = 4.0
# At this price nothing else needs to be tried.
SURE = 0.5
# What an explanation may cost, one bound after the other, until there is one.
_BOUNDS = (2.0, 5.0)
# A best explanation dearer than this proves nothing: of a table without sums; else by line, for numbers behind their
# labels and for others.
_DEAREST_UNSUMMED = 5.5
_DEAREST_BASE, _DEAREST_LINE, _DEAREST_LINE_ELSEWHERE = 3.0, 0.6, 0.4
_POOR = 5.0


@frozen
class Verdict:
    """How a table is read.

    Attributes:
        table: the table of its edition.
        cost: the damage that the best explanation supposes, besides sums of lines that fail.
        blame: how many sums have to fail in it.
        agreed: what all explanations within the slack agree in.
        arrangement: where the numbers stand in the best one.
        is_poor: it is so dear that what it states is doubted.
        is_edition_told: no explanation supposes another edition.
        heads: what its headings print, where that is not the form's columns.
    """

    table: FormTable
    cost: float
    blame: int
    agreed: Agreed
    arrangement: str
    is_poor: bool
    is_edition_told: bool
    heads: Sequence[str] = ()


@define
class Judge:
    """Reads the tables of a copy by the least damage that explains them.

    Attributes:
        form: the form.
        editions: table to its editions.
    """

    form: Form
    editions: Mapping[str, Sequence[EditionTable]]
    _tables: dict[str, list[FormTable]] = field(factory=dict, init=False)
    _seen: tuple[Plain, list[Token]] | None = field(default=None, init=False, repr=False)

    @cached_property
    def known(self) -> Vocabulary:
        """The form's words; most copies never ask for them."""
        return vocabulary(self.form)

    def tables(self, name: str) -> list[FormTable]:
        """Give a table in every edition, the newest first."""
        if name not in self._tables:
            every = [form_table(self.form, source) for source in self.editions[name]]
            every.sort(key=lambda table: table.edition, reverse=True)
            self._tables[name] = every
        return self._tables[name]

    def read(
        self, text: str, wanted: Mapping[str, str | None], line_of: Callable[[int], int]
    ) -> dict[str, Verdict]:
        """Read tables of a copy.

        Args:
            text: the copy.
            wanted: each table with the edition that the copy seems to have it in, which of two that are alike is taken.
            line_of: gives the line of an offset.

        Returns:
            Table to how it is read; tables of which nothing can be said are left out.
        """
        # anew each time, for the tables that are read mark them
        seen = self._tokens(text)
        if seen is None:
            return {}
        rewritten, found = seen
        verdicts = {}
        budget = Budget(_MOST_STEPS)
        is_joined = False
        # what a table with many sums shows of damage may have befallen the others
        for name in sorted(wanted, key=lambda name: self.tables(name)[0].provable, reverse=True):
            with Guard(name):
                try:
                    letters = self.known.head_letters(name)
                    places = regions(found, rewritten.text, self.tables(name), letters)
                    editions = sorted(self.tables(name), key=lambda t: t.edition != wanted[name])
                    verdict = self._table(editions, places, rewritten, is_joined, line_of, budget)
                except Spent:
                    break
            if verdict is not None:
                verdicts[name], has_joined = verdict
                is_joined = is_joined or has_joined
        return verdicts

    def _tokens(self, text: str) -> tuple[Plain, list[Token]] | None:
        """Give a copy rewritten, and its tokens; None where it is too long, or names no table."""
        self._seen = None
        if len(text) > _LONGEST or not self.known.may_hold_table(text):
            return None
        rewritten = plain(text)
        found = tokens(rewritten.text, self.known)
        mark_blank_lines(found)
        self._seen = seen = rewritten, found
        return seen

    def mixed(self, text: str, cells: TableCells, line_of: Callable[[int], int]) -> Finding | None:
        """Say what shows that a table of a copy prints two tables in one; None where nothing does.

        Args:
            text: the copy.
            cells: the cells of the table.
            line_of: gives the line of an offset.
        """
        seen = self._seen_of(text)
        if seen is None:
            return None
        tables = self.tables(cells.shape.table)
        table = next(each for each in tables if each.edition == cells.shape.edition)
        return mixed_finding(table, cells, *seen, line_of)

    def _seen_of(self, text: str) -> tuple[Plain, list[Token]] | None:
        """Give a copy rewritten, and its tokens, as they were seen last or anew."""
        seen = self._seen
        return seen if seen is not None and seen[0].source == text else self._tokens(text)

    def _table(
        self,
        editions: Sequence[FormTable],
        places: Sequence[Region],
        rewritten: Plain,
        is_joined: bool,
        line_of: Callable[[int], int],
        budget: Budget,
    ) -> tuple[Verdict, bool] | None:
        oldest = min(editions, key=lambda table: table.edition)
        if sum(len(region.inside) for region in places) > _MOST_TOKENS:
            return None
        places = [region for region in places if heads_in_order(region, oldest)]
        tried = _tried(places, editions, is_joined, budget)
        best = min([each.best for each in tried], default=INFINITE)
        explanations = []
        if tried and best <= _dearest(tried[0].order.table, tried[0].order.arrangement):
            explanations = _explanations(tried, best, budget)
        if best > PRICE:
            cut = [each for region in places for each in _run_together(region, editions)]
            if cut:
                explanations, best = cut, PRICE
        if not explanations:
            explanations, best = _by_order_alone(places, editions, budget)
        if not explanations:
            return None
        explanations = sorted(explanations, key=lambda each: each.found.best)
        agreed = agree(rewritten, explanations, line_of)
        if any(each.found.order.arrangement == ALONE for each in explanations):
            # no sum sees lines that changed places
            agreed.doubt_all("labels_apart")
        first = explanations[0].found
        is_poor = _is_poor(explanations, agreed, best)
        blame = min(each.settled.blame for each in explanations)
        besides = best - SUM_FAILS * min(len(each.settled.odd) for each in explanations)
        is_told = len({each.found.order.table.edition for each in explanations}) == 1
        arrangement = first.order.arrangement
        table = first.order.table
        heads = next(
            (names for place in places if (names := other_heads(place, table, self.known))), []
        )
        verdict = Verdict(table, besides, blame, agreed, arrangement, is_poor, is_told, heads)
        return verdict, any(each.found.order.joined for each in explanations)


def _tried(
    places: Sequence[Region], editions: Sequence[FormTable], is_joined: bool, budget: Budget
) -> list[Alignment]:
    """Align every order of every region in the editions that its words speak for; keep what is within the slack.

    Cheap explanations are looked for before dear ones, since the bound on their price makes the search short.
    """
    every = [
        Orders(region, table, is_joined)
        for region in places
        for table in likely_editions(region, editions)
    ]
    searches: dict[int, Search] = {}
    dearest = max(_dearest(table, BEHIND) for table in editions)
    for bound in (*(each for each in _BOUNDS if each < dearest), dearest):
        tried = _within(bound, every, searches, budget)
        if tried:
            return tried
    return []


def _by_order_alone(
    places: Sequence[Region], editions: Sequence[FormTable], budget: Budget
) -> tuple[list[Explanation], float]:
    """Give the explanations of a table whose numbers are all in the form's order, whatever its labels say.

    Only where every number is one of a whole line, and all sums hold.
    """
    for region in places:
        for table in likely_editions(region, editions) if editions[0].sums else ():
            for empties in (FIELDS, NONE):
                search = Search(read_order(region, table, ALONE, empties))
                found = search.within(_BY_ORDER, damages().slack, budget)
                if found.best <= _BY_ORDER:
                    kept = [Explanation(found, s) for s in _settled(found) if not s.blame]
                    if kept:
                        return kept, found.best
    return [], INFINITE


def _within(
    bound: float, every: Sequence[Orders], searches: dict[int, Search], budget: Budget
) -> list[Alignment]:
    """Align every order in which there may be an explanation that costs no more than ``bound``."""
    slack = damages().slack
    best = bound
    tried: list[Alignment] = []
    for supposed in every:
        for order in supposed.up_to(best + slack):
            if tried and best <= SURE and (order.cost > 0 or order.empties == BLANKS):
                break
            search = searches.get(id(order)) or searches.setdefault(id(order), Search(order))
            found = search.within(best, slack, budget)
            if found.best <= best + slack:
                tried.append(found)
                best = min(best, found.best)
            if found.best <= SURE and (order.arrangement, order.empties) == (BEHIND, FIELDS):
                break
    least = min([each.best for each in tried], default=INFINITE)
    return [each for each in tried if each.best <= least + slack] if least <= bound else []


def _run_together(region: Region, editions: Sequence[FormTable]) -> Iterator[Explanation]:
    """Give the readings of a table whose groups share one line, where nothing parts its numbers."""
    table = editions[0]
    if not table.is_shared:
        return
    order = read_order(region, table, BEHIND, FIELDS)
    settled = cut_shared_row(order)
    if settled is not None:
        yield Explanation(Alignment(order, PRICE), settled)


def _explanations(tried: Sequence[Alignment], best: float, budget: Budget) -> list[Explanation]:
    """Give the explanations that keep the sums; where none does, look further before the office is blamed."""
    found = [Explanation(each, s) for each in tried for s in _settled(each)]
    if any(not each.settled.failing for each in found):
        return _least_blamed(found)
    wide = damages().wide_slack
    further = [
        Explanation(wider, settled)
        for each in tried
        for wider in [Search(each.order).within(best, wide, budget)]
        if wider.best < float("inf")
        for settled in _settled(wider)
    ]
    if any(not each.settled.failing for each in further):
        return _least_blamed(further)
    return _least_blamed(found)


def _settled(found: Alignment) -> Iterator[Settled]:
    for case in by_lost_column(found, line_options(found)):
        yield settle(found.order.table, case)


def _is_poor(explanations: Sequence[Explanation], agreed: Agreed, best: float) -> bool:
    """Tell whether the best explanation proves little.

    It is dear, and its numbers do not stand behind their labels; a column is lost that the headings do not tell,
    and that is not all; or there are zeros alone, which no sum tells apart.
    """
    supposed = [each.found.order for each in explanations]
    if best > _POOR and all(order.arrangement not in (BEHIND, ALONE) for order in supposed):
        return True
    is_open = any(order.lost_column and order.unnamed_column is None for order in supposed)
    if is_open and (best > SURE or any(each.settled.blame for each in explanations)):
        return True
    stated = [cell.value for cell in agreed.cells.values() if cell.value is not None]
    if any(stated) or not stated:
        return False
    has_lost = any(
        None in option.raws
        for each in explanations
        for mine in each.settled.options
        for option in mine
    )
    # without labels nothing tells which group has lost its zeros
    has_lost = has_lost or (supposed[0].table.is_shared and len(stated) < len(agreed.cells))
    return best > SURE and supposed[0].table.is_summed and has_lost


def _least_blamed(found: Sequence[Explanation]) -> list[Explanation]:
    least = min([len(each.settled.failing) for each in found], default=0)
    return [each for each in found if len(each.settled.failing) == least]


def _dearest(table: FormTable, arrangement: str) -> float:
    """Give what an explanation may cost at most that is believed."""
    if not table.is_summed:
        return _DEAREST_UNSUMMED
    each = _DEAREST_LINE if arrangement == BEHIND else _DEAREST_LINE_ELSEWHERE
    return _DEAREST_BASE + each * len(table.lines)
