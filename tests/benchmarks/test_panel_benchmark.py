"""The benchmark of panels: both sides find what was broken; nothing here depends on the clock."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("pandas")

from benchmarks.panel import Worlds, make_facts, run_library, run_pandas, worlds_of

OFFICES = 80


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Worlds]:
    """Two worlds of eighty offices, with their roster."""
    folder = tmp_path_factory.mktemp("worlds")
    one = worlds_of(1, OFFICES)
    worlds = Worlds(one.world, 2)
    make_facts(folder, worlds)
    worlds.write_roster(folder / "offices.csv")
    return folder, worlds


@pytest.mark.parametrize("has_roster", [True, False])
def test_all_that_was_broken_is_found(made: tuple[Path, Worlds], has_roster: bool) -> None:
    """Each break is found in both worlds, and nothing else; without a roster all but the parts."""
    folder, worlds = made
    found = run_library(folder, "1GB", has_roster, lambda: worlds)
    assert (found["missed"], found["too_many"]) == (0, 0)
    assert found["to_be_told"] > 50
    assert ("parts_mismatch" in found["found"]) == has_roster


def test_what_was_not_broken_is_told_apart(made: tuple[Path, Worlds]) -> None:
    """The benchmark sees what is missed and what is too many: here the breaks of a third world."""
    folder, worlds = made
    found = run_library(folder, "1GB", True, lambda: Worlds(worlds.world, 3))
    assert found["missed"] == found["to_be_told"] // 3
    found = run_library(folder, "1GB", True, lambda: Worlds(worlds.world, 1))
    assert found["too_many"] == found["to_be_told"]


def test_the_script_finds_the_same(made: tuple[Path, Worlds]) -> None:
    """The two chains of the script give as many findings as the library's."""
    folder, worlds = made
    found = run_library(folder, "1GB", True, lambda: worlds)["found"]
    script = run_pandas(folder)
    assert script == {code: found[code] for code in script}
