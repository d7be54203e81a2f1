"""How one cell is drawn: its number, and a mark where it is in doubt."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

from govinfo_report.cli.console import STYLES, printable
from govinfo_report.evidence.marks import CellWriter, doubts_of
from govinfo_report.model import Cell, Finding


class Marks:
    """Draws the cells of one report and remembers which marks it used.

    Args:
        findings: those of the report; a stated number that one of at least ``warning`` lists is marked.

    Attributes:
        used: the marks that were drawn.
        writer: writes the cells.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.used: set[str] = set()
        self.writer = CellWriter(size=cell_len, clean=printable)
        self._doubts = doubts_of(findings)

    def text(self, cell: Cell) -> Text:
        """Give the cell as it is drawn, marked where its state is not ``printed``."""
        doubt = self._doubts.get(cell.path)
        if cell.state != "printed":
            self.used.add(cell.state)
        written = self.writer.text(cell, doubt is not None)
        if cell.value is None:
            return Text(written, "dim" if cell.state == "lost" else "yellow")
        if doubt is None:
            return Text(written, "dim" if cell.value == 0 else "")
        self.used.add("concern")
        return Text(written, f"bold {STYLES[doubt]}")
