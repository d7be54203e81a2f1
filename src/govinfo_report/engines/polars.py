"""Polars: the facts of a frame of texts, lazy or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govinfo_report.corpus.reports import kept_names
from govinfo_report.engines.batch import read_batch
from govinfo_report.errors import MissingExtraError
from govinfo_report.export.arrow import facts_schema
from govinfo_report.export.columns import Shape


def polars_facts(
    frame: Any,
    *,
    text: str = "text",
    id: str | None = None,
    shape: Shape = "long",
    every: bool = False,
    keep: Sequence[str] = (),
) -> Any:
    """Read the texts of a frame.

    Args:
        frame: a ``LazyFrame`` or a ``DataFrame``.
        text: the column that holds the texts.
        id: the column whose values stand in ``source``.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        every: also read what is no report at a glance.
        keep: columns that stand behind the facts as ``input_`` and their name, as text.

    Returns:
        A frame of the same kind with the facts; a lazy one reads when it is collected.

    Raises:
        MissingExtraError: polars is not installed.
        ArgumentError: there is no such column.
    """
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise MissingExtraError("polars", "polars", "to read in polars") from error

    kept = kept_names(keep)

    def read(part: pl.DataFrame) -> pl.DataFrame:
        facts = read_batch(part.to_arrow(), text=text, id=id, shape=shape, every=every, keep=kept)
        found = pl.from_arrow(facts)
        assert isinstance(found, pl.DataFrame)
        return found

    if isinstance(frame, pl.LazyFrame):
        empty = pl.from_arrow(facts_schema(shape, kept).empty_table())
        assert isinstance(empty, pl.DataFrame)
        return frame.map_batches(read, schema=empty.schema)
    return read(frame)
