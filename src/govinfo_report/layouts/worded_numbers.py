"""What is no number beside the digits of running text, and no label: it is in a cell with them, or is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define

from govinfo_report.labels.figures import MARKS
from govinfo_report.labels.normal import NUMERALS, PART
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.between_runs import OF_NONE
from govinfo_report.model import Span

# Longest words that stand for a number, or are no unit that is known: 约若干, 不详, 未统计.
LONGEST = 6
# what has a number of its own in brackets, or before a mark
_NUMBERED = re.compile(rf"\s*(?:[（(][{NUMERALS}\d]{{1,3}}[)）]|[{NUMERALS}]{{1,2}}[、.．])")


@define
class Found:
    """A label, or words that are none, and the cells behind it.

    Attributes:
        spans: where they stand.
        is_label: a label comes first.
        first: which of ``spans`` is the first cell: 1, or 0 where neither a label nor words stand before it.
        is_garbled: its cells are one, for something that is no number stands between them.
        is_glued: nothing parts its cells, save what stands between the runs of digits.
    """

    spans: list[Span]
    is_label: bool = False
    first: int = 1
    is_garbled: bool = False
    is_glued: bool = True

    def add(self, start: int, end: int, is_garbled: bool) -> None:
        """Add a cell, or what belongs to the one before it."""
        self.is_garbled |= is_garbled
        self.spans.append((start, end))
        if self.is_garbled and len(self.spans) > self.first:
            self.spans[self.first :] = [(self.spans[self.first][0], end)]


def add_run(text: str, row: Found, low: int, high: int) -> None:
    """Add a run of digits to a row, with what stands between it and the label or the run before it: ≥5, 1…5, *12.

    Args:
        text: the text.
        row: the row.
        low: offset of the first digit, from 0.
        high: offset behind the last.
    """
    last = row.spans[-1][1] if row.spans else low
    found = OF_NONE.match(text, last, low)
    start = found.end() if found else last
    behind_mark = len(row.spans) > row.first and last == low
    row.add(start, high, start < low or behind_mark)


def with_words(text: str, found: Sequence[Found], is_label: LabelTest) -> Iterator[Found]:
    """Give words that stand right behind a number, and are no label, to the row of that number.

    ``2桶`` and ``984361`` in ``2桶 984361`` are two cells where no label stands right behind a number; in ``412桶88``
    nothing tells where a cell ends, so they are one.

    Args:
        text: the text.
        found: what was found in it, in order.
        is_label: tells what is a label.
    """
    is_glued = any(item.is_label and _stands_behind_digit(text, item) for item in found)
    row: Found | None = None
    for item in found:
        if row is not None and not is_glued and _stands_apart(text, row, item, is_label):
            row = _with_cells(text, row, item)
            continue
        if row is not None and _is_of_row(text, row, item, is_label):
            for start, end in item.spans:
                row.add(start, end, True)
            continue
        if row is not None:
            yield row
        row = item
    if row is not None:
        yield row


def _stands_behind_digit(text: str, item: Found) -> bool:
    start = item.spans[0][0]
    return text[start - 1 : start].isdecimal()


def _stands_apart(text: str, row: Found, item: Found, is_label: LabelTest) -> bool:
    """Tell whether words are those of the number before them, and room stands behind them: 6 4 11桶 5."""
    (start, end), last = item.spans[0], row.spans[-1][1]
    words = text[start:end]
    return (
        not (item.is_label or row.is_garbled)
        and len(row.spans) > row.first
        and len(item.spans) > 1
        and start == last
        and text[start - 1].isdecimal()
        and text[end].isspace()
        and len(words) <= LONGEST
        and words.isalpha()
        and not is_label(_label(text, row) + words)
    )


def _with_cells(text: str, row: Found, item: Found) -> Found:
    """Give a row with the words behind its last number, which is a cell with them, and the cells behind these."""
    low, high = row.spans[-1]
    first = max((at + 1 for at in range(low, high) if text[at].isspace()), default=low)
    before = low + len(text[low:first].rstrip())
    cells = [(low, before)] if before > low else []
    worded = (first, item.spans[0][1])
    spans = [*row.spans[:-1], *cells, worded, *item.spans[1:]]
    return Found(spans, row.is_label, row.first, is_glued=False)


def _is_of_row(text: str, row: Found, item: Found, is_label: LabelTest) -> bool:
    """Tell whether words are no row of their own.

    The rest of the row's own label is not in its cell: 其他对外管理服务140-4862事项.
    """
    if item.is_label or len(row.spans) == row.first:
        return False
    (start, end), last = item.spans[0], row.spans[-1][1]
    if text[last:start].strip("(（") or _NUMBERED.match(text, last):
        return False
    words = text[start:end]
    if words.rstrip("：:") == PART:
        # 00其中：1.政府网站公开数: the next label's
        return False
    if len(item.spans) > 1:
        # 5万2, 5万行政强制3: a label has more letters than one; behind other words it is not surely one, nor are they
        is_in_cell = end - start == 1 or words in MARKS
        return start == last and (
            (is_in_cell and item.spans[1][0] == end)
            or any(is_label.begins(text, at) == end for at in range(start + 1, end - 1))
        )
    return not is_label(_label(text, row) + words) and not is_label(words)


def _label(text: str, row: Found) -> str:
    return text[row.spans[0][0] : row.spans[0][1]] if row.first else ""
