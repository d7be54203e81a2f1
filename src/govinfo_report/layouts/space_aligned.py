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

from attrs import define, evolve, field

from govinfo_report.labels.figures import UNIT_ENDS
from govinfo_report.labels.normal import NUMERALS
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.columns import places, wrapped_under
from govinfo_report.layouts.dividers import has_dividers
from govinfo_report.layouts.page_marks import is_page_mark
from govinfo_report.layouts.pieces import is_value
from govinfo_report.layouts.words import (
    WIDEST,
    Word,
    WordLine,
    begins_with_number,
    is_spaced_out,
    parts_of,
    printed_lines,
    text_of,
)
from govinfo_report.layouts.wrapped import WrappedLabels
from govinfo_report.model import Row, Span
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

# （七） 七、 7. and the like before a label
_NUMBERED = re.compile(rf"[（({NUMERALS}①-⑳\d]")
# Numbers of a row from which on a line is looked at for two of them.
FEWEST_NUMBERS = 2
# Lines of which one must begin with a label for a score.
LOOKED = 60


@define(eq=False)
class _NumberRow:
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
        self._finder = WrappedLabels(is_label)

    def score(self, lines: Lines) -> float:
        """Say 0.91 times the share of lines ending in a number that have something before it, parted by a space."""
        if has_dividers(lines):
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
            if not (bare[-1].isdecimal() or bare.endswith(UNIT_ENDS)) or is_page_mark(bare):
                continue
            # no-break spaces part the cells of pages, wider ones those of Word; full-width ones are another layout's
            last = bare.rsplit(None, 1)[-1]
            if bare[-len(last) - 1 : -len(last)] == "\u3000":
                last = bare.rpartition(" ")[2]
            if len(last) == len(bare):
                alone += begins_with_number(last)
            elif any(map(str.isdecimal, last)):
                rows += 1
        return 0.91 * rows / (rows + alone) if rows and is_known else 0.0

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether tabs or bars settle the score."""
        return has_dividers(lines)

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows, each with its label put together, and the words that belong to none."""
        whole = list(printed_lines(lines))
        printed = list(chain.from_iterable(map(self._rows_of_line, whole)))
        if len(printed) > len(whole):
            for at, line in enumerate(printed):
                for word in line.words:
                    word.line = at
        numbers = self._number_rows(printed)
        alone = self._find_labels(printed, numbers)
        found = [_row(lines, [row.label] if row.label else [], row) for row in numbers]
        found += [_row(lines, [words]) for words in alone]
        for line in printed:
            found += [_row(lines, cells) for cells in self._rows_of_words(line.words)]
        yield from sorted(found, key=_first)

    def _rows_of_line(self, line: WordLine) -> Sequence[WordLine]:
        """Part a line that prints two rows: ``8.属于行政  6  2  2.重复申请  3  0``, and 查询事项 below.

        Both have as many numbers, so that 7 重复申请 3 stays one row; a row of one number has no label that goes on.
        """
        words, count = line.words, len(line.cells)
        if count < FEWEST_NUMBERS:
            return (line,)
        for at in range(len(words) - 1, count, -1):
            if is_value(words[at - 1].text) and self._finder.look_up(words[at].text)[0]:
                ahead = line.ahead_of(at)
                if len(ahead.cells) == count:
                    return ahead, evolve(line, words=words[at:])
                break
        return (line,)

    def _number_rows(self, printed: Sequence[WordLine]) -> list[_NumberRow]:
        """Put numbers together that stand on several lines: wrapped, or each of one row on a line of its own."""
        width = max((len(line.cells) for line in printed), default=0)
        rows: list[_NumberRow] = []
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
                    rows.append(_NumberRow(at, end - 1, cells, True))
                else:
                    while end < len(printed) and printed[end].cells and not printed[end].words:
                        end += 1
                    rows += _own_rows(printed, at, end, width)
            at = end
        return rows

    def _wrapped(self, upper: WordLine, lower: WordLine) -> list[int]:
        """Tell which numbers of a line go on below, where a line holds nothing but the rest of wrapped cells."""
        count, below = len(upper.cells), len(lower.cells)
        if not (0 < below < count or below == count == 1) or not is_spaced_out(upper.text):
            return []
        if below == count and not (lower.words and self._is_torn_label(upper, lower)):
            return []
        if lower.words:
            words = [*upper.last_words(), *lower.last_words()]
            if not upper.words and self._is_label(text_of(words)):
                return []  # 11 | 减1 | 55 above 行政强制 | 0 | 0: a line of its own
            is_own = self._finder.look_up(text_of(words))[0]
            if len(lower.words) > WIDEST or not (is_own or self._goes_on(upper, lower)):
                return []
        under = wrapped_under(
            places(upper.text, upper.start, upper.cells),
            places(lower.text, lower.start, lower.cells),
        )
        # no number but 0 begins with 0: 0 0 0 1 above 0 1 are numbers of one row, or of two
        begun = (upper.cells[at] for at in under)
        if any(upper.text[low - upper.start : high - upper.start] == "0" for low, high in begun):
            return []
        return under

    def _is_torn_label(self, upper: WordLine, lower: WordLine) -> bool:
        """Tell whether a label begins beside a number and ends beside the next: 行政事业性 | 6 above 收费 | 0."""
        return self._finder.look_up(text_of([*upper.last_words(), *lower.last_words()]))[1]

    def _goes_on(self, upper: WordLine, lower: WordLine) -> bool:
        """Tell whether words go on with a group's label, which stands in their column on the line above."""
        column = lower.words[0].start - lower.start
        for at, word in enumerate(upper.words):
            if word.start - upper.start == column:
                end = at + 1
                while end < len(upper.words) and upper.words[end].gap == 1:
                    end += 1
                return self._finder.look_up(text_of([*upper.words[at:end], *lower.words]))[0]
        return False

    def _find_labels(
        self, printed: Sequence[WordLine], numbers: Sequence[_NumberRow]
    ) -> list[Sequence[Word]]:
        """Give each row its label: those put together surely first, then words that are none.

        Returns:
            The words of each label that is broken over lines and is no row's.
        """
        ends = [*(row.first for row in numbers), len(printed)][1:]
        for at, (upper, lower) in enumerate(pairwise(numbers)):
            if printed[upper.first].start == printed[lower.first].start:
                # two rows on one line: below it either label may go on
                ends[at] = ends[at + 1]
        first = 0
        for row, last in zip(numbers, ends, strict=True):
            if row.is_whole or printed[row.first].words:
                row.take(self._finder.find(printed, row.first, first, last))
                if _is_right_of(row, printed):
                    row.drop()
            first = row.last + 1
        known = [row for row in numbers if row.label]
        if any(_NUMBERED.match(row.label[0].text) for row in known):
            # 总计 above numbers that lost their label heads their last column; it is not the line （七）总计
            for row in known:
                if not printed[row.first].words and not _NUMBERED.match(row.label[0].text):
                    row.drop()
        is_broken = any(len({word.line for word in row.label}) > 1 for row in known)
        alone = self._finder.find_alone(printed)
        for row, last in zip(numbers, ends, strict=True):
            if not row.label and printed[row.first].words:
                row.take(self._words_beside(printed[row.first : last], is_broken))
        return alone

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
        if not beside:
            return ()  # 理结果 （ 7 below 本年办: what stands beside the number is another label's already
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


