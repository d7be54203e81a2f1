"""One row a line, a tab between two cells.

::

    信息内容	本年制发件数	本年废止件数	现行有效件数
    规章	0	0	0
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import LineRow, LineRows, Row
from govinfo_report.source import Lines

# The share of tabs that stand in pairs from which on lines are looked at for whether two part any two cells.
PAIRED = 0.8
# Lines with cells two tabs apart, three in a row, and with cells one tab apart; the first cells of the table.
_THREE_BY_PAIRS = re.compile(r"(?m)[^\t\r\n]\t\t[^\t\r\n]+\t\t[^\t\r\n].*$")
_TWO_BY_ONE = re.compile(r"(?m)[^\t\r\n]\t[^\t\r\n].*$")
_BY_TABS = re.compile(r"[^\t\r\n](\t+)[^\t\r\n]")


class TabSeparated:
    """Rows of tab-separated cells, one a line; some converters leave two tabs between any two cells.

    Args:
        is_label: tells whether a text is a label.
    """

    name = "tab_separated"

    def __init__(self, is_label: LabelTest) -> None:
        """Take the label test that every layout is given; tabs alone tell this one's rows."""

    def score(self, lines: Lines) -> float:
        """Say how many of the tabs stand inside lines: all of them where each line is a row."""
        tabs, leading = lines.tabs
        return 0.9 * (tabs - leading) / tabs if tabs else 0.0

    def is_blind(self, lines: Lines) -> bool:
        """Say that the score looks at tabs and words only."""
        del lines
        return True

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line (hot: ``benchmarks.run``, stage layouts)."""
        text = lines.text
        tabs, leading = lines.tabs
        pairs = 2 * text.count("\t\t")
        # some set a tab before the first cell too
        if pairs and (
            pairs in (tabs, tabs - leading) or (pairs > PAIRED * tabs and _are_paired(text))
        ):
            return (_paired(line, start) for line, start in lines)
        return LineRows(_each(lines), lines, self.name)


def _are_paired(text: str) -> bool:
    """Tell whether two tabs part the cells of most lines, the first of them included: a note may have one.

    With one tab between two cells, and many empty, headings have one.
    """
    first = _BY_TABS.search(text)
    if first is None or len(first[1]) != 2:
        return False
    paired = sum(1 for _ in _THREE_BY_PAIRS.finditer(text))
    return paired > 3 * sum(1 for _ in _TWO_BY_ONE.finditer(text))


def _paired(line: str, start: int) -> Row:
    """Give the row of a line in a table with two tabs between any two cells."""
    tabs = 2 if 2 * line.count("\t\t") >= line.count("\t") - 1 else 1
    return Row(line.split("\t" * tabs), start, tabs)


def _each(lines: Lines) -> Iterator[Row]:
    yield from map(LineRow, lines.texts, lines.starts)
