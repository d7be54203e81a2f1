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
        tables: the tables whose cells claims speak of; None for one that the copy does not print and the form does not
            have.
    """

    def __init__(self, wording: Wording, tables: Mapping[str, EditionTable | None]) -> None:
        self.wording = wording
        self.finder = wording.finder(tables)
        self._meanings = {kind.id: _meanings(kind, tables) for kind in wording.kinds.values()}
        self._cells = frozenset(
            path for table in tables.values() if table is not None for path in table.shape.paths
        )
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
            state = State(topics=topics) if before is None else before.next_sentence()
            reading = SentenceReading(
                self.wording, self._meanings, self._cells, organization, state
            )
            plan = reading.plan(pattern)
            if before is None and not plan.named and len(pattern) <= MEMO_SENTENCE:
                if len(self._memo) >= MEMO_SIZE:
                    self._memo.clear()
                self._memo[key] = plan
        return plan


def _meanings(kind: ClaimKind, tables: Mapping[str, EditionTable | None]) -> Meanings:
    """Give the cells that a kind of claim may speak of; a meaning with a cell that is not there is left out."""
    found = []
    for names in kind.meanings:
        table = names[0].partition(".")[0]
        if table in tables:
            paths = tuple(path for name in names for path in _cells(name, tables[table]))
            if all(paths):
                found.append(paths)
    return tuple(found)


def _cells(name: str, table: EditionTable | None) -> list[str]:
    """Give the cells of a line or a group of lines, "" for one that is not there.

    Args:
        name: ``table.row`` or ``table.row.column``.
        table: the table; None where only its name is known, whose lines have one number each.
    """
    if table is None:
        return [name]
    first, row, *column = name.split(".")
    cells = []
    for member in table.members(row):
        line = f"{first}.{member}"
        paths = [f"{line}.{column[0]}"] if column else [f"{line}.total", line]
        cells.append(next((path for path in paths if path in table.shape.index), ""))
    return cells
