"""Puts labels together that narrow columns broke over lines above, beside and below their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import Span

# Lines that one label is broken over: the longest of the form has 37 characters, and a line may hold but one.
DEEPEST = 40
# Characters of a word that are looked at for a letter.
LOOKED = 20
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
        has_letter: it is more than punctuation.
    """

    text: str
    start: int
    line: int
    gap: int = 0
    is_used: bool = False
    has_letter: bool = field(init=False)

    @has_letter.default
    def _has_letter(self) -> bool:
        return any(map(str.isalnum, self.text[:LOOKED]))

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
        text: the line.
        start: offset of its first character.
        words: what stands on it before its numbers.
        cells: where its numbers stand.
    """

    text: str
    start: int
    words: Sequence[Word]
    cells: Sequence[Span] = ()

    def pieces(self) -> Iterator[Sequence[Word]]:
        """Give what may be a label's piece on this line: its last words, the longest run of them first.

        What stands to the left of them is another column's: a group's label, broken over the same lines.
        """
        for first in range(max(0, len(self.words) - WIDEST), len(self.words)):
            piece = self.words[first:]
            if piece[0].has_letter and not any(word.is_used for word in piece):
                yield piece

    def last_words(self) -> Sequence[Word]:
        """Give the last words with nothing but single blanks between them."""
        first = len(self.words) - 1
        while first > 0 and self.words[first].gap == 1:
            first -= 1
        return () if any(word.is_used for word in self.words[first:]) else self.words[first:]


def text_of(words: Sequence[Word]) -> str:
    """Give words put together without blanks."""
    return "".join([word.text for word in words])


def parts_of(words: Sequence[Word]) -> list[Span]:
    """Give the runs of text that words stand in: neighbours on a line are one run, with the blanks between them."""
    parts: list[Span] = []
    before: Word | None = None
    for word in words:
        if before is not None and word.gap and word.start - word.gap == before.end:
            parts[-1] = (parts[-1][0], word.end)
        else:
            parts.append((word.start, word.end))
        before = word
    return parts


@define(eq=False)
class LabelSearch:
    """Finds the pieces of the label of one row.

    Attributes:
        is_label: tells what is a label and what the beginning of one.
        lines: the lines of the table.
        row: index of the line that the row's numbers begin on.
        first: index of the first line that a piece may stand on.
        last: index behind the last one.
    """

    is_label: LabelTest
    lines: Sequence[WordLine]
    row: int
    first: int
    last: int
    _best: list[Word] = field(factory=list, init=False)
    _size: int = field(default=0, init=False)
    # lines and what was begun when they were reached: one way to each is enough
    _seen: set[tuple[int, str]] = field(factory=set, init=False)

    def find(self) -> list[Word]:
        """Give the words of the longest label whose pieces stand on neighbouring lines, the numbers' own among them.

        Where the numbers stand alone, the label ends right above them or goes on right below. Nothing where no pieces
        make a label. The number before a label must be its own: 2.其他 is the beginning of one and none itself.
        """
        begin = self.row if self.lines[self.row].words else self.row - 1
        for at in range(begin, max(self.first, self.row - DEEPEST) - 1, -1):
            for piece in self.lines[at].pieces():
                text = text_of(piece)
                if self.is_label.is_begun(text):
                    self._go_on(at, text, list(piece), begin)
        return self._best

    def _go_on(self, at: int, text: str, words: list[Word], begin: int) -> None:
        """Follow a label that is begun and reaches to line ``at``."""
        if (at, text) in self._seen:
            return
        self._seen.add((at, text))
        if at >= begin and len(text) > self._size and self.is_label.begins(text, 0) == len(text):
            self._best, self._size = words, len(text)
        at += 1
        last = min(self.last, self.row + DEEPEST)
        while at < last and not self.lines[at].words:
            # the row's own numbers
            at += 1
        if at >= last:
            return
        for piece in self.lines[at].pieces():
            longer = text + text_of(piece)
            if self.is_label.is_begun(longer):
                self._go_on(at, longer, [*words, *piece], begin)
