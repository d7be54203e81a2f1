"""Reads the dates of a copy: the period that it counts, when it was signed and when it was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import takewhile
from typing import Any

from govinfo_report.identity.wording import with_year, year_of
from govinfo_report.model import Evidence
from govinfo_report.official import identity_words, writing

# The signature stands at the end; an address or a page's footer may follow it.
TAIL_SIZE = 600
# A date has so many characters at most: ２０１６ 年 １２ 月 ３１ 日, 二〇一六年十二月三十一日.
_DATE_SIZE = 24
# A period is two of them, and the words that tell what it is of stand near: before it, and behind.
_PERIOD_SIZE, _BEFORE, _BEHIND = 56, 44, 16
# No report is longer before it says what it counts.
_ZONE = 40_000
# What may stand behind a date on its line, and how much of that is looked at.
_SPACES = " \t\xa0\u3000"
_REST = 120


@cache
def _patterns() -> dict[str, Any]:
    import regex

    words = identity_words()
    return {
        "begins": regex.compile(with_year(words.period["begins"])),
        "whole_year": regex.compile(with_year(words.period["whole_year"])),
        "date": regex.compile(with_year(words.dates["date"])),
        "line": regex.compile(with_year(words.dates["line"])),
        "day": regex.compile(with_year(words.dates["day"])),
    }


def read_period(text: str) -> Evidence | None:
    """Read the year of the numbers: 统计期限自2020年1月1日起, 涵盖2020年1月1日至12月31日.

    Args:
        text: the whole copy.
    """
    whole = _whole_year(text)
    return _begun(text, _ZONE if whole is None else whole.start) or whole


def _whole_year(text: str) -> Evidence | None:
    words = identity_words().period
    for last in words["last_days"]:
        at = text.find(last, 0, _ZONE)
        while at >= 0:
            end = at + len(last)
            found = _patterns()["whole_year"].search(text, max(0, end - _PERIOD_SIZE), end)
            if found is not None and found.end() == end:
                start = found.start()
                near = text[max(0, start - _BEFORE) : start] + text[end : end + _BEHIND]
                if any(word in near for word in words["counts"]):
                    return Evidence(year_of(found["year"]), found[0], start, end, "period")
            at = text.find(last, end, _ZONE)
    return None


def _begun(text: str, end: int) -> Evidence | None:
    """Read a period before an offset of which only the first day is told."""
    names = identity_words().period["names"]
    # most copies have none of them, which what all begin with tells at once (hot)
    first = text.find(_shared(tuple(names)), 0, end)
    for name in names if first >= 0 else ():
        at = text.find(name, first, end)
        while at >= 0:
            found = _patterns()["begins"].search(text, at, min(at + 60, end))
            if found is not None:
                low, high = found.span()
                return Evidence(year_of(found["year"]), found[0], low, high, "period")
            at = text.find(name, at + 1, end)
    return None


@cache
def _shared(words: tuple[str, ...]) -> str:
    """Give what all of some words begin with."""
    return "".join(mark for mark, *_ in takewhile(_are_same, zip(*words, strict=False)))


def _are_same(marks: Sequence[str]) -> bool:
    return len(set(marks)) == 1


def signature_dates(text: str) -> Iterator[Evidence]:
    """Give the dates near the end of a copy that a signature may end with, the last one first.

    Args:
        text: the whole copy.
    """
    low = max(0, len(text) - TAIL_SIZE)
    day = writing().date["day"]
    at = text.rfind(day, low)
    while at >= 0:
        if not _goes_on(text, at + 1):
            found = _patterns()["day"].search(text, max(low, at + 1 - _DATE_SIZE), at + 1)
            told = None if found is None or found.end() != at + 1 else _as_date(found, "signature")
            if told is not None:
                yield told
        at = text.rfind(day, low, at)


def lines_of_days(text: str) -> Iterator[Evidence]:
    """Give the dates in digits near the end of a copy that have a line of their own, the last one first: 2019.1.11.

    Args:
        text: the whole copy.
    """
    low = max(0, len(text) - TAIL_SIZE)
    for found in reversed(list(_patterns()["line"].finditer(text, low))):
        told = _as_date(found, "signature")
        if told is not None:
            yield told


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a line says more behind a date: 2022年6月6日 来源：某局 stands above an article, not below it."""
    behind = text[at : at + 1]
    if behind.strip(_SPACES + "\r\n)）"):
        return True
    rest = text[at : at + _REST].lstrip(_SPACES)
    return any(mark in rest.splitlines()[0] for mark in ":：") if rest else False


def read_published(text: str, head_end: int) -> Evidence | None:
    """Read the day on which a page says that the report was published: 发布日期：2024-01-20.

    Args:
        text: the whole copy.
        head_end: where its head ends; what a page says of itself stands in it, or in the last lines.
    """
    tail = max(head_end, len(text) - TAIL_SIZE)
    zones = [zone for zone in ((0, head_end), (tail, len(text))) if _tells_published(text, *zone)]
    for label in identity_words().dates["published"] if zones else ():
        for low, high in zones:
            at = text.find(label, low, high)
            while at >= 0:
                end = at + len(label)
                # 日期 is one, and 填报日期 is not
                is_other = label in _published_ends() and text[at - 1 : at].isalpha()
                date = _patterns()["date"]
                found = None if is_other else date.match(text, end, at + _PERIOD_SIZE)
                told = None if found is None else _as_date(found, "page")
                if told is not None:
                    return told
                at = text.find(label, at + 1, high)
    return None


def _tells_published(text: str, low: int, high: int) -> bool:
    """Tell whether a stretch has an end of a label of 发布日期: there are few ends, and most copies have none (hot)."""
    return any(text.find(end, low, high) >= 0 for end in _published_ends())


@cache
def _published_ends() -> frozenset[str]:
    return frozenset(label[-2:] for label in identity_words().dates["published"])


def _as_date(found: Any, source: str) -> Evidence | None:
    """Give a date as a fact; None for one that no calendar has: 2024年13月1日."""
    try:
        month, day = (_number(found[name]) for name in ("month", "day"))
        told = date(year_of(found["year"]), month, day)
    except ValueError:
        return None
    start, end = found.start("year"), found.end("last")
    return Evidence(told.isoformat(), found.string[start:end], start, end, source)


def _number(printed: str) -> int:
    """Give a number up to 99 in digits or numerals: 二十九, 元."""
    if printed == identity_words().dates["first_month"]:
        return 1
    tens, is_ten, ones = printed.rpartition(writing().numerals[9])
    if not is_ten:
        return year_of(printed)
    return 10 * year_of(tens or writing().numerals[0]) + (year_of(ones) if ones else 0)
