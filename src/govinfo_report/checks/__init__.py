"""Checks: findings about the numbers of one report.

``CHECKS`` lists those that look at one table; ``check_claims`` holds the prose against all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from govinfo_report.checks.bounds import cell_bounds, check_bounds
from govinfo_report.checks.claims import Totals, check_claims
from govinfo_report.checks.doubled import check_doubled
from govinfo_report.checks.plausibility import check_numbers, number_rules
from govinfo_report.checks.sums import check_sums, table_sums
from govinfo_report.checks.totals import check_totals
from govinfo_report.checks.troubles import check_troubles
from govinfo_report.grammar import EditionTable
from govinfo_report.model import Finding, TableCells
from govinfo_report.official import Form

__all__ = ["CHECKS", "Check", "TableChecks", "check_claims", "check_troubles"]

Check: TypeAlias = Callable[[TableCells], list[Finding]]
"""Looks at the cells of a table and says what is wrong with them."""


def _sums(form: Form, table: EditionTable) -> Check:
    sums = table_sums(form.sums, table)
    return lambda cells: check_sums(sums, cells, form)


def _line_totals(form: Form, table: EditionTable) -> dict[int, tuple[int, ...]]:
    """Give the index of each line's total, with those of the cells that it adds up."""
    sums = table_sums(form.sums, table).sums
    return {entry.equals[0]: entry.parts for entry in sums if entry.along == "rows"}


def _totals(form: Form, table: EditionTable) -> Check:
    totals = list(_line_totals(form, table).items())
    return lambda cells: check_totals(totals, cells, form)


def _numbers(form: Form, table: EditionTable) -> Check:
    rules = number_rules(form, table)
    return lambda cells: check_numbers(rules, cells, form)


def _bounds(form: Form, table: EditionTable) -> Check:
    bounds = cell_bounds(form.bounds, table)
    return lambda cells: check_bounds(bounds, cells, form)


CHECKS: tuple[Callable[[Form, EditionTable], Check], ...] = (
    _sums,
    _totals,
    _numbers,
    _bounds,
    lambda form, table: check_doubled,
)
"""Every check of a table, in the order of its findings: made once for each table of each edition."""


class TableChecks:
    """Every check of a table, for the tables of a form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._made: dict[tuple[str, str], list[Check]] = {}
        self._line_totals: dict[tuple[str, str], Totals] = {}

    def run(self, table: EditionTable, cells: TableCells) -> list[Finding]:
        """Give the findings about the cells of a table.

        Args:
            table: the edition's table.
            cells: what a copy says in its cells.
        """
        key: Any = (table.shape.table, table.shape.edition)
        checks = self._made.get(key)
        if checks is None:
            checks = self._made[key] = [make(self._form, table) for make in CHECKS]
        return [item for check in checks for item in check(cells)]

    def line_totals(self, table: EditionTable) -> Totals:
        """Give the totals of the lines of a table (remembered).

        Args:
            table: the edition's table.
        """
        key: Any = (table.shape.table, table.shape.edition)
        totals = self._line_totals.get(key)
        if totals is None:
            totals = self._line_totals[key] = _line_totals(self._form, table)
        return totals
