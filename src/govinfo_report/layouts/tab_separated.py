"""One row a line, a tab between two cells.

::

    信息内容	本年制发件数	本年废止件数	现行有效件数
    规章	0	0	0
"""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import LineRow, Row
from govinfo_report.source import Lines


class TabSeparated:
    """Rows of tab-separated cells, one a line.

    Args:
        is_label: not asked.
    """

    name = "tab_separated"

    def __init__(self, is_label: LabelTest) -> None:
        del is_label

    def score(self, lines: Lines) -> float:
        """Say how many of the tabs stand inside lines: all of them where each line is a row."""
        tabs, leading = lines.tabs
        return 0.9 * (tabs - leading) / tabs if tabs else 0.0

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line (hot: ``benchmarks.run``, stage layouts)."""
        return map(LineRow, lines.texts, lines.starts)
