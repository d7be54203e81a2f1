"""Finds what no known title tells: headings in other words, and tables whose heading is lost.

Asked only for sections that are missing, and only between the headings before and behind them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from govinfo_report.labels.nearness import Nearest
from govinfo_report.labels.normal import normal
from govinfo_report.official import Form, SectionForm, Table, writing
from govinfo_report.sections.headings import (
    NUMERALS,
    Heading,
    bare_text,
    begins_line,
    broken,
    ends_line,
)
from govinfo_report.source import Lines

# The longest line of a heading that a table drawn with characters has.
LONGEST_ROW = 600
# Words of a table in a row, with nothing but marks and numbers between them: a sentence has at most three.
TILES = 4
# A row of table 三 or 四 that stands alone has at least so many numbers.
ROW = 5
# Between a heading and the words of its table stands at most the note of table 三 (本列数据的勾稽关系为：…).
NOTE = 60
TITLE = 40
# The surest heading of those that known titles tell has rank 0, the least sure 3.
IN_OTHER_WORDS = 4
_TITLE = re.compile(rf"[^\S\n\r]*([\u4e00-\u9fff、]{{2,{TITLE}}})")
_SENTENCE = frozenset("。，；！？《")
_BROKEN = re.compile(r"[\d。；！？]")


def find_lost(
    text: str, form: Form, chosen: Sequence[Heading], end: int
) -> tuple[list[Heading], list[tuple[int, str]]]:
    """Find the sections that are not among ``chosen``.

    Args:
        text: the whole copy.
        form: tells the sections, and the words of their tables.
        chosen: the headings that were found.
        end: offset where the report ends.

    Returns:
        Headings in other words, and the start and the id of each table whose heading is lost.
    """
    known = {heading.section: (heading.start, heading.end) for heading in chosen}
    order = list(form.sections)
    headings: list[Heading] = []
    tables: list[tuple[int, str]] = []
    for at, name in enumerate(order):
        if name in known:
            continue
        section, table = form.sections[name], form.tables.get(name)
        shows = table is not None and _anchors(text, table)
        if not known and not shows:
            continue
        low = max((known[other][1] for other in order[:at] if other in known), default=0)
        high = min((known[other][0] for other in order[at + 1 :] if other in known), default=end)
        # a text without any heading need not be a report: there only a table tells
        heading = _in_other_words(text, section, table, low, high, form) if known else None
        start = None
        if heading is None and table is not None and shows:
            start = _tiles(text, form, name, low, high)
            heading = None if start is None else _before(text, section, start, low, form)
            line = None if heading else _first_line(text, form, name, chosen, end)
            start = start if line is None else line
        elif heading is None and table is not None and not low:
            start = _rest(text, table, high)
        if heading is not None:
            headings.append(heading)
            known[name] = (heading.start, heading.end)
        elif start is not None:
            tables.append((start, name))
            known[name] = (start, start)
    return headings, tables


def _in_other_words(
    text: str, section: SectionForm, table: Table | None, low: int, high: int, form: Form
) -> Heading | None:
    """Find a heading by its own number and the words that its titles share; None where it could be another place."""
    found = list(_numbered(text, section, low, high, form))
    if len(found) > 1:
        found = [
            heading
            for heading in found
            if begins_line(text, heading.start) and ends_line(text, heading.end)
        ]
    if len(found) != 1:
        return None
    # 四、因申请被提起诉讼的情况 below table 四 is no heading of it
    behind = table is not None and any(
        text.find(words, low, found[0].start) >= 0 for words in table.anchors
    )
    return None if behind else found[0]


def _numbered(
    text: str, section: SectionForm, low: int, high: int, form: Form
) -> Iterator[Heading]:
    number = f"{section.number}、"
    at = text.find(number, low, high)
    while at >= 0:
        found = _TITLE.match(text, at + len(number), high)
        # 第三、 counts something else
        if found and not "\u4e00" <= text[at - 1 : at] <= "\u9fff":
            title, behind = found[1], text[found.end() : found.end() + 1]
            whole = begins_line(text, at) and ends_line(text, found.end())
            apart = title.endswith(writing().heading_ends) and behind not in _SENTENCE
            if (whole or apart) and _is_title(title, section, form):
                yield Heading(section.id, at, found.end(), IN_OTHER_WORDS)
        at = text.find(number, at + 1, high)


def _before(text: str, section: SectionForm, start: int, low: int, form: Form) -> Heading | None:
    """Find the heading that a table follows on the same line: its number, and words that end before the table."""
    number = f"{section.number}、"
    at = text.rfind(number, max(low, start - TITLE), start)
    if at < 0:
        return None
    title = text[at + len(number) : start].rstrip()
    if _BROKEN.search(title) or not _is_title(title, section, form):
        return None
    return Heading(section.id, at, at + len(number) + len(title), IN_OTHER_WORDS)


def _is_title(title: str, section: SectionForm, form: Form) -> bool:
    """Tell whether words are a title of a section: they hold one of its words, or are misprinted."""
    if any(words in title for words in section.words):
        return True
    number = NUMERALS.index(section.number) + 1
    near = _nearest(form)
    label = near.misprint(normal(title), number)
    return label is not None and label in _titles(section)


@cache
def _nearest(form: Form) -> Nearest:
    titles = {words: name for name, section in form.sections.items() for words in _titles(section)}
    numbers = {
        words: NUMERALS.index(form.sections[name].number) + 1 for words, name in titles.items()
    }
    return Nearest(titles, numbers)


def _titles(section: SectionForm) -> Collection[str]:
    return [normal(title) for title in (section.title, *section.aliases)]


def _tiles(text: str, form: Form, name: str, low: int, high: int) -> int | None:
    """Find where a table begins by its own words, one after the other; line ends are not asked for."""
    table, (pattern, _) = form.tables[name], _tiling(form, name)
    starts = []
    for anchor in table.anchors:
        at = text.find(anchor, low, high)
        while at >= 0:
            if pattern.match(text, at, high):
                starts.append(at)
                break
            at = text.find(anchor, at + 1, high)
    if not starts:
        return None
    start = _with_headings(text, form, name, low, min(starts))
    for anchor in table.anchors:
        at = text.find(anchor, max(low, start - NOTE), start)
        if at >= 0 and not _BROKEN.search(text, at, start):
            start = at - (at > low and text[at - 1] in "（(")
    return start


def _with_headings(text: str, form: Form, name: str, low: int, start: int) -> int:
    """Find where the words of a table begin that end right before a place: the headings of its columns."""
    _, last = _tiling(form, name)
    while found := last.search(text, max(low, start - NOTE), start):
        start = found.start(1)
    return start


@cache
def _tiling(form: Form, name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give patterns of a table's words: several that follow each other, and the last one before a place."""
    table = form.tables[name]
    # 结果 结果 其他 尚未 总: headings of columns in two lines
    wordings = [
        column.wording for column in table.columns.values() if len(column.wording) in (2, 4)
    ]
    halves = {half for words in wordings for half in _halves(words)}
    longest = sorted({*table.words, *table.anchors, *halves}, key=len, reverse=True)
    words = "|".join(re.escape(words) for words in longest if len(words) > 1)
    # one character counts only where it is apart
    single = "".join(rf"|(?<=\s){re.escape(words)}" for words in longest if len(words) == 1)
    between = rf"[\s\d{NUMERALS}|｜、.．()（）:：/—-]{{0,24}}+"
    return (
        re.compile(rf"(?:(?:{words}){between}){{{TILES}}}"),
        re.compile(rf"({words}{single})[\s|:-]*+\Z"),
    )


