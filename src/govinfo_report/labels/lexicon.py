"""What a label means: the rows, groups and columns that a cell's words can stand for, in any order.

A label comes back in every report, so what a cell says is worked out once and remembered (bounded). The memo
holds plain numbers too: one look-up tells what a cell is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from attrs import field, frozen

from govinfo_report.labels.figures import LONGEST_NUMBER, Figure, read_figure
from govinfo_report.labels.nearness import Nearest
from govinfo_report.labels.normal import forms, normal, numbered, without_note, without_unit
from govinfo_report.model.row import SPACES
from govinfo_report.official import Table, writing

# Distinct cells remembered for a table before the memo starts anew: labels number in the hundreds, so this
# bounds what odd copies leave behind, at about 2 MB.
MEMO_SIZE = 20_000
# The longest cell remembered: the longest label of the form has 61 characters with its damage.
MEMO_CELL = 80
# The longest text that is looked up as a label: the printed note of table 三, one character a line.
LONGEST_LABEL = 200
# The longest line remembered: the longest label, stub cells and fifteen zeros.
MEMO_LINE = 160
# The longest text that is looked up as a label with a note in brackets behind it, and how many of those that are longer
# than MEMO_CELL are remembered: a province's form has six in its tables.
LONGEST_NOTED = 400
MEMO_NOTED = 400
# Notes in brackets behind one label.
MOST_NOTES = 3
# Lines remembered for a table before that memo starts anew: 60 lines a layout, in some tens of layouts.
MEMO_LINES = 4_000
# The shortest piece that the name of a column is known by: 商业企, 社会.
SHORTEST_BEGUN = 2
# what stands before a second label in a note
_TOGETHER = writing().together
_FRACTION = re.compile(r"[0-9]{1,15}\.[0-9]{1,15}")


@frozen(eq=False)
class Word:
    """The meaning of a label. One object a meaning, compared by identity.

    Attributes:
        terminals: the terminals of the grammar that it can be: rows and groups, in upper case.
        columns: the columns that it can head.
        is_head: it belongs to a line of headings without naming a column.
        unit: the unit of money that the label prints, else None.
        text: its normal form.
        near: the copy misprints it, so it counts only where the order of the form has it.
        noted: the same, but for a note in brackets behind a label that is printed rightly: 规章（含修订）.
    """

    terminals: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    is_head: bool = False
    unit: str | None = None
    text: str = field(default="", repr=True)
    near: bool = False
    noted: bool = False


@frozen(eq=False)
class Sign:
    """A thing that a row shows beside its labels."""

    name: str


VALUES = Sign("values")
"""The row prints at least one number or mark."""
EMPTY = Sign("empty")
"""The row prints nothing but empty cells."""
TEXT = Sign("text")
"""Words that are no label stand right before the numbers, or among headings."""
FOREIGN = Sign("foreign")
"""A column that offices add stands among headings."""

Code: TypeAlias = int | Decimal | Word | Figure | None
_Meaning: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], bool]


class Lexicon:
    """The words of one table.

    Attributes:
        meanings: the normal form of a label to what it can be: rows and groups in upper case, columns, and whether it
            belongs to a line of headings.
        foreign_columns: the normal form of headings of columns that offices add.
        numbers: the normal form of a label to the number that the form prints before it.
        orders: see below.

    Args:
        table: its rows, groups, columns and heads.
        wordings: a row, group or column with other words that an edition prints for it.
        others: words of other tables: no label of this one is misprinted so.
        orders: the columns of its lines, in order, where offices print them below one another too.
    """

    def __init__(
        self,
        table: Table,
        wordings: Iterable[tuple[str, str]] = (),
        others: Iterable[str] = (),
        orders: Iterable[tuple[str, ...]] = (),
    ) -> None:
        self.table = table.id
        self.orders = tuple(orders)
        self.foreign_columns = frozenset(map(normal, table.foreign_columns))
        self._foreign = (*table.foreign, *table.foreign_columns, *others)
        self._groups = {name.upper() for name in table.groups}
        self.meanings: dict[str, _Meaning] = {}
        self.numbers: dict[str, int] = {}
        for label in (*table.rows.values(), *table.groups.values()):
            for words in label.words:
                self._add(words, row=label.id, number=numbered(label.wording)[0])
        for column in table.columns.values():
            for words in column.words:
                self._add(without_unit(words)[0], column=column.id)
        for name, words in wordings:
            if name in table.rows or name in table.groups:
                self._add(words, row=name)
            if name in table.columns:
                self._add(without_unit(words)[0], column=name)
        for words in table.heads:
            self._add(words, is_head=True)
        # by the normal form; misprints by their meaning, which is one object however many ways it is misprinted
        self._words: dict[tuple[str | _Meaning, str | None, bool], Word] = {}
        # cells longer than MEMO_CELL that are a label with a note
        self.known_noted: dict[str, Word] = {}
        self.wordings = {
            label.id.upper(): normal(label.wording)
            for label in (*table.rows.values(), *table.groups.values())
        }
        self.memo = Memo(self)
        self._openings: dict[str, tuple[bool, int | None]] = {}
        # lines of headings and of hardly anything but zeros come back in every report too: line to what ``labels.rows``
        # read of it
        self.known_lines: dict[str, tuple[Any, ...]] = {}
        # and tables that differ in their numbers only: what ``labels.patterns`` made of their words
        self.known_tables: dict[Any, Any] = {}

    def _add(
        self,
        words: str,
        row: str = "",
        column: str | None = None,
        is_head: bool = False,
        number: int | None = None,
    ) -> None:
        """Add a meaning to those that words can have."""
        form = normal(words)
        if number is not None:
            self.numbers[form] = number
        rows, columns, was_head = self.meanings.get(form, ((), (), False))
        self.meanings[form] = (
            tuple(sorted({*rows, row.upper()} - {""})),
            tuple(sorted(columns if column is None else {*columns, column})),
            is_head or was_head,
        )

    def remember_line(self, line: str, read: tuple[Any, ...]) -> None:
        """Remember what was read of a whole line (bounded); rows that are no line are not remembered."""
        if line and len(line) <= MEMO_LINE:
            if len(self.known_lines) >= MEMO_LINES:
                self.known_lines.clear()
            self.known_lines[line] = read

    def word(self, text: str) -> Word | None:
        """Give the meaning of a label as it stands in the copy, or None if it has none.

        A note in brackets behind a label is left out.
        """
        return self._whole_word(text) or self.noted_word(text)

    def _whole_word(self, text: str, is_noted: bool = False) -> Word | None:
        for form, unit in forms(text):
            meaning = self.meanings.get(form)
            if meaning is not None:
                key = form, unit, is_noted
                word = self._words.get(key)
                if word is None:
                    # another thread may make it at the same time: one object a meaning
                    made = Word(*meaning, unit, form, is_noted, is_noted)
                    word = self._words.setdefault(key, made)
                return word
        return None

    def noted_word(self, text: str, may_be_cut: bool = False) -> Word | None:
        """Give the meaning of the label that stands in front of a note in brackets: 规章（含修订）.

        Args:
            text: any text.
            may_be_cut: the end of the note may be lost: 规章（含修.
        """
        if len(text) > LONGEST_NOTED or not ("（" in text or "(" in text):
            return None
        for _ in range(MOST_NOTES):
            found = without_note(text)
            if found is None:
                return None
            text, note, is_closed = found
            if len(text) > MEMO_CELL:
                continue
            if not (is_closed or may_be_cut) or self._is_no_note(note):
                return None
            word = self._whole_word(text, is_noted=True)
            if word is not None:
                return word
        return None

    def _is_no_note(self, note: str) -> bool:
        """Tell whether words in brackets are a number or a second label: 行政处罚（含行政强制） is two lines."""
        figure = read_figure(note)
        return (figure is not None and figure.kind != "text") or (
            normal(note).lstrip(_TOGETHER) in self.meanings
        )

    def misprinted_word(self, text: str) -> Word | None:
        """Give the meaning of the one label that a text, which is no label, can be a misprint of."""
        name, unit = without_unit(text)
        number, form = numbered(name)
        label = self._nearest.misprint(form, number)
        return self._near_word(label, unit) if label is not None else None

    def cut_word(self, text: str) -> tuple[Word | None, str]:
        """Give the meaning of the one label that a text, which is no label, can be the beginning or end of.

        Returns:
            The word, None where there is none; then the letters that its end lacks.
        """
        number, form = numbered(text)
        label = self._nearest.piece(form, number)
        if label is None:
            return None, ""
        return self._near_word(label, None), label[len(form) :] if label.startswith(form) else ""

    def has_misprint(self, text: str) -> bool:
        """Tell whether a text is a misprint or a piece of one label, and its number, if it has one, that label's."""
        word = self.misprinted_word(text) or self.cut_word(text)[0]
        return word is not None and self.is_numbered_so(text, word)

    def _near_word(self, form: str, unit: str | None) -> Word:
        meaning = self.meanings[form]
        word = self._words.get((meaning, unit, False))
        if word is None:
            # the first of several wordings, whichever of them was misprinted first
            form = next(words for words, known in self.meanings.items() if known == meaning)
            made = Word(*meaning, unit, form, near=True)
            word = self._words.setdefault((meaning, unit, False), made)
        return word

    @cached_property
    def _nearest(self) -> Nearest:
        """Most copies never ask for it."""
        foreign = [normal(without_unit(words)[0]) for words in self._foreign]
        return Nearest(self.meanings, self.numbers, foreign)

    def is_numbered_so(self, text: str, word: Word) -> bool:
        """Tell whether the number before a label can be its own: the form prints the same, or none is printed."""
        number, expected = numbered(text)[0], self.numbers.get(word.text)
        return number == expected or None in (number, expected)

    def is_scraps(self, text: str) -> bool:
        """Tell whether a text is nothing but pieces of headings, not all whole: 维持 纠正 结果 审结, the end of one."""
        pieces = [normal(piece) for piece in text.split()]
        return (
            len(pieces) > 1
            and not self.meanings.keys() >= set(pieces)
            and all(piece and any(piece in form for form in self._headings) for piece in pieces)
        )

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        return tuple(
            form for form, (_, columns, is_head) in self.meanings.items() if columns or is_head
        )

    def begun_column(self, cell: str, code: Code) -> Word | None:
        """Give the word of a cell in a line of headings; where it is none that of the one column that it begins.

        Args:
            cell: the cell.
            code: what it is.
        """
        if isinstance(code, Word):
            return code
        form = normal(cell) if len(cell) <= MEMO_CELL else ""
        if len(form) < SHORTEST_BEGUN:
            return None
        begun = [whole for whole in self._columns if whole.startswith(form)]
        one = len({self.meanings[whole] for whole in begun}) == 1
        return self._whole_word(begun[0]) if one else None

    @cached_property
    def _columns(self) -> tuple[str, ...]:
        return tuple(
            form for form, (rows, columns, _) in self.meanings.items() if columns and not rows
        )

    def is_group(self, word: Word) -> bool:
        """Tell whether a word can only head other lines."""
        return not word.columns and bool(word.terminals) and self._groups.issuperset(word.terminals)

    def opening(self, text: str) -> tuple[bool, int | None]:
        """Tell whether a text is the beginning of a label, or the number before one, that may go on; and its number.

        So is a label whose note in brackets is not closed. The number is None where none is printed (remembered,
        bounded).
        """
        known = self._openings.get(text)
        if known is None:
            if len(text) > MEMO_CELL:
                return self._is_note_open(text), None
            number, form = numbered(text)
            known = form in self._beginnings or self._is_note_open(text), number
            if len(self._openings) >= MEMO_LINES:
                self._openings.clear()
            self._openings[text] = known
        return known

    def _is_note_open(self, text: str) -> bool:
        return self.word(text) is None and self.noted_word(text, may_be_cut=True) is not None

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(form[:end] for form in self.meanings for end in range(len(form)))

    def read(self, cell: str) -> Code:
        """Tell what a cell is: a plain number (no unit behind it), nothing, a label, or another figure."""
        figure = read_figure(cell)
        if figure is None:
            return None
        if figure.kind == "number" and figure.unit is None:
            low, high = figure.spans[0]
            # a field, a note, bold print beside it: its place is not the cell's
            if high - low == len(cell.strip(SPACES)):
                return figure.numbers[0]
        if figure.kind != "text":
            return figure
        bare = cell.strip(SPACES) if len(cell) > LONGEST_LABEL else cell
        # no label is printed in ASCII
        if bare.isascii():
            return figure
        if len(bare) > LONGEST_LABEL:
            return self.noted_word(bare, may_be_cut=True) or figure
        word = self.word(bare)
        if word is None and len(bare) <= MEMO_CELL:
            word = self.misprinted_word(bare)
        return word or self.noted_word(bare, may_be_cut=True) or figure


class Memo(dict[str, Code]):
    """Cell to what it is; a cell that is not there is worked out (hot: ``benchmarks.run``, stage labels)."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, cell: str) -> Code:
        if len(cell) > MEMO_CELL:
            return self._read_long(cell)
        # nearly all that is new to the memo is a plain number, or 本年增/减 with its sign
        short = len(cell) <= LONGEST_NUMBER
        code: Code
        if short and (cell.isdecimal() or (cell[:1] in ("+", "-") and cell[1:].isdecimal())):
            code = int(cell)
        elif short and cell.isascii() and _FRACTION.fullmatch(cell):
            code = Decimal(cell)
        else:
            code = self._lexicon.read(cell)
        if len(self) >= MEMO_SIZE:
            self.clear()
        self[cell] = code
        return code

    def _read_long(self, cell: str) -> Code:
        """Read a cell that is not remembered but for a label with a note."""
        known = self._lexicon.known_noted
        code: Code = known.get(cell)
        if code is None:
            code = self._lexicon.read(cell)
            if isinstance(code, Word) and code.noted and len(cell) <= LONGEST_NOTED:
                if len(known) >= MEMO_NOTED:
                    known.clear()
                known[cell] = code
        return code
