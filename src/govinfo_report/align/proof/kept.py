"""Keeps what settled each row, as ``report.explain`` tells it: the sums, each as the cells that it adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, evolve, field

from govinfo_report.align.proof.case import Case, Proof, stated_vector
from govinfo_report.align.proof.columns import ColumnSum
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.findings import Said, joined, named
from govinfo_report.grammar import EditionTable
from govinfo_report.model import How, Number, ProofSum, RowProof, TableCells
from govinfo_report.model.proof import BY_DIGITS
from govinfo_report.official import Form

# Ways to put the readings of a column's lines together that are tried.
MOST_TRIED = 1_000


@define
class KeptProofs:
    """The proofs of the rows of one table.

    Attributes:
        table: the edition's table.
        form: gives the words of columns.
        cells: the table, which keeps them.
        rules: the form's sums.
        proof: what was found out about the table.
        cases: its lines, with the readings that are left.
    """

    table: EditionTable
    form: Form
    cells: TableCells
    rules: TableRules
    proof: Proof
    cases: Sequence[Case]
    _made: dict[tuple[int, int], ProofSum] = field(factory=dict, init=False)

    def keep(self, case: Case, how: How) -> None:
        """Keep what settled a line: its own sums, and those down the columns where they were asked."""
        _, _, first = self.table.spans[case.line]
        sums = self._own(case)
        if how not in BY_DIGITS and how not in ("order", "own_sum"):
            for at, entry in enumerate(self.proof.sums):
                if case.line in entry.lines:
                    sums += [self._down(at, column) for column in range(case.rule.width)]
        for index in range(first, first + len(self.table.lines[case.line].rows)):
            self.cells.proofs[self.cells.shape.rows[index].id] = RowProof(
                how, tuple(sums), case.claims if how == "claim" else ()
            )

    def _own(self, case: Case) -> list[ProofSum]:
        """Give the sums of a line itself; where the office has erred, with whether they hold in its readings."""
        sums = list(self.rules.own_sums[case.line])
        if not self.proof.broken:
            return sums
        return [
            evolve(entry, holds=_of_all(_differs(reading.values, *rule) for reading in case.found))
            for entry, rule in zip(sums, case.rule.sums, strict=True)
        ]

    def _holds(self, entry: ColumnSum, column: int) -> bool | None:
        """Tell whether a column's sum holds in every reading that is left (True), in none (False) or in some (None).

        Where that is more than can be tried it is left open, too.
        """
        is_broken = (entry.code, column) in self.proof.broken
        if not is_broken and not any(self.cases[line].has_rivals for line in entry.lines):
            return True
        left = {0}
        for line in entry.lines:
            numbers = _numbers_at(self.cases[line], column)
            if not numbers or len(left) * len(numbers) > MOST_TRIED:
                return None
            sign = 1 if line in entry.parts else -1
            left = {whole + sign * number for whole in left for number in numbers}
        return _of_all(map(bool, left))

    def _down(self, at: int, column: int) -> ProofSum:
        """Give one of the column sums as cells (made once for all its lines)."""
        made = self._made.get((at, column))
        if made is None:
            entry, spans = self.proof.sums[at], self.table.spans
            made = self._made[at, column] = ProofSum(
                entry.code,
                tuple(spans[line][0] + column for line in entry.parts),
                tuple(spans[line][0] + column for line in entry.equals),
                self._holds(entry, column),
            )
        return made

    def broken(self) -> Said:
        """Give the sums that fail, in words."""
        shape = self.cells.shape
        columns = self.table.columns(self.table.lines[0])
        words = []
        for code, column in self.proof.broken:
            name = self.form.wording(shape.edition, shape.table, columns[column])
            words.append(joined((named(code), Said(f"({name})", f"（{name}）")), " ", ""))
        return joined(words or [named("-")], "; ", "；")


def _numbers_at(case: Case, column: int) -> set[int]:
    """Give the numbers that a line can have in a column; none where something else may stand there."""
    found = [reading.values for reading in case.found]
    vectors = [stated_vector(case, values) for values in ([case.stated] if case.stated else found)]
    return set() if None in vectors else {vector[column] for vector in vectors if vector}


def _differs(values: Sequence[Number | None], parts: Iterable[int], equals: int) -> bool:
    """Tell whether a row does not add up; of one that lacks numbers nobody can say so."""
    numbers = [values[at] for at in parts]
    total = values[equals]
    return total is not None and None not in numbers and sum(numbers) != total  # type: ignore[arg-type]  # no None


def _of_all(fails: Iterable[bool]) -> bool | None:
    """Give True where none fails, False where all do, None where some do."""
    found = set(fails)
    return None if len(found) > 1 else True not in found
