"""Serial numbers that a program put before the rows of a table, and above its columns.

::

            0       1       2       3
    0    信息内容  本年制发件数  本年废止件数  现行有效件数
    1      规章       2       0      14
    2  行政规范性文件      63      28     517

Frames print them, and spreadsheets that were numbered. They are no numbers of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_report.model import Span

# A number at the start of a line, what parts it from the next cell, and the first character there.
_SERIAL = re.compile(
    r"^[ \t|│]*+(?P<serial>\d{1,3})(?P<parted>[ ]{2,}+|[ ]*+[\t,|│][ \t]*+)(?P<next>\S)", re.M
)
# Rows counted from 0, words behind the first of them; of rows counted otherwise more are asked for.
FEWEST_FROM_0, FEWEST = 3, 6
# A line that counts the columns from 0; words stand below it, and in Markdown a rule between.
_COLUMNS = re.compile(
    r"^[ \t|│,]*+0(?:[ \t|│,]++\d{1,2})++[ \t|│,]*+$(?=(?:\s*+[ |:-]++$)?\s*+.*[^\x00-\x7f])", re.M
)
# The fewest columns that it counts, where nothing stands above the column of serial numbers, and where a cell does.
FEWEST_COLUMNS, FEWEST_BESIDE = 4, 3
_NUMBER = re.compile(r"\d+")
# One of both stands in every text with serial numbers; most have neither (hot).
_SECOND_ROW = re.compile(r"\n[ \t|│]*+1[ \t,|│]")
_SECOND_COLUMN = re.compile(r"0[ \t|│,]++1[ \t|│,]++2[ \t|│,]")


def serial_spans(text: str) -> list[Span]:
    """Find the serial numbers of rows and columns, each with what parts it from the next cell.

    Rows count up by one from line to line; other lines may stand among them, as pages' ends and wrapped cells do.

    Args:
        text: a copy.

    Returns:
        Start and end of each, in order.
    """
    if _SECOND_ROW.search(text) is None and _SECOND_COLUMN.search(text) is None:
        return []
    spans = [line.span() for line in _COLUMNS.finditer(text) if _counts(line[0])]
    for run in filter(_is_counted, _runs(text)):
        spans += [(row.start("serial"), row.end("parted")) for row in run]
    return sorted(spans)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Give the lines that begin with numbers which count up."""
    run: list[re.Match[str]] = []
    for row in _SERIAL.finditer(text):
        if run and int(row["serial"]) != int(run[-1]["serial"]) + 1:
            yield run
            run = []
        run.append(row)
    yield run


def _is_counted(run: list[re.Match[str]]) -> bool:
    if not run:
        return False
    words = sum(not row["next"].isascii() for row in run)
    if run[0]["serial"] == "0" and not run[0]["next"].isascii():
        return len(run) >= FEWEST_FROM_0
    return len(run) >= FEWEST and 2 * words > len(run)


def _counts(line: str) -> bool:
    numbers = _NUMBER.findall(line)
    fewest = FEWEST_COLUMNS if line[0] == "0" else FEWEST_BESIDE
    return len(numbers) >= fewest and numbers == list(map(str, range(len(numbers))))
