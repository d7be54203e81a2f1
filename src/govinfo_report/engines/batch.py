"""Record batch in, record batch out: what every engine runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from govinfo_report.corpus.copies import Copy, Item
from govinfo_report.corpus.jobs import read_item
from govinfo_report.corpus.records import as_text
from govinfo_report.corpus.reports import iter_wanted, kept_names
from govinfo_report.errors import ArgumentError
from govinfo_report.export.arrow import facts_batch
from govinfo_report.export.columns import Shape
from govinfo_report.export.facts import new_facts

if TYPE_CHECKING:
    import pyarrow as pa


def read_batch(
    batch: pa.RecordBatch | pa.Table,
    *,
    text: str = "text",
    id: str | None = None,
    shape: Shape = "long",
    every: bool = False,
    keep: Sequence[str] = (),
) -> pa.RecordBatch:
    """Read the texts of a record batch into facts.

    Args:
        batch: a batch with a column of texts; a null is passed over.
        text: the column that holds the texts.
        id: the column whose values stand in ``source`` of the facts; None leaves ``source`` null, and ``digest`` tells
            texts apart.
        shape: ``long``, one line a cell, or ``wide``, one line a report.
        every: also read what is no report at a glance, which else is passed over.
        keep: columns that stand behind the facts as ``input_`` and their name, as text.

    Returns:
        The facts, in the schema ``facts_schema(shape, keep)``; no line where the batch holds no report. Nothing is
        raised on content.

    Raises:
        ArgumentError: there is no such column, or no such shape; it is a ValueError.
    """
    kept = kept_names(keep)
    facts = new_facts(shape, kept)
    for argument, column in (("text", text), ("id", id), *(("keep", name) for name in kept)):
        if column is not None and column not in batch.schema.names:
            known = ", ".join(batch.schema.names)
            raise ArgumentError(
                argument, f"expected the name of a column, found {column!r}; there are: {known}"
            ).in_chinese(f"应为列名，实为{column!r}；现有：{known}")
    texts = batch.column(text).to_pylist()
    names = [""] * len(texts) if id is None else batch.column(id).to_pylist()
    records = batch.select(list(kept)).to_pylist() if kept else [{}] * len(texts)
    copies: Iterable[Item] = (
        Copy(
            words,
            "" if name is None else str(name),
            "",
            record={key: as_text(value) for key, value in record.items()},
        )
        for words, name, record in zip(texts, names, records, strict=True)
        if words is not None
    )
    for item in iter_wanted(copies, Counter(), every, None):
        for report in read_item(item):
            if id is None:
                report.source = None
            report.record = item.record
            facts.add(report)
    return facts_batch(facts)


def read_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text: str = "text",
    id: str | None = None,
    shape: Shape = "long",
    every: bool = False,
    keep: Sequence[str] = (),
) -> Iterator[pa.RecordBatch]:
    """Read record batches one after the other, as ``mapInArrow`` of Spark wants it; arguments as of ``read_batch``."""
    for batch in batches:
        yield read_batch(batch, text=text, id=id, shape=shape, every=every, keep=keep)
