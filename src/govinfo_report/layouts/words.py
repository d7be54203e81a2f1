"""Cuts lines at their blanks: into words, and the numbers behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define

from govinfo_report.labels.figures import PAGE, SIGN_WORDS, UNIT, UNITS
from govinfo_report.layouts.page_marks import is_page_mark
from govinfo_report.layouts.pieces import is_value
from govinfo_report.model import Span
from govinfo_report.model.row import SPACES, UNSEEN
from govinfo_report.source import Lines

_WORD = re.compile(rf"[^\s{UNSEEN}\x00]+")
_NUMBER = rf"(?:[+＋\-－−﹣]|{SIGN_WORDS})?\d[\d,，]*(?:[.．]\d+)?"
_PLAIN = re.compile(_NUMBER)
_UNIT = re.compile(UNIT)
# Between two numbers it is what one of them should be, and begins no label: 22 3余 0, 5（含2）, >5, ####.
_GARBLED = re.compile(
    r"[^\w\s]{1,6}|[^\w\s]{0,2}\d{1,9}(?:[^\W\d_]|[（(][^\s()（）]{1,4}[)）]|\+\d{1,9})?"
)
_WIDE = re.compile(r"[^\S\u3000]{2}")
_PAGE_END = "\f"
_RULE = re.compile(r"[\s\-—─━=_+|:]{3,}")
_FURNITURE = frozenset("-—–─━=_+|:" + PAGE["before"])
_SENTENCE = frozenset("。；！？")
# Words of a line that are tried as the beginning of a piece: a group's label, the row's own, and a stray blank or two.
WIDEST = 6


@define(eq=False)
class Word:
    """Text without a blank inside.

    Attributes:
        text: the text.
        start: offset of its first character.
        line: index of the line that it stands on.
        gap: how many characters stand between it and the word before it; 0 for the first of its line.
        is_used: it is part of the label of a row with numbers.
    """

    text: str
    start: int
    line: int
    gap: int = 0
    is_used: bool = False

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@define(eq=False)
class WordLine:
    """A line that prints something.

    Attributes:
        text: the line, without a form feed in front.
        start: offset of its first character.
        words: what stands on it before its numbers.
        cells: where its numbers stand.
        page: how many pages end above it, each with a form feed.
    """

    text: str
    start: int
    words: Sequence[Word]
    cells: Sequence[Span] = ()
    page: int = 0

    def pieces(self) -> Iterator[Sequence[Word]]:
        """Give what may be a label's piece on this line: its last words, the longest run of them first.

        What stands to the left of them is another column's: a group's label, broken over the same lines.
        """
        words = self.words
        low = max(0, len(words) - WIDEST)
        for at in range(len(words) - 1, low - 1, -1):
            if words[at].is_used:
                low = at + 1
                break
        for first in range(low, len(words)):
            # a piece does not begin with punctuation that stands alone
            if first == len(words) - 1 or len(words[first].text) > 1 or words[first].text.isalnum():
                yield words[first:]

    def last_words(self) -> Sequence[Word]:
        """Give the last words with nothing but single blanks between them."""
        first = len(self.words) - 1
        while first > 0 and self.words[first].gap == 1:
            first -= 1
        return () if any(word.is_used for word in self.words[first:]) else self.words[first:]

    def unused_at(self, column: int) -> Word | None:
        """Give the word that begins in a column, from 0, and is part of no row's label; None where there is none."""
        for word in self.words:
            if word.start - self.start == column and not word.is_used:
                return word
        return None

    def ahead_of(self, at: int) -> WordLine:
        """Give what stands before a word as a line of its own, the numbers right before that word as its cells."""
        first = at
        while first and is_value(self.words[first - 1].text):
            first -= 1
        cells = [word.span for word in self.words[first:at]]
        return WordLine(self.text, self.start, self.words[:first], cells, self.page)


def text_of(words: Sequence[Word]) -> str:
    """Give words put together without blanks."""
    return words[0].text if len(words) == 1 else "".join([word.text for word in words])


def parts_of(words: Sequence[Word]) -> list[Span]:
    """Give the runs of text that words stand in: neighbours on a line are one run, with the blanks between them."""
    parts: list[Span] = []
    for word in words:
        if parts and word.gap and word.start - word.gap == parts[-1][1]:
            parts[-1] = (parts[-1][0], word.end)
        else:
            parts.append((word.start, word.end))
    return parts


def begins_with_number(text: str) -> bool:
    """Tell whether a text begins with a number."""
    return _PLAIN.match(text) is not None


def is_spaced_out(line: str) -> bool:
    """Tell whether more than one blank stands between two words of a line: columns are lined up."""
    return _WIDE.search(line.strip(SPACES)) is not None


def printed_lines(lines: Lines) -> list[WordLine]:
    """Give the lines that print something, numbers of pages and rules passed over."""
    printed: list[WordLine] = []
    texts = lines.texts
    page = 0
    for at, (text, start) in enumerate(lines):
        if text[:1] == _PAGE_END:
            # it stands in no column
            text, start, page = text[1:], start + 1, page + 1
        runs = [found.span() for found in _WORD.finditer(text)]
        if not runs:
            continue
        first = text[runs[0][0]]
        if first in _FURNITURE or first.isdecimal():
            bare = text[runs[0][0] : runs[-1][1]]
            if is_page_mark(bare) or _RULE.fullmatch(bare):
                continue
            if bare.isdecimal() and texts[at + 1 : at + 2] and texts[at + 1].startswith(_PAGE_END):
                # the number of a page, a form feed behind it
                continue
        line = _cut(text, start, runs, len(printed))
        line.page = page
        printed.append(line)
    return printed


def _cut(text: str, start: int, runs: Sequence[Span], index: int) -> WordLine:
    """Cut a line into words and the numbers behind them."""
    at = len(runs)
    cells: list[Span] = []
    while at:
        low, high = runs[at - 1]
        run = text[low:high]
        if is_value(run):
            at -= 1
        elif at > 1 and _is_unit(run) and _PLAIN.fullmatch(text, *runs[at - 2]):
            # 208.2165 万元
            low = runs[at - 2][0]
            at -= 2
        elif cells and at > 1 and _GARBLED.fullmatch(run) and is_value(text[slice(*runs[at - 2])]):
            at -= 1
        else:
            break
        cells.append((start + low, start + high))
    if cells and at and not _SENTENCE.isdisjoint(text[: runs[at - 1][1]]):
        # a sentence with a number at its end
        low, high = runs[0][0], runs[-1][1]
        return WordLine(text, start, [Word(text[low:high], start + low, index)])
    if len(runs) == 1 and cells and not any(map(str.isdecimal, text)):
        cells, at = [], 1
    words = []
    before = runs[0][0]
    for low, high in runs[:at]:
        words.append(Word(text[low:high], start + low, index, low - before))
        before = high
    return WordLine(text, start, words, cells[::-1])


def _is_unit(run: str) -> bool:
    """Tell whether a word is a unit: 万元, 元（人民币）."""
    return run in UNITS or ((run[0] in UNITS or run[0] in "（(") and bool(_UNIT.fullmatch(run)))
