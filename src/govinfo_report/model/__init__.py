"""The object model: what a report is. Imports nothing else of the library but the exceptions."""

from govinfo_report.model.cell import COUNTS_ZERO, STATED, STATES, Cell, Number, State
from govinfo_report.model.cells import TableCells
from govinfo_report.model.finding import (
    Claim,
    Evidence,
    ExtraRow,
    Finding,
    Scope,
    Section,
    Severity,
    Verdict,
)
from govinfo_report.model.numbers import NumberPlaces, PlainNumbers, Printed
from govinfo_report.model.place import Box, Origin, Place
from govinfo_report.model.proof import How, ProofSum, RowProof
from govinfo_report.model.report import Report
from govinfo_report.model.row import LineRow, LineRows, Row, Span, TextLines
from govinfo_report.model.shape import RowShape, TableShape, cell_path, path_parts
from govinfo_report.model.tables import Disclosure, Requests, Review, Statistics

__all__ = [
    "COUNTS_ZERO",
    "STATED",
    "STATES",
    "Box",
    "Cell",
    "Claim",
    "Disclosure",
    "Evidence",
    "ExtraRow",
    "Finding",
    "How",
    "LineRow",
    "LineRows",
    "Number",
    "NumberPlaces",
    "Origin",
    "Place",
    "PlainNumbers",
    "Printed",
    "ProofSum",
    "Report",
    "Requests",
    "Review",
    "Row",
    "RowProof",
    "RowShape",
    "Scope",
    "Section",
    "Severity",
    "Span",
    "State",
    "Statistics",
    "TableCells",
    "TableShape",
    "TextLines",
    "Verdict",
    "cell_path",
    "path_parts",
]
