"""What comes of aligning a table."""

from __future__ import annotations

from attrs import define, field

from govinfo_report.align.readings.damage import Shown
from govinfo_report.model import ExtraRow, Finding, TableCells


@define
class Aligned:
    """A table with its numbers in their cells.

    Attributes:
        cells: the cells.
        findings: what is wrong with its rows.
        extra_rows: rows that the form does not have.
        shown: what its doubtful rows show of damage; None where there are none.
        is_settled: doubtful rows were settled as far as they can be.
        is_missing: no line of the form was found.
        is_uneven: rows were doubtful, or no line's of the form.
        by_room: lines with empty cells whose cells nothing but room parts and no sum crosses, as indices of their
            cells, from the first to behind the last.
    """

    cells: TableCells
    findings: list[Finding] = field(factory=list)
    extra_rows: list[ExtraRow] = field(factory=list)
    shown: Shown | None = None
    is_settled: bool = True
    is_missing: bool = False
    is_uneven: bool = False
    by_room: list[tuple[int, int]] = field(factory=list)
