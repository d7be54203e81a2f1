"""Reads whose report this is and of which year, and where each fact stands."""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import evolve

from govinfo_report.identity.preamble import read_preamble
from govinfo_report.identity.titles import Identity, read_title
from govinfo_report.identity.wording import folded, squeeze, with_year, year_of
from govinfo_report.model import Evidence
from govinfo_report.official import characters, identity_words, writing

# The title stands before the first heading; a page's menus may stand before the title.
HEAD_SIZE = 4_000
# The signature stands at the end; an address or a page's footer may follow it.
TAIL_SIZE = 600
# The office signs right above the date.
SIGNED = 120
# A report without a preamble has its words under 一、总体情况.
UNDER_HEADING = 400


@cache
def _patterns() -> dict[str, Any]:
    import regex

    words = identity_words()
    return {
        "period": regex.compile(with_year(words.period["begins"])),
        "whole_year": regex.compile(with_year(words.period["whole_year"])),
        "spanning": regex.compile(with_year(words.period["spanning"])),
        "date": regex.compile(with_year(words.signature["date"])),
        "publisher": regex.compile(words.office["publisher"]),
        "office": regex.compile(words.office["signed"]),
        "prose": regex.compile(words.office["prose"]),
        "of_itself": regex.compile(words.office["of_itself"]),
    }


def read_identity(text: str, first_heading: int | None) -> Identity:
    """Read title, organisation and year.

    Args:
        text: the whole copy.
        first_heading: offset of the first heading, from 0; None where there is none.
    """
    head_end = min(HEAD_SIZE, len(text) if first_heading is None else first_heading)
    plain = folded(text)
    if plain is not text:
        return _as_printed(_read(plain, head_end), text)
    identity = _read(text, head_end)
    if "title" not in identity.facts and any(mark in text for mark in _marks()):
        # one character for one, so that places stay what they are
        plain = _read(characters().simplified(text), head_end)
        if len(plain.facts) > len(identity.facts):
            return _as_printed(plain, text, keep=True)
    return identity


@cache
def _marks() -> tuple[str, ...]:
    """Give the other forms of a character that every title has."""
    mark = identity_words().title["mark"]
    return tuple(chr(code) for code, plain in characters().traditional.items() if plain == mark)


def _as_printed(identity: Identity, text: str, keep: bool = False) -> Identity:
    """Give the facts of a text that was read in other characters, one for one, as it prints them.

    Args:
        identity: the facts.
        text: the text itself.
        keep: the values keep its characters too (traditional ones); radicals for characters they do not.
    """
    for name, fact in identity.facts.items():
        raw = text[fact.start : fact.end]
        value = squeeze(raw) if keep and isinstance(fact.value, str) else fact.value
        identity.facts[name] = evolve(fact, value=value, raw=raw)
    return identity


def _read(text: str, head_end: int) -> Identity:
    identity = Identity()
    read_title(text, head_end, identity)
    _read_period(text, identity)
    dated = _read_signature_date(text, identity)
    if "organization" not in identity.facts:
        _read_office(text, dated, head_end, identity)
    if "organization" not in identity.facts or not identity.years:
        _read_preamble(text, head_end, identity)
    if identity.years:
        identity.facts["year"] = identity.years[0]
    return identity


def _read_period(text: str, identity: Identity) -> None:
    """统计期限自2020年1月1日起, 自2020年1月1日至2020年12月31日统计: the year of the numbers."""
    words = identity_words().period
    counts, names = words["counts"], tuple(words["names"])
    at = text.find(counts)
    while at >= 0:
        found, part = None, ""
        if text.startswith(names, at):
            found = _patterns()["period"].search(text, at, at + 60)
        elif text[at - 1 : at] in words["before_counts"]:
            found = _patterns()["whole_year"].search(text, max(0, at - 40), at + 2)
        if found is None:
            found, part = _patterns()["spanning"].match(text, at), "span"
        if found:
            year = year_of(found["year"])
            start, end = found.span(part or 0)
            identity.years.append(Evidence(year, text[start:end], start, end, "period"))
            return
        at = text.find(counts, at + 1)


def _read_signature_date(text: str, identity: Identity) -> tuple[int, int] | None:
    """A report is signed in the year after the one it is of, or in the last days of its own."""
    low = max(0, len(text) - TAIL_SIZE)
    day = identity_words().signature["day"]
    at, found = text.rfind(day, low), None
    while at >= 0 and found is None:
        line = max(text.rfind("\n", low, at), text.rfind("\r", low, at)) + 1
        found = _patterns()["date"].match(text, line, at + 1)
        if found is not None and _goes_on(text, at + 1):
            found = None
        at = text.rfind(day, low, at)
    if found is None:
        return None
    raw = found[0].strip()
    start = found.start() + found[0].find(raw)
    year = year_of(found["year"]) - 1
    if _is_december(found["month"]):
        # alone it tells neither year
        if not identity.years:
            return start, start + len(raw)
        year += identity.years[0].value == year + 1
    identity.years.append(Evidence(year, raw, start, start + len(raw), "signature"))
    return start, start + len(raw)


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a line says more behind a date: 2022年6月6日 来源：某局 stands above an article, not below it."""
    if text[at : at + 1].strip(" \t\xa0\u3000\r\n"):
        return True
    rest = text[at : at + SIGNED].lstrip(" \t\xa0\u3000")
    return any(mark in rest.splitlines()[0] for mark in ":：") if rest else False


def _is_december(month: str) -> bool:
    digits = writing().year_digits
    words = identity_words().signature["december"]
    return month.translate(digits) in [word.translate(digits) for word in words]


def _read_preamble(text: str, head_end: int, identity: Identity) -> None:
    """现公布某局2022年…报告, above the first heading or in the first lines under it: for what nothing else tells."""
    found = read_preamble(text, 0, head_end)
    if found is None:
        found = read_preamble(text, head_end, min(HEAD_SIZE, head_end + UNDER_HEADING))
    if found is None:
        return
    if found.office is not None and "organization" not in identity.facts:
        start, end = found.office
        raw = text[start:end]
        identity.facts["organization"] = Evidence(raw, raw, start, end, "prose")
    if not identity.years:
        start, end = found.year
        year = year_of(text[start:end])
        identity.years.append(Evidence(year, text[start:end], start, end, "prose"))


def _read_office(
    text: str, dated: tuple[int, int] | None, head_end: int, identity: Identity
) -> None:
    """The office by its signature, by 发布机构, or by the first place where it names itself."""
    patterns = _patterns()
    found, source = None, "signature"
    if dated is not None:
        signed = list(patterns["office"].finditer(text, max(0, dated[0] - SIGNED), dated[0]))
        found = signed[-1] if signed else None
    if found is None:
        found, source = patterns["publisher"].search(text, 0, head_end), "publisher"
    if found is None:
        found, source = patterns["prose"].search(text, 0, head_end), "prose"
    if found is None:
        # 本报告由某局编制, under the first heading
        found = patterns["of_itself"].search(text, head_end, HEAD_SIZE)
    if found is not None:
        start, end = found.span("name")
        identity.facts["organization"] = Evidence(
            found["name"], text[start:end], start, end, source
        )
