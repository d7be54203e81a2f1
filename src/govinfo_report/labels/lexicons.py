"""The words of every table of a form, and the question that layouts may ask of them."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.labels.beginnings import Beginnings
from govinfo_report.labels.column_words import ColumnWords
from govinfo_report.labels.figures import DOUBTS
from govinfo_report.labels.lexicon import LONGEST_LABEL, MEMO_CELL, MEMO_SIZE, Lexicon
from govinfo_report.labels.normal import CLOSING, forms, without_fields
from govinfo_report.official import Form, Table


class Lexicons:
    """The words of every table of a form.

    Attributes:
        tables: table to its words.
        columns: table to those that name columns.
        has_label: tells whether a text is a label of some table; by ``begins`` where a label ends that begins at an
            offset, by ``is_begun`` whether a text is a label or the beginning of one.

    Args:
        form: the form.
    """

    def __init__(self, form: Form) -> None:
        wordings = [item for edition in form.editions.values() for item in edition.wording.items()]
        self.tables = {
            name: Lexicon(
                table,
                wordings,
                [
                    words
                    for other in form.tables.values()
                    if other is not table
                    for words in other.words
                ],
                _orders(form, table),
            )
            for name, table in form.tables.items()
        }
        self.columns = {name: ColumnWords(lexicon) for name, lexicon in self.tables.items()}
        # layouts may ask whether a text is a label of some table, never which label comes next
        self.has_label = _LabelMemo(list(self.tables.values()), Beginnings(form))


def _orders(form: Form, table: Table) -> list[tuple[str, ...]]:
    """Give the columns of a table's lines, in order, in the editions that have other forms of the table."""
    orders = {
        columns: None
        for edition in form.editions.values()
        if table.id in edition.other_forms
        for columns in edition.columns.values()
        if table.columns.keys() >= set(columns)
    }
    return list(orders)


class _LabelMemo(dict[str, bool]):
    """Text to whether it is a label of some table (bounded); asked by a call.

    Attributes:
        begins: see ``Beginnings.end``.
        is_begun: see ``Beginnings.is_begun``.
    """

    def __init__(self, lexicons: Sequence[Lexicon], beginnings: Beginnings) -> None:
        super().__init__()
        self._lexicons = lexicons
        self.begins = beginnings.end
        self.is_begun = beginnings.is_begun

    # a call runs no line of Python for a text that is known
    __call__ = dict.__getitem__

    def __missing__(self, text: str) -> bool:
        # never by nearness: 法律服 and 务机构 are halves for a layout to join, not two misprints
        known = (
            len(text) <= LONGEST_LABEL
            and not text.isascii()
            and not _stands_before_doubt(text)
            and (
                any(form in words.meanings for form, _ in forms(text) for words in self._lexicons)
                or (
                    any(mark in text[-3:] for mark in CLOSING)
                    and any(words.noted_word(text) for words in self._lexicons)
                )
            )
        )
        if len(text) <= MEMO_CELL:
            if len(self) >= MEMO_SIZE:
                self.clear()
            self[text] = known
        return known


def _stands_before_doubt(text: str) -> bool:
    """Tell whether something stands behind a label that is in the place of a number: 行政处罚…, 规章 ####."""
    return not DOUBTS.isdisjoint(text) and without_fields(text).strip()[-1:] in DOUBTS
