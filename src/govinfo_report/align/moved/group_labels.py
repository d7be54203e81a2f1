"""Where the labels of groups stand: a second witness to labels that have moved.

``（四）无法提供`` stands on the first line of its group, or in the middle of it, in every group of a table alike.
Where the labels of lines have moved and those of groups have not, it stands on a line of the group above, or on the
second of its own; or it was lost with the row that it stood on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow, Word

# Half lines that the label of a group stands above or below the middle of its lines, where it is centred.
MOST_OFF_CENTRE = 3


@frozen
class Heads:
    """The groups of a table by what their labels show.

    Attributes:
        good: first lines of groups whose labels stand there.
        off: first lines of groups whose labels stand elsewhere.
        left: first lines of groups whose labels stand beside another of their lines, while the first one is gone: lost
            as a row it would have taken the group's label along.
    """

    good: tuple[int, ...] = ()
    off: tuple[int, ...] = ()
    left: tuple[int, ...] = ()

    def doubted(self, lost: int, count: int) -> set[int]:
        """Give the lines whose labels may have moved, where a line is lost.

        Args:
            lost: the lost line.
            count: the lines of the table.

        Returns:
            On each side the lines from it to the next group that stands right behind one that does not.
        """
        found: set[int] = set()
        above = [at for at in self.off if at <= lost]
        if above:
            low = max((at for at in self.good if at < min(above)), default=-1)
            found |= set(range(low + 1, lost))
        below = [at for at in self.off if at > lost]
        if below:
            high = min((at for at in self.good if at > max(below)), default=count)
            found |= set(range(lost + 1, high))
        if lost in self.left:
            found |= set(range(lost + 1, min((at for at in self.good if at > lost), default=count)))
        return found


def read_heads(outcome: Outcome, rows: Sequence[LabelledRow]) -> Heads:
    """Look at where the labels of groups stand.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.

    Returns:
        The groups; none of them is off where most stand in the middle of their lines, and all of these near it.
    """
    line_of = {line.row: line.line for line in outcome.lines if line.row is not None}
    row_of = {line: row for row, line in line_of.items()}
    table = outcome.table
    good: list[int] = []
    alone: list[int] = []
    inside: list[int] = []
    left: list[int] = []
    behind: dict[int, int] = {}
    heads = list(_heads(outcome, rows))
    outside = _absent(outcome, {group for _, group in heads})
    centred = True
    for at, group in heads:
        members = table.groups[group]
        lines = [line for line, entry in enumerate(table.lines) if entry.rows[0] in members]
        first, line = lines[0], line_of.get(at)
        if line == first:
            good.append(first)
            # beside the first of eight lines, or right above it, it is not in their middle
            centred &= len(lines) - 1 <= MOST_OFF_CENTRE
        elif line is None and at < row_of.get(first, at):
            below = line_of[min(row for row in line_of if row > at)]
            (alone if below in lines else outside).append(first)
            centred &= below != first or len(lines) - 1 <= MOST_OFF_CENTRE
            behind[first] = _behind(rows[at])
        elif line is not None and line not in lines:
            outside.append(first)
        elif first not in row_of:
            # （四） on a row of its own, empty cells behind it, may stay where a row below is lost
            if line is not None or not _behind(rows[at]):
                below = min((line_of[row] for row in line_of if row > at), default=first)
                (left if line in lines or below in lines else outside).append(first)
        elif row_of[first] < at:
            inside.append(first)
            above = sum(row_of.get(other, at) < at for other in lines)
            centred &= abs(2 * above - len(lines) + 1) <= MOST_OFF_CENTRE
    if len(alone) > len(good) + len(outside):
        # labels of groups have rows of their own here; empty cells behind one are those of a line that lost its label
        fewest = min(behind.values())
        good += [first for first in alone if behind[first] == fewest or fewest]
        outside += [first for first in alone if behind[first] > fewest == 0]
    else:
        outside += (
            alone  # of all labels of groups only this one has: that of its first line has moved
        )
    moved = inside if len(good) >= len(inside) or not centred else []
    return Heads(tuple(good), tuple(outside + moved), tuple(left))


def _behind(row: LabelledRow) -> int:
    """Give how many cells stand behind the label of a row."""
    return len(row.row.cells) - row.after


def beside_another_group(
    outcome: Outcome, rows: Sequence[LabelledRow], moved: Mapping[int, int]
) -> bool:
    """Tell whether numbers put back would stand beside, or right below, the label of another group than their line's.

    The label of a group stays beside its row where those of lines move.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        moved: each line with the row whose numbers would be its own.
    """
    line_of = {row: line for line, row in moved.items()}
    table = outcome.table
    numbers = sorted({*line_of, *(line.row for line in outcome.lines if line.row is not None)})
    for at, group in _heads(outcome, rows):
        row = at if at in line_of else next((other for other in numbers if other > at), at)
        if row in line_of and table.lines[line_of[row]].rows[0] not in table.groups[group]:
            return True
    return False


def around_extra(
    outcome: Outcome, rows: Sequence[LabelledRow], moved: Mapping[int, int]
) -> set[int]:
    """Give the group that a row too many stands in, where numbers put back would pass labels of groups in their places.

    Were the labels of lines alone to move, the next group's would stand on its second line. As it stands on its first,
    the line that is lost may have come here as a row, and labels have moved within this group.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        moved: each line with the row whose numbers would be its own.

    Returns:
        The lines of that group; none where no label of a group speaks.
    """
    good = read_heads(outcome, rows).good
    low, high = min(moved), max(moved)
    if not any(low < at <= high for at in good):
        return set()
    printed = {line.row for line in outcome.lines}
    above = low - 1 if moved[low] not in printed else high
    first = max((at for at in good if at <= above), default=0)
    last = min((at for at in good if at > above), default=len(outcome.lines))
    return set(range(first, last))


def _absent(outcome: Outcome, seen: set[str]) -> list[int]:
    """Give the first line of the one group whose label is gone, where it is printed itself.

    The label stood beside that of a line of the group above, and was lost with it.
    """
    table = outcome.table
    first = {line.rows[0]: at for at, line in enumerate(table.lines)}
    firsts = {
        name: first[members[0]]
        for name, members in table.groups.items()
        if len(members) > 1 and members[0] in first and name != table.shape.table
    }
    gone = [at for name, at in firsts.items() if name not in seen]
    is_lost = len(gone) == 1 < len(firsts)
    return [at for at in gone if is_lost and outcome.lines[at].row is not None]


def _heads(outcome: Outcome, rows: Sequence[LabelledRow]) -> Iterator[tuple[int, str]]:
    """Give each label of a group with the row that it stands on."""
    groups = outcome.table.groups
    for at, row in enumerate(rows):
        for word in row.kind:
            if isinstance(word, Word):
                for terminal in word.terminals:
                    if terminal.lower() in groups and terminal not in outcome.table.line_of:
                        yield at, terminal.lower()


def in_another_column(outcome: Outcome, rows: Sequence[LabelledRow]) -> set[int]:
    """Give the lines whose labels stand in another column than those of most lines of their level.

    Where labels have moved, 5.要求… may stand in the column of （六）其他处理. The first line of a group is left out:
    the group's own label may push it aside.
    """
    by_group: dict[tuple[str, ...], list[tuple[int, LabelledRow]]] = {}
    for line, read in zip(outcome.table.lines, outcome.lines, strict=True):
        if read.row is not None and read.is_plain and rows[read.row].after:
            by_group.setdefault(line.groups, []).append((read.line, rows[read.row]))
    by_level: dict[int, list[list[tuple[int, LabelledRow]]]] = {}
    for groups, lined in by_group.items():
        # lines of no group: 一、, 二、 and 四、
        members = lined[1:] if groups != (outcome.table.shape.table,) else lined
        by_level.setdefault(len(groups), []).append(members)
    found: set[int] = set()
    for level in by_level.values():
        found |= _off([[(line, row.after) for line, row in members] for members in level])
        indents = [[(line, row.row.indent) for line, row in members] for members in level]
        found |= _off([[pair for pair in group if pair[1] is not None] for group in indents])
    return found


def _off(groups: Sequence[Sequence[tuple[int, int | None]]]) -> set[int]:
    """Give the lines that stand in another column than most, but for groups that stand there as a whole."""
    columns = Counter(column for group in groups for _, column in group)
    usual, count = columns.most_common(1)[0] if columns else (0, 0)
    if 2 * count <= columns.total():
        return set()
    return {
        line
        for group in groups
        for line, column in group
        if column != usual and (len(group) < 2 or any(other != column for _, other in group))
    }
