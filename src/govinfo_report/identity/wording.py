"""Reads the words of a title: the office and the year in them, whatever stands around (``official/identity.toml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any

from attrs import frozen

from govinfo_report.identity.plain import UNSEEN, folded, squeeze
from govinfo_report.model.row import Span
from govinfo_report.official import identity_words, writing

# The longest title met has 48 characters; a sentence that names the report is longer.
TITLE_SIZE = 70
# what may stand around a name in a title line: spaces, Markdown marks, 《
AROUND = " \t\xa0\u3000\ufeff#*|\n\r《"
_OPENS = "《“\"'"
_TITLE, _OFFICE = identity_words().title, identity_words().office
_NEVER = frozenset(_TITLE["never"])
# Of a line with a blank between any two characters so many of its characters are pieces.
_SPACED = 0.4
# What may stand between an office and the year: 某局——2021年.
_JOINS = "：:—-·_"
# Marks inside of a name: 某局（某办）.
_MARKS = "（）()·"
_NAME = re.compile(rf"[\u3400-\u9fff{_MARKS}]").match


@frozen
class TitleWords:
    """What a line that is a title says.

    Attributes:
        span: start and end of the title in the line, from 0; what wraps it is left out.
        years: each year that it names, with its start and end: two of 2020-2021年 and of 2020学年.
        office: start and end of the office's name; None where it names none.
    """

    span: Span
    years: tuple[tuple[Span, int], ...]
    office: Span | None


def with_year(pattern: str) -> str:
    """Put the pattern of a year, as the group ``year``, for ``{year}`` into a pattern of the data."""
    return writing().pattern(pattern.replace("{year}", "(?P<year>{year})"))


def year_of(printed: str) -> int:
    """Give a year as it is printed, in digits or numerals, as a number."""
    return int(printed.translate(writing().year_digits))


@cache
def _patterns() -> dict[str, Any]:
    import regex

    titles = ("told", "untold", "table", "behind", "year_alone", "parted", "again")
    offices = (
        "never_begins",
        "never_holds",
        "leads",
        "numbered",
        "stroke",
        "office_behind",
        "counted",
        "whole",
        "page_words",
        "menu",
    )
    return {name: regex.compile(_whole(_TITLE[name])) for name in titles} | {
        name: regex.compile(writing().pattern(_OFFICE[name])) for name in offices
    }


def _whole(pattern: str) -> str:
    """Put the parts of a title for their names in braces into a pattern of the data."""
    for name, part in _TITLE["parts"].items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return writing().pattern(pattern)


@lru_cache(256)
def title_words(line: str) -> TitleWords | None:
    """Read a line as a title that names its year; None where it is none.

    Args:
        line: one line, or several that are put together.
    """
    return _title_words(line, "told")


@lru_cache(256)
def untold_words(line: str) -> TitleWords | None:
    """Read a line as a title that names no year, and nothing else; None where it is none.

    Args:
        line: one line, or several that are put together.
    """
    return _title_words(line, "untold")


@lru_cache(256)
def table_title_words(line: str) -> TitleWords | None:
    """Read a line as the title of a statistics table that names its year; None where it is none.

    Args:
        line: one line.
    """
    return _title_words(line, "table")


def is_year_alone(line: str) -> bool:
    """Tell whether a line is a year and nothing else: （2023年）."""
    return without_year(squeeze(line.strip(AROUND))) == ""


def without_year(bare: str) -> str | None:
    """Give a text without white space without the year that it begins or ends with; None where it has none there."""
    found = _patterns()["year_alone"].search(bare)
    if found is None or (found.start() and found.end() < len(bare)):
        return None
    return bare[: found.start()] + bare[found.end() :]


def _title_words(line: str, how: str) -> TitleWords | None:
    bare, places = _bare(folded(line))
    if len(bare) > TITLE_SIZE or _NEVER.intersection(bare):
        return None
    found = _patterns()[how].match(bare)
    if found is None:
        return None
    end = found.end()
    goes_on = end < len(bare) and places[end] == places[end - 1] + 1
    if goes_on if how == "untold" else goes_on and not _patterns()["behind"].match(bare, end):
        return None
    high = found.end("before")
    gaps = [at for at in range(high) if at and places[at] != places[at - 1] + 1]
    wrapped = _unwrapped(bare, high, gaps, bare.startswith(_OFFICE["notice"], end))
    if wrapped is None:
        return None
    begin, office = wrapped
    years: tuple[tuple[Span, int], ...] = ()
    if how != "untold":
        years = _years(found, bare)
        if found["between"]:
            low, stop = found.span("between")
            # 2022年某局关于政府信息公开…
            stop = _without(bare, stop, (_OFFICE["about"],))
            office = _nearer(bare, office, name_in(bare, low, stop))
    if office is None:
        office = _behind(bare, end)
        end = len(bare) if office is not None else end
    else:
        office = _with_shared(bare, office)
    return TitleWords(
        (places[begin], places[end - 1] + 1),
        tuple(((places[low], places[stop - 1] + 1), year) for (low, stop), year in years),
        None if office is None else (places[office[0]], places[office[1] - 1] + 1),
    )


def _bare(line: str) -> tuple[str, list[int]]:
    """Give a line without white space, and the place of each character; one blank stays between two digits.

    None stays within a year: 2 0 2 2 年. Bars of a row with one cell are left out.
    """
    kept: list[str] = []
    places: list[int] = []
    is_spaced = len(line.split()) > _SPACED * len(line)
    parted = {at for found in _patterns()["parted"].finditer(line) for at in range(*found.span())}
    for at, character in enumerate(line):
        if character.isspace() or ord(character) in UNSEEN:
            rest = line[at + 1 : at + 2]
            if (
                is_spaced
                or at in parted
                or not (kept and kept[-1].isdecimal() and rest.isdecimal())
            ):
                continue
            character = " "
        kept.append(character)
        places.append(at)
    low = sum(1 for _ in takewhile("|".__eq__, kept))
    high = len(kept) - sum(1 for _ in takewhile("|".__eq__, reversed(kept[low:])))
    return "".join(kept[low:high]), places[low:high]


def _years(found: Any, bare: str) -> tuple[tuple[Span, int], ...]:
    """Give the years of a title: of 2020-2021年 both, and of 2020学年 the two that it is part of.

    One that follows the title counts too, where it is another: 2023年…年度报告（2022年度）.
    """
    years = [(found.span("year"), year_of(found["year"]))]
    if found["second"]:
        years.append((found.span("second"), year_of(found["second"])))
    elif found["unit"] and found["unit"][0] in _TITLE["school"]:
        years.append((found.span("unit"), years[0][1] + 1))
    again = _patterns()["again"].match(bare, found.end())
    if again is not None and year_of(again["year"]) != years[0][1]:
        years.append((again.span("year"), year_of(again["year"])))
    return tuple(years)


def _unwrapped(
    bare: str, high: int, gaps: Sequence[int], is_notice: bool
) -> tuple[int, Span | None] | None:
    """Take apart what stands before the year or the subject of a title.

    Args:
        bare: the line.
        high: where the year or the subject begins.
        gaps: places before it with white space in front of them.
        is_notice: 的通知 stands behind the title.

    Returns:
        Where the title begins, and the office; None where another document only speaks of the report.
    """
    about, publishes, hands_in = _OFFICE["about"], _OFFICE["publishes"], _OFFICE["hands_in"]
    quote = max(bare.rfind(mark, 0, high) for mark in _OPENS)
    begin, outer = quote + 1, max(quote, 0)
    at = bare.rfind(about, begin, high)
    verbs = (*publishes, *hands_in)
    if at >= 0:
        begin, outer = at + len(about), at
        verb = next((verb for verb in verbs if bare.startswith(verb, begin, high)), "")
        if is_notice and verb in hands_in:
            return None
        begin += len(verb)
    elif quote >= 0 and bare[quote] == _OPENS[0] and not _wraps(bare[:quote], verbs):
        return None
    # 某局发布2021年…
    stop = max(begin, _without(bare, high, verbs))
    name = _run(bare, begin, stop)
    if name is None:
        # 首页 政府信息公开年报 某局2021年…
        parts = (_run(bare, gap, stop) for gap in reversed(gaps) if begin < gap < stop)
        name = next((part for part in parts if part and _ends_office(bare, *part)), None)
    if name is not None and _ends_office(bare, *name):
        cut = _cut_off(bare, name, gaps)
        return (name[1], None) if cut is None else (cut, (cut, name[1]))
    start = high if name is None else name[0]
    if at < 0 <= quote:
        # 某局关于报送《2014年…
        outer = _without(bare, quote, (*verbs, about, *verbs))
    office = name_in(bare, 0, outer)
    is_whole = office is not None and at >= 0 and begin == at + len(about) and start == begin
    return office[0] if is_whole and office else start, office


def _cut_off(bare: str, name: Span, gaps: Sequence[int]) -> int | None:
    """Tell where a name begins that may have words of a page before it: 打印 关闭 某县教育局.

    Returns:
        Its beginning; None where the words before a blank are neither those of a page nor a place or an office.
    """
    start, end = name
    for gap in reversed(gaps):
        before = bare[start:gap]
        if (
            len(before) < 2
            or not start < gap < end
            or not _patterns()["whole"].match(bare, gap, end)
        ):
            continue
        if _patterns()["page_words"].fullmatch(before):
            return gap
        if not _ends_office(bare, start, gap):
            return None
    return start


def _wraps(words: str, verbs: tuple[str, ...]) -> bool:
    """Tell whether words before 《 say that the report is published or handed in: 某局关于报送."""
    if not words or words.endswith((_OFFICE["about"], *verbs)):
        return True
    return not any(map(_NAME, words))


def _without(bare: str, end: int, words: tuple[str, ...]) -> int:
    """Give where a line ends without any of some words behind each other at its end."""
    if not bare.endswith(words, 0, end):
        return end
    for word in words:
        end -= len(word) if bare.endswith(word, 0, end) else 0
    return end


def _nearer(bare: str, before: Span | None, between: Span | None) -> Span | None:
    """Give the office of a title that may name one on either side of the year: 某区2023年水务局政府信息公开年报."""
    if before is None or between is None:
        return before or between
    one, other = bare[slice(*before)], bare[slice(*between)]
    is_place = one.endswith(tuple(_OFFICE["places"]))
    return between if is_place and one != other else before


def _behind(bare: str, end: int) -> Span | None:
    """Give the office that is all that stands behind a title: （某县司法局）, ——某县司法局."""
    found = _patterns()["office_behind"].fullmatch(bare, end)
    if found is None or name_in(bare, *found.span("name")) != found.span("name"):
        return None
    return found.span("name") if bare.endswith(OFFICES, *found.span("name")) else None


def _with_shared(bare: str, office: Span) -> Span:
    """Give an office with the word that it shares with the subject: 某县人民政府信息公开…."""
    last, shared = _TITLE["shared"]
    is_cut = bare.endswith(last, *office) and bare.startswith(shared, office[1])
    return (office[0], office[1] + len(shared)) if is_cut else office


# How the name of an office ends; 人民 of 某县人民政府信息公开… is one, too.
OFFICES = tuple(_OFFICE["ends"])
_ENDS = (*OFFICES, _TITLE["shared"][0])


def name_in(words: str, low: int = 0, high: int | None = None) -> Span | None:
    """Give start and end of the name of an office that ends a stretch of a text; None where none does.

    Args:
        words: the text.
        low: where the stretch begins, from 0.
        high: where it ends; None for the end of the text.
    """
    name = _run(words, low, len(words) if high is None else high)
    return name if name is not None and _ends_office(words, *name) else None


def _ends_office(words: str, low: int, high: int) -> bool:
    """Tell whether a name ends as that of an office does, in front of its other name in brackets too."""
    opening = (
        max(words.rfind(mark, low, high) for mark in "（(") if words[high - 1] in "）)" else -1
    )
    return words.endswith(_ENDS, low, high if opening < 0 else opening)


def _is_parted(words: str, low: int, start: int) -> bool:
    """Tell whether a name goes on in front of a stroke: 栖梧-临溪合作区管委会; a page's path has other words there."""
    found = _patterns()["stroke"].search(words, max(low, start - 6), start) if start > low else None
    return found is not None and _patterns()["never_holds"].search(found[0]) is None


