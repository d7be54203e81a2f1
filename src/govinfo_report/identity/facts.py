"""Reads whose report this is and of which year, and where each fact stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import evolve

from govinfo_report.identity.dates import (
    lines_of_days,
    read_period,
    read_published,
    signature_dates,
)
from govinfo_report.identity.head_lines import line_above, next_line
from govinfo_report.identity.pieces import (
    Above,
    is_led,
    is_place,
    is_same,
    is_several,
    is_unnamed,
    read_above,
)
from govinfo_report.identity.plain import folded, squeeze
from govinfo_report.identity.preamble import read_preamble
from govinfo_report.identity.titles import Identity, read_title
from govinfo_report.identity.wording import AROUND, is_year_alone, name_in, year_of
from govinfo_report.model import Evidence
from govinfo_report.official import characters, identity_words

# The title stands before the first heading; a page's menus may stand before the title.
HEAD_SIZE = 4_000
# Marks of Markdown before a line.
_MARKS = dict.fromkeys(map(ord, "#*|《"))
# The office signs right above the date.
SIGNED = 120
# The label of who keeps a page.
_LABEL = 12
# A report without a preamble has its words under 一、总体情况.
UNDER_HEADING = 400


@cache
def _patterns() -> dict[str, Any]:
    import regex

    words = identity_words().office
    return {
        name: regex.compile(_whole(words, name))
        for name in (
            "publisher",
            "signed",
            "beside",
            "of_page",
            "kept",
            "page_day",
            "signed_on",
            "seal",
            "prose",
            "of_itself",
        )
    }


def _whole(words: Mapping[str, Any], name: str) -> str:
    """Give a pattern of the data with its parts for their names in braces."""
    pattern = str(words[name])
    for part in ("by_law", "keeps"):
        pattern = pattern.replace(f"{{{part}}}", words[part])
    return pattern


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
        simplified = _read(characters().simplified(text), head_end)
        if len(simplified.facts) > len(identity.facts):
            return _as_printed(simplified, text, keep=True)
    return identity


@cache
def _marks() -> tuple[str, ...]:
    """Give the other forms of a character that every title has."""
    mark = identity_words().title["mark"]
    return tuple(chr(code) for code, plain in characters().traditional.items() if plain == mark)


# Facts whose value is what stands there.
_NAMES = ("title", "organization", "publisher")


def _as_printed(identity: Identity, text: str, keep: bool = False) -> Identity:
    """Give the facts of a text that was read in other characters, one for one, as it prints them.

    Args:
        identity: the facts.
        text: the text itself.
        keep: the values keep its characters too (traditional ones); radicals for characters they do not.
    """
    for name, fact in identity.facts.items():
        raw = text[fact.start : fact.end]
        value = squeeze(raw) if keep and name in _NAMES else fact.value
        identity.facts[name] = evolve(fact, value=value, raw=raw)
    return identity


def _read(text: str, head_end: int) -> Identity:
    identity = Identity()
    read_title(text, head_end, identity)
    _put_together(text, identity)
    period = read_period(text)
    if period is not None:
        identity.years.append(period)
    signed = _read_signature(text, head_end, identity)
    publisher = _named(text, "publisher", 0, head_end)
    # 局办公室 every office has: it says whose report this is no more than a piece of a name does
    unnamed = [one for one in (signed, publisher) if one is not None and not _is_named(one)]
    signed, publisher = (one if _is_named(one) else None for one in (signed, publisher))
    _doubt_title(identity, signed, publisher)
    _doubt_name(text, identity, signed, publisher)
    known = identity.facts.get("organization")
    if known is not None and not _is_named(known):
        identity.torn = identity.facts.pop("organization")
    _read_office(text, head_end, signed, publisher, identity)
    if "organization" not in identity.facts or not identity.years:
        _read_preamble(text, head_end, identity)
    if identity.years:
        identity.facts["year"] = identity.years[0]
    if "organization" not in identity.facts and identity.torn is None and unnamed:
        identity.torn = unnamed[0]
    published = read_published(text, head_end)
    if published is not None:
        identity.facts["published"] = published
    return identity


def _is_named(told: Evidence | None) -> bool:
    return told is not None and not is_unnamed(str(told.value))


def _put_together(text: str, identity: Identity) -> None:
    """Give the office of a title the part of its name on another line; take away a piece that has none, or several."""
    told = identity.facts.get("organization")
    if told is None:
        return
    if told.source == "line_below_title":
        low, high = next_line(text, told.end, len(text))
        below = squeeze(text[low:high])
        if read_above(below, told.raw).begins and name_in(below) == (0, len(below)):
            raw = text[told.start : high]
            identity.facts["organization"] = evolve(told, value=squeeze(raw), raw=raw, end=high)
        return
    begin = max(text.rfind(mark, 0, told.start) for mark in "\n\r") + 1
    low, high = line_above(text, begin)
    before = text[begin : told.start]
    is_alone = not before.strip(AROUND)
    is_below = is_alone or is_year_alone(before)
    above = read_above(str(told.value), text[low:high]) if is_below else Above()
    is_second = before.endswith(identity_words().pieces["and"]) and name_in(before[:-1]) is not None
    if is_several(told.raw) or is_second or above.is_torn or (above.begins and not is_alone):
        identity.torn = identity.facts.pop("organization")
    elif above.begins:
        low += high - low - len(text[low:high].lstrip(AROUND))
        _begin_at(text, low, "organization", identity)
        _begin_at(text, low, "title", identity)


def _begin_at(text: str, start: int, name: str, identity: Identity) -> None:
    """Give a fact the words before it that are part of it."""
    fact = identity.facts[name]
    if start < fact.start:
        raw = text[start : fact.end]
        value = squeeze(raw.translate(_MARKS))
        identity.facts[name] = evolve(fact, value=value, raw=raw, start=start)


def _read_signature(text: str, head_end: int, identity: Identity) -> Evidence | None:
    """Read who signed and when; the office of the signature is given back."""
    known = identity.facts.get("organization")
    title = identity.facts.get("title")
    # a day above the title is of the page; where no heading follows, the last title may be that of a link
    low = 0 if title is None or head_end == len(text) else title.start
    for told in signature_dates(text):
        if told.start < low:
            return None
        if _is_of_page(text, told.start) and not _is_labelled(text, told.start):
            continue
        office = _signed_by(known, text, told.start) or _signed(text, told.start)
        is_whole = office is not None or _begins_line(text, told.start)
        if is_whole or _is_labelled(text, told.start):
            return _take_signature(told, office, identity)
    for told in lines_of_days(text):
        # a page has such lines too: the office stands right above
        office = _signed(text, told.start)
        if office is not None and not text[office.end : told.start].strip():
            return _take_signature(told, office, identity)
    return None


def _is_labelled(text: str, at: int) -> bool:
    """Tell whether a date is the one on which a table was filled in: 填报日期：2016年1月15日."""
    return _patterns()["signed_on"].search(text, max(0, at - _LABEL), at) is not None


def _is_of_page(text: str, at: int) -> bool:
    """Tell whether a date is one of the page: below 主办单位, or behind 更新时间."""
    if _patterns()["page_day"].search(text, max(0, at - _LABEL), at):
        return True
    return _patterns()["kept"].match(text, *line_above(text, at)) is not None


def _take_signature(told: Evidence, office: Evidence | None, identity: Identity) -> Evidence | None:
    identity.facts["signed"] = told
    identity.signature = told.start if office is None else office.start
    _count_back(told, identity)
    return office


def _signed_by(known: Evidence | None, text: str, at: int) -> Evidence | None:
    """Give the office of the title where it stands on a line of its own above the date, as it mostly does (hot)."""
    end = at - len(text[max(0, at - SIGNED) : at]) + len(text[max(0, at - SIGNED) : at].rstrip())
    if known is None or not text.endswith(known.raw, 0, end):
        return None
    start = end - len(known.raw)
    is_line = text[start - 1 : start] in ("\n", "\r") and text[end : end + 1] in ("\n", "\r")
    return Evidence(known.value, known.raw, start, end, "signature") if is_line else None


def _signed(text: str, at: int) -> Evidence | None:
    """Give the office that stands before the date of a signature: beside it, else on a line above it."""
    low = max(0, at - SIGNED)
    found = _patterns()["beside"].search(text, low, at)
    places = [found] if found else []
    places += reversed(list(_patterns()["signed"].finditer(text, low, at)))
    for place in places:
        start, end = place.span("name")
        seal = _patterns()["seal"].search(text, start, end)
        end = seal.start() if seal is not None and seal.end() == end else end
        if _patterns()["of_page"].search(text, max(0, start - _LABEL), start):
            continue
        if name_in(text, start, end) == (start, end):
            return _whole_signature(text, start, end)
    return None


def _whole_signature(text: str, start: int, end: int) -> Evidence | None:
    """Give the name that signs with its beginning on the line above it; None where that leaves it open."""
    low, high = line_above(text, start)
    is_line = not text[max(text.rfind(mark, 0, start) for mark in "\n\r") + 1 : start].strip()
    above = read_above(text[start:end], text[low:high]) if is_line else Above()
    if above.is_torn:
        return None
    start = high - len(text[low:high].lstrip(AROUND)) if above.begins else start
    return Evidence(squeeze(text[start:end]), text[start:end], start, end, "signature")


def _begins_line(text: str, at: int) -> bool:
    low = max(0, at - SIGNED)
    before = text[low:at].rstrip(" \t\xa0\u3000(（")
    return not before or before[-1] in "\n\r"


def _count_back(signed: Evidence, identity: Identity) -> None:
    """A report is signed in the year after the one it is of, or in the last days of its own."""
    day = date.fromisoformat(str(signed.value))
    year = day.year - 1
    if day.month == identity_words().dates["december"]:
        # alone it tells neither year
        if not identity.years:
            return
        year += identity.years[0].value == day.year
    identity.years.append(evolve(signed, value=year))


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
        told = Evidence(raw, raw, start, end, "prose")
        if identity.torn is None or is_same(identity.torn, told):
            identity.facts["organization"] = told
    if not identity.years:
        start, end = found.year
        year = year_of(text[start:end])
        identity.years.append(Evidence(year, text[start:end], start, end, "prose"))


def _doubt_title(identity: Identity, signed: Evidence | None, publisher: Evidence | None) -> None:
    """Of several titles in the head the last is taken: say so where nothing else bears out its year or its office."""
    if not identity.others:
        return
    years = {one.value for one in identity.years if one.source != "title"}
    office = identity.facts.get("organization")
    for other in identity.others:
        is_open = other.year not in (None, identity.year) and identity.year not in years
        if is_open:
            identity.years += other.years
        named = other.facts.get("organization")
        if office is None or (not is_open if named is None else is_same(office, named)):
            continue
        if not any(one and is_same(office, one) for one in (signed, publisher)):
            identity.torn = identity.facts.pop("organization", identity.torn)
            return


def _doubt_name(
    text: str, identity: Identity, signed: Evidence | None, publisher: Evidence | None
) -> None:
    """Take away a name that words of a page run into, and that of another line where another office signed."""
    office = identity.facts.get("organization")
    if office is None:
        return
    if is_led(office, text):
        identity.torn = identity.facts.pop("organization")
    elif identity.is_lent:
        name = str(office.value)
        others = (one for one in (signed, publisher) if one is not None)
        if any(name not in str(one.value) and not is_same(office, one) for one in others):
            del identity.facts["organization"]


def _read_office(
    text: str,
    head_end: int,
    signed: Evidence | None,
    publisher: Evidence | None,
    identity: Identity,
) -> None:
    """Read the office by its signature, by 发布机构, or by the first place where it names itself.

    Of one that the title names only 发布机构 is asked beside it: who published need not be whose report it is.
    """
    told = identity.facts.get("organization")
    if identity.torn is not None:
        # a piece is whole where another place names an office that ends so
        told = next(
            (one for one in (signed, publisher) if one and is_same(identity.torn, one)), None
        )
    elif told is None:
        # 本报告由某局编制, under the first heading
        told = signed or publisher or _named(text, "prose", 0, head_end)
        told = told or _named(text, "of_itself", head_end, HEAD_SIZE)
        told = told if _is_named(told) else None
    elif told.source == "table_title" and is_place(str(told.value)) and publisher is not None:
        # one form for all offices of 某县, filled in by one of them
        told = publisher
    if told is not None:
        identity.facts["organization"] = told
    if publisher is not None and (told is None or publisher.value != told.value):
        identity.facts["publisher"] = publisher


def _named(text: str, place: str, low: int, high: int) -> Evidence | None:
    """Give the office that a place of a kind names, the first between two offsets."""
    found = _patterns()[place].search(text, low, high)
    if found is None or name_in(text, *found.span("name")) != found.span("name"):
        return None
    source = "publisher" if place == "publisher" else "prose"
    start, end = found.span("name")
    return Evidence(found["name"], found["name"], start, end, source)
