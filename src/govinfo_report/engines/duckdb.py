"""DuckDB: the facts of the texts that a query gives, as a relation that SQL goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govinfo_report.corpus.reports import kept_names
from govinfo_report.engines.batch import read_batches
from govinfo_report.export.arrays import require_pyarrow
from govinfo_report.export.arrow import facts_schema
from govinfo_report.export.columns import Shape

# Texts that are read at a time.
BATCH = 1_024


def duckdb_facts(
    connection: Any,
    query: str,
    *,
    text: str = "text",
    id: str | None = None,
    shape: Shape = "long",
    every: bool = False,
    keep: Sequence[str] = (),
) -> Any:
    """Read the texts that a query gives.

    Args:
        connection: a connection of DuckDB.
        query: gives the column of texts; it runs on a cursor of the connection, as the facts are taken. What was
            registered (``connection.register``) a cursor does not see: such a query runs at once, its texts in memory.
        text: the column that holds the texts.
        id: the column whose values stand in ``source``.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        every: also read what is no report at a glance.
        keep: columns that stand behind the facts as ``input_`` and their name, as text.

    Returns:
        An Arrow reader of the facts: name it in SQL, or give it to ``connection.from_arrow``. It can be read once; to
        keep the facts, ``create table facts as select * from …``.

    Raises:
        ArgumentError: the query gives no such column.
    """
    pa = require_pyarrow("to read in DuckDB", "在DuckDB中读取")
    kept = kept_names(keep)
    facts = read_batches(
        _texts(connection, query), text=text, id=id, shape=shape, every=every, keep=kept
    )
    return pa.RecordBatchReader.from_batches(facts_schema(shape, kept), facts)


def _texts(connection: Any, query: str) -> Any:
    from duckdb import CatalogException

    try:
        return connection.cursor().sql(query).to_arrow_reader(BATCH)
    except CatalogException:
        # the connection cannot be read from while the facts are written to it
        return connection.sql(query).to_arrow_table().to_batches(BATCH)
