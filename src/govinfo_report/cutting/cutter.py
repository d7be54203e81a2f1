"""Cuts a text into the reports that stand in it one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from attrs import define, field

from govinfo_report.cutting.events import (
    OVERVIEW,
    TITLE,
    Event,
    apart,
    event_finder,
    table_anchors,
    table_words,
)
from govinfo_report.identity import tells_other, tells_other_office
from govinfo_report.official import Form, characters, official_form
from govinfo_report.sections import bare_text
from govinfo_report.source import Lines

# Lines that are shown to the finder of events above a line: the office, and blank lines around it.
ABOVE = 4
# A table is looked for in so much text behind its first words, and shows as many of its other words there.
_TABLE = 2_000
_WORDS = 3
# Before the first table that was found another one is looked for in so much text.
_AHEAD = 20_000
# Behind a title at the head of a page the rest of a table follows at once, or the number of the page does.
_MARK = 12


@define
class Cutter:
    """Decides where the next report begins; is given the events of a text in order.

    Only headings with their table behind them count, and tables themselves where the heading is lost. What comes again,
    or stands behind what the form has after it, begins a new report where a title of another report or an overview
    stands before it, or where the next table is one that the report has too: a heading printed twice (after a page
    break, or the table twice) is no new report. What goes on in the form's order begins one only behind the title of
    another office: many copies print their title on each page, some with the year before. Where the first page is lost,
    a title right above the table that the page before ends with is such a one.

    Attributes:
        title: the title of the present report; None where it has none.
        held: the sections of the present report whose table has been met.
        is_open: the last table may have begun a new report; the next one will tell.
    """

    title: str | None = None
    held: set[str] = field(factory=set)
    _between: list[Event] = field(factory=list)
    _waiting: _Waiting | None = None
    _last: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the last table may have begun a new report; the next one will tell."""
        return self._waiting is not None

    def add(self, event: Event, holds: bool) -> tuple[int, ...]:
        """Take the next event.

        Args:
            event: the event.
            holds: it is the heading of a table, or its first words, and the table stands behind it.

        Returns:
            The offsets at which new reports begin, where that has become sure.
        """
        if not holds:
            if event.kind in (TITLE, OVERVIEW):
                self._between.append(event)
            return ()
        between, at, title, kind = self._between, event.start, None, event.kind
        if between:
            self._between = []
            at, title = self._beginning(between, event)
        if not self.held:
            self._begin(title or self.title, kind)
            return ()
        cuts: tuple[int, ...] = ()
        waiting = self._waiting
        if waiting is not None and kind in self.held and kind not in waiting.kinds:
            # from here on as if the text began there
            self._begin(waiting.title, *waiting.kinds)
            cuts, waiting = (waiting.at,), None
        self._waiting = None
        order = _order()
        is_behind = kind not in self.held and all(order[kind] > order[other] for other in self.held)
        if self._is_cut(between, title, is_behind, event):
            self._begin(title, kind)
            return (*cuts, at)
        if not is_behind:
            self._waiting = waiting or _Waiting(at, title)
            self._waiting.kinds.append(kind)
        self.held.add(kind)
        self._last = kind
        return cuts

    def _begin(self, title: str | None, *kinds: str) -> None:
        self.title, self.held, self._last = title, set(kinds), kinds[-1]

    def _is_cut(
        self, between: list[Event], title: str | None, is_behind: bool, event: Event
    ) -> bool:
        """Tell whether what stands before a table begins a new report.

        Args:
            between: titles and overviews since the last table.
            title: the title among them.
            is_behind: the table goes on in the form's order.
            event: the heading of the table, or its first words.
        """
        if is_behind:
            return bool(title and self.title and tells_other_office(title, self.title))
        if any(found.kind == OVERVIEW for found in between):
            return True
        if title is None or self.title is not None:
            return bool(title and self.title and tells_other(title, self.title))
        goes_on = event.is_table and event.kind == self._last
        return not (goes_on and event.at - between[-1].end <= _MARK)

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


