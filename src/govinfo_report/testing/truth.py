"""What a report says, written down without any layout: the other half of every round trip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import field, frozen

from govinfo_report.errors import ArgumentError
from govinfo_report.grammar import EditionTable, edition_table
from govinfo_report.model import Number, Report, cell_path, path_parts
from govinfo_report.official import Form, official_form
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
        name, row, column = path_parts(path)
        words = self.form.wording(table.edition.id, name, column)
        words += self.form.tables[name].rows[row].unit
        return next((unit for unit in ("亿元", "万元", "元") if unit in words), None)

    def values(self) -> dict[str, Number]:
        """Give what ``Report.values`` gives for a copy that prints this and nothing else."""
        return {path: cell.value for path, cell in self.printed().items() if cell.value is not None}

    def sums_hold(self) -> bool:
        """Tell whether every sum of the form holds; an empty cell counts 0, an empty total is not asked."""
        return not any(True for _ in iter_broken_sums(self))

    def states(self) -> dict[str, str]:
        """Give the state of every cell of such a copy."""
        return {path: cell.state for path, cell in self.printed().items()}


def iter_broken_sums(truth: Truth) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the sums of the form that do not hold, added up here a second time without the library's own checks.

    An empty cell counts 0, but a total of a row that is empty is free: a sum that it belongs to is not asked.

    Args:
        truth: what the office printed.

    Yields:
        The code of the sum, and the cells that it binds.
    """
    totals = {entry.equals for entry in truth.form.sums if entry.along == "rows"}
    for entry in truth.form.sums:
        if entry.table not in truth.editions:
            continue
        table = truth.table(entry.table)
        name = table.shape.table
        for row in table.shape.rows if entry.along == "rows" else table.shape.rows[:1]:
            if entry.along == "rows":
                left = [cell_path(name, row.id, column) for column in entry.parts]
                right = [cell_path(name, row.id, column) for column in entry.equals]
                sides = [(left, right)]
            else:
                lines = [member for part in entry.parts for member in table.members(part)]
                sides = [
                    (
                        [cell_path(name, line, column) for line in lines],
                        [cell_path(name, line, column) for line in entry.equals],
                    )
                    for column in row.columns
                ]
            for left, right in sides:
                if not _holds(truth, left, right, totals):
                    yield entry.code, (*left, *right)


def _holds(
    truth: Truth, left: Sequence[str], right: Sequence[str], totals: set[tuple[str, ...]]
) -> bool:
    free = [
        path
        for path in (*left, *right)
        if not truth.cells[path] and (path_parts(path)[2],) in totals
    ]
    numbers = [
        sum(int(truth.cells[path]) for path in side if truth.cells[path].isdecimal())
        for side in (left, right)
    ]
    return bool(free) or numbers[0] == numbers[1]


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
        ArgumentError: the report names no office or no year, or has no tables.
    """
    form = official_form() if form is None else form
    editions = {name: edition for name, edition in report.editions.items() if edition is not None}
    if report.organization is None or report.year is None or not editions:
        raise ArgumentError(
            "report",
            "expected a report with an organization, a year and tables; found "
            f"{report.organization!r}, {report.year!r} and {len(editions)} tables",
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
