"""One row a line, a tab between two cells.

::

    信息内容	本年制发件数	本年废止件数	现行有效件数
    规章	0	0	0
"""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.tab_cells import is_torn, mended_lines
from govinfo_report.model import LineRow, Row
from govinfo_report.source import Lines


class TabSeparated:
    """Rows of tab-separated cells, one a line; some converters leave two tabs between any two cells.

    Args:
        is_label: tells whether pieces of text, put together, are a label.
    """

    name = "tab_separated"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say how many of the tabs stand inside lines: all of them where each line is a row."""
        tabs, leading = lines.tabs
        return 0.9 * (tabs - leading) / tabs if tabs else 0.0

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line (hot: ``benchmarks.run``, stage layouts)."""
        if "\t\t" in lines.text and 2 * lines.text.count("\t\t") == lines.tabs[0]:
            return (Row(text.split("\t\t"), start, 2) for text, start in lines)
        if not is_torn(lines, self._is_label):
            return map(LineRow, lines.texts, lines.starts)
        mended = mended_lines(lines, self._is_label)
        return (row if isinstance(row, Row) else LineRow(*row) for row in mended)
