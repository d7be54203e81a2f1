"""Facts as Arrow: schema, record batches, tables. Needs pyarrow (extra ``arrow``), imported at first use."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from govinfo_report._version import __version__
from govinfo_report.errors import MissingExtraError
from govinfo_report.export.columns import FACTS_VERSION, Shape, fact_columns
from govinfo_report.export.facts import (
    REPORT_COLUMNS,
    SHAPE_COLUMNS,
    TABLE_COLUMNS,
    LongFacts,
    ShapeFacts,
    WideFacts,
    new_facts,
)
from govinfo_report.model import STATES, Report

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS = 38
FRACTION = 9
"""Digits of a number in Arrow, and how many of them stand behind the point."""

# Lines of a record batch at most, unless one report has more.
BATCH_LINES = 32_768


def require_pyarrow(purpose: str, zh: str = "输出Arrow格式") -> Any:
    """Give the module pyarrow.

    Args:
        purpose: what it is needed for: "to write Parquet".
        zh: the same in Chinese.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise MissingExtraError("pyarrow", "arrow", purpose, zh) from error
    return pyarrow


@cache
def facts_schema(shape: Shape = "long") -> pa.Schema:
    """Give the Arrow schema of the facts; the meaning of each column is in its metadata.

    Args:
        shape: ``long`` or ``wide``.
    """
    pa = require_pyarrow("to give facts as Arrow")
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.decimal128(DIGITS, FRACTION),
    }
    fields = [
        pa.field(
            column.name,
            types[column.type],
            metadata={
                "en": column.en,
                "zh": column.zh,
                **({"unit": column.unit} if column.unit else {}),
            },
        )
        for column in fact_columns(shape)
    ]
    return pa.schema(fields, metadata={"facts_version": str(FACTS_VERSION)})


def facts_batch(facts: LongFacts | WideFacts, is_short: bool = False) -> pa.RecordBatch:
    """Give facts as one record batch.

    A number with more digits than ``DIGITS`` and ``FRACTION`` allow is null; ``raw`` and ``state`` still tell it.

    Args:
        facts: the facts.
        is_short: leave columns that repeat few values as dictionaries, for the way to another process; ``whole_batch``
            makes the schema of facts of it.
    """
    pa = require_pyarrow("to give facts as Arrow")
    if isinstance(facts, WideFacts):
        schema = facts_schema("wide")
        columns = facts.columns()
        arrays = [_array(columns[field.name], field.type) for field in schema]
        return pa.record_batch(arrays, schema)
    schema = facts_schema("long")
    found: dict[str, Any] = {}
    counts = [count for _, count in facts.reports]
    for at, name in enumerate(REPORT_COLUMNS):
        values = [entry[at] for entry, _ in facts.reports]
        found[name] = _repeated(values, counts, schema.field(name).type)
    counts = [shape.count for _, shape in facts.tables]
    for at, name in enumerate(TABLE_COLUMNS):
        found[name] = _repeated([entry[at] for entry, _ in facts.tables], counts, pa.string())
    indices, shapes = _shape_indices(facts)
    for name in SHAPE_COLUMNS:
        labels = [label for shape in shapes for label in shape.columns[name]]
        found[name] = pa.DictionaryArray.from_arrays(indices, pa.array(labels, pa.string()))
    found["state"] = pa.DictionaryArray.from_arrays(_state_indices(facts), list(STATES))
    for name, values in facts.cells.items():
        if name != "state":
            found[name] = _array(values, schema.field(name).type)
    found["schema_version"] = _repeated([FACTS_VERSION], [facts.count], pa.int64())
    found["library_version"] = _repeated([__version__], [facts.count], pa.string())
    names = schema.names
    batch = pa.record_batch([found[name] for name in names], names)
    return batch if is_short else whole_batch(batch, "long")


