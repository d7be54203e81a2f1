"""The classes that the form's facts are held in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen

# what prints nothing and is no white space to Python: as ``UNSEEN`` of the model, and NUL
UNSEEN = (
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\x00"
)
SPOKEN = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zA-Z\u00c0-\u024f\u0300-\u036f]{1,7}[)）]")
"""What mirrors of web pages print behind a character: 規(guī)章, 行政事業(yè)性收費."""


@frozen
class Label:
    """The words of a row or of a group of rows (行的名称).

    Attributes:
        id: the identifier used in paths, grammars and JSON.
        wording: the label as the form prints it.
        aliases: other words met in copies.
        unit: the unit that the form implies or prints (件, 项, 万元); "" where the form leaves it open, or where it is
            the column's.
        money: the value is always a Decimal.
    """

    id: str
    wording: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    money: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The wording and its aliases; for a row with a unit of its own also with the unit behind them."""
        plain = (self.wording, *self.aliases)
        return plain + tuple(f"{words}{self.unit}" for words in plain if self.unit)


@frozen
class Column(Label):
    """The words of a column and what its cells hold (列).

    Attributes:
        signed: the value may be negative (本年增/减).
        part_of: the column of the same line that counts this one too: it cannot be less; "" where there is none.
    """

    signed: bool = False
    part_of: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The wording and its aliases."""
        return (self.wording, *self.aliases)


@frozen(eq=False)
class Characters:
    """What else stands in copies for the characters of the form's labels and headings.

    Attributes:
        traditional: code point of another form of a character, to the character that the form prints.
        lookalikes: code point of a character that is mistaken for one of a label, to that one.
        turning: characters by which a label says the opposite, or another year.
        phrases: words that converters print, to the words of the form; both are equally long.
    """

    traditional: Mapping[int, str]
    lookalikes: Mapping[int, str]
    turning: frozenset[str]
    phrases: Mapping[str, str]
    _printed: re.Pattern[str] = field(init=False, repr=False)
    _table: Mapping[int, str] = field(init=False, repr=False)

    @_printed.default
    def _any_phrase(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.phrases)) or r"(?!)")

    @_table.default
    def _characters(self) -> Mapping[int, str]:
        return {**dict.fromkeys(map(ord, UNSEEN), " "), **self.traditional}

    def simplified(self, text: str) -> str:
        """Give a text in the characters and words of the form, one character for one, so that places stay.

        What prints nothing is blanked out, and so is how a character is spoken, in brackets behind it as mirrors of
        pages print it: 規(guī)章.
        """
        plain = self._printed.sub(lambda found: self.phrases[found[0]], text.translate(self._table))
        return SPOKEN.sub(lambda found: " " * len(found[0]), plain)


@frozen(eq=False)
class Units:
    """What copies print behind a number and before an amount (单位).

    Attributes:
        money: units of money, and what one is worth in 元.
        words: every unit as copies write it (``萬元``), the longest first, to the unit.
        currency: what stands for the currency, before an amount or in brackets behind it.
        label: the word that a heading may print before its unit: （单位：万元）.
        headings: units of money that headings print.
        in_cells: the one of them that cells print.
        behind: what may stand right behind 元: 元整.
        ends: how a number with a unit may end that is none of ``words``: 元（人民币）.
        base: the unit of money that is worth one: 元.
    """

    money: Mapping[str, int]
    words: Mapping[str, str]
    currency: tuple[str, ...]
    label: str
    headings: tuple[str, ...]
    in_cells: str
    behind: tuple[str, ...]
    ends: tuple[str, ...]
    base: str = field(init=False)

    @base.default
    def _worth_one(self) -> str:
        return next(unit for unit, worth in self.money.items() if worth == 1)


@frozen
class Table:
    """One of the tables: its words, without any order of rows.

    Attributes:
        id: ``disclosure``, ``requests``, ``review`` or ``statistics``.
        rows: lines that print numbers.
        groups: lines that head other lines and print no numbers.
        columns: the columns of every edition.
        heads: words of heading lines that name no column.
        anchors: words that mark where the table begins when its section's heading is lost.
        ends: words of the last line of a table that stands in no section, in any edition.
        foreign: labels of lines that offices add, or that other forms have: no label of this table is misprinted so.
        foreign_columns: headings of columns that offices add; nor are they.
    """

    id: str
    rows: Mapping[str, Label]
    groups: Mapping[str, Label]
    columns: Mapping[str, Column]
    heads: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    foreign_columns: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every wording and alias of a row, group or column, and the words of heading lines."""
        labels = (*self.rows.values(), *self.groups.values(), *self.columns.values())
        return tuple(words for label in labels for words in label.words) + self.heads

    def counted(self, row: str, column: str) -> Label:
        """Give what says how a cell is counted: its row where that has a unit of its own, else its column."""
        own = self.rows[row]
        return own if own.unit else self.columns[column]


@frozen
class Edition:
    """An edition of the form (年报格式的版本).

    Attributes:
        id: the year it was first used for, as text.
        name: its title.
        basis: the notice that prescribed it.
        years: first and last report year; one number where it is still in force.
        grammar: table to the name of its grammar file.
        columns: block or table (a rule of the grammar) to the columns its lines print, in order.
        wording: row or column to the words of this edition, where they differ from the table's own.
        other_forms: table to the names of further grammar files: the same rows, as offices write them down otherwise.
    """

    id: str
    name: str
    basis: str
    years: tuple[int, ...]
    grammar: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    wording: Mapping[str, str]
    other_forms: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def covers(self, year: int) -> bool:
        """Tell whether reports of ``year`` are due on this edition."""
        return self.years[0] <= year and (len(self.years) == 1 or year <= self.years[1])


@frozen
class SectionForm:
    """One of the six sections: its number and the titles it goes under (章节).

    Attributes:
        id: ``overview``, a table's id, ``problems`` or ``other_matters``.
        number: the number that the form prints.
        title: its title on the form.
        aliases: other titles met.
        words: words of which a title in other wording, behind the section's own number, holds one.
        heading: number and title.
    """

    id: str
    number: str
    title: str
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    heading: str = field(init=False)

    @heading.default
    def _heading(self) -> str:
        """The heading as the form prints it: ``二、主动公开政府信息情况``."""
        return f"{self.number}、{self.title}" if self.number else self.title


@frozen
class Bound:
    """What cannot be more than something else, in each column of a table.

    Attributes:
        code: the code of the finding when it is.
        table: the table it holds in.
        less: rows or groups whose sum is the lesser.
        more: rows or groups whose sum is at least as much.
    """

    code: str
    table: str
    less: tuple[str, ...]
    more: tuple[str, ...]


@frozen
class Sum:
    """One identity between cells (勾稽关系).

    Attributes:
        code: the code of the finding when it fails.
        table: the table it holds in.
        along: ``columns`` where it holds in each column, ``rows`` where it holds in each line.
        parts: rows, groups or columns that are added up.
        equals: rows or columns whose sum is the same.
    """

    code: str
    table: str
    along: str
    parts: tuple[str, ...]
    equals: tuple[str, ...]
