"""Cells parted by blanks: columns lined up with spaces, or one row a line with a space between two cells.

::

    行政许可               7                   +8                  9
              （三）不  1.属于国家秘  0       0     3     3       0     1     7
              予公开    密
    （一）予以公开 2 1 3 0 0 4 10
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, field

from govinfo_report.labels.figures import UNITS
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.columns import (
    Measured,
    Places,
    agreed_columns,
    columns_by_heading,
    columns_by_rows,
    places,
)
from govinfo_report.layouts.wrapped import (
    WIDEST,
    LabelFinder,
    Word,
    WordLine,
    parts_of,
    text_of,
)
from govinfo_report.model import Row, Span
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

_WORD = re.compile(r"[^\s\u200b\ufeff\x00]+")
_NUMBER = r"(?:[+＋\-－−﹣]|增加?|减少?)?\d[\d,，]*(?:[.．]\d+)?"
_PLAIN = re.compile(_NUMBER)
_VALUE = re.compile(rf"{_NUMBER}(?:{'|'.join(UNITS)})?[*＊※①-⑳]?|[/／\\＼*─–—－-]{{1,2}}|无|不适用")
# （七） 七、 7. and the like before a label
_NUMBERED = re.compile(r"[（(一二三四五六七八九十①-⑳\d]")
# what a page prints at its foot: - 3 -, 第 3 页, 3 / 12
_PAGE = re.compile(r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}")
_RULE = re.compile(r"[\s\-—─━=_+|:]{3,}")
_FURNITURE = frozenset("-—–─━=_+|:第")
_SENTENCE = frozenset("。；！？")
# Tabs or bars from which on a table is another layout's: a copy may keep a few in its prose.
FOREIGN_MARKS = 8
# Lines of which one must begin with a label for a score.
LOOKED = 60


@define(eq=False)
class _Numbers:
    """The numbers of one row.

    Attributes:
        first: index of the line that they begin on.
        last: index of the line that they end on.
        cells: where they stand.
        is_whole: nothing speaks against their being one whole row.
        label: the words of the row's label.
    """

    first: int
    last: int
    cells: Sequence[Span]
    is_whole: bool
    label: Sequence[Word] = field(default=())

    def take(self, label: Sequence[Word]) -> None:
        """Make words the label."""
        self.label = label
        for word in label:
            word.is_used = True

    def drop(self) -> None:
        """Give the label back."""
        for word in self.label:
            word.is_used = False
        self.label = ()


class SpaceAligned:
    """Rows of cells that blanks part; labels may be broken over lines above, beside and below their numbers.

    Pieces are put together only where they make a label; a piece that makes none stays a row of words.

    Args:
        is_label: tells what is a label and what the beginning of one.
    """

    name = "space_aligned"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label
        self._finder = LabelFinder(is_label)

    def score(self, lines: Lines) -> float:
        """Say 0.91 times the share of lines ending in a number that have something before it, parted by a space."""
        text = lines.text
        if lines.tabs[0] > FOREIGN_MARKS or text.count("|") > FOREIGN_MARKS:
            return 0.0
        rows = alone = looked = 0
        is_known = False
        for line in lines.texts:
            bare = line.strip(SPACES)
            if not bare:
                continue
            if not is_known and looked < LOOKED:
                looked += 1
                is_known = self._is_label.begins(bare, 0) is not None
            if not (bare[-1].isdecimal() or bare.endswith(UNITS)):
                continue
            before, _, last = bare.rpartition(" ")
            if not before:
                alone += _PLAIN.match(last) is not None
            elif any(map(str.isdecimal, last)):
                rows += 1
        return 0.91 * rows / (rows + alone) if rows and is_known else 0.0

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows, each with its label put together, and the words that belong to none."""
        printed = _printed_lines(lines)
        numbers = _number_rows(printed)
        self._find_labels(printed, numbers)
        _fill(printed, numbers)
        found = [_row(lines, [row.label] if row.label else [], row.cells) for row in numbers]
        for line in printed:
            found += [_row(lines, words) for words in self._rows_of_words(line.words)]
        yield from sorted(found, key=_first)

    def _find_labels(self, printed: Sequence[WordLine], numbers: Sequence[_Numbers]) -> None:
        """Give each row its label: those put together surely first, then words that are none."""
        ends = [*(row.first for row in numbers), len(printed)][1:]
        first = 0
        for row, last in zip(numbers, ends, strict=True):
            if row.is_whole or printed[row.first].words:
                row.take(self._finder.find(printed, row.first, first, last))
            first = row.last + 1
        known = [row for row in numbers if row.label]
        if any(_NUMBERED.match(row.label[0].text) for row in known):
            # 总计 above numbers that lost their label heads their last column; it is not the line （七）总计
            for row in known:
                if not printed[row.first].words and not _NUMBERED.match(row.label[0].text):
                    row.drop()
        is_broken = any(len({word.line for word in row.label}) > 1 for row in known)
        for row, last in zip(numbers, ends, strict=True):
            if not row.label and printed[row.first].words:
                row.take(self._words_beside(printed[row.first : last], is_broken))

    def _words_beside(self, lines: Sequence[WordLine], is_broken: bool) -> Sequence[Word]:
        """Give the words beside numbers that make no label, with what may go on with them on the lines below.

        Where labels are broken over lines, 2.其他 is the beginning of one that a slip in its rest keeps from being put
        together; it is not the line 其他.
        """
        words = lines[0].words
        if not is_broken:
            for first in range(max(0, len(words) - WIDEST), len(words)):
                if self._is_label(text_of(words[first:])):
                    return words[first:]
        beside = list(lines[0].last_words())
        for line in lines[1:]:
            more = line.last_words()
            if line.cells or not more or self._begins_anew(beside, more):
                break
            beside += more
        return () if self._is_label(text_of(beside)) else beside

    def _begins_anew(self, words: Sequence[Word], more: Sequence[Word]) -> bool:
        """Tell whether a label begins with ``more``: of numbered labels the next one has its number."""
        is_numbered = _NUMBERED.match(more[0].text) or not _NUMBERED.match(words[0].text)
        return bool(is_numbered) and self._is_label.is_begun(text_of(more))

    def _rows_of_words(self, words: Sequence[Word]) -> Iterator[list[Sequence[Word]]]:
        """Give the words of a line that are no part of a row with numbers as rows: labels whole, others one by one."""
        row: list[Sequence[Word]] = []
        at = 0
        while at < len(words):
            end = at + 1
            if words[at].is_used:
                if row:
                    yield row
                row = []
            else:
                text = ""
                for stop in range(at, min(len(words), at + WIDEST)):
                    text += words[stop].text
                    is_begun, is_whole = self._finder.look_up(text)
                    if not is_begun or words[stop].is_used:
                        break
                    end = stop + 1 if is_whole else end
                row.append(words[at:end])
            at = end
        if row:
            yield row


