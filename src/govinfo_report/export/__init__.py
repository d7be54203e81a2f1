"""Exports: reports as JSON, JSON lines and CSV, their facts as columns, Arrow and data frames; the JSON Schema."""

from govinfo_report.export.arrow import facts_schema, iter_fact_batches, to_arrow
from govinfo_report.export.columns import (
    FACTS_VERSION,
    data_dictionary,
    fact_columns,
    finding_columns,
)
from govinfo_report.export.csv import CELL_COLUMNS, cell_rows, write_csv
from govinfo_report.export.facts import fact_table
from govinfo_report.export.finding_table import finding_rows
from govinfo_report.export.frames import to_pandas, to_polars
from govinfo_report.export.json import report_json, write_json, write_jsonl
from govinfo_report.export.sarif import write_sarif
from govinfo_report.export.schema import report_schema
from govinfo_report.export.stata import to_stata

__all__ = [
    "CELL_COLUMNS",
    "FACTS_VERSION",
    "cell_rows",
    "data_dictionary",
    "fact_columns",
    "fact_table",
    "facts_schema",
    "finding_columns",
    "finding_rows",
    "iter_fact_batches",
    "report_json",
    "report_schema",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "to_stata",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_sarif",
]
