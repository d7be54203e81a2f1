"""Holds the text of a stream that is still needed, with its places in the whole stream."""

from __future__ import annotations

from bisect import bisect_right

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

    __slots__ = ("_line", "_starts")

    def __init__(self, stretch: Stretch) -> None:
        self._line = stretch.line - 1
        self._starts = Lines(stretch.text, stretch.start).starts

    def __call__(self, offset: int) -> int:
        """Give the line that the character at ``offset`` stands on."""
        return self._line + bisect_right(self._starts, offset)


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
        end: offset behind the last line taken.
    """

    end: int = 0
    _fresh: list[str] = field(factory=list)
    _joined: list[Stretch] = field(factory=list)
    _start: int = 0
    _line: int = 1

    @property
    def start(self) -> int:
        """Offset of the first character that is held."""
        return self._joined[0].start if self._joined else self._start

    @property
    def fresh(self) -> list[str]:
        """The lines that came since the last stretch was taken; to be added to."""
        return self._fresh

    def take(self) -> Stretch:
        """Give the lines that came since the last call as one stretch, and hold it."""
        stretch = Stretch("".join(self._fresh), self._start, self._line)
        self._fresh.clear()
        self._start = stretch.end
        self._line += count_lines(stretch.text)
        self._joined.append(stretch)
        return stretch

    def part(self, start: int, end: int) -> Stretch:
        """Give a part of what is held, by offsets in the stream; it has been taken."""
        first = max(bisect_right(self._joined, start, key=_start) - 1, 0)
        last = bisect_right(self._joined, end, key=_start)
        found = self._joined[first:last]
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


def _start(stretch: Stretch) -> int:
    return stretch.start
