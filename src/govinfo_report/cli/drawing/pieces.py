"""A report, a cell and a finding as rich prints them, in the language of the locale."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from govinfo_report.cli.console import STYLES, printable
from govinfo_report.cli.drawing.marks import Marks
from govinfo_report.cli.drawing.report import draw_report
from govinfo_report.cli.wording import Words
from govinfo_report.errors import locale_language
from govinfo_report.model import Cell, Finding, Report


def drawn_report(report: Report, width: int) -> Iterator[RenderableType]:
    """Draw a report in so many columns."""
    return draw_report(report, Words(locale_language()), width)


def drawn_cell(cell: Cell) -> Text:
    """Draw a cell: its label, its path, its number or mark, its state and its place."""
    line = Text(f"{printable(cell.label)} " if cell.label else "")
    line.append(f"{cell.path} ", "dim").append_text(Marks(cell.findings).text(cell))
    line.append(f" {cell.state}")
    place = f"L{cell.line}" if cell.line is not None else ""
    if cell.place is not None:
        place = cell.place.text(locale_language())
    return line.append(f" ({place})" if place else "", "dim")


def drawn_finding(finding: Finding) -> Text:
    """Draw a finding: its severity, its code and its message."""
    words = Words(locale_language())
    line = Text(words(f"severity.{finding.severity}"), STYLES[finding.severity])
    return line.append(f" {finding.code} ", "bold").append(printable(finding.text(words.lang)))
