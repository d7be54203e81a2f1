"""What the headings of columns say against the form: that columns are others, or stand in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from govinfo_report.grammar import is_turned
from govinfo_report.match.lines import FormTable
from govinfo_report.match.regions import Region
from govinfo_report.match.tokens import FOREIGN, MARK, NUMBER, PIECE, WORD, Token
from govinfo_report.match.vocabulary import HEAD, ROW, Vocabulary
from govinfo_report.model import cell_path

# A longer text among headings is a note; a shorter one a piece.
_LONGEST_HEAD, _SHORTEST_HEAD = 8, 2
# Shorter words made of the form's own are scraps of headings.
_SHORTEST_REWORDED = 4


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


@define
class _Block:
    """Headings, and the lines of the form that stand below them.

    Attributes:
        heads: the words of the headings, and those among them that are not the form's.
        lines: the indices of the lines.
    """

    heads: list[Token] = field(factory=list)
    lines: list[int] = field(factory=list)


@frozen
class OtherHeads:
    """Headings that are not the form's.

    Attributes:
        found: what they print.
        expected: the form's columns.
        cells: the cells below them that may be of another column.
    """

    found: Sequence[str]
    expected: Sequence[str]
    cells: Sequence[str]


def other_heads(region: Region, table: FormTable, known: Vocabulary) -> list[OtherHeads]:
    """Give the headings that are not the form's: other words stand among them, or the total before the first column.

    Args:
        region: the region.
        table: the table of an edition.
        known: the form's words; scraps of headings are no other words.
    """
    if table.is_shared:
        return []
    found = (_other(block, table, known) for block in _blocks(region, table))
    return [each for each in found if each is not None]


def _blocks(region: Region, table: FormTable) -> Iterator[_Block]:
    """Give the headings of a table, each with the lines below it."""
    block = _Block()
    has_numbers = False
    for token in (*region.before, *region.inside):
        if token.kind in (NUMBER, MARK):
            has_numbers = True
            continue
        rows = [table.index[w.id] for w in token.words if w.kind == ROW and w.id in table.index]
        is_head = any(word.kind == HEAD for word in token.words)
        if rows and not (is_head and not block.lines):
            block.lines.append(rows[0])
        elif is_head or token.kind in (FOREIGN, PIECE):
            if is_head and (has_numbers or block.lines):
                yield block
                block, has_numbers = _Block(), False
            block.heads.append(token)
    yield block


def _other(block: _Block, table: FormTable, known: Vocabulary) -> OtherHeads | None:
    """Give what the headings of a block print, where that is not the form's columns."""
    if not (block.heads and block.lines):
        return None
    columns = table.lines[block.lines[0]].columns
    named = [_column(token, columns) for token in block.heads]
    places = [at for at, column in enumerate(named) if column]
    own = [named[at] for at in places]
    others = _others(block.heads, named, table.id, known)
    is_turned = columns[0] in own and columns[-1] in own[: own.index(columns[0])]
    if not (is_turned and table.is_summed) and not (others and set(columns) - set(own)):
        return None
    heads = sorted({*places, *others})
    in_place = len(heads) == len(columns) and all(
        named[at] in ("", column) for at, column in zip(heads, columns, strict=True)
    )
    # a table of several lines of headings names some of them among others' labels
    is_reworded = any(block.heads[at].kind == PIECE for at in others)
    if len(own) * 2 < len(columns) if table.is_summed and not is_reworded else not in_place:
        return None
    lacking = set(columns) - set(own) if in_place else set(columns)
    cells = [
        cell_path(table.id, table.lines[line].row, column)
        for line in block.lines
        if table.lines[line].columns == columns
        for column in columns
        if column in lacking
    ]
    return OtherHeads([block.heads[at].text for at in heads], columns, cells)


def _others(
    heads: Sequence[Token], named: Sequence[str], table: str, known: Vocabulary
) -> list[int]:
    """Give the words that are no heading of the form's, and no scraps of several."""
    places = [at for at, token in enumerate(heads) if token.words]
    first = next((at for at, column in enumerate(named) if column), places[0] if places else 0)
    last = places[-1] if places else 0
    lines = {heads[at].line for at in places}
    letters, cores = known.head_letters(table), known.heads(table)
    return [
        at
        for at, token in enumerate(heads)
        if first <= at
        and not token.words
        and (at <= last + 1 or token.line in lines)
        and _SHORTEST_HEAD <= len(token.text) <= _LONGEST_HEAD
        and (
            not letters.issuperset(token.text)
            if token.kind == FOREIGN
            # 上年制作数量 for 本年新制作数量
            else len(token.text) >= _SHORTEST_REWORDED
            and not any(token.text in core for core in cores)
        )
    ]


def _column(token: Token, columns: Sequence[str]) -> str:
    """Give the column that a token names; "" where it names none."""
    heads = (word.id for word in token.words if word.kind == HEAD and word.id in columns)
    return next(heads, "") if token.kind == WORD else ""
