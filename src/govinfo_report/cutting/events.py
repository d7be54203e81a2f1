"""Finds what tells reports in one text apart: titles, overviews, the headings of tables and the words of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from attrs import define

from govinfo_report.identity import office_above, title_in
from govinfo_report.official import Form, characters, identity_words, kind_words
from govinfo_report.sections import Heading, broken, line_headings

OVERVIEW = "overview"
"""The section that a report begins with; it has no table."""

TITLE = "title"

# Lines remembered before the memo starts anew, and the longest of them: headings, and labels that look like one.
MEMO_LINES = 2_000
MEMO_LINE = 160

Above: TypeAlias = Callable[[], Sequence[str]]
"""Gives some lines above a line, in order."""

_ENDS = "\r\n"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# The rest of a title that is broken in two: 年度报告.
_REST = 14
# What numbers a heading: 第一部分, 表一：.
_NUMBER = 6
# Words of a table that are as short stand in it several times: 结果维持.
_SHORT = 4
# So many characters of such words tell a line that may hold them: 本列数, 申请人.
_BEGINNING = 3
# Words of a table in a sentence: behind these marks, or before what goes on.
_IN_SENTENCE = frozenset(kind_words().cutting["in_sentence"])
_GOES_ON = re.compile(kind_words().cutting["goes_on"])
# What every title says, a character of what it calls the report, and the end of that.
_TITLES = identity_words().title
_SAYS: str = _TITLES["says"]
_MARK: str = _TITLES["mark"]
_REPORT: str = _TITLES["report"]


@define(eq=False)
class Event:
    """A title, a heading, or the first words of a table.

    Attributes:
        kind: ``title``, or the id of a section: the overview or one with a table.
        start: offset where a report that begins with it begins: of the title the office above it, if one stands there.
        at: offset of the title or heading itself, from 0.
        end: offset behind it.
        words: the title without white space; "" for a heading.
        is_exact: a heading just as the form prints it, at the start of a line that is not the first.
        is_table: words that only the table has; its heading may be odd or lost.
    """

    kind: str
    start: int
    at: int
    end: int
    words: str = ""
    is_exact: bool = False
    is_table: bool = False


class EventFinder:
    """Finds events line by line.

    Attributes:
        has_mark: finds one of the characters of which every line with an event holds one; a line with none need not
            be asked.
        quiet: lines that are known to hold no event (bounded): the same lines come back in every report.
        telling: section to characters and words of which a text that holds its heading, however damaged, or its table
            holds one.

    Args:
        form: gives the sections.
    """

    def __init__(self, form: Form) -> None:
        after = [name for table, name in pairwise(form.sections) if table in form.tables]
        named = {OVERVIEW, *form.tables, *after}
        self._sections = [section for name, section in form.sections.items() if name in named]
        self._known: dict[str, list[Heading]] = {}
        # line to section, start and end in it, whether it is exact, and whether it is the table's own words
        self._known_headings: dict[str, list[tuple[str, int, int, bool, bool]]] = {}
        self.quiet: set[str] = set()
        self.telling = _telling(form)
        self._exact = {section.id: section.heading for section in self._sections}
        shared = _shared(form)
        self._tables = table_words(form)
        beginnings = _table_beginnings(form)
        plain = {*shared, _MARK}
        stand_ins = characters().traditional.items()
        traditional = tuple(chr(code) for code, character in stand_ins if character in plain)
        self.has_mark = _one_of((*plain, *traditional, *beginnings))
        self._has_shared = _one_of(shared)
        self._has_words = _one_of(beginnings)
        self._overview = form.sections[OVERVIEW].title
        self._has_traditional = _one_of(traditional)

    def find(self, line: str, start: int, above: Above) -> list[Event]:
        """Give the events of a line, in order (hot: ``benchmarks.run``, cells).

        Args:
            line: one line or several, with what ends them.
            start: offset of its first character in the stream, from 0.
            above: gives some lines before it, in order.
        """
        known = self._known_headings.get(line)
        if known is not None:
            return [
                Event(section, start + low, start + low, start + high, "", exact and start > 0, own)
                for section, low, high, exact, own in known
            ]
        if len(line) > 1 and ("\n" in line[:-2] or "\r" in line[:-2]):
            events = []
            before = list(above())
            for found in _LINE.finditer(line):
                events += self._of_line(found[0], start + found.start(), before.copy)
                before.append(found[0])
            return events
        events = self._of_line(line, start, above)
        if (
            events
            and len(line) <= MEMO_LINE
            and _MARK not in line
            and not self._has_traditional(line)
        ):
            self._remember_headings(line, events, start)
        # a short line may be the rest of a title
        may_end_title = len(line) <= _REST and (_MARK in line or self._has_traditional(line))
        if not events and len(line) <= MEMO_LINE and not may_end_title:
            if len(self.quiet) >= MEMO_LINES:
                self.quiet.clear()
            self.quiet.add(line)
        return events

    def _is_prose(self, line: str) -> bool:
        """Tell quickly that a line is neither a title nor a heading, nor the rest of a title in two lines."""
        return (
            _SAYS not in line
            and len(line.strip()) > _REST
            and not self._has_shared(line)
            and not self._has_words(line)
            and not self._has_traditional(line)
        )

    def _remember_headings(self, line: str, events: Sequence[Event], start: int) -> None:
        """Keep what a line of headings tells, wherever it stands (bounded)."""
        if start == 0:
            return
        if len(self._known_headings) >= MEMO_LINES:
            self._known_headings.clear()
        self._known_headings[line] = [
            (event.kind, event.at - start, event.end - start, event.is_exact, event.is_table)
            for event in events
        ]

    def _of_line(self, line: str, start: int, above: Above) -> list[Event]:
        if self._is_prose(line):
            return []
        exact_line = line
        if self._has_traditional(line):
            # one character for one, so that places stay what they are
            line = characters().simplified(line)
            other_lines = [characters().simplified(other) for other in above()]
            above = other_lines.copy
        headings = self._headings(line) if self._has_shared(line) else []
        events = []
        if _MARK in line:
            whole = line
            if headings:
                # run together: prose and the first heading follow the title on its line
                whole = line[: min(headings[0].start, line.index(_MARK) + len(_REPORT))]
            title = _title(whole, start, above)
            if title is not None:
                events.append(title)
        for heading in headings:
            at = start + heading.start
            words = self._exact[heading.section]
            exact = not heading.start and start > 0 and exact_line.startswith(words)
            events.append(Event(heading.section, at, at, start + heading.end, is_exact=exact))
        events += self._odd_overview(line, start, headings)
        if self._has_words(line):
            events = sorted([*events, *self._words(line, start)], key=_place)
        return events

    def _odd_overview(self, line: str, start: int, headings: Sequence[Heading]) -> Iterator[Event]:
        """Give the heading of the overview on a line of its own, whatever numbers it: （一）, 第一部分."""
        bare = line.strip()
        is_whole = bare.endswith(self._overview) and len(bare) <= len(self._overview) + _NUMBER
        if is_whole and all(heading.section != OVERVIEW for heading in headings):
            yield Event(OVERVIEW, start, start, start + len(line.rstrip(_ENDS)))

    def _words(self, line: str, start: int) -> Iterator[Event]:
        """Give the places of a line where a table's own words stand as a table prints them."""
        for found in self._tables.finditer(line):
            low, high = found.span()
            before = line[:low].rstrip()[-1:]
            if before not in _IN_SENTENCE and not _GOES_ON.match(line, high):
                at = start + low
                yield Event(str(found.lastgroup), at, at, start + high, is_table=True)

    def _headings(self, line: str) -> list[Heading]:
        """Give the headings in a line (remembered, bounded: the same lines come back in every report)."""
        found = self._known.get(line)
        if found is None:
            found = line_headings(line, self._sections)
            if len(line) <= MEMO_LINE:
                if len(self._known) >= MEMO_LINES:
                    self._known.clear()
                self._known[line] = found
        return found


