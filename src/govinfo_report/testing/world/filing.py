"""What a made-up world holds: offices, what each of them filed, and what was broken."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from attrs import define, field, frozen

Cells: TypeAlias = dict[str, int | Decimal]
"""Path to the number that the office prints."""


@frozen
class Office:
    """An office (机关).

    Attributes:
        id: its id in the roster.
        name: its name.
        aliases: other names that it goes by.
        parent: the id of the office above it; "" where there is none.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""


@define
class Filing:
    """One copy of a report that an office filed.

    Attributes:
        office: the id of the office.
        name: the office as the copy names it; "" where it names none.
        year: the year of the report.
        edition: the edition of the form.
        cells: what it prints; nothing where the copy holds no table.
        open: path to the candidates of a cell that the copy does not state.
        published: the day on which it was published, ISO 8601.
        version: 1, or 2 for a second copy of the same report.
        unit: the unit of its amounts of money; None where it prints none.
    """

    office: str
    name: str
    year: int
    edition: str
    cells: Cells
    open: dict[str, tuple[int, ...]] = field(factory=dict)
    published: str = ""
    version: int = 1
    unit: str | None = "万元"

    @property
    def source(self) -> str:
        """Where the copy is said to come from."""
        return f"{self.office}/{self.year}-{self.version}.html"


@frozen(order=True)
class Broken:
    """Something that was broken on purpose.

    Attributes:
        code: what the panel is to say of it: the code of a finding, or the status of a report in the coverage.
        office: the id of the office.
        year: the year of the report in which it shows.
        measures: the cells in which it shows; none where it shows in the report as a whole.
    """

    code: str
    office: str
    year: int
    measures: tuple[str, ...] = ()


@define
class World:
    """Offices and years.

    Attributes:
        offices: id to office.
        filings: every copy, by office and year.
        broken: what was broken.
    """

    offices: dict[str, Office]
    filings: list[Filing]
    broken: list[Broken]

    def write_roster(self, path: Path) -> None:
        """Write the roster of the offices as CSV: id, name, aliases, parent."""
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(["id", "name", "aliases", "parent"])
            for office in self.offices.values():
                lines.writerow([office.id, office.name, ";".join(office.aliases), office.parent])
