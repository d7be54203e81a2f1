"""What stands between two runs of digits in a text without separators: labels, words, units, marks."""

from __future__ import annotations

import re

from attrs import frozen

from govinfo_report.labels import figures
from govinfo_report.labels.figures import MARKS, OF_DATE, UNIT
from govinfo_report.labels.normal import NUMERALS
from govinfo_report.layouts.base import LabelTest
from govinfo_report.model.row import UNSEEN

# behind a digit that numbers a label: 2.其他 2、其他 2）其他; the O of 12.O7 begins none
NUMBER_MARK = re.compile(r"\s?[.．、)）]\s{0,2}(?=(?![A-Za-zＡ-Ｚａ-ｚ])[^\W\d_]|[“\"（(])")
# a section's or a label's own number: it begins something new, whatever it is glued to
_NUMBERED = re.compile(rf"[（(]|[{NUMERALS}]{{1,2}}[、.．]")
_UNIT = re.compile(rf"[^\S\r\n]?(?:{UNIT})")
# what cells print that have nothing to report, several cells' marks together
MARK_SIGNS = "".join(
    sorted(map(re.escape, (mark for mark in MARKS if len(mark) == 1 and not mark.isalnum())))
)
_MARK_WORDS = "|".join(sorted((mark for mark in MARKS if mark[0].isalpha()), reverse=True))
_MARKS = re.compile(rf"[^\S\r\n]?(?:[{MARK_SIGNS}](?:[^\S\r\n]?[{MARK_SIGNS}])*|{_MARK_WORDS})")
# 12①第二十条: the sign of a note is no number of a label
_LETTERED = re.compile(rf"[①-⑳]|{_MARK_WORDS}")
# the number of a page behind one of the table: 规章000- 3 -第二十条; where a number follows, the dashes stand for zeros
PAGE = r"[^\S\r\n]{0,3}[—–-][^\S\r\n]{1,3}\d{1,4}[^\S\r\n]{1,3}[—–-](?![^\S\r\n]*[\d—–-])"
_PAGE = re.compile(PAGE)
# no number of the table: a date, a share, the number of a page
_NO_CELL = re.compile(rf"[^\S\r\n]?[{OF_DATE}{figures.PAGE['behind']}％%]")
_BLANKS = re.compile(r"[^\S\r\n]+")
# what may stand between a label and its number, or behind a number, and is of no cell: brackets, a colon
OF_NONE = re.compile(rf"[\s{UNSEEN}()（）\[\]［］【】〔〕《》「」『』“”‘’\"':：、]*")
_SENTENCE = frozenset("，。；！？;!?")
# Longest words kept as the label of a row that the form does not have; anything longer is prose.
LONGEST_WORDS = 60


@frozen
class Chunk:
    """What stands between two runs of digits; places count from its start.

    Attributes:
        cut: how many digits of the run before it number its first label.
        is_guess: the form prints no such number there.
        unit: where the unit behind the run before it ends; 0 where there is none.
        is_cell: the run before it is a cell, not a number in a sentence.
        rest: where something ends that stands behind the run and is no words: 12…, 12*; 0 where there is none.
        items: start and end of each label and of words that are none; whether it is a label; of marks printed behind
            it in place of numbers start and end, else two zeros.
        is_open: the run behind it belongs to its last item, or where it has none to the row before it.
    """

    cut: int
    is_guess: bool
    unit: int
    is_cell: bool
    rest: int
    items: tuple[tuple[int, int, bool, int, int], ...]
    is_open: bool


