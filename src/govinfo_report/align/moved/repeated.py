"""Lines whose labels may have moved behind a row that is printed twice, where no sum fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govinfo_report.align.proof.case import Case
from govinfo_report.grammar import ForeignRow, Outcome
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Number


def behind_repeated(
    cases: Sequence[Case],
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    extra: Iterable[ForeignRow],
) -> set[int]:
    """Give the lines that would print other numbers, were a row without a label a line's own.

    2.其他 and 3.危及… print zeros, and so does a row without a label below 5.属于…: if the zeros of 2.其他 are printed
    twice, 3., 4. and 5. stand one row too high. The sums hold either way.

    Args:
        cases: every line of the table, settled.
        outcome: what the grammar said of the table.
        rows: its rows.
        extra: the rows that are no line's.
    """
    placed = sorted((line.row, line.line) for line in outcome.lines if line.row is not None)
    found: set[int] = set()
    for entry in extra:
        numbers = rows[entry.row].values
        if not all(isinstance(number, int | None) for number in numbers):
            continue
        own = _worth(numbers)
        above = [cases[line] for row, line in reversed(placed) if row < entry.row]
        below = [cases[line] for row, line in placed if row > entry.row]
        found |= _changed(own, above) | _changed(own, below)
    return found


def _changed(own: Sequence[Number], walk: Sequence[Case]) -> set[int]:
    """Give the lines that would print their neighbour's numbers, up to the last two that both print ``own``."""
    before, changed = own, set()
    found: set[int] = set()
    for case, after in zip(walk, [*walk, None][1:], strict=True):
        if case.stated is None or len(case.stated) != len(own):
            break
        numbers = _worth(case.stated)
        if numbers != before:
            changed.add(case.line)
        if numbers == own and after is not None and after.stated is not None:
            found |= changed if _worth(after.stated) == own else set()
        before = numbers
    return found


def _worth(numbers: Iterable[Number | None]) -> list[Number]:
    """Give numbers with 0 for an empty cell."""
    return [number or 0 for number in numbers]
