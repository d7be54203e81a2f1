"""A finding as a line of text, as linters print them."""

from __future__ import annotations

from rich.text import Text

from govinfo_report.cli.console import STYLES, printable
from govinfo_report.cli.wording import Words
from govinfo_report.model import Finding, Report

MOST_CELLS = 3
"""Cells that a line names before it only counts them: the seven of a line of table 三 would hide the message."""


def finding_line(report: Report, item: Finding, words: Words) -> Text:
    """Give the line: file, place, severity, code, message, cells.

    Args:
        report: the report.
        item: one of its findings.
        words: the command's words.
    """
    line = Text(printable(_where(report, item, words)))
    line.append(words(f"severity.{item.severity}"), STYLES[item.severity])
    line.append(f" {item.code} ", "bold")
    line.append(printable(item.text(words.lang)))
    cells = cells_text(report, item.cells)
    if cells:
        line.append(f" ({cells})", "dim")
    return line


def _where(report: Report, item: Finding, words: Words) -> str:
    """Say where a finding stands: at ``file:line:character:`` of a text, in ``table 1, row 5:`` of what has tables."""
    where = f"{report.source}:"
    if item.line is not None and item.start is not None and report.text is not None:
        before = max(report.text.rfind(end, 0, item.start) for end in "\r\n")
        where += f"{item.line}:{item.start - before}:"
    place = "" if item.place is None else item.place.text(words.lang)
    return f"{where} {place}: " if place else f"{where} "


def cells_text(report: Report, cells: tuple[str, ...]) -> str:
    """Name cells briefly: ``requests.granted.*`` for a whole row, the first few and a count for many."""
    if not cells:
        return ""
    row = cells[0].rpartition(".")[0]
    table = report.tables.get(row.partition(".")[0])
    if table is not None and len(cells) > 1:
        name = row.partition(".")[2]
        if cells == table.shape.paths:
            return f"{table.shape.table}.*"
        if name in table.shape.row_index and cells == table.shape.row_paths(name):
            return f"{row}.*"
    text = ", ".join(cells[:MOST_CELLS])
    more = len(cells) - MOST_CELLS
    return f"{text}, +{more}" if more > 0 else text
