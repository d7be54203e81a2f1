"""Makes the cells of a line out of the readings that are left of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from govinfo_report.align.proof.case import Case
from govinfo_report.align.readings.filling import Take
from govinfo_report.align.readings.order import by_order
from govinfo_report.align.readings.strip import EMPTY, MARK, UNREADABLE, Strip, strip_parts
from govinfo_report.align.readings.takes import loose_numbers
from govinfo_report.grammar import EditionTable, Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Cell, Number, Row, Span, State, TableShape
from govinfo_report.model.proof import BY_DIGITS
from govinfo_report.model.row import SPACES

_ALONE_STATES: dict[str, State] = {EMPTY: "blank", MARK: "mark", UNREADABLE: "unreadable"}


class CutRow(Row):
    """A run of digits that was cut into numbers; what each prints and where it stands is worked out when asked.

    Args:
        strip: the run.
        row: the row that prints it.
        takes: the characters of each cell; None for one that the row does not print.
    """

    __slots__ = ("row", "strip", "takes")

    def __init__(self, strip: Strip, row: LabelledRow, takes: Sequence[Take]) -> None:
        super().__init__([strip.text[slice(*take)] if take else "" for take in takes], 0)
        self.strip, self.row, self.takes = strip, row, takes

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy what it is made of: ``Row`` tells of its own attributes only."""
        return CutRow, (self.strip, self.row, self.takes)

    def spans(self, index: int) -> tuple[Span, ...]:
        """Give the runs of text that cell ``index`` (from 0) stands in."""
        take = self.takes[index]
        return strip_parts(self.strip, self.row, *take) if take else ()

    def printed(self, index: int) -> tuple[str, tuple[Span, ...]]:
        """Give what cell ``index`` prints, and the runs of text that it stands in."""
        cells = self.row.row.cells
        places = self.strip.places[slice(*self.takes[index] or (0, 0))]
        return "".join([cells[cell][offset] for cell, offset in places]), self.spans(index)

    def all_printed(self) -> list[tuple[str, tuple[Span, ...]]]:
        """Give what every cell prints and where it stands."""
        return [self.printed(index) for index in range(len(self.takes))]


@frozen
class CellMaker:
    """Makes cells for the lines of one table.

    Attributes:
        outcome: what the grammar said of the table.
        line_of: gives the line of an offset.
    """

    outcome: Outcome
    line_of: Callable[[int], int]

    def cells(self, case: Case, row: LabelledRow | None) -> list[Cell]:
        """Give the cells of a line: what all its readings agree in is stated."""
        table = self.outcome.table
        start, end, _ = table.spans[case.line]
        strip = case.strip
        made = []
        loose = _loose(case)
        for at in range(end - start):
            index = start + at
            path, money = table.shape.paths[index], index in table.money
            if strip is None or row is None or not case.found:
                made.append(self._unsettled(case, at, path, money, loose))
            else:
                made.append(self._cell(case, strip, row, at, index))
        return made

    def _cell(self, case: Case, strip: Strip, row: LabelledRow, at: int, index: int) -> Cell:
        path, money = self.outcome.table.shape.paths[index], index in self.outcome.table.money
        if len(case.found) == 1:
            takes, values = {case.found[0].takes[at]}, [case.found[0].values[at]]
        else:
            takes = {reading.takes[at] for reading in case.found}
            values = list(dict.fromkeys(reading.values[at] for reading in case.found))
        known = {value for value in values if value is not None}
        if case.how is None and not case.rule.sums and strip.count > case.rule.width:
            # 821 | 821 for one cell: a broken number, or more than one
            known.update(by_order(_runs(strip), case.rule.width, at))
        numbers = sorted(known)
        candidates: tuple[Number, ...] = tuple(map(Decimal, numbers)) if money else tuple(numbers)
        kinds = {
            "lost" if take is None else _ALONE_STATES.get(strip.kind(*take), "printed")
            for take in takes
        }
        if len(kinds) == 1 and case.how is not None:
            kind = next(iter(kinds))
            # the first place of each cell: no two share one, for every reading goes from left to right
            take = min((take for take in takes if take is not None), default=None)
            if take is not None and kind == "printed" and len(values) == 1:
                state: State = "printed" if case.how in BY_DIGITS else "aligned"
                return self._printed(row, strip, take, index, state, candidates[0])
            if take is not None and kind != "printed" and len(takes) == 1:
                return self._printed(row, strip, take, index, kind, None, candidates)
        if case.how is not None and len(values) == 1 and candidates:
            return Cell(path, None, "inferred", candidates=candidates)
        return Cell(path, None, "ambiguous" if candidates else "lost", candidates=candidates)

    def _printed(
        self,
        row: LabelledRow,
        strip: Strip,
        take: tuple[int, int],
        index: int,
        state: State,
        value: Number | None,
        candidates: tuple[Number, ...] = (),
    ) -> Cell:
        parts = strip_parts(strip, row, *take)
        places = strip.places[take[0] : take[1]]
        raw = ""
        kind = strip.kind(*take)
        if kind == MARK or not strip.glued.isdisjoint(range(*take)):
            # 0 — | 0: a number may stand in the same cell
            parts, raw = _between_numbers(row, strip, take)
        elif kind == UNREADABLE:
            raw, parts = row.row.printed(places[0][0])
        elif kind != EMPTY:
            cells = row.row.cells
            raw = "".join([cells[cell][offset] for cell, offset in places])
        unit = strip.units.get(take[1])
        if unit is not None and value is not None:
            parts, raw = _with_unit(row, strip, take, parts, raw, unit)
        return Cell(
            self.outcome.table.shape.paths[index],
            value,
            state,
            raw,
            parts,
            self.line_of(parts[0][0]),
            unit=unit or self.outcome.units.get(index),
            candidates=candidates,
        )

    def _unsettled(
        self,
        case: Case,
        at: int,
        path: str,
        money: bool,
        loose: Sequence[Sequence[Number]] | None,
    ) -> Cell:
        """Give a cell of a line with no reading, or too many, the numbers of the line that order lets it be."""
        if loose is not None:
            numbers: Sequence[Number] = loose[at]
        else:
            runs = _runs(case.strip) if case.strip is not None else []
            numbers = by_order(runs, case.rule.width, at) if runs else ()
        candidates: tuple[Number, ...] = tuple(map(Decimal, numbers)) if money else tuple(numbers)
        return Cell(path, None, "ambiguous" if candidates else "lost", candidates=candidates)


