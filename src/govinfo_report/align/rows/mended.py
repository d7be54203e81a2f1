"""What is left of a table when broken rows were joined, and remarks taken out."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.align.settling import Doubt
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow


@frozen
class Mended:
    """A table whose rows were put right before any sum is asked about it.

    Attributes:
        outcome: what the grammar said of it, its rows counted as they are now.
        rows: its rows.
        doubts: the doubtful lines, with the rows that are whole now.
        by_order: lines that order reads now.
    """

    outcome: Outcome
    rows: Sequence[LabelledRow]
    doubts: list[Doubt]
    by_order: Sequence[int] = ()
