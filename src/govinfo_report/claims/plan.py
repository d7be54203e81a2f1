"""What a sentence claims, clause by clause, with what the clauses before have said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from attrs import define, evolve, field

from govinfo_report.claims.kinds import ClaimKind
from govinfo_report.claims.sentences import COUNT, MONEY
from govinfo_report.claims.wording import TOPICS, Clause, Wording
from govinfo_report.model import Scope

Meanings: TypeAlias = tuple[tuple[str, ...], ...]
"""What a claim may speak of: each the paths of the cells whose sum it states."""

_MARKS = re.compile(f"([，,；;：:。.．（）()！？]|(?<=[{COUNT}{MONEY}）)])、)")
# Of more claims than these a part can be told of none.
_MOST_PARENTS = 2
_OPENING, _CLOSING, _ENDS = "（(", "）)", "；;！？"


@define(eq=False)
class Draft:
    """A claim without its number.

    Attributes:
        kind: its kind.
        name: its kind, and for a part that of the claim it is a part of.
        meanings: the cells that it may speak of.
        number: which number of the sentence it is, from 0.
        is_told: its own clause has what its kind needs to be spoken of.
        parent: the claim that it is a part of; None where it is of none.
        parts: claims that stand for it where the number is 0 (行政复议、行政诉讼0件: of each).
        none: where the word of absence stands in the pattern of the sentence; None where there is a number.
        scope: see ``Claim.scope``.
        sure: see ``Claim.sure``; what other sentences say is not looked at.
    """

    kind: ClaimKind
    name: str
    meanings: Meanings
    number: int
    none: tuple[int, int] | None
    scope: Scope | None
    sure: bool
    is_told: bool
    parent: Draft | None = None
    parts: tuple[Draft, ...] = ()


@define(eq=False)
class State:
    """What the clauses so far have said.

    Attributes:
        own: they are of the report's own period.
        part: they tell parts of a number before them (其中).
        limits: what one of them says of the next ones too: they count up to a day (``up_to``: 截至…) or add up
            (``running``: 累计), by one channel (``through``: 通过…网站), or beside something else (``foreign``).
        topics: what they speak of.
        parents: table to the claims that others can be parts of.
        counted: the last claim that may count those carried over; None where there is none.
    """

    own: bool = True
    part: bool = False
    limits: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    parents: Mapping[str, tuple[Draft, ...]] = field(factory=dict)
    counted: Draft | None = None

    def next_sentence(self) -> State:
        """Give the state that the next sentence begins with."""
        return State(topics=self.topics, parents=self.parents, counted=self.counted)


@define(eq=False)
class Plan:
    """What a sentence claims.

    Attributes:
        drafts: its claims, in order.
        state: what it has said at its end.
        named: it names an office: what it claims depends on whose report it stands in.
    """

    drafts: tuple[Draft, ...]
    state: State
    named: bool


class SentenceReading:
    """One sentence, as its clauses go by.

    Args:
        wording: the words.
        meanings: kind of claim to the cells that it may speak of.
        cells: all cells.
        organization: the office whose report it stands in.
        state: what was said before it.
    """

    def __init__(
        self,
        wording: Wording,
        meanings: Mapping[str, Meanings],
        cells: frozenset[str],
        organization: str | None,
        state: State,
    ) -> None:
        self._wording = wording
        self._meanings = meanings
        self._cells = cells
        self._organization = organization
        self._state = state
        self._drafts: list[Draft] = []
        self._named = False
        self._others: set[str] = set()

    def plan(self, pattern: str) -> Plan:
        """Read the clauses of a sentence."""
        saved: list[State] = []
        at = used = 0
        is_mark = False
        clauses = _MARKS.split(pattern)
        # 收到70件申请，1件结转下年度: what a sentence speaks of may stand behind, but not in what it denies
        for said in map(self._wording.__getitem__, clauses[::2]):
            if said.none is None:
                self._state.topics |= said.topics
        for clause in clauses:
            if is_mark:
                self._mark(clause, saved)
            elif clause:
                said = self._wording[clause]
                if said.kind is None or not self._claims(said, said.kind, at, used):
                    self._pass_over(said)
                used += said.numbers
            at += len(clause)
            is_mark = not is_mark
        self._leave_out()
        kinds = {draft.kind.id for draft in self._drafts}
        for draft in self._drafts:
            if not kinds.isdisjoint(draft.kind.settled_by):
                draft.meanings = draft.meanings[:1]
            draft.sure = draft.sure and len(draft.meanings) == 1
        # 县政府收到5件，县水利局收到3件: numbers by office
        drafts = tuple(draft for draft in self._drafts if draft.kind.id not in self._others)
        return Plan(drafts, self._state, self._named)

    def _mark(self, mark: str, saved: list[State]) -> None:
        """What stands in brackets is a part of what stands before them, and ends with them."""
        state = self._state
        if mark in _OPENING:
            saved.append(evolve(state))
        elif mark in _CLOSING and saved:
            self._state = saved.pop()
        elif mark in _ENDS:
            state.part, state.limits = False, frozenset()

    def _pass_over(self, said: Clause) -> None:
        """Take from a clause that is no claim what the next ones speak of."""
        state = self._state
        if said.period is not None:
            state.own = said.period == "own"
        # 其中网络申请15件，办结20件: what follows the channels is no part
        state.part = state.part or (said.part and not said.harmless)
        if said.numbers and not said.harmless:
            # 制发文件130件，其中不予公开112件: a number of something else, and what follows may be a part of it
            state.topics = said.topics
            state.parents, state.counted = {}, None
            state.limits |= {"foreign"}
        else:
            self._narrow(said.lists)
        state.limits |= said.limits

    def _fits(self, said: Clause, kind: ClaimKind) -> bool:
        """Tell whether a clause is a claim here."""
        state = self._state
        if not state.own or (kind.whole and state.part) or self._is_limited(said, kind):
            return False
        if kind.needs == "parent":
            if not state.parents.get(kind.table) and not self._stands_alone(said, kind):
                return False
            if kind.columns and not self._of_parents(kind):
                return False
        elif kind.needs in TOPICS and kind.needs not in said.topics:
            # 行政复议5件，办结4件: it goes on with what was counted last
            last = self._drafts[-1].kind.table if self._drafts else kind.table
            if kind.needs not in state.topics or (kind.whole and last != kind.table):
                return False
        if said.subject:
            self._named = True
            if state.part or not is_same_office(said.subject, self._organization):
                self._others.add(kind.id)
                return False
        return True

    def _stands_alone(self, said: Clause, kind: ClaimKind) -> bool:
        """Tell whether a part of what was counted is told without it: 予以公开及部分公开的571件."""
        state = self._state
        if "foreign" in state.limits or not kind.alone:
            return False
        return kind.alone == "words" or "request_topic" in (said.topics | state.topics)

    def _has_cells(self, kind: ClaimKind) -> bool:
        """Tell whether the copy's edition has cells that a kind of claim may speak of."""
        return bool(kind.columns or kind.parts or self._meanings[kind.id])

    def _is_limited(self, said: Clause, kind: ClaimKind) -> bool:
        """Tell whether a number may be of other years too, of one channel, or of something else (截至…累计公开90条)."""
        limits = self._state.limits | said.limits
        if "year" in said.limits:
            limits -= {"up_to"}
        if kind.needs == "parts" and "foreign" in limits:
            return True
        return limits >= {"up_to", "running"} or (
            kind.yearly and not limits.isdisjoint(("up_to", "through"))
        )

    def _claims(self, said: Clause, kind: ClaimKind, at: int, used: int) -> bool:
        """Draft the claims that a clause states; False where it states none here.

        Args:
            said: the clause.
            kind: its kind of claim.
            at: its first character in the pattern of the sentence, from 0.
            used: how many numbers the sentence has before it.
        """
        state = self._state
        state.part = state.part or (said.part and not said.harmless)
        state.own = state.own or said.period == "own"
        if not self._has_cells(kind) or not self._fits(said, kind):
            return False
        state.limits |= said.limits
        state.topics |= said.topics
        none = (at + said.none[0], at + said.none[1]) if said.none else None
        is_told = kind.needs in said.topics
        kinds = self._wording.kinds
        parts = [self._draft(kinds[name], used, none, is_told) for name in kind.parts]
        if parts and (none or not kind.meanings):
            # 行政复议、行政诉讼各1件
            for part in parts:
                self._keep(part)
        else:
            draft = self._draft(kind, used, none, is_told)
            draft.parts = tuple(parts)
            self._keep(draft)
        if kind.role == "carried_over" and state.counted is not None:
            self._settle_scope(state.counted, True if state.part else said.within)
        return True

    def _draft(
        self, kind: ClaimKind, number: int, none: tuple[int, int] | None, is_told: bool
    ) -> Draft:
        state = self._state
        name, meanings, parent = kind.id, self._meanings[kind.id], None
        scope, sure = kind.scope, kind.sure
        if kind.columns:
            parent = state.parents[kind.table][0]
            name, meanings = f"{name} {parent.name}", self._of_parents(kind)
            scope, sure = parent.scope, parent.sure
        elif scope == "open" and state.counted is not None and state.counted.scope == "all":
            scope = "all"
        return Draft(kind, name, meanings, number, none, scope, sure, is_told, parent)

    def _keep(self, draft: Draft) -> None:
        if draft.meanings:
            self._drafts.append(draft)
            if not draft.kind.columns:
                before = self._state.parents.get(draft.kind.table, ())[:_MOST_PARENTS]
                if draft.kind.anew:
                    before = ()
                self._state.parents = {**self._state.parents, draft.kind.table: (*before, draft)}
            if draft.kind.whole:
                self._state.counted = draft

    def _of_parents(self, kind: ClaimKind) -> Meanings:
        """Give the cells of a part: of the one claim before it, or of two that are counted together or not."""
        parents = self._state.parents[kind.table]
        meanings = parents[0].meanings
        if len(parents) > _MOST_PARENTS or (len(parents) > 1 and not parents[1].kind.beside):
            # 予以公开8件，部分公开3件，其中自然人5件: of the first, of the second, of both
            return ()
        for other in parents[1:]:
            both = tuple(
                (*one, *(path for path in two if path not in one))
                for one in meanings
                for two in other.meanings
            )
            meanings = tuple(dict.fromkeys((*meanings, *both, *other.meanings)))
        found = _of_columns(meanings, kind.columns)
        return tuple(dict.fromkeys(paths for paths in found if self._cells.issuperset(paths)))

    def _leave_out(self) -> None:
        """Leave out the claims that the rest of the sentence does not bear out.

        行政复议0起，行政诉讼3起，没有因政府信息公开引发的行政诉讼: the first are of all kinds of cases.
        """
        told = {draft.kind.id for draft in self._drafts if draft.is_told}
        parents = {id(draft.parent) for draft in self._drafts}
        self._drafts = [
            draft
            for draft in self._drafts
            if (draft.is_told or draft.kind.id not in told)
            and (draft.kind.needs != "parts" or id(draft) in parents)
        ]

    def _narrow(self, lists: frozenset[str]) -> None:
        """Leave one cell of the claim right before: 被提起行政诉讼3件（未经复议）."""
        if self._drafts:
            draft = self._drafts[-1]
            for name, at in draft.kind.narrowed.items():
                if name in lists and all(len(paths) > at for paths in draft.meanings):
                    draft.meanings = tuple((paths[at],) for paths in draft.meanings)

    def _settle_scope(self, draft: Draft, within: bool | None) -> None:
        """Settle whether a number counts those carried over: 含上年结转3件, 另有上年结转3件."""
        if within is None or draft.scope != "open" or draft not in self._drafts:
            return
        draft.scope = "all" if within else "new"
        if len(draft.meanings) == 2:
            draft.meanings = draft.meanings[1:] if within else draft.meanings[:1]
            draft.sure = True


def _of_columns(meanings: Meanings, columns: Sequence[Sequence[str]]) -> Meanings:
    """Give the cells of ``columns``, of each of several such, in the rows of ``meanings``."""
    return tuple(
        tuple(f"{path.rpartition('.')[0]}.{column}" for path in paths for column in added)
        for paths in meanings
        for added in columns
    )


def is_same_office(name: str, organization: str | None) -> bool:
    """Tell whether ``name`` can be short for ``organization``: 省科技厅 for 某某省科学技术厅.

    A short name keeps characters of the long one, in order.

    Args:
        name: the name that the prose gives.
        organization: the office whose report it is; None where the copy does not tell it.
    """
    rest = iter(organization or "")
    return all(mark in rest for mark in name)
