"""What the lines of headings of a table tell: columns that are not the form's, and units."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from govinfo_report.grammar.order import Line
from govinfo_report.grammar.outcome import HeadClash
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.labels import FOREIGN, TEXT, Kind, Word

# Columns before a total from which on it may have a line of its own: four outcomes, six applicants.
FEWEST_BEFORE_TOTAL = 4


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
    clashes = []
    groups: list[str] = []
    for run, below in _runs(_headed(heads, starts)):
        line = table.lines[below]
        columns = table.columns(line)
        words = [word for _, words in run for word in words]
        groups += [name for word in words for name in _rows_named(word, line) if name not in groups]
        if len(line.rows) > 1 and groups != sorted(groups, key=line.rows.index):
            clashes.append(HeadClash(run[0][0], line.rows, tuple(groups)))
            continue
        named = _named(words, columns)
        foreign = [row for row, _ in run if _has_foreign(row, kinds, columns * len(line.rows))]
        if foreign or not set(named) <= set(columns) or _is_turned(run, columns, len(line.rows)):
            clashes.append(_clash((foreign or [run[0][0]])[0], named, line, table))
    return tuple(clashes)


def turns_back(before: int, behind: int, last: int) -> bool:
    """Tell whether the heading of a column stands behind that of a later one: no sum tells two applicants apart.

    Behind the last column the headings may begin anew, on another line or page. 总计 behind four others may stand
    anywhere, as a merged cell does.

    Args:
        before: index of the column that is named first.
        behind: index of the one that is named next.
        last: index of the last column.
    """
    has_total = last >= FEWEST_BEFORE_TOTAL
    is_anew = before >= last - has_total and not behind
    return behind < before and not (is_anew or (has_total and before == last))


def _runs(
    headed: Sequence[tuple[int, list[Word], int | None]],
) -> list[tuple[list[tuple[int, list[Word]]], int]]:
    """Give the lines of headings that stand right below each other, with the first line of the form below them.

    A line with a word that names no column (申请人情况) stands alone.
    """
    runs: list[tuple[list[tuple[int, list[Word]]], int]] = []
    goes_on = False
    for row, words, below in headed:
        if below is None:
            continue
        is_inner = all(word.columns for word in words)
        if goes_on and is_inner and row == runs[-1][0][-1][0] + 1:
            runs[-1][0].append((row, words))
        else:
            runs.append(([(row, words)], below))
        goes_on = is_inner
    return runs


def _named(words: Sequence[Word], columns: Sequence[str]) -> list[str]:
    """Give the columns that headings name; that of another line where it is none of some."""
    return [
        next((name for name in word.columns if name in columns), word.columns[0])
        for word in words
        if word.columns and not word.is_head
    ]


def _is_turned(run: Sequence[tuple[int, list[Word]]], columns: Sequence[str], rows: int) -> bool:
    """Tell whether headings name columns in another order than the form's.

    Args:
        run: the lines of headings.
        columns: the columns of a row, in order.
        rows: how many rows the line below holds.
    """
    if rows > 1:
        # what ends on a lower line has no order: 结果 above 纠正
        single = [word for _, words in run if len(words) == 1 for word in words]
        parts = [single, *(words for _, words in run if len(words) > 1)]
        return any(_is_block_turned(_named(part, columns), columns) for part in parts)
    places = [columns.index(name) for name in _named([w for _, ws in run for w in ws], columns)]
    last = len(columns) - 1
    # in no heading of the form 总计 stands before 自然人
    is_total_first = last > 1 and {0, last} <= set(places) and places.index(last) < places.index(0)
    return is_total_first or any(turns_back(*pair, last) for pair in pairwise(places))


def _is_block_turned(named: Sequence[str], columns: Sequence[str]) -> bool:
    """Tell whether headings over several rows stand in another order: 结果纠正 before 结果维持.

    Only where each column is named as often as any: pieces have no order.
    """
    size = len(columns)
    blocks = [tuple(named[at : at + size]) for at in range(0, len(named), size)]
    is_whole = all(sorted(block) == sorted(columns) for block in blocks)
    return is_whole and any(block != tuple(columns) for block in blocks)


def _clash(row: int, named: Sequence[str], line: Line, table: EditionTable) -> HeadClash:
    block = next(group for group in line.groups if group in table.edition.columns)
    return HeadClash(row, table.groups[block], tuple(named))


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
