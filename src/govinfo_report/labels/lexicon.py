"""What a label means: the rows, groups and columns that a cell's words can stand for, in any order.

A label comes back in every report, so what a cell says is worked out once and remembered (bounded). The memo
holds plain numbers too: one look-up tells what a cell is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import field, frozen

from govinfo_report.form import Form, Table
from govinfo_report.labels.beginnings import Beginnings
from govinfo_report.labels.figures import Figure, read_figure
from govinfo_report.labels.normal import normal, without_unit
from govinfo_report.model.row import SPACES

# Distinct cells remembered for a table before the memo starts anew: labels number in the hundreds, so this
# bounds what odd copies leave behind, at about 2 MB.
MEMO_SIZE = 20_000
# The longest cell remembered: the longest label of the form has 61 characters with its damage.
MEMO_CELL = 80
# The longest text that is looked up as a label: the printed note of table 三, one character a line.
LONGEST_LABEL = 200
# The longest line remembered: the longest label, stub cells and fifteen zeros.
MEMO_LINE = 160
# Lines remembered for a table before that memo starts anew: 60 lines a layout, in some tens of layouts.
MEMO_LINES = 4_000


@frozen(eq=False)
class Word:
    """The meaning of a label. One object a meaning, compared by identity.

    Attributes:
        terminals: the terminals of the grammar that it can be: rows and groups, in upper case.
        columns: the columns that it can head.
        is_head: it belongs to a line of headings without naming a column.
        unit: the unit of money that the label prints, else None.
        text: its normal form.
    """

    terminals: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    is_head: bool = False
    unit: str | None = None
    text: str = field(default="", repr=True)


@frozen(eq=False)
class Sign:
    """A thing that a row shows beside its labels."""

    name: str


VALUES = Sign("values")
"""The row prints at least one number or mark."""
EMPTY = Sign("empty")
"""The row prints nothing but empty cells."""
TEXT = Sign("text")
"""Words that are no label stand right before the numbers."""

Code: TypeAlias = int | Decimal | Word | Figure | None


class Lexicon:
    """The words of one table.

    Args:
        table: its rows, groups, columns and heads.
        wordings: a row, group or column with other words that an edition prints for it.
    """

    def __init__(self, table: Table, wordings: Iterable[tuple[str, str]] = ()) -> None:
        self.table = table.id
        self._meanings: dict[str, tuple[set[str], set[str], bool]] = {}
        for label in (*table.rows.values(), *table.groups.values()):
            for words in label.words:
                self._entry(words)[0].add(label.id.upper())
        for column in table.columns.values():
            for words in column.words:
                self._entry(without_unit(words)[0])[1].add(column.id)
        for name, words in wordings:
            if name in table.rows or name in table.groups:
                self._entry(words)[0].add(name.upper())
            if name in table.columns:
                self._entry(without_unit(words)[0])[1].add(name)
        for words in table.heads:
            rows, columns, _ = self._entry(words)
            self._meanings[normal(words)] = (rows, columns, True)
        self._words: dict[tuple[str, str | None], Word] = {}
        self.wordings = {
            label.id.upper(): normal(label.wording)
            for label in (*table.rows.values(), *table.groups.values())
        }
        self.memo = Memo(self)
        # lines of headings and lines of zeros come back in every report too: line to what ``labels.rows`` read of it
        self.known_lines: dict[str, tuple[Any, ...]] = {}

    def _entry(self, words: str) -> tuple[set[str], set[str], bool]:
        return self._meanings.setdefault(normal(words), (set(), set(), False))

    def remember_line(self, line: str, read: tuple[Any, ...]) -> None:
        """Remember what was read of a whole line (bounded); rows that are no line are not remembered."""
        if line and len(line) <= MEMO_LINE:
            if len(self.known_lines) >= MEMO_LINES:
                self.known_lines.clear()
            self.known_lines[line] = read

    def word(self, text: str) -> Word | None:
        """Give the meaning of a label as it stands in the copy, or None if it has none."""
        form = normal(text)
        unit = None
        if form not in self._meanings:
            name, unit = without_unit(text)
            form = normal(name)
        meaning = self._meanings.get(form)
        if meaning is None:
            return None
        word = self._words.get((form, unit))
        if word is None:
            rows, columns, is_head = meaning
            word = Word(tuple(sorted(rows)), tuple(sorted(columns)), is_head, unit, form)
            self._words[form, unit] = word
        return word

    def read(self, cell: str) -> Code:
        """Tell what a cell is: a plain number (no unit behind it), nothing, a label, or another figure."""
        figure = read_figure(cell)
        if figure is None:
            return None
        if figure.kind == "number" and figure.unit is None and "[" not in cell:
            return figure.numbers[0]
        if figure.kind != "text":
            return figure
        bare = cell.strip(SPACES) if len(cell) > LONGEST_LABEL else cell
        return (self.word(bare) if len(bare) <= LONGEST_LABEL else None) or figure


class Memo(dict[str, Code]):
    """Cell to what it is; a cell that is not there is worked out (hot: ``benchmarks.run``, stage labels)."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, cell: str) -> Code:
        if len(cell) > MEMO_CELL:
            return self._lexicon.read(cell)
        # nearly all that is new to the memo is a plain number, or 本年增/减 with its sign
        plain = cell.isdecimal() or (cell[:1] in ("+", "-") and cell[1:].isdecimal())
        code: Code = int(cell) if plain else self._lexicon.read(cell)
        if len(self) >= MEMO_SIZE:
            self.clear()
        self[cell] = code
        return code


class Lexicons:
    """The words of every table of a form.

    Attributes:
        tables: table to its words.
        has_label: tells whether a text is a label of some table; its ``begins`` tells where a label ends that begins at
            an offset.

    Args:
        form: the form.
    """

    def __init__(self, form: Form) -> None:
        wordings = [item for edition in form.editions.values() for item in edition.wording.items()]
        self.tables = {name: Lexicon(table, wordings) for name, table in form.tables.items()}
        # layouts may ask whether a text is a label of some table, never which label comes next
        self.has_label = _LabelMemo(list(self.tables.values()), Beginnings(form).end)


class _LabelMemo(dict[str, bool]):
    """Text to whether it is a label of some table (bounded); asked by a call.

    Attributes:
        begins: see ``Beginnings.end``.
    """

    def __init__(
        self, lexicons: Sequence[Lexicon], begins: Callable[[str, int], int | None]
    ) -> None:
        super().__init__()
        self._lexicons = lexicons
        self.begins = begins

    # a call runs no line of Python for a text that is known
    __call__ = dict.__getitem__

    def __missing__(self, text: str) -> bool:
        known = any(lexicon.memo[text].__class__ is Word for lexicon in self._lexicons)
        if len(text) <= MEMO_CELL:
            if len(self) >= MEMO_SIZE:
                self.clear()
            self[text] = known
        return known
