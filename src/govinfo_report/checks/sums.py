"""The sums of the form (勾稽关系), checked on the numbers that are stated.

A cell that prints nothing or a mark counts 0, save where it is a total; a sum with a cell that is not known (lost, ambiguous,
unreadable) or with an empty total proves nothing here and is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from govinfo_report.findings import finding
from govinfo_report.form import Form, Sum
from govinfo_report.grammar import EditionTable
from govinfo_report.model import Finding, Number, TableCells


@frozen
class CellSum:
    """One sum over the cells of a table: indices of the cells that are added, and of those they equal."""

    code: str
    along: str
    parts: tuple[int, ...]
    equals: tuple[int, ...]


def cell_sums(sums: Sequence[Sum], table: EditionTable) -> tuple[CellSum, ...]:
    """Write the sums of a table out over its cells.

    Args:
        sums: the form's sums; those of other tables are left out.
        table: the edition's table; a group's name stands for its lines.
    """
    found = []
    for entry in sums:
        if entry.table != table.shape.table:
            continue
        if entry.along == "rows":
            for start, row in zip(table.shape.starts, table.shape.rows, strict=True):
                at = {column: start + index for index, column in enumerate(row.columns)}
                if all(column in at for column in (*entry.parts, *entry.equals)):
                    parts, equals = map(at.__getitem__, entry.parts), map(at.__getitem__, entry.equals)
                    found.append(CellSum(entry.code, "rows", tuple(parts), tuple(equals)))
            continue
        for column in dict.fromkeys(name for row in table.shape.rows for name in row.columns):
            sides = [
                tuple(
                    table.shape.index[f"{table.shape.table}.{row}.{column}"]
                    for name in names
                    for row in table.members(name)
                )
                for names in (entry.parts, entry.equals)
            ]
            found.append(CellSum(entry.code, "columns", sides[0], sides[1]))
    return tuple(found)


def check_sums(sums: Sequence[CellSum], cells: TableCells, form: Form) -> list[Finding]:
    """Check the sums of one table (hot: ``benchmarks.run``, stage checks).

    Args:
        sums: the sums, written out over the cells.
        cells: the table.
        form: gives the words of findings.
    """
    values, states = cells.values, cells.states
    failed = []
    for entry in sums:
        try:
            left = sum([values[at] for at in entry.parts])  # type: ignore[misc]
            right = sum([values[at] for at in entry.equals])  # type: ignore[misc]
        except TypeError:
            # some cell states no number
            if any(states[at] not in _COUNTS_ZERO for at in entry.parts if values[at] is None):
                continue
            if any(values[at] is None for at in entry.equals):
                continue
            left = sum(values[at] or 0 for at in entry.parts)
            right = sum(values[at] or 0 for at in entry.equals)
        if left != right:
            failed.append(_failed(entry, left, right, cells, form))
    return failed


# an applicant's cell left empty or marked / counts 0; an empty total is no statement
_COUNTS_ZERO = frozenset(["blank", "mark"])


def _failed(entry: CellSum, left: Number, right: Number, cells: TableCells, form: Form) -> Finding:
    shape, values = cells.shape, cells.values
    indices = (*entry.parts, *entry.equals)
    printed = [cell for cell in map(cells.cell, indices) if cell.start is not None]
    _, row, column = shape.paths[entry.equals[0]].split(".")
    name = column if entry.along == "columns" else row
    words: dict[str, Any] = {
        "column" if entry.along == "columns" else "row": form.wording(shape.edition, shape.table, name),
        "left": left,
        "right": right,
        "left_terms": _terms([values[at] for at in entry.parts]),
        "right_terms": _terms([values[at] for at in entry.equals]),
    }
    last = printed[-1] if printed else None
    return finding(
        entry.code,
        cells=[shape.paths[at] for at in indices],
        span=(last.start, last.end) if last and last.start is not None and last.end is not None else None,
        line=last.line if last else None,
        verdict="undecided",
        **words,
    )


def _terms(values: Sequence[Number | None]) -> str:
    """Write a sum out, zeros left out: 41+2+1."""
    return "+".join(str(value) for value in values if value) or "0"