@define
class _Waiting:
    """What may have begun a new report.

    Attributes:
        at: where that would begin.
        title: its title.
        kinds: its tables so far, in order.
    """

    at: int
    title: str | None
    kinds: list[str] = field(factory=list)


@cache
def _order() -> dict[str, int]:
    return {name: at for at, name in enumerate(official_form().sections)}


def cut_reports(text: str) -> list[tuple[int, int]]:
    """Cut a text into its reports.

    Args:
        text: any text.

    Returns:
        (start, end) of each report, offsets from 0, half-open. Together they are the whole text; one pair where it
        holds one report or none.
    """
    cuts = [0, *_cuts(text)]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def second_report(text: str, tables: Mapping[str, tuple[int, int]]) -> int | None:
    """Give the offset at which the second report of a text begins; None where it holds one or none.

    Args:
        text: any text.
        tables: the tables that were found in it, with start and end: a clean report is told by them at a glance.
    """
    return next(_cuts(text), None) if _shows_another(text, tables) else None


def _shows_another(text: str, tables: Mapping[str, tuple[int, int]]) -> bool:
    """Tell whether more tables may stand in a text than those found (hot: long prose)."""
    form = official_form()
    first = min((start for start, _ in tables.values()), default=0)
    # headings that were found may be those of the second report
    if _begins_table(text[max(0, first - _AHEAD) : first], form):
        return True
    for name, anchors in table_anchors(form).items():
        start, end = tables.get(name, (0, 0))
        own = next((words for words in anchors if text.find(words, start, end) >= 0), None)
        if own is None:
            return may_hold_several(text)
        if text.count(own) > 1:
            return True
    return False


def _begins_table(text: str, form: Form) -> bool:
    """Tell whether a text holds words by which a table is found; the pattern that may be broken is asked for tags."""
    if "<" in text:
        return table_words(form).search(text) is not None
    bare = "".join(text.split())
    return any(words in bare for anchors in table_anchors(form).values() for words in anchors)


def _cuts(text: str) -> Iterator[int]:
    """Give the offset of each report but the first."""
    form = official_form()
    cutter = Cutter()
    last: Event | None = None
    for event in _events(text, form):
        if last is not None:
            yield from cutter.add(last, has_table(text, last, event.at, form))
        last = event
    if last is not None:
        yield from cutter.add(last, has_table(text, last, len(text), form))


def may_hold_several(text: str) -> bool:
    """Tell quickly whether a text may hold more than one report: what a report prints once stands in it twice."""
    if any(text.count(title) > 1 for title in _table_titles()):
        return True
    is_broken = False
    for anchors in table_anchors(official_form()).values():
        counts = [text.count(words) for words in anchors]
        if max(counts) > 1:
            return True
        is_broken = is_broken or not any(counts)
    return is_broken and _may_hold_broken(text)


def _may_hold_broken(text: str) -> bool:
    """Tell whether words of a table that white space or tags break stand in a text twice, in whatever characters."""
    form = official_form()
    found = [event.kind for event in _events(text, form) if event.kind in form.tables]
    return len(found) > len(set(found))


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
    if heading.is_table:
        bare = bare_text(characters().simplified(text[heading.at - start : end - start][:_TABLE]))
        return sum(words in bare for words in set(table.words)) >= _WORDS
    if any(words in stretch for words in table.anchors):
        return True
    traditional = characters().simplified(stretch)
    return any(words in traditional for words in table.anchors)


def _events(text: str, form: Form) -> Iterator[Event]:
    finder = event_finder(form)
    lines = Lines(text)
    texts, starts = lines.texts, lines.starts
    last: Event | None = None
    for at, line in enumerate(texts):
        if finder.has_mark(line):
            # line ends are left out: of the lines above only their count of characters is asked
            above = [
                text[starts[index] : starts[index + 1]] for index in range(max(0, at - ABOVE), at)
            ]
            for event in apart(finder.find(line, starts[at], above.copy), last):
                yield event
                last = event
