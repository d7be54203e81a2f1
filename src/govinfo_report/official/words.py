"""The classes that hold the words beside the tables: of numbers and dates, of titles, of reports among other texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen


@frozen(eq=False)
class Writing:
    """How copies write down numbers, marks, dates and pages, beside plain digits.

    Attributes:
        numerals: 一 to 十, in order.
        zeros: what stands for 0 in a year written out.
        marks: what is printed for nothing to report.
        doubts: signs of what stands for a number that nobody can tell.
        part: the beginning of a part of the number before it.
        together: characters that stand before a second label in a note.
        numbering: characters that stand behind the number of a note, a line or a section.
        note: the word before the number of a note.
        raised: characters that point to a note behind a number, and are no digits of it.
        thousands: blanks that may part a number and its last three digits.
        heading_ends: how headings end.
        ordinal: what stands before a number that counts nothing.
        signs: signs in words, to 1 or -1.
        digits: digits of numbers written out in prose, to their values.
        powers: their powers of ten, to the values.
        date: ``year``, ``month``, ``day``, and ``other`` characters behind a digit of a date or a time.
        page: what stands ``before`` and ``behind`` a page's number, and before the count ``of`` all pages.
        radicals: characters that are printed for others, to those.
        year: pattern of a year, in digits or numerals.
        year_digits: code point of each digit of a year, to a plain one, for ``str.translate``.
        sign_words: pattern of a sign in words.
        note_mark: pattern of what points to a note behind a number.
    """

    numerals: str
    zeros: str
    marks: tuple[str, ...]
    doubts: str
    part: str
    together: str
    numbering: str
    note: str
    raised: str
    thousands: str
    heading_ends: tuple[str, ...]
    ordinal: str
    signs: Mapping[str, int]
    digits: Mapping[str, int]
    powers: Mapping[str, int]
    date: Mapping[str, str]
    page: Mapping[str, str]
    radicals: Mapping[str, str]
    year: str = field(init=False)
    year_digits: Mapping[int, str] = field(init=False, repr=False)
    sign_words: str = field(init=False)
    note_mark: str = field(init=False)

    @year.default
    def _any_year(self) -> str:
        ones, zeros = self.numerals[:9], self.zeros
        written = f"{ones[1]}[{zeros}0][{zeros}{ones}]{{2}}"
        return rf"(?:(?:19|20|１９|２０)[\d０-９]{{2}}|{written})"

    @year_digits.default
    def _plain_digits(self) -> Mapping[int, str]:
        digits = [*zip(self.numerals, "123456789", strict=False)]
        digits += [(zero, "0") for zero in self.zeros]
        digits += zip("０１２３４５６７８９", "0123456789", strict=True)
        return {ord(printed): digit for printed, digit in digits}

    @sign_words.default
    def _any_sign(self) -> str:
        return "|".join(sorted(self.signs, reverse=True))

    @note_mark.default
    def _any_note(self) -> str:
        opening, closing = r"[\[［(（〔【]", r"[\]］)）〕】]"
        return (
            rf"(?:[ \xa0]?[{self.raised}]+|{opening}[{self.raised}]+{closing}|[\[［][1-9１-９][\]］]"
            rf"|{opening}?{self.note}[ \xa0]?[\d{self.raised}]{{0,2}}{closing}?)"
        )

    def pattern(self, words: str) -> str:
        """Put the patterns of a year and of numerals for ``{year}`` and ``{numerals}`` into a pattern of the data."""
        return words.replace("{year}", self.year).replace("{numerals}", self.numerals)


@frozen(eq=False)
class IdentityWords:
    """The words of titles, offices, periods and dates; each attribute is a part of ``identity.toml``, which tells more.

    Attributes:
        title: what titles say, and what stands around them.
        office: how offices are named, and where.
        pieces: how a name is told that begins on the line above.
        period: how a report names the year that it counts.
        dates: how it is signed and published.
        preamble: the sentence in which it names itself.
    """

    title: Mapping[str, Any]
    office: Mapping[str, Any]
    pieces: Mapping[str, Any]
    period: Mapping[str, Any]
    dates: Mapping[str, Any]
    preamble: Mapping[str, Any]


@frozen(eq=False)
class KindWords:
    """The words that tell the kind of a document; each attribute is a part of ``kinds.toml``, which tells more.

    Attributes:
        marks: characters of which every report has some.
        fragments: what a part of one has.
        traditional: the one of them that is a traditional character.
        topics: words of which it has some.
        reports: the kinds that are a report.
        titled: those that have its title only.
        tables: of tables of numbers.
        headings: of the headings of reports of before 2019.
        titles: of the titles of documents: each a ``kind`` and a pattern of its ``words``.
        orders: what a notice says.
        lists: of lists of reports.
        cutting: of words of a table in a sentence: ``in_sentence``, the marks before; ``goes_on``, a pattern behind.
    """

    marks: Sequence[str]
    fragments: Sequence[str]
    traditional: str
    topics: Sequence[str]
    reports: Sequence[str]
    titled: Sequence[str]
    tables: Mapping[str, Any]
    headings: Mapping[str, Any]
    titles: Sequence[Mapping[str, str]]
    orders: Mapping[str, Any]
    lists: Mapping[str, Any]
    cutting: Mapping[str, str]
