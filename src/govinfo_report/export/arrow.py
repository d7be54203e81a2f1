"""Facts as Arrow: schema, record batches, tables. Needs pyarrow (extra ``arrow``), imported at first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from govinfo_report.export.arrays import (
    arrow_type,
    column_array,
    rare_array,
    repeated_array,
    require_pyarrow,
)
from govinfo_report.export.columns import (
    FACTS_VERSION,
    Numbers,
    Shape,
    fact_columns,
    require_numbers,
)
from govinfo_report.export.facts import (
    CELL_COLUMNS,
    RARE_COLUMNS,
    Facts,
    LongFacts,
    new_facts,
)
from govinfo_report.export.given import each_of
from govinfo_report.model import Report

if TYPE_CHECKING:
    import pyarrow as pa

# Lines of a record batch at most, unless one report has more.
BATCH_LINES = 32_768
# Columns of integers that hardly come back.
_PLAIN = ("start", "end", "line")


@cache
def facts_schema(shape: Shape = "long", keep: tuple[str, ...] = ()) -> pa.Schema:
    """Give the Arrow schema of the facts; the meaning of each column is in its metadata.

    Args:
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        keep: fields of the records that stand behind the columns.
    """
    pa = require_pyarrow("to give facts as Arrow")
    fields = [
        pa.field(
            column.name,
            arrow_type(column.type),
            metadata={
                "en": column.en,
                "zh": column.zh,
                **({"unit": column.unit} if column.unit else {}),
            },
        )
        for column in fact_columns(shape, keep)
    ]
    return pa.schema(fields, metadata={"facts_version": str(FACTS_VERSION)})


@cache
def short_schema(shape: Shape = "long", keep: tuple[str, ...] = ()) -> pa.Schema:
    """Give the schema of facts whose columns that repeat few values are dictionaries."""
    pa = require_pyarrow("to give facts as Arrow")
    schema = facts_schema(shape, keep)
    fields = [
        pa.field(entry.name, entry.type)
        if shape != "long" or entry.name in _PLAIN
        else pa.field(entry.name, pa.dictionary(pa.int32(), entry.type))
        for entry in schema
    ]
    return pa.schema(fields)


def facts_batch(facts: Facts, is_short: bool = False) -> pa.RecordBatch:
    """Give facts as one record batch.

    A number with more digits than ``DIGITS`` and ``FRACTION`` allow is null; ``raw`` and ``state`` still tell it.

    Args:
        facts: the facts.
        is_short: in ``short_schema``, for the way to another process or into a file.
    """
    pa = require_pyarrow("to give facts as Arrow")
    if not isinstance(facts, LongFacts):
        columns = facts.columns()
        entries = fact_columns(facts.shape, facts.keep)
        arrays = [column_array(columns[entry.name], entry.type) for entry in entries]
        return pa.record_batch(arrays, facts_schema(facts.shape, facts.keep))
    types = {column.name: column.type for column in fact_columns("long", facts.keep)}
    arrays = []
    for name, kind in types.items():
        if name in _PLAIN:
            arrays.append(column_array(facts.cells[name], kind))
        elif name in CELL_COLUMNS:
            arrays.append(repeated_array([(facts.cells[name], 1)], kind))
        elif name in RARE_COLUMNS:
            arrays.append(rare_array(facts.rare[name], RARE_COLUMNS[name], facts.count, kind))
        else:
            arrays.append(repeated_array(facts.runs(name), kind))
    batch = pa.record_batch(arrays, list(types))
    return batch if is_short else whole_batch(batch, facts_schema("long", facts.keep))


def whole_batch(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Give a batch in the schema of facts: what is a dictionary becomes its values."""
    pa = require_pyarrow("to give facts as Arrow")
    if batch.schema.equals(schema):
        return batch
    columns = [
        column.dictionary.take(column.indices) if isinstance(column, pa.DictionaryArray) else column
        for column in batch.columns
    ]
    return pa.record_batch(columns, schema)


def iter_fact_batches(
    reports: Report | Iterable[Report], shape: Shape = "long", lines: int = BATCH_LINES
) -> Iterator[pa.RecordBatch]:
    """Give the facts of reports as record batches, as the reports come.

    Args:
        reports: the reports, or one alone.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        lines: lines of a batch at most, unless one report has more.

    Raises:
        TypeError: ``reports`` is neither.
    """
    facts = new_facts(shape)
    for report in each_of(reports):
        facts.add(report)
        if facts.count >= lines:
            yield facts_batch(facts)
            facts = new_facts(shape)
    if facts.count:
        yield facts_batch(facts)


def to_arrow(
    reports: Report | Iterable[Report], shape: Shape = "long", *, numbers: Numbers = "exact"
) -> pa.Table:
    """Give the facts of reports as an Arrow table, which polars, DuckDB and pandas take as it is.

    Args:
        reports: the reports, or one alone.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        numbers: ``exact``, counts int64 and amounts decimal; or ``float``, both float64.

    Raises:
        TypeError: ``reports`` is neither.
        ArgumentError: there is no such shape, or no such numbers; it is a ValueError.
    """
    pa = require_pyarrow("to give facts as Arrow")
    require_numbers(numbers)
    schema = facts_schema(shape)
    table = pa.Table.from_batches(list(iter_fact_batches(reports, shape)), schema)
    if numbers == "exact":
        return table
    fields = [
        entry.with_type(pa.float64()) if column.counts else entry
        for entry, column in zip(schema, fact_columns(shape), strict=True)
    ]
    return table.cast(pa.schema(fields, metadata=schema.metadata))
