"""Finds the columns that the words of a table name, wherever they stand: in cells, in one line, one below the other.

What a layout makes of headings depends on what parts them; the words themselves, and their order, do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from govinfo_report.labels.normal import legible

if TYPE_CHECKING:
    from govinfo_report.labels.lexicon import Lexicon

# Letters of a heading that is cut off, from which on it is told from the others: 自然, 科研机
_FEWEST_LETTERS = 2
_ENDS = "。；"
_NO_LETTER = re.compile(rf"[^\w{_ENDS}]+|_+")


@frozen
class NamedColumn:
    """A word that names a column.

    Attributes:
        columns: the columns that it can be.
        line: the line that it begins on, from 0.
    """

    columns: tuple[str, ...]
    line: int


@define(eq=False)
class Headings:
    """The headings of one table.

    Attributes:
        runs: words that name columns, one behind the other with no number between them.
        clashes: edition to what they say against the form (see ``grammar.column_order``).
    """

    runs: tuple[tuple[NamedColumn, ...], ...]
    clashes: dict[str, Any] = field(factory=dict)


NO_HEADINGS = Headings(())
"""Of a table whose words name no two columns."""


class ColumnWords:
    """The words of one table that name columns.

    Args:
        lexicon: the words of the table.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        meanings = lexicon.meanings
        self._columns = {form: columns for form, (_, columns, _) in meanings.items() if columns}
        fewest = {form: self._fewest(form) for form in self._columns}
        patterns = {form: _cut_off(form, size) for form, size in fewest.items()}
        pieces = {form[:size] for form, size in fewest.items()}
        for form in meanings.keys() - fewest.keys():
            # 其他 in 法人或其他组织 and 法律 in 其他法律行政法规禁止公开 name no column
            start = min((form.index(piece) for piece in pieces if piece in form), default=-1)
            if start >= 0:
                patterns[form] = _cut_off(form, _behind(form, start, pieces) + (start == 0))
        every = "|".join(patterns[form] for form in sorted(patterns, key=len, reverse=True))
        self._word = re.compile(rf"{every}|\d|[{_ENDS}]")

    def _fewest(self, form: str) -> int:
        """Give how many letters tell a heading from those of other columns."""
        size = len(form)
        while size > _FEWEST_LETTERS and all(
            not other.startswith(form[: size - 1]) or columns == self._columns[form]
            for other, columns in self._columns.items()
        ):
            size -= 1
        return size

    def read(self, lines: Sequence[str]) -> Headings:
        """Find the headings of a table.

        Args:
            lines: the lines of the table.
        """
        runs = [run for run in self._runs(lines) if len(run) > 1]
        return Headings(tuple(runs)) if runs else NO_HEADINGS

    def _runs(self, lines: Sequence[str]) -> Iterator[tuple[NamedColumn, ...]]:
        lines = [_NO_LETTER.sub("", line) for line in legible("\n".join(lines)).split("\n")]
        starts = list(accumulate(map(len, lines), initial=0))
        run: list[NamedColumn] = []
        for found in self._word.finditer("".join(lines)):
            columns = self._named(found[0])
            if len(found[0]) == 1:
                yield tuple(run)
                run = []
            if columns:
                run.append(NamedColumn(columns, bisect_right(starts, found.start()) - 1))
        yield tuple(run)

    def _named(self, word: str) -> tuple[str, ...]:
        if len(word) == 1:
            return ()
        columns = self._columns.get(word)
        if columns is None:
            whole = (form for form in self._columns if form.startswith(word))
            columns = self._columns[form] if (form := next(whole, None)) else ()
        return columns


def _cut_off(form: str, fewest: int) -> str:
    """Write the pattern of a heading, whole or cut off behind so many letters."""
    rest = form[fewest:]
    return form[:fewest] + "".join(f"(?:{letter}" for letter in rest) + ")?" * len(rest)


def _behind(form: str, at: int, pieces: Collection[str]) -> int:
    """Give where the pieces end that stand one behind the other from there on: 其他, 法律."""
    while found := [piece for piece in pieces if form.startswith(piece, at)]:
        at += max(map(len, found))
    return at
