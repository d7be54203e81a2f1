"""In a made-up world every break is found under its code, and nothing is found where nothing was broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

import govinfo_report as gr
from govinfo_report.testing.world import World, make_world, to_be_told, told, write_world

YEARS = range(2019, 2027)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Path, gr.Panel]]:
    """A small world, its folder, and its panel."""
    folder = tmp_path_factory.mktemp("world")
    world = make_world(80, YEARS, seed=1)
    write_world(world, folder / "facts.parquet")
    world.write_roster(folder / "offices.csv")
    with gr.build_panel(folder / "facts.parquet", folder / "offices.csv") as panel:
        yield world, folder, panel


def test_every_break_is_found_and_nothing_else(made: tuple[World, Path, gr.Panel]) -> None:
    """The panel says of each cell and report what was broken in it, no more and no less."""
    world, _, panel = made
    assert told(panel) == to_be_told(world)
    assert {each.code for each in world.broken} >= {"carried_mismatch", "jump", "parts_mismatch"}


def test_a_renamed_office_is_joined_and_listed(made: tuple[World, Path, gr.Panel]) -> None:
    """Without a roster an office whose name gets the province in front stays one, and the reason is listed."""
    world, folder, _ = made
    renamed = {each.office for each in world.broken if each.code == "place_in_front"}
    with gr.build_panel(folder / "facts.parquet") as panel:
        joins = [row for row in panel.table("offices").to_pylist() if row["reason"] != "own_name"]
    names = {world.offices[office].name for office in renamed}
    assert {row["organization"] for row in joins} == names
    assert all(row["office"].endswith(row["organization"]) for row in joins)
    assert {row["reason"] for row in joins} == {"place_in_front"}


def test_what_is_not_stated_is_not_added(made: tuple[World, Path, gr.Panel]) -> None:
    """A government with a child that is missing: eight of nine are covered, and the sum is theirs."""
    world, _, panel = made
    missing = next(each for each in world.broken if each.code == "parts_exceed_whole")
    parts = [
        row
        for row in panel.table("parts").to_pylist()
        if (row["office"], row["year"]) == (missing.office, missing.year)
    ]
    assert {(row["covered"], row["children"]) for row in parts} == {(8, 9)}
    whole = {row["measure"]: row for row in parts}["requests.granted.total"]
    below = sum(
        int(filing.cells["requests.granted.total"])
        for filing in world.filings
        if world.offices[filing.office].parent == missing.office and filing.year == missing.year
    )
    assert whole["total"] == below


def test_candidates_are_the_truth_and_never_stated(made: tuple[World, Path, gr.Panel]) -> None:
    """What the chains settle is what the office printed; the cells themselves stay open."""
    world, _, panel = made
    truth = {(filing.office, filing.year): filing.cells for filing in world.filings if filing.open}
    settled = panel.table("candidates").to_pylist()
    assert settled
    for row in settled:
        assert truth[row["office"], row["year"]][row["measure"]] == row["value"]
        assert row["state"] in ("ambiguous", "lost")
    stated = {
        (row["office"], row["year"], row["measure"])
        for row in panel.table("measures").to_pylist()
        if row["value"] is not None
    }
    assert stated.isdisjoint((row["office"], row["year"], row["measure"]) for row in settled)


def test_findings_print_what_the_reports_print(made: tuple[World, Path, gr.Panel]) -> None:
    """Each number of a finding stands in the copy that the finding names."""
    world, _, panel = made
    printed = {filing.source: filing for filing in world.filings}
    sides = (("source", "measure", "value"), ("other_source", "other_measure", "other_value"))
    checked = 0
    for row in panel.table("findings").to_pylist():
        for source, measure, value in (tuple(row[name] for name in side) for side in sides):
            if source is not None and measure is not None:
                assert measure not in printed[source].open
                assert printed[source].cells[measure] == value
                checked += 1
    assert checked > 20


def test_without_a_roster_only_the_parts_are_unknown(made: tuple[World, Path, gr.Panel]) -> None:
    """All else is told of the same cells and reports as with a roster."""
    world, folder, _ = made
    ids = {
        name: office.id
        for office in world.offices.values()
        for name in (office.name, *office.aliases)
    }
    with gr.build_panel(folder / "facts.parquet") as panel:
        assert told(panel, ids) == to_be_told(world, has_roster=False)


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, 7])
def test_a_large_world(tmp_path: Path, seed: int) -> None:
    """A thousand offices over eight years: all that was broken, and nothing else."""
    world = make_world(1000, YEARS, seed=seed)
    write_world(world, tmp_path / "facts.parquet")
    world.write_roster(tmp_path / "offices.csv")
    with gr.build_panel(tmp_path / "facts.parquet", tmp_path / "offices.csv") as panel:
        assert told(panel) == to_be_told(world)
