"""What a sentence claims, clause by clause, with what the clauses before have said.

It depends on the sentence alone, its numbers put aside, so it is worked out once for all sentences that differ in their
numbers only (bounded); a sentence that names an office, or goes on with one before it, is worked out each time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from attrs import define, field

from govinfo_report.claims.sentences import COUNT, MONEY
from govinfo_report.claims.wording import ClaimKind, Clause, Wording
from govinfo_report.grammar import EditionTable
from govinfo_report.model import Scope

Meanings: TypeAlias = tuple[tuple[str, ...], ...]
"""What a claim may speak of: each the paths of the cells whose sum it states."""

# Sentences remembered before the memo starts anew, and the longest one.
MEMO_SIZE = 2_000
MEMO_SENTENCE = 160

_MARKS = re.compile(f"([，,；;：:。（）()！？]|(?<=[{COUNT}{MONEY}])、)")
_OPENING, _CLOSING, _ENDS = "（(", "）)", "；;！？"


@define(eq=False)
class Draft:
    """A claim without its number.

    Attributes:
        kind: its kind.
        name: its kind, and for a part that of the claim it is a part of.
        meanings: the cells that it may speak of.
        number: which number of the sentence it is, from 0.
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
    parts: tuple[Draft, ...] = ()


@define(eq=False)
class State:
    """What the clauses so far have said.

    Attributes:
        own: they are of the report's own period.
        part: they tell parts of a number before them (其中).
        topics: what they speak of.
        parents: table to the last claim that others can be parts of.
        counted: the last claim that may count those carried over; None where there is none.
    """

    own: bool = True
    part: bool = False
    topics: frozenset[str] = frozenset()
    parents: Mapping[str, Draft] = field(factory=dict)
    counted: Draft | None = None

    def copy(self, own: bool, part: bool) -> State:
        """Give a state that begins as this one."""
        return State(own, part, self.topics, dict(self.parents), self.counted)


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


class Planner:
    """Works out what sentences claim, for the tables of one set of editions.

    Args:
        wording: the words.
        tables: the tables whose cells claims speak of.
    """

    def __init__(self, wording: Wording, tables: Mapping[str, EditionTable]) -> None:
        self.wording = wording
        self._meanings = {kind.id: _meanings(kind, tables) for kind in wording.kinds.values()}
        self._memo: dict[str, Plan] = {}

    def plan(self, pattern: str, before: State | None, organization: str | None) -> Plan:
        """Give what a sentence claims (remembered).

        Args:
            pattern: the sentence, with a sign for each number.
            before: what the sentence right before it has said; None where there is none.
            organization: the office whose report it stands in.
        """
        plan = self._memo.get(pattern) if before is None else None
        if plan is None:
            state = State() if before is None else before.copy(own=True, part=False)
            plan = _Reading(self.wording, self._meanings, organization, state).plan(pattern)
            if before is None and not plan.named and len(pattern) <= MEMO_SENTENCE:
                if len(self._memo) >= MEMO_SIZE:
                    self._memo.clear()
                self._memo[pattern] = plan
        return plan


def _meanings(kind: ClaimKind, tables: Mapping[str, EditionTable]) -> Meanings:
    """Give the cells that a kind of claim may speak of; a meaning with a cell that is not there is left out."""
    table = tables.get(kind.table)
    if table is None:
        return ()
    found = []
    for names in kind.meanings:
        paths = []
        for name in names:
            _, row, *column = name.split(".")
            paths += [
                f"{kind.table}.{member}.{column[0] if column else 'total'}"
                for member in table.members(row)
            ]
        if all(path in table.shape.index for path in paths):
            found.append(tuple(paths))
    return tuple(found)


