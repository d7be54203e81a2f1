"""Gives rows of numbers without a label to lines without numbers, where the form's order leaves one way.

Between two lines that are sure the form has k lines. Where none of them has numbers in the copy, and k rows of numbers
without a label stand there, each is the next one's: a label was lost, or a row's numbers slipped onto a line of
their own. A row with nothing but its group's label can be the group's first line, unless another group has both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from govinfo_report.grammar.outcome import ReadLine
from govinfo_report.grammar.shape import EditionTable
from govinfo_report.grammar.tokens import is_headed, page_ends
from govinfo_report.labels import TEXT, VALUES, Kind, Word


def fill_gaps(
    lines: Sequence[ReadLine], kinds: Sequence[Kind], unlabelled: Sequence[int], table: EditionTable
) -> tuple[list[ReadLine], list[int]]:
    """Give unlabelled rows to the lines between sure ones, where there are as many.

    Args:
        lines: every line of the form, in order.
        kinds: what each row of the copy shows.
        unlabelled: rows of numbers without a label, ascending.
        table: the edition's table.

    Returns:
        The lines, and the unlabelled rows that are left.
    """
    first_of = {row: first for row, kind in enumerate(kinds) if (first := _first_of(kind, table))}
    ends = page_ends(kinds) if unlabelled else frozenset()
    lacking = [
        row
        for row in unlabelled
        if (isinstance(kinds[row][0], int) or is_headed(kinds[row], table))
        # the number of a page
        and not (row in ends and _may_be_lone(kinds[row]))
    ]
    bare = sorted({*lacking, *first_of})
    if not bare:
        return list(lines), list(unlabelled)
    filled = list(lines)
    taken: set[int] = set()
    sure = [
        at
        for at, line in enumerate(lines)
        if line.row is not None and line.is_plain and _has_numbers(kinds[line.row])
    ]
    names = {table.lines[at].rows[0] for at in sure}
    # a copy that prints numbers for whole groups, too: 0 | 0 | … beside （四）无法提供 and beside 1.本机关不掌握…
    groups = set(first_of) if names & set(first_of.values()) else set()
    edges = [(-1, -1), *((at, lines[at].row or 0) for at in sure), (len(lines), len(kinds))]
    for (above, top), (below, bottom) in pairwise(edges):
        between = range(above + 1, below)
        rows = _rows_for(between, [row for row in bare if top < row < bottom], kinds, table)
        if (
            not rows
            or len(rows) != len(between)
            or not groups.isdisjoint(rows)
            or not all(_is_open(lines[at], kinds) for at in between)
            or not _in_order([lines[at] for at in between])
            or _is_parted(rows, between, kinds, table)
            or _may_be_printed(rows, [lines[at] for at in between], kinds, table)
            or _is_named_nearby(rows, range(top + 1, bottom), kinds)
            or any(
                first_of.get(row, table.lines[at].rows[0]) != table.lines[at].rows[0]
                for at, row in zip(between, rows, strict=True)
            )
        ):
            continue
        for at, row in zip(between, rows, strict=True):
            start, end, _ = table.spans[at]
            count = kinds[row][0]
            if not isinstance(count, int) or count <= end - start:
                filled[at] = evolve(lines[at], row=row, by_count=True)
                taken.add(row)
    return filled, [row for row in unlabelled if row not in taken]


def _may_be_lone(kind: Kind) -> bool:
    """Tell whether a row may have one number; behind a heading's word a kind does not tell how many there are."""
    return kind[0] == 1 or isinstance(kind[0], Word)


def _rows_for(
    lines: Sequence[int], rows: list[int], kinds: Sequence[Kind], table: EditionTable
) -> list[int]:
    """Leave lone numbers out, page numbers among them, where the other rows are as many as the lines and all whole."""
    whole = [row for row in rows if kinds[row][0] != 1]
    return whole if len(whole) == len(lines) and _are_whole(whole, lines, kinds, table) else rows


