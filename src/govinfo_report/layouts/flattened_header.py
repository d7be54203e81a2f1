"""One row a line, under a heading that is flattened.

The heading's words are broken over several lines, column by column, and a rule or an empty line parts it from the rows.

::

    行政复议	行政诉讼
    ------	------

    结果	结果	其他	尚未	总	未经复议直接起诉
    维持	纠正	结果	审结	计
    0	0	0	0	0	0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from attrs import define

from govinfo_report.layouts.base import LabelTest
from govinfo_report.model import LineRow, LineRows, Row, Span
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_RULE = "-—─_="
_RULE_START = _RULE + "|+: \t\xa0\u3000"
# Lines that one heading is broken over: one character a line gives at most six (法律服务机构).
DEPTH = 6
# Lines without numbers that are looked at together: headings, and rows of empty cells above them.
LONGEST_RUN = 40
# Lines with tabs that are looked at for a broken heading: enough for the first blocks of table 二.
LOOKED = 8
# Heading lines, and headings, remembered before the memo starts anew; a heading line has about 60 characters.
MEMO_SIZE = 2_000
# The longest heading line remembered.
MEMO_LINE = 160


class FlattenedHeader:
    """Rows of tab-separated cells under headings that are broken over lines.

    Heading words that stand above one another in a column are put together where together they are a label of the form.

    Args:
        is_label: tells whether words are a label.
    """

    name = "flattened_header"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label
        # heading lines come back in every report: line to whether all its words are labels, and the lines of a heading
        # to how they are put together (both bounded)
        self._known_lines: dict[str, bool] = {}
        self._groups: dict[tuple[str, ...], list[tuple[int, int]]] = {}

    def score(self, lines: Lines) -> float:
        """Say 0.95 where lines are parted by tabs and a rule or a broken heading stands among them, else 0."""
        tabs, leading = lines.tabs
        if not tabs or 2 * leading > tabs + 2:
            return 0.0
        text = lines.text
        ruled = "---" in text or "───" in text or "———" in text
        return 0.95 if ruled or self._has_broken_heading(lines.texts) else 0.0

    def _has_broken_heading(self, texts: Sequence[str]) -> bool:
        """Look for a broken heading among the first lines."""
        heading: list[str] = []
        all_known = True
        looked = 0
        for text in texts:
            if "\t" not in text:
                continue
            looked += 1
            if text.rstrip()[-1:].isdecimal() or len(heading) == DEPTH:
                if not all_known and self._is_broken(heading):
                    return True
                heading, all_known = [], True
                if looked > LOOKED:
                    return False
                continue
            known = self._known_lines.get(text)
            if known is None:
                words = [cell.strip(SPACES) for cell in text.split("\t")]
                known = all(map(self._is_label, filter(None, words)))
                if len(text) <= MEMO_LINE:
                    if len(self._known_lines) >= MEMO_SIZE:
                        self._known_lines.clear()
                    self._known_lines[text] = known
            heading.append(text)
            all_known = all_known and known
        return not all_known and self._is_broken(heading)

    def _is_broken(self, heading: Sequence[str]) -> bool:
        return any(end - at > 1 for at, end in self._groups_of(tuple(heading)))

    def _joins(self, lines: Sequence[Sequence[str]]) -> bool:
        """Tell whether words above one another make a label that they are not by themselves.

        Lines of empty cells may stand between them, but are no first or last line of a heading.
        """
        is_label = self._is_label
        worded = [line for line in lines if any(map(str.strip, line))]
        if not worded or worded[0] is not lines[0] or worded[-1] is not lines[-1]:
            return False
        for stack in zip(*worded, strict=False):
            words = [word.strip(SPACES) for word in stack]
            # each piece adds to the words: a mark under a heading (/, —) is no piece of it
            if all(map(_LETTER.search, words)) and not all(map(is_label, words)):
                whole = "".join(words)
                if not whole.isdecimal() and is_label(whole):
                    return True
        return False

    def is_blind(self, lines: Lines) -> bool:
        """Say that the score looks at tabs and words only."""
        del lines
        return True

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line, and one for all the lines of a broken heading; rules are passed over.

        Not so a line of tabs: empty cells where a row should be tell of labels that moved.
        """
        return LineRows(self._rows(lines), lines, self.name)

    def _rows(self, lines: Lines) -> Iterator[Row]:
        heading: list[tuple[str, int]] = []
        for text, start in lines:
            if not text or (text[0] in _RULE_START and _is_rule(text)):
                continue
            if "\t" in text and not _has_number(text):
                if len(heading) == LONGEST_RUN:
                    yield from self._heading_rows(heading)
                    heading = []
                heading.append((text, start))
                continue
            if heading:
                yield from self._heading_rows(heading)
                heading = []
            yield LineRow(text, start)
        yield from self._heading_rows(heading)

    def _heading_rows(self, heading: Sequence[tuple[str, int]]) -> Iterator[Row]:
        """Give the lines of a heading, those put together that are broken."""
        groups = self._groups_of(tuple([text for text, _ in heading]))
        for at, end in groups:
            yield LineRow(*heading[at]) if end - at == 1 else _stacked(heading[at:end])

    def _groups_of(self, texts: tuple[str, ...]) -> list[tuple[int, int]]:
        """Find the lines of a heading that belong together (remembered).

        Returns:
            Index of the first line and behind the last of each group, the most lines that make a label put together.
        """
        groups = self._groups.get(texts)
        if groups is None:
            lines = [text.split("\t") for text in texts]
            groups = []
            at = 0
            while at < len(lines):
                ends = range(min(at + DEPTH, len(lines)), at + 1, -1)
                end = next((end for end in ends if self._joins(lines[at:end])), at + 1)
                groups.append((at, end))
                at = end
            if sum(map(len, texts)) <= DEPTH * MEMO_LINE:
                if len(self._groups) >= MEMO_SIZE:
                    self._groups.clear()
                self._groups[texts] = groups
        return groups


