"""Where a label ends that begins somewhere in a text: asked for copies that print no mark between label and number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from govinfo_report.labels.normal import (
    CLOSING,
    NUMERALS,
    OPENING,
    PART,
    legible,
    normal,
    without_unit,
)
from govinfo_report.official import SPOKEN, Form, characters, units

# As far as a label reaches with its damage: the printed note of table 三, one character a line.
LONGEST = 200
# Characters remembered: more than there are in common use.
MEMO_SIZE = 20_000
_COUNTED = "".join(word for word in units().words if len(word) == 1)
# （七） (1) 三、 1. 1、 ① and, where the mark is lost, 四无法提供
_STARTS = re.compile(rf"[（({NUMERALS}①-⑳\d]")
_NUMBER = re.compile(
    rf"(?:[（(]\s?(?P<inside>[{NUMERALS}]{{1,2}}|\d{{1,2}})\s?[)）]|"
    rf"(?P<han>[{NUMERALS}]{{1,2}})|(?P<digits>[1-9１-９]\d?)(?!\d)|[①-⑳])"
    r"(?P<mark>[\s、.．,，:：)）]{0,8})"
)
_NUMBER_BEGUN = re.compile(rf"[（(]\s?(?:[{NUMERALS}]{{0,2}}|\d{{0,2}})\s?")
# what closes a label that has a bracket or a quotation inside: 危及“三安全一稳定”
_CLOSING = re.compile(r"(?:\s?[)）”\"』」]){0,2}")
# what a heading of money may have behind its name: （单位：万元）
_UNITS = "|".join(units().headings)
_UNIT = re.compile(
    rf"\s{{0,8}}(?:[（(]\s?(?:{units().label}[:：]?)?\s?(?:{_UNITS})[^（()）]{{0,20}}[)）]"
    rf"|{units().label}[:：]?\s?(?:{_UNITS}))"
)
# A note behind a label: not （三）, the number of the next one, nor （其中…）, a part of it, nor a number （5件）. One
# character says what is counted （件）, or else is what the first cell prints （缺）.
_NOTE = re.compile(
    rf"\s?[（(](?!\s?{PART}|[\d\s]|[{NUMERALS}]{{1,3}}[)）])(?:[{_COUNTED}](?=[)）])|[^()（）\r\n]{{2,200}})"
    r"(?:[（(][^()（）\r\n]{1,40}[)）][^()（）\r\n]{0,100}){0,3}[)）](?!(?<=\d[)）])[^\W\d_])"
)


@define(eq=False)
class _Node:
    """A place in the tree of labels.

    Attributes:
        below: letter to the place that it leads to.
        is_end: a label ends here.
        is_column: one that ends here heads a column.
        numbers: the numbers that the form prints before the labels that end here.
        within: the same for those that end here or below.
    """

    below: dict[str, _Node] = field(factory=dict)
    is_end: bool = False
    is_column: bool = False
    numbers: set[int] = field(factory=set)
    within: set[int] = field(factory=set)


class _Legible(dict[str, str]):
    """Character to the one that the form is printed with: traditional ones, radicals for characters."""

    def __missing__(self, letter: str) -> str:
        found = legible(letter)
        if len(self) < MEMO_SIZE:
            self[letter] = found
        return found


class Beginnings:
    """Finds labels in running text, letter by letter along a tree of all labels.

    Args:
        form: gives the labels and the numbers that it prints before them.
    """

    def __init__(self, form: Form) -> None:
        self._tree = _Node()
        self._legible = _Legible()
        for words, wording, is_column in _printed(form):
            number = _NUMBER.match(wording)
            numbers = {_value(number)} if number else set()
            for letters in _with_phrases(normal(words)):
                node = self._tree
                node.within |= numbers
                for letter in letters:
                    node = node.below.setdefault(letter, _Node())
                    node.within |= numbers
                node.is_end = True
                node.is_column |= is_column
                node.numbers |= numbers

    def end(self, text: str, at: int) -> int | None:
        """Find the end of the longest label that begins at an offset.

        The number that the form prints before a label is part of it (``2.``, ``（三）``, ``三、``), and so are the unit
        behind a heading and a note in brackets. Digits are a label's number only where the form prints that number for
        it, since they may as well be a cell's: in ``00000002.其他法律行政法规禁止公开`` the ``2.`` is the label's, in
        ``12行政许可`` nothing is.

        Args:
            text: any text.
            at: offset of the first character of the label, from 0.

        Returns:
            The offset behind it; None where no label begins.
        """
        end, is_column = self._longest(text, at, None)
        found = _NUMBER.match(text, at) if end is None and _STARTS.match(text, at) else None
        if found is not None:
            end, is_column = self._longest(text, found.end(), _needed(found))
        if end is None:
            return None
        spoken = SPOKEN.match(text, end)
        if spoken is not None:
            end = spoken.end()
        closing = _CLOSING.match(text, end) if not is_column else _UNIT.match(text, end)
        if closing is not None:
            end = closing.end()
        note = _NOTE.match(text, end)
        return note.end() if note else end

    def _longest(self, text: str, at: int, number: int | None) -> tuple[int | None, bool]:
        """Walk down the tree; what is no letter is passed over between two letters.

        With a number, the longest label must have it: ``3.其他法律行政法规禁止公开`` is not the label 3.其他.
        """
        node = self._tree
        end, is_column = None, False
        spoken = 0
        for index in range(at, min(at + LONGEST, len(text))):
            letter = text[index]
            below = node.below.get(letter) or node.below.get(self._legible[letter])
            if below is None:
                if letter in OPENING and index > at and (found := SPOKEN.match(text, index)):
                    spoken = found.end()
                if index == at or (letter.isalnum() and index >= spoken):
                    break
                continue
            node = below
            if node.is_end:
                fits = number is None or number in node.numbers
                end, is_column = index + 1 if fits else None, node.is_column
        return end, is_column

    def is_begun(self, text: str) -> bool:
        """Tell whether a label begins with all of a text: ``1.属于``, ``（三``, or a whole one.

        A digit before it must be the number that the form prints there.
        """
        if len(text) > LONGEST:
            return False
        if self._goes_on(text, 0, None) or _NUMBER_BEGUN.fullmatch(text):
            return True
        found = _NUMBER.match(text)
        if found is not None and self._goes_on(text, found.end(), _needed(found)):
            return True
        # a whole one with a note; one whose note is open could go on anywhere
        return text[-1:] in CLOSING and self.end(text, 0) == len(text)

    def _goes_on(self, text: str, at: int, number: int | None) -> bool:
        node = self._tree
        if "(" in text or "（" in text:
            text = SPOKEN.sub(lambda found: " " * len(found[0]), text)
        for letter in text[at:]:
            below = node.below.get(letter) or node.below.get(self._legible[letter])
            if below is not None:
                node = below
            elif letter.isalnum():
                return False
        return (node is not self._tree or at > 0) and (number is None or number in node.within)


def _printed(form: Form) -> Iterator[tuple[str, str, bool]]:
    """Give all words that labels go under, with the form's own wording for them, and whether they head a column."""
    for table in form.tables.values():
        for label in (*table.rows.values(), *table.groups.values()):
            for words in label.words:
                yield words, label.wording, False
        for column in table.columns.values():
            for words in column.words:
                yield without_unit(words)[0], "", True
        for words in table.heads:
            yield words, "", False
    columns = {name for table in form.tables.values() for name in table.columns}
    for edition in form.editions.values():
        for name, words in edition.wording.items():
            is_column = name in columns
            yield without_unit(words)[0] if is_column else words, words, is_column


def _with_phrases(form: str) -> Iterator[str]:
    """Give a label, and how converters print it: 规范性文件, 规范性檔案."""
    yield form
    for printed, words in characters().phrases.items():
        if words in form:
            yield form.replace(words, printed)


def _needed(number: re.Match[str]) -> int | None:
    """Give the number that a label must have in the form.

    None where any will do: a numeral with a mark, in brackets or in a circle is no cell's.
    """
    if number["digits"] is None and (number["mark"] or number["han"] is None):
        return None
    return _value(number)


def _value(number: re.Match[str]) -> int:
    """Give what a label's number says; 0 for one in a circle, which no cell can be taken for."""
    printed = number["inside"] or number["digits"] or number["han"]
    if printed is None:
        return 0
    if printed.isdecimal():
        return int(printed)
    return sum(NUMERALS.index(numeral) + 1 for numeral in printed)
