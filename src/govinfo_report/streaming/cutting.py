"""Cuts a text into the reports that stand in it one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attrs import define, field

from govinfo_report.form import Form, characters, official_form
from govinfo_report.source import Lines
from govinfo_report.streaming.events import OVERVIEW, TITLE, Event, event_finder

# Lines that are shown to the finder of events above a line: the office, and blank lines around it.
ABOVE = 4


@define
class Cutter:
    """Decides where the next report begins; is given the events of a text in order.

    Only headings with their table behind them count. A heading that the report has already begins a new one where a
    title or an overview stands before it, or where the next heading is one that the report has too: a heading printed
    twice (after a page break, or the table twice) is no new report. A title is looked at only where it says something
    else than that of the report: many copies print it on each page.

    Attributes:
        title: the title of the present report; None where it has none.
        held: the sections of the present report whose table has been met.
        is_open: the last heading may begin a new report; the next one will tell.
    """

    title: str | None = None
    held: set[str] = field(factory=set)
    _between: list[Event] = field(factory=list)
    _waiting: tuple[str, int, str | None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the last heading may begin a new report; the next one will tell."""
        return self._waiting is not None

    def add(self, event: Event, holds: bool) -> int | None:
        """Take the next event.

        Args:
            event: the event.
            holds: it is the heading of a table, and the table stands behind it.

        Returns:
            The offset at which a new report begins, where that has become sure; else None.
        """
        if not holds:
            if event.kind in (TITLE, OVERVIEW):
                self._between.append(event)
            return None
        between, at, title = self._between, event.start, None
        if between:
            self._between = []
            at, title = self._beginning(between, event)
        if not self.held:
            self._begin(title or self.title, event.kind)
            return None
        if self._waiting is not None:
            kind, earlier, its_title = self._waiting
            self._waiting = None
            if event.kind in self.held and event.kind != kind:
                self._begin(its_title, kind, event.kind)
                return earlier
        other = title is not None and self._is_other(title)
        parted = any(found.kind == OVERVIEW for found in between)
        if other or (event.kind in self.held and parted):
            self._begin(title, event.kind)
            return at
        if event.kind in self.held:
            self._waiting = (event.kind, at, title)
        self.held.add(event.kind)
        return None

    def _begin(self, title: str | None, *kinds: str) -> None:
        self.title, self.held = title, set(kinds)

    def _is_other(self, title: str) -> bool:
        return self.title is None or not (title in self.title or self.title in title)

    def _beginning(self, between: list[Event], event: Event) -> tuple[int, str | None]:
        """Give where a report that this heading belongs to would begin, and its title."""
        overview = next((found for found in reversed(between) if found.kind == OVERVIEW), None)
        stop = overview or event
        titles = [found for found in between if found.kind == TITLE and found.at < stop.at]
        if not titles:
            return stop.start, None
        words = titles[-1].words
        # a page prints its title two or three times, one under the other
        return next(found.start for found in titles if found.words == words), words


def cut_reports(text: str) -> list[tuple[int, int]]:
    """Cut a text into its reports.

    Args:
        text: any text.

    Returns:
        (start, end) of each report, offsets from 0, half-open. Together they are the whole text; one pair where it
        holds one report or none.
    """
    form = official_form()
    cuts = [0]
    cutter = Cutter()
    last: Event | None = None
    for event in _events(text, form):
        if last is not None:
            cut = cutter.add(last, has_table(text, last, event.at, form))
            if cut is not None:
                cuts.append(cut)
        last = event
    if last is not None:
        cut = cutter.add(last, has_table(text, last, len(text), form))
        if cut is not None:
            cuts.append(cut)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def may_hold_several(text: str) -> bool:
    """Tell quickly whether a text may hold more than one report: a table's heading stands in it twice."""
    return any(text.count(title) > 1 for title in _table_titles())


@cache
def _table_titles() -> tuple[str, ...]:
    form = official_form()
    return tuple(form.sections[name].title for name in form.tables)


def has_table(text: str, heading: Event, end: int, form: Form, start: int = 0) -> bool:
    """Tell whether the table of a heading stands behind it.

    Args:
        text: the text.
        heading: the heading.
        end: offset where the next event stands.
        form: tells the words that each table has.
        start: offset of the first character of ``text``; ``heading`` and ``end`` count from the same.
    """
    table = form.tables.get(heading.kind)
    if table is None:
        return False
    stretch = text[heading.end - start : end - start]
    if any(words in stretch for words in table.anchors):
        return True
    traditional = characters().simplified(stretch)
    return any(words in traditional for words in table.anchors)


def _events(text: str, form: Form) -> Iterator[Event]:
    finder = event_finder(form)
    lines = Lines(text)
    texts, starts = lines.texts, lines.starts
    for at, line in enumerate(texts):
        if finder.has_mark(line):
            # line ends are left out: of the lines above only their count of characters is asked
            above = [
                text[starts[index] : starts[index + 1]] for index in range(max(0, at - ABOVE), at)
            ]
            yield from finder.find(line, starts[at], above.copy)
