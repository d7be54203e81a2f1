"""No mark at all between cells: web pages flattened into running text.

::

    规章000行政规范性文件517159第二十条第（五）项信息内容本年处理决定数量行政许可52…
    1.属于国家秘密00000002.其他法律行政法规禁止公开0000000…（七）总计20 0 0 0 02
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import frozen

from govinfo_report.labels.figures import CURRENCY, UNIT
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.dividers import has_dividers
from govinfo_report.layouts.worded_numbers import Found, with_words
from govinfo_report.model import Row, Span
from govinfo_report.source import Lines

# what shows no mark, white space and characters that print nothing: it may part numbers, or lie inside one
_ROOM = r"[\s\u200b\ufeff\u00ad]"
_SIGN = r"(?:[+＋\-－−﹣/／—]|增加?|减少?)"
# A run of digits with what may stand inside numbers or between them: 20 0 0 0 02, 2648-18538, 24252.311082. A line
# break is no more than another blank. Digits in brackets number a label or belong to its words (保留4位小数); 5-14(15)
# are three numbers, for no label has the number 15.
_RUN = re.compile(
    r"(?!(?<=\d)[（(](?!(?:[1-9]|10)[)）])\d+[)）])"
    r"[（(\[［【][^()（）\[\]［］【】\d\n]{0,20}\d{1,12}[^()（）\[\]［］【】\d\n]{0,20}[)）\]］】]"
    # a note of words and numbers (指2020年的事项数，减用负值表示，如-8); two numbers in a row are cells, and so are the
    # digits in front of 1）属于国家秘密 where a note lost its end
    r"|[（(](?=[^\W\d_])(?:[^()（）\d\r\n]|\d(?!\s+\d)){2,200}[)）](?!(?<=\d[)）])[^\W\d_])"
    rf"|(?P<run>{_SIGN}?\d(?:(?:[.．]|,(?=\d{{3}})|{_ROOM}{{0,60}}(?:{_SIGN}{{1,3}}{_ROOM}{{0,60}})?)\d)*"
    r"(?:[^\S\r\n]{0,3}[/／—])*)"
)
# behind a digit that numbers a label: 2.其他 2、其他 2）其他
_NUMBER_MARK = re.compile(r"\s?[.．、)）]\s{0,2}(?=[^\W\d_]|[“\"（(])")
# a section's or a label's own number: it begins something new, whatever it is glued to
_NUMBERED = re.compile(r"[（(]|[一二三四五六七八九十]{1,2}[、.．]")
_CURRENCY = re.compile(CURRENCY)
_UNIT = re.compile(rf"[^\S\r\n]?(?:{UNIT})")
# what cells print that have nothing to report, several cells' marks together
_MARKS = re.compile(r"[^\S\r\n]?(?:[/／\\＼*—─–-](?:[^\S\r\n]?[/／\\＼*—─–-])*|无|不适用)")
# no number of the table: a date, a share, the number of a page
_NO_CELL = re.compile(r"[^\S\r\n]?[年月日号时页％%]")
_BLANKS = re.compile(r"[^\S\r\n]+")
_SENTENCE = frozenset("，。；！？;!?")
# Longest words kept as the label of a row that the form does not have; anything longer is prose.
LONGEST_WORDS = 60
# A stretch between two numbers is remembered up to this length: the note and the headings of table 三 have 115
# characters.
MEMO_CHUNK = 140
MEMO_SIZE = 4_000
# Labels up to which what a score found is kept for the rows: table 三 has 42.
MOST_KEPT = 200
# Rows after which a table of which none is glued is another layout's.
FEW = 6
# A score looks at no more of a table than this at either end: a table has 2,000 characters.
LOOKED = 8_000


@frozen
class _Chunk:
    """What stands between two runs of digits; places count from its start.

    Attributes:
        cut: how many digits of the run before it number its first label.
        unit: where the unit behind the run before it ends; 0 where there is none.
        is_cell: the run before it is a cell, not a number in a sentence.
        items: start and end of each label and of words that are none; whether it is a label; of marks printed behind
            it in place of numbers start and end, else two zeros.
        is_open: the run behind it belongs to its last item, or where it has none to the row before it.
    """

    cut: int
    unit: int
    is_cell: bool
    items: tuple[tuple[int, int, bool, int, int], ...]
    is_open: bool


class RunTogether:
    """Labels and runs of digits one behind the other; a row is a label and what stands behind it up to the next one.

    A run of digits is one cell, its stray spaces included: which digits are which cell of the form is not told here.

    Args:
        is_label: tells where labels begin.
    """

    name = "run_together"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label
        # what stands between two numbers comes back in every report (bounded)
        self._chunks: dict[tuple[str, str], _Chunk] = {}
        # the text scored last, and what was found in it
        self._last: tuple[str, Sequence[Found]] = ("", ())

    def score(self, lines: Lines) -> float:
        """Say how many rows have their number glued to the label, or another label on the same line."""
        if has_dividers(lines):
            return 0.0
        text = lines.text
        if len(text) <= 2 * LOOKED:
            return self._share(text)
        return max(self._share(text[:LOOKED]), self._share(text[-LOOKED:]))

    def _share(self, text: str) -> float:
        """Give the score of a text; its rows are kept for ``rows``, which is asked next where the score is high."""
        found: list[Found] = []
        labels: list[Found] = []
        rows = joined = 0
        for item in chain(self._walk(text), (None,)):
            if item is not None:
                found.append(item)
                if not item.is_label:
                    continue
            if labels and len(labels[-1].spans) > 1:
                rows += 1
                joined += _is_joined(
                    text, labels[-2] if len(labels) > 1 else None, labels[-1], item
                )
                if rows == FEW and not joined:
                    return 0.0
            if item is not None:
                labels.append(item)
        self._last = (text, found) if len(found) <= MOST_KEPT else ("", ())
        return 0.92 * joined / rows if len(labels) > 2 and rows else 0.0

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether tabs or bars settle the score."""
        return has_dividers(lines)

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each label with the cells behind it, and for words that are no label."""
        text, offset = lines.text, lines.start
        last, known = self._last
        walked = known if last is text else list(self._walk(text))
        for found in with_words(text, walked, self._is_label):
            cells = [text[start:end] for start, end in found.spans]
            if len(cells) > 2:
                parts = [((offset + start, offset + end),) for start, end in found.spans]
                yield Row(cells, parts[0][0][0], 0, parts)
            else:
                gap = found.spans[-1][0] - found.spans[0][1] if len(cells) > 1 else 0
                yield Row(cells, offset + found.spans[0][0], gap)

    def _walk(self, text: str) -> Iterator[Found]:
        """Give labels, and words that are none, from left to right, each with its cells."""
        runs = [match.span("run") for match in _RUN.finditer(text) if match["run"]]
        amounts = {found.end(): found.start() for found in _CURRENCY.finditer(text)}
        if amounts:
            runs = [(amounts.get(start, start), end) for start, end in runs]
        bare = self._numbers_have_no_mark(text, runs)
        current: Found | None = Found([])
        low = at = 0
        for start, end in [*runs, (len(text), len(text))]:
            chunk = self._chunk(text, low, at, start, bare)
            if current is not None and low < at:
                if chunk.is_cell:
                    high = at + chunk.unit - chunk.cut
                    high = low + len(text[low:high].rstrip())
                    current.spans += [(low, high)] if high > low else []
                else:
                    current = None
            if chunk.items or not chunk.is_open:
                if current is not None and current.spans:
                    yield current
                current = None
            for first, last, is_label, mark, mark_end in chunk.items:
                if current is not None:
                    yield current
                current = Found([(at + first, at + last)], is_label)
                if mark_end:
                    current.spans.append((at + mark, at + mark_end))
            if chunk.items and not chunk.is_open and current is not None:
                yield current
                current = None
            low, at = start, end
        if current is not None and current.spans:
            yield current

    def _numbers_have_no_mark(self, text: str, runs: Sequence[Span]) -> bool:
        """Tell whether the copy prints the numbers of labels bare: （三）不予公开1属于国家秘密.

        It does where two single digits behind which no mark stands are just the numbers that the form prints there.
        """
        seen = 0
        for start, end in runs:
            if end - start == 1 and text[end : end + 1].isalpha():
                seen += self._is_label.begins(text, start) is not None
                if seen > 1:
                    return True
        return False

    def _chunk(self, text: str, low: int, at: int, start: int, bare: bool) -> _Chunk:
        """Read what stands from ``at`` to ``start``, behind a run of digits from ``low`` to ``at`` (remembered)."""
        digits = ""
        if low < at and (bare or _NUMBER_MARK.match(text, at, start)):
            digits = text[max(low, at - 2) : at]
            if not digits.isdecimal():
                digits = digits[-1:]
        chunk = text[at:start]
        if len(chunk) > MEMO_CHUNK:
            return _Reading(self._is_label, digits, chunk).chunk()
        found = self._chunks.get((digits, chunk))
        if found is None:
            if len(self._chunks) >= MEMO_SIZE:
                self._chunks.clear()
            found = _Reading(self._is_label, digits, chunk).chunk()
            self._chunks[digits, chunk] = found
        return found


class _Reading:
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

    def chunk(self) -> _Chunk:
        """Give what the chunk holds."""
        text, base = self.text, self.base
        cut = self._cut()
        unit = 0 if cut else self._unit()
        is_cell = not _NO_CELL.match(text, base)
        self.ended = at = base - cut + unit
        is_glued = text[at : at + 1].isalnum() and not self._begins_new(at)
        sentence = False
        while at < len(text):
            letter = text[at]
            if letter in _SENTENCE:
                if not sentence and (is_glued or not text[base + unit : at].strip()):
                    is_cell = False
                sentence = True
                self.items.clear()
                self.words, self.is_open = -1, False
            elif letter in "\r\n":
                self._close(at, False)
            elif letter.isspace() and (blanks := _BLANKS.match(text, at)):
                at = blanks.end()
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
        items = tuple(
            (first - base, last - base, is_label, mark - base, end - base)
            for first, last, is_label, mark, end in self.items
        )
        return _Chunk(cut, unit, is_cell, items, self.is_open)

    def _begins_new(self, at: int) -> bool:
        """Tell whether a label, or something with a number of its own, begins at an offset."""
        return _NUMBERED.match(self.text, at) is not None or self.begins(self.text, at) is not None

    def _cut(self) -> int:
        """Tell how many digits of the run are the number of what stands behind it."""
        text, base = self.text, self.base
        for at in range(base):
            end = self.begins(text, at)
            if end is not None and end > base:
                return base - at
        if base and _NUMBER_MARK.match(text, base):
            # a number that the form does not print there, or words that are no label: no cell prints such a mark
            return 1 if text[base - 1] != "0" else 2 if base > 1 and text[0] != "0" else 0
        return 0

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
            mark_of_number = _NUMBER_MARK.match(text, self.base)
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


def _is_joined(text: str, before: Found | None, item: Found, behind: Found | None) -> bool:
    """Tell whether a row is glued: its number to its label, or it to the label before or behind it."""
    label, number, last = item.spans[0], item.spans[1], item.spans[-1]
    if label[1] == number[0] or (behind and _same_line(text, last[1], behind.spans[0][0])):
        return True
    same = _same_line(text, label[1], number[0])
    return bool(same and before and _same_line(text, before.spans[-1][1], label[0]))


def _same_line(text: str, start: int, end: int) -> bool:
    return "\n" not in text[start:end] and "\r" not in text[start:end]