class _Reading:
    """One sentence, as its clauses go by."""

    def __init__(
        self,
        wording: Wording,
        meanings: Mapping[str, Meanings],
        organization: str | None,
        state: State,
    ) -> None:
        self._wording = wording
        self._meanings = meanings
        self._organization = organization
        self._state = state
        self._drafts: list[Draft] = []
        self._named = False

    def plan(self, pattern: str) -> Plan:
        """Read the clauses of a sentence."""
        saved: list[State] = []
        at = used = 0
        is_mark = False
        for clause in _MARKS.split(pattern):
            if is_mark:
                self._mark(clause, saved)
            elif clause:
                said = self._wording[clause]
                if said.kind is None or not self._claims(said, said.kind, at, used):
                    self._pass_over(said)
                used += said.numbers
            at += len(clause)
            is_mark = not is_mark
        kinds = {draft.kind.id for draft in self._drafts}
        for draft in self._drafts:
            if not kinds.isdisjoint(draft.kind.settled_by):
                draft.meanings = draft.meanings[:1]
            draft.sure = draft.sure and len(draft.meanings) == 1
        return Plan(tuple(self._drafts), self._state, self._named)

    def _mark(self, mark: str, saved: list[State]) -> None:
        """What stands in brackets is a part of what stands before them, and ends with them."""
        state = self._state
        if mark in _OPENING:
            saved.append(state.copy(state.own, state.part))
        elif mark in _CLOSING and saved:
            self._state = saved.pop()
        elif mark in _ENDS:
            state.part = False

    def _pass_over(self, said: Clause) -> None:
        """Take from a clause that is no claim what the next ones speak of."""
        state = self._state
        if said.period is not None:
            state.own = said.period == "own"
        state.part = state.part or said.part
        if said.numbers and not said.harmless:
            # 制发文件130件，其中不予公开112件: a number of something else, and what follows may be a part of it
            state.topics = said.topics
            state.parents, state.counted = {}, None
        else:
            state.topics |= said.topics

    def _fits(self, said: Clause, kind: ClaimKind) -> bool:
        """Tell whether a clause is a claim here."""
        state = self._state
        if not state.own or (kind.whole and state.part):
            return False
        if kind.needs == "parent":
            if kind.table not in state.parents:
                return False
        elif kind.needs and kind.needs not in said.topics and kind.needs not in state.topics:
            return False
        if said.subject:
            self._named = True
            return is_same_office(said.subject, self._organization)
        return True

    def _claims(self, said: Clause, kind: ClaimKind, at: int, used: int) -> bool:
        """Draft the claims that a clause states; False where it states none here.

        Args:
            said: the clause.
            kind: its kind of claim.
            at: its first character in the pattern of the sentence, from 0.
            used: how many numbers the sentence has before it.
        """
        state = self._state
        state.part = state.part or said.part
        state.own = state.own or said.period == "own"
        if not self._fits(said, kind):
            return False
        none = (at + said.none[0], at + said.none[1]) if said.none else None
        parts = [self._draft(self._wording.kinds[name], used, none) for name in kind.parts]
        if parts and (none or not kind.meanings):
            # 行政复议、行政诉讼各1件
            for part in parts:
                self._keep(part)
        else:
            draft = self._draft(kind, used, none)
            draft.parts = tuple(parts)
            self._keep(draft)
        if kind.id == "carried_over" and state.counted is not None:
            self._settle_scope(state.counted, True if state.part else said.within)
        state.topics |= said.topics
        return True

    def _draft(self, kind: ClaimKind, number: int, none: tuple[int, int] | None) -> Draft:
        state = self._state
        name, meanings = kind.id, self._meanings[kind.id]
        scope, sure = kind.scope, kind.sure
        if kind.columns:
            parent = state.parents[kind.table]
            name, meanings = f"{name} {parent.name}", _of_columns(parent.meanings, kind.columns)
            scope, sure = parent.scope, parent.sure
        elif scope == "open" and state.counted is not None and state.counted.scope == "all":
            scope = "all"
        return Draft(kind, name, meanings, number, none, scope, sure)

    def _keep(self, draft: Draft) -> None:
        if draft.meanings:
            self._drafts.append(draft)
            if not draft.kind.columns:
                self._state.parents = {**self._state.parents, draft.kind.table: draft}
            if draft.kind.whole:
                self._state.counted = draft

    def _settle_scope(self, draft: Draft, within: bool | None) -> None:
        """Settle whether a number counts those carried over: 含上年结转3件, 另有上年结转3件."""
        if within is None or draft.scope != "open" or draft not in self._drafts:
            return
        draft.scope = "all" if within else "new"
        if len(draft.meanings) == 2:
            draft.meanings = draft.meanings[1:] if within else draft.meanings[:1]
            draft.sure = True


def _of_columns(meanings: Meanings, columns: Sequence[str]) -> Meanings:
    """Give the cells of ``columns`` in the rows of ``meanings``."""
    return tuple(
        tuple(f"{path.rpartition('.')[0]}.{column}" for path in paths for column in columns)
        for paths in meanings
    )


def is_same_office(name: str, organization: str | None) -> bool:
    """Tell whether ``name`` can be short for ``organization``: 省科技厅 for 某某省科学技术厅.

    A short name keeps characters of the long one, in order.
    """
    rest = iter(organization or "")
    return all(mark in rest for mark in name)
