"""Stages layouts and labels: the rows of one table, what each is, and what their sequence tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from attrs import define, field

from govinfo_report.align import Aligned
from govinfo_report.grammar import Editions, Parsed, TableReader
from govinfo_report.labels import (
    Headings,
    KnownRows,
    LabelledRow,
    Lexicons,
    label_table,
    meet_table,
    remember_table,
)
from govinfo_report.layouts import (
    Choice,
    Layout,
    NativeTable,
    choose,
    choose_again,
    has_torn_decimal,
    join_decimals,
)
from govinfo_report.model import Span
from govinfo_report.official import writing
from govinfo_report.source import FlowRows, Lines

# A number that is no part of a date: 2020年 stands in the prose of any section.
_DATE = writing().date
_NUMBER = re.compile(rf"(?<!\d)\d++(?!\s?[{_DATE['year']}{_DATE['month']}{_DATE['day']}])")


@define
class TableRows:
    """A table on its way: laid out, labelled and its sequence of rows parsed.

    Attributes:
        scores: layout to score.
        layout: the layout with the highest; None where none fits.
        rows: the rows that show a label or a number.
        parsed: what the sequence of their kinds says.
        headings: what its headings name.
        lines: its lines.
    """

    scores: dict[str, float]
    layout: str | None
    rows: Sequence[LabelledRow]
    parsed: Parsed
    headings: Headings
    lines: Lines

    def place(self, line: int) -> Span:
        """Give where one of its lines stands, from 0: start and end in the copy."""
        start = self.lines.starts[line]
        return start, start + len(self.lines.texts[line])


@define
class FoundTables:
    """The tables of a form that a copy prints, on their way.

    Attributes:
        rows: table to its rows.
        editions: their editions.
        aligned: table to its cells.
        layouts: table to the layout that it was read with.
    """

    rows: Mapping[str, TableRows]
    editions: Editions
    aligned: Mapping[str, Aligned] = field(factory=dict)
    layouts: Mapping[str, str] = field(factory=dict)

    def unread(self, text: str, spans: Mapping[str, Span]) -> tuple[str, ...]:
        """Give the tables that print numbers and are there, though no layout fits them.

        Args:
            text: the copy.
            spans: table to start and end of the text that it stands in.
        """
        return tuple(
            name
            for name, (start, end) in spans.items()
            if name in self.rows
            and name not in self.layouts
            and name in self.aligned
            and not self.aligned[name].is_missing
            and _NUMBER.search(text, start, end)
        )


class RowReader:
    """Reads the rows of tables.

    Args:
        lexicons: the words of each table.
        layouts: the layouts to choose from.
        readers: table to what parses its rows.
    """

    def __init__(
        self, lexicons: Lexicons, layouts: Sequence[Layout], readers: Mapping[str, TableReader]
    ) -> None:
        self.lexicons = lexicons
        self.layouts = layouts
        self.readers = readers
        self.native = NativeTable(lexicons.has_label)

    def read(self, table: str, text: str, start: int, native: FlowRows) -> TableRows:
        """Read the rows of one table.

        Args:
            table: the table's id.
            text: the stretch of text that it stands in.
            start: offset of that stretch in the copy, from 0.
            native: the rows of the file's own tables in that stretch.
        """
        lines = Lines(text, start)
        lexicon = self.lexicons.tables[table]
        grid = native.grid(lines)
        met = None if grid is None else meet_table(lines, lexicon, grid)
        known = met.pattern if met is not None else None
        # None: the rows are those of the file's own tables
        choice: Choice | None
        if known is None:
            of_file = native and self.native.holds(native, lines)
            choice = None if of_file else choose(lines, self.layouts)
            if native and not of_file:
                # what such cells print is no number to every layout: 12万元
                met = None
        else:
            choice = known.choice and choose_again(known.choice, lines)
        find = partial(self.native.rows, native, lines, is_blind=grid is not None)
        if choice is not None:
            find = partial(choice.layout.rows, lines)
        headings = known.headings if known else self.lexicons.columns[table].read(lines.texts)
        if known is None and has_torn_decimal(text):
            rows = label_table(join_decimals(find()), lexicon)
            parsed = self._parsed(table, rows)
        elif met is None or known is None or choice is not known.choice:
            rows = label_table(find(), lexicon, met, lines)
            parsed = self._parsed(table, rows)
            if met is not None and isinstance(rows, KnownRows):
                remember_table(rows.pattern, lexicon, met, choice, parsed, headings)
        else:
            rows = KnownRows(known, met.raws, met.numbers, lines, find)
            parsed = known.parsed
        if choice is None:
            scores: dict[str, float] = {self.native.name: 1.0}
            return TableRows(scores, self.native.name, rows, parsed, headings, lines)
        return TableRows(dict(choice.scores), choice.name, rows, parsed, headings, lines)

    def _parsed(self, table: str, rows: Sequence[LabelledRow]) -> Parsed:
        """Give what the sequence of rows tells: the first half of stage grammar."""
        return self.readers[table].parsed(tuple([row.kind for row in rows]))
