"""Tabs and bars between cells: where there are more than prose holds, a table is one of the layouts that read them."""

from __future__ import annotations

from govinfo_report.source import Lines

# A flattened page may keep a few in its prose.
MOST_STRAY = 8


def has_dividers(lines: Lines) -> bool:
    """Tell whether tabs or bars part the cells of a table."""
    return lines.tabs[0] > MOST_STRAY or lines.text.count("|") > MOST_STRAY