class Reading:
    """Reads one chunk.

    Args:
        is_label: tells where labels begin.
        digits: the last digits of the run before it, where they may number its first label.
        chunk: the text.
    """

    def __init__(self, is_label: LabelTest, digits: str, chunk: str) -> None:
        self.begins = is_label.begins
        self.text = digits + chunk
        self.base = len(digits)
        self.items: list[tuple[int, int, bool, int, int]] = []
        # where words that are no label begin (-1: nowhere), and where the last thing that was understood ended
        self.words = -1
        self.ended = 0
        self.is_open = True

    def chunk(self) -> Chunk:
        """Give what the chunk holds."""
        text, base = self.text, self.base
        cut, is_guess = self._cut()
        unit = 0 if cut else self._unit()
        is_cell = not _NO_CELL.match(text, base)
        at = base - cut + unit
        page = _PAGE.match(text, at)
        self.ended = first = at = page.end() if page else at
        is_glued = not OF_NONE.fullmatch(text, at, at + 1) and not self._begins_new(at)
        sentence = False
        stop = len(text)
        while at < len(text):
            letter = text[at]
            if letter in _SENTENCE:
                if not sentence and (is_glued or not text[base + unit : at].strip()):
                    is_cell = False
                sentence = True
                # prose that begins here is no cell
                stop = first if stop == len(text) else stop
                self.items.clear()
                self.words, self.is_open = -1, False
            elif letter in "\r\n":
                stop = min(stop, at)
                self._close(at, False)
            elif letter.isspace() and (blanks := _BLANKS.match(text, at)):
                at = blanks.end()
                continue
            elif at == first and (end := self._mark(at)):
                self.ended = at = end
                continue
            elif letter.isalnum() or letter in "（(":
                end = self._label(at)
                if end is not None:
                    at = end
                    continue
                if self.words < 0 and letter.isalnum():
                    self.words = at
            at += 1
        self._close(at, False)
        rest = self._rest(first, stop) if is_cell and not cut else 0
        items = tuple(
            (first - base, last - base, is_label, mark - base, end - base)
            for first, last, is_label, mark, end in self.items
        )
        return Chunk(cut, is_guess, unit, is_cell, rest, items, self.is_open)

    def _rest(self, first: int, stop: int) -> int:
        """Give where something ends that stands behind the run and is no words; 0 where nothing does."""
        if self.items:
            stop = min(stop, self.items[0][0])
        rest = self.text[first:stop].rstrip()
        return first + len(rest) - self.base if OF_NONE.fullmatch(rest) is None else 0

    def _mark(self, at: int) -> int | None:
        """Give where a mark in letters or the sign of a note ends that stands between a number and something new."""
        found = _LETTERED.match(self.text, at)
        if found is None or self._numbers_label(at):
            return None
        return found.end() if self._begins_new(found.end()) else None

    def _numbers_label(self, at: int) -> bool:
        """Tell whether ② at an offset is the number that the form prints before the label behind it."""
        sign = self.text[at]
        if not "①" <= sign <= "⑳":
            return False
        number = ord(sign) - ord("①") + 1
        return self.begins(f"{number}.{self.text[at + 1 :]}", 0) is not None

    def _begins_new(self, at: int) -> bool:
        """Tell whether a label, or something with a number of its own, begins at an offset."""
        return _NUMBERED.match(self.text, at) is not None or self.begins(self.text, at) is not None

    def _cut(self) -> tuple[int, bool]:
        """Tell how many digits of the run are the number of what stands behind it, and whether the form prints none."""
        text, base = self.text, self.base
        for at in range(base):
            end = self.begins(text, at)
            if end is not None and end > base:
                return base - at, False
        if base and NUMBER_MARK.match(text, base):
            # a number that the form does not print there, or words that are no label: no cell prints such a mark
            return (1 if text[base - 1] != "0" else 2 if base > 1 and text[0] != "0" else 0), True
        return 0, False

    def _unit(self) -> int:
        """Give the length of the unit behind the run."""
        found = _UNIT.match(self.text, self.base)
        if found is None:
            return 0
        end = found.end()
        if self.text[end : end + 1].isalnum() and not self._begins_new(end):
            return 0
        first = end - len(found[0].lstrip())
        if self.begins(self.text, first) is not None:
            return 0  # 部 分 公 开
        return end - self.base

    def _label(self, at: int) -> int | None:
        """Take the label that begins at an offset, and marks behind it; give where they end."""
        text = self.text
        end = self.begins(text, at)
        if end is None and at < self.base:
            # a number that the form does not print there
            mark_of_number = NUMBER_MARK.match(text, self.base)
            end = self.begins(text, mark_of_number.end()) if mark_of_number else None
        if end is None:
            return None
        mark = mark_end = self.base
        found = _MARKS.match(text, end)
        if found is not None and (
            not text[found.end() : found.end() + 1].isalnum() or self._begins_new(found.end())
        ):
            mark, mark_end = end + len(found[0]) - len(found[0].lstrip()), found.end()
        elif text[end : end + 1].isalnum() and not self._begins_new(end):
            # more words follow: 其他行政权力 is not 其他
            return None
        if (
            text[at - 1 : at].isalnum()
            and at != self.ended
            and not _NUMBERED.match(text, at)
            and self.begins(text, end) is None
        ):
            # words stand before it: 非行政许可 is not 行政许可; two labels in a row are no accident
            return None
        self._close(at, True)
        self.items.append((at, end, True, mark, mark_end))
        self.ended = max(end, mark_end)
        self.is_open = True
        return self.ended

    def _close(self, end: int, is_before_label: bool) -> None:
        """End the words that are no label."""
        first, self.words = self.words, -1
        if first < 0:
            return
        last = first + len(self.text[first:end].rstrip())
        self.is_open = last - first <= LONGEST_WORDS
        if not self.is_open:
            return
        inner = self.begins(self.text, first) if is_before_label else None
        if inner is not None and inner < last:
            # 本年制发件数 | 本年废纸件数 | 现行有效件数: a slip in one of the headings
            self.items.append((first, inner, True, self.base, self.base))
            first = inner
        self.items.append((first, last, False, self.base, self.base))