@cache
def event_finder(form: Form) -> EventFinder:
    """Give the finder of a form; what it remembers serves every stream."""
    return EventFinder(form)


def _one_of(marks: Sequence[str]) -> Callable[[str], object]:
    """Give what finds one of some characters or words in a line; "" is in every line."""
    # literals and no class of characters: of these `re` makes one set of first characters to look for
    return re.compile("|".join(map(re.escape, marks))).search if marks else _nothing


def _nothing(_line: str) -> None:
    return None


def _place(event: Event) -> int:
    return event.at


def apart(events: Sequence[Event], last: Event | None) -> list[Event]:
    """Leave out the words of a table that follow its own heading, or other words of it.

    Args:
        events: events, in order.
        last: the event before them.
    """
    kept = []
    for event in events:
        if last is None or not event.is_table or event.kind != last.kind:
            kept.append(event)
            last = event
    return kept


@cache
def table_anchors(form: Form) -> dict[str, list[str]]:
    """Give of each table the words by which it is found and that it prints once, without white space."""
    return {
        name: [words for words in table.anchors if len(words) > _SHORT]
        for name, table in form.tables.items()
    }


@cache
def table_words(form: Form) -> re.Pattern[str]:
    """Give a pattern of the words by which tables are found, a group a table; white space and <br> may break them."""
    groups = []
    for name, anchors in table_anchors(form).items():
        words = "|".join(broken(anchor) for anchor in anchors)
        groups.append(f"(?P<{name}>{words})")
    return re.compile("|".join(groups))


