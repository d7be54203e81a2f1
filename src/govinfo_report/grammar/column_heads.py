"""What the lines of headings of a table tell: columns that are not the form's, and units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.grammar.order import Line
from govinfo_report.grammar.outcome import HeadClash
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.labels import FOREIGN, TEXT, Kind, Word


def head_clashes(
    heads: Sequence[tuple[int, list[Word]]],
    starts: Sequence[tuple[int, int]],
    table: EditionTable,
    kinds: Sequence[Kind],
) -> tuple[HeadClash, ...]:
    """Find lines of headings that name columns or groups that the form does not have there.

    Args:
        heads: for each row of headings its index and its words.
        starts: for each line that was found the index of its row, and its own; ascending.
        table: the edition's table.
        kinds: what each row shows.
    """
    clashes = []
    groups: list[str] = []
    for row, words, below in _headed(heads, starts):
        if below is None:
            continue
        line = table.lines[below]
        columns = table.columns(line) * len(line.rows)
        known = set(columns)
        named = [
            next((name for name in word.columns if name in known), word.columns[0])
            for word in words
            if word.columns and not word.is_head
        ]
        groups += [name for word in words for name in _rows_named(word, line) if name not in groups]
        if len(line.rows) > 1 and groups != sorted(groups, key=line.rows.index):
            clashes.append(HeadClash(row, line.rows, tuple(groups)))
        elif _has_foreign(row, kinds, columns) or not known.issuperset(named):
            clashes.append(_clash(row, named, line, table))
        elif (named or len(kinds[row]) == 2) and (
            # without a column of the form these may be a program's own names: Col2 | Col3
            reworded := tuple(dict.fromkeys(_reworded(row, kinds, columns)))
        ):
            clashes.append(_clash(row, named, line, table, reworded))
    return tuple(clashes)


def _clash(
    row: int, named: Sequence[str], line: Line, table: EditionTable, reworded: tuple[str, ...] = ()
) -> HeadClash:
    block = next(group for group in line.groups if group in table.edition.columns)
    return HeadClash(row, table.groups[block], tuple(named), reworded)


def _reworded(row: int, kinds: Sequence[Kind], columns: Sequence[str]) -> Iterator[str]:
    """Give the columns in whose place a line of headings has other words: 本年制发件数 | 上年废止件数 | 现行有效件数.

    Args:
        row: index of the row of headings.
        kinds: what each row shows.
        columns: the columns of the lines below, in order.
    """
    kind = kinds[row]
    if TEXT not in kind:
        return
    if len(kind) == 2:
        # each heading on a line of its own
        above = _place(kind[0], columns, -1)
        yield from columns[above + 1 : _next_place(row, kinds, columns, above)]
        return
    above, texts = -1, 0
    for at, shown in enumerate((*kind, None)):
        texts += shown is TEXT
        found = len(columns) if shown is None else _place(shown, columns, above)
        if found > above:
            # before the first column that is known, and behind the last one, it is told which these are
            is_beside = above < 0 and kind[at - 1] is TEXT
            low = found - texts if is_beside else above + 1
            high = low + texts if shown is None else found
            if texts:
                yield from columns[low:high]
            above, texts = found, 0


def _has_foreign(row: int, kinds: Sequence[Kind], columns: Sequence[str]) -> bool:
    """Tell whether headings name a column that no form has: 其他 | 小计 | 总计, 信息内容 | 上年数.

    商业企业 | 科研单位 | 社会公益组织 has other words for one of the form's, in its place.

    Args:
        row: index of the row of headings.
        kinds: what each row shows.
        columns: the columns of the lines below, in order.
    """
    kind = kinds[row]
    if FOREIGN in kind or TEXT not in kind:
        return FOREIGN in kind
    if len(kind) > 2:
        return _is_crowded(kind, columns, -1, len(columns))
    # each heading on a line of its own: the next one stands below the text
    above = _place(kind[0], columns, -1)
    below = _next_place(row, kinds, columns, above)
    # what follows the last column is a note
    return above < len(columns) - 1 and _is_crowded((TEXT,), columns, above, below)


def _next_place(row: int, kinds: Sequence[Kind], columns: Sequence[str], above: int) -> int:
    """Give where the column of the next line with words stands; the count of the columns where it is no heading."""
    following = next((shown[0] for shown in kinds[row + 1 :] if shown), None)
    found = _place(following, columns, above)
    return found if found > above else len(columns)


def _is_crowded(kind: Kind, columns: Sequence[str], above: int, below: int) -> bool:
    """Tell whether more texts stand between two headings than the form has columns between theirs.

    Args:
        kind: what stands between the first and the last of them.
        columns: the columns, in order.
        above: index of the first one's column; -1 where there is none.
        below: index of the last one's; the count of the columns where there is none.
    """
    texts = 0
    for shown in kind:
        texts += shown is TEXT
        found = _place(shown, columns, above)
        if found > above:
            if texts > found - above - 1:
                return True
            above, texts = found, 0
    return texts > max(below - above - 1, 0)


def _place(shown: object, columns: Sequence[str], above: int) -> int:
    """Give where the column of a heading stands behind that of another; as far as that where it is none."""
    if isinstance(shown, Word) and not shown.is_head:
        for at in range(above + 1, len(columns)):
            if columns[at] in shown.columns:
                return at
    return above


def _rows_named(word: Word, line: Line) -> list[str]:
    """Give the rows of a line of several that a heading names: 未经复议直接起诉 over five columns."""
    return [name.lower() for name in word.terminals if name.lower() in line.rows]


def head_units(
    heads: Sequence[tuple[int, list[Word]]],
    starts: Sequence[tuple[int, int]],
    table: EditionTable,
) -> dict[int, str]:
    """Give the units that headings print, for the cells below them.

    Args:
        heads: for each row of headings its index and its words.
        starts: for each line that was found the index of its row, and its own; ascending.
        table: the edition's table.

    Returns:
        Index of a cell, from 0, to its unit.
    """
    units: dict[int, str] = {}
    for _, words, below in _headed(heads, starts):
        if below is None:
            continue
        line = table.lines[below]
        block = next(group for group in line.groups if group in table.edition.columns)
        for word in words:
            if word.unit is None:
                continue
            for name in table.groups[block]:
                at = table.shape.row_index[name]
                columns = table.shape.rows[at].columns
                for column in set(word.columns) & set(columns):
                    units[table.shape.starts[at] + columns.index(column)] = word.unit
    return units


def _headed(
    heads: Sequence[tuple[int, list[Word]]], starts: Sequence[tuple[int, int]]
) -> list[tuple[int, list[Word], int | None]]:
    """Give each line of headings with the first line of the form below it."""
    headed: list[tuple[int, list[Word], int | None]] = []
    at = 0
    for row, words in heads:
        while at < len(starts) and starts[at][0] < row:
            at += 1
        headed.append((row, words, starts[at][1] if at < len(starts) else None))
    return headed
