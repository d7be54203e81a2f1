"""Exports: reports as JSON, JSON lines and CSV in long form, and the JSON Schema of a report."""

from govinfo_report.export.csv import CELL_COLUMNS, cell_rows, write_csv
from govinfo_report.export.json import report_json, write_json, write_jsonl
from govinfo_report.export.schema import report_schema

__all__ = [
    "CELL_COLUMNS",
    "cell_rows",
    "report_json",
    "report_schema",
    "write_csv",
    "write_json",
    "write_jsonl",
]
