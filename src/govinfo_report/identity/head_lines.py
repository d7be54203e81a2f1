"""Finds the lines of a copy's head that may be its title, and the lines above and below another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from govinfo_report.identity.title_lines import heads_others, is_entry, names_another
from govinfo_report.identity.wording import TITLE_SIZE, title_words, untold_words
from govinfo_report.model import Span
from govinfo_report.official import identity_words

_WORDS = identity_words().title
_FIRST_HEADING = _WORDS["first_heading"]


def head_lines(text: str, head_end: int) -> Sequence[Span]:
    """Give start and end of the lines before the first heading that speak of 公开.

    Args:
        text: the whole copy.
        head_end: where the first heading begins, from 0.
    """
    lines = []
    says = _WORDS["says"]
    at = text.find(says, 0, head_end)
    while at >= 0:
        start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        end = line_end(text, at, head_end)
        if not names_another(text[start:end]):
            # the first heading may stand behind a title in its line
            heading = text.find(_FIRST_HEADING, at, end)
            lines.append((start, end if heading < 0 else heading))
        at = text.find(says, end, head_end)
    spaced = _spaced_lines(text, head_end)
    kept = _without_lists(text, lines)
    return sorted({*kept, *spaced}) if spaced else kept


def _without_lists(text: str, lines: list[Span]) -> Sequence[Span]:
    """Leave out the lines that follow each other below 相关信息, where another title is left."""
    listed: set[Span] = set()
    # where an entry ends, and how many line ends part it from the one above
    ends: dict[int, int] = {}
    for start, end in lines:
        low, high = line_above(text, start)
        gap = text.count("\n", high, start)
        if gap <= ends.get(high, -1) or (low < high and heads_others(text[low:high])):
            listed.add((start, end))
            # 搜索 热词：公开 is no entry of the list, and ends it; so do more blank lines than stand in it
            if title_words(text[start:end]) or untold_words(text[start:end]):
                ends[end] = gap
    if not listed:
        return lines
    return _where_titled(text, [line for line in lines if line not in listed], lines)


def without_entries(text: str, lines: Sequence[Span]) -> Sequence[Span]:
    """Leave out what looks as the entries of a list do, where another title is left: · 某局2023年….

    Args:
        text: the whole copy.
        lines: start and end of the lines.
    """
    if len(lines) < 2:
        return lines
    rest = [(start, end) for start, end in lines if not is_entry(text[start:end])]
    return _where_titled(text, rest, lines)


def _where_titled(text: str, rest: list[Span], lines: Sequence[Span]) -> Sequence[Span]:
    """Give the rest of some lines where a title is among it, else all of them."""
    is_less = len(rest) < len(lines)
    return rest if is_less and any(title_words(text[slice(*line)]) for line in rest) else lines


def _spaced_lines(text: str, head_end: int) -> list[Span]:
    """Give the lines that speak of it with a blank between any two characters: 政 府 信 息 公 开."""
    places = (found.start() for found in _spaced().finditer(text, 0, head_end))
    starts = (max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 for at in places)
    return [(start, line_end(text, start, head_end)) for start in dict.fromkeys(starts)]


@cache
def _spaced() -> Any:
    import regex

    return regex.compile(r"[^\S\r\n]{1,2}".join(_WORDS["says"]))


def line_end(text: str, at: int, head_end: int) -> int:
    """Give where the line of an offset ends.

    Args:
        text: the whole copy.
        at: the offset, from 0.
        head_end: where the last line ends.
    """
    ends = [end for mark in "\n\r" if (end := text.find(mark, at, head_end)) >= 0]
    return min(ends, default=head_end)


def next_line(text: str, end: int, head_end: int) -> Span:
    """Give start and end of the next line that holds anything.

    Args:
        text: the whole copy.
        end: where a line ends, from 0.
        head_end: where the last line ends.
    """
    at = end
    while at < head_end and text[at].isspace():
        at += 1
    return at, line_end(text, at, head_end)


def line_above(text: str, start: int) -> Span:
    """Give start and end of the last line that holds anything above ``start``, at most a title's length away.

    Args:
        text: the whole copy.
        start: offset, from 0.
    """
    low = max(0, start - TITLE_SIZE)
    end = low + len(text[low:start].rstrip())
    # parts of one line that wide spaces keep apart are lines of their own
    ends = "\n\r\u3000" if text[start - 1 : start] == "\u3000" else "\n\r"
    begin = max(text.rfind(mark, low, end) for mark in ends) + 1
    return (begin, end) if begin or not low else (end, end)