def _rest(text: str, table: Table, high: int) -> int | None:
    """Find where the rest of a table begins that a page before broke off: a row of it, its label and its numbers."""
    labels = {normal(words) for row in table.rows.values() for words in row.words}
    lines = Lines(text[:high])
    for line, start in zip(lines.texts, lines.starts, strict=False):
        parts = line.replace("|", " ").split()
        count = len(parts)
        while count and parts[count - 1].isdecimal():
            count -= 1
        # a line with fewer numbers may be anything: 行政许可 12
        is_row = len(parts) - count >= ROW and not _SENTENCE.intersection(line)
        if is_row and normal("".join(parts[:count])) in labels:
            return start
    return None


def _anchors(text: str, table: Table) -> Sequence[str]:
    """Give the words of a table that a text prints, as it does: whole, else where white space or <br> break them."""
    printed = []
    for words in table.anchors:
        if words in text:
            printed.append(words)
        # a pattern is slow to look for what is not there: other texts lack a character
        elif all(map(text.__contains__, words)):
            found = _broken(words).search(text)
            if found is not None:
                printed.append(found[0])
    return printed


@cache
def _broken(words: str) -> re.Pattern[str]:
    return re.compile(broken(words))


def _halves(words: str) -> tuple[str, str]:
    return words[: len(words) // 2], words[len(words) // 2 :]


def _first_line(
    text: str, form: Form, name: str, chosen: Sequence[Heading], end: int
) -> int | None:
    """Find the start of the first line of a table: one that holds its own words, and no sentence before them.

    The line above it may hold the headings of its columns, none of which is its own: | 自然人 | 商业企业 | 其他 |.
    """
    table = form.tables[name]
    others = [
        words for other in form.tables.values() if other is not table for words in other.anchors
    ]
    places = []
    for anchor in _anchors(text, table):
        at = text.find(anchor, 0, end)
        while at >= 0:
            low = max(0, at - LONGEST_ROW)
            line = max(text.rfind("\n", low, at), text.rfind("\r", low, at)) + 1
            before = text[line:at]
            if (
                (line or not low)
                and not _SENTENCE.intersection(before)
                # the line of another table, which ends on it
                and not any(line <= heading.start < at for heading in chosen)
                and not any(words in bare_text(before) for words in others)
            ):
                places.append(line)
                break
            at = text.find(anchor, at + 1, end)
    if not places:
        return None
    first = min(places)
    low = max((heading.end for heading in chosen if heading.end <= first), default=0)
    return _with_headings(text, form, name, low, first)
