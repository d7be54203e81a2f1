"""The facts that an engine gives are the library's own; each test starts its engine itself."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.export import fact_columns, to_arrow
from govinfo_report.testing import LAYOUTS, generate, mangle, render
from tests.strategies import NAMES, copy_text

pa = pytest.importorskip("pyarrow")

from govinfo_report.engines import facts_schema, read_batch, read_batches  # noqa: E402  # only where pyarrow is

TEXTS: list[str | None] = [
    *map(copy_text, NAMES),
    None,
    "今日天气晴朗，气温适宜。",
    *(
        str(mangle(render(generate(at), layout), "lose_cells", at))
        for at, layout in enumerate(LAYOUTS)
    ),
    copy_text("tab_clean_2019") + copy_text("tab_clean_2021"),
] * 3
NAMED = pa.table({"name": [f"n{at}" for at in range(len(TEXTS))], "text": TEXTS})


def own(shape: Any = "long") -> list[dict[str, Any]]:
    """Give the library's own facts of the same texts."""
    lines = [
        json.dumps({"text": text, "name": f"n{at}"})
        for at, text in enumerate(TEXTS)
        if text is not None
    ]
    reports = gr.iter_reports(io.BytesIO("\n".join(lines).encode()), id="name")
    found: list[dict[str, Any]] = to_arrow(reports, shape).to_pylist()
    return found


