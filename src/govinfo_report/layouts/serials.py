"""Serial numbers that a program put before the rows of a table, and above its columns.

::

    ,0,1,2,3
    0,信息内容,本年制发件数,本年废止件数,现行有效件数
    1,规章,3,1,27
    2,行政规范性文件,41,16,388
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.layouts.found_rows import FoundRow, found_row
from govinfo_report.layouts.pieces import is_value
from govinfo_report.source import Lines

# Rows with words behind such a number, fewer than which are counted by chance; no row of the form begins with one.
FEWEST_LABELS = 2
# The same where other lines stand among them, and a number of the line above may be broken: 5 above 6 | 行政许可.
FEWEST_LINES = 5
# Columns counted from 0, fewer than which may be numbers of the table.
FEWEST_COLUMNS = 4
# Digits of the first number: nothing counts from a thousand on.
LONGEST = 3


def without_serials(found: Sequence[FoundRow]) -> list[FoundRow]:
    """Leave out a first column that counts the rows, and a first row that then counts the columns.

    Args:
        found: the lines of a table, from top to bottom.

    Returns:
        The lines, those without their serial number made anew.
    """
    rows = list(found)
    heading = rows[0].texts() if rows else []
    if len(heading) >= FEWEST_COLUMNS and heading[0] == "0" and _counts(heading):
        # 0,1,2,3 above the headings: only the columns are counted
        firsts = [row.texts()[0] for row in rows[1:]]
        return rows[1:] if any(text and not is_value(text) for text in firsts) else rows
    is_counted = len(heading) > 1 and not heading[0] and _counts(heading[1:])
    below = rows[1:] if is_counted else rows
    if any(len(row.cells) < 2 for row in below):
        return rows
    if sum(map(_has_label, below)) < FEWEST_LABELS or not _counts(
        [row.texts()[0] for row in below]
    ):
        return rows
    return [found_row(row.cells[1:], row.origin) for row in below]


def serial_lines(lines: Lines) -> dict[int, int]:
    """Find the lines of tab-separated cells that begin with the number of their row, words behind it.

    Other lines may stand among them: headings, and pages' ends.

    Args:
        lines: the lines of a table.

    Returns:
        Offset of each line to the characters that its number and the tab behind it take; empty where such numbers do
        not count up, or are too few to do so by no chance.
    """
    counted: list[str] = []
    found: dict[int, int] = {}
    for line, start in lines:
        serial, tab, rest = line.partition("\t")
        if tab and serial.isdecimal() and len(serial) <= LONGEST:
            label = rest.partition("\t")[0]
            if label and not is_value(label):
                counted.append(serial)
                found[start] = len(serial) + 1
    return found if len(counted) >= FEWEST_LINES and _counts(counted) else {}


def _has_label(row: FoundRow) -> bool:
    """Tell whether words stand behind the first cell of a row."""
    text = row.texts()[1]
    return bool(text) and not is_value(text)


def _counts(texts: Sequence[str]) -> bool:
    """Tell whether texts are whole numbers, each one more than the one before."""
    if not texts[0].isdecimal() or len(texts[0]) > LONGEST:
        return False
    first = int(texts[0])
    return list(texts) == [str(number) for number in range(first, first + len(texts))]
