"""Times a panel over many reports, from facts as Parquet to findings, beside a script of pandas that does less.

``python -m benchmarks.panel --reports 100000``: the reports of a made-up world, over and over under other names, with a
roster. Each side runs in a process of its own; what the library says, of findings, reports that are missing, copies and
candidates, must be what was broken, no more and no less. Pandas is left out above 200,000 reports, for it takes all
memory.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from govinfo_report.testing.world import Told, World, make_world, to_be_told, told, write_world

YEARS = range(2019, 2027)
MOST_OF_PANDAS = 200_000
"""Reports of which pandas takes some 11 GB."""


@frozen
class Worlds:
    """The same made-up world over and over, each time under other names.

    Attributes:
        world: the world.
        count: how many there are.
    """

    world: World
    count: int

    def name_of(self, name: str, at: int) -> str:
        """Give the name of an office in one of the worlds; its place has a number."""
        return name.replace("市", f"{at}市", 1)

    def to_be_told(self, has_roster: bool) -> set[Told]:
        """Give what a panel is to say of them."""
        once = to_be_told(self.world, has_roster)
        return {
            (code, f"{office}-{at}", year, measure)
            for at in range(self.count)
            for code, office, year, measure in once
        }

    def ids(self) -> dict[str, str]:
        """Give each name of an office to its id."""
        return {
            self.name_of(name, at): f"{office.id}-{at}"
            for at in range(self.count)
            for office in self.world.offices.values()
            for name in (office.name, *office.aliases)
        }

    def write_roster(self, path: Path) -> None:
        """Write the roster of all offices."""
        offices = {
            f"{office.id}-{at}": evolve(
                office,
                id=f"{office.id}-{at}",
                name=self.name_of(office.name, at),
                aliases=tuple(self.name_of(name, at) for name in office.aliases),
                parent=office.parent and f"{office.parent}-{at}",
            )
            for at in range(self.count)
            for office in self.world.offices.values()
        }
        World(offices, [], []).write_roster(path)


def worlds_of(reports: int, offices: int = 1_000) -> Worlds:
    """Give the worlds that have about so many reports."""
    world = make_world(offices, YEARS)
    return Worlds(world, max(1, -(-reports // len(world.filings))))


def make_facts(folder: Path, worlds: Worlds) -> None:
    """Write the facts of each world as a file."""
    import duckdb

    with tempfile.TemporaryDirectory() as apart:
        one = Path(apart) / "world.parquet"
        write_world(worlds.world, one)
        for at in range(worlds.count):
            named = (
                f"regexp_replace(source, '/', '-{at}/') as source,"
                f" regexp_replace(organization, '市', '{at}市') as organization,"
                f" digest || '-{at}' as digest"
            )
            duckdb.sql(
                f"copy (select * replace ({named}) from read_parquet('{one}'))"
                f" to '{folder}/{at:04}.parquet' (format parquet, compression zstd)"
            )


def run_library(
    facts: Path, memory: str, has_roster: bool, worlds_made: Callable[[], Worlds]
) -> dict[str, Any]:
    """Build the panel and count its findings; then, untimed, hold all that it says against what was broken."""
    import govinfo_report as gr

    roster = facts / "offices.csv" if has_roster else None
    start, cpu = time.perf_counter(), time.process_time()
    with gr.build_panel([*facts.glob("*.parquet")], roster, memory=memory) as panel:
        codes = Counter(panel.table("findings").column("code").to_pylist())
        took = took_since(start, cpu)
        worlds = worlds_made()  # only now: they take memory
        said = told(panel, None if has_roster else worlds.ids())
    due = worlds.to_be_told(has_roster)
    return {
        **took,
        "found": dict(codes),
        "to_be_told": len(due),
        "missed": len(due - said),
        "too_many": len(said - due),
    }


def run_pandas(facts: Path) -> dict[str, Any]:
    """Do what a user's script does: two of the chains, no versions, no measures, no names joined."""
    import pandas

    columns = ["organization", "year", "row", "column", "value"]
    files = sorted(facts.glob("*.parquet"))
    frame = pandas.read_parquet(files, columns=columns).dropna(subset=["value", "organization"])
    keys = ["organization", "year", "column"]
    now = frame[frame["row"] == "carried_over"]
    before = frame[frame["row"] == "carried_forward"].assign(year=lambda rows: rows["year"] + 1)
    both = now.merge(before, on=keys)
    carried = int((both["value_x"] != both["value_y"]).sum())
    documents = frame[frame["row"] == "normative_documents"]
    wide = documents.pivot_table(
        index=["organization", "year"], columns="column", values="value", aggfunc="first"
    ).reset_index()
    later = wide.assign(year=wide["year"] + 1)[["organization", "year", "in_force"]]
    both = wide.merge(later, on=["organization", "year"]).dropna(
        subset=["in_force_x", "in_force_y", "issued", "repealed"]
    )
    expected = both["in_force_y"] + both["issued"] - both["repealed"]
    return {
        "carried_mismatch": carried,
        "in_force_mismatch": int((expected != both["in_force_x"]).sum()),
    }


def peak_since_start() -> int:
    """Give the most memory that this process has held, in MB.

    ``ru_maxrss`` would count the process that started this one.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) >> 10


def took_since(start: float, cpu: float) -> dict[str, Any]:
    """Give the seconds since a start, those of processor time, and the peak of memory."""
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "peak_mb": peak_since_start(),
    }


def measured(side: str, facts: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Run one side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.panel", "--side", side, "--facts", str(facts)]
    command += ["--memory", given.memory, "--reports", str(given.reports)]
    command += ["--roster" if given.roster else "--no-roster"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def run_side(given: argparse.Namespace) -> dict[str, Any]:
    """Do the work of one side."""
    if given.side == "library":
        return run_library(
            given.facts, given.memory, given.roster, lambda: worlds_of(given.reports)
        )
    start, cpu = time.perf_counter(), time.process_time()
    found = run_pandas(given.facts)
    return {**took_since(start, cpu), "found": found}


def main() -> None:
    """Run both sides and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--roster", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument(
        "--folder", help="where the facts are written for the time; 1 GB for a million"
    )
    parser.add_argument("--side", choices=["library", "pandas"])
    parser.add_argument("--facts", type=Path)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(run_side(given)))
        return
    worlds = worlds_of(given.reports)
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        make_facts(folder, worlds)
        worlds.write_roster(folder / "offices.csv")
        size = sum(file.stat().st_size for file in folder.glob("*.parquet"))
        reports = worlds.count * len(worlds.world.filings)
        print(f"{reports:,} reports, {size >> 20} MB of Parquet", flush=True)
        took = measured("library", folder, given)
        print("library", json.dumps(took), flush=True)
        if took["missed"] or took["too_many"]:
            raise SystemExit("what the library says is not what was broken")
        if given.reports <= MOST_OF_PANDAS:
            print("pandas", json.dumps(measured("pandas", folder, given)))


if __name__ == "__main__":
    main()
