"""Cells that the proof leaves open, though their numbers stand in places of their own.

::

    信息内容 | 上一年项目数量 | 本年增/减 |
    行政事业性收费 | 116 | |

Where cells were lost, those behind them moved up: 116 may have stood under 本年增/减. Nothing proves otherwise; it is
stated where it stands, under a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from govinfo_report.align.readings.filling import RowRule
from govinfo_report.align.readings.grid import words_by_cell
from govinfo_report.align.readings.order import is_crowded, may_begin_with_label, ordered_cells
from govinfo_report.grammar import Outcome
from govinfo_report.labels import LabelledRow, Word
from govinfo_report.model import Cell

UNSURE = frozenset(("unreadable", "ambiguous", "lost"))
"""States of a cell that is not settled."""
# Rows with the deepest label that tell how many cells stand behind it.
FEWEST_DEEP = 3
_OPEN = UNSURE | {"inferred"}


@frozen
class Places:
    """Where the cells of a table's lines stand.

    Attributes:
        outcome: what the grammar said of the table.
        rows: its rows.
        line_of: gives the line of an offset.
    """

    outcome: Outcome
    rows: Sequence[LabelledRow]
    line_of: Callable[[int], int]

    def cells(self, made: Sequence[Cell], line: int, rule: RowRule) -> Sequence[Cell]:
        """Give cells that are not settled what stands in their places, if the row then adds up.

        Nothing that the proof settled may say otherwise.

        Args:
            made: the cells of the line, as the proof left them.
            line: index of the line, from 0.
            rule: gives the row's own sums.
        """
        at = self.outcome.lines[line].row
        first = None if at is None else self._first(at, line, rule)
        if at is None or first is None:
            return made
        row = self.rows[at]
        if may_begin_with_label(self.outcome.lines[line], row, first):
            return made
        count = min(len(row.row.cells) - first, len(made))
        start, _, _ = self.outcome.table.spans[line]
        printed = ordered_cells(
            row,
            first,
            tuple(cell.path for cell in made[:count]),
            lambda at: start + at in self.outcome.table.money,
            lambda at: self.outcome.units.get(start + at),
            self.line_of,
        )
        values = [cell.value or 0 for cell in printed] + [0] * (len(made) - count)
        if not rule.holds(values):
            return made
        if not all(map(_may_be, made, printed)):
            return made
        placed = [
            there if cell.state in _OPEN else cell
            for cell, there in zip(made, printed, strict=False)
        ]
        return [*placed, *made[count:]]

    def _first(self, at: int, line: int, rule: RowRule) -> int | None:
        """Give the cell that a line's cells begin with; None where the row does not show that."""
        row = self.rows[at]
        if is_crowded(row):
            return None
        is_told = not (row.row.by_room or row.row.lined_up) or None not in row.values
        if len(row.values) == rule.width and not rule.sums and is_told:
            # all of its numbers, and an empty cell too many
            return row.at
        count = len(row.row.cells) - row.after
        if row.row.lined_up:
            return row.after if count == rule.width else None
        if row.row.by_room:
            return None
        deepest = self._deepest(rule.width) if rule.sums else None
        if rule.sums and deepest is None:
            return None
        if count == rule.width:
            first: int | None = row.after
        elif len(row.row.cells) == (deepest or 0) + rule.width:
            first = deepest
        else:
            first = self._headed(at, line)
        if first is None or not first <= row.at <= first + rule.width - len(row.values):
            return None
        is_full = row.at + len(row.values) == first + rule.width
        return first if is_full or self._keeps_empties() else None

    def _headed(self, at: int, line: int) -> int | None:
        """Give the cell under the word of a line's first column, if the heading above names all of them in order."""
        table = self.outcome.table
        columns = list(table.columns(table.lines[line]))
        for above in reversed(self.rows[:at]):
            if any(isinstance(word, Word) and word.columns for word in above.kind):
                break
        else:
            return None
        if len(above.row.cells) != len(self.rows[at].row.cells):
            return None
        words = words_by_cell(above)
        named = [index for index, word in words.items() if columns[0] in word.columns]
        if len(named) != 1 or named[0] < self.rows[at].after:
            return None
        for index, column in enumerate(columns, named[0]):
            word = words.get(index)
            if word is None or column not in word.columns:
                return None
        return named[0]

    def _keeps_empties(self) -> bool:
        """Tell whether some row prints an empty cell before a number, or no number: this copy keeps them in place."""
        return any(
            row.at > row.after or None in row.values
            if row.values
            else len(row.row.cells) > row.after
            for row in self._own_rows()
        )

    def _deepest(self, width: int) -> int | None:
        """Give the column behind the labels that stand farthest to the right, if their rows have all of their cells.

        Before those the grid has no column to spare, so that no column of numbers is lost.
        """
        deepest = max((row.after for row in self._own_rows()), default=0)
        cells = [len(row.row.cells) - deepest for row in self._own_rows() if row.after == deepest]
        return deepest if len(cells) >= FEWEST_DEEP and min(cells) >= width else None

    def _own_rows(self) -> list[LabelledRow]:
        return [self.rows[read.row] for read in self.outcome.lines if read.row is not None]


def _may_be(cell: Cell, printed: Cell) -> bool:
    """Tell whether a cell can be what stands in its place, for all that is settled of it."""
    if cell.state == "inferred":
        return cell.candidates == (printed.value or 0,)
    if cell.state in UNSURE:
        return True
    # the same number elsewhere in the row would be read twice
    return cell.value == printed.value and (cell.value is None or cell.parts == printed.parts)
