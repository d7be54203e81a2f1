"""Reports of a few offices, as facts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa

from govinfo_report.export.arrow import facts_schema
from govinfo_report.official import official_form
from govinfo_report.testing.truth import tables_of
from govinfo_report.testing.world import Filing, World, iter_world_facts

DOCUMENTS = "disclosure.normative_documents"


def filing(name: str, year: int, cells: dict[str, Any] | None = None, **more: Any) -> Filing:
    """Give a report whose cells are 0 but for ``cells``; on the form of 2021 unless ``edition`` is given."""
    edition = more.pop("edition", "2021")
    known: dict[str, Any] = {
        path: Decimal(0) if at in table.money else 0
        for table in tables_of(official_form(), edition).values()
        for at, path in enumerate(table.shape.paths)
    }
    return Filing(name, name, year, edition, {**known, **(cells or {})}, **more)


def documents(name: str, year: int, issued: int, repealed: int, in_force: int) -> Filing:
    """Give a report that prints a row of normative documents."""
    numbers = {"issued": issued, "repealed": repealed, "in_force": in_force}
    return filing(name, year, {f"{DOCUMENTS}.{column}": n for column, n in numbers.items()})


def facts_of(*filings: Filing) -> pa.Table:
    """Give the facts of reports."""
    batches = list(iter_world_facts(World({}, list(filings), [])))
    return pa.Table.from_batches(batches, facts_schema())
