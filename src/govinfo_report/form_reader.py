"""Reads the tables of one form: the stages from layouts to checks, for each table of it that a copy prints."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from govinfo_report.align import (
    Aligned,
    align_table,
    doubt_heads,
    doubt_units,
    misprint_findings,
    tell_other_form,
)
from govinfo_report.checks import TableChecks
from govinfo_report.completeness import check_last_number
from govinfo_report.findings import finding
from govinfo_report.grammar import (
    TableReader,
    cell_sums,
    choose_editions,
    order_findings,
    turned_headings,
)
from govinfo_report.guard import Guard
from govinfo_report.judging import BY_DAMAGE, judge_tables
from govinfo_report.labels import Lexicons
from govinfo_report.layouts import Layout, registered
from govinfo_report.match import Judge, doubt_joined
from govinfo_report.model import Finding
from govinfo_report.official import Form
from govinfo_report.source import NO_ROWS, Document, FlowRows, LineNumbers
from govinfo_report.table_rows import FoundTables, RowReader, TableRows


class FormReader:
    """Reads tables; made once for a form, it remembers labels and sequences of rows (bounded).

    Attributes:
        form: the form.
        layouts: the layouts to choose from.
        lexicons: the labels of each table.
        readers: table to what parses its rows.

    Args:
        form: the form whose tables are read.
        layouts: the layouts to choose from; None for every registered one.
    """

    def __init__(self, form: Form, layouts: Sequence[Layout] | None = None) -> None:
        self.form = form
        self.lexicons = Lexicons(form)
        self.layouts = registered(self.lexicons.has_label) if layouts is None else list(layouts)
        self.readers = {table: TableReader(form, table) for table in form.tables}
        self.guards = {table: Guard(table) for table in form.tables}
        self.rows = RowReader(self.lexicons, self.layouts, self.readers)
        self.checks = TableChecks(form)
        self.judge = Judge(
            form, {name: list(reader.editions.values()) for name, reader in self.readers.items()}
        )

    def read_tables(
        self,
        spans: Mapping[str, tuple[int, int]],
        text: str,
        document: Document,
        year: int | None,
        failed: Container[str],
    ) -> FoundTables:
        """Stages layouts, labels and the first half of grammar, for every table of a form that a copy prints.

        Args:
            spans: table to start and end of the text that it stands in.
            text: the copy.
            document: has the rows of the file's own tables.
            year: the year of the report.
            failed: tables that are not to be read.
        """
        rows = {
            table: self.read_rows(table, text[start:end], start, document.rows_between(start, end))
            for table, (start, end) in spans.items()
            if table not in failed
        }
        parsed = {table: found.parsed for table, found in rows.items()}
        return FoundTables(rows, choose_editions(self.form, self.readers, parsed, year))

    def align_tables(
        self,
        found: FoundTables,
        own: str,
        year: int | None,
        line_of: LineNumbers,
        failed: Container[str],
    ) -> FoundTables:
        """Stages align and match, for every table of a form that a copy prints.

        Args:
            found: the rows and editions of these tables.
            own: the copy, up to where another report begins.
            year: the year of the report.
            line_of: gives the line of an offset.
            failed: tables that are not to be read.

        Returns:
            The same, with the tables.
        """
        aligned = {
            table: self.align(table, edition, found.rows.get(table), line_of)
            for table, edition in found.editions.of.items()
        }
        judged = judge_tables(self.judge, self.align, own, aligned, year, line_of, failed)
        found.aligned = {**aligned, **judged}
        for table, entry in found.aligned.items():
            if table in found.rows:
                lexicon = self.lexicons.tables[table]
                tell_other_form(entry, found.rows[table].rows, lexicon, self.form, line_of)
        found.layouts = {
            **{name: rows.layout for name, rows in found.rows.items() if rows.layout},
            **dict.fromkeys(judged, BY_DAMAGE),
        }
        return found

    def read_rows(self, table: str, text: str, start: int, native: FlowRows = NO_ROWS) -> TableRows:
        """Stages layouts and labels: the rows of one table, what each is, and what their sequence tells.

        Args:
            table: the table's id.
            text: the stretch of text that it stands in.
            start: offset of that stretch in the copy, from 0.
            native: the rows of the file's own tables in that stretch.
        """
        with self.guards[table]:
            return self.rows.read(table, text, start, native)

    def align(
        self,
        table: str,
        edition: str,
        found: TableRows | None,
        line_of: Callable[[int], int],
    ) -> Aligned:
        """Stages grammar and align: which row is which line of an edition, which number is which cell's."""
        with self.guards[table]:
            reader = self.readers[table]
            outcome = reader.outcome(found.parsed if found else reader.parsed(()), edition)
            rows = found.rows if found else ()
            shape = reader.editions[edition]
            clashes = turned_headings(found.headings, shape, self.form) if found else ()
            aligned = align_table(outcome, rows, self.form, line_of)
            cells, said = aligned.cells, aligned.findings
            said += doubt_joined(cells, shape, self.form, said)
            if found is not None and shape.is_list:
                said += doubt_units(outcome, rows, cells, found.lines, self.form)
                doubt_heads(rows, cells, found.lines, self.form, line_of, said)
            if found is not None and clashes:
                said += order_findings(clashes, cells, self.form, said, found.place, line_of)
            if outcome.misprinted:
                lexicon = self.lexicons.tables[table]
                aligned.findings += misprint_findings(outcome, rows, lexicon, self.form, line_of)
            if all(line.row is None for line in outcome.lines):
                # one finding instead of one for each of its lines
                aligned.is_missing = True
                aligned.findings = [
                    finding("table_missing", cells=aligned.cells.shape.paths, table=table),
                    *(item for item in aligned.findings if item.code != "row_missing"),
                ]
            return aligned

    def check_tables(
        self, aligned: Mapping[str, Aligned], editions: Mapping[str, str]
    ) -> list[Finding]:
        """Stage checks, for the tables; what was found when they were aligned comes first."""
        findings: list[Finding] = []
        for table, entry in aligned.items():
            findings += entry.findings
            edition_table = self.readers[table].editions[editions[table]]
            with self.guards[table]:
                findings += self.checks.run(edition_table, entry.cells)
        return findings

    def check_end(
        self, text: str, aligned: Mapping[str, Aligned], editions: Mapping[str, str]
    ) -> list[Finding]:
        """Stage checks, for the end of a copy that ends right behind a digit."""
        printed = [name for name in self.form.tables if name in aligned]
        last = next((name for name in reversed(printed) if not aligned[name].is_missing), None)
        if last is None:
            return []
        sums = cell_sums(self.form.sums, self.readers[last].editions[editions[last]])
        return check_last_number(text, aligned[last].cells, sums, self.form)
