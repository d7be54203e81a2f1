"""One row a line, but the heading above the rows is flattened: its words are broken over several lines, column by column,
and a rule or an empty line parts it from the rows.

::

    行政复议	行政诉讼
    ------	------

    结果	结果	其他	尚未	总	未经复议直接起诉
    维持	纠正	结果	审结	计
    0	0	0	0	0	0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import Row, Span
from govinfo_report.source import Lines

_RULE = "-—─_="
_RULE_START = _RULE + "|+: \t\xa0\u3000"
_RULES = ("---", "───", "———")
# Lines that one heading is broken over: one character a line gives at most six (法律服务机构).
DEPTH = 6


class FlattenedHeader:
    """Rows of tab-separated cells under headings that are broken over lines.

    Heading words that stand above one another in a column are put together where together they are a label of the form.

    Args:
        is_label: tells whether words are a label.
    """

    name = "flattened_header"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say 0.95 where a rule or a broken heading stands among tab-separated lines, else 0."""
        tabs, leading = lines.tabs
        if not tabs or 2 * leading > tabs + 2:
            return 0.0
        if any(rule in lines.text for rule in _RULES) or self._has_broken_heading(lines.texts):
            return 0.95
        return 0.0

    def _has_broken_heading(self, texts: Sequence[str]) -> bool:
        """Look for a broken heading in the lines above the first number."""
        above: list[str] = []
        above_known = True
        looked = 0
        for text in texts:
            if "\t" not in text:
                continue
            cells = text.split("\t")
            looked += 1
            if looked > DEPTH or any(map(str.isdecimal, cells)):
                return False
            known = all(map(self._is_label, filter(None, cells)))
            if not (known and above_known) and self._joins([above, cells]):
                return True
            above, above_known = cells, known
        return False

    def _joins(self, lines: Sequence[Sequence[str]]) -> bool:
        """Tell whether words above one another make a label that they are not by themselves."""
        is_label = self._is_label
        for words in zip(*lines, strict=False):
            if "" not in words and not all(map(is_label, words)):
                whole = "".join(map(str.strip, words))
                if not whole.isdecimal() and is_label(whole):
                    return True
        return False

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line, and one for all the lines of a broken heading; rules are passed over."""
        heading: list[tuple[list[str], int]] = []
        for text, start in lines:
            if not text or (text[0] in _RULE_START and _is_rule(text)):
                continue
            cells = text.split("\t")
            if "\t" in text and len(heading) < DEPTH and not any(map(str.isdecimal, cells)):
                heading.append((cells, start))
                continue
            yield from self._heading_rows(heading)
            heading = []
            yield Row(cells, start)
        yield from self._heading_rows(heading)

    def _heading_rows(self, heading: list[tuple[list[str], int]]) -> Iterator[Row]:
        """Give the lines of a heading, those put together that are broken."""
        at = 0
        while at < len(heading):
            end = at + 1
            while end < len(heading) and self._joins([cells for cells, _ in heading[at : end + 1]]):
                end += 1
            if end - at == 1:
                yield Row(*heading[at])
            else:
                yield _stacked(heading[at:end])
            at = end


def _is_rule(text: str) -> bool:
    """Tell whether a line is empty or a table rule: three dashes or more and nothing but joints."""
    bare = text.strip(_RULE_START)
    return not bare and (not text.strip() or sum(map(text.count, _RULE)) >= 3)


def _stacked(lines: Sequence[tuple[list[str], int]]) -> Row:
    """Put lines together column by column."""
    width = max(len(cells) for cells, _ in lines)
    words = [""] * width
    parts: list[list[Span]] = [[] for _ in range(width)]
    for cells, start in lines:
        at = start
        for column, cell in enumerate(cells):
            end = at + len(cell)
            # an empty cell adds nothing; a column of nothing else stands where its first one does
            if cell or not parts[column]:
                if parts[column] and not words[column]:
                    parts[column] = []
                words[column] += cell
                parts[column].append((at, end))
            at = end + 1
    return Row(words, lines[0][1], 0, parts)
