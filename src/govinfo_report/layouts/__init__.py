"""Layouts: one strategy a file, lines of a table in, rows of cells out. Chosen for each table by score.

``BUILT_IN`` is the whole list of the library's own; others come in through the entry-point group
``govinfo_report.layouts``. How to write one is in ``docs/layouts.md``.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from govinfo_report.layouts.bare_cells import BareCells
from govinfo_report.layouts.base import LabelTest, Layout, LayoutFactory
from govinfo_report.layouts.choice import Choice, choose, choose_again, is_blind
from govinfo_report.layouts.column_blocks import ColumnBlocks
from govinfo_report.layouts.comma_separated import CommaSeparated
from govinfo_report.layouts.flattened_header import FlattenedHeader
from govinfo_report.layouts.native_table import NativeTable
from govinfo_report.layouts.pipe_table import PipeTable
from govinfo_report.layouts.row_per_cell import RowPerCell
from govinfo_report.layouts.run_together import RunTogether
from govinfo_report.layouts.space_aligned import SpaceAligned
from govinfo_report.layouts.tab_separated import TabSeparated
from govinfo_report.layouts.torn_decimals import has_torn_decimal, join_decimals

__all__ = [
    "BUILT_IN",
    "GROUP",
    "BareCells",
    "Choice",
    "ColumnBlocks",
    "CommaSeparated",
    "FlattenedHeader",
    "LabelTest",
    "Layout",
    "LayoutFactory",
    "NativeTable",
    "PipeTable",
    "RowPerCell",
    "RunTogether",
    "SpaceAligned",
    "TabSeparated",
    "choose",
    "choose_again",
    "has_torn_decimal",
    "is_blind",
    "join_decimals",
    "registered",
]

GROUP = "govinfo_report.layouts"
"""The entry-point group that third parties register their layouts in."""

BUILT_IN = (
    TabSeparated,
    RowPerCell,
    FlattenedHeader,
    PipeTable,
    BareCells,
    RunTogether,
    SpaceAligned,
    ColumnBlocks,
    CommaSeparated,
)
"""The library's own layouts; of two that score the same the first is taken."""


def registered(is_label: LabelTest) -> list[Layout]:
    """Make every layout: the built-in ones, then those of other packages by the order of their names.

    Args:
        is_label: tells whether a text is a label of the form.
    """
    layouts: list[Layout] = [factory(is_label) for factory in BUILT_IN]
    known = {layout.name for layout in layouts}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        if entry.name not in known:
            known.add(entry.name)
            layouts.append(entry.load()(is_label))
    return layouts
