"""Takes the doubtful lines of a table to the proof by sums, and its answer to the cells and the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from attrs import define, evolve, field, frozen

from govinfo_report.align.cells import CellMaker, CutRow
from govinfo_report.align.doubt import settle
from govinfo_report.align.moved.labels import say_moved
from govinfo_report.align.proof.by_claims import settle_by_claims
from govinfo_report.align.proof.case import Case, Proof
from govinfo_report.align.proof.findings import say_lost_column
from govinfo_report.align.proof.kept import KeptProofs
from govinfo_report.align.proof.rules import TableRules, rules_of
from govinfo_report.align.readings.damage import Shown, look
from govinfo_report.align.readings.grid import words_by_cell
from govinfo_report.align.readings.in_place import UNSURE, Places
from govinfo_report.align.readings.row_strip import row_strip
from govinfo_report.align.readings.strip import SIGNS, Strip
from govinfo_report.findings import finding
from govinfo_report.grammar import Outcome, page_ends
from govinfo_report.labels import LabelledRow
from govinfo_report.model import Cell, Claim, Finding, How, TableCells
from govinfo_report.model.proof import BY_DIGITS
from govinfo_report.official import Form

# A number that every reading gives is stated; the finding says what speaks against relying on it.
_DOUBTED: dict[How, str] = {"own_sum": "single_sum", "fewest_failing": "sums_fail_around"}


@frozen
class Doubt:
    """A line whose numbers order does not give to its cells.

    Attributes:
        line: index of the line, from 0.
        row: the row that prints it.
        code: code of the finding where nothing settles it.
        words: what that finding speaks of.
    """

    line: int
    row: LabelledRow
    code: str
    words: Mapping[str, Any] = field(factory=dict)


@define
class Settling:
    """The lines of one table, on their way through the proof.

    Attributes:
        outcome: what the grammar said of the table.
        rows: the labelled rows that it speaks of.
        form: gives the words of findings, and the sums.
        cells: the table.
        doubts: the doubtful lines.
        open_lines: lines that are read in a way that no sum can speak of.
        elsewhere: what other tables of the copy surely show.
        claims: what the prose states, of other tables too.
        findings: what is said of the lines.
        settled: the lines that were settled.
        shown: what this one shows.
    """

    outcome: Outcome
    rows: Sequence[LabelledRow]
    form: Form
    cells: TableCells
    doubts: Sequence[Doubt]
    open_lines: frozenset[int]
    elsewhere: Shown | None = None
    claims: Sequence[Claim] = ()
    findings: list[Finding] = field(factory=list)
    settled: list[int] = field(factory=list)
    _places: Places = field(init=False)
    _rules: TableRules = field(init=False)
    _all_cases: list[Case] = field(init=False)
    shown: Shown = field(init=False)

    @_places.default
    def _find_places(self) -> Places:
        return Places(self.outcome, self.rows, self.cells.line_of)

    @_rules.default
    def _find_rules(self) -> TableRules:
        return rules_of(self.form, self.outcome.table)

    @_all_cases.default
    def _find_cases(self) -> list[Case]:
        return self._cases(self._rules)

    @shown.default
    def _find_shown(self) -> Shown:
        return self._shown(self._all_cases, self._rules)

    def run(self) -> list[Finding]:
        """Settle what can be settled; give the findings."""
        rules, cases, shown = self._rules, self._all_cases, self.shown
        stated = {case.line for case in cases if case.stated is not None}
        proof = settle(cases, rules, shown, self._lost_column(rules))
        kept = KeptProofs(self.outcome.table, self.form, self.cells, rules, proof, cases)
        if shown.run_together and not rules.sums:
            self._doubt_above_foreign(cases)
        if shown.run_together and (shown.lost or not rules.sums):
            self._doubt_above_page_breaks(cases)
        self._doubt_under_other_heads(cases)
        settle_by_claims(cases, self.outcome.table, self.claims)
        code_of = {doubt.line: doubt for doubt in self.doubts}
        for case in cases:
            reopened = case.line in stated and case.stated is None
            if case.line in code_of or (reopened and not self._stays(case)):
                self._set(case, kept, code_of.get(case.line))
            elif case.line in proof.lost_rows:
                self._set_lost(case, kept)
        if self.settled:
            cells = [
                self.cells.shape.paths[at]
                for line in self.settled
                for at in range(*self.outcome.table.spans[line][:2])
            ]
            name = self.outcome.table.shape.table
            count = len(self.settled)
            self.findings.append(finding("rows_settled", cells=cells, count=count, table=name))
        self.findings += say_lost_column(cases, proof, self.outcome, self.cells.shape, self.form)
        self.findings += say_moved(cases, rules, self.outcome, self.rows, self.cells, self._label)
        return self.findings

    def _shown(self, cases: Sequence[Case], rules: TableRules) -> Shown:
        """Look at the rows for what they show of damage; what other tables show befell this one too, if it can have.

        Where every sum of the table holds without, nothing is lost here. A label without numbers is then a row whose
        cells are all empty, which counts 0: 9000009 and no more under 本年度办理结果 is 9, 0, 0, 0, 0, 0, 9.
        """
        shown = look([(case.strip, case.rule) for case in cases if case.strip is not None])
        shown.whole += sum(
            case.strip is None and case.stated is not None and case.rule.width > 1 for case in cases
        )
        if self.elsewhere is not None and self.elsewhere.joined and shown.runs:
            # 规章0 101000, 政府集中采购31 914,824,511万元: stray spaces make some rows look whole
            shown.runs = max(shown.runs, shown.whole + 1)
        if shown.run_together and self.elsewhere is not None:
            copied = [
                evolve(case, stated=(0,) * case.rule.width)
                if case.is_lost and self.outcome.lines[case.line].row is not None
                else evolve(case)
                for case in cases
            ]
            proof = settle(copied, rules, shown, may_err=False) if rules.sums else Proof()
            if len(proof.sums) < len(rules.sums) or not rules.sums:
                shown.lost = max(shown.lost, self.elsewhere.lost)
            shown.joined |= self.elsewhere.joined
        return shown

    def _doubt_above_foreign(self, cases: Sequence[Case]) -> None:
        """Doubt lines above words that are no label: 规范性文件473约若干6091 is one row, its second number in words."""
        for entry in self.outcome.foreign:
            if entry.code == "row_foreign" and entry.above is not None:
                case = cases[entry.above]
                if case.is_doubtful:
                    case.how = None

    def _doubt_under_other_heads(self, cases: Sequence[Case]) -> None:
        """Doubt lines under columns in another order than the form's: their sums are not the form's."""
        outcome = self.outcome
        clashing = outcome.turned.union(*(clash.rows for clash in outcome.clashes))
        for case in cases:
            if (
                not clashing.isdisjoint(self.outcome.table.lines[case.line].rows)
                and case.is_doubtful
            ):
                case.how = None

    def _doubt_above_page_breaks(self, cases: Sequence[Case]) -> None:
        """Doubt lines above a heading that is repeated: 规章00143第二十条第（一）项 may be 0, 0, 14 and page 3.

        Where cells are lost, 3000003 may be 3, 0, 0, 0, 0, 0 and page 3, though it adds up.
        """
        ends = page_ends([row.kind for row in self.rows])
        for case in cases:
            if case.is_doubtful and self.outcome.lines[case.line].row in ends:
                case.how = None

    def _stays(self, case: Case) -> bool:
        """Tell whether a line that order read comes out of the proof as it was."""
        start, end, _ = self.outcome.table.spans[case.line]
        if case.how is None or len(case.found) != 1:
            return False
        reading = case.found[0]
        return all(
            value is None or (value == found and take is not None)
            for value, found, take in zip(
                self.cells.values[start:end], reading.values, reading.takes, strict=True
            )
        )

    def _cases(self, rules: TableRules) -> list[Case]:
        table = self.outcome.table
        base = _first_column(self._number_rows())
        doubtful = {doubt.line: doubt.row for doubt in self.doubts}
        cases = []
        for read in self.outcome.lines:
            start, end, _ = table.spans[read.line]
            case = Case(read.line, rules.rows[read.line])
            cases.append(case)
            row = None if read.row is None else self.rows[read.row]
            if read.line in self.open_lines:
                case.is_open = True
            elif row is not None and row.values:
                is_full = len(row.row.cells) - row.after == case.rule.width
                case.is_placed = row.row.placed and is_full
                # 约三 | 0 0 | 5: the words stand in the place of a number
                first = row.at - 1 if read.split else max(row.after, min(base, row.at))
                if read.line in doubtful or not row.plain or None in row.values:
                    case.strip = row_strip(row, first, len(row.row.cells))
                    case.is_open = case.strip is None
                else:
                    case.make_strip = partial(row_strip, row, first, len(row.row.cells))
                if read.line not in doubtful:
                    case.stated = tuple(self.cells.values[start:end])
                    unsure = not UNSURE.isdisjoint(self.cells.states[start:end])
                    case.is_open = case.is_open or unsure
            elif row is not None and "unreadable" in self.cells.states[start:end]:
                case.is_open = True
            elif row is not None and any(state != "lost" for state in self.cells.states[start:end]):
                # a row of empty cells
                case.strip = Strip("", (), frozenset(), frozenset())
                case.stated = tuple(self.cells.values[start:end])
        return cases

    def _lost_column(self, rules: TableRules) -> int | None:
        """Give the column that the headings lack, where the grid shows each of the others above its numbers."""
        table = self.outcome.table
        columns = table.columns(table.lines[0])
        if not rules.sums:
            return None
        base = _first_column(self._number_rows())
        above: dict[int, str] = {}
        named_anywhere: set[str] = set()
        for row in self.rows:
            if row.values:
                break
            named_anywhere.update(
                name for word in row.kind for name in getattr(word, "columns", ())
            )
            for at, word in words_by_cell(row).items():
                names = [name for name in word.columns if name in columns]
                above.update({at: names[0]} if names else {})
        named = [above.get(at) for at in range(base, base + len(columns) - 1)]
        missing = [at for at, name in enumerate(columns) if name not in named]
        if len(missing) != 1 or columns[missing[0]] in named_anywhere:
            return None
        return missing[0] if named == [name for name in columns if name in named] else None

    def _number_rows(self) -> list[LabelledRow]:
        return [self.rows[read.row] for read in self.outcome.lines if read.row is not None]

    def _label(self, line: int) -> str:
        shape = self.outcome.table.shape
        names = self.outcome.table.lines[line].rows
        return self.form.wordings(shape.edition, shape.table, names)

    def _say(
        self, code: str, case: Case, cells: Sequence[str], row: LabelledRow | None, **words: Any
    ) -> None:
        span = row.row.hull() if row is not None else None
        line = self.cells.line_of(span[0]) if span else None
        self.findings.append(
            finding(code, cells=cells, span=span, line=line, label=self._label(case.line), **words)
        )

    def _row(self, case: Case) -> LabelledRow | None:
        index = self.outcome.lines[case.line].row
        return None if index is None else self.rows[index]

    def _set(self, case: Case, kept: KeptProofs, doubt: Doubt | None) -> None:
        """Give the cells of a line what its readings leave."""
        start, end, first = self.outcome.table.spans[case.line]
        row = self._row(case)
        if row is not None and case.how is not None and self._set_cut(case, case.how, row, kept):
            return
        read = CellMaker(self.outcome, self.cells.line_of).cells(case, row)
        made = self._places.cells(read, case.line, case.rule)
        for at, cell in enumerate(made):
            self.cells.set_cell(start + at, cell)
        self._keep_readings(case, first)
        how = case.how
        stated = [cell.path for cell in made if cell.state == "aligned"]
        unsettled = [cell.path for cell in made if cell.state in UNSURE]
        if how is not None and case.found:
            if how != "every_cut" or len(unsettled) < len(made):
                kept.keep(case, how)
            if stated and how in _DOUBTED:
                self._say(_DOUBTED[how], case, stated, row, sums=kept.broken())
            elif stated and kept.proof.broken:
                self._say("sums_fail_around", case, stated, row, sums=kept.broken())
        found = case.strip.count if case.strip else 0
        placed = [cell.path for cell, before in zip(made, read, strict=True) if cell is not before]
        if placed and row is not None and not row.row.by_room:
            self._say("cells_in_place", case, placed, row)
        has_sign = row is not None and row.row.glued and _has_glued_sign(case)
        if unsettled or has_sign:
            code = doubt.code if doubt else "row_blanks"
            if has_sign:
                # 7+89, 1208-77: were the sign another number's, or a mark, each number would be another
                unsettled = [cell.path for cell in made]
            words = {"found": found, "expected": end - start, **(doubt.words if doubt else {})}
            self._say(code, case, unsettled, row, **words)
        elif how is not None:
            self.settled.append(case.line)

    def _set_cut(self, case: Case, how: How, row: LabelledRow, kept: KeptProofs) -> bool:
        """Set a line that is simply a run of digits cut in one way: its cells are made when they are asked for."""
        if len(case.found) != 1 or how in _DOUBTED or kept.proof.broken or case.strip is None:
            return False
        if not case.strip.text.isdecimal() or case.strip.units or None in case.found[0].values:
            return False
        start, end, first = self.outcome.table.spans[case.line]
        self.cells.values[start:end] = case.found[0].values
        self.cells.states[start:end] = ["printed" if how in BY_DIGITS else "aligned"] * (
            end - start
        )
        cut = CutRow(case.strip, row, case.found[0].takes)
        at = 0
        for index in range(first, first + len(self.outcome.table.lines[case.line].rows)):
            self.cells.sources[index] = (cut, at)
            at += len(self.cells.shape.rows[index].columns)
        for index in range(start, end):
            self.cells.made.pop(index, None)
            if index in self.outcome.table.money:
                self.cells.values[index] = Decimal(self.cells.values[index] or 0)
            if cut.takes[index - start] is None:
                # not printed: what the sums prove
                path, value = self.cells.shape.paths[index], self.cells.values[index]
                proved = () if value is None else (value,)
                self.cells.set_cell(index, Cell(path, None, "inferred", candidates=proved))
        if None in cut.takes:
            self._keep_readings(case, first)
        kept.keep(case, how)
        self.settled.append(case.line)
        return True

    def _keep_readings(self, case: Case, first: int) -> None:
        shape = self.cells.shape
        at = 0
        for index in range(first, first + len(self.outcome.table.lines[case.line].rows)):
            row = shape.rows[index]
            width = len(row.columns)
            ways = dict.fromkeys(reading.values[at : at + width] for reading in case.found)
            self.cells.readings[row.id] = tuple(ways)
            at += width

    def _set_lost(self, case: Case, kept: KeptProofs) -> None:
        """Give the cells of a lost row what the sums leave for them."""
        start, end, _ = self.outcome.table.spans[case.line]
        ways = kept.proof.lost_rows[case.line]
        for at in range(end - start):
            numbers = tuple(sorted({way[at] for way in ways}))
            if len(numbers) == 1:
                path = self.cells.shape.paths[start + at]
                self.cells.set_cell(start + at, Cell(path, None, "inferred", candidates=numbers))
        kept.keep(case, "lost_row")


def _has_glued_sign(case: Case) -> bool:
    """Tell whether digits of several cells run together with a sign right behind a digit."""
    strip = case.strip
    if strip is None or strip.count >= case.rule.width:
        return False
    return any(
        letter in SIGNS and at and strip.places[at - 1] == (cell, offset - 1)
        for at, (letter, (cell, offset)) in enumerate(zip(strip.text, strip.places, strict=True))
    )


def _first_column(rows: Sequence[LabelledRow]) -> int:
    """Give the column of the grid that numbers begin in: that of nearly all rows, else the farthest possible."""
    counted = Counter(row.at for row in rows if row.values)
    if not counted or (counted.total() == 1 and len(rows) > 1):
        # of several lines one prints numbers: the empty cell before them may be its first one
        return 0
    at, count = counted.most_common(1)[0]
    return at if 3 * count >= 2 * sum(counted.values()) else 0