def _table_beginnings(form: Form) -> tuple[str, ...]:
    """Give how such words begin: of every line that holds them it is asked, and of few others."""
    anchors = [anchor for found in table_anchors(form).values() for anchor in found]
    return tuple(sorted({anchor[:_BEGINNING] for anchor in anchors}))


@cache
def _shared(form: Form) -> tuple[str, ...]:
    """Give a character that every title of these sections has (况); every character where there is none."""
    titles = [
        set(words)
        for name in (OVERVIEW, *form.tables)
        for words in (form.sections[name].title, *form.sections[name].aliases)
    ]
    shared = set.intersection(*titles)
    return (min(shared),) if shared else ("",)


@cache
def _telling(form: Form) -> dict[str, tuple[str, ...]]:
    """Give, of each title, the character that the words of other tables have least; and the words of each table.

    A title in other wording holds one of its section's words, and its number; a number that tables print tells nothing.
    """
    telling = {}
    for name, section in form.sections.items():
        counts = Counter(
            character
            for table in form.tables.values()
            if table.id != name
            for words in table.words
            for character in set(words)
        )
        titles = (section.title, *section.aliases)
        rare = {min(title, key=counts.__getitem__) for title in titles}
        own = form.tables.get(name)
        number = section.heading.removesuffix(section.title)
        is_printed = any(number in words for table in form.tables.values() for words in table.words)
        other = (*own.anchors, *section.words) if own else () if is_printed else (number,)
        telling[name] = (*rare, *other)
    return telling


def _title(line: str, start: int, above: Above) -> Event | None:
    """Read a title, whole or in two lines (2024年上海市…公开工作 | 年度报告)."""
    words = title_in(line)
    if words is not None:
        low = start - office_above(line, above())
        return Event(TITLE, low, start, start + len(line.rstrip(_ENDS)), words)
    if len(line.strip()) <= _REST:
        length = 0
        for other in reversed(above()):
            length += len(other)
            if other.strip():
                words = title_in(other.rstrip() + line.strip())
                if words is None or _SAYS not in other:
                    return None
                at = start - length
                return Event(TITLE, at, at, start + len(line.rstrip(_ENDS)), words)
    return None
