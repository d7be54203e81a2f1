"""The words that the form prints, reduced to their Chinese characters, and what each can be.

A word is known by its first characters too, so that one that is torn, or whose end is lost, is still found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field, frozen

from govinfo_report.official import Form, writing

ROW, GROUP, HEAD, SECTION = "row", "group", "head", "section"
CHINESE = "\u3400-\u9fff"
_OTHER = re.compile(f"[^{CHINESE}]")
_NUMERAL = f"[{writing().numerals}]"
_NUMBERED = re.compile(rf"[（(]{_NUMERAL}[）)]|^{_NUMERAL}、")
_NUMBER = re.compile(r"^(\d)[.．、]")
# A shorter title of a section stands in any sentence.
_SHORTEST_TITLE = 6
# So many characters of so many rows' labels must be there.
_SHOWN, _FEWEST_ROWS = 4, 3


@frozen
class FormWord:
    """Words of the form.

    Attributes:
        core: their Chinese characters, without the number in front.
        kind: ``row``, ``group`` (a line that heads others), ``head`` (of a column, or beside one) or ``section``.
        table: the table that they stand in; "" where they stand in none.
        id: the id of the row, column or section; "" for words that name none.
        number: the digit that the form prints before them; "" where it prints none.
    """

    core: str
    kind: str
    table: str
    id: str = ""
    number: str = ""


@define
class Vocabulary:
    """Every word of a form.

    Attributes:
        whole: a core to the words that have it.
        begun: the beginning of a core to the words that begin so, whole ones among them.
        pieces: every character of a core, and every two that stand together in one.
    """

    whole: dict[str, list[FormWord]] = field(factory=dict)
    begun: dict[str, list[FormWord]] = field(factory=dict)
    pieces: set[str] = field(factory=set)

    def may_hold_table(self, text: str) -> bool:
        """Tell quickly whether a text names several rows of the form."""
        letters = _OTHER.sub("", text)
        rows = (core for core, words in self.whole.items() if any(w.kind == ROW for w in words))
        return sum(core[:_SHOWN] in letters for core in rows) >= _FEWEST_ROWS

    def head_letters(self, table: str) -> set[str]:
        """Give the characters of the headings of a table."""
        heads = (w for words in self.whole.values() for w in words if w.kind == HEAD)
        return {letter for word in heads if word.table == table for letter in word.core}

    def add(self, word: FormWord) -> None:
        """Add a word; one that is known already changes nothing."""
        known = self.whole.setdefault(word.core, [])
        if not word.core or word in known:
            return
        known.append(word)
        for end in range(1, len(word.core) + 1):
            self.begun.setdefault(word.core[:end], []).append(word)
            self.pieces.add(word.core[end - 1])
            self.pieces.add(word.core[end - 2 : end])


def core(words: str) -> str:
    """Give the Chinese characters of a label, without its number: ``（二）部分公开`` gives ``部分公开``."""
    return _OTHER.sub("", _NUMBERED.sub("", words.strip()))


def vocabulary(form: Form) -> Vocabulary:
    """Gather the words of a form."""
    known = Vocabulary()
    for word in _words(form):
        known.add(word)
    return known


def _words(form: Form) -> Iterator[FormWord]:
    for section in form.sections.values():
        owner = section.id if section.id in form.tables else ""
        for title in (section.title, *section.aliases):
            if len(core(title)) >= _SHORTEST_TITLE:
                yield FormWord(core(title), SECTION, owner, section.id)
    for table_id, table in form.tables.items():
        kinds = ((ROW, table.rows), (GROUP, table.groups), (HEAD, table.columns))
        for kind, labels in kinds:
            for label in labels.values():
                number = _NUMBER.match(label.wording)
                own = [
                    edition.wording[label.id]
                    for edition in form.editions.values()
                    if label.id in edition.wording
                ]
                for words in (*label.words, *own):
                    digit = number[1] if number else ""
                    yield FormWord(core(words), kind, table_id, label.id, digit)
        for words in table.heads:
            yield FormWord(core(words), HEAD, table_id)
