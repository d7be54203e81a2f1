"""A report that a copy prints more than once: a text with its tables behind it, a page that holds itself in a table.

What one rendering has lost another may have kept: each table is read where more of it is sure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from govinfo_report.align import Aligned
from govinfo_report.findings import finding
from govinfo_report.identity import Identity
from govinfo_report.table_rows import FoundTables

# Digits of the numbers that two renderings have in common, fewer than which two reports may have by chance.
FEWEST_ALIKE = 10
# Renderings that are read besides the first.
MOST = 3
# Characters above a rendering in which its title may stand.
LONGEST_TITLE = 200
_NAMES = ("organization", "year")


def is_whole(found: FoundTables, tables: Collection[str]) -> bool:
    """Tell whether nothing is open in any of the tables."""
    return all(
        name in found.aligned and len(_sure(found.aligned[name])) == _size(found.aligned[name])
        for name in tables
    )


def is_another_report(first: Identity, later: Identity) -> bool:
    """Tell whether what a later rendering says of itself is of another office or another year."""
    return any(
        later.facts[name].value != first.facts[name].value
        for name in _NAMES
        if name in first.facts and name in later.facts
    )


def is_same_report(found: FoundTables, later: FoundTables) -> bool:
    """Tell whether a later rendering prints the same report: numbers are the same, and none is another.

    What has headings alone is no report of its own, as the columns that a program named above all tables.
    """
    if _is_empty(found):
        return True
    one, other = _all_sure(found.aligned), _all_sure(later.aligned)
    both = one.keys() & other.keys()
    alike = sum(len(str(one[path])) for path in both if one[path])
    return alike >= FEWEST_ALIKE and all(one[path] == other[path] for path in both)


def take_better(found: FoundTables, later: FoundTables) -> None:
    """Take the tables of which more is sure in a later rendering."""
    taken = {
        name: entry
        for name, entry in later.aligned.items()
        if len(_sure(entry)) > (len(_sure(found.aligned[name])) if name in found.aligned else 0)
    }
    for name, entry in taken.items() if not _is_empty(found) else ():
        said = finding("rows_settled", why="printed_again", cells=tuple(_sure(entry)), table=name)
        entry.findings.append(said)
    found.aligned = {**found.aligned, **taken}
    found.rows = {**found.rows, **{name: later.rows[name] for name in taken if name in later.rows}}
    kept = {name: layout for name, layout in found.layouts.items() if name not in taken}
    found.layouts = {
        **kept,
        **{name: layout for name, layout in later.layouts.items() if name in taken},
    }


def _is_empty(found: FoundTables) -> bool:
    return all(entry.is_missing for entry in found.aligned.values())


def _all_sure(aligned: Mapping[str, Aligned]) -> dict[str, object]:
    return {path: value for entry in aligned.values() for path, value in _sure(entry).items()}


def _sure(entry: Aligned) -> dict[str, object]:
    """Give the numbers of a table that nothing doubts."""
    doubted = {path for each in entry.findings if each.severity != "info" for path in each.cells}
    stated = zip(entry.cells.shape.paths, entry.cells.values, strict=True)
    return {path: value for path, value in stated if value is not None and path not in doubted}


def _size(entry: Aligned) -> int:
    return len(entry.cells.shape.paths)
