"""What the headings of columns say against the form: that columns are others, or stand in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from govinfo_report.grammar import is_turned
from govinfo_report.match.lines import FormTable
from govinfo_report.match.regions import Region
from govinfo_report.match.tokens import FOREIGN, MARK, NUMBER, WORD, Token
from govinfo_report.match.vocabulary import HEAD, ROW, Vocabulary

# A longer text among headings is a note; a shorter one a piece.
_LONGEST_HEAD, _SHORTEST_HEAD = 8, 2


def heads_in_order(region: Region, table: FormTable) -> bool:
    """Tell whether the headings of columns stand in the form's order: no sum tells two applicants apart.

    Args:
        region: the region.
        table: the table of an edition.
    """
    return not any(
        is_turned(places, lines, len(columns), table.is_summed)
        for columns in {line.columns for line in table.lines}
        for places, lines in _runs([*region.before, *region.inside], columns)
    )


def _runs(tokens: Sequence[Token], columns: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Give the headings between two numbers: the places of their columns, from 0, and their lines."""
    places: list[int] = []
    lines: list[int] = []
    was_head = False
    for token in tokens:
        column = _column(token, columns)
        # behind a heading 其他 and 总计 are one, else they may be labels of lines
        was_head = bool(column) and (was_head or all(w.kind == HEAD for w in token.words))
        if was_head:
            places.append(columns.index(column))
            lines.append(token.line)
        elif token.kind in (NUMBER, MARK) and places:
            yield places, lines
            places, lines = [], []
    if places:
        yield places, lines


def other_heads(region: Region, table: FormTable, known: Vocabulary) -> list[str]:
    """Give what the headings above the first line print, where that is not the form's columns; else nothing.

    Other words stand among them, or the total stands before the first column.

    Args:
        region: the region.
        table: the table of an edition, every line of which has the same columns.
        known: the form's words; scraps of headings are no other words.
    """
    columns = table.lines[0].columns
    if table.is_shared or any(line.columns != columns for line in table.lines):
        return []
    above = list(takewhile(_is_above, [*region.before, *region.inside]))
    first = next((at for at, token in enumerate(above) if _column(token, columns)), None)
    if first is None:
        return []
    # the merged cells 法人或其他组织 and 总计 may stand a line above the others
    heads = [token for token in above[first:] if token.kind in (WORD, FOREIGN)]
    named = [column for token in heads if (column := _column(token, columns))]
    is_turned = columns[0] in named and columns[-1] in named[: named.index(columns[0])]
    lines = {token.line for token in heads if _column(token, columns)}
    last = max(at for at, token in enumerate(heads) if _column(token, columns))
    others = [
        token
        for at, token in enumerate(heads)
        if token.kind == FOREIGN
        and (at < last or token.line in lines)
        and _SHORTEST_HEAD <= len(token.text) <= _LONGEST_HEAD
        and not known.head_letters(table.id).issuperset(token.text)
    ]
    if not (is_turned or others) or len(named) * 2 < len(columns):
        return []
    return [token.text for token in heads if token in others or _column(token, columns)]


def _is_above(token: Token) -> bool:
    """Tell whether a token may stand above the first line: no number, no label of a line that is no column's too."""
    if token.kind in (NUMBER, MARK):
        return False
    kinds = {word.kind for word in token.words}
    return ROW not in kinds or HEAD in kinds


def _column(token: Token, columns: Sequence[str]) -> str:
    """Give the column that a token names; "" where it names none."""
    heads = (word.id for word in token.words if word.kind == HEAD and word.id in columns)
    return next(heads, "") if token.kind == WORD else ""