def _are_whole(
    rows: Sequence[int], lines: Sequence[int], kinds: Sequence[Kind], table: EditionTable
) -> bool:
    """Tell whether each row has as many numbers as its line has cells, and more than one."""
    for row, at in zip(rows, lines, strict=True):
        start, end, _ = table.spans[at]
        if kinds[row][0] != end - start or end - start == 1:
            return False
    return True


def _is_parted(
    rows: Sequence[int], lines: Sequence[int], kinds: Sequence[Kind], table: EditionTable
) -> bool:
    """Tell whether a group's label stands between two of the rows where the form has none between their lines.

    Between whole rows it may stand in the middle of its group, as a cell that is merged over many rows prints it.
    """
    are_whole = _are_whole(rows, lines, kinds, table)
    for (first, second), after in zip(pairwise(rows), lines[1:], strict=True):
        line = table.lines[after].rows[0]
        for kind in kinds[first + 1 : second]:
            for word in kind:
                for terminal in getattr(word, "terminals", ()):
                    members = table.groups.get(terminal.lower(), ())
                    if members and line != members[0] and not (are_whole and line in members):
                        return True
    return False


def _may_be_printed(
    rows: Sequence[int], lines: Sequence[ReadLine], kinds: Sequence[Kind], table: EditionTable
) -> bool:
    """Tell whether a row given to a line that the copy does not print, or prints below it, may be another label's.

    规章, 3, 0, 15, 行政规范性文件, 61, 59, 422, each on a line of its own, where the copy ends: 15 stands above
    行政规范性文件, so it is no number of 行政许可; 0 may be the second number of 规章.
    """
    labels = [(at, line.row) for at, line in enumerate(lines) if line.row is not None]
    if any(row < label and at >= line for at, row in enumerate(rows) for line, label in labels):
        return True
    for (line, below), pair in zip(pairwise(lines), pairwise(rows), strict=True):
        start, end, _ = table.spans[line.line]
        counts = [count for row in pair if isinstance(count := kinds[row][0], int)]
        is_own = len(counts) == len(pair) and sum(counts) <= end - start
        if line.row is not None and below.row is None and is_own:
            return True
    return False


def _is_named_nearby(rows: Sequence[int], between: range, kinds: Sequence[Kind]) -> bool:
    """Tell whether a lone number is to be a line's though another one, with words that are no label, may be it.

    3, a page's, above 行政口可 | 120: that is a line of the form with two slips, or one that the form does not have.
    """
    return any(kinds[row] == (1, 1) for row in rows) and any(
        kinds[row][:2] == (TEXT, 1) for row in between
    )


def _first_of(kind: Kind, table: EditionTable) -> str | None:
    """Give the first line of the group whose label stands before numbers, where a line's own label is lost."""
    words = [word for word in kind if isinstance(word, Word)]
    if VALUES not in kind or TEXT in kind or not words:
        return None
    names = [terminal.lower() for terminal in words[-1].terminals]
    found = [table.groups[name][0] for name in names if name in table.groups]
    is_line = any(terminal in table.line_of for terminal in words[-1].terminals)
    return found[0] if len(found) == 1 and not is_line else None


def _in_order(lines: Sequence[ReadLine]) -> bool:
    """Tell whether labels that stand by themselves follow the form: 行政处罚, 1, 行政许可, 0 are not in its order."""
    labels = [line.row for line in lines if line.row is not None]
    return labels == sorted(labels)


def _is_open(line: ReadLine, kinds: Sequence[Kind]) -> bool:
    """Tell whether a line has no numbers: no row at all, or one that prints nothing but its label."""
    return line.row is None or (line.is_plain and not _has_numbers(kinds[line.row]))


def _has_numbers(kind: Kind) -> bool:
    """Tell whether a row that a line was found in has numbers; that of table 四 has them without a label."""
    return VALUES in kind or isinstance(kind[0], int)
