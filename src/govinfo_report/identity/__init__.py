"""Reads whose report this is and of which year, and where each fact stands."""

from govinfo_report.identity.facts import read_identity
from govinfo_report.identity.titles import (
    Identity,
    office_above,
    tells_other,
    tells_other_office,
    title_in,
)

__all__ = [
    "Identity",
    "office_above",
    "read_identity",
    "tells_other",
    "tells_other_office",
    "title_in",
]
