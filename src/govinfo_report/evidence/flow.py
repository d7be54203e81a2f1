"""The text of a report as it is shown: its lines, the rows of its tables, and where each cell stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import evolve, frozen

from govinfo_report.model import Finding, Report, Span, TableCells
from govinfo_report.pipeline import default_pipeline
from govinfo_report.source.document import PlaceOrigin
from govinfo_report.source.native_rows import NativeRow
from govinfo_report.source.places import Boxes
from govinfo_report.source.source_map import SourceMap
from govinfo_report.source.wrapped import read_text

_LINE_END = re.compile(r"\r\n|\n|\r")


class Block(NamedTuple):
    """A line of the text, or a row of a table.

    Attributes:
        start: offset of its first character, from 0.
        end: offset behind its last one.
        row: the row; None for a line.
    """

    start: int
    end: int
    row: NativeRow | None


@frozen
class FlowView:
    """What is shown of a source.

    Attributes:
        text: its text.
        is_source: the text is what the file holds, and lines have numbers; else it was made of the file.
        rows: the rows of its tables, in order.
        pages: where each page begins in the text, and its number.
        cells: path to the runs of text that the cell was read from.
        findings: for each finding of the report the stretch that it speaks of; None where it names none.
    """

    text: str
    is_source: bool
    rows: Sequence[NativeRow]
    pages: Sequence[tuple[int, int]]
    cells: Mapping[str, tuple[Span, ...]]
    findings: Sequence[Span | None]

    def blocks(self) -> Iterator[Block]:
        """Give the lines and rows from top to bottom."""
        at = 0
        for row in self.rows:
            if row.start < at or row.end > len(self.text):
                continue
            yield from self._lines(at, row.start)
            yield Block(row.start, row.end, row)
            found = _LINE_END.match(self.text, row.end)
            at = found.end() if found else row.end
        yield from self._lines(at, len(self.text))

    def _lines(self, start: int, end: int) -> Iterator[Block]:
        at = start
        for found in _LINE_END.finditer(self.text, start, end):
            yield Block(at, found.start(), None)
            at = found.end()
        if at < end:
            yield Block(at, end, None)


def flow_view(report: Report) -> FlowView | None:
    """Give what is shown of a report's source; None for a report that was restored without its text."""
    text = report.text
    if text is None:
        return None
    origin = next((table.origin for table in report.tables.values()), None)
    if isinstance(origin, PlaceOrigin):
        found = _parts(evolve(report, tables=_in_flow(report)))
        spans = _spans(report.findings)
        places = origin.places
        pages = places.pages or _first_of_pages(places.boxes)
        return FlowView(text, False, places.rows, pages, found, spans)
    return _page_view(report, text) or FlowView(
        text, True, (), (), _parts(report), _spans(report.findings)
    )


def _in_flow(report: Report) -> dict[str, TableCells]:
    """Give the tables of a report, their cells told by offsets of the flow."""
    return {name: evolve(table, origin=None) for name, table in report.tables.items()}


def _page_view(report: Report, text: str) -> FlowView | None:
    """Give the view of a web page: it is read again, and its cells are told by offsets of the flow."""
    document = read_text(text) if "<" in text else None
    if document is None or not isinstance(document.origin, SourceMap) or document.text == text:
        return None
    document.origin = None
    again = default_pipeline().read(document)
    is_same = [item.code for item in again.findings] == [item.code for item in report.findings]
    spans = _spans(again.findings) if is_same else [None] * len(report.findings)
    return FlowView(document.text, False, document.rows, (), _parts(again), spans)


def _first_of_pages(boxes: Boxes) -> list[tuple[int, int]]:
    """Give where each page of a PDF begins in the flow, and its number."""
    firsts: dict[int, int] = {}
    for offset, page in zip(boxes.offsets, boxes.pages, strict=True):
        firsts.setdefault(page, offset)
    return [(offset, page) for page, offset in firsts.items()]


def _parts(report: Report) -> dict[str, tuple[Span, ...]]:
    return {cell.path: cell.parts for cell in report.cells() if cell.parts}


def _spans(findings: Sequence[Finding]) -> list[Span | None]:
    return [
        None if item.start is None or item.end is None else (item.start, item.end)
        for item in findings
    ]
