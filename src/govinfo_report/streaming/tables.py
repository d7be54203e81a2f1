"""Reads the tables of a stream of lines, each as soon as nothing that follows can change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from attrs import define, evolve, field

from govinfo_report.cutting import ABOVE, TITLE, Cutter, Event, apart, event_finder, has_table
from govinfo_report.guard import TableFailedError
from govinfo_report.labels import KnownRows
from govinfo_report.layouts import Layout
from govinfo_report.match import is_sure
from govinfo_report.model import Cell, Row, TableCells
from govinfo_report.pipeline import Pipeline, default_pipeline
from govinfo_report.sections import annex_tables, read_sections
from govinfo_report.source import Lines
from govinfo_report.streaming.feed import Feed, Stretch

LONGEST = 1_000_000
"""Characters that are held at most: a report with more is closed there, and what came of its tables is given."""

# Of text without a report its end is kept: the title stands so far above the first heading at most (``identity``).
_KEPT = 4_000
_ENDS = ("\n", "\r")


@define(eq=False)
class StreamedTable:
    """A table that went by, as ``iter_tables`` gives it: which one it is, its cells, its rows as read.

    Attributes:
        report: which report of the stream it belongs to, from 0.
        table: its id: ``disclosure``, ``requests``, ``review``, or ``statistics`` of before 2019.
        edition: the edition that it is printed on: ``2019``, ``2021``.
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
        """Give its cells, in form order, without findings; offsets and lines count in the stream."""
        offset, lines = self._moved
        if not offset and not lines:
            return self._cells.cells()
        return (_moved_cell(cell, offset, lines) for cell in self._cells.cells())

    def rows(self) -> Iterator[Row]:
        """Give its rows as read, in the order of the copy; offsets count in the stream."""
        if self.layout is None:
            return iter(())
        layout = next((entry for entry in self._layouts if entry.name == self.layout), None)
        if layout is None:
            # tables in HTML: the rows of the flow have no places in the stream
            return iter(())
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
            'govinfo_report.parse, or give io.StringIO(text, newline="")'
        )
    return _TableStream(default_pipeline()).run(lines)


