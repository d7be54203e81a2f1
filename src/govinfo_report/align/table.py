"""Gives the numbers of a parsed table to the cells of the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.away_from_labels import say_order
from govinfo_report.align.cells import share_source
from govinfo_report.align.glued import doubt_glued
from govinfo_report.align.known import known_cells
from govinfo_report.align.lines import LineAligner
from govinfo_report.align.units import printed_units
from govinfo_report.grammar import Outcome
from govinfo_report.labels import KnownRows, LabelledRow
from govinfo_report.model import TableCells
from govinfo_report.official import Form


def align_table(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    form: Form,
    line_of: Callable[[int], int],
) -> Aligned:
    """Give each line of the form its cells (hot: ``benchmarks.run``, stage align).

    Args:
        outcome: what the grammar said of the table.
        rows: the labelled rows that ``outcome`` speaks of.
        form: gives the words of findings.
        line_of: gives the line of an offset.
    """
    table = outcome.table
    aligned = _known(outcome, rows, form, line_of) or _aligned(outcome, rows, form, line_of)
    if table.is_list:
        aligned.cells.units.update(printed_units(outcome, rows))
        aligned.findings += doubt_glued(outcome, rows, aligned.cells, form)
    return aligned


def _known(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    form: Form,
    line_of: Callable[[int], int],
) -> Aligned | None:
    """Give each line of the form its cells, where the words of the table are known; None where they are not."""
    # a row that is no line of the form may be the rest of one
    if not isinstance(rows, KnownRows) or outcome.foreign:
        return None
    known = known_cells(outcome, rows, line_of)
    if known is None:
        return None
    aligned = Aligned(known)
    if outcome.clashes:
        LineAligner(outcome, rows, form, aligned).say_foreign()
    return aligned


def _aligned(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    form: Form,
    line_of: Callable[[int], int],
) -> Aligned:
    """Give each line of the form its cells, row by row."""
    table = outcome.table
    count = len(table.shape.paths)
    values: list[Any] = [None] * count
    states: list[Any] = ["printed"] * count
    sources: list[Any] = [None] * len(table.shape.rows)
    cells = TableCells(table.shape, values, states, sources, line_of, is_whole=True)
    aligner = LineAligner(outcome, rows, form, Aligned(cells))
    for read, row_index, start, end, row_at in outcome.plan:
        if row_index >= 0:
            row = rows[row_index]
            if row.plain and len(row.values) == end - start:
                values[start:end] = row.values
                sources[row_at] = (row.row, row.at)
                continue
        cells.is_whole = False
        states[start:end] = ["lost"] * (end - start)
        aligner.line(read)
    for line in table.shared:
        share_source(table, line, sources)
    for at in table.money:
        if values[at].__class__ is int:
            values[at] = Decimal(values[at])
    if outcome.units:
        cells.units.update(outcome.units)
    aligner.say_settled()
    aligner.say_moved()
    aligner.say_foreign()
    say_order(outcome, rows, cells, aligner.aligned.findings, form)
    return aligner.aligned
