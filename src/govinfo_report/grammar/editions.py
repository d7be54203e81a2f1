"""Tells the edition of each table: by what it prints, else the other tables, else the year, else the newest."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from govinfo_report.findings import finding, joined, named
from govinfo_report.grammar.reader import Parsed, TableReader
from govinfo_report.model import Finding
from govinfo_report.official import Form


@define
class Editions:
    """The editions that the tables of a copy are printed on.

    Attributes:
        of: table to edition; empty where no table prints anything, or none tells and the year is of no known form.
        findings: editions that differ, or that the table itself does not tell.
    """

    of: dict[str, str] = field(factory=dict)
    findings: list[Finding] = field(factory=list)


def choose_editions(
    form: Form,
    readers: Mapping[str, TableReader],
    parsed: Mapping[str, Parsed],
    year: int | None,
) -> Editions:
    """Tell the edition of each table.

    Args:
        form: the form.
        readers: the readers of its tables.
        parsed: the tables that the copy has.
        year: the year of the report, as the copy tells it.
    """
    told = {table: entry.edition for table, entry in parsed.items() if entry.edition is not None}
    if not told and not any(entry.kinds for entry in parsed.values()):
        return Editions()
    fallback, basis = _fallback(form, told, year)
    if fallback is None:
        return Editions()
    editions = Editions({table: told.get(table, fallback) for table in form.tables})
    if len(set(told.values())) > 1:
        each = (f"{form.sections[table].number} {told[table]}" for table in told)
        words = joined(map(named, each), ", ", "，")
        editions.findings.append(finding("edition_mixed", editions=words))
    due = None if year is None else edition_due(form, year)
    for edition in dict.fromkeys(told.values()):
        if year is not None and not form.editions[edition].covers(year):
            words = named(due or "earlier_form")
            editions.findings.append(
                finding("edition_conflict", edition=edition, year=year, due=words)
            )
    for table, entry in parsed.items():
        # cells that another edition would give other names
        cells = readers[table].unshared[editions.of[table]]
        # the only edition of its year is not assumed
        is_due = editions.of[table] == due
        if table not in told and entry.kinds and cells and not is_due:
            editions.findings.append(
                finding(
                    "edition_assumed",
                    cells=cells,
                    table=table,
                    edition=editions.of[table],
                    basis=basis,
                )
            )
    return editions


def edition_due(form: Form, year: int) -> str | None:
    """Give the edition that reports of ``year`` are due on; of several the newest.

    Args:
        form: has the editions.
        year: the year that is reported on.
    """
    due = [name for name, edition in form.editions.items() if edition.covers(year)]
    return due[-1] if due else None


def _fallback(form: Form, told: Mapping[str, str], year: int | None) -> tuple[str | None, str]:
    """Give the edition of a table that prints nothing telling, and why."""
    for table in form.tables:
        if table in told:
            return told[table], "other_tables"
    if year is not None:
        return edition_due(form, year), "year"
    return list(form.editions)[-1], "newest"
