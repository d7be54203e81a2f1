"""Tells where one report ends and the next one begins in a text; one place for whole texts, corpora and streams."""

from govinfo_report.cutting.cutter import (
    ABOVE,
    Cutter,
    cut_reports,
    has_table,
    may_hold_several,
    second_report,
)
from govinfo_report.cutting.events import TITLE, Event, apart, event_finder

__all__ = [
    "ABOVE",
    "TITLE",
    "Cutter",
    "Event",
    "apart",
    "cut_reports",
    "event_finder",
    "has_table",
    "may_hold_several",
    "second_report",
]
