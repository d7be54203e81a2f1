"""A report: everything that was read from one copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from govinfo_report.model.cell import STATED, Cell, Number
from govinfo_report.model.cells import TableCells
from govinfo_report.model.explain import explain_cell
from govinfo_report.model.finding import (
    Claim,
    Evidence,
    ExtraRow,
    Finding,
    Section,
    findings_of_cells,
)
from govinfo_report.model.paths import unknown_cell, unknown_row
from govinfo_report.model.tables import (
    ANNEXES,
    TABLES,
    Disclosure,
    Requests,
    Review,
    Statistics,
    build_table,
    is_known_path,
)

if TYPE_CHECKING:
    from pathlib import Path


@define(eq=False)
class Report:
    """One annual report, as a copy prints it.

    Two reports are equal when everything that ``to_dict`` gives of them is; a report can change, so it has no hash.

    Attributes:
        source: where the copy came from (a path, an archive member); None for a plain text.
        text: the text that offsets refer to; None for a report that was restored without it.
        identity: facts with the place that each was read from: ``title``, ``organization``, ``year``, ``kind``, and
            ``signed``, ``published`` (days, ISO 8601) and ``publisher`` (who published it, where that is another
            office). A fact that was not found is not there.
        sections: the sections in the order of the copy.
        tables: table to its cells; a table whose edition is not known is not there.
        editions: table to the edition of the form that it is printed on; ``statistics`` only where the copy prints it.
        layouts: table to the name of the layout that it was read with; a table that no layout fits is not there.
        layout_scores: table to the score of every layout that was asked.
        extra_rows: rows of numbers that the form does not have.
        claims: numbers that the prose states.
        findings: what is wrong, or worth knowing, about the copy.
        record: fields of the record that held the copy, as text, where ``iter_reports`` was told to keep them.
    """

    source: str | None
    text: str | None
    identity: Mapping[str, Evidence]
    sections: tuple[Section, ...]
    tables: Mapping[str, TableCells]
    layouts: Mapping[str, str]
    layout_scores: Mapping[str, Mapping[str, float]]
    extra_rows: tuple[ExtraRow, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    record: Mapping[str, str | None] = field(factory=dict)
    _views: dict[str, Any] = field(factory=dict, init=False, repr=False)

    def __repr__(self) -> str:
        """Name the report by its title or organization, and count what it holds."""
        name = self.title or self.organization or self.source or "?"
        values, findings = len(self.values()), len(self.findings)
        return f"<Report {name!r} edition={self.edition} values={values} findings={findings}>"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: what the report is, its findings and its tables."""
        from govinfo_report.evidence.notebook import report_html

        return report_html(self)

    def __rich_console__(self, console: Any, options: Any) -> Iterator[Any]:
        """Give what rich prints in a terminal: the report as ``show`` draws it."""
        from govinfo_report.cli.drawing import drawn_report

        return drawn_report(self, options.max_width)

    def __eq__(self, other: object) -> bool:
        """Compare everything that ``to_dict`` gives."""
        if not isinstance(other, Report):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    @property
    def title(self) -> str | None:
        """The title, white space taken out (标题)."""
        return self._fact("title")

    @property
    def organization(self) -> str | None:
        """The office, as the copy names it; never completed or put right (机关名称)."""
        return self._fact("organization")

    @property
    def year(self) -> int | None:
        """The year that the report is of (报告年度)."""
        evidence = self.identity.get("year")
        return int(evidence.value) if evidence else None

    @property
    def kind(self) -> str:
        """What kind of document the copy is; ``unknown`` where nothing tells it (文件类型).

        ``report`` and ``statistics_table`` are reports or parts of one; ``notice``, ``blank_form``, ``index_page``,
        ``picture_summary``, ``other_field`` and ``title_only`` are none.
        """
        return self._fact("kind") or "unknown"

    def _fact(self, name: str) -> str | None:
        evidence = self.identity.get(name)
        return str(evidence.value) if evidence else None

    @property
    def editions(self) -> dict[str, str | None]:
        """The edition of the form that each table is printed on."""
        return {
            name: self.tables[name].shape.edition if name in self.tables else None
            for name in TABLES
            if name in self.tables or name not in ANNEXES
        }

    @property
    def edition(self) -> str | None:
        """The edition of the disclosure table, else of the first table that has one (版本)."""
        return next(filter(None, self.editions.values()), None)

    @property
    def disclosure(self) -> Disclosure:
        """Table 二, by attributes."""
        view: Disclosure = self._view("disclosure")
        return view

    @property
    def requests(self) -> Requests:
        """Table 三, by attributes."""
        view: Requests = self._view("requests")
        return view

    @property
    def review(self) -> Review:
        """Table 四, by attributes."""
        view: Review = self._view("review")
        return view

    @property
    def statistics(self) -> Statistics:
        """The statistics table of the years 2014 to 2018, by attributes."""
        view: Statistics = self._view("statistics")
        return view

    def _view(self, name: str) -> Any:
        if name not in self._views:
            if name in self.tables:
                table = self.tables[name]
                rows = tuple((row.id, row.columns) for row in table.shape.rows)
                self._views[name] = build_table(name, rows, table.values)
            else:
                self._views[name] = TABLES[name]()
        return self._views[name]

    def cell(self, path: str) -> Cell:
        """Give the cell at ``path``.

        Args:
            path: ``table.row.column``.

        Returns:
            The cell; a ``lost`` one where the path is of another edition than the copy's.

        Raises:
            TypeError: ``path`` is no str.
            UnknownPathError: no edition of the form has such a path; it is a KeyError.
        """
        table = self.tables.get(str(path).partition(".")[0])
        if table is not None:
            at = table.shape.index.get(path)
            if at is not None:
                listed = tuple(item for item in self.findings if path in item.cells)
                return _with_findings(table.cell(at), listed)
        if is_known_path(path):
            return Cell(path, label=table.shape.label(path) if table else None)
        raise unknown_cell(path, self.tables)

    def cells(self) -> Iterator[Cell]:
        """Give every cell of each table's own edition, in form order."""
        listed = findings_of_cells(self.findings)
        for table in self.tables.values():
            if not listed:
                yield from table.cells()
                continue
            for cell in table.cells():
                yield _with_findings(cell, listed.get(cell.path, ()))

    def values(self, *, inferred: bool = False, doubted: bool = True) -> dict[str, Number]:
        """Give the numbers that are stated, by path, in form order.

        Args:
            inferred: also those that only the sums prove (state ``inferred``).
            doubted: also those that a finding of at least ``warning`` lists in its cells.
        """
        found = self._proved() if inferred else self._stated()
        if not doubted:
            for finding in self.findings:
                for path in finding.cells if finding.severity != "info" else ():
                    found.pop(path, None)
        return found

    def _stated(self) -> dict[str, Number]:
        stated: dict[str, Any] = {}
        for table in self.tables.values():
            stated.update(zip(table.shape.paths, table.values, strict=True))
            if not table.is_whole:
                for path, value in zip(table.shape.paths, table.values, strict=True):
                    if value is None:
                        del stated[path]
        return stated

    def _proved(self) -> dict[str, Number]:
        """Give the numbers that are stated, and those that only the sums prove."""
        return {
            cell.path: cell.value if cell.value is not None else cell.candidates[0]
            for table in self.tables.values()
            for cell in table.cells()
            if cell.state in STATED or cell.state == "inferred"
        }

    def readings(self, path: str) -> tuple[tuple[Number | None, ...], ...]:
        """Give the ways to read a row, each a tuple over its cells (None: no number there).

        Args:
            path: ``table.row``.

        Returns:
            One reading for a row that is settled; for a doubtful row all of them, or none where there are too many.

        Raises:
            TypeError: ``path`` is no str.
            UnknownPathError: the copy's edition has no such row; it is a KeyError.
        """
        name, _, row = str(path).partition(".")
        if name not in self.tables or row not in self.tables[name].shape.row_index:
            raise unknown_row(path, self.tables)
        return self.tables[name].row_readings(row)

    def explain(self, path: str, lang: str = "en") -> str:
        """Say why the cell at ``path`` has its state, where it was read, and which findings list it.

        Of an open cell it also tells the claims that may speak of it alone; none of them settles it.

        Args:
            path: ``table.row.column``.
            lang: ``en`` or ``zh``.

        Raises:
            TypeError: ``path`` is no str.
            UnknownPathError: no edition of the form has such a path; it is a KeyError.
            ArgumentError: ``lang`` is another language.
        """
        cell = self.cell(path)
        table = self.tables.get(path.partition(".")[0])
        return explain_cell(cell, self.findings, lang, table, self.claims)

    def receipt(self, path: str, file: str | Path | bytes | None = None) -> dict[str, Any]:
        """Give what a stranger needs to check the number at ``path`` against the file, with ``govinfo-report verify``.

        Args:
            path: ``table.row.column``.
            file: the file that the report was read from, or its bytes; None for the file that ``source`` names, or
                for the text where the report was parsed from one.

        Returns:
            Plain data, ready for JSON: the file's digest; the cell and those that it stands in sums with, each with its
            place and what is printed there; these sums.

        Raises:
            TypeError: ``path`` is no str.
            UnknownPathError: no edition of the form has such a path; it is a KeyError.
            ArgumentError: the file is another one than the report was read from, or was changed since.
            UnreadableFileError: the file cannot be opened.
        """
        from govinfo_report.receipts import make_receipt

        return make_receipt(self, path, file)

    def to_dict(self, text: bool = False) -> dict[str, Any]:
        """Give the report as plain data, ready for JSON; ``schema/report.schema.json`` describes it.

        Args:
            text: also give the text that offsets refer to.
        """
        from govinfo_report.model.plain import report_to_dict

        return report_to_dict(self, text)

    def to_markdown(self) -> str:
        """Write the report as Markdown, in the layout of the form: title, sections, tables between bars.

        ``parse`` reads it back to the same numbers, marks, empty cells and units, whatever layout the copy had. A cell
        that states no number and prints none (``inferred``, ``ambiguous``, ``lost``) is ``?``.
        """
        from govinfo_report.export.canonical import report_markdown

        return report_markdown(self)

    def to_html_tables(self) -> str:
        """Write the report as a plain page of HTML, with the merged cells of the form; see ``to_markdown``."""
        from govinfo_report.export.canonical import report_html_tables

        return report_html_tables(self)

    def to_html(self, lang: str = "en", file: str | Path | bytes | None = None) -> str:
        """Give the evidence page: the source beside the tables, each number linked to its place and its reasons.

        Args:
            lang: the language that the page opens in, ``zh`` or ``en``; a button on it switches.
            file: the file that the report was read from, for the pages of a PDF as pictures.

        Returns:
            One HTML document that works without a network and without other files.

        Raises:
            ArgumentError: ``lang`` is another language.
            UnreadableFileError: ``file`` cannot be opened.
        """
        from govinfo_report.evidence.page import evidence_page

        return evidence_page(self, lang, file)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Give the long facts to any library that takes Arrow: ``polars.DataFrame(report)``, ``pyarrow.table(report)``.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        from govinfo_report.export.arrow import to_arrow

        return to_arrow(self).__arrow_c_stream__(requested_schema)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """Restore a report from what ``to_dict`` gave.

        Raises:
            ArgumentError: ``data`` is of another schema version, or is no report; it is a ValueError.
        """
        from govinfo_report.model.plain import report_from_dict

        return report_from_dict(data)


def _with_findings(cell: Cell, findings: tuple[Finding, ...]) -> Cell:
    """Give a cell with its findings; the one that a table holds stays as it is, other reports may share it."""
    return evolve(cell, findings=findings) if findings else cell
