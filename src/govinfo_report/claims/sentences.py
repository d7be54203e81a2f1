"""Finds the sentences that may state a number of the form, and puts a sign for each number in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from attrs import define

from govinfo_report.claims.numerals import DIGITS, WORDS, read_number
from govinfo_report.model import Number, Span
from govinfo_report.official import units, writing

# What stands for a number with its unit, and for a year: characters of Unicode's private use, so that sentences that
# differ in nothing else are the same and are worked out once.
COUNT, MONEY = "\ue000", "\ue001"
LAST, THIS, NEXT, OTHER = "\ue010", "\ue011", "\ue012", "\ue013"
_YEARS = {-1: LAST, 0: THIS, 1: NEXT}

_STOP, _COMMA = "。", "，"
# An empty line ends a sentence too. A single line end does not: PDF copies break lines anywhere.
_BLANKS = ("\n\n",)
_BLANKS_WITH_CR = ("\n\n", "\r\r", "\r\n\r\n")
# How far from its first anchor a sentence may begin and end: longer ones are cut there.
_LONGEST = 800
# How far behind a sentence the first word stands that tells that the next one goes on with it.
_SOON = 24
# what begins a sentence that tells parts of the number before it
_PARTS = writing().part
_OF_YEAR, _YUAN, _ORDINAL = writing().date["year"], units().base, writing().ordinal
_SPACES = " \t\r\n\u3000\xa0"
# white space, quotation marks and what else counts for nothing in a clause; characters of private use would be signs
_ODD = re.compile("[\\s“”‘’\"'《》〈〉*\u200b\ufeff\ue000-\ue01f]")

Printed: TypeAlias = tuple[Number | None, str, int, int]
"""A number of a sentence, None where it is none (二三件); its unit; start and end of both in the copy."""


@define(eq=False)
class Sentence:
    """A sentence with a sign for each number and each year.

    Attributes:
        start: offset of its first character in the copy, from 0.
        end: offset behind its last.
        pattern: its text without white space and quotation marks, with the signs.
        parts: the same text cut at its numbers: words, digits, unit, words, digits, unit, …, words.
        places: offset in the copy of each character of that text; None where nothing was left out.
    """

    start: int
    end: int
    pattern: str
    parts: list[str]
    places: Sequence[int] | None = None

    def numbers(self, text: str) -> list[Printed]:
        """Give the numbers, in order (hot: ``benchmarks.run``, stage claims); ``text`` is the whole copy."""
        numbers: list[Printed] = []
        parts, places = self.parts, self.places
        last = 0
        for words, digits, unit in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            first = last + len(words)
            last = first + len(digits) + len(unit)
            if unit[0] == _OF_YEAR:
                continue
            if places is None:
                start, end = self.start + first, self.start + last
            else:
                start, end = places[first], places[last - 1] + 1
            # 第3件 counts nothing; 1 586件 may be two numbers
            whole = places is None or text.startswith(digits, start)
            value = read_number(digits) if whole and words[-1:] != _ORDINAL else None
            if value.__class__ is not int or unit[-1] == _YUAN:
                # 2.5件 is no count
                value = None if value is None or unit[-1] != _YUAN else Decimal(value)
            numbers.append((value, unit, start, end))
        return numbers

    def pattern_span(self, first: int, last: int) -> Span:
        """Give the place in the copy of characters ``first`` to ``last`` (half-open) of ``pattern``: no signs.

        Args:
            first: offset in ``pattern`` of the first character, from 0.
            last: offset behind the last.
        """
        begin = 0
        for at in range(1, len(self.parts), 3):
            begin += len(self.parts[at - 1])
            if begin >= first:
                break
            longer = len(self.parts[at]) + len(self.parts[at + 1])
            if self.parts[at + 1][0] != _OF_YEAR or is_year(self.parts[at]):
                # one sign stands for all of it
                first, last = first + longer - 1, last + longer - 1
            begin += longer
        if self.places is None:
            return self.start + first, self.start + last
        return self.places[first], self.places[last - 1] + 1


class SentenceFinder:
    """Finds the sentences of prose that are worth reading.

    Args:
        anchors: patterns; a sentence without any of them is not looked at, save where it goes on with one that was.
        follow: patterns of a sentence that goes on.
        absence: characters; a sentence that has none of these and no number with one of ``first_units`` is not
            looked at either.
        first_units: characters: the units of most numbers that are claims.
        units: all units of counts.
        money: the units of money.
        years: what stands behind a year.
        between: characters between a number and its unit.
    """

    def __init__(
        self,
        anchors: Sequence[str],
        follow: Sequence[str],
        absence: str,
        first_units: str,
        units: Sequence[str],
        money: Sequence[str],
        years: Sequence[str],
        between: str,
    ) -> None:
        self._anchor = re.compile("|".join(anchors))
        self._follow = re.compile("|".join(follow))
        self._says = re.compile(
            rf"[{first_units}{absence}](?:(?<=[{absence}])|(?<=[\s{between}{DIGITS}{WORDS}].))"
        )
        self._number = re.compile(
            f"([{DIGITS}][{DIGITS},，.．]*+|[{WORDS}]++)({'|'.join((*years, *money, *units))})"
        )

    def find(self, text: str, spans: Sequence[Span], year: int | None) -> Iterator[Sentence]:
        """Give the sentences that may claim something, in order (hot: ``benchmarks.run``, stage claims).

        Args:
            text: the whole copy.
            spans: where its prose stands.
            year: the year of the report.
        """
        blanks = _BLANKS_WITH_CR if "\r" in text else _BLANKS
        says = self._says.search
        for low, high in spans:
            done = low
            for anchor in self._anchor.finditer(text, low, high):
                at = anchor.start()
                if at < done:
                    continue
                start, done = _bounds(text, at, done, high, blanks)
                if not says(text, start, done):
                    continue
                yield self._sentence(text, start, done, year)
                while self._follow.search(text, done, min(done + _SOON, high)):
                    start, end = _bounds(text, done + 1, done, high, blanks)
                    if not says(text, start, end):
                        break
                    done = end
                    yield self._sentence(text, start, done, year)

    def _sentence(self, text: str, start: int, end: int, year: int | None) -> Sentence:
        bare, places = text[start:end].lstrip(), None
        start = end - len(bare)
        if _ODD.search(bare):
            places = [at for at, mark in enumerate(bare, start) if not _ODD.match(mark)]
            bare = _ODD.sub("", bare)
        parts = self._number.split(bare)
        units = "".join(parts[2::3])
        if _OF_YEAR in units or _YUAN in units:
            pattern = parts[0]
            for at in range(1, len(parts), 3):
                pattern += _sign(parts[at], parts[at + 1], year) + parts[at + 2]
        else:
            pattern = COUNT.join(parts[::3])
        return Sentence(start, end, pattern, parts, places)


def _sign(digits: str, unit: str, year: int | None) -> str:
    """Give what stands for a number or a year in a pattern."""
    if unit[0] != _OF_YEAR:
        return MONEY if unit[-1] == _YUAN else COUNT
    value = read_number(digits)
    if value is None or not is_year(digits):
        return digits + unit
    return OTHER if year is None else _YEARS.get(int(value) - year, OTHER)


def is_year(digits: str) -> bool:
    """Tell whether digits in front of 年 are a year: 2020, 二〇二〇; not 十五."""
    return len(digits) == 4 and isinstance(read_number(digits), int)


def _bounds(text: str, at: int, low: int, high: int, blanks: Sequence[str]) -> Span:
    """Give start and end of the sentence around ``at``, between ``low`` and ``high`` (hot).

    Args:
        text: the whole copy.
        at: a place in the sentence.
        low: where the sentence before it ends.
        high: where the prose ends.
        blanks: what an empty line is.
    """
    start, end = low, high
    if at - low > _LONGEST:
        # no sentence is as long: what is cut off may be the subject of the clause that it is cut in
        start = text.find(_COMMA, at - _LONGEST, at) + 1 or at
    if high - at > _LONGEST:
        end = at + _LONGEST
    start = text.rfind(_STOP, start, at) + 1 or start
    stop = text.find(_STOP, at, end)
    # 收到8件。其中予以公开2件: the second sentence is a part of the first
    while stop >= 0 and text[stop + 1 : stop + 8].lstrip(_SPACES).startswith(_PARTS):
        stop = text.find(_STOP, stop + 1, end)
    if stop >= 0:
        end = stop
    for blank in blanks:
        before = text.rfind(blank, start, at)
        if before >= 0:
            start = before + len(blank)
        behind = text.find(blank, at, end)
        if behind >= 0:
            end = behind
    return start, end
