"""What the grammar says of a table: which row of the copy is which line of the form."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from govinfo_report.grammar.shape import EditionTable


@frozen
class ReadLine:
    """One line of the form and the rows of the copy that it was found in.

    Attributes:
        line: index in the ``lines`` of the edition's table, from 0.
        row: index of the labelled row that prints it; None where the copy has no such row.
        again: further rows that print the same line.
        merged: another line's label stands in the same row.
        split: words that are no label stand between the label and the numbers.
        out_of_order: the row stands elsewhere than the form has it.
        by_count: the row has no label of its own; the form's order gives it to the line.
        is_plain: none of these is the case (there may be no row at all).
    """

    line: int
    row: int | None
    again: tuple[int, ...] = ()
    merged: bool = False
    split: bool = False
    out_of_order: bool = False
    by_count: bool = False
    is_plain: bool = field(init=False)

    @is_plain.default
    def _is_plain(self) -> bool:
        """One row of its own, in its place: nothing but its numbers is to be looked at."""
        return not (self.again or self.merged or self.split or self.out_of_order or self.by_count)


@frozen
class ForeignRow:
    """A row of numbers that is no line of the form.

    Attributes:
        row: index of the labelled row.
        reason: why it is none, by the catalogue's reasons for ``row_foreign`` and ``row_unplaced``.
        above: index in the outcome's lines of the last line of the form that stands above it; None where none does.
    """

    row: int
    reason: str
    above: int | None = None


@frozen
class HeadClash:
    """A line of headings that names other columns than the form has there.

    Attributes:
        row: index of the labelled row that prints the headings.
        rows: the rows of the form that stand below it.
        columns: the columns that it names, as ids.
        reworded: those of the form's in whose place it has words of its own; empty where it has other columns, and all
            numbers below may stand elsewhere.
    """

    row: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    reworded: tuple[str, ...] = ()


@frozen
class Outcome:
    """A table of a copy, parsed.

    Attributes:
        table: the edition's table.
        lines: every line of the form, in order.
        foreign: rows with numbers that are no line of the form.
        clashes: lines of headings that do not fit.
        units: index of a cell to the unit that the heading above it prints.
        misprinted: indices of rows that were read by a misprinted label.
        plan: each line with the index of its row, where that is all there is to look at (else -1), and its ``spans``.
    """

    table: EditionTable
    lines: tuple[ReadLine, ...]
    foreign: tuple[ForeignRow, ...]
    clashes: tuple[HeadClash, ...]
    units: Mapping[int, str]
    misprinted: tuple[int, ...]
    plan: tuple[tuple[ReadLine, int, int, int, int], ...] = field(init=False, repr=False)

    @plan.default
    def _plan(self) -> tuple[tuple[ReadLine, int, int, int, int], ...]:
        return tuple(
            (line, -1 if line.row is None or not line.is_plain else line.row, *span)
            for line, span in zip(self.lines, self.table.spans, strict=True)
        )
