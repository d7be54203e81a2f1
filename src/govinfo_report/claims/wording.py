"""What a clause says, by the words and patterns of ``form/claims.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import define, frozen

from govinfo_report.claims import sentences as signs
from govinfo_report.claims.lexis import Lexis, with_years
from govinfo_report.form import Form, Label
from govinfo_report.labels.normal import normal
from govinfo_report.model import Span

# Clauses remembered before the memo starts anew, and the longest one that is read: a claim's is seldom longer.
MEMO_SIZE = 4_000
LONGEST = 80


@frozen(eq=False)
class ClaimKind:
    """One kind of claim: what a number among certain words counts.

    Attributes:
        id: its name.
        table: the table that it speaks of.
        meanings: what the number may be: each a list of ``table.row`` or ``table.group`` (their totals) and
            ``table.row.column``, whose sum it is.
        columns: for a part of the claim before it: the columns that are added, in the rows of that claim.
        scope: see ``Claim.scope``.
        needs: ``request``, ``disclosure`` or ``parent``: what must be spoken of; "" for nothing.
        whole: it is never a part of the number before it (其中), and may count those carried over.
        settled_by: kinds beside which only the first meaning is left.
        parts: kinds that it is said of where the number is 0, or that have it each (行政复议、行政诉讼均为0件).
        sure: the words leave no doubt which cells are meant.
    """

    id: str
    table: str
    meanings: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    scope: Any = None
    needs: str = ""
    whole: bool = False
    settled_by: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    sure: bool = False


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
        topics: ``request``, ``disclosure``: what it speaks of.
        harmless: its numbers count nothing anew.
    """

    kind: ClaimKind | None = None
    numbers: int = 0
    none: Span | None = None
    subject: str = ""
    within: bool | None = None
    part: bool = False
    period: str | None = None
    topics: frozenset[str] = frozenset()
    harmless: bool = False


@cache
def _data() -> dict[str, Any]:
    file = files("govinfo_report").joinpath("form", "claims.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


class Wording(dict[str, Clause]):
    """Clause to what it says; a clause that is not there is worked out, once (bounded).

    Attributes:
        finder: finds the sentences that have such clauses.
        kinds: the kinds of claims, by id.

    Args:
        form: gives the words of lines and columns.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        data = _data()
        self.finder = signs.SentenceFinder(
            data["anchors"],
            data["follow"],
            data["absence"],
            data["first_units"],
            data["units"],
            data["money"],
        )
        words = dict(data["words"])
        entries = list(_kinds(data, form, words))
        self._lexis = lexis = Lexis(words, data["phrases"])
        self.kinds: dict[str, ClaimKind] = {kind.id: kind for kind, _, _ in entries}
        self._stated = _alternatives("", [patterns for _, patterns, _ in entries], lexis)
        self._denied = _alternatives(
            f"(?P<none>{lexis.pattern('none (received | brought)?')})",
            [absence for _, _, absence in entries],
            lexis,
        )
        self._order = list(self.kinds.values())
        self._other = re.compile(with_years("|".join(data["other_periods"])))
        self._own = re.compile(with_years("|".join(data["own_period"])))
        self._harmless = re.compile(with_years("|".join(data["harmless"])))

    def __missing__(self, clause: str) -> Clause:
        said = self._read(clause)
        if len(clause) <= LONGEST:
            if len(self) >= MEMO_SIZE:
                self.clear()
            self[clause] = said
        return said

    def _read(self, clause: str) -> Clause:
        numbers = clause.count(signs.COUNT) + clause.count(signs.MONEY)
        if len(clause) > LONGEST:
            return Clause(numbers=numbers)
        lexis = self._lexis
        cut = lexis.cut(clause)
        said = Clause(
            numbers=numbers,
            part="其中" in clause,
            period="own" if self._own.search(clause) else None,
            topics=frozenset([name for name in _TOPICS if lexis.has(name, cut.kinds)]),
        )
        found = None
        if numbers == 1:
            found = self._stated.fullmatch(cut.kinds)
        elif not numbers and lexis.has("none", cut.kinds):
            found = self._denied.fullmatch(cut.kinds)
        if found is None:
            said.harmless = self._harmless.search(clause) is not None
            if not said.harmless and self._other.search(clause):
                said.period = "other"
            return said
        said.kind = self._order[int(str(found.lastgroup).removeprefix("kind"))]
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


_TOPICS = ("request", "disclosure")


def _alternatives(
    first: str, patterns: Sequence[Sequence[str]], lexis: Lexis
) -> re.Pattern[str]:
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


def _kinds(
    data: Mapping[str, Any], form: Form, words: dict[str, Any]
) -> Iterator[tuple[ClaimKind, Sequence[str], Sequence[str]]]:
    """Give each kind of claim with the patterns that state it and those that deny it.

    Args:
        data: the kinds.
        form: gives the words of lines and columns.
        words: gets these words, in a list of their own each.
    """
    for entry in data["claim"]:
        meanings = tuple(tuple(names) for names in entry["meanings"])
        kind = ClaimKind(
            id=entry["id"],
            table=entry.get("table") or meanings[0][0].partition(".")[0],
            meanings=meanings,
            settled_by=tuple(entry.get("settled_by", ())),
            parts=tuple(entry.get("parts", ())),
            **{name: entry[name] for name in _PLAIN if name in entry},
        )
        yield kind, entry["patterns"], entry.get("absence", ())
    for entry in data["lines"]:
        for row in entry["rows"]:
            table = form.tables[entry["table"]]
            words[f"label_{row}"] = _label(table.rows[row], ())
            path = f"{table.id}.{row}"
            plain = {name: entry[name] for name in _PLAIN if name in entry}
            kind = ClaimKind(path, table.id, ((path,),), **plain)
            yield kind, [_labelled(pattern, row) for pattern in entry["patterns"]], ()
    for entry in data["columns"]:
        for name in entry["columns"]:
            table = form.tables[entry["table"]]
            columns = tuple(name.split("+"))
            label = table.columns[columns[0]]
            words[f"label_{columns[0]}"] = _label(label, entry.get("without", ()))
            kind = ClaimKind(f"{table.id}.{name}", table.id, columns=columns, needs=entry["needs"])
            yield kind, [_labelled(pattern, columns[0]) for pattern in entry["patterns"]], ()


# what an entry of the data and a kind have alike
_PLAIN = ("scope", "needs", "whole", "sure")


def _labelled(pattern: str, name: str) -> str:
    return re.sub(r"\blabel\b", f"label_{name}", pattern)


def _label(label: Label, without: Sequence[str]) -> list[str]:
    """Give a label's words; 属于 and 本机关 stand in lists of their own."""
    words = [normal(word) for word in label.words if word not in without]
    return [word.removeprefix("属于").removeprefix("本机关") for word in words]
