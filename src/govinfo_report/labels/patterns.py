"""Tables that differ from one read before in nothing but their numbers are labelled as that one was.

The words of a table come back in copy after copy: an office prints its own form every year, and so do all offices that
use one system. What each row is does not depend on the numbers, so it is remembered by all that stands between them
(bounded).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias, overload

from attrs import define, field

from govinfo_report.labels.lexicon import Lexicon
from govinfo_report.labels.rows import Kind, LabelledRow, are_plain, label_rows
from govinfo_report.model import LineRow, LineRows, Row

# Tables remembered before the memo starts anew, and the longest one, in characters: table 三 has some 1,500 with its
# headings. This bounds what is remembered of a table at about 4 MB.
MEMO_SIZE = 250
MEMO_TEXT = 5_000
# Numbers that stand alone between tabs, those of one line together; every line is given a tab first.
_NUMBERS = re.compile(r"\t([+\-]?[0-9][+\-.0-9\t]*(?<!\t))(?![^\t\r\n])")

Key: TypeAlias = tuple[str, tuple[str, ...], tuple[int, ...]]
"""All of a table but its numbers: its layout, the text between them, how many stand together."""


class PatternRow(NamedTuple):
    """A row that shows a label or a number.

    Attributes:
        found: its index among all rows of the layout.
        line: index of the line that it stands on; -1 where it was put together of several.
        kind: see ``LabelledRow``.
        after: see ``LabelledRow``.
        at: see ``LabelledRow``.
        first: index of its first number among all numbers of the table.
        last: index behind its last number.
    """

    found: int
    line: int
    kind: Kind
    after: int
    at: int
    first: int
    last: int


@define(eq=False)
class Pattern:
    """A table without its numbers.

    Attributes:
        rows: the rows that show a label or a number.
        kinds: their kinds.
        placed: edition to where its numbers go (see ``align.known``).
    """

    rows: list[PatternRow]
    kinds: tuple[Kind, ...]
    placed: dict[str, Any] = field(factory=dict)


# Most damaged tables come once, and are not worth the work of remembering them.
_MET_ONCE = Pattern([], ())
# A number stands elsewhere than alone in its row, or rows were put together.
_UNSURE = Pattern([], ())


@define(eq=False)
class KnownRows(Sequence[LabelledRow]):
    """The labelled rows of a table whose words are known; they are made when one is asked for.

    Attributes:
        pattern: the words.
        numbers: every number of the table, in order.
        found: the rows as the layout gives them.
    """

    pattern: Pattern
    numbers: list[Any]
    found: LineRows
    _made: list[LabelledRow] | None = field(default=None, init=False)

    def made(self) -> list[LabelledRow]:
        """Give the rows."""
        if self._made is None:
            found = list(self.found)
            self._made = [
                LabelledRow(
                    found[row.found],
                    row.kind,
                    row.after,
                    row.at,
                    self.numbers[row.first : row.last],
                    row.first < row.last,
                )
                for row in self.pattern.rows
            ]
        return self._made

    @overload
    def __getitem__(self, at: int) -> LabelledRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[LabelledRow]: ...

    def __getitem__(self, at: int | slice) -> LabelledRow | list[LabelledRow]:
        """Give a row."""
        return self.made()[at]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.pattern.rows)


def label_table(rows: Iterable[Row], lexicon: Lexicon) -> Sequence[LabelledRow]:
    """Read the labels of each row of a table, see ``label_rows`` (hot: ``benchmarks.run``, stage labels).

    Args:
        rows: the rows of one table, as a layout gives them.
        lexicon: the words of that table.
    """
    if not isinstance(rows, LineRows) or len(rows.lines.text) > MEMO_TEXT:
        return label_rows(rows, lexicon)
    text, known = rows.lines.text, lexicon.known_tables
    # one look tells most tables that were never met
    shape = rows.layout, text.count("\t"), text.count("\n")
    if shape not in known:
        _remember(known, shape)
        return label_rows(rows, lexicon)
    parts = _NUMBERS.split("\t" + text.replace("\n", "\n\t"))
    runs = parts[1::2]
    key = rows.layout, tuple(parts[::2]), tuple([run.count("\t") for run in runs])
    pattern = known.get(key)
    if pattern is None:
        _remember(known, key)
    if pattern is None or pattern is _UNSURE:
        return label_rows(rows, lexicon)
    numbers = list(map(lexicon.memo.__getitem__, "\t".join(runs).split("\t")))
    if not are_plain(numbers):
        return label_rows(rows, lexicon)
    if pattern is not _MET_ONCE:
        return KnownRows(pattern, numbers, rows)
    found = list(rows)
    labelled = label_rows(found, lexicon)
    known[key] = _pattern(labelled, found, rows.lines.starts, runs)
    return labelled


def _remember(known: dict[Any, Pattern], key: Any) -> None:
    if len(known) >= MEMO_SIZE:
        known.clear()
    known[key] = _MET_ONCE


def kinds_of(rows: Sequence[LabelledRow]) -> tuple[Kind, ...]:
    """Give the kind of each row."""
    return rows.pattern.kinds if isinstance(rows, KnownRows) else tuple([row.kind for row in rows])


def _pattern(
    labelled: Sequence[LabelledRow], found: Sequence[Row], starts: Sequence[int], runs: list[str]
) -> Pattern:
    """Give what is to be remembered of a table; ``_UNSURE`` where its numbers are not simply those of its rows."""
    index_of = {id(row): at for at, row in enumerate(found)}
    line_of = {start: at for at, start in enumerate(starts)}
    left = iter(runs)
    rows: list[PatternRow] = []
    count = 0
    for row in labelled:
        index = index_of.get(id(row.row), -1)
        line = line_of[row.row.start] if isinstance(row.row, LineRow) else -1
        if row.values:
            cells = row.row.cells[row.at : row.at + len(row.values)]
            if not row.plain or line < 0 or next(left, None) != "\t".join(cells):
                return _UNSURE
        if index < 0:
            return _UNSURE
        first, count = count, count + len(row.values)
        rows.append(PatternRow(index, line, row.kind, row.after, row.at, first, count))
    if next(left, None) is not None:
        return _UNSURE
    return Pattern(rows, tuple([row.kind for row in rows]))
