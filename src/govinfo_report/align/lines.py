"""Gives the lines of one table their cells where order alone does not, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import Any

from attrs import define, evolve, field

from govinfo_report.align.aligned import Aligned
from govinfo_report.align.cells import printed_readings, stated_by_count
from govinfo_report.align.extra import (
    count_numbers,
    extra_row,
    row_before_label,
)
from govinfo_report.align.grid import Grid, read_grid
from govinfo_report.align.headings import heading_findings
from govinfo_report.align.order import (
    by_order,
    is_crowded,
    is_sub_row,
    may_begin_with_label,
    ordered_cells,
    ordered_window,
    printed_numbers,
)
from govinfo_report.findings import cell_finding, finding
from govinfo_report.grammar import Outcome, ReadLine, cell_sums
from govinfo_report.labels import TEXT, LabelledRow, is_begun_number, is_doubt
from govinfo_report.model import Cell, Number, ProofSum, RowProof
from govinfo_report.official import Form

# Foreign rows of one table that get a finding each: a table of something else can stand in a section.
MOST_FOREIGN = 40
# Rows of numbers that can be a line's of the form whose label stands elsewhere.
_EXTRA_ROWS = frozenset(["group", "no_label", "of_several"])
# Rows of numbers whose line, if they have one, is not told; others are no line of the form.
_UNPLACED = frozenset(["no_label", "of_several"])


@define
class LineAligner:
    """Does what is not plain: rows that lack numbers, have too many, or stand twice."""

    outcome: Outcome
    rows: Sequence[LabelledRow]
    form: Form
    aligned: Aligned
    zeros: list[ReadLine] = field(factory=list)
    _grid: Grid | None = None

    def line(self, read: ReadLine) -> None:
        """Read one line of the form."""
        if read.row is None:
            self._say("row_missing", "line_lost", read)
            return
        row = self.rows[read.row]
        if read.merged:
            self._say_merged(read, row)
        elif read.split and is_sub_row(row, self._width(read)):
            self._split(read, row)
        elif read.again:
            self._repeated(read)
        else:
            found = self._read(read, row)
            if found is None or self._has_moved_up(read, found):
                self._without_order(read, row)
            else:
                self._set(
                    read, [stated_by_count(cell) for cell in found] if read.by_count else found
                )
                self._say_beside(read, row)
        if read.by_count:
            self._say("rows_settled", "by_count", read, row)
        if read.out_of_order:
            self._say("rows_settled", "out_of_order", read, row)

    def _say_beside(self, read: ReadLine, row: LabelledRow) -> None:
        """Say what stands in cells of its own beside as many numbers as the form has cells."""
        width = self._width(read)
        if len(row.values) < width:
            return
        cells, end = row.row.cells, row.at + width
        before = cells[row.after : row.at] if TEXT in row.kind else ()
        words = [cell.strip() for cell in (*before, *filter(is_doubt, cells[end:])) if cell.strip()]
        if words:
            self._say("place_doubtful", "words_beside", read, row, words="、".join(words))

    def say_moved(self) -> None:
        """Doubt the lines between one that has lost its numbers and the next row too many, above and below.

        Each of them may print the numbers of its neighbour. A lone number may count a page, where lines have several.
        """
        extra = [
            (-1 if entry.above is None else entry.above) + 0.5
            for entry in self.outcome.foreign
            if entry.reason in _EXTRA_ROWS and self._may_be_line(self.rows[entry.row])
        ]
        # numbers behind those of a line, to the last of which empty cells may follow
        extra += [read.line + 0.5 for read in self.outcome.lines if self._holds_two(read)]
        found: set[int] = set()
        for read in self.outcome.lines if extra else ():
            if read.row is not None and self.rows[read.row].values:
                continue
            above = max((at for at in extra if at < read.line), default=read.line)
            below = min((at for at in extra if at > read.line), default=read.line)
            found |= set(range(floor(above) + 1, ceil(below))) - {read.line}
        if found:
            lines = [self.outcome.lines[at] for at in sorted(found)]
            cells = [path for line in lines for path in self._paths(line)]
            labels = "、".join(map(self._label, lines))
            self._say("place_doubtful", "labels_moved", labels=labels, cells=cells)

    def _holds_two(self, read: ReadLine) -> bool:
        """Tell whether a row has cells for two lines: 0 | | 0 | 0 | | 0 | | | 0 | 0 | 0 where a line has seven."""
        if read.row is None or read.split or read.merged:
            return False
        row, width = self.rows[read.row], self._width(read)
        # what stands behind the last number fills the row up
        last = max((at for at, cell in enumerate(row.row.cells) if cell.strip()), default=0)
        return last + 1 - row.at > 1.5 * width > 1.5 and bool(row.values)

    def _may_be_line(self, row: LabelledRow) -> bool:
        """Tell whether a row too many may print the numbers of a line: where lines have one, it has a number."""
        if self.outcome.table.is_list:
            return count_numbers(row.row.cells) > 0
        return len(row.values) > 1

    def say_foreign(self) -> None:
        """Keep the foreign rows, and speak of headings that do not fit."""
        table = self.outcome.table
        for at, foreign in enumerate(self.outcome.foreign):
            row = self.rows[foreign.row]
            kept = extra_row(row, table.shape.table, "row_foreign", self.aligned.cells.line_of)
            found = count_numbers(kept.raw) or sum(map(is_begun_number, kept.raw))
            reason = foreign.reason
            if reason == "group" and not found and table.is_list:
                # 一、主动公开情况 | ——: where a line has one number, the form prints a stroke for none
                continue
            if reason == "no_label" and not found:
                reason = "marks"
            if reason in _UNPLACED:
                kept = evolve(kept, code="row_unplaced")
            self.aligned.extra_rows.append(kept)
            if at < MOST_FOREIGN:
                # numbers without a label may be the rest of the row above: 52 | 738
                is_rest = reason == "no_label" and foreign.above is not None
                cells = self._paths(self.outcome.lines[foreign.above or 0]) if is_rest else ()
                self._say(kept.code, reason, None, row, cells=cells, label=kept.label, found=found)
        if (more := len(self.outcome.foreign) - MOST_FOREIGN) > 0:
            last = self.rows[self.outcome.foreign[-1].row]
            self._say("row_unplaced", "more", None, last, count=more)
        line_of = self.aligned.cells.line_of
        self.aligned.findings += heading_findings(self.outcome, self.rows, self.form, line_of)

    def _span(self, read: ReadLine) -> tuple[int, int]:
        start, end, _ = self.outcome.table.spans[read.line]
        return start, end

    def _width(self, read: ReadLine) -> int:
        start, end = self._span(read)
        return end - start

    def _paths(self, read: ReadLine) -> tuple[str, ...]:
        start, end = self._span(read)
        return self.outcome.table.shape.paths[start:end]

    def _wordings(self, names: Iterable[str]) -> str:
        shape = self.outcome.table.shape
        return self.form.wordings(shape.edition, shape.table, names)

    def _label(self, read: ReadLine) -> str:
        return self._wordings(self.outcome.table.lines[read.line].rows)

    def _say(
        self,
        code: str,
        why: str,
        read: ReadLine | None = None,
        row: LabelledRow | None = None,
        **words: Any,
    ) -> None:
        """Make a finding about a line of the form, or about a row of the copy."""
        cells = words.pop("cells", self._paths(read) if read is not None else ())
        if read is not None:
            words = {"label": self._label(read), **words}
        words["table"] = self.outcome.table.shape.table
        span = row.row.hull() if row is not None else None
        line = self.aligned.cells.line_of(span[0]) if span else None
        said = finding(code, why=why, cells=cells, span=span, line=line, **words)
        self.aligned.findings.append(said)

    def grid(self) -> Grid:
        """Give the grid of the table, looked at once."""
        if self._grid is None:
            self._grid = read_grid(self.outcome, self.rows, self.form)
        return self._grid

    def _read(self, read: ReadLine, row: LabelledRow) -> list[Cell] | None:
        """Read a row by order; None where order does not suffice."""
        width = self._width(read)
        # of a line printed twice one row alone may have words before its numbers
        if read.split and TEXT in row.kind and len(row.values) != width:
            # 行政许可 | 约三 | 0 | 0: the words stand in the place of a number
            first = row.at - 1
            if len(row.values) + 1 != width or is_crowded(row) or not row.row.cells[first].strip():
                return None
        else:
            window = ordered_window(row, width, self.grid)
            if window is None:
                return None
            first = window[0]
            if may_begin_with_label(read, row, first):
                return None
        return self._ordered(read, row, first)

    def _has_moved_up(self, read: ReadLine, found: Sequence[Cell]) -> bool:
        """Tell whether an empty cell at the end of a line is none of its own: 78 | 4 | 1 | 4 | 2 | 89 | .

        The last number is the sum of the others, and stands one place before the total: a cell between them is lost.
        """
        _, end = self._span(read)
        numbers = [cell.value for cell in found if cell.value is not None]
        if found[-1].state != "blank" or len(numbers) < 2 or not numbers[-1]:
            return False
        sums = cell_sums(self.form.sums, self.outcome.table)
        has_total = any(entry.along == "rows" and entry.equals == (end - 1,) for entry in sums)
        return has_total and sum(numbers[:-1]) == numbers[-1]

    def _ordered(self, read: ReadLine, row: LabelledRow, first: int) -> list[Cell]:
        """Give the cells of a line, its numbers from cell ``first`` on."""
        start, _ = self._span(read)
        table = self.outcome.table
        return ordered_cells(
            row,
            first,
            self._paths(read),
            lambda at: start + at in table.money,
            lambda at: self.outcome.units.get(start + at),
            self.aligned.cells.line_of,
        )

    def _set(self, read: ReadLine, found: Sequence[Cell]) -> None:
        start, _ = self._span(read)
        for at, cell in enumerate(found):
            self.aligned.cells.set_cell(start + at, cell)
            if cell.state == "unreadable":
                self.aligned.findings.append(cell_finding("cell_unreadable", cell))

    def _without_order(self, read: ReadLine, row: LabelledRow) -> None:
        """A row whose cells order alone does not give."""
        table, line_of = self.outcome.table.shape.table, self.aligned.cells.line_of
        kept = row_before_label(row, table, line_of) if row.values else None
        if kept is not None:
            # 规章 | 2 | 2 | 5 above 6 | 规范性文件 | 12 | 7 | 11: the rest of 56
            above = [line for line in self.outcome.lines if line.row == (read.row or 0) - 1]
            cells = [path for line in above for path in self._paths(line)]
            self.aligned.extra_rows.append(kept)
            words = {"label": self._label(read), "found": count_numbers(kept.raw)}
            self._say(kept.code, "before_label", None, row, cells=cells, **words)
        if not row.values:
            self._say("row_missing", "without_numbers", read, row)
        else:
            count = len(row.values)
            has_blanks = count < min(len(row.row.cells) - row.after, self._width(read))
            self._doubt(read, row, "row_blanks" if has_blanks else "row_count")

    def _doubt(self, read: ReadLine, row: LabelledRow, why: str) -> None:
        """Leave a line open: which numbers each of its cells can be, and what is wrong with the row."""
        numbers, width = printed_numbers(row), self._width(read)
        are_zeros = all(code in (0, None) for code in row.values)
        if are_zeros and len(numbers) + 1 == width and self._is_summed(read):
            # whichever is lost, its sum leaves 0 for it
            self._infer_zeros(read)
            return
        self._leave_open(read, [by_order(numbers, width, at) for at in range(width)])
        self._say("place_doubtful", why, read, row, found=len(numbers), expected=width)

    def _is_summed(self, read: ReadLine) -> bool:
        """Tell whether each cell of a line stands in a sum along it."""
        sums = cell_sums(self.form.sums, self.outcome.table)
        covered = {at for entry in sums if entry.along == "rows" for at in entry.cells}
        return covered.issuperset(range(*self._span(read)))

    def _infer_zeros(self, read: ReadLine) -> None:
        start, end = self._span(read)
        cells = self.aligned.cells
        for at, path in enumerate(self._paths(read)):
            cells.set_cell(start + at, Cell(path, None, "inferred", candidates=(0,)))
        sums = tuple(
            ProofSum(entry.code, entry.parts, entry.equals)
            for entry in cell_sums(self.form.sums, self.outcome.table)
            if entry.along == "rows" and start <= entry.cells[0] < end
        )
        for name in self.outcome.table.lines[read.line].rows:
            cells.proofs[name] = RowProof("own_sum", sums)
            cells.readings[name] = ((0,) * len(cells.shape.row_paths(name)),)
        self.zeros.append(read)

    def say_settled(self) -> None:
        """Say of which lines the cells are inferred."""
        if self.zeros:
            cells = [path for read in self.zeros for path in self._paths(read)]
            self._say("rows_settled", "sums", cells=cells, count=len(self.zeros))

    def _say_merged(self, read: ReadLine, row: LabelledRow) -> None:
        """Leave a line open that shares its row with others; one finding speaks of all of them."""
        numbers, width = printed_numbers(row), self._width(read)
        self._leave_open(read, [by_order(numbers, width, at) for at in range(width)])
        lines = [other for other in self.outcome.lines if other.row == read.row]
        if lines[0] is read:
            cells = [path for other in lines for path in self._paths(other)]
            labels = "、".join(map(self._label, lines))
            self._say("place_doubtful", "rows_merged", read, row, labels=labels, cells=cells)

    def _split(self, read: ReadLine, row: LabelledRow) -> None:
        table, line_of = self.outcome.table.shape.table, self.aligned.cells.line_of
        kept = extra_row(row, table, "row_missing", line_of)
        self.aligned.extra_rows.append(kept)
        self._say("row_missing", "split", read, row, sub=kept.label)

    def _repeated(self, read: ReadLine) -> None:
        """A line that is printed more than once: read where all agree, else a doubt."""
        rows = [self.rows[at] for at in (read.row, *read.again) if at is not None]
        found = [self._read(read, row) for row in rows]
        whole = [cells for cells in found if cells is not None]
        ways = {tuple(cell.value for cell in cells) for cells in whole}
        if len(whole) == len(found) and len(ways) == 1:
            self._set(read, whole[0])
            self._say("rows_settled", "repeated", read, rows[0], count=len(rows))
            return
        if read.line in self.outcome.table.shared and any(row.after for row in rows):
            # 结果维持 | 1 | 0 | 0: words beside numbers, and not the form's one line
            self._say("row_missing", "other_form", read, rows[0], count=len(rows))
            return
        start, _ = self._span(read)
        others: set[Number] = set()
        if len(whole) < len(found):
            others = {value for row in rows for can in printed_numbers(row) for value in can}
        columns = [{cells[at].value for cells in whole} for at in range(self._width(read))]
        self._leave_open(read, [others | values for values in columns])
        shape = self.outcome.table.shape
        for name in self.outcome.table.lines[read.line].rows:
            self.aligned.cells.readings[name] = printed_readings(shape, name, start, whole)
        self._say("place_doubtful", "row_repeated", read, rows[0], count=len(rows))

    def _leave_open(self, read: ReadLine, numbers: Sequence[Iterable[Number | None]]) -> None:
        """Give each cell of a line the numbers that it could be."""
        start, _ = self._span(read)
        for at, path in enumerate(self._paths(read)):
            money = start + at in self.outcome.table.money
            known = [value for value in numbers[at] if value is not None]
            candidates = tuple(sorted(Decimal(value) if money else value for value in known))
            state: Any = "ambiguous" if candidates else "lost"
            self.aligned.cells.set_cell(start + at, Cell(path, None, state, candidates=candidates))
