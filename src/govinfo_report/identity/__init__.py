"""Reads whose report this is and of which year, and where each fact stands."""

from govinfo_report.identity.facts import read_identity
from govinfo_report.identity.kinds import kind_of_text, may_be_report, tells_report
from govinfo_report.identity.title_lines import (
    office_above,
    tells_other,
    tells_other_office,
    title_in,
)
from govinfo_report.identity.titles import Identity

__all__ = [
    "Identity",
    "kind_of_text",
    "may_be_report",
    "office_above",
    "read_identity",
    "tells_other",
    "tells_other_office",
    "tells_report",
    "title_in",
]