def _loose(case: Case) -> Sequence[Sequence[Number]] | None:
    """Give the numbers that digits run together can be in each cell of a line with no reading, or too many.

    None where no number ran into another: then the order of its numbers tells.
    """
    strip = case.strip
    if strip is None or case.found or not any(damage.joins for damage in case.damages):
        return None
    numbers = loose_numbers(strip, case.rule, case.damages, any_lost=case.readings == ())
    return [sorted(found) for found in numbers]


def _between_numbers(row: LabelledRow, strip: Strip, take: tuple[int, int]) -> tuple[Any, str]:
    """Give the place of what is no number, up to the number behind it, and what stands there."""
    cell, offset = strip.places[take[0]]
    text = row.row.cells[cell]
    end = len(text)
    if take[1] < len(strip.places) and strip.places[take[1]][0] == cell:
        end = strip.places[take[1]][1]
    raw = text[offset:end].strip(SPACES)
    return row.row.slice(cell, offset, offset + len(raw)), raw


def _with_unit(
    row: LabelledRow, strip: Strip, take: tuple[int, int], parts: Any, raw: str, unit: str
) -> tuple[Any, str]:
    """Give the place of a number with the unit that stands right behind it."""
    cell, offset = strip.places[take[1] - 1]
    text = row.row.cells[cell]
    low = text.find(unit, offset)
    if low < 0 or text[offset + 1 : low].strip():
        return parts, raw
    more = row.row.slice(cell, offset, low + len(unit))
    joined = [*parts[:-1], (parts[-1][0], more[0][1]), *more[1:]]
    return tuple(joined), raw + text[offset + 1 : low + len(unit)]


def _runs(strip: Strip) -> list[tuple[Number, ...]]:
    """Give the numbers of a strip, each run of digits one; nothing for a run that is none."""
    stops = (0, *sorted(strip.breaks), len(strip.text))
    runs = (strip.text[start:end] for start, end in pairwise(stops))
    return [(int(run),) if run.lstrip("+-").isdecimal() else () for run in runs]


def share_source(table: EditionTable, line: int, sources: list[Any]) -> None:
    """Give each row of a line that holds several its own first cell (table 四)."""
    _, _, first = table.spans[line]
    if sources[first] is None:
        return
    row, at = sources[first]
    for index in range(first, first + len(table.lines[line].rows)):
        sources[index] = (row, at)
        at += len(table.shape.rows[index].columns)


def stated_by_count(cell: Cell) -> Cell:
    """A number of a row without a label: proven by the form's order."""
    return evolve(cell, state="aligned") if cell.state == "printed" else cell


def printed_readings(
    shape: TableShape, name: str, start: int, ways: Sequence[Sequence[Cell]]
) -> tuple[tuple[Number | None, ...], ...]:
    """Give the numbers of a row of the form as each of several rows in the copy prints them.

    Args:
        shape: the table.
        name: the row.
        start: index in the table of the first cell of each way.
        ways: the cells of the line, as each row prints them.
    """
    index = shape.row_index[name]
    first = shape.starts[index] - start
    last = first + len(shape.rows[index].columns)
    return tuple(tuple(cell.value for cell in cells[first:last]) for cells in ways)