class _TableStream:
    """The state of one stream."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self.form = pipeline.form
        self.finder = event_finder(self.form)
        sections = list(self.form.sections)
        self.next_section = dict(pairwise(sections))
        self.first_table = next(iter(self.form.tables))
        self.feed = Feed()
        self.report = 0
        # what the source raised
        self.trouble: Exception | None = None
        # the lines above the first fresh one
        self.above: list[str] = []
        self._start_report(0)
        self.cutter = Cutter()

    def _start_report(self, start: int) -> None:
        """Begin a report at an offset; events behind it that came already are its own."""
        self.start = start
        self.events = [event for event in getattr(self, "events", ()) if event.at >= start]
        # table to edition
        self.given: dict[str, str] = {}
        self.is_held = False
        self.feed.forget(start)

    def run(self, lines: Iterable[str]) -> Iterator[StreamedTable]:
        """Take the lines (hot: ``benchmarks.run``, cells)."""
        feed, find = self.feed, self.finder.find
        source = iter(lines)
        while True:
            line = self._pull(source)
            if line is None:
                break
            found = find(line, feed.end - len(line), self._above) if line else ()
            events = apart(found, self.events[-1] if self.events else None) if found else found
            if events:
                self.above = self._above()
                feed.cut(line)
                for event in events:
                    if self.events:
                        yield from self._settle(self.events[-1], event)
                    self.events.append(event)
            if feed.end > self.start + LONGEST:
                yield from self._close()
        yield from self._close()
        if self.trouble is not None:
            raise self.trouble

    def _pull(self, source: Iterator[Any]) -> str | None:
        """Take lines up to the next one that may hold an event.

        Returns:
            That line; "" where more is held than is allowed; None where the source has ended or raised.
        """
        feed = self.feed
        add = feed.fresh.append
        has_mark, quiet = self.finder.has_mark, self.finder.quiet
        end, limit = feed.end, self.start + LONGEST
        line: Any = ""
        try:
            for line in source:
                is_marked = has_mark(line) is not None
                if line[-1:] not in _ENDS:
                    line += "\n"
                add(line)
                end += len(line)
                if is_marked and line not in quiet:
                    return str(line)
                if end > limit:
                    return ""
        except Exception as error:
            self.trouble = error
            if not isinstance(line, str):
                found = type(line).__name__
                self.trouble = TypeError(f"expected lines of text (str), found {found}")
        finally:
            feed.end = end
        return None

    def _above(self) -> list[str]:
        """Give the lines above the last one."""
        return [*self.above, *self.feed.fresh[-ABOVE - 1 : -1]][-ABOVE:]

    def _settle(self, last: Event, event: Event | None) -> Sequence[StreamedTable]:
        """Say of the event before ``event`` (None: the end) what can be said of it now."""
        stop = event.at if event is not None else self.feed.end
        found_in = self.feed.part(last.at, stop) if last.kind in self.form.tables else None
        holds = found_in is not None and has_table(found_in.text, last, stop, self.form, last.at)
        found: list[StreamedTable] = []
        for cut in self.cutter.add(last, holds):
            found += self._finish(cut)
            self._start_report(cut)
        if found_in is None or not holds or event is None or not event.is_exact:
            return found
        if self.next_section.get(last.kind) == event.kind and self._is_sure(last):
            own = found_in.part(last.end, stop)
            table = self._read(last, own, event.end, frozenset((last.kind, event.kind)))
            if table is not None:
                found.append(table)
        return found

    def _is_sure(self, heading: Event) -> bool:
        """Tell whether the table of a heading is there whatever follows: no other place can be its heading."""
        return (
            heading.is_exact
            and heading.at > self.start
            and not self.cutter.is_open
            and not self.is_held
            # tags make other tables of it
            and not self.feed.may_hold_markup
            # no other place can be its heading
            and [event.kind for event in self.events].count(heading.kind) == 1
        )

    def _lacks_words(self, between: str, names: frozenset[str]) -> bool:
        """Tell whether a text between headings has no word of another heading or table than ``names``."""
        return not any(
            word in between
            for name, words in self.finder.telling.items()
            if name not in names
            for word in words
        )

    def _stands_alone(self, text: str, names: frozenset[str]) -> bool:
        """Tell whether the whole parse, too, would find these headings in a text and no other one, nor its table.

        Args:
            text: the text, its headings included.
            names: the sections of the headings.
        """
        found = read_sections(f"\n{text}", self.form)
        return {section.id for section in found.sections} == names and names.issuperset(
            found.tables
        )

    def _read(
        self, heading: Event, own: Stretch, end: int, names: frozenset[str]
    ) -> StreamedTable | None:
        """Read a table; None where another table or the end of the report may change how it is read.

        Args:
            heading: its heading.
            own: the text behind it, up to the next heading or the report's end.
            end: offset behind that heading; the report's end.
            names: the sections whose headings stand in that text, and no others.
        """
        try:
            return self._read_sure(heading, own, end, names)
        except TableFailedError:
            # the whole parse leaves this table out
            self.is_held = True
            return None

    def _read_sure(
        self, heading: Event, own: Stretch, end: int, names: frozenset[str]
    ) -> StreamedTable | None:
        rows = self.pipeline.read_rows(heading.kind, own.text, own.start)
        found = rows.rows
        # no number makes words of another table
        alone = found.pattern.alone if isinstance(found, KnownRows) else set()
        if names not in alone:
            if not self._lacks_words(own.text, names):
                text = self.feed.part(heading.at, end).text
                if not self._stands_alone(text, names):
                    return None
            else:
                alone.add(names)
        # a table that tells no edition is read by that of the first one
        edition = rows.parsed.edition or self.given.get(self.first_table)
        if edition is None:
            return None
        aligned = self.pipeline.align(heading.kind, edition, rows, own.line_of())
        # what other tables show of damage may settle its doubtful rows
        if not is_sure(aligned.cells, aligned.findings):
            # the report is parsed whole for this one, so the tables behind it are not read twice
            self.is_held = True
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
            table = self._read(last, self.feed.part(last.end, end), end, frozenset(left))
            if table is not None:
                yield table
                left = set()
        whole = self.feed.part(self.start, end)
        if not left and not any(annex_tables(whole.text, self.form.annexes, is_whole=True)):
            self.report += 1
            return
        report = self.pipeline.parse(whole.text)
        found = self.pipeline.read_sections(whole.text).tables if report.tables else {}
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
        self.feed.cut()
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
