"""Finds the six headings of a report, however they were damaged, and the stretch of text of each table."""

from govinfo_report.sections.annexes import (
    annex_tables,
    around,
    without,
    without_digits_of_labels,
)
from govinfo_report.sections.cuts import (
    SectionMap,
    as_printed,
    prose_spans,
    read_sections,
    without_signature,
)
from govinfo_report.sections.headings import Heading, bare_text, broken, line_headings
from govinfo_report.sections.old import read_old_sections

__all__ = [
    "Heading",
    "SectionMap",
    "annex_tables",
    "around",
    "as_printed",
    "bare_text",
    "broken",
    "line_headings",
    "prose_spans",
    "read_old_sections",
    "read_sections",
    "without",
    "without_digits_of_labels",
    "without_signature",
]
