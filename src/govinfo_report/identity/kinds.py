"""Tells what kind of document a text is: a report, a part of one, or something that only speaks of reports.

One judge for a glance (``is_report``) and for the parse: what it says is ``report.kind``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from govinfo_report.identity.form_words import (
    anchors,
    form_headings,
    has_numbers,
    kind_patterns,
    without_blanks,
)
from govinfo_report.identity.plain import folded, squeeze
from govinfo_report.identity.title_lines import tells_other
from govinfo_report.identity.titles import Identity, read_title
from govinfo_report.identity.wording import title_words
from govinfo_report.model import Evidence, Span
from govinfo_report.official import characters, identity_words, kind_words
from govinfo_report.sections import broken, read_old_sections

# Titles stand in so much text; a page's menus may stand before them.
_HEAD = 4_000
# The longest line that is a title, the shortest one, and the fewest characters of a text that says more than its title.
_LONGEST, _SHORTEST, _SAYS = 90, 6, 40
# Numbers of a table stand between its first own words and so much text behind the last.
_BEHIND = 240
# So much text behind these words shows whether it has numbers.
_SHOWN = 300
# Own words of a table that sentences have, too, are as short; of those of before 2019 so many are a table.
_SHORT, _STATISTICS = 5, 3
# So many headings are those of a report; so many links are a list.
_HEADINGS, _LINKS = 2, 3
# Text looked at for blanks between any two characters (政 府 信 息; one character a line): there a piece and the blank
# behind it have about two characters, while the words of a menu have two themselves.
_SAMPLE, _PIECES = 60, 23
# The longest heading of the form, and a few words under it.
_UNDER, _TOLD = 40, 4
# A single table or a few headings are shorter.
_FRAGMENT = 1_000
_WORDS = kind_words()
_SUBJECT = identity_words().title["says"]


def may_be_report(text: str) -> bool:
    """Tell at the speed of a text search whether a text has a word of which every report has one (hot)."""
    # mostly these searches are all that is done: ``benchmarks.corpus``, is_report
    for mark in _WORDS.marks:
        if mark in text:
            return True
    if len(text) < _FRAGMENT and any(mark in text for mark in _WORDS.fragments):
        return True
    if len(text[:_SAMPLE].split()) > _PIECES:
        bare = "".join(text.split())
        return len(bare) < len(text) and may_be_report(bare)
    return False


def tells_report(kind: Evidence | None) -> bool:
    """Tell whether a kind is a report, or a part of one."""
    return kind is not None and kind.value in _WORDS.reports


def kind_of_text(text: str) -> Evidence | None:
    """Tell what kind of document a text is, with the words that tell it; None where it is none that is known.

    Args:
        text: the whole copy, out of what wraps it.
    """
    told = _told_kind(text) if may_be_report(text) else None
    kind, (start, end), source = told or _elsewhere(text)
    return Evidence(kind, text[start:end], start, end, source) if end else None


_Told = tuple[str, Span, str]
_NOTHING: _Told = ("unknown", (0, 0), "")


def _told_kind(text: str) -> _Told | None:
    """Tell the kind of a text that speaks of the subject, or has tables of its report; None for other texts."""
    plain = folded(text)
    if _WORDS.traditional in plain:
        plain = characters().simplified(plain)
    told = _glance(plain)
    if told is None:
        document = _Document(plain)
        is_of_subject = any(topic in document.bare for topic in _WORDS.topics)
        told = document.kind() if is_of_subject else None
    return told


def _elsewhere(text: str) -> _Told:
    """Tell the report of another field by its title, above the first sentence of a text without words of this one."""
    patterns = kind_patterns()
    head = text[:_HEAD].partition("。")[0]
    for place in _lines(head):
        bare = squeeze(head[slice(*place)])
        is_title = patterns["annual"].search(bare) or patterns["other_field"].search(bare)
        if is_title and not patterns["never"].search(bare):
            return "other_field", place, "title"
    return _NOTHING


def _lines(text: str) -> Iterator[Span]:
    """Give start and end of the lines of the head that are as long as a title."""
    for found in kind_patterns()["lines"].finditer(text, 0, _HEAD):
        line = found[0].strip()
        if _SHORTEST <= len(line) <= _LONGEST:
            start = found.start() + found[0].index(line)
            yield start, start + len(line)


def _glance(plain: str) -> _Told | None:
    """Tell a report by headings, tables and numbers that nothing breaks; None where more has to be looked at (hot).

    Args:
        plain: the text, in plain and simplified characters.
    """
    if not _has_headings(plain):
        return None
    places: dict[str, int] = {}
    start = high = 0
    for word in anchors():
        # one that stands far behind the first of them changes nothing
        is_far = high - start >= _SHOWN
        at = plain.find(word, 0, start + len(word)) if is_far else plain.find(word)
        if at >= 0:
            start, high = min(at, start) if places else at, max(at, high)
            places[word] = at
    if len(places) < 2:
        return None
    # whole lines: a number that is cut is none
    end = plain.rfind("\n", start, min(start + _SHOWN, high))
    if not has_numbers(without_blanks(plain[start : max(start, end)])):
        return None
    word, at = next(iter(places.items()))
    return "report", (at, at + len(word)), "table"


def _has_headings(plain: str) -> bool:
    """Tell whether a text has as many headings of the form as a report (hot)."""
    count = 0
    for heading in form_headings():
        count += heading in plain
        if count == _HEADINGS:
            return True
    return False


class _Document:
    """What a text shows of its kind, each looked for when it is asked for.

    Args:
        plain: the text, in plain and simplified characters, one for one.
    """

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.bare = "".join(plain.split())
        self.titles: list[tuple[Span, str]] = []
        self.lines: dict[str, Span] = {}

    def kind(self) -> _Told:
        """Tell the kind, the words that tell it, and what these are."""
        table, is_filled, source = self._table()
        is_whole = len(self.form_headings) >= _HEADINGS or self.sentences >= _HEADINGS
        if table and is_filled and is_whole and source == "table":
            return "report", self._place(table), source
        self._read_lines()
        if source == "statistics" and "other_field" in self.lines and not self._is_titled():
            return "other_field", self.lines["other_field"], "title"
        if table and is_filled:
            kind = "report" if self.titles or is_whole else "statistics_table"
            return kind, self._place(table), source
        if table:
            return self._blank(table, source)
        if "picture_summary" in self.lines:
            return "picture_summary", self.lines["picture_summary"], "title"
        told = self._titled() if self.titles else self._untitled()
        return told or _NOTHING

    def _blank(self, table: str, source: str) -> _Told:
        """Tell the kind of a text with a table without numbers."""
        if "notice" in self.lines:
            return "notice", self.lines["notice"], "title"
        for kind in ("other_field", "unknown"):
            if kind in self.lines and not self.titles:
                return kind, self.lines[kind], "title"
        is_told = self.form_headings or self.titles or source == "statistics"
        if len(table) <= _SHORT and not is_told:
            # 结果维持180件，结果纠正40件: words of a sentence
            return _NOTHING
        identity = Identity()
        read_title(self.plain, min(_HEAD, len(self.plain)), identity)
        says = self.sentences > 2 * _HEADINGS and not kind_patterns()["orders"].search(self.bare)
        kind = "report" if "organization" in identity.facts or says else "blank_form"
        return kind, self._place(table), source

    def _titled(self) -> _Told | None:
        """Tell the kind of a text without tables that has the title of a report."""
        place, title = self.titles[0]
        for kind in ("other_field", "unknown"):
            if self.lines.get(kind) == place:
                return kind, place, "title"
        notice = self.lines.get("notice")
        has_headings = max(len(self.form_headings), len(self.old_headings)) >= _HEADINGS
        if notice is not None and notice <= place:
            orders = kind_patterns()["orders"].search(self.bare)
            # 某局关于报送2015年…的函 is itself the report where it has some heading of one
            is_letter = notice == place and bool(self.old_headings)
            is_report = (has_headings or is_letter) and not orders
            return ("report" if is_report else "notice"), notice, "title"
        words = title_words(self.plain[slice(*place)])
        year = words.years[0][1] if words is not None else 0
        is_short = len(self.form_headings) < _HEADINGS
        if is_short and year >= _WORDS.lists["form_since"] and _WORDS.topics[0] not in title:
            # 政务公开工作总结: of all that is open, and of a year that has a form for its report
            return "other_field", place, "title"
        if has_headings:
            return "report", place, "title"
        if self._is_list(title):
            return "index_page", place, "title"
        behind = len(self.bare) - len(squeeze(self.plain[slice(*place)]))
        says = bool(self.old_headings) or (self.own_sentences > 0 and behind >= _SAYS)
        is_attached = any(word in self.bare for word in _WORDS.lists["attached"])
        if not self.old_headings and any(word in self.bare for word in _WORDS.lists["news"]):
            return "unknown", place, "title"
        if says or (year < _WORDS.lists["form_since"] and not is_attached):
            return "report", place, "title"
        return "title_only", place, "title"

    def _untitled(self) -> _Told | None:
        """Tell the kind of a text that has neither tables nor the title of a report."""
        for kind in ("notice", "other_field", "unknown"):
            if kind in self.lines:
                return kind, self.lines[kind], "title"
        headings = self.form_headings
        orders = kind_patterns()["orders"].search(self.bare)
        if len(headings) > _HEADINGS and self._has_text(headings):
            return ("notice" if orders else "report"), self._place(headings[0]), "headings"
        if self._is_list(""):
            return "index_page", kind_patterns()["link"].search(self.plain).span(), "title"
        # a sentence that lists them has no text under them
        ends = [*[start for start, _ in self.old_headings[1:]], len(self.plain)]
        told = sum(
            stop - end > _TOLD for (_, end), stop in zip(self.old_headings, ends, strict=False)
        )
        if told >= _HEADINGS and not orders:
            return "report", self.old_headings[0], "headings"
        says = kind_patterns()["says"].search(self.plain)
        return ("report", says.span(), "prose") if says is not None and not orders else None

    def _has_text(self, headings: Sequence[str]) -> bool:
        """Tell whether text stands under some heading: a sentence that lists them has none between them."""
        starts = sorted(map(self.bare.index, headings))
        return any(
            following - start > _UNDER for start, following in pairwise([*starts, len(self.bare)])
        )

    def _is_titled(self) -> bool:
        """Tell whether the title of a report stands in the head, on a line that is no other field's."""
        return any(place != self.lines.get("other_field") for place, _ in self.titles)

    def _is_list(self, title: str) -> bool:
        """Tell whether a text names several reports and says nothing else."""
        if self.sentences:
            return False
        links = {
            squeeze(found[0]) for found in kind_patterns()["link"].finditer(self.plain, 0, _HEAD)
        }
        others = any(tells_other(title, other) for _, other in self.titles[1:])
        return others or len(links) >= _LINKS

    def _table(self) -> tuple[str, bool, str]:
        """Give a word of a table's own that the text has, whether numbers stand with them, and which table it is.

        "" where there is none.
        """
        bare = self.bare
        own = [word for word in anchors() if word in bare]
        if len(own) > 1 or any(len(word) > _SHORT for word in own):
            return own[0], self._has_numbers(own), "table"
        labelled = {found[1]: found for found in kind_patterns()["labelled"].finditer(bare)}
        if len(labelled) > 1 or (labelled and self.form_headings):
            return next(iter(labelled)), True, "table"
        statistics = [word for word in _WORDS.tables["statistics"] if word in bare]
        if len(statistics) >= _STATISTICS:
            return statistics[0], self._has_numbers(statistics), "statistics"
        for heading in self.form_headings:
            # numbers at once under the heading of a table
            end = self.apart.index(heading) + len(heading)
            under = self.apart[end : end + _BEHIND].partition("。")[0]
            if heading in form_headings(tables=True) and has_numbers(under):
                return heading, True, "table"
        return "", False, ""

    def _has_numbers(self, words: Sequence[str]) -> bool:
        """Tell whether numbers stand among words of a table, and not only those that count its lines."""
        low = min(map(self.apart.index, words))
        high = max(map(self.apart.rindex, words)) + _BEHIND
        if has_numbers(self.apart[low:high]):
            return True
        return kind_patterns()["labelled"].search(self.apart, low, high) is not None

    def _read_lines(self) -> None:
        """Find the lines of the head that are the title of a document."""
        for place in _lines(self.plain):
            line = self.plain[slice(*place)]
            bare = squeeze(line)
            words = title_words(line) if _SUBJECT in bare else None
            if words is not None and not self._is_heading(place[0]):
                self.titles.append((place, squeeze(line[slice(*words.span)])))
            for entry in _WORDS.titles:
                kind = entry["kind"]
                if kind not in self.lines and self._is(kind, bare, words is not None):
                    self.lines[kind] = place
        if not self.titles:
            identity = Identity()
            read_title(self.plain, min(_HEAD, len(self.plain)), identity)
            title = identity.facts.get("title")
            is_told = bool(identity.years) or len(self.old_headings) >= _HEADINGS
            if title is None or title.source != "title" or not is_told:
                return
            if not self._is_heading(title.start):
                self.titles.append(((title.start, title.end), str(title.value)))

    def _is_heading(self, at: int) -> bool:
        """Tell whether a place is in a heading, which is no title: 二、按时发布…年度报告, of a plan."""
        return any(start <= at < end for start, end in self.old_headings)

    def _is(self, kind: str, bare: str, is_title: bool) -> bool:
        """Tell whether a line is the title of a document of a kind."""
        if kind == "picture_summary" and not is_title:
            # 图解 alone is a link of a page's menu
            return False
        if kind_patterns()["never"].search(bare):
            return False
        return kind_patterns()[kind].search(bare) is not None

    @cached_property
    def apart(self) -> str:
        """The text without white space between words."""
        return without_blanks(self.plain)

    @cached_property
    def sentences(self) -> int:
        """How many sentences the text has."""
        return self.bare.count("。")

    @cached_property
    def own_sentences(self) -> int:
        """How many of them say more than that the report is attached."""
        attached = _WORDS.lists["attached"]
        told = self.bare.split("。")[:-1]
        return sum(not any(word in sentence for word in attached) for sentence in told)

    @cached_property
    def form_headings(self) -> list[str]:
        """The headings of the form that the text has."""
        return [heading for heading in form_headings() if heading in self.bare]

    @cached_property
    def old_headings(self) -> list[Span]:
        """The places of headings of reports of before 2019."""
        sections = read_old_sections(self.plain)
        found = {
            section.number: (section.start, section.start + len(section.heading))
            for section in reversed(sections)
            if any(word in section.heading for word in _WORDS.headings["words"])
        }
        return sorted(found.values())

    def _place(self, words: str) -> Span:
        """Give where words stand in the text that white space may break."""
        found = re.search(broken(words), self.plain)
        return found.span() if found is not None else (0, 0)
