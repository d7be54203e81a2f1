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
from itertools import chain, pairwise

from attrs import define, field

from govinfo_report.labels.figures import UNITS
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.columns import Measured, Places, Settled, places, settle, wrapped_under
from govinfo_report.layouts.words import (
    WIDEST,
    Word,
    WordLine,
    begins_with_number,
    parts_of,
    printed_lines,
    text_of,
)
from govinfo_report.layouts.wrapped import LabelFinder
from govinfo_report.model import Row, Span
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

# （七） 七、 7. and the like before a label
_NUMBERED = re.compile(r"[（(一二三四五六七八九十①-⑳\d]")
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
        cells: the runs of digits of each.
        is_whole: nothing speaks against their being one whole row.
        label: the words of the row's label.
    """

    first: int
    last: int
    cells: list[tuple[Span, ...]]
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
        if _has_cells(lines):
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
                alone += begins_with_number(last)
            elif any(map(str.isdecimal, last)):
                rows += 1
        return 0.91 * rows / (rows + alone) if rows and is_known else 0.0

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether tabs or bars settle the score."""
        return _has_cells(lines)

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows, each with its label put together, and the words that belong to none."""
        printed = printed_lines(lines)
        numbers = self._number_rows(printed)
        self._find_labels(printed, numbers)
        _settle_columns(printed, numbers)
        found = [_row(lines, [row.label] if row.label else [], row.cells) for row in numbers]
        for line in printed:
            found += [_row(lines, words) for words in self._rows_of_words(line.words)]
        yield from sorted(found, key=_first)

    def _number_rows(self, printed: Sequence[WordLine]) -> list[_Numbers]:
        """Put numbers together that stand on several lines: wrapped, or each of one row on a line of its own."""
        width = max((len(line.cells) for line in printed), default=0)
        rows: list[_Numbers] = []
        at = 0
        while at < len(printed):
            end = at + 1
            if printed[at].cells:
                cells: list[tuple[Span, ...]] = [(cell,) for cell in printed[at].cells]
                while end < len(printed) and (under := self._wrapped(printed[at], printed[end])):
                    for index, (low, high) in zip(under, printed[end].cells, strict=True):
                        # with the line break before them: whether 114 | 3 is one number is not told here
                        ended = printed[end].start - 1
                        cells[index] = (*cells[index], (ended, ended + 1), (low, high))
                    end += 1
                if end > at + 1:
                    rows.append(_Numbers(at, end - 1, cells, True))
                else:
                    while end < len(printed) and printed[end].cells and not printed[end].words:
                        end += 1
                    rows += _own_rows(printed, at, end, width)
            at = end
        return rows

    def _wrapped(self, upper: WordLine, lower: WordLine) -> list[int]:
        """Tell which numbers of a line go on below, where a line holds nothing but the rest of wrapped cells."""
        if not 0 < len(lower.cells) < len(upper.cells) or "  " not in upper.text.strip(SPACES):
            return []
        if lower.words:
            words = [*upper.last_words(), *lower.last_words()]
            if not upper.words and self._is_label(text_of(words)):
                return []  # 11 | 减1 | 55 above 行政强制 | 0 | 0: a line of its own
            if len(lower.words) > WIDEST or not self._finder.look_up(text_of(words))[0]:
                return []
        return wrapped_under(
            places(upper.text, upper.start, upper.cells),
            places(lower.text, lower.start, lower.cells),
        )

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
            if more[0].start - line.start != beside[0].start - lines[0].start:
                # another column's: the rest of a group's label
                continue
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


def _own_rows(printed: Sequence[WordLine], at: int, end: int, width: int) -> list[_Numbers]:
    """Give the rows of lines whose numbers stand alone below the first: one, or more than a row has, each its own."""
    rows = [[(cell,) for cell in line.cells] for line in printed[at:end]]
    if sum(map(len, rows)) <= width:
        return [_Numbers(at, end - 1, list(chain.from_iterable(rows)), True)]
    return [
        _Numbers(index, index, list(cells), 1 < len(cells) == width)
        for index, cells in enumerate(rows, at)
    ]


@define
class _Headed:
    """A heading and the rows that may stand under it.

    Attributes:
        heading: its lines.
        rows: the rows.
    """

    heading: Sequence[WordLine] = ()
    rows: list[_Numbers] = field(factory=list)


def _settle_columns(printed: Sequence[WordLine], numbers: Sequence[_Numbers]) -> None:
    """Give rows the empty cells that their columns show, and put numbers together that have a blank inside."""
    width = max((len(row.cells) for row in numbers), default=0)
    known, block = _Headed(), _Headed()
    above = 0
    for row in numbers:
        between = printed[above : row.first]
        if any(map(_is_heading, between)):
            known = _settle_block(printed, block, known, width)
            block = _Headed(between)
        if row.first == row.last and "  " in printed[row.first].text.strip(SPACES):
            block.rows.append(row)
        above = row.last + 1
    _settle_block(printed, block, known, width)


def _settle_block(
    printed: Sequence[WordLine], block: _Headed, known: _Headed, width: int
) -> _Headed:
    """Settle rows under one heading, if any of them is not just like the fullest row of the table.

    Args:
        printed: the lines.
        block: the rows, and the words right above them; these may be the labels of rows without numbers.
        known: the heading above those, with the rows under it.
        width: how many numbers the fullest row has.

    Returns:
        The heading that rows below may stand under.
    """
    under = _Headed(known.heading, [*known.rows, *block.rows])
    odd = [
        len(row.cells) < width
        or not printed[row.first].words
        or any(right[0][0] - left[-1][1] == 1 for left, right in pairwise(row.cells))
        for row in block.rows
    ]
    if not any(odd):
        return block if block.heading and not known.heading else under
    mine = [_measured(printed[row.first]) for row in block.rows]
    words = list(map(_words, block.heading))
    found = settle(mine, words, may_agree=not known.heading)
    if not any(found) and known.heading:
        # all rows under a heading bear it out, or none
        above = [_measured(printed[row.first]) for row in known.rows]
        found = settle([*above, *mine], list(map(_words, known.heading)), False)[len(above) :]
        block = under
        if not any(found):
            found = settle(mine, words)
    for row, is_odd, settled in zip(under.rows[-len(odd) :], odd, found, strict=True):
        if settled is not None and (is_odd or len(row.cells) < settled[1]):
            row.cells = _in_columns(row.cells, settled)
    return block


def _is_heading(line: WordLine) -> bool:
    """Tell whether a line may be a heading: words that are no piece of a row's label."""
    return len(line.words) > 1 and not any(word.is_used for word in line.words[:2])


