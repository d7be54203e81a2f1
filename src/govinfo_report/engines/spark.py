"""Spark: the facts of a data frame of texts, partition by partition, on a cluster or without one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from govinfo_report.corpus.reports import kept_names
from govinfo_report.engines.batch import read_batches
from govinfo_report.errors import MissingExtraError
from govinfo_report.export.arrow import facts_schema
from govinfo_report.export.columns import Shape


def spark_facts(
    frame: Any,
    *,
    text: str = "text",
    id: str | None = None,
    shape: Shape = "long",
    every: bool = False,
    keep: Sequence[str] = (),
) -> Any:
    """Read the texts of a Spark data frame.

    Args:
        frame: the data frame.
        text: the column that holds the texts.
        id: the column whose values stand in ``source``.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        every: also read what is no report at a glance.
        keep: columns that stand behind the facts as ``input_`` and their name, as text.

    Returns:
        A Spark data frame of the facts, numbers exact; it is read when an action asks for it.

    Raises:
        MissingExtraError: pyspark is not installed.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
    except ModuleNotFoundError as error:
        raise MissingExtraError("pyspark", "", "to read in Spark", "在Spark中读取") from error

    kept = kept_names(keep)
    read = partial(read_batches, text=text, id=id, shape=shape, every=every, keep=kept)
    return frame.mapInArrow(read, from_arrow_schema(facts_schema(shape, kept)))