def by_place(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put facts in one order."""
    return sorted(rows, key=lambda row: (row["source"], row["table"], row["row"], row["column"]))


@pytest.mark.parametrize("shape", ["long", "wide"])
def test_a_batch_gives_the_facts(shape: Any) -> None:
    """A record batch of texts gives the facts of its reports; nulls and news give no line."""
    batch = NAMED.to_batches()[0]
    found = read_batch(batch, id="name", shape=shape)
    assert found.schema == facts_schema(shape)
    assert found.to_pylist() == own(shape)
    assert pa.Table.from_batches(read_batches([batch, batch], id="name")).num_rows == 2 * len(own())


def test_columns_stay_beside_the_facts() -> None:
    """Columns that are kept stand behind the facts as text, each with its own text; one that is not there is told."""
    batch = NAMED.append_column("day", pa.array(range(len(TEXTS)), pa.int64())).to_batches()[0]
    found = read_batch(batch, id="name", keep=["name", "day"], shape="wide")
    assert found.schema == facts_schema("wide", ("name", "day"))
    rows = found.to_pylist()
    assert [row["source"].partition("[")[0] for row in rows] == [row["input_name"] for row in rows]
    assert [f"n{row['input_day']}" for row in rows] == [row["input_name"] for row in rows]
    with pytest.raises(gr.ArgumentError, match="province"):
        read_batch(batch, keep=["province"])


def test_duckdb_keeps_columns() -> None:
    """The columns of a query stay, through the reader."""
    duckdb = pytest.importorskip("duckdb")
    from govinfo_report.engines.duckdb import duckdb_facts

    with duckdb.connect() as connection:
        connection.register("given", NAMED)
        reader = duckdb_facts(connection, "select * from given", shape="wide", keep=["name"])
        assert {row["input_name"] for row in reader.read_all().to_pylist()} >= {"n0", "n1"}


def test_a_batch_without_reports_is_empty() -> None:
    """No text, or no report among them: no line, and the schema all the same."""
    for texts in ([], [None], ["今日天气晴朗"]):
        found = read_batch(pa.record_batch({"text": pa.array(texts, pa.string())}))
        assert (found.num_rows, found.schema) == (0, facts_schema())


def test_without_an_id_texts_are_told_by_their_digest() -> None:
    """Without an id column `source` is null, and the digest is that of the text."""
    from hashlib import sha256

    text = copy_text("tab_clean_2021")
    found = read_batch(pa.table({"text": [text]})).to_pylist()
    assert {row["source"] for row in found} == {None}
    assert {row["digest"] for row in found} == {sha256(text.encode()).hexdigest()}


@pytest.mark.parametrize("names", [("body", None), ("text", "body")])
def test_a_wrong_column_lists_those_there_are(names: tuple[str, str | None]) -> None:
    """A column that is not there is misuse, and the message lists those that are."""
    with pytest.raises(ValueError, match=r"'body'; there are: name, text"):
        read_batch(NAMED, text=names[0], id=names[1])


@pytest.mark.parametrize("shape", ["long", "wide"])
def test_duckdb_gives_the_facts(shape: Any) -> None:
    """DuckDB: texts from a table of the database, facts into another, sums in SQL."""
    duckdb = pytest.importorskip("duckdb")
    from govinfo_report.engines.duckdb import duckdb_facts

    with duckdb.connect() as connection:
        connection.register("texts", NAMED)
        connection.execute("create table copies as select * from texts")
        found = duckdb_facts(connection, "select * from copies", id="name", shape=shape)
        connection.register("found", found)
        connection.execute("create table facts as select * from found")
        names = ", ".join(f'"{column.name}"' for column in fact_columns(shape))
        rows = connection.execute(f"select {names} from facts").fetchall()
        expected = [tuple(row.values()) for row in own(shape)]
        assert sorted(map(repr, rows)) == sorted(map(repr, expected))
        if shape == "long":
            total = connection.execute("select sum(value) from facts").fetchone()[0]
            assert total == sum(row["value"] or Decimal(0) for row in own())


def test_duckdb_reads_what_was_registered() -> None:
    """A table that the connection only knows by registration gives the same facts; what does not exist is said."""
    duckdb = pytest.importorskip("duckdb")
    from govinfo_report.engines.duckdb import duckdb_facts

    with duckdb.connect() as connection:
        connection.register("texts", NAMED)
        connection.register("found", duckdb_facts(connection, "select * from texts", id="name"))
        connection.execute("create table facts as select * from found")
        assert connection.execute("select count(*) from facts").fetchone() == (len(own()),)
        with pytest.raises(duckdb.CatalogException, match="nothing"):
            duckdb_facts(connection, "select * from nothing")


@pytest.mark.parametrize("lazy", [True, False])
@pytest.mark.parametrize("shape", ["long", "wide"])
def test_polars_gives_the_facts(shape: Any, lazy: bool) -> None:
    """Polars: a lazy frame and an eager one."""
    pl = pytest.importorskip("polars")
    from govinfo_report.engines.polars import polars_facts

    frame: Any = pl.from_arrow(NAMED)
    found = polars_facts(frame.lazy() if lazy else frame, id="name", shape=shape)
    if lazy:
        found = found.collect()
    assert found.rows(named=True) == own(shape)


@pytest.mark.engine
def test_dask_gives_the_facts(tmp_path: Path) -> None:
    """Dask distributed, two processes: the facts of four partitions, computed and written."""
    distributed = pytest.importorskip("distributed")
    dd = pytest.importorskip("dask.dataframe")
    from govinfo_report.engines.dask import dask_facts

    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        distributed.Client(cluster),
    ):
        frame = dd.from_pandas(NAMED.to_pandas(), npartitions=4)
        facts = dask_facts(frame, id="name").compute()
    rows = pa.Table.from_pandas(facts, schema=facts_schema(), preserve_index=False).to_pylist()
    assert by_place(rows) == by_place(own())


# what these engines warn of is their own
@pytest.mark.filterwarnings("ignore")
@pytest.mark.engine
@pytest.mark.parametrize("shape", ["long", "wide"])
def test_spark_gives_the_facts(shape: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark, two threads that run Python processes of their own: the facts of two partitions."""
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from govinfo_report.engines.spark import spark_facts

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, sys.path)))
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.getOrCreate()
    try:
        rows = [(row["name"], row["text"]) for row in NAMED.to_pylist()]
        frame = session.createDataFrame(rows, "name string, text string").repartition(2)
        found = [row.asDict() for row in spark_facts(frame, id="name", shape=shape).collect()]
    finally:
        session.stop()
    assert sorted(map(repr, found)) == sorted(map(repr, own(shape)))


# what these engines warn of is their own
@pytest.mark.filterwarnings("ignore")
@pytest.mark.engine
@pytest.mark.parametrize("shape", ["long", "wide"])
def test_ray_gives_the_facts(shape: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray Data, two processes: the facts of two blocks."""
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    from govinfo_report.engines.ray import ray_facts

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, sys.path)))
    ray.init(num_cpus=2, include_dashboard=False, logging_level="error")
    try:
        dataset = ray.data.from_arrow(NAMED).repartition(2)
        found = ray_facts(dataset, id="name", shape=shape).take_all()
    finally:
        ray.shutdown()
    assert sorted(map(repr, found)) == sorted(map(repr, own(shape)))


@pytest.mark.engine
def test_daft_gives_the_facts() -> None:
    """Daft: record batches out of a data frame, one after the other."""
    daft = pytest.importorskip("daft")
    frame = daft.from_arrow(NAMED)
    found = [
        row for batch in frame.to_arrow_iter() for row in read_batch(batch, id="name").to_pylist()
    ]
    assert found == own()
