"""Lines of text with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import add

from attrs import define, field

LINE_ENDS = dict.fromkeys(map(ord, "\u2028\u2029\x85\x0b\x0c"), "\n")
"""Line ends that Unicode knows beside these of files, each to a plain one."""
_LINE_END = re.compile(r"\r\n|\r|\n")


@define
class Lines:
    r"""The lines of a stretch of text (what a layout is given).

    A line ends at ``\n``, ``\r\n`` or ``\r``, nowhere else.

    Attributes:
        text: the stretch, exactly as it stands in the copy.
        start: offset of its first character in the copy, from 0.
    """

    text: str
    start: int = 0
    _tabs: tuple[int, int] | None = field(default=None, init=False, repr=False, eq=False)
    _texts: list[str] | None = field(default=None, init=False, repr=False, eq=False)
    _starts: list[int] | None = field(default=None, init=False, repr=False, eq=False)

    @property
    def tabs(self) -> tuple[int, int]:
        """How many tabs there are, and how many of them begin a line."""
        if self._tabs is None:
            leading = self.text.count("\n\t") + self.text.count("\r\t") + self.text.startswith("\t")
            self._tabs = self.text.count("\t"), leading
        return self._tabs

    @property
    def texts(self) -> Sequence[str]:
        """The lines, without what ends them."""
        if self._texts is None:
            if "\r" in self.text:
                self._split()
            else:
                self._texts = self.text.split("\n")
        return self._texts or []

    @property
    def starts(self) -> Sequence[int]:
        """Offset of the first character of each line in the copy."""
        if self._starts is None:
            if "\r" in self.text:
                self._split()
            else:
                self._starts = _line_starts(self.texts, self.start)
        return self._starts or []

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Give each line with the offset of its first character."""
        return zip(self.texts, self.starts, strict=True)

    def _split(self) -> None:
        """Cut at any line end."""
        ends = [(found.start(), found.end()) for found in _LINE_END.finditer(self.text)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(self.text)]
        self._texts = [self.text[start:stop] for start, stop in zip(starts, stops, strict=True)]
        self._starts = [self.start + start for start in starts]


def _line_starts(lines: Sequence[str], start: int) -> list[int]:
    """Give the offset of each line, the ends being one character long."""
    starts = list(accumulate(map(len, lines[:-1]), initial=start))
    return list(map(add, starts, range(len(starts))))


# Questions answered by counting line ends before a table of them is made: a clean copy asks once or never.
_COUNTED = 3


@define(eq=False)
class LineNumbers:
    """Tells the line of an offset.

    Attributes:
        text: the whole copy.
    """

    text: str
    _asked: int = field(default=0, init=False, repr=False)
    _starts: list[int] | None = field(default=None, init=False, repr=False)

    def __call__(self, offset: int) -> int:
        """Give the line, from 1, that the character at ``offset`` (from 0) stands on."""
        if self._starts is None:
            self._asked += 1
            if self._asked <= _COUNTED and "\r" not in self.text:
                return self.text.count("\n", 0, offset) + 1
            self._starts = list(Lines(self.text).starts)
        return bisect_right(self._starts, offset)
