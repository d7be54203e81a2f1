"""Where each character of a flow stands in the source that it was made of: HTML, CSV."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol, TypeAlias

from attrs import evolve

from govinfo_report.model import Cell, Report, Span
from govinfo_report.model.cell import moved_cell
from govinfo_report.source.lines import LineNumbers
from govinfo_report.source.places import Places

# A longer table is unfolded at once, in characters of the flow; the longest of the form has some 2,000.
LONGEST_TABLE = 20_000

Run: TypeAlias = tuple[int, int, int, int]


class Folding(Protocol):
    """Knows where the cells of a table stand that was read at once."""

    def runs(self, source: str, start: int, end: int, at: int) -> list[Run]:
        """Give its runs, by its start and end in the source and its place in the flow."""
        ...

    def cell(self, source: str, start: int, end: int, index: int, count: int) -> Span | None:
        """Give where a cell stands, by its index and the count of all; None where it takes the runs to tell."""
        ...


class SourceMap:
    """The runs of a flow: character for character as in the source, save entities.

    Args:
        source: the source.
        folding: knows tables that were read at once.
        lines: the source with plain line ends, of which each stands for one other; None where it has its own.
        is_quoted: facts and sections give the words of the source, and not those of the flow.

    Attributes:
        places: the rows and columns of its tables.
    """

    def __init__(
        self,
        source: str,
        folding: Folding | None = None,
        lines: str | None = None,
        is_quoted: bool = False,
    ) -> None:
        self.source = source
        self._lines = lines
        self._is_quoted = is_quoted
        # of each run: offset in the flow, length there, offset in the source, length there; of a table whose runs are
        # not worked out: the same, with -1 - its index in ``_folded`` for the last
        self.runs: list[Run] = []
        self._folded: list[tuple[int, int]] = []
        self._folding = folding
        self.places = Places()

    @cached_property
    def line_of(self) -> LineNumbers:
        """Gives the line of an offset in the source."""
        return LineNumbers(self.source if self._lines is None else self._lines)

    def add(self, start: int, length: int, source: int, source_length: int) -> None:
        """Say that a run of the flow stands at ``source``, an offset from 0 in the source."""
        self.runs.append((start, length, source, source_length))

    def add_table(self, start: int, length: int, source: Span, last: int) -> None:
        """Say that a stretch of the flow is a table, whose runs are worked out when one is asked for.

        Args:
            start: where it begins in the flow.
            length: its length there.
            source: where it stands in the source.
            last: where its last run ends there.
        """
        self.runs.append((start, length, source[0], -1 - len(self._folded)))
        self._folded.append((source[1], last))

    def _at(self, offset: int) -> int:
        """Give the index of the last run that begins at ``offset`` or before it; 0 where none does."""
        at = bisect_left(self.runs, (offset + 1,)) - 1
        if at < 0:
            return 0
        start, length, _, folded = self.runs[at]
        if folded < 0 and offset < start + length:
            self._open_table(at)
            at = bisect_left(self.runs, (offset + 1,)) - 1
        return at

    def _open_table(self, at: int) -> None:
        """Put its runs in the place of a table."""
        start, _, source, folded = self.runs[at]
        if self._folding is not None:
            end = self._folded[-1 - folded][0]
            self.runs[at : at + 1] = self._folding.runs(self.source, source, end, start)

    def _begin(self, run: Run, offset: int) -> int:
        """Give the source offset of a character of a run; behind the run for one behind it."""
        start, length, source, source_length = run
        inside = min(offset - start, length)
        if length == source_length:
            return source + inside
        if source_length < 0:
            return self._folded[-1 - source_length][1]
        return source + (source_length if inside else 0)

    def _end(self, run: Run, end: int) -> int:
        start, length, source, source_length = run
        if source_length < 0:
            return self._folded[-1 - source_length][1]
        return source + (min(end - start, length) if length == source_length else source_length)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the runs of the source that a stretch of the flow stands in; one of width zero for none."""
        runs = self.runs
        if not runs:
            return ((0, 0),)
        at = self._at(start)
        found: list[Span] = []
        while start < end and at < len(runs) and runs[at][0] < end:
            if runs[at][3] < 0:
                self._open_table(at)
            run = runs[at]
            at += 1
            low = max(start, run[0])
            high = min(end, run[0] + run[1])
            if low >= high:
                continue
            first, last = self._begin(run, low), self._end(run, high)
            if found and found[-1][1] == first:
                found[-1] = found[-1][0], last
            else:
                found.append((first, last))
        if not found:
            place = self._begin(runs[self._at(start)], start)
            return ((place, place),)
        return tuple(found)

    def hull(self, start: int, end: int) -> Span:
        """Give where a stretch of the flow begins and ends in the source."""
        runs = self.runs
        if not runs:
            return (0, 0)
        first = self._at(start)
        if start >= runs[first][0] + runs[first][1] and first + 1 < len(runs):
            # white space that the flow has between two runs
            first += end > runs[first + 1][0]
            if runs[first][3] < 0:
                self._open_table(first)
        low = self._begin(runs[first], max(start, runs[first][0]))
        if start >= end:
            return low, low
        last = max(first, self._at(end - 1))
        return low, max(low, self._end(runs[last], end))

    def _cell_hull(self, start: int, end: int, flow: str) -> Span:
        """Give the same for what may stand in one cell, whose table then stays folded."""
        at = bisect_left(self.runs, (start + 1,)) - 1
        is_folded = at >= 0 and self.runs[at][3] < 0
        if is_folded and self.runs[at][1] <= LONGEST_TABLE and self._folding is not None:
            first, length, source, folded = self.runs[at]
            before, behind = flow[first:start], flow[start : first + length]
            index = before.count("\t") + before.count("\n")
            count = index + behind.count("\t") + behind.count("\n") + 1
            inside = start - first - max(before.rfind("\t"), before.rfind("\n")) - 1
            last = self._folded[-1 - folded][0]
            place = self._folding.cell(self.source, source, last, index, count)
            if place is not None and inside + end - start <= place[1] - place[0]:
                return place[0] + inside, place[0] + inside + end - start
        return self.hull(start, end)

    def cell(self, cell: Cell) -> Cell:
        """Give a cell with its parts in the source."""
        if not cell.parts:
            return cell
        raw, parts = self._printed(cell.parts)
        # text that is wrapped around the tables keeps the place that they gave
        place = self.places.of(cell.parts[0][0], cell.parts[-1][1]) or cell.place
        return moved_cell(cell, raw, parts, self.line_of(parts[0][0]), place)

    def _printed(self, parts: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
        """Give what the source has for stretches of the flow, and where."""
        places = tuple(place for span in parts for place in self.spans(*span))
        return "".join([self.source[start:end] for start, end in places]), places

    def _raw(self, start: int, end: int, words: str) -> str:
        """Give the words of a stretch of the flow as the source has them, where it is quoted."""
        if not self._is_quoted:
            return words
        low, high = self.hull(start, end)
        return self.source[low:high]

    def relocate(self, report: Report) -> None:
        """Change the places of a report, which refer to the flow, to those of the source."""
        if self.places.rows:
            self.places.tell(report, is_text=True)
        hull = self.hull
        flow = report.text or ""
        report.text = self.source
        for table in report.tables.values():
            table.origin = self
        raw = self._raw
        report.identity = {
            name: evolve(
                fact,
                raw=raw(fact.end - len(fact.raw), fact.end, fact.raw),
                start=place[0],
                end=place[1],
            )
            for name, fact in report.identity.items()
            for place in [hull(fact.start, fact.end)]
        }
        report.sections = tuple(
            evolve(
                section,
                heading=raw(section.start, section.start + len(section.heading), section.heading),
                text=raw(section.end - len(section.text), section.end, section.text),
                start=place[0],
                end=place[1],
            )
            for section in report.sections
            for place in [hull(section.start, section.end)]
        )
        report.claims = tuple(
            evolve(claim, start=place[0], end=place[1])
            for claim in report.claims
            for place in [hull(claim.start, claim.end)]
        )
        report.findings = tuple(
            evolve(
                item,
                start=place[0],
                end=place[1],
                line=None if item.line is None else self.line_of(place[0]),
            )
            if item.start is not None and item.end is not None
            else item
            for item in report.findings
            for place in [self._cell_hull(item.start or 0, item.end or 0, flow)]
        )
        report.extra_rows = tuple(
            evolve(
                row,
                raw=tuple(raw for raw, _ in printed),
                parts=tuple(parts for _, parts in printed),
                line=self.line_of(self.hull(*row.parts[0][0])[0]) if row.parts else row.line,
            )
            for row in report.extra_rows
            for printed in [[self._printed(parts) for parts in row.parts]]
        )