def _run(words: str, low: int, high: int) -> Span | None:
    """Give the characters of a name that end a stretch; None where they are no part of one: 我局, 做好."""
    while high > low and words[high - 1] in _JOINS:
        high -= 1
    start = high
    # a character at a time: a pattern would be tried at every place (hot)
    while start > low and ("\u3400" <= (mark := words[start - 1]) <= "\u9fff" or mark in _MARKS):
        start -= 1
    opening = max(words.rfind(mark, start, high) for mark in "（(")
    closing = max(words.rfind(mark, start, high) for mark in "）)")
    if opening > closing:
        start = opening + 1
    elif closing >= 0 and not any(mark in words[start:closing] for mark in "（("):
        start = closing + 1
    is_apart = start == low or not words[start - 1].isalnum()
    is_date = words[start - 1 : start].isdecimal()
    if is_date and _patterns()["counted"].search(words, 0, start + 1):
        start += 1
    elif not is_apart and not _patterns()["numbered"].search(words, low, start):
        return None
    if _is_parted(words, low, start):
        return None
    while found := _patterns()["leads"].match(words, start, high):
        start = found.end()
    if menu := _patterns()["menu"].match(words, start, high):
        start = menu.end()
        if not _patterns()["whole"].match(words, start, high):
            return None
    # the name twice, the first time perhaps a part of it
    for at in range(start + 3, (start + high) // 2 + 1):
        if words.startswith(OFFICES, at - 1) and words.endswith(words[start:at], at, high):
            start = at
            break
    name = words[start:high]
    if len(name) < 2 or _patterns()["never_begins"].match(name):
        return None
    return None if _patterns()["never_holds"].search(name) else (start, high)
