"""Dask: the facts of a data frame of texts, partition by partition, on a cluster or without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govinfo_report.corpus.reports import kept_names
from govinfo_report.engines.batch import read_batch
from govinfo_report.export.arrays import require_pyarrow
from govinfo_report.export.arrow import facts_schema
from govinfo_report.export.columns import Shape


def dask_facts(
    frame: Any,
    *,
    text: str = "text",
    id: str | None = None,
    shape: Shape = "long",
    every: bool = False,
    keep: Sequence[str] = (),
) -> Any:
    """Read the texts of a Dask data frame.

    Args:
        frame: the data frame.
        text: the column that holds the texts.
        id: the column whose values stand in ``source``.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        every: also read what is no report at a glance.
        keep: columns that stand behind the facts as ``input_`` and their name, as text.

    Returns:
        A Dask data frame of the facts in Arrow types, numbers exact; it is read when it is computed or written.
    """
    kept = kept_names(keep)
    empty = _to_pandas(facts_schema(shape, kept).empty_table())
    options = {"text": text, "id": id, "shape": shape, "every": every, "keep": kept}
    return frame.map_partitions(_read, options, meta=empty)


def _read(part: Any, options: dict[str, Any]) -> Any:
    """Read one partition, in whichever process."""
    pa = require_pyarrow("to read in Dask", "在Dask中读取")
    return _to_pandas(read_batch(pa.RecordBatch.from_pandas(part, preserve_index=False), **options))


def _to_pandas(table: Any) -> Any:
    import pandas

    return table.to_pandas(types_mapper=pandas.ArrowDtype)
