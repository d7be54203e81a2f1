"""What a panel says of a made-up world, and what it is to say, both as sets: they are equal where it is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from govinfo_report.testing.world.filing import World

if TYPE_CHECKING:
    from govinfo_report.panel import Panel

Told: TypeAlias = tuple[str, str, int, str]
"""Code, office, year, and the cell; "" for what is said of a report as a whole."""

# Where a panel speaks: the table, the column of the code or the code itself, and what says that nothing is wrong.
_TABLES = (
    ("findings", "code", frozenset[str]()),
    ("coverage", "status", frozenset({"filed"})),
    ("versions", "reason", frozenset({"chosen", "differs"})),
    ("candidates", "", frozenset[str]()),
    ("unit_advice", "", frozenset[str]()),
)
_CODES = {"candidates": "settled", "unit_advice": "unit_advised"}
# What shows in the names of offices, and what shows only where a roster tells the parents.
_OF_NAMES = "place_in_front"
_OF_PARENTS = ("parts_mismatch", "parts_exceed_whole")


def told(panel: Panel, ids: Mapping[str, str] | None = None) -> set[Told]:
    """Give what a panel says is wrong, open or missing.

    Args:
        panel: the panel of a made-up world.
        ids: the name of each office to its id, for a panel that was built without a roster.
    """
    return set(_iter_told(panel, ids))


def _iter_told(panel: Panel, ids: Mapping[str, str] | None) -> Iterator[Told]:
    for table, column, right in _TABLES:
        for batch in panel.iter_batches(table):
            names = set(batch.schema.names)
            known = [
                name for name in (column, "office", "year", "measure", "source") if name in names
            ]
            for row in batch.select(known).to_pylist():
                code = row[column] if column else _CODES[table]
                if code not in right:
                    # of a version the measure is not said, of a copy without a name only the source
                    measure = row.get("measure") or ""
                    yield code, _office(row, ids), row["year"], measure


def _office(row: Mapping[str, Any], ids: Mapping[str, str] | None) -> str:
    office: str | None = row["office"]
    if office is None:
        return str(row["source"]).partition("/")[0]
    return office if ids is None else ids[office]


def to_be_told(world: World, has_roster: bool = True) -> set[Told]:
    """Give what a panel is to say of a world.

    Args:
        world: the world.
        has_roster: the panel knows which office stands above which.
    """
    hidden = {_OF_NAMES, *(() if has_roster else _OF_PARENTS)}
    return {
        (each.code, each.office, each.year, measure)
        for each in world.broken
        if each.code not in hidden
        for measure in each.measures or ("",)
    }
