"""Finds the six headings of a report, however they were damaged, and the stretch of text of each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from attrs import define, evolve, field

from govinfo_report.form import Form, SectionForm, characters
from govinfo_report.model import Section

NUMERALS = "一二三四五六七八九十"
# A heading with less text behind it than this, while the same heading stands elsewhere with more, is a line of a
# table of contents: 六、其他需要报告的事项……12.
THIN = 40
# In front of a title: the widest damage met is `[bookmark: _GoBack]` with a number behind it.
WINDOW = 48
# The longest line of a heading that a table drawn with characters has.
LONGEST_ROW = 600


@define
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
        "old": regex.compile(
            rf"^[^\S\n\r]*\ufeff?([{NUMERALS}])、[^\S\n\r]*(\S[^\n\r]{{1,38}})$", regex.MULTILINE
        ),
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
    found = _read(text, form)
    if len(found.tables) < len(form.tables) and _is_traditional(text, form):
        # one character for one, so that places stay what they are
        plain = _read(characters().simplified(text), form)
        if len(plain.tables) > len(found.tables) or not found.sections:
            plain.sections = tuple([_as_printed(section, text) for section in plain.sections])
            return plain
    return found


def _is_traditional(text: str, form: Form) -> bool:
    """Tell whether a text holds another form of a character that every table's heading has (开)."""
    shared = set.intersection(*(set(form.sections[name].title) for name in form.tables))
    stand_ins = characters().traditional.items()
    return any(chr(code) in text for code, character in stand_ins if character in shared)


def _as_printed(section: Section, text: str) -> Section:
    behind = section.start + len(section.heading)
    return evolve(section, heading=text[section.start : behind], text=text[behind : section.end])


def _read(text: str, form: Form) -> SectionMap:
    headings: dict[str, list[Heading]] = {}
    for name, section in form.sections.items():
        found = _exact_headings(text, section) or _best_headings(text, section)
        if found:
            headings[name] = found
    second = None
    if any(len(found) > 1 for found in headings.values()):
        headings = _without_contents(_with_tables(text, headings, form))
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
    starts = sorted([heading.start for heading in chosen] + [start for start, _ in lost])
    stop_of = dict(zip(starts, (*starts[1:], end), strict=False))
    sections = []
    tables: dict[str, tuple[int, int]] = {}
    for heading in chosen:
        section = form.sections[heading.section]
        stop = max(stop_of[heading.start], heading.end)
        sections.append(
            Section(
                section.id,
                NUMERALS.index(section.number) + 1,
                text[heading.start : heading.end],
                text[heading.end : stop],
                heading.start,
                stop,
            )
        )
        if section.id in form.tables:
            tables[section.id] = (heading.end, stop)
    for start, name in lost:
        tables[name] = (start, stop_of[start])
    return SectionMap(tuple(sections), tables, second)


def prose_spans(text: str, sections: SectionMap, form: Form) -> list[tuple[int, int]]:
    """Give the stretches of a copy that hold no table: start and end, in order.

    Sentences between a table's heading and its first own words are prose too; what follows the table under the same
    heading is not looked at.

    Args:
        text: the whole copy.
        sections: its headings and tables.
        form: tells the words that a table begins with.
    """
    headings = {section.id: section.start for section in sections.sections}
    tables = sections.tables
    spans = []
    at = 0
    for name in sorted(tables, key=tables.__getitem__):
        start, end = tables[name]
        stop = headings.get(name, start)
        if at < stop:
            spans.append((at, stop))
        at = end
        for words in form.tables[name].anchors:
            begin = text.find(words, start, end)
            if begin >= 0:
                if "。" in text[start:begin]:
                    spans.append((start, begin))
                break
    spans.append((at, len(text) if sections.second is None else sections.second))
    return spans


def _exact_headings(text: str, section: SectionForm) -> list[Heading]:
    """Find a heading just as the form prints it, at the start of a line."""
    needle = f"\n{section.heading}"
    found = []
    at = text.find(needle)
    while at >= 0:
        found.append(Heading(section.id, at + 1, at + len(needle), 0))
        at = text.find(needle, at + 1)
    return found


def _best_headings(text: str, section: SectionForm) -> list[Heading]:
    """Find a damaged heading: the surest places only."""
    found = list(_headings(text, section)) or list(_loose_headings(text, section))
    best = min((heading.rank for heading in found), default=0)
    return [heading for heading in found if heading.rank == best]


def _headings(text: str, section: SectionForm) -> Iterator[Heading]:
    """Find a section under its official title, else under another one."""
    found = False
    for title in (section.title, *section.aliases):
        at = text.find(title)
        while at >= 0:
            heading = _heading(text, section, title, at, at + len(title))
            if heading is not None:
                found = True
                yield heading
            at = text.find(title, at + 1)
        if found:
            return


def _loose_headings(text: str, section: SectionForm) -> Iterator[Heading]:
    for title in (section.title, *section.aliases):
        for found in _loose(title).finditer(text):
            heading = _heading(text, section, title, found.start(), found.end())
            if heading is not None:
                yield heading


