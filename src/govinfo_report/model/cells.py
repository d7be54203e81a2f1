"""The cells of one table of a copy, held as columns; a ``Cell`` is made when it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import TypeAlias

from attrs import define, field

from govinfo_report.model.cell import Cell, Number, State
from govinfo_report.model.numbers import PlainNumbers
from govinfo_report.model.place import Origin
from govinfo_report.model.proof import RowProof
from govinfo_report.model.row import Row, Span
from govinfo_report.model.shape import TableShape

Source: TypeAlias = tuple[Row, int]
"""Where a row of the form was read by order: the row as found and the index of its first number in it."""


@define(eq=False)
class TableCells:
    """What a copy says in each cell of a table.

    Attributes:
        shape: the table's rows, columns and paths.
        values: the number stated in each cell, None where none is.
        states: the state of each cell.
        made: cells that are not simply the next number of their row, by index.
        units: index of a cell to the unit that its heading prints.
        line_of: gives the line of an offset.
        readings: row to the ways to read it, each a tuple over its cells.
        proofs: row to what settled it, where order did not.
        is_whole: every cell states a number; False where that was not looked at.
        origin: gives a cell its place in the file, once the report is done; None where the flow is the file.
    """

    shape: TableShape
    values: list[Number | None]
    states: list[State]
    _sources: list[Source | None] | PlainNumbers
    line_of: Callable[[int], int]
    made: dict[int, Cell] = field(factory=dict)
    units: dict[int, str] = field(factory=dict)
    readings: dict[str, tuple[tuple[Number | None, ...], ...]] = field(factory=dict)
    proofs: dict[str, RowProof] = field(factory=dict)
    is_whole: bool = False
    origin: Origin | None = None

    @property
    def sources(self) -> list[Source | None]:
        """For each row its source; None where it was not read by order."""
        if isinstance(self._sources, PlainNumbers):
            self._sources = list(map(self._source, range(len(self.shape.rows))))
        return self._sources

    @property
    def found(self) -> list[Source | None] | PlainNumbers:
        """The same as it was found: numbers that no row was made of stay so."""
        return self._sources

    def _source(self, row: int) -> Source | None:
        sources = self._sources
        if isinstance(sources, PlainNumbers):
            return sources.source(self.shape.starts[row], len(self.shape.rows[row].columns))
        return sources[row]

    def unit(self, at: int) -> str | None:
        """Give the unit of the cell with index ``at``, from 0, without making the cell."""
        made = self.made.get(at)
        return made.unit if made is not None else self.units.get(at)

    def cell(self, at: int) -> Cell:
        """Give the cell with index ``at``, from 0."""
        cell = self._cell(at)
        return cell if self.origin is None else self.origin.cell(cell)

    def _cell(self, at: int) -> Cell:
        made = self.made.get(at)
        if made is not None:
            return made
        row = bisect_right(self.shape.starts, at) - 1
        source = self._source(row)
        if source is None:
            return Cell(self.shape.paths[at], None, self.states[at], label=self.shape.labels[at])
        found, first = source
        return self._printed_cell(at, *found.printed(first + at - self.shape.starts[row]))

    def _printed_cell(self, at: int, raw: str, parts: tuple[Span, ...]) -> Cell:
        return Cell(
            self.shape.paths[at],
            self.values[at],
            self.states[at],
            raw,
            parts,
            self.line_of(parts[0][0]),
            self.shape.labels[at],
            unit=self.units.get(at),
        )

    def cells(self) -> Iterator[Cell]:
        """Give every cell, in form order (hot: ``benchmarks.run``, cells)."""
        found = self._sources
        cells = self._cells()
        if isinstance(found, PlainNumbers) and not self.made:
            cells = self._plain_cells(found)
        return cells if self.origin is None else map(self.origin.cell, cells)

    def _plain_cells(self, found: PlainNumbers) -> Iterator[Cell]:
        """Give every cell of a table of plain numbers; no line of Python is run for one."""
        raws, starts, ends, lines = found.printed()
        columns = (
            *(self.shape.paths, self.values, self.states, raws),
            zip(zip(starts, ends, strict=True), strict=True),
            map(self.line_of(found.start).__add__, lines),
            self.shape.labels,
        )
        if self.units:
            return map(Cell, *columns, repeat(None), map(self.units.get, range(len(raws))))
        return map(Cell, *columns)

    def _cells(self) -> Iterator[Cell]:
        """Give every cell; each row as found is cut once."""
        shape, made = self.shape, self.made
        cut: tuple[Row | None, list[tuple[str, tuple[Span, ...]]]] = (None, [])
        for row, source, start in zip(shape.rows, self.sources, shape.starts, strict=True):
            for at in range(start, start + len(row.columns)):
                if source is None or at in made:
                    yield self._cell(at)
                    continue
                found, first = source
                if found is not cut[0]:
                    cut = (found, found.all_printed())
                yield self._printed_cell(at, *cut[1][first + at - start])

    def set_cell(self, at: int, cell: Cell) -> None:
        """Put ``cell`` at index ``at``."""
        cell.label = self.shape.labels[at]
        self.made[at] = cell
        self.values[at] = cell.value
        self.states[at] = cell.state
        # 8 above 2 元, put together in a row that had its numbers, may state none
        self.is_whole = self.is_whole and cell.value is not None

    def row_readings(self, row: str) -> tuple[tuple[Number | None, ...], ...]:
        """Give the ways to read ``row``: those kept for a doubtful row, else the one that is stated."""
        if row in self.readings:
            return self.readings[row]
        index = self.shape.row_index[row]
        start = self.shape.starts[index]
        return (tuple(self.values[start : start + len(self.shape.rows[index].columns)]),)
