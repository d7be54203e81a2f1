"""How one cell is drawn: its number, and a mark where it is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rich.cells import cell_len
from rich.text import Text

from govinfo_report.cli.console import STYLES, printable
from govinfo_report.model import Cell, Finding, Number

WIDEST = 9
"""Columns that a mark or a list of candidates may take."""

EXAMPLES = {
    "aligned": "41*",
    "inferred": "[41]",
    "ambiguous": "4|41?",
    "blank": "␣",
    "mark": "/",
    "unreadable": '"4l"',
    "lost": "·",
    "concern": "41!",
}
"""What the legend shows for each state that is marked; ``concern`` is a stated number that a finding doubts."""


class Marks:
    """Draws the cells of one report and remembers which marks it used.

    Args:
        findings: those of the report; a stated number that one of at least ``warning`` lists is marked.

    Attributes:
        used: the marks that were drawn.
        widest: columns that a mark or a list of candidates may take.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.used: set[str] = set()
        self.widest = WIDEST
        self._doubts: dict[str, str] = {}
        for finding in findings:
            if finding.severity == "info":
                continue
            for path in finding.cells:
                if self._doubts.get(path) != "error":
                    self._doubts[path] = finding.severity

    def text(self, cell: Cell) -> Text:
        """Give the cell as it is drawn, marked where its state is not ``printed``."""
        doubt = self._doubts.get(cell.path)
        if cell.state != "printed":
            self.used.add(cell.state)
        if cell.value is not None:
            words = _number(cell.value) + (cell.unit or "")
            if cell.state == "aligned":
                words += "*"
            if doubt is None:
                return Text(words, "dim" if cell.value == 0 else "")
            self.used.add("concern")
            return Text(words + "!", f"bold {STYLES[doubt]}")
        return Text(self._unstated(cell), "dim" if cell.state == "lost" else "yellow")

    def _unstated(self, cell: Cell) -> str:
        candidates = [_number(number) for number in cell.candidates]
        match cell.state:
            case "inferred":
                return f"[{candidates[0]}]"
            case "ambiguous":
                return _choice(candidates, self.widest)
            case "blank":
                return EXAMPLES["blank"] + "".join(f"[{number}]" for number in candidates[:1])
            case "mark":
                return _short(cell.raw, self.widest)
            case "unreadable":
                return f'"{_short(cell.raw, self.widest)}"'
            case _:
                return EXAMPLES["lost"]


def _number(value: Number) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _choice(candidates: list[str], widest: int) -> str:
    """``0|6?``; the first and the last where all are too many; ``?`` where there are none."""
    for words in ("|".join(candidates), "…".join(candidates[:: max(len(candidates) - 1, 1)])):
        if cell_len(words) < widest:
            return f"{words}?"
    return "?"


def _short(raw: str, widest: int) -> str:
    text = printable(raw)
    if cell_len(text) <= widest:
        return text
    text = text[:widest]
    while cell_len(text) >= widest:
        text = text[:-1]
    return f"{text}…"
