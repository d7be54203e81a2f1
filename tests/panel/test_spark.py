"""The same tables from DuckDB and from Spark."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from pyarrow import compute
from pyarrow.parquet import read_table, write_table

import govinfo_report as gr
from govinfo_report.panel import panel_tables
from govinfo_report.testing.world import make_world, write_world


def _forget_units(facts: Path, year: int) -> None:
    """Take the units from the amounts of a year, so that there is advice to give."""
    table = read_table(facts)
    units = compute.if_else(compute.equal(table["year"], year), None, table["unit"])
    at = table.schema.get_field_index("unit")
    write_table(table.set_column(at, "unit", units), facts)


# what Spark warns of is its own
@pytest.mark.filterwarnings("ignore")
@pytest.mark.engine
def test_spark_gives_the_same_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small world with breaks of all kinds: each table of the panel is the same, line by line."""
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, sys.path)))
    world = make_world(60, range(2019, 2024), seed=2)
    facts, roster = tmp_path / "facts.parquet", tmp_path / "offices.csv"
    write_world(world, facts)
    _forget_units(facts, 2022)
    world.write_roster(roster)
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    try:
        frame = session.read.parquet(str(facts))
        with gr.build_panel(facts, roster) as ours, gr.build_panel(frame, roster) as theirs:
            for name in panel_tables():
                one, other = ours.table(name).to_pylist(), theirs.table(name).to_pylist()
                assert one, name
                assert sorted(map(repr, one)) == sorted(map(repr, other)), name
    finally:
        session.stop()
