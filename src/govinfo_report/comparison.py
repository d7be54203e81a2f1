"""Two reports side by side: which cells one states and the other does not, and which changed (比较)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from govinfo_report.model import Cell, Report

Kind: TypeAlias = Literal["gained", "lost", "changed"]


@frozen
class Difference:
    """A cell that is not the same in two reports.

    Attributes:
        path: the path of the cell.
        kind: ``gained``, only the second report states it; ``lost``, only the first does; ``changed``, both do, and
            the numbers or their units differ.
        first: the cell of the first report; None where its edition has no such cell.
        second: that of the second report.
    """

    path: str
    kind: Kind
    first: Cell | None
    second: Cell | None


@frozen
class Comparison:
    """What differs between two reports. Iterating gives the differences, in form order.

    Attributes:
        differences: the cells that differ.
        editions: table to the editions of the first and the second report, where these are not the same.
        same: how many cells both state alike.
    """

    differences: tuple[Difference, ...]
    editions: dict[str, tuple[str | None, str | None]]
    same: int

    def __iter__(self) -> Iterator[Difference]:
        """Give the differences."""
        return iter(self.differences)

    def __len__(self) -> int:
        """Count the differences."""
        return len(self.differences)

    def of(self, kind: Kind) -> tuple[Difference, ...]:
        """Give the differences of one kind.

        Args:
            kind: ``gained``, ``lost`` or ``changed``.
        """
        return tuple(each for each in self.differences if each.kind == kind)


def compare(first: Report, second: Report) -> Comparison:
    """Compare two reports cell by cell: two copies of one, or those of two years.

    Only numbers that a report states (printed or aligned) are compared. Amounts of money are the same only in the same
    unit.

    Args:
        first: a report.
        second: the other one.

    Raises:
        TypeError: one of them is no report.
    """
    for given in (first, second):
        if not isinstance(given, Report):
            raise TypeError(f"compare: expected two reports, found {type(given).__name__}")
    ours = {cell.path: cell for cell in first.cells()}
    theirs = {cell.path: cell for cell in second.cells()}
    differences, same = [], 0
    for path in _merged(list(ours), list(theirs)):
        one, other = ours.get(path), theirs.get(path)
        kind = _kind(one, other)
        if kind is not None:
            differences.append(Difference(path, kind, one, other))
        elif one is not None and one.value is not None:
            same += 1
    tables = dict.fromkeys((*first.editions, *second.editions))
    editions = {
        name: pair
        for name in tables
        for pair in [(first.editions.get(name), second.editions.get(name))]
        if pair[0] != pair[1]
    }
    return Comparison(tuple(differences), editions, same)


def _kind(one: Cell | None, other: Cell | None) -> Kind | None:
    if one is None or one.value is None:
        return None if other is None or other.value is None else "gained"
    if other is None or other.value is None:
        return "lost"
    return None if (one.value, one.unit) == (other.value, other.unit) else "changed"


def _merged(ours: list[str], theirs: list[str]) -> list[str]:
    """Give the paths of both: table by table, those of the first report in order, then those it lacks."""
    tables = dict.fromkeys(path.partition(".")[0] for path in (*ours, *theirs))
    paths = dict.fromkeys((*ours, *theirs))
    return [path for table in tables for path in paths if path.startswith(f"{table}.")]
