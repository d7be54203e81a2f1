"""The facts of a made-up world, as the library gives them for real copies; needs pyarrow (extra ``arrow``)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govinfo_report.errors import MissingExtraError
from govinfo_report.export.arrow import facts_schema
from govinfo_report.export.facts import fact_table
from govinfo_report.reading import parse
from govinfo_report.testing.generate import generate
from govinfo_report.testing.render import render
from govinfo_report.testing.world.filing import Filing, World

if TYPE_CHECKING:
    import pyarrow as pa

# Copies in a record batch.
_BATCH = 200


@cache
def _pattern(edition: str) -> tuple[dict[str, list[Any]], tuple[str, ...]]:
    """Give the facts of one copy of an edition, and the path of each line; "" stands for no edition: no cell."""
    if not edition:
        return fact_table(parse("政府信息公开工作年度报告")), ("",)
    facts = fact_table(parse(render(generate(0, edition), "tab_separated").text))
    rows = zip(facts["table"], facts["row"], facts["column"], strict=True)
    return facts, tuple(".".join(filter(None, names)) for names in rows)


def _columns(filing: Filing) -> dict[str, list[Any]]:
    """Give the facts of one copy."""
    pattern, paths = _pattern(filing.edition if filing.cells else "")
    count = len(paths)
    facts = dict(pattern)
    text = (
        f"{filing.name}{filing.year}{filing.published}{sorted(filing.cells.items())}{filing.open}"
    )
    digest = sha256(text.encode()).hexdigest()
    same = {
        "source": filing.source,
        "organization": filing.name or None,
        "year": filing.year,
        "digest": digest,
        "kind": "report",
        "published": filing.published,
        "signed": None,
    }
    facts |= {name: [value] * count for name, value in same.items() if name in facts}
    if not filing.cells:
        return facts
    stated = [None if path in filing.open else filing.cells[path] for path in paths]
    facts["value"] = [None if isinstance(number, Decimal) else number for number in stated]
    facts["amount"] = [number if isinstance(number, Decimal) else None for number in stated]
    facts["raw"] = ["" if path in filing.open else str(filing.cells[path]) for path in paths]
    facts["unit"] = [filing.unit if path.endswith("_amount") else None for path in paths]
    facts["inferred"] = [None] * count
    facts["findings"] = [""] * count
    facts["state"] = [
        ("ambiguous" if filing.open[path] else "lost") if path in filing.open else "printed"
        for path in paths
    ]
    facts["candidates"] = [" ".join(map(str, filing.open.get(path, ()))) for path in paths]
    return facts


def iter_world_facts(world: World) -> Iterator[pa.RecordBatch]:
    """Give the facts of every copy as record batches, in the long form.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise MissingExtraError("pyarrow", "arrow", "to give facts as Arrow") from error
    schema = facts_schema()
    for start in range(0, len(world.filings), _BATCH):
        facts: dict[str, list[Any]] = {name: [] for name in schema.names}
        for filing in world.filings[start : start + _BATCH]:
            for name, values in _columns(filing).items():
                facts[name] += values
        arrays = [pyarrow.array(facts[entry.name], entry.type) for entry in schema]
        yield pyarrow.record_batch(arrays, schema)


def write_world(world: World, path: Path) -> None:
    """Write the facts of every copy to a file of Parquet.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    batches = iter_world_facts(world)
    first = next(batches)
    from pyarrow.parquet import ParquetWriter

    with ParquetWriter(path, first.schema, compression="zstd") as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