def _is_right_of(row: _NumberRow, printed: Sequence[WordLine]) -> bool:
    """Tell whether a label above numbers that stand alone begins right of the first of them: it heads a column."""
    line = printed[row.first]
    if line.words or not row.label:
        return False
    word = row.label[0]
    return word.start - printed[word.line].start > line.cells[0][0] - line.start


def _own_rows(printed: Sequence[WordLine], at: int, end: int, width: int) -> list[_NumberRow]:
    """Give the rows of lines whose numbers stand alone below the first: one, or more than a row has, each its own."""
    rows = [_parted(line) for line in printed[at:end]]
    if sum(map(len, rows)) <= width and not _is_left_of(printed[at], printed[at + 1 : end]):
        return [_NumberRow(at, end - 1, list(chain.from_iterable(rows)), True)]
    return [
        _NumberRow(index, index, list(cells), 1 < len(cells) == width)
        for index, cells in enumerate(rows, at)
    ]


def _parted(line: WordLine) -> list[tuple[Span, ...]]:
    """Give the numbers of a line; those one blank apart, where others stand wider apart, are left in one cell.

    ``6          2 9``: 29, or 2 and 9.
    """
    cells: list[tuple[Span, ...]] = []
    gaps = [right[0] - left[1] for left, right in pairwise(line.cells)]
    is_wide = max(gaps, default=0) > 1
    for cell, gap in zip(line.cells, [0, *gaps], strict=False):
        if is_wide and gap == 1:
            cells[-1] = ((cells[-1][0][0], cell[1]),)
        else:
            cells.append((cell,))
    return cells


def _is_left_of(upper: WordLine, below: Sequence[WordLine]) -> bool:
    """Tell whether numbers begin farther left than the label of a row: they are not the rest of its numbers.

    Nor are those right below a label that wide spaces part from its numbers; with single ones a line goes on there.
    """
    words = upper.last_words() if upper.words else ()
    if not words:
        return False
    label = words[0].start - upper.start + is_spaced_out(upper.text)
    return any(line.cells[0][0] - line.start < label for line in below)


def _row(lines: Lines, labels: Sequence[Sequence[Word]], numbers: _NumberRow | None = None) -> Row:
    """Make a row of labels and the numbers behind them."""
    text, offset = lines.text, lines.start
    parts: list[Sequence[Span]] = [*map(parts_of, labels), *(numbers.cells if numbers else ())]
    texts = ["".join([text[low - offset : high - offset] for low, high in part]) for part in parts]
    return Row(texts, parts[0][0][0], 0, parts, by_room=True)


def _first(row: Row) -> int:
    """Give the offset of the first character of a row: its label may go on below its numbers."""
    return min(part[0][0] for part in row.parts or ())
