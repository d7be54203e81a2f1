"""Ray Data: the facts of a dataset of texts, block by block, on a cluster or without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govinfo_report.corpus.reports import kept_names
from govinfo_report.engines.batch import read_batch
from govinfo_report.export.arrays import require_pyarrow
from govinfo_report.export.columns import Shape


def ray_facts(
    dataset: Any,
    *,
    text: str = "text",
    id: str | None = None,
    shape: Shape = "long",
    every: bool = False,
    keep: Sequence[str] = (),
) -> Any:
    """Read the texts of a Ray dataset.

    Args:
        dataset: the dataset.
        text: the column that holds the texts.
        id: the column whose values stand in ``source``.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        every: also read what is no report at a glance.
        keep: columns that stand behind the facts as ``input_`` and their name, as text.

    Returns:
        A dataset of the facts, numbers exact; it is read when it is consumed.
    """
    kept = kept_names(keep)
    options = {"text": text, "id": id, "shape": shape, "every": every, "keep": kept}
    return dataset.map_batches(_read, batch_format="pyarrow", fn_kwargs=options)


def _read(table: Any, **options: Any) -> Any:
    """Read one block, in whichever process; Ray takes a table, not a batch."""
    pa = require_pyarrow("to read in Ray", "在Ray中读取")
    return pa.Table.from_batches([read_batch(table, **options)])
