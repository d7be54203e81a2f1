"""Finds the headings of sections by their titles, however these were damaged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from attrs import define

from govinfo_report.official import SectionForm, writing

NUMERALS = writing().numerals
# In front of a title: the widest damage met is `[bookmark: _GoBack]` with a number behind it.
WINDOW = 48


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


@cache
def _loose(title: str) -> Any:
    """A pattern for a title with spaces or line breaks inside."""
    import regex

    return regex.compile(r"[\s、]*".join(map(regex.escape, title.replace("、", ""))))


def broken(words: str) -> str:
    """Give a pattern, for ``re``, of words that white space or line breaks of HTML may stand in."""
    return r"(?:\s|<br\s*/?>)*+".join(map(re.escape, words))


def bare_text(text: str) -> str:
    """Give a text without white space and line breaks of HTML."""
    return "".join(_BREAK.sub("", text).split()) if "<" in text else "".join(text.split())


_BREAK = re.compile(r"<br\s*/?>")


def exact_headings(text: str, section: SectionForm) -> list[Heading]:
    """Find a heading just as the form prints it, at the start of a line."""
    needle = f"\n{section.heading}"
    found = []
    at = text.find(needle)
    while at >= 0:
        found.append(Heading(section.id, at + 1, at + len(needle), 0))
        at = text.find(needle, at + 1)
    return found


def best_headings(text: str, section: SectionForm) -> list[Heading]:
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
    if text[stop - 1 : stop] in _CLOSING:
        return _in_brackets(text, section, title, stop, end)
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
    at_line = begins_line(text, begin)
    official = title == section.title
    if number in NUMERALS and number and (mark or at_line):
        # the form's own number, or another: copies count anew, 三、 for 四、
        rank = 0 if at_line and mark else 1
        if not official and number != section.number:
            return None
    elif number and mark and at_line and (official or mark == "、"):
        # Word's own numbering turned into text: 3、 for 三、
        rank = 2
    elif not number and at_line and ends_line(text, end):
        rank = 3
    else:
        return None
    return Heading(section.id, begin, end, rank)


def _in_brackets(text: str, section: SectionForm, title: str, at: int, end: int) -> Heading | None:
    """Give a heading whose number stands in brackets that end at ``at``: （四） on a line with nothing but the title.

    （一）主动公开政府信息情况 is a part of 总体情况, so the number is the form's own.
    """
    begin = at - len(section.number) - 2
    is_own = text[begin : begin + 1] in _OPENING and text[begin + 1 : at - 1] == section.number
    is_line = begins_line(text, begin) and ends_line(text, end)
    is_heading = begin >= 0 and is_own and is_line and title == section.title
    return Heading(section.id, begin, end, 3) if is_heading else None


_OPENING, _CLOSING = ("（", "("), ("）", ")")
_LINE_ENDS = "\r\n\u2028\u2029\x85\x0b\x0c"
_SPACES = " \t\xa0\u3000\u2002\u2003\ufeff"
_NUMBERS = NUMERALS + "123456789１２３４５６７８９"


def _skip_back(text: str, at: int, marks: str) -> int:
    """Give the offset behind the last character before ``at`` that is none of ``marks``."""
    low = max(0, at - WINDOW)
    while at > low and text[at - 1] in marks:
        at -= 1
    return at


def line_start(text: str, at: int) -> int | None:
    """Give where a line starts, if nothing but spaces, Markdown marks and a bookmark stands before ``at``; else None.

    Args:
        text: the copy.
        at: an offset.
    """
    at = _skip_back(text, at, _SPACES + "#*>|")
    if text[at - 1 : at] == "]":
        opening = text.rfind("[", max(0, at - WINDOW), at)
        if opening >= 0 and "\n" not in text[opening:at]:
            at = _skip_back(text, opening, _SPACES + "#*>|")
    return at if at == 0 or text[at - 1] in _LINE_ENDS else None


def begins_line(text: str, at: int) -> bool:
    """Tell whether nothing but spaces, Markdown marks and a bookmark stands between a line's start and ``at``."""
    return line_start(text, at) is not None


def ends_line(text: str, end: int) -> bool:
    """Tell whether a line, or what stands before a colon on it, ends at ``end``."""
    rest = text[end : end + 8].lstrip(" \t\xa0\u3000*#")
    return not rest or rest[0] in _LINE_ENDS + "：:"


def line_headings(line: str, sections: Iterable[SectionForm]) -> list[Heading]:
    """Give every place of a line where a heading of ``sections`` may stand, in order.

    Args:
        line: one line; what stands around it is not asked.
        sections: the sections that are looked for.
    """
    found = [heading for section in sections for heading in _headings(line, section)]
    return sorted(found, key=lambda heading: heading.start)
