"""Turns the kinds of a table's rows into terminals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from attrs import frozen

from govinfo_report.grammar.shape import EditionTable
from govinfo_report.labels import EMPTY, TEXT, VALUES, Kind, Word

HEAD = "HEAD"
"""The terminal of a line of headings, in every grammar."""
COUNTS = "COUNTS"
"""The terminal of a line of numbers without a label."""


@frozen
class RowToken:
    """A label of a row, as the grammar sees it.

    Attributes:
        row: index of the labelled row.
        options: the terminals that it can be; HEAD among them where it can head a column.
        values: the row prints numbers, and this is its last label.
        text: words that are no label stand between this label and the numbers.
        near: the label is misprinted: the token counts only in its place.
    """

    row: int
    options: tuple[str, ...]
    values: bool = False
    text: bool = False
    near: bool = False


def row_tokens(kinds: Sequence[Kind], table: EditionTable) -> tuple[list[RowToken], list[int]]:
    """Give the terminals that the rows of a table can be, in the order of the copy.

    Args:
        kinds: what each row shows.
        table: the edition's table; labels that it does not have are not its terminals.

    Returns:
        The tokens, and the indices of rows whose numbers stand under no label.
    """
    known = table.grammar.terminals
    tokens: list[RowToken] = []
    unlabelled: list[int] = []
    for row, kind in enumerate(kinds):
        words = [word for word in kind if isinstance(word, Word)]
        values = VALUES in kind
        if not words:
            if kind[0] is not EMPTY:
                unlabelled.append(row)
            continue
        options = [(_options(word, known), word.near) for word in words]
        if not values and is_heading(words, known):
            # a misprinted 其他 alone on its row is taken for a heading
            row_options = options[0][0] if len(words) == 1 and not words[0].near else ()
            tokens.append(RowToken(row, (*row_options, HEAD)))
            continue
        labels = [(choice, near) for choice, near in options if choice]
        if values and not labels:
            unlabelled.append(row)
            continue
        for at, (choice, near) in enumerate(labels):
            last = at == len(labels) - 1
            tokens.append(RowToken(row, choice, values and last, last and TEXT in kind, near))
    return tokens, unlabelled


def is_heading(words: Sequence[Word], known: Collection[str]) -> bool:
    """Tell whether a row that prints only ``words`` can be a line of headings.

    Args:
        words: the labels of the row.
        known: the terminals of the edition's table.
    """
    return all(
        word.is_head or word.columns or not any(term in known for term in word.terminals)
        for word in words
    )


def is_heading_row(kind: Kind, table: EditionTable) -> bool:
    """Tell whether the words of a row are headings, whatever stands behind them.

    Args:
        kind: what the row shows.
        table: the edition's table.
    """
    words = [word for word in kind if isinstance(word, Word)]
    return bool(words) and is_heading(words, table.grammar.terminals)


def is_headed(kind: Kind, table: EditionTable) -> bool:
    """Tell whether a row's numbers stand right below headings: their label is lost, or stands behind them.

    Args:
        kind: what the row shows.
        table: the edition's table.
    """
    return VALUES in kind and TEXT not in kind and is_heading_row(kind, table)


def page_ends(kinds: Sequence[Kind]) -> frozenset[int]:
    """Find the rows below which a page may end: a line of headings that stood above comes again right below.

    Args:
        kinds: what each row shows.
    """
    above: set[Kind] = set()
    found = set()
    for row, (kind, below) in enumerate(pairwise(kinds)):
        if below in above and VALUES not in below and isinstance(below[0], Word):
            found.add(row)
        above.add(kind)
    return frozenset(found)


def _options(word: Word, known: Collection[str]) -> tuple[str, ...]:
    return tuple(terminal for terminal in word.terminals if terminal in known)