def _has_number(text: str) -> bool:
    """Tell whether a cell of a line is a number."""
    if _DIGIT.search(text) is None:
        return False
    cells = text.split("\t")
    if any(map(str.isdecimal, cells)):
        return True
    return any(cell.strip(SPACES).lstrip("+-").replace(".", "").isdecimal() for cell in cells)


def _is_rule(text: str) -> bool:
    """Tell whether a line is a table rule, three dashes or more and nothing but joints; or blank, without a cell."""
    if text.strip(_RULE_START):
        return False
    return sum(map(text.count, _RULE)) >= 3 or ("\t" not in text and not text.strip())


@define
class _StackedRow(Row):
    """Lines put together column by column; where a cell stands is worked out when asked.

    Attributes:
        lines: the lines, each as its cells and the offset of its first character.
    """

    lines: Sequence[tuple[str, int]] = ()

    def spans(self, index: int) -> tuple[Span, ...]:
        """Give the runs of text that cell ``index`` (from 0) stands in, empty ones left out."""
        return self.all_spans()[index]

    def all_spans(self) -> list[tuple[Span, ...]]:
        """Give the runs of text of every cell, as ``spans`` does, in one pass."""
        runs: list[list[Span]] = []
        for text, start in self.lines:
            cells = text.split("\t")
            runs += [[] for _ in range(len(cells) - len(runs))]
            at = start
            for cell, its in zip(cells, runs, strict=False):
                its.append((at, at + len(cell)))
                at += len(cell) + 1
        return [tuple([run for run in its if run[0] < run[1]] or its[:1]) for its in runs]

    def hull(self) -> Span:
        """Give where the first line begins and the last one ends: the last cell may stand on the first."""
        last, start = self.lines[-1]
        return self.lines[0][1], start + len(last)

    def all_printed(self) -> list[tuple[str, tuple[Span, ...]]]:
        """Give what every cell prints and where it stands."""
        whole = Row(self.cells, self.start, self.gap, self.all_spans())
        return [whole.printed(index) for index in range(len(self.cells))]


def _stacked(lines: Sequence[tuple[str, int]]) -> Row:
    """Put lines together column by column."""
    columns = zip_longest(*[text.split("\t") for text, _ in lines], fillvalue="")
    return _StackedRow(["".join(words) for words in columns], lines[0][1], 0, lines=lines)
