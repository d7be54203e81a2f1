"""Whether headings name the columns in the form's order: no sum tells two applicants apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from attrs import frozen

from govinfo_report.findings import finding
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.labels import Headings, NamedColumn
from govinfo_report.model import Finding, Span, TableCells
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
        cells: indices of the cells below them.
        zeros: indices of those that have to be 0, or the sums tell which order is right.
    """

    columns: tuple[str, ...]
    named: tuple[str, ...]
    line: int
    cells: tuple[int, ...]
    zeros: tuple[int, ...] = ()


def turned_headings(headings: Headings, table: EditionTable, form: Form) -> Sequence[Clash]:
    """Give the headings of a table that stand in another order than the form's (hot: worked out once for its words).

    Args:
        headings: the headings.
        table: the edition's table.
        form: gives the sums.
    """
    clashes: Sequence[Clash] | None = headings.clashes.get(table.edition.id)
    if clashes is None:
        clashes = headings.clashes[table.edition.id] = tuple(_clashes(headings.runs, table, form))
    return clashes


def order_findings(
    clashes: Sequence[Clash],
    cells: TableCells,
    form: Form,
    said: Sequence[Finding],
    place: Callable[[int], Span],
    line_of: Callable[[int], int],
) -> Iterator[Finding]:
    """Give a finding for the lines below headings that stand in another order than the form's.

    Args:
        clashes: the headings.
        cells: the cells of the table.
        form: gives the wording of columns.
        said: what was said of the table; cells that have such a finding are not listed again.
        place: gives where a line of the table stands, from 0.
        line_of: gives the line of an offset.
    """
    shape, values = cells.shape, cells.values
    for clash in clashes:
        if clash.zeros and (
            any(values[at] for at in clash.zeros) or not any(values[at] for at in clash.cells)
        ):
            continue
        paths = [shape.paths[at] for at in clash.cells]
        listed = {path for item in said if item.code == "columns_unexpected" for path in item.cells}
        if listed.issuperset(paths):
            continue
        span = place(clash.line)
        yield finding(
            "columns_unexpected",
            cells=paths,
            span=span,
            line=line_of(span[0]),
            found=form.wordings(shape.edition, shape.table, clash.named),
            expected=form.wordings(shape.edition, shape.table, clash.columns),
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
            count = len(columns)
            cells = tuple(
                at + index
                for at, row in zip(table.shape.starts, table.shape.rows, strict=True)
                for index in range(count)
                if row.columns == columns
            )
            has_total = columns[-1] in totals
            if is_turned(places, lines, count, has_total):
                yield Clash(columns, named, lines[0], cells)
            elif has_total and (at := _moved_total(places, count - 1)):
                # 0 0 5 0 0 0 5 under a 总计 in the third place: the sum holds in both orders
                zeros = [index for index in range(count - 1) if index != at]
                first = cells[0]
                yield Clash(
                    columns,
                    named,
                    lines[0],
                    cells,
                    tuple(cell for cell in cells if (cell - first) % count in zeros),
                )


def _moved_total(places: Sequence[int], total: int) -> int:
    """Give the place in which the total is named, where each column is and it is another than the form's; else 0.

    The form's are the last one, the second one, for 自然人 and 总计 stand above the others, and the last but one, where
    both are the same number.
    """
    if sorted(places) != list(range(total + 1)):
        return 0
    at = places.index(total)
    return at if 1 < at < total - 1 else 0
