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

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from govinfo_report import export
from govinfo_report.align import Aligned, align_table, misprint_findings
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
from govinfo_report.model import Claim, Evidence, Finding, Report
from govinfo_report.official import Form, kind_words, official_form, writing
from govinfo_report.sections import (
    SectionMap,
    prose_spans,
    read_old_sections,
    read_sections,
    without_signature,
)
from govinfo_report.source import NO_ROWS, Document, FlowRows, LineNumbers
from govinfo_report.source.wrapped import read_text
from govinfo_report.table_rows import RowReader, TableRows

__all__ = ["Pipeline", "default_pipeline", "export"]

# A number that is no part of a date: 2020年 stands in the prose of any section.
_DATE = writing().date
_NUMBER = re.compile(rf"(?<!\d)\d++(?!\s?[{_DATE['year']}{_DATE['month']}{_DATE['day']}])")


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

    def parse(self, text: str, source: str | None = None) -> Report:
        """Read one copy.

        Args:
            text: the copy, or what wraps it whole: HTML, a mail that quotes it.
            source: where it came from, kept in the report.

        Returns:
            The report. What is wrong with the copy stands in its findings; nothing is raised on content.
        """
        document = read_text(text)
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
        sections = self.read_sections(text)
        first = sections.sections[0].start if sections.sections else None
        identity = read_identity(text[: sections.second], first)
        identity.facts["kind"] = kind
        tables = {
            table: self.read_rows(table, text[start:end], start, document.rows_between(start, end))
            for table, (start, end) in sections.tables.items()
            if table not in failed
        }
        parsed = {table: found.parsed for table, found in tables.items()}
        if kind.source == "statistics":
            # no table of the form is there: its rows are those of the statistics
            parsed = {}
        editions = choose_editions(self.form, self.readers, parsed, identity.year)
        claims = self.read_claims(text, sections, identity, editions.of)
        line_of = LineNumbers(text)
        aligned = {
            table: self.align(table, edition, tables.get(table), line_of)
            for table, edition in editions.of.items()
        }
        own = text[: sections.second]
        judged = judge_tables(self.judge, self.align, own, aligned, identity.year, line_of, failed)
        aligned = {**aligned, **judged}
        editions.of.update({name: entry.cells.shape.edition for name, entry in judged.items()})
        cells = {table: entry.cells for table, entry in aligned.items()}
        unread = tuple(n for n in _unread(text, sections, tables, aligned) if n not in judged)
        codes = {code for code, _ in document.troubles}
        found = Found(text, sections, identity, editions.of, unread, codes, line_of)
        findings = editions.findings + check_completeness(found, self.form, self.headings)
        findings += [failed_table(*entry, cells) for entry in failed.items()]
        read = {name: entry for name, entry in aligned.items() if name not in failed}
        findings += self.check_tables(read, editions.of)
        if ends_in_number(text) and not document.rows if may_be_cut is None else may_be_cut:
            findings += self.check_end(text, aligned, editions.of)
        if claims:
            findings += check_claims(claims, cells, self.form, role_rows())
        findings += check_troubles(document.troubles, own, cells)
        old = read_old_sections(own) if is_unsupported(found, self.form) else ()
        report = Report(
            source=source,
            text=text,
            identity=identity.facts,
            sections=without_signature(old or sections.sections, identity.signature),
            tables=cells,
            layouts={
                **{name: rows.layout for name, rows in tables.items() if rows.layout},
                **dict.fromkeys(judged, BY_DAMAGE),
            },
            layout_scores={name: rows.scores for name, rows in tables.items()},
            extra_rows=tuple(row for entry in aligned.values() for row in entry.extra_rows),
            claims=claims,
            findings=tuple(findings),
        )
        if document.origin is not None:
            document.origin.relocate(report)
        return report

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
        """Stage claims: the numbers that the prose states for cells of the copy's editions."""
        if not editions:
            return ()
        office = identity.facts.get("organization")
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


def _unread(
    text: str, spans: SectionMap, tables: Mapping[str, TableRows], aligned: Mapping[str, Aligned]
) -> tuple[str, ...]:
    """Give the tables that print numbers and are there, though no layout fits them."""
    return tuple(
        name
        for name, (start, end) in spans.tables.items()
        if name in tables
        and tables[name].layout is None
        and name in aligned
        and not aligned[name].is_missing
        and _NUMBER.search(text, start, end)
    )


@cache
def default_pipeline() -> Pipeline:
    """Give the pipeline of the official form, made at first use."""
    return Pipeline(official_form())
