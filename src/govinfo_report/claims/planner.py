"""Remembers what sentences claim.

It depends on the sentence alone, its numbers put aside, so it is worked out once for all sentences that differ in their
numbers only (bounded); a sentence that names an office, or goes on with one before it, is worked out each time.
"""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_report.claims.kinds import ClaimKind
from govinfo_report.claims.plan import Meanings, Plan, SentenceReading, State
from govinfo_report.claims.wording import Wording
from govinfo_report.grammar import EditionTable

# Sentences remembered before the memo starts anew, and the longest one.
MEMO_SIZE = 2_000
MEMO_SENTENCE = 160


class Planner:
    """Works out what sentences claim, for the tables of one set of editions.

    Args:
        wording: the words.
        tables: the tables whose cells claims speak of.
    """

    def __init__(self, wording: Wording, tables: Mapping[str, EditionTable]) -> None:
        self.wording = wording
        self._meanings = {kind.id: _meanings(kind, tables) for kind in wording.kinds.values()}
        self._cells = frozenset(path for table in tables.values() for path in table.shape.paths)
        self._memo: dict[tuple[str, frozenset[str]], Plan] = {}

    def plan(
        self,
        pattern: str,
        topics: frozenset[str],
        before: State | None,
        organization: str | None,
    ) -> Plan:
        """Give what a sentence claims (remembered).

        Args:
            pattern: the sentence, with a sign for each number.
            topics: what its heading speaks of.
            before: what the sentence right before it has said; None where there is none.
            organization: the office whose report it stands in.
        """
        key = pattern, topics
        plan = self._memo.get(key) if before is None else None
        if plan is None:
            state = State(topics=topics) if before is None else before.copy(own=True, part=False)
            reading = SentenceReading(
                self.wording, self._meanings, self._cells, organization, state
            )
            plan = reading.plan(pattern)
            if before is None and not plan.named and len(pattern) <= MEMO_SENTENCE:
                if len(self._memo) >= MEMO_SIZE:
                    self._memo.clear()
                self._memo[key] = plan
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
