"""Tells at the speed of a text search whether a text may be a report: most of a web corpus is something else."""

from __future__ import annotations

import re
from functools import cache

from govinfo_report.errors import require_text
from govinfo_report.official import characters, screening_words, writing

_WORDS = screening_words()
# Enough of the signs: a report that lost all its tables still has two of them.
_ENOUGH = 2
# Text looked at for blanks between any two characters (政 府 信 息; one character a line): there a piece and the blank
# behind it have about two characters, while the words of a menu have two themselves.
_SAMPLE = 60
_PIECES = 23
# What stands around 信息公开 in a title: the year and the office before it, 工作情况的年度报告（2015年） behind.
_BEFORE = 48
_BEHIND = 32


def is_report(text: str) -> bool:
    """Tell quickly whether a text may be a report, whole or in part, of any edition or before the first.

    A few other texts on the subject pass too; ``parse`` says ``not_a_report`` of them.

    Args:
        text: any text. Traditional characters and blanks between characters make no difference.

    Raises:
        TypeError: ``text`` is no str.
    """
    require_text(text, "is_report")
    # What every report prints somewhere, and few other texts: mostly these two searches are all that is done. (hot:
    # ``benchmarks.corpus``, is_report)
    for topic in _WORDS.topics:
        if topic in text:
            return _has_signs(text)
    # one character is found many times faster than a word
    if _WORDS.traditional_mark in text and any(map(text.__contains__, _WORDS.traditional_topics)):
        return _has_signs(characters().simplified(text))
    if len(text[:_SAMPLE].split()) > _PIECES:
        bare = "".join(text.split())
        return len(bare) < len(text) and is_report(bare)
    return False


def _has_signs(text: str) -> bool:
    found = 0
    for sign in _WORDS.signs:
        if sign in text:
            found += 1
            if found == _ENOUGH:
                return True
    return _has_title(text)


def _has_title(text: str) -> bool:
    """Tell whether a title names a year: of before 2019 a report may print no other word of the form."""
    year_before, words, year_behind = _title()
    subject = _WORDS.topics[0]
    at = text.find(subject)
    while at >= 0:
        found = words.match(text, at, at + _BEHIND)
        if found is not None and (
            year_before.search(text, max(0, at - _BEFORE), at)
            or year_behind.match(text, found.end())
        ):
            return True
        at = text.find(subject, at + 1)
    return False


@cache
def _title() -> tuple[re.Pattern[str], ...]:
    """Give the patterns of the year before a title's subject, of its words from there on, of the year behind them."""
    patterns = (_WORDS.year_before, _WORDS.report, _WORDS.year_behind)
    return tuple(re.compile(writing().pattern(words)) for words in patterns)
