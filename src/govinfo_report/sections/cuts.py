"""Finds the six headings of a report, however they were damaged, and the stretch of text of each table."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from attrs import define, evolve, field

from govinfo_report.model import Section
from govinfo_report.official import Form, characters
from govinfo_report.sections.headings import (
    NUMERALS,
    Heading,
    best_headings,
    exact_headings,
    line_start,
)
from govinfo_report.sections.lost import find_lost

# A heading with less text behind it than this, while the same heading stands elsewhere with more, is a line of a
# table of contents: 六、其他需要报告的事项……12.
THIN = 40


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


def read_sections(text: str, form: Form, second: int | None = None) -> SectionMap:
    """Find the sections and the tables of a copy.

    Args:
        text: the whole copy.
        form: tells the headings, and the words by which a table whose heading is lost is found.
        second: offset at which a second report begins; nothing behind it is looked at. None where none was found.
    """
    if second is not None:
        # what the first report lacks the second one has
        found = read_sections(text[:second], form)
        found.second = second if found.second is None else found.second
        return found
    found = _read(text, form)
    if len(found.tables) < len(form.tables) and _is_traditional(text, form):
        # one character for one, so that places stay what they are
        plain = _read(characters().simplified(text), form)
        if len(plain.tables) > len(found.tables) or not found.sections:
            plain.sections = tuple([as_printed(section, text) for section in plain.sections])
            return plain
    return found


def _is_traditional(text: str, form: Form) -> bool:
    """Tell whether a text holds another form of a character that every table's heading has (开)."""
    shared = set.intersection(*(set(form.sections[name].title) for name in form.tables))
    stand_ins = characters().traditional.items()
    return any(chr(code) in text for code, character in stand_ins if character in shared)


def as_printed(section: Section, text: str) -> Section:
    """Give a section that was read of a changed text, no place of which moved, as the copy prints it."""
    behind = section.start + len(section.heading)
    return evolve(section, heading=text[section.start : behind], text=text[behind : section.end])


def _read(text: str, form: Form) -> SectionMap:
    headings: dict[str, list[Heading]] = {}
    for name, section in form.sections.items():
        found = exact_headings(text, section) or best_headings(text, section)
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
    lost: list[tuple[int, str]] = []
    if len(chosen) < len(form.sections):
        more, lost = find_lost(text, form, chosen, end)
        chosen = sorted([*chosen, *more], key=lambda heading: heading.start)
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
            # ## before the next heading is that one's
            start = line_start(text, stop) if stop < end else None
            tables[section.id] = (heading.end, stop if start is None else max(start, heading.end))
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


def without_signature(sections: tuple[Section, ...], signature: int | None) -> tuple[Section, ...]:
    """Give sections of which the last one ends before the signature.

    Args:
        sections: the sections of a copy, in order.
        signature: offset where it begins; None where there is none.
    """
    if not sections or signature is None:
        return sections
    *others, last = sections
    behind = last.start + len(last.heading)
    if not behind <= signature < last.end:
        return sections
    return (*others, evolve(last, text=last.text[: signature - behind], end=signature))
