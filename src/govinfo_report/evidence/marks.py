"""How a cell is written where there is room for little: its number, or what stands in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from attrs import define

from govinfo_report.evidence.escaping import visible
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
"""What a legend shows for each state that is marked; ``concern`` is a stated number that a finding doubts."""


def doubts_of(findings: Iterable[Finding]) -> dict[str, str]:
    """Give the path of each cell that a finding doubts, to the gravest severity of those that do."""
    doubts: dict[str, str] = {}
    for finding in findings:
        if finding.severity == "info":
            continue
        for path in finding.cells:
            if doubts.get(path) != "error":
                doubts[path] = finding.severity
    return doubts


@define
class CellWriter:
    """Writes cells.

    Attributes:
        widest: columns that a mark or a list of candidates may take.
        size: tells how many columns a text takes.
        clean: makes the text of a copy harmless.
    """

    widest: int = WIDEST
    size: Callable[[str], int] = len
    clean: Callable[[str], str] = visible

    def text(self, cell: Cell, is_doubted: bool) -> str:
        """Give what is written: ``41``, ``41*``, ``41!``, ``[41]``, ``4|41?``, as ``EXAMPLES`` shows."""
        if cell.value is None:
            return self._unstated(cell)
        written = number_text(cell.value) + (cell.unit or "")
        written += "*" if cell.state == "aligned" else ""
        return written + ("!" if is_doubted else "")

    def _unstated(self, cell: Cell) -> str:
        candidates = [number_text(number) for number in cell.candidates]
        match cell.state:
            case "inferred":
                return f"[{candidates[0]}]"
            case "ambiguous":
                return self._choice(candidates)
            case "blank":
                return EXAMPLES["blank"] + "".join(f"[{number}]" for number in candidates[:1])
            case "mark":
                return self._short(cell.raw)
            case "unreadable":
                return f'"{self._short(cell.raw)}"'
            case _:
                return EXAMPLES["lost"]

    def _choice(self, candidates: list[str]) -> str:
        """``0|6?``; the first and the last where all are too many; ``?`` where there are none."""
        for written in (
            "|".join(candidates),
            "…".join(candidates[:: max(len(candidates) - 1, 1)]),
        ):
            if self.size(written) < self.widest:
                return f"{written}?"
        return "?"

    def _short(self, raw: str) -> str:
        text = self.clean(raw)
        if self.size(text) <= self.widest:
            return text
        text = text[: self.widest]
        while self.size(text) >= self.widest:
            text = text[:-1]
        return f"{text}…"


def number_text(value: Number) -> str:
    """Give a number as it is written, without an exponent."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
