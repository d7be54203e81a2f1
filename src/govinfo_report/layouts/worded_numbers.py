"""Words right behind a number of running text that are no label: they are a number's own, or stand for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import Span

# Longest words that stand for a number, or are no unit that is known: 约若干, 不详, 未统计.
LONGEST = 6


@define
class Found:
    """A label, or words that are none, and the cells behind it."""

    spans: list[Span]
    is_label: bool = False


def with_words(text: str, found: Sequence[Found], is_label: LabelTest) -> Iterator[Found]:
    """Give words that stand right behind a number, and are no label, to the row of that number.

    13约若干 is two cells. So are ``2桶`` and ``984361`` in ``2桶 984361`` where no label stands right behind a number;
    in ``412桶88`` nothing tells where a cell ends, so they are one. The rest of the row's own label is none of these:
    其他对外管理服务140-4862事项.

    Args:
        text: the text.
        found: what was found in it, in order.
        is_label: tells what is a label.
    """
    is_glued = any(item.is_label and _stands_behind_digit(text, item) for item in found)
    row: Found | None = None
    for item in found:
        joined = _joined(text, row, item, is_label, is_glued) if row is not None else None
        if joined is not None:
            row = joined
            continue
        if row is not None:
            yield row
        row = item
    if row is not None:
        yield row


def _joined(
    text: str, row: Found, item: Found, is_label: LabelTest, is_glued: bool
) -> Found | None:
    """Give a row with the words behind its last number; None where they are not its own."""
    (start, end), (low, high), label = item.spans[0], row.spans[-1], row.spans[0]
    words = text[start:end]
    if (
        item.is_label
        or len(row.spans) == 1
        or start != high
        or not text[start - 1].isdecimal()
        or len(words) > LONGEST
        or not words.isalpha()
        or is_label(text[label[0] : label[1]] + words)
    ):
        return None
    if len(item.spans) == 1:
        return Found([*row.spans, item.spans[0]], row.is_label)
    if not is_glued and text[end].isspace():
        # 6 4 11桶 5: the words are those of the last number
        first = max((at + 1 for at in range(low, high) if text[at].isspace()), default=low)
        before = low + len(text[low:first].rstrip())
        cells = [(low, before)] if before > low else []
        return Found([*row.spans[:-1], *cells, (first, end), *item.spans[1:]], row.is_label)
    if len(words) == 1:
        # no label has one character
        return Found([*row.spans[:-1], (low, item.spans[-1][1])], row.is_label)
    return None


def _stands_behind_digit(text: str, item: Found) -> bool:
    start = item.spans[0][0]
    return text[start - 1 : start].isdecimal()
