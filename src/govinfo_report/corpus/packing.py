"""Sends reports from one process to another as columns: cells are made where they are asked for, as in the report.

The text is not sent back: lines and sections are given as offsets into the text that the other side still has.
"""

from __future__ import annotations

import io
import pickle
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from attrs import fields

from govinfo_report.labels import find_numbers
from govinfo_report.model import (
    Cell,
    Claim,
    Evidence,
    ExtraRow,
    Finding,
    LineRow,
    Place,
    PlainNumbers,
    Report,
    Section,
    TableCells,
)
from govinfo_report.model.proof import ProofSum, RowProof
from govinfo_report.model.shape import TableShape
from govinfo_report.pipeline import default_pipeline
from govinfo_report.source import LineNumbers, Lines

Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


class _Held(threading.local):
    """The text of the report that a thread unpacks; pickle gives its constructors nothing but what was sent."""

    text = ""


_held = _Held()

Packed: TypeAlias = tuple[str | None, bytes]
"""A report, and its text where the other side has another one or none."""


def pack(report: Report, text: object) -> Packed:
    """Give a report as bytes, without its text where the other side has it.

    Args:
        report: the report.
        text: what the other side has.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS if _is_flow(report) else _FILE_REDUCERS
    pickler.dump(
        (
            report.source,
            len(report.text or "") if report.text is not None else None,
            *(getattr(report, name) for name in _REST),
        )
    )
    # a document, or one of several reports in a text
    own = report.text if report.text != text else None
    return own, buffer.getvalue()


def _is_flow(report: Report) -> bool:
    """Tell whether sections are simply runs of the report's text; those of HTML are not."""
    text = report.text or ""
    return all(
        text[section.start : section.end] == section.heading + section.text
        for section in report.sections
    )


def unpack(packed: Packed, text: object) -> Report:
    """Give the report back.

    Args:
        packed: what ``pack`` gave.
        text: what this side has.
    """
    own, data = packed
    text = own if own is not None else text if isinstance(text, str) else ""
    before, _held.text = _held.text, text
    try:
        source, length, *rest = pickle.loads(data)
    finally:
        _held.text = before
    report = Report(source, text if length is not None else None, *rest)
    line_of = LineNumbers(text)
    for cells in report.tables.values():
        cells.line_of = line_of
    return report


_REST = (
    *("identity", "sections", "tables", "layouts", "layout_scores"),
    *("extra_rows", "claims", "findings"),
)


def _plainly(kind: type[Any]) -> Callable[[Any], Reduced]:
    """Give what sends an object as its class and its attributes, in order."""
    names = [field.name for field in fields(kind) if field.init]
    values = attrgetter(*names)
    return lambda item: (kind, values(item))


def _reduce_cells(cells: TableCells) -> Reduced:
    sources, made = cells.found, cells.made
    if cells.origin is not None:
        # the flow that offsets count in stays where it was read: every cell is sent with its place in the file
        sources, made = [None] * len(cells.shape.rows), dict(enumerate(cells.cells()))
    return _cells, (
        cells.shape,
        cells.values,
        cells.states if set(cells.states) != {"printed"} else len(cells.states),
        *(sources, made, cells.units, cells.readings, cells.proofs, cells.is_whole),
    )


def _cells(shape: TableShape, values: Any, states: Any, sources: Any, *rest: Any) -> TableCells:
    states = ["printed"] * states if isinstance(states, int) else states
    return TableCells(shape, values, states, sources, _no_line, *rest)


def _reduce_numbers(numbers: PlainNumbers) -> Reduced:
    """Plain numbers are found anew in the text, when a cell is asked for."""
    return _numbers, (numbers.start, numbers.end, numbers.order, numbers.gap)


def _numbers(start: int, end: int, order: Sequence[int], gap: int) -> PlainNumbers:
    find = partial(find_numbers, Lines(_held.text[start:end], start))
    return PlainNumbers(start, end, order, gap, find)


def _no_line(_offset: int) -> int:
    raise RuntimeError("the lines of an unpacked report are told by its text")


def _reduce_shape(shape: TableShape) -> Reduced:
    pipeline = default_pipeline().of(shape.table, shape.edition)
    table = pipeline.readers[shape.table].editions.get(shape.edition)
    if table is not None and table.shape is shape:
        return _shape, (shape.table, shape.edition)
    return TableShape, (shape.table, shape.edition, shape.rows)


def _shape(table: str, edition: str) -> TableShape:
    return default_pipeline().of(table, edition).readers[table].editions[edition].shape


def _reduce_line(row: LineRow) -> Reduced:
    return _line, (row.start, len(row.line))


def _line(start: int, length: int) -> LineRow:
    return LineRow(_held.text[start : start + length], start)


def _reduce_section(section: Section) -> Reduced:
    return _section, (
        *(section.id, section.number, section.start, section.end),
        *(len(section.heading), len(section.text), section.place),
    )


def _section(
    name: str, number: int, start: int, end: int, heading: int, length: int, place: Place | None
) -> Section:
    text, behind = _held.text, start + heading
    words = text[start:behind], text[behind : behind + length]
    return Section(name, number, *words, start, end, place)


_REDUCERS: dict[type[Any], Callable[[Any], Any]] = {
    **{
        kind: _plainly(kind)
        for kind in (Cell, Claim, Evidence, ExtraRow, Finding, ProofSum, RowProof)
    },
    TableCells: _reduce_cells,
    TableShape: _reduce_shape,
    LineRow: _reduce_line,
    PlainNumbers: _reduce_numbers,
    Section: _reduce_section,
}

_FILE_REDUCERS = {kind: reducer for kind, reducer in _REDUCERS.items() if kind is not Section}


def pack_all(reports: Iterable[Report], text: object) -> list[Packed]:
    """Give reports as bytes, see ``pack``."""
    return [pack(report, text) for report in reports]
