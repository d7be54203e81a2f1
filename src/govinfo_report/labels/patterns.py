"""Tables that differ from one read before in nothing but their numbers are labelled as that one was.

The words of a table come back in copy after copy: an office prints its own form every year, and so do all offices that
use one system. What each row is does not depend on the numbers, so it is remembered by all that stands between them
(bounded).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias, overload

from attrs import define, field

from govinfo_report.labels.column_words import NO_HEADINGS, Headings
from govinfo_report.labels.figures import Figure
from govinfo_report.labels.lexicon import Code, Lexicon
from govinfo_report.labels.rows import Kind, LabelledRow, are_plain, label_rows
from govinfo_report.model import LineRows, NumberPlaces, Printed, Row, TextLines
from govinfo_report.official import units, writing

# Tables remembered before the memo starts anew, and the longest one, in characters: table 三 has some 1,500 with its
# headings. This bounds what is remembered of a table at about 4 MB.
MEMO_SIZE = 250
MEMO_TEXT = 5_000
# Numbers that stand alone between tabs, those of a line together; every line is given a tab first.
_NUMBERS = re.compile(r"\t([+\-]?[0-9][+\-.0-9\t]*(?<!\t))(?![^\t\r\n])")
# Numbers that stand alone on a line behind a tab, those of neighbouring lines together.
_NUMBER_LINES = re.compile(
    r"\t([+\-]?[0-9][+\-.0-9]*+(?:\n\t[+\-]?[0-9][+\-.0-9]*+(?![^\n]))*+)(?![^\n])"
)
# The same in the cells of native tables: with a sign of any kind before a number and a unit of money behind it.
_SIGN_BEGINS = "".join(dict.fromkeys(words[0] for words in writing().signs))
_SIGN_ENDS = "".join(words[1:] for words in writing().signs)
_SIGNS = rf"+\-＋－{_SIGN_BEGINS}{_SIGN_ENDS}"
_NUMBER_CELLS = re.compile(
    rf"\t([+\-＋－{_SIGN_BEGINS}]?[{_SIGN_ENDS}]?[0-9]"
    rf"[{_SIGNS}.0-9\t{units().in_cells}]*(?<!\t))(?![^\t\r\n])"
)
# A number with a zero ahead among those; every number is given a tab.
_ZERO_AHEAD = re.compile(rf"[\t{_SIGNS}]0[0-9]")

Key: TypeAlias = tuple[str, tuple[str, ...], tuple[int, ...], Hashable]
"""All of a table but its numbers.

What parts those that stand together, the text between, how many stand together; how the cells of native tables span.
"""


class PatternRow(NamedTuple):
    """A row that shows a label or a number.

    Attributes:
        found: its index among all rows of the layout.
        kind: see ``LabelledRow``.
        after: see ``LabelledRow``.
        at: see ``LabelledRow``.
        first: index of its first number among all numbers of the table.
        last: index behind its last number.
    """

    found: int
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
        places: where its numbers stand.
        gap: how many characters stand between two numbers of a row.
        parsed: what the grammar says of the kinds (see ``table_rows``).
        has_units: some number is printed with a unit.
        choice: which layout reads it (see ``table_rows``).
        headings: what its headings name.
        placed: edition to where its numbers go (see ``align.known``).
        alone: sections between whose headings it stands and no other one's words do (see ``streaming.tables``).
    """

    rows: list[PatternRow]
    kinds: tuple[Kind, ...]
    places: NumberPlaces = field(default=NumberPlaces((), ()))
    gap: int = 1
    has_units: bool = False
    parsed: Any = None
    choice: Any = None
    headings: Headings = NO_HEADINGS
    placed: dict[str, Any] = field(factory=dict)
    alone: set[frozenset[str]] = field(factory=set)


# Most damaged tables come once, and are not worth the work of remembering them.
_MET_ONCE = Pattern([], ())
# A number stands elsewhere than alone in its row, or rows were put together.
_UNSURE = Pattern([], ())


@define(eq=False)
class Met:
    """A table whose words have come before.

    Attributes:
        key: its words.
        raws: what its numbers print, in order.
        numbers: the numbers; a ``Figure`` for one with a unit.
        pattern: what is known of its words; None where that is nothing yet.
    """

    key: Key
    raws: list[str]
    numbers: list[Any]
    pattern: Pattern | None


