"""What comes of aligning a table."""

from __future__ import annotations

from attrs import define, field

from govinfo_report.model import ExtraRow, Finding, TableCells


@define
class Aligned:
    """A table with its numbers in their cells.

    Attributes:
        cells: the cells.
        findings: what is wrong with its rows.
        extra_rows: rows that the form does not have.
        is_missing: no line of the form was found.
    """

    cells: TableCells
    findings: list[Finding] = field(factory=list)
    extra_rows: list[ExtraRow] = field(factory=list)
    is_missing: bool = False
