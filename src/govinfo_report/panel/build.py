"""How a panel is built: the tables that an engine makes, named once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from attrs import astuple

from govinfo_report.errors import ArgumentError
from govinfo_report.official import official_form
from govinfo_report.panel import rules
from govinfo_report.panel.engine import Columns, Engine
from govinfo_report.panel.joint_rows import OpenRow, iter_joint
from govinfo_report.panel.names import Naming, join_by_name
from govinfo_report.panel.roster import Roster, join_by_roster

STEPS: Mapping[str, str] = {
    "panel_versions": "versions",
    "panel_doubles": "doubles",
    "panel_differences": "differences",
    "panel_values": "values",
    "panel_sums_made": "sums",
    "panel_links": "links",
    "panel_middles": "middles",
    "panel_jumped": "jumps",
    "panel_parts": "parts",
    "panel_marks": "marks",
}
"""Table to the statement in ``sql/`` that makes it, in the order in which they need one another."""

IN_FORCE = "in_force_mismatch"
"""The chain that rows which have run together are read by."""

CANDIDATES: Columns = {
    "office": "string",
    "year": "bigint",
    "measure": "string",
    "value": "bigint",
    "state": "string",
    "code": "string",
    "lineage": "string",
}


@cache
def statement(name: str) -> str:
    """Give a statement of ``sql/``."""
    file = files("govinfo_report").joinpath("panel", "sql", f"{name}.sql")
    return file.read_text(encoding="utf-8")


def build(
    engine: Engine, roster: Roster | None, indicators: Mapping[str, Mapping[str, Any]]
) -> None:
    """Make the tables of a panel.

    Args:
        engine: has the cells of the facts, as ``panel_cells``.
        roster: the offices; None where nothing is known of them.
        indicators: the indicators, as ``rules.indicator_entries`` gives them.

    Raises:
        ArgumentError: a copy stands in the facts twice.
    """
    put_rules(engine, indicators)
    engine.make("panel_reports", statement("reports"))
    _put_names(engine, _names(engine, roster))
    for name, file in STEPS.items():
        engine.make(name, statement(file))
    engine.put("panel_years", {"year": "bigint", "has_form": "bigint"}, _years(engine))
    # as long as the facts themselves, so made when it is asked for
    engine.name("panel_measures", statement("measures"))
    if any(engine.rows("select 1 from panel_links where found > terms limit 1")):
        raise ArgumentError("facts", "expected each copy once; some stand there twice").in_chinese(
            "每份文本应出现一次，有的出现了两次"
        )
    engine.put("panel_candidates", CANDIDATES, _candidates(engine))


def put_rules(engine: Engine, indicators: Mapping[str, Mapping[str, Any]]) -> None:
    """Give an engine what the panel knows, as tables."""
    text, whole, real = "string", "bigint", "double"
    terms = {"code": text, "item": text, "measure": text, "lag": whole, "sign": whole, "role": text}
    limits = {"years": whole, "score": real, "mad": real, "distance": whole}
    given: Iterable[tuple[str, Columns, list[tuple[Any, ...]]]] = (
        (
            "panel_sums",
            {"measure": text, "edition": text, "path": text, "members": whole, "place": whole},
            rules.sum_rows(),
        ),
        (
            "panel_terms",
            {**terms, "terms": whole, "cells": text, "other_cells": text},
            rules.term_rows(),
        ),
        ("panel_jumps", {"measure": text, **limits}, rules.jump_rows()),
        ("panel_part_measures", {"measure": text}, rules.part_rows()),
        ("panel_money", {"path": text}, rules.money_rows()),
        ("panel_other_kinds", {"other_kind": text}, rules.kind_rows()),
        ("panel_units", {"unit": text, "yuan": whole}, rules.unit_rows()),
        ("panel_advised", {"unit": text, "most": real}, rules.advised_rows()),
        (
            "panel_deadlines",
            {"kind": text, "first_year": whole, "last_year": whole, "day": text},
            rules.deadline_rows(),
        ),
        (
            "panel_catalogue",
            {"code": text, "severity": text, "en": text, "zh": text},
            rules.catalogue_rows(),
        ),
        (
            "panel_indicator_entries",
            {"indicator": text, "side": text, "measure": text, "sign": whole, "measures": whole},
            rules.indicator_rows(indicators),
        ),
    )
    for name, columns, rows in given:
        engine.put(name, columns, rows)


def _put_names(engine: Engine, naming: Naming) -> None:
    """Give an engine what is known of the offices, as tables."""
    engine.put(
        "panel_names",
        {"organization": "string", "office": "string", "reason": "string"},
        [(each.organization, each.office, each.reason) for each in naming.joined],
    )
    engine.put(
        "panel_offices",
        {"office": "string", "name": "string", "kind": "string"},
        [(each.office, each.name, each.kind) for each in naming.offices],
    )
    engine.put(
        "panel_listings",
        {"office": "string", "parent": "string", "first_year": "bigint", "last_year": "bigint"},
        [astuple(each) for each in naming.listings],
    )


def _names(engine: Engine, roster: Roster | None) -> Naming:
    """Say which office each name of the copies is."""
    query = (
        "select distinct organization, year from panel_reports"
        " where organization is not null and year is not null order by organization, year"
    )
    years = {
        name: [year for _, year in rows]
        for name, rows in groupby(engine.rows(query), key=lambda row: str(row[0]))
    }
    return join_by_name(years) if roster is None else join_by_roster(years, roster)


def _years(engine: Engine) -> list[tuple[int, int]]:
    """Give the years from the first report to the last in which reports were due, and whether they had a form."""
    first, last = next(engine.rows("select min(year), max(year) from panel_versions"))
    due = min(entry["first"] for entry in rules.panel_data("names")["deadline"])
    if first is None:
        return []
    form = min(edition.years[0] for edition in official_form().editions.values())
    return [(year, int(year >= form)) for year in range(max(first, due), last + 1)]


def _candidates(engine: Engine) -> Iterable[tuple[Any, ...]]:
    """Give what the chains settle of open cells: one cell by itself, then rows that have run together."""
    known = set()
    for row in engine.rows(statement("settled")):
        if row[5] == IN_FORCE:
            known.add(row[:3])
        yield row
    failed = set(engine.rows(statement("failed_rows")))
    rows = (
        OpenRow(
            office,
            item.rpartition(".")[0],
            year,
            tuple(cells[:3]),
            tuple(cells[3:6]),
            tuple(cells[6:]),
        )
        for office, item, year, *cells in engine.rows(statement("open_rows"))
        if (office, item) not in failed
    )
    for office, year, path, number, state, years in iter_joint(rows):
        if (office, year, path) not in known:
            lineage = f"{path.rpartition('.')[0]}.in_force {years}"
            yield office, year, path, number, state, IN_FORCE, lineage