def _heading(text: str, section: SectionForm, title: str, at: int, end: int) -> Heading | None:
    """Judge by what stands in front of a title whether it is a heading, and how sure that is."""
    stop = _skip_back(text, at, _SPACES)
    mark = text[stop - 1 : stop]
    if mark and mark in "、.．,，":
        stop = _skip_back(text, stop - 1, _SPACES)
    else:
        mark = ""
    number = text[stop - 1 : stop]
    begin = stop - 1
    if not number or number not in _NUMBERS:
        number, begin = "", at
        if mark:
            return None
    at_line = _begins_line(text, begin)
    official = title == section.title
    if number in NUMERALS and number and (mark or at_line):
        # the form's own number, or another: copies count anew, 三、 for 四、
        rank = 0 if at_line and mark else 1
        if not official and number != section.number:
            return None
    elif number and mark and at_line and (official or mark == "、"):
        # Word's own numbering turned into text: 3、 for 三、
        rank = 2
    elif not number and at_line and _ends_line(text, end):
        rank = 3
    else:
        return None
    return Heading(section.id, begin, end, rank)


_SPACES = " \t\xa0\u3000\u2002\u2003\ufeff"
_NUMBERS = NUMERALS + "123456789１２３４５６７８９"


def _skip_back(text: str, at: int, marks: str) -> int:
    """Give the offset behind the last character before ``at`` that is none of ``marks``."""
    low = max(0, at - WINDOW)
    while at > low and text[at - 1] in marks:
        at -= 1
    return at


def _begins_line(text: str, at: int) -> bool:
    """Tell whether nothing but spaces, Markdown marks and a bookmark stands between a line's start and ``at``."""
    at = _skip_back(text, at, _SPACES + "#*>|")
    if text[at - 1 : at] == "]":
        opening = text.rfind("[", max(0, at - WINDOW), at)
        if opening >= 0 and "\n" not in text[opening:at]:
            at = _skip_back(text, opening, _SPACES + "#*>|")
    return at == 0 or text[at - 1] in "\r\n"


def _ends_line(text: str, end: int) -> bool:
    rest = text[end : end + 8].lstrip(" \t\xa0\u3000*#")
    return not rest or rest[0] in "\r\n：:"


def _with_tables(
    text: str, headings: Mapping[str, list[Heading]], form: Form
) -> dict[str, list[Heading]]:
    """Prefer, of the places of a table's heading, those with the table behind them to those that only speak of it."""
    starts = sorted(heading.start for found in headings.values() for heading in found)
    after = dict(pairwise([*starts, len(text)]))
    kept = {}
    for name, found in headings.items():
        anchors = form.tables[name].anchors if name in form.tables and len(found) > 1 else ()
        holding = [
            heading
            for heading in found
            if any(text.find(words, heading.end, after[heading.start]) >= 0 for words in anchors)
        ]
        kept[name] = holding or found
    return kept


def _without_contents(headings: Mapping[str, list[Heading]]) -> dict[str, list[Heading]]:
    """Leave out the lines of a table of contents: headings with next to nothing behind them."""
    starts = sorted(heading.start for found in headings.values() for heading in found)
    after = dict(pairwise(starts))
    thick = {
        name: [
            heading
            for heading in found
            if after.get(heading.start, heading.end + THIN) - heading.end >= THIN
        ]
        for name, found in headings.items()
    }
    # sections of a few words printed twice are no table of contents: there some line is thin and its section is not
    has_contents = any(0 < len(thick[name]) < len(found) for name, found in headings.items())
    kept = {
        name: thick[name] or (found[-1:] if has_contents else found)
        for name, found in headings.items()
    }
    # the last line of the contents has the title and the introduction behind it
    alone = [found[0].start for found in kept.values() if len(found) == 1]
    first = min(alone, default=0)
    return {
        name: [heading for heading in found if heading.start >= first] or found
        for name, found in kept.items()
    }


def _anchor(text: str, anchors: tuple[str, ...], end: int) -> int | None:
    """Find the start of the first line of a table: one that holds its own words, and no sentence before them."""
    places = []
    for anchor in anchors:
        at = text.find(anchor, 0, end)
        while at >= 0:
            low = max(0, at - LONGEST_ROW)
            line = max(text.rfind("\n", low, at), text.rfind("\r", low, at)) + 1
            if (line or not low) and not _SENTENCE.intersection(text[line:at]):
                places.append(line)
                break
            at = text.find(anchor, at + 1, end)
    return min(places, default=None)


_SENTENCE = frozenset("。，；！？《")


def read_old_sections(text: str) -> tuple[Section, ...]:
    """Give the sections of a report on no known form: lines such as ``一、概述``, numbered as printed."""
    found = list(_patterns()["old"].finditer(text))
    if not found:
        return ()
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


def line_headings(line: str, sections: Iterable[SectionForm]) -> list[Heading]:
    """Give every place of a line where a heading of ``sections`` may stand, in order.

    Args:
        line: one line; what stands around it is not asked.
        sections: the sections that are looked for.
    """
    found = [heading for section in sections for heading in _headings(line, section)]
    return sorted(found, key=lambda heading: heading.start)
