"""No mark at all between cells: web pages flattened into running text.

::

    规章000行政规范性文件517159第二十条第（五）项信息内容本年处理决定数量行政许可52…
    1.属于国家秘密00000002.其他法律行政法规禁止公开0000000…（七）总计20 0 0 0 02
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from govinfo_report.labels.figures import CURRENCY, SIGN_WORDS
from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.between_runs import MARK_SIGNS, NUMBER_MARK, PAGE, Chunk, Reading
from govinfo_report.layouts.dividers import has_dividers
from govinfo_report.layouts.parted_runs import parted
from govinfo_report.layouts.worded_numbers import Found, add_run, with_words
from govinfo_report.model import Row, Span
from govinfo_report.model.row import UNSEEN
from govinfo_report.source import Lines

# what shows no mark, white space and characters that print nothing: it may part numbers, or lie inside one
_ROOM = rf"[\s{UNSEEN}]"
_SIGN = rf"(?:[{MARK_SIGNS}+＋﹣]|{SIGN_WORDS})"
# A run of digits with what may stand inside numbers or between them: 20 0 0 0 02, 2648-18538, 24252.311082, and
# 7'730.28, which no form prints and nothing can read. A line
# break is no more than another blank. Digits in brackets number a label or belong to its words (保留4位小数); 5-14(15)
# are three numbers, for no label has the number 15.
_RUN = re.compile(
    r"(?!(?<=\d)[（(](?!(?:[1-9]|10)[)）])\d+[)）])"
    r"[（(\[［【][^()（）\[\]［］【】\d\n]{0,20}\d{1,12}[^()（）\[\]［］【】\d\n]{0,20}[)）\]］】]"
    # a note of words and numbers (指2020年的事项数，减用负值表示，如-8); two numbers in a row are cells, and so are the
    # digits in front of 1）属于国家秘密 where a note lost its end
    r"|[（(](?=[^\W\d_])(?:[^()（）\d\r\n]|\d(?!\s+\d)){2,200}[)）](?!(?<=\d[)）])[^\W\d_])"
    rf"|(?<=\d){PAGE}"
    rf"|(?P<run>{_SIGN}?\d(?:(?!{PAGE})(?:[.．]|[,，'’](?=\d{{3}})|{_ROOM}{{0,60}}(?:{_SIGN}{{1,3}}{_ROOM}{{0,60}})?)\d)*"
    rf"(?:(?!{PAGE})[^\S\r\n]{{0,3}}[{MARK_SIGNS}])*)"
)
_CURRENCY = re.compile(CURRENCY)
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
_NUMBER = re.compile(r"\d{1,3}")


class RunTogether:
    """Labels and runs of digits one behind the other; a row is a label and what stands behind it up to the next one.

    A run of digits is one cell, its stray spaces included: which digits are which cell of the form is not told here. So
    is a run with something that is no number before, inside or behind it: 13约若干, 5万2, ≥5.

    Args:
        is_label: tells where labels begin.
    """

    name = "run_together"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label
        # what stands between two numbers comes back in every report (bounded)
        self._chunks: dict[tuple[str, str], Chunk] = {}
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
        for found in parted(text, list(with_words(text, walked, self._is_label))):
            cells = [text[start:end] for start, end in found.spans]
            if len(cells) > 2:
                parts = [((offset + start, offset + end),) for start, end in found.spans]
                yield Row(cells, parts[0][0][0], 0, parts, glued=found.is_glued)
            else:
                gap = found.spans[-1][0] - found.spans[0][1] if len(cells) > 1 else 0
                yield Row(cells, offset + found.spans[0][0], gap, glued=found.is_glued)

    def _walk(self, text: str) -> Iterator[Found]:
        """Give labels, and words that are none, from left to right, each with its cells."""
        runs = [match.span("run") for match in _RUN.finditer(text) if match["run"]]
        amounts = {found.end(): found.start() for found in _CURRENCY.finditer(text)}
        if amounts:
            runs = [(amounts.get(start, start), end) for start, end in runs]
        bare = self._numbers_have_no_mark(text, runs)
        current: Found | None = Found([], first=0)
        low = at = 0
        for start, end in [*runs, (len(text), len(text))]:
            chunk = self._chunk(text, low, at, start, bare)
            stray = 0
            if chunk.is_guess and low < at - chunk.cut and not _counts_up(text, current, at):
                # 规章2014.行政许可: nothing tells 2014 from 201 and 4.
                stray = _end_of_mark(text, at)
            if current is not None and low < at:
                if stray:
                    current.add(low, stray, True)
                elif chunk.is_cell:
                    high = at + chunk.unit - chunk.cut
                    high = low + len(text[low:high].rstrip())
                    if high > low:
                        add_run(text, current, low, high)
                    if chunk.rest and current.spans:
                        current.add(at, at + chunk.rest, True)
                else:
                    current = None
            if chunk.items or not chunk.is_open:
                if current is not None and current.spans:
                    yield current
                current = None
            for first, last, is_label, mark, mark_end in chunk.items:
                if current is not None:
                    yield current
                current = Found([(max(at + first, stray), at + last)], is_label)
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

    def _chunk(self, text: str, low: int, at: int, start: int, bare: bool) -> Chunk:
        """Read what stands from ``at`` to ``start``, behind a run of digits from ``low`` to ``at`` (remembered)."""
        digits = ""
        if low < at and (bare or NUMBER_MARK.match(text, at, start)):
            digits = text[max(low, at - 2) : at]
            if not digits.isdecimal():
                digits = digits[-1:]
        chunk = text[at:start]
        if len(chunk) > MEMO_CHUNK:
            return Reading(self._is_label, digits, chunk).chunk()
        found = self._chunks.get((digits, chunk))
        if found is None:
            if len(self._chunks) >= MEMO_SIZE:
                self._chunks.clear()
            found = Reading(self._is_label, digits, chunk).chunk()
            self._chunks[digits, chunk] = found
        return found


def _end_of_mark(text: str, at: int) -> int:
    """Give the end of the mark of a number; 0 where there is none."""
    mark = NUMBER_MARK.match(text, at)
    return mark.end() if mark else 0


def _counts_up(text: str, before: Found | None, at: int) -> bool:
    """Tell whether a digit numbers a label that follows ``before`` in a list: 1.行政处罚122.行政强制."""
    number = (
        _NUMBER.match(text, before.spans[0][0]) if before is not None and before.spans else None
    )
    return number is not None and text[:at].endswith(str(int(number[0]) + 1))


def _is_joined(text: str, before: Found | None, item: Found, behind: Found | None) -> bool:
    """Tell whether a row is glued: its number to its label, or it to the label before or behind it."""
    label, number, last = item.spans[0], item.spans[1], item.spans[-1]
    # 规章,5,3: what stands between is no cell's where it parts all of them
    is_glued = label[1] == number[0] and not item.is_garbled
    if is_glued or (behind and _same_line(text, last[1], behind.spans[0][0])):
        return True
    same = _same_line(text, label[1], number[0])
    return bool(same and before and _same_line(text, before.spans[-1][1], label[0]))


def _same_line(text: str, start: int, end: int) -> bool:
    return "\n" not in text[start:end] and "\r" not in text[start:end]
