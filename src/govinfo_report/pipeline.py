"""The map of the library: the stages that turn a copy into a report, in order.

::

    source/     a file -> text lines with offsets
    sections    the headings, however they were damaged; identity beside them
    layouts/    lines of a table -> rows of cells                                   (hot)
    labels      what each row is                                                    (hot)
    grammar     grammars/*.lark: which row is which line of the form
    align       which number belongs to which cell
    model       the report
    checks      sums and plausibility
    export/     JSON, CSV

The stages from sections to checks run here; ``reading.py`` runs source before them, a user export behind them.
Nothing after the layouts knows which layout a row came from; nothing before the grammar knows the form's
order; the model knows nobody. ``tests/test_layering.py`` keeps this so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attrs import define, field

from govinfo_report import export
from govinfo_report.align import Aligned, align_table
from govinfo_report.checks import TableChecks
from govinfo_report.findings import finding
from govinfo_report.form import Form, official_form
from govinfo_report.grammar import HeadingReader, Parsed, TableReader
from govinfo_report.identity import Identity, read_identity
from govinfo_report.labels import LabelledRow, Lexicons, label_rows
from govinfo_report.layouts import Layout, choose, registered
from govinfo_report.model import Finding, Report, TableCells
from govinfo_report.sections import SectionMap, read_old_sections, read_sections
from govinfo_report.source import LineNumbers, Lines

__all__ = ["Pipeline", "default_pipeline", "export"]


@define
class _TableRows:
    """A table on its way: found, laid out and labelled."""

    layout: str
    scores: dict[str, float]
    rows: list[LabelledRow]
    parsed: Parsed


@define
class _Draft:
    """A report on its way."""

    text: str
    line_of: LineNumbers
    sections: SectionMap
    identity: Identity
    tables: dict[str, _TableRows] = field(factory=dict)
    findings: list[Finding] = field(factory=list)

    @property
    def year(self) -> int | None:
        fact = self.identity.facts.get("year")
        return int(fact.value) if fact else None


class Pipeline:
    """Reads copies; made once for a form, it remembers labels and sequences of rows (bounded).

    Args:
        form: the form that copies are read by.
        layouts: the layouts to choose from; None for every registered one.
    """

    def __init__(self, form: Form, layouts: Sequence[Layout] | None = None) -> None:
        self.form = form
        self.lexicons = Lexicons(form)
        self.layouts = registered(self.lexicons.has_label) if layouts is None else list(layouts)
        self.headings = HeadingReader(form)
        self.readers = {table: TableReader(form, table) for table in form.tables}
        self.checks = TableChecks(form)

    def parse(self, text: str, source: str | None = None) -> Report:
        """Read one copy.

        Args:
            text: the copy.
            source: where it came from, kept in the report.

        Returns:
            The report. What is wrong with the copy stands in its findings; nothing is raised on content.
        """
        draft = self.find_sections(text)
        for table, (start, end) in draft.sections.tables.items():
            draft.tables[table] = self.label_table(table, text[start:end], start)
        editions = self.choose_editions(draft)
        aligned = {table: self.align(table, edition, draft) for table, edition in editions.items()}
        self.say_what_is_missing(draft, editions)
        cells: dict[str, TableCells] = {table: found.cells for table, found in aligned.items()}
        for table, found in aligned.items():
            draft.findings += found.findings
            edition_table = self.readers[table].editions[editions[table]]
            draft.findings += self.checks.run(edition_table, found.cells)
        return Report(
            source=source,
            text=text,
            identity=draft.identity.facts,
            sections=draft.sections.sections,
            tables=cells,
            layouts={table: rows.layout for table, rows in draft.tables.items()},
            layout_scores={table: rows.scores for table, rows in draft.tables.items()},
            extra_rows=tuple(row for found in aligned.values() for row in found.extra_rows),
            claims=(),
            findings=tuple(draft.findings),
        )

    def find_sections(self, text: str) -> _Draft:
        """Stage sections: headings, the stretch of each table, and the report's identity."""
        sections = read_sections(text, self.form)
        first = sections.sections[0].start if sections.sections else None
        return _Draft(text, LineNumbers(text), sections, read_identity(text, first))

    def label_table(self, table: str, text: str, start: int) -> _TableRows:
        """Stages layouts and labels: the rows of one table, and what each is."""
        lines = Lines(text, start)
        layout, scores = choose(lines, self.layouts)
        rows = label_rows(layout.rows(lines), self.lexicons.tables[table])
        parsed = self.readers[table].parsed(tuple([row.kind for row in rows]))
        return _TableRows(layout.name, scores, rows, parsed)

    def choose_editions(self, draft: _Draft) -> dict[str, str]:
        """Tell the edition of each table by what it prints; else by the other tables, then by the year."""
        told = {
            table: rows.parsed.edition
            for table, rows in draft.tables.items()
            if rows.parsed.edition is not None
        }
        printed = any(rows.rows for rows in draft.tables.values())
        if not told and not printed:
            return {}
        fallback, basis = self._fallback(draft, told)
        if fallback is None:
            return {}
        if len(set(told.values())) > 1:
            sections = self.form.sections
            words = ", ".join(f"{sections[table].number} {told[table]}" for table in told)
            draft.findings.append(finding("edition_mixed", editions=words))
        for table, rows in draft.tables.items():
            if table not in told and rows.rows:
                self._say_assumed(draft, table, fallback, basis)
        return {table: told.get(table, fallback) for table in self.form.tables}

    def _fallback(self, draft: _Draft, told: dict[str, str]) -> tuple[str | None, str]:
        """Give the edition of a table that prints nothing telling, and why."""
        for table in self.form.tables:
            if table in told:
                return told[table], "other_tables"
        if draft.year is not None:
            return self._edition_of(draft.year), "year"
        return list(self.form.editions)[-1], "newest"

    def _say_assumed(self, draft: _Draft, table: str, edition: str, basis: str) -> None:
        """Doubt the cells that another edition would give other names, where the table does not tell its edition."""
        cells = self.readers[table].unshared[edition]
        if cells:
            draft.findings.append(
                finding("edition_assumed", cells=cells, table=table, edition=edition, basis=basis)
            )

    def align(self, table: str, edition: str, draft: _Draft) -> Aligned:
        """Stages grammar and align: which row is which line, which number is which cell's."""
        rows = draft.tables.get(table)
        parsed = rows.parsed if rows is not None else self.readers[table].parsed(())
        outcome = self.readers[table].outcome(parsed, edition)
        found = align_table(outcome, rows.rows if rows else (), self.form, draft.line_of)
        if all(line.row is None for line in outcome.lines):
            # one finding for the table instead of one for each of its lines
            found.findings = [
                finding("table_missing", cells=found.cells.shape.paths, table=table),
                *(item for item in found.findings if item.code != "row_missing"),
            ]
        return found

    def say_what_is_missing(self, draft: _Draft, editions: dict[str, str]) -> None:
        """Say which tables, headings and facts of identity the copy lacks, and whether it is a report at all."""
        found = draft.findings
        old = draft.year is not None and self._edition_of(draft.year) is None
        if old and not editions:
            draft.sections.sections = read_old_sections(draft.text) or draft.sections.sections
            found.append(finding("edition_unsupported", year=draft.year))
        elif not draft.sections.sections and not editions:
            found.append(finding("not_a_report"))
            return
        elif not editions:
            found += [finding("table_missing", table=table) for table in self.form.tables]
        if not old or editions:
            self._say_sections(draft)
        for fact in ("title", "organization", "year"):
            if fact not in draft.identity.facts:
                found.append(finding(f"{fact}_missing"))
        self._say_years(draft)

    def _edition_of(self, year: int) -> str | None:
        """Give the edition that reports of ``year`` are due on; of several the newest."""
        due = [name for name, entry in self.form.editions.items() if entry.covers(year)]
        return due[-1] if due else None

    def _say_sections(self, draft: _Draft) -> None:
        sections = draft.sections.sections
        order = self.headings.order([section.id for section in sections])
        for name in order.missing:
            heading = self.form.sections[name].heading
            draft.findings.append(finding("section_missing", heading=heading))
        if not order.in_order:
            words = "、".join(section.heading for section in sections)
            draft.findings.append(finding("sections_out_of_order", found=words))
        second = draft.sections.second
        if second is not None:
            line = draft.text[second : second + 40].splitlines()
            heading = line[0] if line else ""
            draft.findings.append(
                finding(
                    "several_reports",
                    span=(second, second + len(heading)),
                    line=draft.line_of(second),
                    heading=heading,
                )
            )

    def _say_years(self, draft: _Draft) -> None:
        years = draft.identity.years
        for other in years[1:]:
            if other.value != years[0].value:
                draft.findings.append(
                    finding(
                        "year_conflict",
                        span=(other.start, other.end),
                        line=draft.line_of(other.start),
                        year=years[0].value,
                        source=years[0].source,
                        other=other.value,
                        other_source=other.source,
                        raw=other.raw,
                    )
                )


@cache
def default_pipeline() -> Pipeline:
    """Give the pipeline of the official form, made at first use."""
    return Pipeline(official_form())
