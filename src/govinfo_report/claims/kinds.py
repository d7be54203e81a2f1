"""The kinds of claims that there are (``official/claims.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import field, frozen

from govinfo_report.labels.normal import normal
from govinfo_report.model import Scope
from govinfo_report.official import Form, Label


@frozen(eq=False)
class ClaimKind:
    """One kind of claim: what a number among certain words counts.

    Attributes:
        id: its name.
        table: the table that it speaks of, by which a part finds the claim that it is a part of.
        meanings: what the number may be: each a list of ``table.row`` or ``table.group`` (their totals) and
            ``table.row.column``, whose sum it is.
        columns: for a part of the claim before it: the columns that are added, in the rows of that claim; of several
            such, those that the copy's edition has.
        scope: see ``Claim.scope``.
        needs: ``request_topic``, ``disclosure`` or ``parent``: what must be spoken of; ``parts``: parts of it must
            follow; "" for nothing.
        alone: what lets one that needs a parent do without it: its own ``words``, or the ``topic`` of the sentence.
        whole: it is never a part of the number before it (其中), and may count those carried over.
        yearly: it is none where the sentence names one channel (通过…网站) or a day that it counts up to (截至…).
        beside: the claim before it may be counted with it: what is a part of one may be a part of both.
        anew: what is told behind it is a part of it, and of no claim before it.
        narrowed: list of words to the one cell of a meaning that they leave, where they stand behind the claim.
        settled_by: kinds beside which only the first meaning is left.
        parts: kinds that it is said of where the number is 0, or that have it each (行政复议、行政诉讼均为0件).
        topics: what the sentence speaks of by its words alone.
        sure: the words leave no doubt which cells are meant.
        role: ``new`` or ``carried_over``: what its line counts; "" for any other.
    """

    id: str
    table: str
    meanings: tuple[tuple[str, ...], ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    scope: Scope | None = None
    needs: str = ""
    alone: str = ""
    whole: bool = False
    yearly: bool = False
    beside: bool = False
    anew: bool = False
    narrowed: Mapping[str, int] = field(factory=dict)
    settled_by: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    sure: bool = False
    role: str = ""


@frozen(eq=False)
class WordedKind:
    """A kind of claim and how it is worded.

    Attributes:
        kind: the kind.
        patterns: patterns of the clauses that state a number of it.
        absence: patterns of the clauses that say there was none, without the word that says so.
    """

    kind: ClaimKind
    patterns: Sequence[str]
    absence: Sequence[str] = ()


@cache
def claims_data() -> dict[str, Any]:
    """Give what ``official/claims.toml`` holds."""
    file = files("govinfo_report").joinpath("official", "claims.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def role_rows() -> Mapping[str, str]:
    """Give for each role the line that has it, as ``table.row``: what the checks know of scopes."""
    return {
        entry["role"]: entry["meanings"][0][0]
        for entry in claims_data()["claim"]
        if "role" in entry
    }


def iter_kinds(form: Form, words: dict[str, Any]) -> Iterator[WordedKind]:
    """Give each kind of claim.

    Args:
        form: gives the words of lines and columns.
        words: gets these words, in a list of their own each.
    """
    data = claims_data()
    for entry in data["claim"]:
        meanings = tuple(tuple(names) for names in entry["meanings"])
        kind = ClaimKind(
            id=entry["id"],
            table=entry.get("table") or meanings[0][0].partition(".")[0],
            meanings=meanings,
            settled_by=tuple(entry.get("settled_by", ())),
            parts=tuple(entry.get("parts", ())),
            topics=frozenset(entry.get("topics", ())),
            **{name: entry[name] for name in _PLAIN if name in entry},
        )
        yield WordedKind(kind, entry["patterns"], entry.get("absence", ()))
    for entry in data["lines"]:
        for row in entry["rows"]:
            table = form.of(entry["table"]).tables[entry["table"]]
            words[f"label_{row}"] = _label(table.rows[row], (), entry.get("ends", ()))
            path = f"{table.id}.{row}"
            plain = {name: entry[name] for name in _PLAIN if name in entry}
            kind = ClaimKind(path, entry.get("of", table.id), ((path,),), **plain)
            yield WordedKind(kind, [_labelled(pattern, row) for pattern in entry["patterns"]])
    for entry in data["columns"]:
        for name in entry["columns"]:
            table = form.tables[entry["table"]]
            columns = tuple(tuple(one.split("+")) for one in name.split("/"))
            first = columns[0][0]
            words[f"label_{first}"] = _label(table.columns[first], entry.get("without", ()))
            kind = ClaimKind(f"{table.id}.{name}", table.id, columns=columns, needs=entry["needs"])
            patterns = [_labelled(pattern, first) for pattern in entry["patterns"]]
            yield WordedKind(kind, patterns)


# what an entry of the data and a kind have alike
_PLAIN = (
    "scope",
    "needs",
    "alone",
    "whole",
    "yearly",
    "beside",
    "anew",
    "narrowed",
    "sure",
    "role",
)


def _labelled(pattern: str, name: str) -> str:
    return re.sub(r"\blabel\b", f"label_{name}", pattern)


def _label(label: Label, without: Sequence[str], ends: Sequence[str] = ()) -> list[str]:
    """Give a label's words without those in front that stand in lists of their own: 属于, 本机关.

    Args:
        label: the label.
        without: words that are left out.
        ends: what prose leaves out at the end of a label: 按时办结(数).
    """
    words = [normal(word) for word in label.words if word not in without]
    for apart in claims_data()["apart"]:
        words = [word.removeprefix(apart) for word in words]
    short = (word.removesuffix(end) for word in words for end in ends if word.endswith(end))
    return list(dict.fromkeys((*words, *short)))
