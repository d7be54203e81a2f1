"""Alignment: which printed number belongs to which cell. By order alone."""

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.misprints import misprint_findings
from govinfo_report.align.table import align_table

__all__ = [
    "Aligned",
    "align_table",
    "misprint_findings",
]
