"""Facts with one line a report (wide), and one line a number that the prose states (claims)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

from attrs import define, field

from govinfo_report.export.columns import Shape, fact_columns
from govinfo_report.export.values import (
    TOLD,
    VERSIONS,
    kept_values,
    place_values,
    report_values,
    split_number,
    told_at,
    words_of,
)
from govinfo_report.model import Claim, Number, Report, path_parts
from govinfo_report.official import official_form


@define(eq=False)
class LineFacts:
    """Facts that are kept line by line.

    Attributes:
        shape: their shape.
        keep: fields of the records that stand behind the columns.
        lines: the values of each line, in the order of the columns.
        states: state to how many cells of the reports have it.
    """

    shape: ClassVar[Shape]
    keep: tuple[str, ...] = ()
    lines: list[list[Any]] = field(factory=list)
    states: Counter[str] = field(factory=Counter)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def add(self, report: Report) -> None:
        """Add a report."""
        for cells in report.tables.values():
            self.states.update(cells.states)
        kept = kept_values(report, self.keep)
        self.lines += [[*line, *kept] for line in self._lines(report)]

    def _lines(self, report: Report) -> Iterator[list[Any]]:
        raise NotImplementedError

    def columns(self) -> dict[str, list[Any]]:
        """Give every column, a value a line, in order."""
        names = [column.name for column in fact_columns(self.shape, self.keep)]
        return {name: [line[at] for line in self.lines] for at, name in enumerate(names)}


class WideFacts(LineFacts):
    """Facts in wide form, one line a report."""

    shape: ClassVar[Shape] = "wide"

    def _lines(self, report: Report) -> Iterator[list[Any]]:
        values = report.values()
        severities = Counter(found.severity for found in report.findings)
        *identity, digest = report_values(report)
        cells: list[Any] = []
        for path, is_amount in _paths():
            value = values.get(path)
            if is_amount:
                cells += value, _unit(report, path)
            else:
                cells += split_number(value)[0], *self._beside(report, path)
        yield [
            *(identity[0], report.title, *identity[1:], report.edition),
            " ".join(f"{table}={layout}" for table, layout in report.layouts.items()),
            *(severities["error"], severities["warning"]),
            *(words_of(report.findings, "code"), words_of(report.findings, "verdict")),
            *(len(values), *(told_at(report, name) for name in TOLD)),
            *(digest, *VERSIONS.values(), *cells),
        ]

    def _beside(self, report: Report, path: str) -> tuple[int | None, ...]:
        """Give what stands behind a count."""
        return ()


class InferredFacts(WideFacts):
    """Facts in wide form, with the numbers that the sums alone prove beside those that are stated."""

    shape = "wide_inferred"

    def _beside(self, report: Report, path: str) -> tuple[int | None, ...]:
        cells = report.tables.get(path.partition(".")[0])
        at = None if cells is None else cells.shape.index.get(path)
        if cells is None or at is None or cells.states[at] != "inferred":
            return (None,)
        return (split_number(cells.cell(at).candidates[0])[0],)


@cache
def _paths() -> tuple[tuple[str, bool], ...]:
    """Give the paths of the form, and whether each holds an amount of money."""
    return tuple(
        (column.name, column.type == "number")
        for column in fact_columns("wide")
        if "." in column.name and column.type != "text"
    )


def _unit(report: Report, path: str) -> str | None:
    cells = report.tables.get(path.partition(".")[0])
    at = None if cells is None else cells.shape.index.get(path)
    return None if cells is None or at is None else cells.unit(at)


class ClaimFacts(LineFacts):
    """Numbers that the prose states, one line a claim."""

    shape = "claims"

    def _lines(self, report: Report) -> Iterator[list[Any]]:
        *identity, digest = report_values(report)
        values = report.values()
        form = official_form()
        for claim in report.claims:
            name, row, column = path_parts(claim.path)
            own = form.of(name)
            table = own.tables[name]
            value, amount = split_number(claim.value)
            codes = words_of(
                [found for found in report.findings if found.start == claim.start], "code"
            )
            yield [
                *(*identity, name, row, column, own.sections[name].title),
                *(table.rows[row].wording, table.columns[column].wording),
                *(value, amount, claim.unit, _in_tables(claim, values)),
                *(" ".join("+".join(paths) for paths in claim.meanings), int(claim.sure)),
                *(claim.scope, claim.raw, claim.start, claim.end, *place_values(claim.place)),
                *(codes, digest, *VERSIONS.values()),
            ]


def _in_tables(claim: Claim, values: dict[str, Number]) -> int | None:
    """Give what the tables state for the likeliest meaning of a claim; None where a number is missing, or money."""
    found = [values.get(path) for path in claim.meanings[0]]
    counts = [value for value in found if isinstance(value, int)]
    return sum(counts) if len(counts) == len(found) else None
