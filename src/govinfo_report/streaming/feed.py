"""Holds the text of a stream that is still needed, with its places in the whole stream."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import define, field

from govinfo_report.source import Lines


@define(eq=False)
class Stretch:
    """A run of the stream's text.

    Attributes:
        text: the text.
        start: offset of its first character in the stream, from 0.
        line: line that it begins on, from 1.
    """

    text: str
    start: int
    line: int

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    def part(self, start: int, end: int) -> Stretch:
        """Give a part of it, by offsets in the stream."""
        skipped = self.text[: start - self.start]
        text = self.text[start - self.start : end - self.start]
        return Stretch(text, start, self.line + count_lines(skipped))

    def line_of(self) -> LineOf:
        """Give what tells the line of an offset in it."""
        return LineOf(self)


class LineOf:
    """Tells the line, from 1, of an offset in the stream.

    Args:
        stretch: the text that the offsets lie in.
    """

    __slots__ = ("_starts", "_stretch")

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._starts: Sequence[int] | None = None

    def __call__(self, offset: int) -> int:
        """Give the line that the character at ``offset`` stands on."""
        stretch = self._stretch
        if offset == stretch.start:
            # all that a table of plain numbers asks
            return stretch.line
        if self._starts is None:
            self._starts = Lines(stretch.text, stretch.start).starts
        return stretch.line - 1 + bisect_right(self._starts, offset)


def count_lines(text: str) -> int:
    r"""Count the line ends of a text: ``\n``, ``\r\n`` or ``\r``."""
    count = text.count("\n")
    if "\r" in text:
        count += text.count("\r") - text.count("\r\n")
    return count


@define(eq=False)
class Feed:
    """Takes lines, gives stretches of text, forgets what is no longer needed.

    Attributes:
        fresh: the lines that came since the last cut; to be added to.
        end: offset behind the last line taken.
        may_hold_markup: what is held has a character that every tag has.
    """

    fresh: list[str] = field(factory=list)
    end: int = 0
    may_hold_markup: bool = False
    _joined: list[Stretch] = field(factory=list)
    _start: int = 0
    _line: int = 1

    def cut(self, last: str | None = None) -> None:
        """Make one stretch of the fresh lines.

        Args:
            last: the last of them, where it is to stay fresh.
        """
        fresh = self.fresh
        if last is not None:
            fresh.pop()
        text = "".join(fresh)
        fresh.clear()
        if last is not None:
            fresh.append(last)
        self._joined.append(Stretch(text, self._start, self._line))
        self._start += len(text)
        self._line += count_lines(text)
        if "<" in text:
            self.may_hold_markup = True

    def part(self, start: int, end: int) -> Stretch:
        """Give a part of what is held, by offsets in the stream."""
        joined = self._joined
        if joined and joined[-1].start <= start and end <= joined[-1].end:
            return joined[-1].part(start, end)
        first = max(bisect_right(joined, start, key=_start) - 1, 0)
        found = joined[first : bisect_right(joined, end, key=_start)]
        if end > self._start:
            found.append(Stretch("".join(self.fresh), self._start, self._line))
        if not found:
            return Stretch("", start, self._line)
        whole = Stretch("".join(entry.text for entry in found), found[0].start, found[0].line)
        return whole.part(start, end)

    def forget(self, end: int) -> None:
        """Forget what stands before an offset."""
        kept = [entry for entry in self._joined if entry.end > end]
        if kept and kept[0].start < end:
            kept[0] = kept[0].part(end, kept[0].end)
        self._joined = kept
        self.may_hold_markup = any("<" in entry.text for entry in kept)


def _start(stretch: Stretch) -> int:
    return stretch.start
