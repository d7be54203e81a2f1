"""Reports as facts: columns of plain values, one line a cell (long), a report (wide) or a claim (claims).

Columns are kept as runs where a value holds for a whole report or table, so that a report costs little more than its
cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, repeat
from types import NoneType
from typing import Any, ClassVar, TypeAlias

from attrs import define, field, frozen

from govinfo_report.export.columns import KEPT, Shape, fact_columns, require_shape
from govinfo_report.export.given import each_of
from govinfo_report.export.line_facts import ClaimFacts, InferredFacts, WideFacts
from govinfo_report.export.values import (
    MOST,
    PLACE_COLUMNS,
    REPORT_COLUMNS,
    VERSIONS,
    by_path,
    kept_values,
    place_values,
    plain_number,
    report_values,
    split_number,
    words_of,
)
from govinfo_report.model import LineRow, PlainNumbers, Report, TableCells, path_parts
from govinfo_report.model.row import SPACES
from govinfo_report.model.shape import TableShape
from govinfo_report.official import official_form

TABLE_COLUMNS = ("edition", "table", "table_label", "layout")
"""Columns that hold one value for a whole table."""
SHAPE_COLUMNS = ("row", "column", "row_label", "column_label")
"""Columns that are the same for every table of an edition."""
CELL_COLUMNS = ("value", "raw", "start", "end", "line")
"""Columns that differ from cell to cell."""
RARE_COLUMNS: dict[str, str | None] = {
    "amount": None,
    "inferred": None,
    "verdict": None,
    "unit": None,
    **dict.fromkeys(PLACE_COLUMNS),
    "candidates": "",
    "findings": "",
}
"""Columns that few cells have anything in, and what stands in them else."""

Runs: TypeAlias = Iterable[tuple[Sequence[Any], int]]
"""A column: values that follow one another, and how often each of them stands there."""

_PRINTED = ("printed",)


@frozen(eq=False)
class ShapeFacts:
    """What the form says of each cell of a table in one edition, by column of ``SHAPE_COLUMNS``."""

    count: int
    columns: dict[str, list[str | None]]


@cache
def shape_facts(shape: TableShape) -> ShapeFacts:
    """Give what the form says of each cell of a table; remembered, there are a few shapes."""
    form = official_form().of(shape.table, shape.edition)
    paths = [path_parts(path) for path in shape.paths]

    def label(name: str) -> str:
        return form.wording(shape.edition, shape.table, name)

    return ShapeFacts(
        len(paths),
        {
            "row": [row for _, row, _ in paths],
            "column": [column for _, _, column in paths],
            "row_label": [label(row) for _, row, _ in paths],
            "column_label": [label(column) for _, _, column in paths],
        },
    )


_NO_CELL = ShapeFacts(1, {name: [None] for name in SHAPE_COLUMNS})


@define(eq=False)
class LongFacts:
    """Facts in long form, one line a cell; a report without any cell has one line with its findings.

    Attributes:
        keep: fields of the records that stand behind the columns.
        reports: (values of ``report_columns``, lines) of each report.
        tables: (values of ``TABLE_COLUMNS``, what the form says of its cells) of each table.
        printed: the states, see ``Runs``.
        cells: the columns of ``CELL_COLUMNS``, a value a line.
        rare: those of ``RARE_COLUMNS``, line from 0 to what stands there.
        count: how many lines there are.
        states: state to how many cells have it.
    """

    keep: tuple[str, ...] = ()
    reports: list[tuple[tuple[Any, ...], int]] = field(factory=list)
    tables: list[tuple[tuple[str | None, ...], ShapeFacts]] = field(factory=list)
    printed: list[tuple[Sequence[str | None], int]] = field(factory=list)
    cells: dict[str, list[Any]] = field(factory=lambda: {name: [] for name in CELL_COLUMNS})
    rare: dict[str, dict[int, Any]] = field(factory=lambda: {name: {} for name in RARE_COLUMNS})
    count: int = 0
    states: Counter[str] = field(factory=Counter)
    shape: ClassVar[Shape] = "long"

    @property
    def report_columns(self) -> tuple[str, ...]:
        """The columns that hold one value for a whole report."""
        return (*REPORT_COLUMNS, *(f"{KEPT}{name}" for name in self.keep))

    def add(self, report: Report) -> None:
        """Add the cells of a report."""
        before = self.count
        told = {
            column: by_path(report.findings, name)
            for column, name in (("findings", "code"), ("verdict", "verdict"))
        }
        form = official_form()
        for name, cells in report.tables.items():
            facts = shape_facts(cells.shape)
            title = form.of(name, cells.shape.edition).sections[name].title
            self.tables.append(
                ((cells.shape.edition, name, title, report.layouts.get(name)), facts)
            )
            self._add_cells(cells, told)
            self.count += facts.count
        if not report.tables:
            self._add_nothing(report)
        values = (*report_values(report), *kept_values(report, self.keep))
        self.reports.append((values, self.count - before))

    def _add_nothing(self, report: Report) -> None:
        self.tables.append(((None,) * len(TABLE_COLUMNS), _NO_CELL))
        self.printed.append(((None,), 1))
        for column in self.cells.values():
            column.append(None)
        self.rare["findings"][self.count] = words_of(report.findings, "code")
        self.count += 1

    def _add_cells(self, table: TableCells, told: dict[str, dict[str, str]]) -> None:
        """Add the cells of a table (hot: ``benchmarks.corpus``, facts)."""
        cells, rare, base, count = self.cells, self.rare, self.count, len(table.values)
        self._add_values(table)
        if table.states.count("printed") == count:
            self.printed.append((_PRINTED, count))
            self.states["printed"] += count
        else:
            self.printed.append((table.states, 1))
            self.states.update(table.states)
        for at, unit in table.units.items():
            rare["unit"][base + at] = unit
        _add_places(table, cells)
        made = table.made if table.origin is None else dict(enumerate(table.cells()))
        places = [rare[name] for name in PLACE_COLUMNS]
        for at, cell in made.items():
            line = base + at
            cells["raw"][line], rare["unit"][line] = cell.raw, cell.unit
            cells["start"][line], cells["end"][line] = cell.start, cell.end
            cells["line"][line] = cell.line
            if cell.place is not None:
                for column, value in zip(places, place_values(cell.place), strict=True):
                    column[line] = value
            if cell.candidates:
                rare["candidates"][line] = " ".join(map(plain_number, cell.candidates))
                if cell.state == "inferred":
                    rare["inferred"][line] = split_number(cell.candidates[0])[0]
        index = table.shape.index
        for name, words in told.items():
            for path, found in words.items():
                if path in index:
                    rare[name][base + index[path]] = found

    def _add_values(self, table: TableCells) -> None:
        """Add the numbers of a table: counts in one column, amounts in another."""
        values: list[Any] = table.values
        if set(map(type, values)) - {int, NoneType} or max(filter(None, values), default=0) > MOST:
            split = list(map(split_number, values))
            values = [value for value, _ in split]
            amounts = enumerate((amount for _, amount in split), self.count)
            self.rare["amount"] |= {at: amount for at, amount in amounts if amount is not None}
        self.cells["value"] += values

    def runs(self, name: str) -> Runs:
        """Give a column that holds runs of values: one of a report, a table, a shape, or the states."""
        if name in self.report_columns:
            at = self.report_columns.index(name)
            return [((entry[at],), count) for entry, count in self.reports]
        if name in TABLE_COLUMNS:
            at = TABLE_COLUMNS.index(name)
            return [((entry[at],), shape.count) for entry, shape in self.tables]
        if name in SHAPE_COLUMNS:
            return [(shape.columns[name], 1) for _, shape in self.tables]
        if name == "state":
            return self.printed
        return [((VERSIONS[name],), self.count)]

    def columns(self) -> dict[str, list[Any]]:
        """Give every column, a value a line, in order."""
        return {
            column.name: self._column(column.name) for column in fact_columns("long", self.keep)
        }

    def _column(self, name: str) -> list[Any]:
        if name in self.cells:
            return self.cells[name]
        if name not in self.rare:
            return [
                value
                for values, count in self.runs(name)
                for value in chain.from_iterable(repeat(values, count))
            ]
        found: list[Any] = [RARE_COLUMNS[name]] * self.count
        for line, value in self.rare[name].items():
            found[line] = value
        return found


def _add_places(table: TableCells, columns: dict[str, list[Any]]) -> None:
    """Add what each cell prints and where, rows cut once; cells that were made are put in later."""
    raws, starts, ends, lines = (columns[name] for name in ("raw", "start", "end", "line"))
    line_of = table.line_of
    found = table.found
    if isinstance(found, PlainNumbers):
        printed = found.printed()
        raws += printed.raws
        starts += printed.starts
        ends += printed.ends
        lines += map(line_of(found.start).__add__, printed.lines)
        return
    for row, source in zip(table.shape.rows, found, strict=True):
        count = len(row.columns)
        if source is None:
            raws += [""] * count
            for places in (starts, ends, lines):
                places += [None] * count
            continue
        read, first = source
        if isinstance(read, LineRow):
            lines += [line_of(read.start)] * count
            _add_line(read.line, read.start, first, count, raws, starts, ends)
            continue
        for raw, parts in read.all_printed()[first : first + count]:
            # a cell that was made has its own places
            raws.append(raw)
            starts.append(parts[0][0] if parts else None)
            ends.append(parts[-1][1] if parts else None)
            lines.append(line_of(parts[0][0]) if parts else None)


def _add_line(
    line: str,
    start: int,
    first: int,
    count: int,
    raws: list[Any],
    starts: list[Any],
    ends: list[Any],
) -> None:
    """Add the cells of a line that is cut at its tabs."""
    texts = line.split("\t")
    start += first + sum(map(len, texts[:first]))
    for text in texts[first : first + count]:
        end = start + len(text)
        if text.isdecimal():
            raws.append(text)
            starts.append(start)
            ends.append(end)
        else:
            raw = text.strip(SPACES)
            low = start + (text.find(raw) if raw else 0)
            raws.append(raw)
            starts.append(low)
            ends.append(low + len(raw))
        start = end + 1


Facts: TypeAlias = LongFacts | WideFacts | ClaimFacts


def new_facts(shape: Shape = "long", keep: tuple[str, ...] = ()) -> Facts:
    """Give a table of facts to add reports to.

    Args:
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        keep: fields of the records that stand behind the columns.

    Raises:
        ArgumentError: there is no such shape; it is a ValueError.
    """
    require_shape(shape)
    kinds: dict[Shape, type[Facts]] = {
        "long": LongFacts,
        "wide": WideFacts,
        "wide_inferred": InferredFacts,
        "claims": ClaimFacts,
    }
    return kinds[shape](keep=keep)


def fact_table(reports: Report | Iterable[Report], shape: Shape = "long") -> dict[str, list[Any]]:
    """Give the facts of reports as columns: name to a value a line.

    Args:
        reports: the reports, or one alone.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.

    Raises:
        TypeError: ``reports`` is neither.
    """
    facts = new_facts(shape)
    for report in each_of(reports):
        facts.add(report)
    return facts.columns()


def iter_lines(columns: dict[str, list[Any]]) -> Iterator[tuple[Any, ...]]:
    """Give the lines of columns."""
    return zip(*columns.values(), strict=True)
