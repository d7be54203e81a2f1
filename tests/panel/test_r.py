"""A panel in R: whole numbers are whole, amounts and ratios are doubles, what is not stated is NA."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from pyarrow.parquet import ParquetFile

import govinfo_report as gr
from govinfo_report.panel import panel_tables
from tests.panel.filings import facts_of, filing

MONEY = "disclosure.administrative_fees.fee_amount"
REQUESTS = "requests.new_received.total"
# What each kind of column is in Parquet, which arrow for R maps to integer, double, character and logical.
PHYSICAL = {
    "integer": ("INT64", "NONE"),
    "number": ("FIXED_LEN_BYTE_ARRAY", "DECIMAL"),
    "ratio": ("DOUBLE", "NONE"),
    "text": ("BYTE_ARRAY", "STRING"),
    "flag": ("BOOLEAN", "NONE"),
}
SCRIPT = """
panel <- read.csv(commandArgs(TRUE)[1], fileEncoding = "UTF-8-BOM")
row <- panel[panel$measure == "requests.new_received.total", ]
money <- panel[panel$measure == "disclosure.administrative_fees.fee_amount", ]
stopifnot(is.integer(panel$value), row$value == 12, is.na(money$value))
stopifnot(is.double(panel$amount), money$amount == 3.5, money$yuan == 35000, is.na(row$amount))
stopifnot(row$office == "\\u67d0\\u5e02")
"""


@pytest.fixture
def panel() -> gr.Panel:
    """A panel of one report with a count and an amount."""
    return gr.build_panel(facts_of(filing("某市", 2021, {REQUESTS: 12, MONEY: Decimal("3.5")})))


def test_parquet_has_types_that_r_knows(panel: gr.Panel, tmp_path: Path) -> None:
    """No column is a list, a timestamp or a dictionary: each has the type that the documentation names."""
    with panel:
        panel.write(tmp_path)
    for name, columns in panel_tables().items():
        schema = ParquetFile(tmp_path / f"{name}.parquet").schema
        found = [schema.column(at) for at in range(len(columns))]
        assert [(each.physical_type, each.logical_type.type) for each in found] == [
            PHYSICAL[column.type] for column in columns
        ], name


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="Rscript is not installed")
def test_r_reads_the_csv(panel: gr.Panel, tmp_path: Path) -> None:
    """``read.csv`` gives integers, doubles and NA."""
    with panel:
        panel.write(tmp_path, "csv")
    script = tmp_path / "read.R"
    script.write_text(SCRIPT, encoding="utf-8")
    command = ["Rscript", "--vanilla", str(script), str(tmp_path / "measures.csv")]
    subprocess.run(command, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
