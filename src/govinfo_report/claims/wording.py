"""What a clause says, by the words and patterns of ``official/claims.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from attrs import define

from govinfo_report.claims import sentences as signs
from govinfo_report.claims.kinds import ClaimKind, claims_data, iter_kinds
from govinfo_report.claims.lexis import Lexis, with_years
from govinfo_report.model import Span
from govinfo_report.official import Form, writing

# Clauses remembered before the memo starts anew, and the longest one that is read: a claim's is seldom longer.
MEMO_SIZE = 4_000
LONGEST = 80


@define(eq=False)
class Clause:
    """What a clause says.

    Attributes:
        kind: the kind of claim; None where it is none.
        numbers: how many numbers it prints.
        none: where it says that there was none, in the clause; None where it prints a number.
        subject: words in front that are not known: the office's own name, or it is no claim.
        within: those carried over are counted in the number before it (True), or beside it (False).
        part: it tells a part of the number before it (其中).
        period: ``own`` or ``other``, where it names a time that the next clauses are of too.
        topics: ``request_topic``, ``disclosure``: what it speaks of.
        limits: see ``State.limits``; ``year`` where it names the whole year (全年).
        harmless: its numbers count nothing anew.
        lists: the lists of words that it consists of, where it is a single word.
    """

    kind: ClaimKind | None = None
    numbers: int = 0
    none: Span | None = None
    subject: str = ""
    within: bool | None = None
    part: bool = False
    period: str | None = None
    topics: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    harmless: bool = False
    lists: frozenset[str] = frozenset()


class Wording(dict[str, Clause]):
    """Clause to what it says; a clause that is not there is worked out, once (bounded).

    Attributes:
        kinds: the kinds of claims, by id.

    Args:
        form: gives the words of lines and columns.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        data = claims_data()
        words = dict(data["words"])
        worded = list(iter_kinds(form, words))
        self._lexis = lexis = Lexis(words, data["phrases"])
        self._order = [entry.kind for entry in worded]
        self.kinds = {kind.id: kind for kind in self._order}
        self._stated = _alternatives("", [entry.patterns for entry in worded], lexis)
        none = f"(?P<none>{lexis.pattern('none (received | brought)?')})"
        self._denied = _alternatives(none, [entry.absence for entry in worded], lexis)
        self._headings = data["headings"]
        self._other = re.compile(with_years("|".join(data["other_periods"])))
        self._own = re.compile(with_years("|".join(data["own_period"])))
        self._harmless = re.compile(with_years("|".join(data["harmless"])))
        self._limits = {
            name: re.compile("|".join(patterns)) for name, patterns in data["limits"].items()
        }

    def __missing__(self, clause: str) -> Clause:
        said = self._read(clause)
        if len(clause) <= LONGEST:
            if len(self) >= MEMO_SIZE:
                self.clear()
            self[clause] = said
        return said

    def finder(self, tables: Collection[str]) -> signs.SentenceFinder:
        """Give what finds the sentences that have such clauses.

        Args:
            tables: the tables that they may speak of.
        """
        data = claims_data()
        own = [entry for table, entry in data["of_table"].items() if table in tables]
        return signs.SentenceFinder(
            [*data["anchors"], *(word for entry in own for word in entry["anchors"])],
            data["follow"],
            data["absence"],
            data["first_units"] + "".join(entry["first_units"] for entry in own),
            data["units"],
            data["money"],
            data["years"],
            data["between"],
        )

    def topics_of(self, heading: str) -> frozenset[str]:
        """Give what a heading speaks of: （二）依申请公开情况."""
        return TOPICS if any(word in heading for word in self._headings) else _NO_TOPIC

    def _topics(self, kinds: str) -> frozenset[str]:
        topics = {name for name in TOPICS if self._lexis.has(name, kinds)}
        if "disclosure" in topics and self._lexis.has("request", kinds):
            topics.add("request_topic")
        return frozenset(topics)

    def _read(self, clause: str) -> Clause:
        numbers = clause.count(signs.COUNT) + clause.count(signs.MONEY)
        if len(clause) > LONGEST:
            return Clause(numbers=numbers)
        lexis = self._lexis
        cut = lexis.cut(clause)
        said = Clause(
            numbers=numbers,
            part=writing().part in clause,
            period="own" if self._own.search(clause) else None,
            topics=self._topics(cut.kinds),
            limits=frozenset(name for name, words in self._limits.items() if words.search(clause)),
            harmless=self._harmless.search(clause) is not None,
        )
        found = None
        if numbers == 1:
            found = self._stated.fullmatch(cut.kinds)
        elif not numbers and lexis.has("none", cut.kinds):
            found = self._denied.fullmatch(cut.kinds)
        if found is None:
            if not said.harmless and self._other.search(clause):
                said.period = "other"
            if len(cut.kinds) == 1:
                said.lists = lexis.lists(clause)
            return said
        said.kind = self._order[int(str(found.lastgroup).removeprefix("kind"))]
        said.topics |= said.kind.topics
        first, last = found.span("subject")
        if first < last:
            said.subject = clause[: cut.starts[last]][cut.starts[first] :]
        if not numbers:
            first, last = found.span("none")
            said.none = cut.starts[first], cut.starts[last]
        if lexis.has("within", cut.kinds):
            said.within = True
        elif lexis.has("beside", cut.kinds):
            said.within = False
        return said


TOPICS = frozenset(["request_topic", "disclosure"])
"""What a clause or heading may speak of."""
_NO_TOPIC = frozenset[str]()


def _alternatives(first: str, patterns: Sequence[Sequence[str]], lexis: Lexis) -> re.Pattern[str]:
    """Give the expression of all kinds; its last group is ``kind`` and the place of the kind that it found.

    Args:
        first: an expression that stands before each.
        patterns: for each kind its patterns.
        lexis: knows their words.
    """
    kinds = [
        f"(?:{'|'.join(map(lexis.pattern, group))})(?P<kind{at}>)"
        for at, group in enumerate(patterns)
        if group
    ]
    lead, office, tail = map(lexis.pattern, ("lead*", "... office", "tail*"))
    return re.compile(f"{lead}(?:(?P<subject>{office}){lead})??{first}(?:{'|'.join(kinds)}){tail}")
