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

from collections.abc import Mapping, Sequence
from functools import cache

from attrs import evolve

from govinfo_report import export
from govinfo_report.checks import check_claims, check_troubles
from govinfo_report.claims import ClaimReader, Prose, role_rows
from govinfo_report.completeness import (
    Found,
    check_completeness,
    check_kind,
    ends_in_number,
    failed_table,
    is_unsupported,
)
from govinfo_report.cutting import second_report
from govinfo_report.form_reader import FormReader
from govinfo_report.grammar import HeadingReader
from govinfo_report.guard import TableFailedError
from govinfo_report.identity import Identity, kind_of_text, read_identity, tells_report
from govinfo_report.layouts import Layout
from govinfo_report.model import Claim, Evidence, Finding, Report, Span, TableCells
from govinfo_report.official import Form, kind_words, official_form
from govinfo_report.renderings import (
    LONGEST_TITLE,
    MOST,
    is_another_report,
    is_same_report,
    is_whole,
    take_better,
)
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
from govinfo_report.source import Document, LineNumbers
from govinfo_report.source.budget import Budget, Meter
from govinfo_report.source.wrapped import read_text
from govinfo_report.table_rows import FoundTables

__all__ = ["Pipeline", "default_pipeline", "export"]


class Pipeline(FormReader):
    """Reads copies; made once for a form, it remembers labels and sequences of rows (bounded).

    It reads the tables of the form itself, and has a reader for those of each annex.

    Args:
        form: the form that copies are read by.
        layouts: the layouts to choose from; None for every registered one.
    """

    # a defect that ends the work on a table is a finding; where defects are looked for, an exception
    is_guarded = True

    def __init__(self, form: Form, layouts: Sequence[Layout] | None = None) -> None:
        super().__init__(form, layouts)
        self._layouts = layouts
        self._annexes: dict[int, FormReader] = {}
        self.headings = HeadingReader(form)
        self.claims = ClaimReader(
            form, {table: reader.editions for table, reader in self.readers.items()}
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
        main = self.align_tables(rows, plain[: sections.second], year, line_of, failed)
        another = sections.second
        if another is not None and not document.rows:
            another = self.read_again(main, identity, text, another, failed)
        parts: list[tuple[FormReader, FoundTables]] = [(self, main)]
        for annex, found_in in zip(self.form.annexes, of_annexes, strict=True):
            if found_in:
                reader = self._of(annex)
                own = without(text, around(found_in.values(), len(text)))
                own = without_digits_of_labels(own, annex)
                rows = reader.read_tables(found_in, text, document, year, failed)
                parts.append((reader, reader.align_tables(rows, own, year, line_of, failed)))
        cells = {name: entry.cells for _, read in parts for name, entry in read.aligned.items()}
        editions = {name: each.shape.edition for name, each in cells.items()}
        unread = main.unread(text, sections.tables)
        codes = {code for code, _ in document.troubles}
        told = evolve(sections, second=another)
        found = Found(text, told, identity, editions, unread, codes, line_of)
        findings = [item for _, read in parts for item in read.editions.findings]
        findings += check_completeness(found, self.form, self.headings)
        findings += [failed_table(*entry, cells) for entry in failed.items()]
        may_be_cut = (
            ends_in_number(text) and not document.rows if may_be_cut is None else may_be_cut
        )
        for reader, read in parts:
            whole = {name: entry for name, entry in read.aligned.items() if name not in failed}
            findings += reader.check_tables(whole, editions)
            if may_be_cut:
                findings += reader.check_end(text, read.aligned, editions)
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

    def read_again(
        self,
        found: FoundTables,
        identity: Identity,
        text: str,
        start: int,
        failed: Mapping[str, Exception],
    ) -> int | None:
        """Read what stands behind a report, and take the tables of which more is sure where it is printed again.

        Args:
            found: its tables.
            identity: what it says of itself.
            text: the copy.
            start: where something begins behind it.
            failed: tables that are not to be read.

        Returns:
            Where another report begins, or this one with its title; None where there is none.
        """
        line_of, behind, titled = LineNumbers(text), start, None
        for _ in range(MOST):
            if is_whole(found, self.form.tables):
                break
            # places stay what they are
            rest = " " * behind + text[behind:]
            sections = self.read_sections(rest)
            # its title stands above it
            above = text[max(0, behind - LONGEST_TITLE) : behind]
            own = read_identity(above + rest[behind : sections.second], None)
            if is_another_report(identity, own):
                break
            rows = self.read_tables(sections.tables, rest, Document(rest), identity.year, failed)
            until = rest[: sections.second]
            later = self.align_tables(rows, until, identity.year, line_of, failed)
            if not is_same_report(found, later):
                break
            take_better(found, later)
            if titled is None and "title" in own.facts:
                titled = behind
            if sections.second is None:
                return titled
            behind = sections.second
        return behind if titled is None else titled

    def of(self, table: str, edition: str | None = None) -> FormReader:
        """Give what reads a table: this one, or the reader of an annex, made when it is first asked for.

        Args:
            table: the table's id.
            edition: its edition; None for that of the first form that has the table.
        """
        return self._of(self.form.of(table, edition))

    def _of(self, form: Form) -> FormReader:
        if form is self.form:
            return self
        reader = self._annexes.get(id(form))
        if reader is None:
            reader = self._annexes[id(form)] = FormReader(form, self._layouts)
        return reader

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

    def check_prose(
        self, claims: Sequence[Claim], cells: Mapping[str, TableCells]
    ) -> list[Finding]:
        """Stage checks, for what the prose claims of these tables."""
        totals = {}
        for table, entry in cells.items():
            edition = entry.shape.edition
            reader = self.of(table, edition)
            totals[table] = reader.checks.line_totals(reader.readers[table].editions[edition])
        return check_claims(claims, cells, totals, self.form, role_rows())


@cache
def default_pipeline() -> Pipeline:
    """Give the pipeline of the official form, made at first use."""
    return Pipeline(official_form())
