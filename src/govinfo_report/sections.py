"""Finds the six headings of a report, however they were damaged, and the stretch of text of each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import define, field, frozen

from govinfo_report.form import Form
from govinfo_report.form import Section as FormSection
from govinfo_report.model import Section

NUMERALS = "一二三四五六七八九十"
# A heading with less text behind it than this, while the same heading stands elsewhere with more, is a line of a
# table of contents: 六、其他需要报告的事项……12.
THIN = 40
# In front of a title: the widest damage met is `[bookmark: _GoBack]` with a number behind it.
WINDOW = 48


@frozen
class Heading:
    """A place where a heading may stand.

    Attributes:
        section: id of the section.
        start: offset of its number, from 0.
        end: offset behind its title.
        rank: how sure it is, 0 the surest.
    """

    section: str
    start: int
    end: int
    rank: int


@define
class SectionMap:
    """The sections of a copy.

    Attributes:
        sections: those found, in the order of the copy.
        tables: table to the start and end of the text that it stands in.
        second: offset of the heading that begins a second report; None for one report.
    """

    sections: tuple[Section, ...]
    tables: Mapping[str, tuple[int, int]] = field(factory=dict)
    second: int | None = None


@cache
def _patterns() -> dict[str, Any]:
    import regex

    return {
        # what stands before a title: line start, a bookmark, Markdown marks, a number and its mark
        "before": regex.compile(
            r"(?P<line>[\n\r][\s\ufeff]*(?:\[[^\]\n]*\])?[\s#*>|]*)?"
            r"(?P<number>(?P<han>[一二三四五六七八九十])|(?P<digit>[1-9１-９]))?"
            r"(?(number)\s*(?P<mark>[、.．,，])?\s*)\Z"
        ),
        "old": regex.compile(rf"^[\s\ufeff]*([{NUMERALS}])、\s*(\S[^\n\r]{{1,38}})$", regex.MULTILINE),
    }


@cache
def _loose(title: str) -> Any:
    """A pattern for a title with spaces or line breaks inside."""
    import regex

    return regex.compile(r"[\s、]*".join(map(regex.escape, title.replace("、", ""))))


def read_sections(text: str, form: Form) -> SectionMap:
    """Find the sections and the tables of a copy.

    Args:
        text: the whole copy.
        form: tells the headings, and the words by which a table whose heading is lost is found.
    """
    headings: dict[str, list[Heading]] = {}
    for name, section in form.sections.items():
        found = list(_headings(text, section)) or list(_loose_headings(text, section))
        if found:
            best = min(heading.rank for heading in found)
            headings[name] = [heading for heading in found if heading.rank == best]
    second = None
    if any(len(found) > 1 for found in headings.values()):
        headings = _without_contents(headings)
        again = [found[1].start for found in headings.values() if len(found) > 1]
        if 2 * len(again) >= len(headings):
            second = min(again)
    chosen = sorted((found[0] for found in headings.values()), key=lambda heading: heading.start)
    if second is not None:
        chosen = [heading for heading in chosen if heading.start < second]
    return _cut(text, form, chosen, second)


def _cut(text: str, form: Form, chosen: list[Heading], second: int | None) -> SectionMap:
    """Cut the text at the headings, and at the tables that lost theirs."""
    end = len(text) if second is None else second
    found = {heading.section for heading in chosen}
    lost = []
    for name, table in form.tables.items():
        start = None if name in found else _anchor(text, table.anchors, end)
        if start is not None:
            lost.append((start, name))
    stops = sorted([heading.start for heading in chosen] + [start for start, _ in lost] + [end])
    sections = []
    tables: dict[str, tuple[int, int]] = {}
    for heading in chosen:
        stop = next(stop for stop in stops if stop > heading.start)
        stop = max(stop, heading.end)
        section = form.sections[heading.section]
        sections.append(
            Section(
                heading.section,
                NUMERALS.index(section.number) + 1,
                text[heading.start : heading.end],
                text[heading.end : stop],
                heading.start,
                stop,
            )
        )
        if heading.section in form.tables:
            tables[heading.section] = (heading.end, stop)
    for start, name in lost:
        tables[name] = (start, next(stop for stop in stops if stop > start or stop == end))
    return SectionMap(tuple(sections), tables, second)


def _headings(text: str, section: FormSection) -> Iterator[Heading]:
    for title in (section.title, *section.aliases):
        at = text.find(title)
        while at >= 0:
            heading = _heading(text, section, title, at, at + len(title))
            if heading is not None:
                yield heading
            at = text.find(title, at + 1)


def _loose_headings(text: str, section: FormSection) -> Iterator[Heading]:
    for title in (section.title, *section.aliases):
        for found in _loose(title).finditer(text):
            heading = _heading(text, section, title, found.start(), found.end())
            if heading is not None:
                yield heading


def _heading(text: str, section: FormSection, title: str, at: int, end: int) -> Heading | None:
    """Judge by what stands around a title whether it is a heading, and how sure that is."""
    low = max(0, at - WINDOW)
    window = text[low:at] if low else "\n" + text[:at]
    found = _patterns()["before"].search(window)
    begin = at - (len(window) - found.start("number")) if found["number"] else at
    at_line, official = found["line"] is not None, title == section.title
    if found["han"] and (found["mark"] or at_line):
        # the form's own number, or another: copies count anew, 三、 for 四、
        rank = 0 if at_line and found["mark"] else 1
        if not official and found["han"] != section.number:
            return None
    elif found["digit"] and found["mark"] and at_line and (official or found["mark"] == "、"):
        # Word's own numbering turned into text: 3、 for 三、
        rank = 2
    elif not found["number"] and at_line and _ends_line(text, end):
        rank = 3
    else:
        return None
    return Heading(section.id, begin, end, rank)


def _ends_line(text: str, end: int) -> bool:
    rest = text[end : end + 8].lstrip(" \t\xa0\u3000*#")
    return not rest or rest[0] in "\r\n：:"


def _without_contents(headings: Mapping[str, list[Heading]]) -> dict[str, list[Heading]]:
    """Leave out the lines of a table of contents: headings with next to nothing behind them."""
    starts = sorted(heading.start for found in headings.values() for heading in found)
    after = dict(zip(starts, starts[1:], strict=False))
    kept = {}
    for name, found in headings.items():
        thick = [
            heading
            for heading in found
            if after.get(heading.start, heading.end + THIN) - heading.end >= THIN
        ]
        kept[name] = thick or found[-1:]
    return kept


def _anchor(text: str, anchors: tuple[str, ...], end: int) -> int | None:
    """Find the start of the first line that begins with one of a table's own words."""
    places = []
    for anchor in anchors:
        at = text.find(anchor, 0, end)
        while at >= 0:
            line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
            if at - line <= WINDOW and not text[line:at].strip("\t |（(\xa0\u3000"):
                places.append(line)
                break
            at = text.find(anchor, at + 1, end)
    return min(places, default=None)


def read_old_sections(text: str) -> tuple[Section, ...]:
    """Give the sections of a report on no known form: lines such as ``一、概述``, numbered as printed."""
    found = list(_patterns()["old"].finditer(text))
    stops = [match.start(1) for match in found[1:]] + [len(text)]
    return tuple(
        Section(
            id="",
            number=NUMERALS.index(match[1]) + 1,
            heading=text[match.start(1) : match.end()],
            text=text[match.end() : stop],
            start=match.start(1),
            end=stop,
        )
        for match, stop in zip(found, stops, strict=True)
    )