def _in_columns(cells: Sequence[tuple[Span, ...]], settled: Settled) -> list[tuple[Span, ...]]:
    """Put cells into their columns; an empty one stands where the one before it ends, or the first begins."""
    columns, count = settled
    filled: list[tuple[Span, ...]] = []
    at = 0
    behind = cells[0][0][0]
    for index, runs in columns:
        filled += [((behind, behind),)] * (index - len(filled))
        behind = cells[at + runs - 1][-1][1]
        filled.append(((cells[at][0][0], behind),))
        at += runs
    return filled + [((behind, behind),)] * (count - len(filled))


def _words(line: WordLine) -> list[Places]:
    """Measure the words of a line."""
    return places(line.text, line.start, [word.span for word in line.words])


def _measured(line: WordLine) -> Measured:
    words = _words(line)
    return Measured(words[-1] if words else None, places(line.text, line.start, line.cells))


def _row(
    lines: Lines, labels: Sequence[Sequence[Word]], cells: Sequence[Sequence[Span]] = ()
) -> Row:
    """Make a row of labels and the places of cells."""
    text, offset = lines.text, lines.start
    parts: list[Sequence[Span]] = [*map(parts_of, labels), *cells]
    texts = ["".join([text[low - offset : high - offset] for low, high in part]) for part in parts]
    return Row(texts, parts[0][0][0], 0, parts)


def _first(row: Row) -> int:
    """Give the offset of the first character of a row: its label may go on below its numbers."""
    return min(part[0][0] for part in row.parts or ())


def _has_cells(lines: Lines) -> bool:
    """Tell whether tabs or bars part cells, more than prose may hold."""
    return lines.tabs[0] > FOREIGN_MARKS or lines.text.count("|") > FOREIGN_MARKS
