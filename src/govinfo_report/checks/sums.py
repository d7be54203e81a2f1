"""The sums of the form (勾稽关系), checked on the numbers that are stated.

A cell that prints nothing or a mark counts 0, save a total of other numbers than 0; a sum with a cell that is not known
(lost, ambiguous, unreadable) proves nothing here and is passed over, and so is one with such a total, unless it fails
whatever that cell or total is: where words stand between the cells, ? 9202 11764 353 586 311 183 has moved by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from attrs import field, frozen

from govinfo_report.checks.verdict import Signs, verdicts
from govinfo_report.findings import finding
from govinfo_report.grammar import CellSum, EditionTable, cell_sums
from govinfo_report.model import (
    COUNTS_ZERO,
    STATED,
    Finding,
    Number,
    TableCells,
    Verdict,
    path_parts,
)
from govinfo_report.official import Form, Sum

# states of cells that are not in doubt
_KNOWN = COUNTS_ZERO | STATED


@frozen(eq=False)
class TableSums:
    """The sums of one table, with quick ways to add up its cells.

    Attributes:
        sums: the sums.
        width: the columns of every row, where each row is its own sum with the total behind it; else 0.
        totals: for each cell that some sum gives alone the cells that it adds up.
        lefts: for each sum that ``width`` does not cover, the cells that are added.
        rights: for each of these the cells that they equal.
        signs: for each cell the sums that it stands in.
    """

    sums: tuple[CellSum, ...]
    width: int = field(init=False)
    totals: dict[int, tuple[int, ...]] = field(init=False)
    lefts: tuple[Callable[[list[Any]], Any], ...] = field(init=False)
    rights: tuple[Callable[[list[Any]], Any], ...] = field(init=False)
    signs: Signs = field(init=False)

    @width.default
    def _width(self) -> int:
        rows = [(*entry.parts, *entry.equals) for entry in self.sums if entry.along == "rows"]
        width = len(rows[0]) if rows else 0
        cells = [at for row in rows for at in row]
        return width if cells == list(range(width * len(rows))) else 0

    @totals.default
    def _totals(self) -> dict[int, tuple[int, ...]]:
        return {entry.equals[0]: entry.parts for entry in self.sums if len(entry.equals) == 1}

    @lefts.default
    def _lefts(self) -> tuple[Callable[[list[Any]], Any], ...]:
        return tuple(_taker(entry.parts) for entry in self._uncovered())

    @rights.default
    def _rights(self) -> tuple[Callable[[list[Any]], Any], ...]:
        return tuple(_taker(entry.equals) for entry in self._uncovered())

    @signs.default
    def _signs(self) -> Signs:
        signs: dict[int, dict[int, int]] = {}
        for at, entry in enumerate(self.sums):
            for cells, sign in ((entry.parts, 1), (entry.equals, -1)):
                for cell in cells:
                    signs.setdefault(cell, {})[at] = sign
        return signs

    def sides(self, entry: CellSum, cells: TableCells) -> tuple[Number, Number] | None:
        """Give both sides of a sum with empty cells counted 0.

        None where a cell is not known, or is an empty total of other numbers than 0, unless the sum fails whatever
        that is, for no number of a sum is negative: 10 + 1 + _ is no 0.

        Args:
            entry: the sum.
            cells: the table.
        """
        values = cells.values
        sides: list[Number] = []
        are_open: list[bool] = []
        for side in (entry.parts, entry.equals):
            numbers = [values[at] for at in side]
            is_open = False
            if None in numbers:
                for at in side:
                    if values[at] is None:
                        is_open = is_open or not self._is_nought(at, cells)
                numbers = [value or 0 for value in numbers]
            sides.append(sum(numbers))  # type: ignore[arg-type]  # no None is left
            are_open.append(is_open)
        left, right = sides
        fails = (right if are_open[1] else left) > (left if are_open[1] else right)
        if all(are_open) or (any(are_open) and not fails):
            return None
        return left, right

    def _is_nought(self, at: int, cells: TableCells) -> bool:
        """Tell whether a cell that states no number counts 0: an empty one, and of totals one that adds up nothing."""
        return cells.states[at] in COUNTS_ZERO and not any(
            cells.values[part] or cells.states[part] not in _KNOWN
            for part in self.totals.get(at, ())
        )

    def _uncovered(self) -> list[CellSum]:
        return [entry for entry in self.sums if not (self.width and entry.along == "rows")]

    def all_hold(self, values: list[Any]) -> bool:
        """Tell whether every cell is known and every sum holds (hot: ``benchmarks.run``, stage checks)."""
        width = self.width
        try:
            if width:
                columns = zip(*[values[at::width] for at in range(width - 1)], strict=True)
                if list(map(sum, columns)) != values[width - 1 :: width]:
                    return False
            return [sum(take(values)) for take in self.lefts] == [
                sum(take(values)) for take in self.rights
            ]
        except TypeError:
            # some cell states no number
            return False


def _taker(indices: Sequence[int]) -> Callable[[list[Any]], Any]:
    """Give a quick way to take some cells out of all: always as a sequence."""
    step = indices[1] - indices[0] if len(indices) > 1 else 1
    if list(indices) == list(range(indices[0], indices[-1] + 1, step)):
        return itemgetter(slice(indices[0], indices[-1] + 1, step))
    return itemgetter(*indices)


def table_sums(sums: Sequence[Sum], table: EditionTable) -> TableSums:
    """Write the sums of a table out over its cells, with quick ways to add them up.

    Args:
        sums: the form's sums; those of other tables are left out.
        table: the edition's table; a group's name stands for its lines.
    """
    return TableSums(cell_sums(sums, table))


def check_sums(sums: TableSums, cells: TableCells, form: Form) -> list[Finding]:
    """Check the sums of one table.

    Args:
        sums: the sums, written out over the cells.
        cells: the table.
        form: gives the words of findings.
    """
    if sums.all_hold(cells.values):
        return []
    sides = {at: found for at, entry in enumerate(sums.sums) if (found := sums.sides(entry, cells))}
    off = {at: left - right for at, (left, right) in sides.items() if left != right}
    if not off:
        return []
    judged = verdicts(
        cells.values,
        off,
        {at: sums.sums[at].cells for at in sides},
        sums.signs,
        [
            range(start, start + len(row.columns))
            for start, row in zip(cells.shape.starts, cells.shape.rows, strict=True)
        ],
    )
    return [_failed(sums.sums[at], *sides[at], judged[at], cells, form) for at in off]


def _failed(
    entry: CellSum,
    left: Number,
    right: Number,
    verdict: Verdict,
    cells: TableCells,
    form: Form,
) -> Finding:
    shape, values = cells.shape, cells.values
    indices = entry.cells
    last = next((cell for cell in map(cells.cell, reversed(indices)) if cell.parts), None)
    _, row, column = path_parts(shape.paths[entry.equals[0]])
    name = column if entry.along == "columns" else row
    words: dict[str, Any] = {
        "label": form.wording(shape.edition, shape.table, row),
        "column" if entry.along == "columns" else "row": form.wording(
            shape.edition, shape.table, name
        ),
        "left": left,
        "right": right,
        "left_terms": _terms([values[at] for at in entry.parts]),
        "right_terms": _terms([values[at] for at in entry.equals]),
    }
    return finding(
        entry.code,
        cells=[shape.paths[at] for at in indices],
        span=(last.parts[0][0], last.parts[-1][1]) if last else None,
        line=last.line if last else None,
        verdict=verdict,
        **words,
    )


def _terms(values: Sequence[Number | None]) -> str:
    """Write a sum out, zeros left out: 41+2+1."""
    return "+".join(str(value) for value in values if value) or "0"
