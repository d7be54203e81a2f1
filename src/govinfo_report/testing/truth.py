"""What a report says, written down without any layout: the other half of every round trip."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from govinfo_report.form import Form, official_form
from govinfo_report.grammar import EditionTable, edition_table
from govinfo_report.model import Number, Report
from govinfo_report.testing.reread import Printed, reread

TITLE = "政府信息公开工作年度报告"
"""What a title says behind the office and the year."""


@frozen(repr=False)
class Truth:
    """What a made-up report prints.

    Attributes:
        organization: the office, as the title names it.
        year: the year that the report is of.
        editions: table to the edition that it is printed on, in the order of the form.
        cells: path to what the cell prints: ``12``, ``+408``, ``4176.9529万元``, ``/``, "" for an empty cell.
        sections: section to its text; in a section with a table the text stands above the table.
        form: the form that the editions are of.
    """

    organization: str
    year: int
    editions: Mapping[str, str]
    cells: Mapping[str, str]
    sections: Mapping[str, str] = field(factory=dict)
    form: Form = field(factory=official_form)

    def __repr__(self) -> str:
        """Show what differs from a report of zeros."""
        cells = {path: text for path, text in self.cells.items() if text != "0"}
        return (
            f"<Truth {self.title} {'/'.join(self.editions.values())}, "
            f"all cells 0 but {cells}, sections {dict(self.sections)}>"
        )

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Tell hypothesis to show the same."""
        printer.text(repr(self))

    @property
    def title(self) -> str:
        """The title: office, year, 政府信息公开工作年度报告."""
        return f"{self.organization}{self.year}年{TITLE}"

    def table(self, name: str) -> EditionTable:
        """Give the table ``name`` as the edition that it is printed on has it."""
        return tables_of(self.form, self.editions[name])[name]

    def printed(self) -> dict[str, Printed]:
        """Give path to what the cell says, units of headings included, in form order."""
        found = {}
        for name in self.editions:
            table = self.table(name)
            for at, path in enumerate(table.shape.paths):
                money = at in table.money
                cell = reread(self.cells[path], money)
                if money and cell.value is not None and cell.unit is None:
                    cell = Printed(cell.state, cell.value, self._heading_unit(table, path))
                found[path] = cell
        return found

    def _heading_unit(self, table: EditionTable, path: str) -> str | None:
        """Give the unit that the column's own words print: 本年收费金额（单位：万元）."""
        column = path.rpartition(".")[2]
        words = self.form.wording(table.edition.id, table.shape.table, column)
        return next((unit for unit in ("亿元", "万元", "元") if unit in words), None)

    def values(self) -> dict[str, Number]:
        """Give what ``Report.values`` gives for a copy that prints this and nothing else."""
        return {path: cell.value for path, cell in self.printed().items() if cell.value is not None}

    def states(self) -> dict[str, str]:
        """Give the state of every cell of such a copy."""
        return {path: cell.state for path, cell in self.printed().items()}


@cache
def tables_of(form: Form, edition: str) -> dict[str, EditionTable]:
    """Give every table of an edition, in the order of the form (remembered)."""
    grammars = form.editions[edition].grammar
    return {
        name: edition_table(form, form.editions[edition], name)
        for name in form.tables
        if name in grammars
    }


def truth_of(report: Report, form: Form | None = None) -> Truth:
    """Give what a report prints, ready to be rendered in another layout.

    Cells that the copy does not print in one piece of their own (lost, inferred, ambiguous) are left empty; text of
    sections that have a table is left out, since the table is part of it.

    Args:
        report: the report.
        form: the form that it was read by; None for the official one.

    Raises:
        ValueError: the report names no office or no year, or has no tables.
    """
    form = official_form() if form is None else form
    editions = {name: edition for name, edition in report.editions.items() if edition is not None}
    if report.organization is None or report.year is None or not editions:
        raise ValueError(
            "expected a report with an organization, a year and tables; found "
            f"{report.organization!r}, {report.year!r} and {len(editions)} tables"
        )
    return Truth(
        organization=report.organization,
        year=report.year,
        editions=editions,
        cells={cell.path: cell.raw for cell in report.cells()},
        sections={
            section.id: section.text.strip()
            for section in report.sections
            if section.id not in form.tables
        },
        form=form,
    )
