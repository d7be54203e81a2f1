"""Numbers that a line end broke where no sum binds the row: 8 above a lone 3 is 83, unless 3 counts a page.

::

    行政许可 | 123 | ＋3 | 8
    57
    其他对外管理服务事项 | 702 | 增11 | 4567

A line of the table that has lost its numbers could own the lone one; then nothing is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.proof.rules import rules_of
from govinfo_report.align.rows.broken import joined, lone_numbers
from govinfo_report.align.rows.mended import Mended
from govinfo_report.align.rows.page_numbers import numbers_of, parted
from govinfo_report.align.settling import Doubt
from govinfo_report.findings import finding
from govinfo_report.grammar import ForeignRow, Outcome, page_ends
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Cell, Finding
from govinfo_report.official import Form


def mend_numbers(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    doubts: Sequence[Doubt],
    form: Form,
    line_of: Callable[[int], int],
    may_be_page: Callable[[int], bool],
) -> Mended | None:
    """Put the last number of a row and the lone one on the line below it together, in rows that no sum binds.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows.
        doubts: its doubtful lines.
        form: gives the sums.
        line_of: gives the line of an offset.
        may_be_page: tells whether the number at an offset may be that of a page.

    Returns:
        The table; None where there is no such row.
    """
    if any(read.row is None or not rows[read.row].values for read in outcome.lines):
        return None  # the lone number may be such a line's own
    rules = rules_of(form, outcome.table).rows
    kept = list(rows)
    torn: dict[int, LabelledRow] = {}
    taken: list[ForeignRow] = []
    ends = page_ends([row.kind for row in rows])
    for line, upper, lower, entry in _pairs(outcome, rows, doubts, line_of):
        row = outcome.lines[line].row or 0
        end = row if entry is None else entry.row
        if rules[line].sums or end in ends:
            continue
        whole = joined(upper, lower, rules[line])
        if whole is None or may_be_page(lower.row.printed(lower.at)[1][0][0]):
            continue
        kept[row] = torn[line] = whole
        if entry is not None:
            taken.append(entry)
    if not torn:
        return None
    return Mended(
        evolve(outcome, foreign=tuple(entry for entry in outcome.foreign if entry not in taken)),
        kept,
        [
            *(doubt for doubt in doubts if doubt.line not in torn),
            *(Doubt(line, row, "row_count") for line, row in torn.items()),
        ],
        findings=[
            _torn(outcome, rows, line, row, form, line_of) for line, row in sorted(torn.items())
        ],
    )


def _torn(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    line: int,
    row: LabelledRow,
    form: Form,
    line_of: Callable[[int], int],
) -> Finding:
    """Make the finding of a number put together; lined up by spaces its rest may belong to the row below as well."""
    table = outcome.table
    below = next(
        (
            read.line
            for read in outcome.lines[line + 1 :]
            if row.row.by_room and read.row is not None and rows[read.row].values
        ),
        line,
    )
    cells = table.shape.paths[table.spans[line][0] : table.spans[below][1]]
    span = row.row.hull()
    label = form.wordings(table.shape.edition, table.shape.table, table.lines[line].rows)
    found = row.row.cells[row.at + len(row.values) - 1]
    return finding(
        "number_torn", cells=cells, span=span, line=line_of(span[0]), label=label, found=found
    )


def say_torn_decimals(aligned: Aligned, outcome: Outcome, form: Form) -> None:
    """Doubt the lines with a decimal put together of two pieces that its point parts; it is stated.

    Args:
        aligned: the table.
        outcome: what the grammar said of it.
        form: gives the words of the finding.
    """
    for line in range(len(outcome.table.spans)):
        _say_torn(
            line,
            aligned,
            outcome,
            form,
            lambda cell: len(cell.parts) > 1 and "." in cell.raw.replace("．", "."),
        )


def say_folded_numbers(
    doubts: Sequence[Doubt], aligned: Aligned, outcome: Outcome, form: Form
) -> None:
    """Doubt the numbers that a line end parts in text run together, where no sum binds them: 120 above 11, a page's.

    Args:
        doubts: the lines that order did not read.
        aligned: the table.
        outcome: what the grammar said of it.
        form: gives the sums, and the words of the finding.
    """
    rules, line_of = rules_of(form, outcome.table).rows, aligned.cells.line_of

    def is_folded(cell: Cell) -> bool:
        return len(cell.parts) > 1 and line_of(cell.parts[0][0]) < line_of(cell.parts[-1][0])

    for doubt in doubts:
        if doubt.row.row.glued and not rules[doubt.line].sums:
            _say_torn(doubt.line, aligned, outcome, form, is_folded)


def _say_torn(
    line: int, aligned: Aligned, outcome: Outcome, form: Form, is_torn: Callable[[Cell], bool]
) -> None:
    """Say of a line that a number of it is put together, if one is."""
    cells, table = aligned.cells, outcome.table
    start, end, _ = table.spans[line]
    stated = (cells.cell(at) for at in range(start, end) if cells.values[at] is not None)
    torn = next((cell for cell in stated if is_torn(cell)), None)
    if torn is None:
        return
    label = form.wordings(table.shape.edition, table.shape.table, table.lines[line].rows)
    aligned.findings.append(
        finding(
            "number_torn",
            cells=cells.shape.paths[start:end],
            span=(torn.parts[0][0], torn.parts[-1][1]),
            line=torn.line,
            label=label,
            found="".join(torn.raw.split()),
        )
    )


def _pairs(
    outcome: Outcome,
    rows: Sequence[LabelledRow],
    doubts: Sequence[Doubt],
    line_of: Callable[[int], int],
) -> Iterator[tuple[int, LabelledRow, LabelledRow, ForeignRow | None]]:
    """Find the lines with a lone number below: a row of its own, or the last one of theirs, one too many.

    Of two lone numbers nobody knows which is the rest.
    """
    apart = [entry for entry in outcome.foreign if entry.code == "row_unlabelled"]
    places = {entry.row for entry in apart}
    for line, row, entry in lone_numbers(outcome, rows, apart):
        if row < entry.row and entry.row + 1 not in places:
            yield line, rows[row], rows[entry.row], entry
    for doubt in doubts:
        at = outcome.lines[doubt.line].row
        start, end, _ = outcome.table.spans[doubt.line]
        numbers = numbers_of(doubt.row)
        is_one_more = len(numbers) == end - start + 1 == len(doubt.row.values)
        if at is None or rows[at] is not doubt.row or not is_one_more:
            continue
        lines = [line_of(doubt.row.row.spans(number)[0][0]) for number in numbers]
        if len(set(lines[:-1])) == 1 and lines[-1] > lines[-2]:
            yield doubt.line, *parted(doubt.row, numbers, numbers[-1]), None
