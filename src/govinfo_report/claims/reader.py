"""Reads the claims of a copy: clause by clause, with what the clauses before have said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve

from govinfo_report.claims.kinds import claims_data
from govinfo_report.claims.plan import Draft, Plan
from govinfo_report.claims.planner import Planner
from govinfo_report.claims.sentences import Sentence
from govinfo_report.claims.wording import Wording
from govinfo_report.grammar import EditionTable
from govinfo_report.model import Claim, Number, Span
from govinfo_report.official import Form

# How far in front of a sentence its heading stands: （二）依申请公开情况, an empty line, the sentence.
_HEADING = 16
# between two sentences that follow each other: 。 and the end of a line
_NEAR = 6
_BETWEEN = "。\r\n \t\u3000\xa0"


@define
class Prose:
    """The prose of a copy, and whose it is.

    Attributes:
        text: the whole copy.
        spans: where prose stands, in order.
        year: the year of the report; None where the copy does not tell it.
        organization: the office; None where the copy does not tell it.
    """

    text: str
    spans: Sequence[Span]
    year: int | None = None
    organization: str | None = None


class ClaimReader:
    """Reads claims by the words of a form; made once, it remembers what sentences say (bounded).

    Args:
        form: the form.
        tables: table to its editions: claims speak of their cells.
    """

    def __init__(self, form: Form, tables: Mapping[str, Mapping[str, EditionTable]]) -> None:
        self._form = form
        self._tables = tables
        self._wording: Wording | None = None
        self._planners: dict[tuple[tuple[str, str], ...], Planner] = {}

    def read(self, prose: Prose, editions: Mapping[str, str]) -> tuple[Claim, ...]:
        """Give the numbers that prose states for cells of the form, in order (hot: ``benchmarks.run``).

        Args:
            prose: the prose.
            editions: table to the edition that the copy prints it on; empty where it prints none: then claims speak of
                the lines of the form of its year, if it was mostly left out in that year.
        """
        planner = self._planner(editions or _left_out(prose.year))
        if planner is None:
            return ()
        text = prose.text
        claims: list[Claim] = []
        names: list[str] = []
        plan: Plan | None = None
        end = 0
        wording = planner.wording
        for sentence in planner.finder.find(text, prose.spans, prose.year):
            # one that follows another directly goes on with what that one spoke of
            follows = plan is not None and _is_near(text, end, sentence.start)
            before = plan.state if plan is not None and follows else None
            heading = wording.topics_of(text[max(0, sentence.start - _HEADING) : sentence.start])
            plan = planner.plan(sentence.pattern, heading, before, prose.organization)
            end = sentence.end
            if plan.drafts:
                _take(plan.drafts, sentence, text, claims, names)
        return tuple(claims) if len(names) == len(set(names)) else _agreeing(claims, names)

    def _planner(self, editions: Mapping[str, str]) -> Planner | None:
        if not editions:
            return None
        key = tuple(editions.items())
        planner = self._planners.get(key)
        if planner is None:
            if self._wording is None:
                self._wording = Wording(self._form)
            tables = {
                table: self._tables.get(table, {}).get(name) for table, name in editions.items()
            }
            planner = self._planners[key] = Planner(self._wording, tables)
        return planner


def _left_out(year: int | None) -> dict[str, str]:
    """Give the table that most reports of a year leave out, with its edition; empty where there is none."""
    return {
        entry["table"]: entry["edition"]
        for entry in claims_data()["left_out"]
        if year is not None and entry["years"][0] <= year <= entry["years"][1]
    }


def _is_near(text: str, end: int, start: int) -> bool:
    return start - end <= _NEAR and not text[end:start].strip(_BETWEEN)


def _take(
    drafts: Sequence[Draft],
    sentence: Sentence,
    text: str,
    claims: list[Claim],
    names: list[str],
) -> None:
    """Put the numbers of a sentence into what it claims; ``claims`` and ``names`` get them."""
    numbers = sentence.numbers(text)
    for draft in drafts:
        value: Number | None = 0
        unit = None
        if draft.none is not None:
            start, end = sentence.pattern_span(*draft.none)
        else:
            value, unit, start, end = numbers[draft.number]
        if value is None:
            continue
        for one in draft.parts if draft.parts and not value else (draft,):
            meanings = one.meanings
            raw = text[start:end]
            claims.append(
                Claim(meanings[0][0], value, raw, start, end, meanings, one.sure, one.scope, unit)
            )
            names.append(one.name)


def _agreeing(claims: Sequence[Claim], names: Sequence[str]) -> tuple[Claim, ...]:
    """Give the claims; those of one kind that say different numbers are sure of nothing."""
    values: dict[str, set[Number]] = {}
    for claim, name in zip(claims, names, strict=True):
        values.setdefault(name, set()).add(claim.value)
    return tuple(
        claim if len(values[name]) == 1 else evolve(claim, sure=False)
        for claim, name in zip(claims, names, strict=True)
    )
