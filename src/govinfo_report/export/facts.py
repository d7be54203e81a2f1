"""Reports as facts: columns of plain values, one line a cell (long) or one line a report (wide).

Columns are kept as runs where a value holds for a whole report or table, so that a report costs little more than its
cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import chain, repeat
from typing import Any, TypeAlias

from attrs import define, field, frozen

from govinfo_report._version import __version__
from govinfo_report.export.columns import FACTS_VERSION, Shape, fact_columns, require_shape
from govinfo_report.export.given import each_of
from govinfo_report.model import LineRow, Number, PlainNumbers, Report, TableCells, path_parts
from govinfo_report.model.row import SPACES
from govinfo_report.model.shape import TableShape
from govinfo_report.official import official_form

REPORT_COLUMNS = ("source", "organization", "year", "digest")
"""Columns that hold one value for a whole report."""
TABLE_COLUMNS = ("edition", "table", "table_label", "layout")
"""Columns that hold one value for a whole table."""
SHAPE_COLUMNS = ("row", "column", "row_label", "column_label")
"""Columns that are the same for every table of an edition."""
CELL_COLUMNS = ("value", "raw", "start", "end", "line")
"""Columns that differ from cell to cell."""
RARE_COLUMNS: dict[str, str | None] = {
    "inferred": None,
    "unit": None,
    "candidates": "",
    "findings": "",
}
"""Columns that few cells have anything in, and what stands in them else."""

VERSIONS = {"schema_version": FACTS_VERSION, "library_version": __version__}
"""Columns that are the same in every line."""

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
        reports: (values of ``REPORT_COLUMNS``, lines) of each report.
        tables: (values of ``TABLE_COLUMNS``, what the form says of its cells) of each table.
        printed: the states, see ``Runs``.
        cells: the columns of ``CELL_COLUMNS``, a value a line.
        rare: those of ``RARE_COLUMNS``, line from 0 to what stands there.
        count: how many lines there are.
        states: state to how many cells have it.
    """

    reports: list[tuple[tuple[Any, ...], int]] = field(factory=list)
    tables: list[tuple[tuple[str | None, ...], ShapeFacts]] = field(factory=list)
    printed: list[tuple[Sequence[str | None], int]] = field(factory=list)
    cells: dict[str, list[Any]] = field(factory=lambda: {name: [] for name in CELL_COLUMNS})
    rare: dict[str, dict[int, Any]] = field(factory=lambda: {name: {} for name in RARE_COLUMNS})
    count: int = 0
    states: Counter[str] = field(factory=Counter)

    def add(self, report: Report) -> None:
        """Add the cells of a report."""
        before = self.count
        codes = _codes_by_path(report)
        form = official_form()
        for name, cells in report.tables.items():
            facts = shape_facts(cells.shape)
            title = form.of(name, cells.shape.edition).sections[name].title
            self.tables.append(
                ((cells.shape.edition, name, title, report.layouts.get(name)), facts)
            )
            self._add_cells(cells, codes)
            self.count += facts.count
        if not report.tables:
            self._add_nothing(report)
        self.reports.append((_report_values(report), self.count - before))

    def _add_nothing(self, report: Report) -> None:
        self.tables.append(((None,) * len(TABLE_COLUMNS), _NO_CELL))
        self.printed.append(((None,), 1))
        for column in self.cells.values():
            column.append(None)
        self.rare["findings"][self.count] = _codes(report)
        self.count += 1

    def _add_cells(self, table: TableCells, codes: dict[str, list[str]]) -> None:
        """Add the cells of a table (hot: ``benchmarks.corpus``, facts)."""
        cells, rare, base, count = self.cells, self.rare, self.count, len(table.values)
        cells["value"] += table.values
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
        for at, cell in made.items():
            line = base + at
            cells["raw"][line], rare["unit"][line] = cell.raw, cell.unit
            cells["start"][line], cells["end"][line] = cell.start, cell.end
            cells["line"][line] = cell.line
            if cell.candidates:
                rare["candidates"][line] = " ".join(map(plain_number, cell.candidates))
                if cell.state == "inferred":
                    rare["inferred"][line] = cell.candidates[0]
        if codes:
            index = table.shape.index
            for path, found in codes.items():
                place = index.get(path)
                if place is not None:
                    rare["findings"][base + place] = " ".join(found)

    def runs(self, name: str) -> Runs:
        """Give a column that holds runs of values: one of a report, a table, a shape, or the states."""
        if name in REPORT_COLUMNS:
            at = REPORT_COLUMNS.index(name)
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
        return {column.name: self._column(column.name) for column in fact_columns("long")}

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


@define(eq=False)
class WideFacts:
    """Facts in wide form, one line a report.

    Attributes:
        lines: the values of each report, in the order of the columns.
        states: state to how many cells have it.
    """

    lines: list[list[Any]] = field(factory=list)
    states: Counter[str] = field(factory=Counter)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def add(self, report: Report) -> None:
        """Add a report."""
        for cells in report.tables.values():
            self.states.update(cells.states)
        values = report.values()
        severities = Counter(found.severity for found in report.findings)
        source, organization, year, digest = _report_values(report)
        line = [
            *(source, report.title, organization, year, report.edition),
            " ".join(f"{table}={layout}" for table, layout in report.layouts.items()),
            *(severities["error"], severities["warning"], _codes(report), len(values)),
            *(digest, FACTS_VERSION, __version__),
        ]
        self.lines.append(line + [values.get(path) for path in _paths()])

    def columns(self) -> dict[str, list[Any]]:
        """Give every column, a value a line, in order."""
        names = [column.name for column in fact_columns("wide")]
        return {name: [line[at] for line in self.lines] for at, name in enumerate(names)}


@cache
def _paths() -> tuple[str, ...]:
    return tuple(column.name for column in fact_columns("wide") if "." in column.name)


def new_facts(shape: Shape = "long") -> LongFacts | WideFacts:
    """Give a table of facts to add reports to.

    Raises:
        ArgumentError: there is no such shape; it is a ValueError.
    """
    require_shape(shape)
    return LongFacts() if shape == "long" else WideFacts()


def fact_table(reports: Report | Iterable[Report], shape: Shape = "long") -> dict[str, list[Any]]:
    """Give the facts of reports as columns: name to a value a line.

    Args:
        reports: the reports, or one alone.
        shape: ``long`` or ``wide``.

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


def plain_number(value: Number) -> str:
    """Give a number as text, never in exponents."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _codes_by_path(report: Report) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for found in report.findings:
        for path in found.cells:
            known = codes.setdefault(path, [])
            if found.code not in known:
                known.append(found.code)
    return codes


def _codes(report: Report) -> str:
    return " ".join(dict.fromkeys(found.code for found in report.findings))


def _report_values(report: Report) -> tuple[Any, ...]:
    """Give the values of ``REPORT_COLUMNS``."""
    text = report.text
    # half of a surrogate pair has no UTF-8
    digest = None if text is None else sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return report.source, report.organization, report.year, digest


def lines_as_text(columns: Sequence[Any]) -> list[Any]:
    """Give values with decimals as text, for outputs that have no exact number of their own."""
    return [plain_number(value) if isinstance(value, Decimal) else value for value in columns]
