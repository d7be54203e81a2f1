"""Whether headings name the columns in the form's order: no sum tells two applicants apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from attrs import frozen

from govinfo_report.findings import finding
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.labels import Headings, NamedColumn
from govinfo_report.model import Finding, TableCells
from govinfo_report.official import Form


def is_turned(places: Sequence[int], lines: Sequence[int], columns: int, has_total: bool) -> bool:
    """Tell whether headings stand in another order than the form's.

    Words on one line show their order, and so do words each on a line of its own. On several lines with several words
    they may be pieces (其他 尚未 总计 above 结果 审结), and so may words below each other of which one is named again,
    unless all columns are named before any is again. In no form 总计 comes first.

    Args:
        places: the index of each one's column, from 0.
        lines: the line that each stands on.
        columns: how many columns there are.
        has_total: the last one is the sum of the others.
    """
    total = columns - 1 if has_total else -1
    counts = [places.count(place) for place in range(columns)]
    is_once = max(counts) == 1
    if is_once and places[0] == total and 0 in places:
        return True
    parts, alone = [], []
    for _, group in groupby(zip(lines, places, strict=True), key=itemgetter(0)):
        part = [place for _, place in group]
        if len(part) > 1:
            parts.append(part)
            alone.append(-1)
        else:
            alone += part
    blocks = [list(places[at : at + columns]) for at in range(0, len(places), columns)]
    if len(blocks) > 1 and len(blocks[-1]) < columns:
        blocks.pop()
    if all(len(set(block)) == columns for block in blocks):
        # what ends on a lower line comes behind 总计: 结果 above 纠正
        is_mixed = has_total and bool(parts) and lines[0] != lines[-1]
        parts += [block[: block.index(total)] if is_mixed else block for block in blocks]
    elif is_once:
        parts += [
            list(run) for is_end, run in groupby(alone, key=lambda place: place < 0) if not is_end
        ]
    return not all(_are_in_order(part, total, counts[0] > 1) for part in parts)


def _are_in_order(places: Sequence[int], total: int, is_again: bool) -> bool:
    """Tell whether columns ascend, or begin anew with those that came before: a page break prints headings again.

    Where the first column is named again (``is_again``) they may begin with it behind any total.

    The total may stand elsewhere behind the first column, since its cell is over several lines: 自然人, 总计 above
    商业企业 … 其他. Read in another place, it would make the sums fail (but see ``order_findings``).
    """
    passes: list[list[int]] = [[]]
    before = -1
    for place in places:
        if is_again and (before, place) == (total, 0):
            if not _are_alike(passes):
                return False
            passes = [[]]
        before = place
        if place == total:
            continue
        if passes[-1] and place < passes[-1][-1]:
            passes.append([])
        passes[-1].append(place)
    return _are_alike(passes)


def _are_alike(passes: Sequence[Sequence[int]]) -> bool:
    """Tell whether each of two passes has but columns of the other."""
    sets = map(set, passes)
    return all(one <= other or other <= one for one, other in pairwise(sets))


@frozen
class Clash:
    """Headings that stand in another order than the form's.

    Attributes:
        columns: the columns of the lines below.
        named: those that the headings name, in their order.
        line: the line of the first heading, from 0.
        total_at: where they name the total; -1 where others stand in another order, too.
    """

    columns: tuple[str, ...]
    named: tuple[str, ...]
    line: int
    total_at: int = -1


def order_findings(
    headings: Headings,
    table: EditionTable,
    form: Form,
    line: int,
    cells: TableCells,
    said: Sequence[Finding],
) -> Iterator[Finding]:
    """Give a finding for the lines below headings that stand in another order than the form's.

    Args:
        headings: the headings of the table.
        table: the edition's table.
        form: gives the wording of columns.
        line: the line of the copy that the table begins on, from 1.
        cells: its cells.
        said: what was said of the table; cells that have such a finding are not listed again.
    """
    clashes = headings.clashes.get(table.edition.id)
    if clashes is None:
        clashes = headings.clashes[table.edition.id] = tuple(_clashes(headings.runs, table, form))
    if not clashes:
        return
    listed = {path for item in said if item.code == "columns_unexpected" for path in item.cells}
    shape = table.shape
    for clash in clashes:
        columns = clash.columns
        paths = [
            path for row in shape.rows if row.columns == columns for path in shape.row_paths(row.id)
        ]
        if listed.issuperset(paths) or not _may_be_turned(clash, paths, cells):
            continue
        listed.update(paths)
        yield finding(
            "columns_unexpected",
            cells=paths,
            line=line + clash.line,
            found=form.wordings(shape.edition, shape.table, clash.named),
            expected=form.wordings(shape.edition, shape.table, columns),
        )


def _may_be_turned(clash: Clash, paths: Sequence[str], cells: TableCells) -> bool:
    """Tell whether numbers fit the order of the headings.

    With the total elsewhere, a line's sum holds both ways only where its numbers are 0 but for those of one column and
    of the total: 0 0 5 0 0 0 5 under a 总计 in the third place.
    """
    if clash.total_at < 0:
        return True
    kept = {clash.total_at, len(clash.columns) - 1}
    values = [cells.values[cells.shape.index[path]] for path in paths]
    return any(values) and not any(
        value for at, value in enumerate(values) if at % len(clash.columns) not in kept
    )


def _clashes(
    runs: Sequence[Sequence[NamedColumn]], table: EditionTable, form: Form
) -> Iterator[Clash]:
    """Give the headings that stand in another order, or may."""
    every = dict.fromkeys(row.columns for row in table.shape.rows if len(row.columns) > 1)
    totals = {
        name
        for entry in form.sums
        if entry.table == table.shape.table and entry.along == "rows"
        for name in entry.equals
    }
    for run in runs:
        names = {name for word in run for name in word.columns}
        # 上一年项目数量 and 本年增/减 alone are the columns of 行政事业性收费, and of no other line
        exact = [columns for columns in every if set(columns) == names]
        for columns in exact or every:
            found = [
                (columns.index(name), word.line, name)
                for word in run
                for name in word.columns
                if name in columns
            ]
            if 2 * len(found) < len(columns):
                # 其他法律 is a label that is cut off
                continue
            places, lines, named = zip(*found, strict=True)
            has_total = columns[-1] in totals
            if is_turned(places, lines, len(columns), has_total):
                yield Clash(columns, named, lines[0])
            elif has_total and columns[-1] in named[: len(columns) - 1]:
                yield Clash(columns, named, lines[0], named.index(columns[-1]))