@define(eq=False)
class KnownRows(Sequence[LabelledRow]):
    """The labelled rows of a table whose words are known; they are made when one is asked for.

    Attributes:
        pattern: the words.
        raws: what its numbers print, in order.
        numbers: the numbers.
        lines: the lines of the table.
        find: gives the rows as the layout finds them.
    """

    pattern: Pattern
    raws: Sequence[str]
    numbers: list[Any]
    lines: TextLines
    find: Callable[[], Iterable[Row]]
    _made: list[LabelledRow] | None = field(default=None, init=False)

    def made(self) -> list[LabelledRow]:
        """Give the rows."""
        if self._made is None:
            found = list(self.find())
            self._made = [
                LabelledRow(
                    found[row.found],
                    row.kind,
                    row.after,
                    row.at,
                    self.numbers[row.first : row.last],
                    row.first < row.last and are_plain(self.numbers[row.first : row.last]),
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


def meet_table(lines: TextLines, lexicon: Lexicon, grid: Hashable = ()) -> Met | None:
    """Tell whether the words of a table have come before (hot: ``benchmarks.run``, stage labels).

    Args:
        lines: the lines of one table.
        lexicon: the words of that table.
        grid: which of the lines are rows of native tables, and how their cells span.

    Returns:
        What is known; None where nothing is, or where not all that looks like a number is one.
    """
    text, known = lines.text, lexicon.known_tables
    if len(text) > MEMO_TEXT:
        return None
    # one look tells most tables that were never met
    shape = text.count("\t"), text.count("\n")
    if shape not in known:
        _remember(known, shape, _MET_ONCE)
        return None
    between, words, runs = _cut(text, *shape, grid != ())
    joined = between.join(runs)
    if _ZERO_AHEAD.search("\t" + joined):
        # it is doubted, and so not as another number in its place
        return None
    raws = joined.split(between)
    numbers = None
    if grid != () and runs:
        numbers = list(map(lexicon.memo.__getitem__, raws))
        grid = _with_units(grid, numbers)
        if grid is None:
            return None
    key = between, tuple(words), tuple(map(str.count, runs, repeat("\t"))), grid
    pattern = known.get(key)
    if pattern is None:
        _remember(known, key, _MET_ONCE)
    if pattern is None or pattern is _UNSURE:
        return None
    if numbers is None:
        numbers = list(map(lexicon.memo.__getitem__, raws))
        if not are_plain(numbers):
            return None
    return Met(key, raws, numbers, None if pattern is _MET_ONCE else pattern)


def _with_units(grid: Hashable, numbers: Sequence[Code]) -> Hashable | None:
    """Give a grid, and which numbers are printed with which unit; None where one is no number."""
    if are_plain(numbers):
        return grid
    if not all(map(_is_number, numbers)):
        return None
    units = [(at, number.unit) for at, number in enumerate(numbers) if isinstance(number, Figure)]
    return grid, tuple(units)


def _cut(
    text: str, tabs: int, breaks: int, is_native: bool = False
) -> tuple[str, list[str], list[str]]:
    """Take the numbers out of a table.

    Returns:
        What stands between numbers that stand together; the words around the runs of numbers; the runs.
    """
    if is_native:
        parts = _NUMBER_CELLS.split("\t" + text.replace("\n", "\n\t"))
        return "\t", parts[::2], parts[1::2]
    if 2 * breaks > tabs and 2 * text.count("\n\t") > tabs:
        parts = _NUMBER_LINES.split(text)
        return "\n\t", parts[::2], parts[1::2]
    parts = _NUMBERS.split("\t" + text.replace("\n", "\n\t"))
    return "\t", parts[::2], parts[1::2]


def number_places(lines: TextLines, is_native: bool = False) -> tuple[NumberPlaces, list[str]]:
    """Give where the numbers of a table stand, and what they print; see ``NumberPlaces``."""
    text = lines.text
    between, words, runs = _cut(text, text.count("\t"), text.count("\n"), is_native)
    by_line = between == "\t"
    gaps: list[int] = []
    for part, run in zip(words, runs, strict=False):
        # the tab before a number; those that lines were given do not count
        gaps.append(len(part) + 1 - (part.count("\n") if by_line else 0))
        gaps += [len(between)] * run.count("\t")
    if gaps and by_line:
        gaps[0] -= 1
    raws = between.join(runs).split(between) if runs else []
    starts = NumberPlaces(tuple(gaps), ()).printed(raws, lines.starts[0]).starts
    on = tuple([bisect_right(lines.starts, start) - 1 for start in starts])
    return NumberPlaces(tuple(gaps), on), raws


def find_numbers(lines: TextLines) -> Printed:
    """Find the numbers of a table that prints each alone between tabs and line ends, in the order of the copy."""
    places, raws = number_places(lines)
    return places.printed(raws, lines.starts[0])


def label_table(
    rows: Iterable[Row], lexicon: Lexicon, met: Met | None = None, lines: TextLines | None = None
) -> Sequence[LabelledRow]:
    """Read the labels of each row of a table, see ``label_rows`` (hot: ``benchmarks.run``, stage labels).

    Args:
        rows: the rows of one table, as a layout gives them.
        lexicon: the words of that table.
        met: the table, where its words have come before; ``remember_table`` is told what its rows are.
        lines: its lines.
    """
    if met is None or lines is None or not isinstance(rows, LineRows):
        return label_rows(rows, lexicon)
    found = list(rows)
    labelled = label_rows(found, lexicon)
    pattern = _pattern(labelled, found, lines, met)
    if pattern is _UNSURE:
        _remember(lexicon.known_tables, met.key, pattern)
        return labelled
    return KnownRows(pattern, met.raws, met.numbers, lines, partial(iter, found))


def remember_table(
    pattern: Pattern, lexicon: Lexicon, met: Met, choice: Any, parsed: Any, headings: Headings
) -> None:
    """Remember what the rows of a table are, once all is known of it: another thread may find it at once.

    Args:
        pattern: the words, as ``label_table`` gave them.
        lexicon: the words of that table.
        met: the table.
        choice: which layout reads it.
        headings: what its headings name.
        parsed: what the grammar says of its kinds.
    """
    pattern.choice, pattern.parsed, pattern.headings = choice, parsed, headings
    _remember(lexicon.known_tables, met.key, pattern)


def _is_number(value: object) -> bool:
    """Tell whether a cell prints one number, with or without a unit."""
    return isinstance(value, int | Decimal) or (
        isinstance(value, Figure) and value.kind == "number"
    )


def _remember(known: dict[Any, Pattern], key: Any, pattern: Pattern) -> None:
    if key not in known and len(known) >= MEMO_SIZE:
        known.clear()
    known[key] = pattern


def _pattern(
    labelled: Sequence[LabelledRow], found: Sequence[Row], lines: TextLines, met: Met
) -> Pattern:
    """Give what is to be remembered of a table; ``_UNSURE`` where its numbers are not simply those of its rows."""
    index_of = {id(row): at for at, row in enumerate(found)}
    places, raws = number_places(lines, met.key[3] != ())
    if raws != met.raws:
        return _UNSURE
    starts = places.printed(raws, lines.starts[0]).starts
    counts = iter(met.key[2])
    rows: list[PatternRow] = []
    count = 0
    for row in labelled:
        index = index_of.get(id(row.row), -1)
        first, count = count, count + len(row.values)
        if index < 0:
            return _UNSURE
        if row.values:
            # a row has all the numbers of one run
            if not all(map(_is_number, row.values)) or next(counts, -1) != len(row.values) - 1:
                return _UNSURE
            printed = row.row.all_printed()[row.at : row.at + len(row.values)]
            if [(raw, start) for raw, ((start, _),) in printed] != list(
                zip(raws[first:count], starts[first:count], strict=True)
            ):
                return _UNSURE
        rows.append(PatternRow(index, row.kind, row.after, row.at, first, count))
    if count != len(raws):
        return _UNSURE
    kinds = tuple([row.kind for row in rows])
    has_units = not are_plain(met.numbers)
    return Pattern(rows, kinds, places, len(met.key[0]), has_units)
