"""Whole reports as JSON lines: prose, claims, findings and spans, with the text that these count in."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attrs import define, field

from govinfo_report._version import __version__
from govinfo_report.export.columns import FACTS_VERSION
from govinfo_report.export.json import report_json
from govinfo_report.export.schema import report_schema
from govinfo_report.model import Report


@define(eq=False)
class ReportLines:
    """Reports, one JSON object a line.

    Attributes:
        lines: each with its line end.
        states: state to how many cells have it.
    """

    lines: list[bytes] = field(factory=list)
    states: Counter[str] = field(factory=Counter)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def add(self, report: Report) -> None:
        """Add a report."""
        for cells in report.tables.values():
            self.states.update(cells.states)
        self.lines.append(report_json(report, text=True, indent=None).encode() + b"\n")


def report_dictionary() -> dict[str, Any]:
    """Describe the lines as plain data, as ``data_dictionary`` describes facts: by the JSON Schema of a report."""
    versions = {"facts_version": FACTS_VERSION, "library_version": __version__}
    return {**versions, "reports": report_schema()}
