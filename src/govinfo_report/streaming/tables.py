"""Reads the tables of a stream of lines, each as soon as nothing that follows can change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from govinfo_report.layouts import Layout
from govinfo_report.model import Cell, Row, TableCells
from govinfo_report.pipeline import Pipeline, default_pipeline
from govinfo_report.sections import read_sections
from govinfo_report.source import Lines
from govinfo_report.streaming.cutting import ABOVE, Cutter, has_table
from govinfo_report.streaming.events import TITLE, Event, EventFinder
from govinfo_report.streaming.feed import Feed, Stretch

LONGEST = 1_000_000
"""Characters that are held at most: a report with more is closed there, and what came of its tables is given."""

# Of text without a report its end is kept: the title stands so far above the first heading at most (``identity``).
_KEPT = 4_000
_ENDS = ("\n", "\r")


@define(eq=False)
class StreamedTable:
    """A table that went by.

    Attributes:
        report: which report of the stream it belongs to, from 0.
        table: the table's id.
        edition: the edition that it is printed on.
        layout: the name of its layout; None for a table that the copy does not show.
    """

    report: int
    table: str
    edition: str
    layout: str | None
    _cells: TableCells = field(repr=False)
    _stretch: Stretch = field(repr=False)
    _layouts: Sequence[Layout] = field(repr=False)
    _moved: tuple[int, int] = field(default=(0, 0), repr=False)

    def cells(self) -> Iterator[Cell]:
        """Give its cells, in form order; offsets and lines count in the stream."""
        offset, lines = self._moved
        if not offset and not lines:
            return self._cells.cells()
        return (_moved_cell(cell, offset, lines) for cell in self._cells.cells())

    def rows(self) -> Iterator[Row]:
        """Give its rows as read, in the order of the copy; offsets count in the stream."""
        if self.layout is None:
            return iter(())
        layout = next(entry for entry in self._layouts if entry.name == self.layout)
        return layout.rows(Lines(self._stretch.text, self._stretch.start))


def _moved_cell(cell: Cell, offset: int, lines: int) -> Cell:
    if not cell.parts:
        return cell
    parts = tuple([(start + offset, end + offset) for start, end in cell.parts])
    return evolve(cell, parts=parts, line=None if cell.line is None else cell.line + lines)


def iter_tables(lines: Iterable[str]) -> Iterator[StreamedTable]:
    """Give the tables of the reports in a stream of lines, as they go by.

    A table is given when the next heading has come, if nothing that may follow can change it; else when its report
    ends. Memory is bounded by ``LONGEST``, however long the stream is.

    Args:
        lines: lines of text with what ends them, as a file gives them; to a line without an end a line feed is added.
            Pulled one at a time; where it raises, what was found is given first, then the exception goes on.

    Raises:
        TypeError: an item is no str.
    """
    if isinstance(lines, str):
        raise TypeError(
            "expected lines of text (an open file, a list), found one str; for a whole text use "
            "govinfo_report.parse, or give text.splitlines(keepends=True)"
        )
    return _TableStream(default_pipeline()).run(lines)


class _TableStream:
    """The state of one stream."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self.form = pipeline.form
        self.finder = EventFinder(self.form)
        sections = list(self.form.sections)
        self.next_section = dict(pairwise(sections))
        self.first_table = next(iter(self.form.tables))
        self.feed = Feed()
        self.report = 0
        # the lines above the first fresh one
        self.above: list[str] = []
        self._start_report(0)
        self.cutter = Cutter()

    def _start_report(self, start: int) -> None:
        """Begin a report at an offset; events behind it that came already are its own."""
        self.start = start
        self.events = [event for event in getattr(self, "events", ()) if event.at >= start]
        self.seen = Counter(event.kind for event in self.events)
        # table to edition
        self.given: dict[str, str] = {}
        self.feed.forget(start)

    def run(self, lines: Iterable[str]) -> Iterator[StreamedTable]:
        """Take the lines (hot: ``benchmarks.corpus``, iter_cells)."""
        fresh = self.feed.fresh
        has_mark, quiet = self.finder.has_mark, self.finder.quiet
        source = iter(lines)
        end = 0
        limit = LONGEST
        trouble: Exception | None = None
        while True:
            try:
                line = next(source)
            except StopIteration:
                break
            except Exception as error:
                trouble = error
                break
            if line.__class__ is not str:
                trouble = TypeError(f"expected lines of text (str), found {type(line).__name__}")
                break
            if line[-1:] not in _ENDS:
                line += "\n"
            fresh.append(line)
            if has_mark(line) and line not in quiet:
                self.feed.end = end + len(line)
                yield from self._look(line, end)
                limit = self.start + LONGEST
            end += len(line)
            if end > limit:
                self.feed.end = end
                yield from self._close()
                limit = self.start + LONGEST
        self.feed.end = end
        yield from self._close()
        if trouble is not None:
            raise trouble

    def _look(self, line: str, start: int) -> Iterator[StreamedTable]:
        """Look for events in a line that was just added."""
        fresh = self.feed.fresh
        above = [*self.above, *fresh[-ABOVE - 1 : -1]][-ABOVE:]
        events = list(self.finder.find(line, start, above))
        if not events:
            return
        self.above = [*above, line][-ABOVE:]
        self.feed.take()
        for event in events:
            if self.events:
                yield from self._settle(self.events[-1], event)
            self.events.append(event)
            self.seen[event.kind] += 1

    def _settle(self, last: Event, event: Event | None) -> Iterator[StreamedTable]:
        """Say of the event before ``event`` (None: the end) what can be said of it now."""
        stop = event.at if event is not None else self.feed.end
        stretch = self.feed.part(last.at, event.end if event is not None else stop)
        holds = has_table(stretch.text, last, stop, self.form, stretch.start)
        cut = self.cutter.add(last, holds)
        if cut is not None:
            yield from self._finish(cut)
            self._start_report(cut)
        if holds and event is not None and event.is_exact and self._is_sure(last):
            expected = self.next_section.get(last.kind) == event.kind
            table = self._read(last, stop, stretch, {last.kind, event.kind}) if expected else None
            if table is not None:
                yield table

    def _is_sure(self, heading: Event) -> bool:
        """Tell whether the table of a heading is there whatever follows: no other place can be its heading."""
        return (
            heading.is_exact
            and heading.at > self.start
            and not self.cutter.is_open
            # no other place can be its heading
            and self.seen[heading.kind] == 1
        )

    def _stands_alone(self, between: str, text: str, names: set[str]) -> bool:
        """Tell whether the whole parse, too, would find these headings in a text and no other one, nor its table.

        Args:
            between: the text between the headings.
            text: the same with the headings.
            names: the sections of the headings.
        """
        if not any(
            word in between
            for name, words in self.finder.telling.items()
            if name not in names
            for word in words
        ):
            return True
        found = read_sections(f"\n{text}", self.form)
        return {section.id for section in found.sections} == names and names.issuperset(
            found.tables
        )

    def _read(
        self, heading: Event, end: int, stretch: Stretch, names: set[str]
    ) -> StreamedTable | None:
        """Read a table; None where another table or the end of the report may change how it is read.

        Args:
            heading: its heading.
            end: offset where the next heading stands, or its report ends.
            stretch: the text from there, the next heading included.
            names: the sections whose headings stand in it, and no others.
        """
        own = stretch.part(heading.end, end)
        if not self._stands_alone(own.text, stretch.text, names):
            return None
        rows = self.pipeline.read_rows(heading.kind, own.text, own.start)
        # a table that tells no edition is read by that of the first one
        edition = rows.parsed.edition or self.given.get(self.first_table)
        if edition is None:
            return None
        aligned = self.pipeline.align(heading.kind, edition, rows, own.line_of())
        if aligned.shown is not None and aligned.shown.run_together:
            return None
        self.given[heading.kind] = edition
        return StreamedTable(
            *(self.report, heading.kind, edition, rows.layout, aligned.cells, own),
            self.pipeline.layouts,
        )

    def _finish(self, end: int) -> Iterator[StreamedTable]:
        """Give the tables of a report that were held back until its end."""
        left = self.form.tables.keys() - self.given.keys()
        last = self._last_heading(end)
        if last is not None and left == {last.kind} and self._is_sure(last):
            table = self._read(last, end, self.feed.part(last.at, end), left)
            if table is not None:
                yield table
                left = set()
        if not left:
            self.report += 1
            return
        whole = self.feed.part(self.start, end)
        report = self.pipeline.parse(whole.text)
        found = read_sections(whole.text, self.form).tables if report.tables else {}
        for name, cells in report.tables.items():
            if name in self.given:
                continue
            low, high = found.get(name, (0, 0))
            yield StreamedTable(
                self.report,
                name,
                cells.shape.edition,
                report.layouts.get(name),
                cells,
                whole.part(whole.start + low, whole.start + high),
                self.pipeline.layouts,
                (whole.start, whole.line - 1),
            )
        self.report += bool(report.tables)

    def _last_heading(self, end: int) -> Event | None:
        """Give the last heading of the report that ends here, if no title stands behind it."""
        last = next((event for event in reversed(self.events) if event.at < end), None)
        return None if last is None or last.kind == TITLE else last

    def _close(self) -> Iterator[StreamedTable]:
        """End the report here: the stream has ended, or more would have to be held than is allowed."""
        self.feed.take()
        if self.events:
            yield from self._settle(self.events[-1], None)
        reports = self.report
        yield from self._finish(self.feed.end)
        end = self.feed.end
        if self.report == reports and (not self.events or self.events[-1].at < end - _KEPT):
            # a title may stand here, and its tables behind it
            end = max(self.start, end - _KEPT)
        self.events = []
        self.cutter = Cutter()
        self._start_report(end)
