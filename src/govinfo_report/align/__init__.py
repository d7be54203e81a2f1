"""Alignment: which printed number belongs to which cell. Order where it suffices; ``doubt`` where it does not."""

from govinfo_report.align.doubt import DoubtfulRow, settle
from govinfo_report.align.misprints import misprint_findings
from govinfo_report.align.table import Aligned, align_table

__all__ = ["Aligned", "DoubtfulRow", "align_table", "misprint_findings", "settle"]