def _printed_lines(lines: Lines) -> list[WordLine]:
    """Give the lines that print something, numbers of pages and rules passed over."""
    printed: list[WordLine] = []
    texts = lines.texts
    for at, (text, start) in enumerate(lines):
        runs = [found.span() for found in _WORD.finditer(text)]
        if not runs:
            continue
        first = text[runs[0][0]]
        if first in _FURNITURE or first.isdecimal():
            bare = text[runs[0][0] : runs[-1][1]]
            if _PAGE.fullmatch(bare) or _RULE.fullmatch(bare):
                continue
            if bare.isdecimal() and texts[at + 1 : at + 2] and texts[at + 1].startswith("\x0c"):
                # the number of a page, a form feed behind it
                continue
        printed.append(_cut(text, start, runs, len(printed)))
    return printed


def _cut(text: str, start: int, runs: Sequence[Span], index: int) -> WordLine:
    """Cut a line into words and the numbers behind them."""
    at = len(runs)
    cells: list[Span] = []
    while at:
        low, high = runs[at - 1]
        run = text[low:high]
        if run.isdecimal() or _VALUE.fullmatch(run):
            at -= 1
        elif run in UNITS and at > 1 and _PLAIN.fullmatch(text, *runs[at - 2]):
            # 208.2165 万元
            low = runs[at - 2][0]
            at -= 2
        else:
            break
        cells.append((start + low, start + high))
    if cells and at and not _SENTENCE.isdisjoint(text[: runs[at - 1][1]]):
        # a sentence with a number at its end
        low, high = runs[0][0], runs[-1][1]
        return WordLine(text, start, [Word(text[low:high], start + low, index)])
    if len(runs) == 1 and cells and not any(map(str.isdecimal, text)):
        cells, at = [], 1
    words = []
    before = runs[0][0]
    for low, high in runs[:at]:
        words.append(Word(text[low:high], start + low, index, low - before))
        before = high
    return WordLine(text, start, words, cells[::-1])


