"""Alignment: which printed number belongs to which cell. Order where it suffices; the form's sums where it does not."""

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.readings.damage import Shown, together
from govinfo_report.align.rows.by_room import say_by_room
from govinfo_report.align.rows.misprints import misprint_findings
from govinfo_report.align.table import align_table

__all__ = [
    "Aligned",
    "Shown",
    "align_table",
    "misprint_findings",
    "say_by_room",
    "together",
]
