"""The map of the library: the stages that turn a copy into a report, in order.

::

    source/     a file -> text lines with offsets
    sections    the headings, however they were damaged; identity beside them; cutting: of several reports the first
    layouts/    lines of a table -> rows of cells                                   (hot)
    labels/     what each row is                                                    (hot)
    grammar/    grammars/*.lark: which row is which line of the form; the edition of each table
    claims/     prose -> the numbers that it states for cells
    align/      which number belongs to which cell
    match/      the tables that this leaves open, read as the least damage that explains them
    model/      the report
    checks/     sums and plausibility; completeness of the copy as a whole
    export/     JSON, CSV, facts, Arrow, data frames

The stages from sections to checks run here; ``reading.py`` runs source before them, a user export behind them.
Nothing after the layouts knows which layout a row came from; nothing before the grammar knows the form's
order; the model knows nobody but the exceptions. ``tests/package/test_layering.py`` keeps this so.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache

from attrs import evolve

from govinfo_report import export
from govinfo_report.align import Aligned, align_table, doubt_units, misprint_findings
from govinfo_report.checks import TableChecks, check_claims, check_troubles
from govinfo_report.claims import ClaimReader, Prose, role_rows
from govinfo_report.completeness import (
    Found,
    check_completeness,
    check_kind,
    check_last_number,
    ends_in_number,
    failed_table,
    is_unsupported,
)
from govinfo_report.cutting import second_report
from govinfo_report.findings import finding
from govinfo_report.grammar import (
    HeadingReader,
    TableReader,
    cell_sums,
    choose_editions,
    order_findings,
    turned_headings,
)
from govinfo_report.guard import Guard, TableFailedError
from govinfo_report.identity import Identity, kind_of_text, read_identity, tells_report
from govinfo_report.judging import BY_DAMAGE, judge_tables
from govinfo_report.labels import Lexicons
from govinfo_report.layouts import Layout, registered
from govinfo_report.match import Judge, doubt_joined
from govinfo_report.model import Claim, Evidence, Finding, Report, Span, TableCells
from govinfo_report.official import Form, kind_words, official_form
from govinfo_report.sections import (
    SectionMap,
    annex_tables,
    around,
    as_printed,
    prose_spans,
    read_old_sections,
    read_sections,
    without,
    without_digits_of_labels,
    without_signature,
)
from govinfo_report.source import NO_ROWS, Document, FlowRows, LineNumbers
from govinfo_report.source.budget import Budget, Meter
from govinfo_report.source.wrapped import read_text
from govinfo_report.table_rows import FoundTables, RowReader, TableRows

__all__ = ["Pipeline", "default_pipeline", "export"]


class Pipeline:
    """Reads copies; made once for a form, it remembers labels and sequences of rows (bounded).

    Args:
        form: the form that copies are read by.
        layouts: the layouts to choose from; None for every registered one.
    """

    # a defect that ends the work on a table is a finding; where defects are looked for, an exception
    is_guarded = True

    def __init__(self, form: Form, layouts: Sequence[Layout] | None = None) -> None:
        self.form = form
        self._layouts = layouts
        self._annexes: dict[int, Pipeline] = {}
        self.lexicons = Lexicons(form)
        self.layouts = registered(self.lexicons.has_label) if layouts is None else list(layouts)
        self.headings = HeadingReader(form)
        self.readers = {table: TableReader(form, table) for table in form.tables}
        self.guards = {table: Guard(table) for table in form.tables}
        self.rows = RowReader(self.lexicons, self.layouts, self.readers)
        self.claims = ClaimReader(
            form, {table: reader.editions for table, reader in self.readers.items()}
        )
        self.checks = TableChecks(form)
        self.judge = Judge(
            form, {name: list(reader.editions.values()) for name, reader in self.readers.items()}
        )

    def parse(self, text: str, source: str | None = None, budget: Budget | None = None) -> Report:
        """Read one copy.

        Args:
            text: the copy, or what wraps it whole: HTML, a mail that quotes it.
            source: where it came from, kept in the report.
            budget: what lies beyond it is not read; None to read all.

        Returns:
            The report. What is wrong with the copy stands in its findings; nothing is raised on content.
        """
        document = read_text(text)
        if budget is not None:
            document = document.within(Meter(budget))
        may_be_cut = ends_in_number(text) if document.origin is not None else None
        return self.read(document, source, may_be_cut)

    def read(
        self, document: Document, source: str | None = None, may_be_cut: bool | None = None
    ) -> Report:
        """Read one copy that came in a file.

        Args:
            document: what the reader of its format gave.
            source: where it came from, kept in the report.
            may_be_cut: it ends right behind a digit; None where its flow of text says so.

        Returns:
            The report. What is wrong with the copy stands in its findings; nothing is raised on content.
        """
        failed: dict[str, Exception] = {}
        while True:
            try:
                return self._read(document, source, may_be_cut, failed)
            except TableFailedError as failure:
                if not self.is_guarded or failure.table in failed:
                    raise failure.cause from None
                failed[failure.table] = failure.cause

    def _read(
        self,
        document: Document,
        source: str | None,
        may_be_cut: bool | None,
        failed: Mapping[str, Exception],
    ) -> Report:
        text = document.text
        kind = kind_of_text(text)
        if kind is None or not tells_report(kind):
            return self.read_other(document, source, kind)
        line_of = LineNumbers(text)
        plain, sections, of_annexes = self.read_parts(text)
        first = sections.sections[0].start if sections.sections else None
        starts = [start for found in of_annexes for start, _ in found.values()]
        if first is None and starts:
            first = min(starts)
        identity = read_identity(text[: sections.second], first)
        identity.facts["kind"] = kind
        year = identity.year
        rows = self.read_tables(sections.tables, text, document, year, failed)
        claims = self.read_claims(plain, sections, identity, rows.editions.of)
        parts = [(self, self.align_tables(rows, plain[: sections.second], year, line_of, failed))]
        for annex, found_in in zip(self.form.annexes, of_annexes, strict=True):
            if found_in:
                pipeline = self._of(annex)
                own = without(text, around(found_in.values(), len(text)))
                own = without_digits_of_labels(own, pipeline.form)
                rows = pipeline.read_tables(found_in, text, document, year, failed)
                parts.append((pipeline, pipeline.align_tables(rows, own, year, line_of, failed)))
        cells = {name: entry.cells for _, read in parts for name, entry in read.aligned.items()}
        editions = {name: each.shape.edition for name, each in cells.items()}
        main = parts[0][1]
        unread = main.unread(text, sections.tables)
        codes = {code for code, _ in document.troubles}
        found = Found(text, sections, identity, editions, unread, codes, line_of)
        findings = [item for _, read in parts for item in read.editions.findings]
        findings += check_completeness(found, self.form, self.headings)
        findings += [failed_table(*entry, cells) for entry in failed.items()]
        may_be_cut = (
            ends_in_number(text) and not document.rows if may_be_cut is None else may_be_cut
        )
        for pipeline, read in parts:
            whole = {name: entry for name, entry in read.aligned.items() if name not in failed}
            findings += pipeline.check_tables(whole, editions)
            if may_be_cut:
                findings += pipeline.check_end(text, read.aligned, editions)
        if claims:
            findings += self.check_prose(claims, cells)
        own = text[: sections.second]
        findings += check_troubles(document.troubles, own, cells)
        is_old = is_unsupported(found, self.form) or (not main.aligned and bool(starts))
        old = [as_printed(section, own) for section in read_old_sections(plain)] if is_old else ()
        report = Report(
            source=source,
            text=text,
            identity=identity.facts,
            sections=without_signature(tuple(old) or sections.sections, identity.signature),
            tables=cells,
            layouts={name: layout for _, read in parts for name, layout in read.layouts.items()},
            layout_scores={n: rows.scores for _, read in parts for n, rows in read.rows.items()},
            extra_rows=tuple(
                row
                for _, read in parts
                for entry in read.aligned.values()
                for row in entry.extra_rows
            ),
            claims=claims,
            findings=tuple(findings),
        )
        if document.origin is not None:
            document.origin.relocate(report)
        return report

    def of(self, table: str, edition: str | None = None) -> Pipeline:
        """Give the pipeline that reads a table: this one, or that of an annex, made when it is first asked for.

        Args:
            table: the table's id.
            edition: its edition; None for that of the first form that has the table.
        """
        return self._of(self.form.of(table, edition))

    def _of(self, form: Form) -> Pipeline:
        if form is self.form:
            return self
        pipeline = self._annexes.get(id(form))
        if pipeline is None:
            pipeline = self._annexes[id(form)] = Pipeline(form, self._layouts)
            pipeline.is_guarded = self.is_guarded
        return pipeline

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
        found.layouts = {
            **{name: rows.layout for name, rows in found.rows.items() if rows.layout},
            **dict.fromkeys(judged, BY_DAMAGE),
        }
        return found

    def read_parts(self, text: str) -> tuple[str, SectionMap, list[dict[str, Span]]]:
        """Stage sections, and the tables that a copy prints beside them or instead of them.

        Returns:
            The text in which the sections were found, one character for one, without these tables; the sections; for
            each annex of the form its tables.
        """
        annexes = self.form.annexes
        found = annex_tables(text, annexes, is_whole=True)
        if not any(found):
            sections = self.read_sections(text)
            if len(sections.tables) < len(self.form.tables):
                found = annex_tables(text, annexes)
            if not any(found):
                return text, sections, found
        plain = without(text, [span for tables in found for span in tables.values()])
        sections = self.read_sections(plain)
        sections.sections = tuple(as_printed(section, text) for section in sections.sections)
        return plain, sections, found

    def read_other(self, document: Document, source: str | None, kind: Evidence | None) -> Report:
        """Say what kind of document a copy is that is no report; of one that has a report's title, what that names.

        Args:
            document: what the reader of its format gave.
            source: where it came from, kept in the report.
            kind: its kind; None where none is known.
        """
        text, names = document.text, kind_words().titled
        identity = read_identity(text, None) if kind and kind.value in names else Identity()
        if kind is not None:
            identity.facts["kind"] = kind
        codes = {code for code, _ in document.troubles}
        findings = check_kind(kind, codes, LineNumbers(text))
        findings += check_troubles(document.troubles, text, {})
        report = Report(source, text, identity.facts, (), {}, {}, {}, (), (), tuple(findings))
        if document.origin is not None:
            document.origin.relocate(report)
        return report

    def read_sections(self, text: str) -> SectionMap:
        """Stage sections: the headings and tables of a copy; of several reports those of the first."""
        sections = read_sections(text, self.form)
        if sections.sections or sections.tables:
            second = second_report(text, sections.tables)
            if second is not None:
                return read_sections(text, self.form, second)
        return sections

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

    def read_claims(
        self, text: str, sections: SectionMap, identity: Identity, editions: Mapping[str, str]
    ) -> tuple[Claim, ...]:
        """Stage claims: the numbers that the prose states for cells of the copy's editions, or of a form left out."""
        office = identity.facts.get("organization")
        if not editions:
            # without a table all of it is prose, under headings that say 主动公开政府信息情况 too
            sections = evolve(sections, tables={})
        prose = Prose(
            text,
            prose_spans(text, sections, self.form),
            identity.year,
            str(office.value) if office else None,
        )
        return self.claims.read(prose, editions)

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
                said += doubt_units(outcome, cells, found.lines, self.form)
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

    def check_prose(
        self, claims: Sequence[Claim], cells: Mapping[str, TableCells]
    ) -> list[Finding]:
        """Stage checks, for what the prose claims of these tables."""
        totals = {}
        for table, entry in cells.items():
            edition = entry.shape.edition
            pipeline = self.of(table, edition)
            totals[table] = pipeline.checks.line_totals(pipeline.readers[table].editions[edition])
        return check_claims(claims, cells, totals, self.form, role_rows())

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


@cache
def default_pipeline() -> Pipeline:
    """Give the pipeline of the official form, made at first use."""
    return Pipeline(official_form())
