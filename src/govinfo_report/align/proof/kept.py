"""Keeps what settled each row, as ``report.explain`` tells it: the sums, each as the cells that it adds up."""

from __future__ import annotations

from attrs import define, field

from govinfo_report.align.proof.case import Case, Proof
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.form import Form
from govinfo_report.grammar import EditionTable
from govinfo_report.model import How, ProofSum, RowProof, TableCells
from govinfo_report.model.proof import BY_DIGITS


@define
class KeptProofs:
    """The proofs of the rows of one table.

    Attributes:
        table: the edition's table.
        form: gives the words of columns.
        cells: the table, which keeps them.
        rules: the form's sums.
        proof: what was found out about the table.
    """

    table: EditionTable
    form: Form
    cells: TableCells
    rules: TableRules
    proof: Proof
    _made: dict[tuple[int, int], ProofSum] = field(factory=dict, init=False)

    def keep(self, case: Case, how: How) -> None:
        """Keep what settled a line: its own sums, and those down the columns where they were asked."""
        _, _, first = self.table.spans[case.line]
        sums = list(self.rules.own_sums[case.line])
        if how not in BY_DIGITS and how not in ("order", "own_sum"):
            for at, entry in enumerate(self.proof.sums):
                if case.line in entry.lines:
                    sums += [self._down(at, column) for column in range(case.rule.width)]
        for index in range(first, first + len(self.table.lines[case.line].rows)):
            self.cells.proofs[self.cells.shape.rows[index].id] = RowProof(
                how, tuple(sums), case.claims if how == "claim" else ()
            )

    def _down(self, at: int, column: int) -> ProofSum:
        """Give one of the column sums as cells (made once for all its lines)."""
        made = self._made.get((at, column))
        if made is None:
            entry, spans = self.proof.sums[at], self.table.spans
            made = self._made[at, column] = ProofSum(
                entry.code,
                tuple(spans[line][0] + column for line in entry.parts),
                tuple(spans[line][0] + column for line in entry.equals),
                (entry.code, column) not in self.proof.broken,
            )
        return made

    def broken(self) -> str:
        """Give the sums that fail, in words."""
        shape = self.cells.shape
        columns = self.table.columns(self.table.lines[0])
        return (
            "、".join(
                f"{code} ({self.form.wording(shape.edition, shape.table, columns[column])})"
                for code, column in self.proof.broken
            )
            or "-"
        )
