"""Draws a report in the terminal as the form draws it."""

from govinfo_report.cli.drawing.marks import Marks
from govinfo_report.cli.drawing.pieces import drawn_cell, drawn_finding, drawn_report
from govinfo_report.cli.drawing.report import draw_report

__all__ = ["Marks", "draw_report", "drawn_cell", "drawn_finding", "drawn_report"]
