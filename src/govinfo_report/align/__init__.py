"""Alignment: which printed number belongs to which cell. By order alone."""

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.list_heads import doubt_heads
from govinfo_report.align.misprints import misprint_findings
from govinfo_report.align.other_form import tell_other_form
from govinfo_report.align.table import align_table
from govinfo_report.align.units import doubt_units

__all__ = [
    "Aligned",
    "align_table",
    "doubt_heads",
    "doubt_units",
    "misprint_findings",
    "tell_other_form",
]
