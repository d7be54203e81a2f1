"""What the sheets hold of one report, as plain values that another process can make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from govinfo_report.export.columns import KEPT
from govinfo_report.export.facts import fact_table
from govinfo_report.export.finding_table import finding_rows
from govinfo_report.export.values import TOLD, place_values, plain_number, told_at
from govinfo_report.form_view import form
from govinfo_report.model import STATED, Cell, Report
from govinfo_report.workbook.words import workbook_words

SOURCE_COLUMNS = (
    *("source", "title", "organization", "year", "kind", "signed", "published"),
    *("edition", "layouts", "errors", "warnings", "findings", "verdicts", "stated"),
    *(f"{name}_place" for name in TOLD),
    "digest",
)
"""What the sheet of sources says of a report: the columns of the wide facts that hold no cell."""

CELL_COLUMNS = (
    *("organization", "year", "table_label", "row_label", "column_label"),
    *("value", "unit", "state", "why", "raw", "candidates", "verdict", "findings"),
    *("page", "place_table", "place_row", "place_column", "place_box", "line", "start", "end"),
    *("source", "path"),
)
"""The columns of the sheet of cells."""


@define
class CellRow:
    """A cell of a report.

    Attributes:
        path: its path.
        look: how it looks, a name of ``looks.toml``.
        values: those of ``CELL_COLUMNS``.
    """

    path: str
    look: str
    values: tuple[Any, ...]

    def get(self, name: str) -> Any:
        """Give the value of a column."""
        return self.values[CELL_COLUMNS.index(name)]


@define
class ReportRows:
    """What the sheets hold of a report.

    Attributes:
        source: the values of ``SOURCE_COLUMNS``.
        cells: its cells, in form order.
        findings: the values of ``finding_columns()`` of each finding.
        editions: table to the edition that it is printed on.
        is_report: False for a copy that is none: it stands among the sources alone.
        has_data: False for a copy of which another one stands in the sheet of data.
        office: what the office is called there; None for what the copy calls it.
    """

    source: dict[str, Any]
    cells: list[CellRow] = field(factory=list)
    findings: list[tuple[Any, ...]] = field(factory=list)
    editions: dict[str, str] = field(factory=dict)
    is_report: bool = True
    has_data: bool = True
    office: str | None = None


def report_rows(report: Report, lang: str, keep: tuple[str, ...] = ()) -> ReportRows:
    """Give what the sheets hold of a report.

    Args:
        report: the report.
        lang: the language of what is not the form's, ``en`` or ``zh``.
        keep: fields of the record that held the copy, which stand beside its source.
    """
    wide = fact_table(report, "wide")
    source = {name: wide[name][0] for name in SOURCE_COLUMNS}
    source |= {f"{name}_place": told_at(report, name, lang) for name in TOLD}
    terms = workbook_words()["term"]
    source["verdicts"] = " ".join(terms[name][lang] for name in source["verdicts"].split())
    return ReportRows(
        source | {f"{KEPT}{name}": report.record.get(name) for name in keep},
        list(_cell_rows(report, lang)),
        list(finding_rows(report, lang)),
        {name: table.shape.edition for name, table in report.tables.items()},
    )


def _cell_rows(report: Report, lang: str) -> Iterator[CellRow]:
    states, terms = workbook_words()["state"], workbook_words()["term"]
    known = form()
    for cell in report.cells():
        view = known.cell(cell.path)
        verdicts = dict.fromkeys(
            terms[item.verdict][lang] for item in cell.findings if item.verdict
        )
        codes = dict.fromkeys(item.code for item in cell.findings)
        values = (
            *(report.organization, report.year, view.heading),
            *(cell.label or view.label, view.column_label),
            *(cell.value, cell.unit, states[cell.state][lang], why(cell, lang), cell.raw),
            *(" ".join(map(plain_number, cell.candidates)), " ".join(verdicts), " ".join(codes)),
            *(*place_values(cell.place), cell.line, cell.start, cell.end),
            *(report.source, cell.path),
        )
        yield CellRow(cell.path, look(cell), values)


def look(cell: Cell) -> str:
    """Tell how a cell looks: by the worst finding that doubts its number, by its state where it states none."""
    if cell.state not in STATED:
        return cell.state
    severities = {item.severity for item in cell.findings}
    return next((name for name in ("error", "warning") if name in severities), "")


def why(cell: Cell, lang: str) -> str:
    """Say why a cell is coloured: why it states no number, and what findings doubt of it; "" where it is plain.

    Args:
        cell: the cell, with its findings.
        lang: ``en`` or ``zh``.
    """
    lines = []
    if cell.state not in STATED:
        bare = cell.state == "ambiguous" and not cell.candidates
        words = workbook_words()["why"]["ambiguous_bare" if bare else cell.state][lang]
        numbers = " / ".join(map(plain_number, cell.candidates))
        lines.append(words.format(numbers=numbers, raw=cell.raw))
    lines += [item.text(lang) for item in cell.findings if item.severity != "info"]
    return "\n".join(dict.fromkeys(lines))


@define
class SheetFacts:
    """What the sheets of a workbook hold of reports, and how many cells have each state.

    Attributes:
        lang: the language of what is not the form's.
        keep: fields of the records that stand beside the sources.
        rows: what they hold of each report.
        states: state to cells.
    """

    lang: str
    keep: tuple[str, ...]
    rows: list[ReportRows] = field(factory=list)
    states: Counter[str] = field(factory=Counter)

    @property
    def count(self) -> int:
        """How many reports there are."""
        return sum(rows.is_report for rows in self.rows)

    def add(self, report: Report) -> None:
        """Add a report."""
        self.rows.append(report_rows(report, self.lang, self.keep))
        for table in report.tables.values():
            self.states.update(table.states)

    def pass_over(self, report: Report) -> None:
        """Add a copy that is no report."""
        source = report_rows(report, self.lang, self.keep).source
        self.rows.append(ReportRows(source, is_report=False))