def _number_rows(printed: Sequence[WordLine]) -> list[_Numbers]:
    """Put numbers together that stand on lines of their own, where together they are no more than a row has."""
    width = max((len(line.cells) for line in printed), default=0)
    rows: list[_Numbers] = []
    at = 0
    while at < len(printed):
        end = at + 1
        if printed[at].cells:
            while end < len(printed) and printed[end].cells and not printed[end].words:
                end += 1
            run = printed[at:end]
            cells = [cell for line in run for cell in line.cells]
            if len(cells) <= width:
                rows.append(_Numbers(at, end - 1, cells, True))
            else:
                rows += [
                    _Numbers(at + index, at + index, line.cells, 1 < len(line.cells) == width)
                    for index, line in enumerate(run)
                ]
        at = end
    return rows


def _fill(printed: Sequence[WordLine], numbers: Sequence[_Numbers]) -> None:
    """Give rows the empty cells that their columns show: rows with fewer numbers than others, or without a label."""
    width = max((len(row.cells) for row in numbers), default=0)
    agreed: list[set[int]] | None = None
    above = 0
    for row in numbers:
        line = printed[row.first]
        if "  " not in line.text.strip(SPACES) or row.first != row.last:
            pass
        elif len(row.cells) < width or not line.words:
            if agreed is None:
                whole = [other for other in numbers if len(other.cells) == width]
                agreed = agreed_columns([_measured(printed[other.first]) for other in whole])
            heading = [_words(line) for line in printed[above : row.first]]
            measured = _measured(line)
            found = columns_by_heading(measured, heading) or columns_by_rows(measured, agreed)
            if len(found) == 1:
                row.cells = _with_blanks(row.cells, *found.pop())
        above = row.last + 1


def _words(line: WordLine) -> list[Places]:
    """Measure the words of a line."""
    return places(line.text, line.start, [word.span for word in line.words])


def _measured(line: WordLine) -> Measured:
    words = _words(line)
    return Measured(words[-1] if words else None, places(line.text, line.start, line.cells))


def _with_blanks(cells: Sequence[Span], indices: Sequence[int], count: int) -> list[Span]:
    """Put empty cells between others: each where the one before it ends, those in front where the first begins."""
    filled = [(cells[0][0], cells[0][0])] * indices[0]
    for cell, index, behind in zip(cells, indices, [*indices[1:], count], strict=True):
        filled += [cell, *[(cell[1], cell[1])] * (behind - index - 1)]
    return filled


def _row(lines: Lines, labels: Sequence[Sequence[Word]], cells: Sequence[Span] = ()) -> Row:
    """Make a row of labels and the places of cells."""
    text, offset = lines.text, lines.start
    parts = [*map(parts_of, labels), *([cell] for cell in cells)]
    texts = ["".join([text[low - offset : high - offset] for low, high in part]) for part in parts]
    return Row(texts, parts[0][0][0], 0, parts)


def _first(row: Row) -> int:
    """Give the offset of the first character of a row: its label may go on below its numbers."""
    return min(part[0][0] for part in row.parts or ())