def whole_batch(batch: pa.RecordBatch, shape: Shape) -> pa.RecordBatch:
    """Give a batch in the schema of facts: what is a dictionary becomes its values."""
    pa = require_pyarrow("to give facts as Arrow")
    schema = facts_schema(shape)
    if batch.schema.equals(schema):
        return batch
    columns = [
        column.dictionary.take(column.indices) if isinstance(column, pa.DictionaryArray) else column
        for column in batch.columns
    ]
    return pa.record_batch(columns, schema)


def _numbers(values: array[int]) -> Any:
    """Give indices as an array, without a copy."""
    pa = require_pyarrow("to give facts as Arrow")
    return pa.Array.from_buffers(pa.int32(), len(values), [None, pa.py_buffer(values)])


def _shape_indices(facts: LongFacts) -> tuple[Any, list[ShapeFacts]]:
    """Give for each line which label of the shapes it has, and the shapes, one after the other."""
    starts: dict[int, int] = {}
    shapes: list[ShapeFacts] = []
    size = 0
    indices = array("i")
    for _, shape in facts.tables:
        if id(shape) not in starts:
            starts[id(shape)] = size
            shapes.append(shape)
            size += shape.count
        start = starts[id(shape)]
        indices.extend(range(start, start + shape.count))
    return _numbers(indices), shapes


def _state_indices(facts: LongFacts) -> Any:
    pa = require_pyarrow("to give facts as Arrow")
    place = {state: at for at, state in enumerate(STATES)}
    if None in facts.cells["state"]:
        return pa.array(map(place.get, facts.cells["state"]), pa.int32())
    return _numbers(array("i", map(place.__getitem__, facts.cells["state"])))


def iter_fact_batches(
    reports: Iterable[Report], shape: Shape = "long", lines: int = BATCH_LINES
) -> Iterator[pa.RecordBatch]:
    """Give the facts of reports as record batches, as the reports come.

    Args:
        reports: the reports.
        shape: ``long`` or ``wide``.
        lines: lines of a batch at most, unless one report has more.
    """
    facts = new_facts(shape)
    for report in reports:
        facts.add(report)
        if facts.count >= lines:
            yield facts_batch(facts)
            facts = new_facts(shape)
    if facts.count:
        yield facts_batch(facts)


def to_arrow(reports: Iterable[Report], shape: Shape = "long") -> pa.Table:
    """Give the facts of reports as an Arrow table."""
    pa = require_pyarrow("to give facts as Arrow")
    return pa.Table.from_batches(list(iter_fact_batches(reports, shape)), facts_schema(shape))


def _array(values: Sequence[Any], kind: Any) -> Any:
    """Give values as an array; what the type cannot hold is null."""
    pa = require_pyarrow("to give facts as Arrow")
    # most columns of doubts hold nothing, in most batches
    if values and not any(values):
        if values.count("") == len(values):
            return pa.repeat("", len(values))
        if values.count(None) == len(values):
            return pa.nulls(len(values), kind)
    try:
        return pa.array(values, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError):
        return pa.array([_fitting(value, kind) for value in values], kind)


def _fitting(value: Any, kind: Any) -> Any:
    if isinstance(value, str):
        # half of a surrogate pair has no UTF-8
        return value.encode("utf-8", "replace").decode("utf-8")
    pa = require_pyarrow("to give facts as Arrow")
    if value is None or not pa.types.is_decimal(kind):
        return value
    number = Decimal(value)
    if number.adjusted() >= DIGITS - FRACTION:
        return None
    exponent = number.normalize().as_tuple().exponent
    return None if not isinstance(exponent, int) or exponent < -FRACTION else number


def _repeated(values: Sequence[Any], counts: Sequence[int], kind: Any) -> Any:
    """Give an array of runs, as a dictionary: each value as often as its count says."""
    pa = require_pyarrow("to give facts as Arrow")
    indices = array("i")
    for at, count in enumerate(counts):
        indices += array("i", [at]) * count
    return pa.DictionaryArray.from_arrays(_numbers(indices), _array(values, kind))
