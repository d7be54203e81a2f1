"""What the lines of headings of a table tell: columns that are not the form's, and units."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.grammar.order import Line
from govinfo_report.grammar.outcome import HeadClash
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.labels import FOREIGN, TEXT, Kind, Word

# Columns between the first and the last from which on they have a line of headings of their own: table 三 has five.
FEWEST_INNER = 4


def head_clashes(
    heads: Sequence[tuple[int, list[Word]]],
    starts: Sequence[tuple[int, int]],
    table: EditionTable,
    kinds: Sequence[Kind],
) -> tuple[HeadClash, ...]:
    """Find lines of headings whose columns are not the form's, in the form's order, for the lines below them.

    Args:
        heads: for each row of headings its index and its words.
        starts: for each line that was found the index of its row, and its own; ascending.
        table: the edition's table.
        kinds: what each row shows.
    """
    clashes = _stacked(heads, starts, table)
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
        rest = iter(columns)
        groups += [name for word in words for name in _rows_named(word, line) if name not in groups]
        if len(line.rows) > 1 and groups != sorted(groups, key=line.rows.index):
            clashes.append(HeadClash(row, line.rows, tuple(groups)))
        elif (
            _has_foreign(row, kinds, columns)
            or not all(name in rest for name in named)
            or _is_turned(named, line, table)
        ):
            clashes.append(_clash(row, named, line, table))
    return tuple(clashes)


def _stacked(
    heads: Sequence[tuple[int, list[Word]]],
    starts: Sequence[tuple[int, int]],
    table: EditionTable,
) -> list[HeadClash]:
    """Find headings on several lines, one or more on each, whose columns are not in the form's order.

    自然人, 总计 and below them 商业企业 … 其他 are the two lines of one heading: the order begins anew once. In no
    heading of the form 总计 stands above 自然人.
    """
    clashes = []
    for run in _runs([(row, words) for row, words in heads if all(w.columns for w in words)]):
        below = next((line for row, line in starts if row > run[-1][0]), None)
        if below is None:
            continue
        line = table.lines[below]
        names = [name for _, words in run for name in _named(words, table.columns(line))]
        if _is_mixed(names, table.columns(line)):
            clashes.append(_clash(run[0][0], names, line, table))
            continue
        for part in _runs([entry for entry in run if len(entry[1]) == 1]):
            clashes += _out_of_order(part, line, table)
    return clashes


def _is_mixed(names: Sequence[str], columns: Sequence[str]) -> bool:
    """Tell whether headings, several on some of their lines, name each column once in another order.

    法律服务, then 商业 | 科研, 社会公益, 自然人, 其他 | 总计. Headings that end on a lower line come behind 总计, and
    自然人 and 总计 may have a line of their own.
    """
    if sorted(names) != sorted(columns):
        return False
    last = len(columns) - 1
    places = [columns.index(name) for name in names]
    backs = [at for at in range(1, len(places)) if places[at - 1] > places[at]]
    return backs != [] and last in places[backs[0] :] and _are_turned(places, last)


def _runs(
    heads: Sequence[tuple[int, list[Word]]],
) -> list[list[tuple[int, list[Word]]]]:
    """Part lines of headings into those with no other row between them."""
    runs: list[list[tuple[int, list[Word]]]] = []
    for row, words in heads:
        if runs and row == runs[-1][-1][0] + 1:
            runs[-1].append((row, words))
        else:
            runs.append([(row, words)])
    return runs


def _named(words: Sequence[Word], columns: Sequence[str]) -> list[str]:
    """Give the columns that headings name, of some; none for a heading of another."""
    found = (next((name for name in word.columns if name in columns), None) for word in words)
    return [name for name in found if name is not None]


def _out_of_order(
    run: Sequence[tuple[int, list[Word]]], line: Line, table: EditionTable
) -> list[HeadClash]:
    columns = list(table.columns(line))
    named = [name for _, words in run for name in _named(words, columns)]
    if len(line.rows) > 1:
        is_turned = _is_turned(named, line, table)
    else:
        is_turned = _are_turned([columns.index(name) for name in named], len(columns) - 1)
    return [_clash(run[0][0], named, line, table)] if is_turned else []


def _clash(row: int, named: Sequence[str], line: Line, table: EditionTable) -> HeadClash:
    block = next(group for group in line.groups if group in table.edition.columns)
    return HeadClash(row, table.groups[block], tuple(named))


def _are_turned(places: Sequence[int], last: int) -> bool:
    """Tell whether headings below each other are in no order of the form's: 商业企业 below 科研机构.

    Args:
        places: index of each one's column, from 0.
        last: index of the last column.
    """
    ends = {0, last}
    if last > 1 and ends <= set(places) and places.index(last) < places.index(0):
        return True
    backs = [at for at in range(1, len(places)) if places[at - 1] > places[at]]
    if len(backs) != 1:
        return bool(backs)
    above, below = set(places[: backs[0]]), set(places[backs[0] :])
    # a page break repeats them; two lines of one heading, either of them first
    is_again = last in above and 0 in below
    is_two_lines = last - 1 >= FEWEST_INNER and (
        (above <= ends and not below & ends) or (below <= ends and not above & ends)
    )
    return not (is_again or is_two_lines)


def _is_turned(named: Sequence[str], line: Line, table: EditionTable) -> bool:
    """Tell whether the headings over a line of several rows stand in another order than the columns of a row.

    结果纠正 before 结果维持. Only where each column is named as often as any: pieces on several lines have no order.
    """
    columns = table.columns(line)
    size = len(columns)
    if len(line.rows) == 1 or len(named) % size:
        return False
    blocks = [tuple(named[at : at + size]) for at in range(0, len(named), size)]
    return any(block != columns for block in blocks) and all(
        set(block) == set(columns) for block in blocks
    )


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
    next_one = next((shown[0] for shown in kinds[row + 1 :] if shown), None)
    return _is_crowded((TEXT,), columns, above, _place(next_one, columns, above))


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
