"""Times a panel over many reports, from facts as Parquet to findings, beside a script of pandas that does less.

``python -m benchmarks.panel --reports 100000``: the reports of a made-up world, over and over under other names. Each
side runs in a process of its own; what the library finds must be what was broken. Pandas is left out above 200,000
reports, for it would take all memory.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from govinfo_report.testing.world import make_world, write_world

YEARS = range(2019, 2027)
MOST_OF_PANDAS = 200_000
"""Reports of which pandas takes some 11 GB."""


def make_facts(folder: Path, reports: int, offices: int = 1_000) -> int:
    """Write the facts of about so many reports, a file for each copy of the world; give how many worlds they are."""
    import duckdb

    world = make_world(offices, YEARS)
    worlds = max(1, -(-reports // len(world.filings)))
    with tempfile.TemporaryDirectory() as apart:
        one = Path(apart) / "world.parquet"
        write_world(world, one)
        for at in range(worlds):
            named = ", ".join(
                f"{column} || '-{at}' as {column}"
                for column in ("source", "organization", "digest")
            )
            duckdb.sql(
                f"copy (select * replace ({named}) from read_parquet('{one}'))"
                f" to '{folder}/{at:04}.parquet' (format parquet, compression zstd)"
            )
    return worlds


def run_library(facts: Path, memory: str) -> dict[str, Any]:
    """Build the panel and count its findings."""
    import govinfo_report as gr

    with gr.build_panel(facts, memory=memory) as panel:
        codes = Counter(panel.table("findings").column("code").to_pylist())
    return dict(codes)


def run_pandas(facts: Path) -> dict[str, Any]:
    """Do what a user's script does: two of the chains, no versions, no measures, no names joined."""
    import pandas

    columns = ["organization", "year", "row", "column", "value"]
    frame = pandas.read_parquet(facts, columns=columns).dropna(subset=["value"])
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


def measured(side: str, facts: Path, memory: str) -> dict[str, Any]:
    """Run one side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.panel", "--side", side, "--facts", str(facts)]
    told = subprocess.run(
        [*command, "--memory", memory], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def main() -> None:
    """Run both sides and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument(
        "--folder", help="where the facts are written for the time; 1 GB for a million"
    )
    parser.add_argument("--side", choices=["library", "pandas"])
    parser.add_argument("--facts", type=Path)
    given = parser.parse_args()
    if given.side:
        start = time.perf_counter()
        is_library = given.side == "library"
        found = run_library(given.facts, given.memory) if is_library else run_pandas(given.facts)
        seconds = time.perf_counter() - start
        peak = peak_since_start()
        cpu = time.process_time()
        print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_mb": peak, "found": found}))
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        worlds = make_facts(folder, given.reports)
        broken = Counter(each.code for each in make_world(1_000, YEARS).broken)
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{worlds} worlds, {size >> 20} MB of Parquet", flush=True)
        took = measured("library", folder, given.memory)
        print("library", json.dumps(took), flush=True)
        for code in ("carried_mismatch", "in_force_mismatch", "items_mismatch", "jump"):
            if took["found"].get(code, 0) < broken[code] * worlds:
                raise SystemExit(
                    f"{code}: found {took['found'].get(code, 0)} of {broken[code] * worlds}"
                )
        if given.reports <= MOST_OF_PANDAS:
            print("pandas", json.dumps(measured("pandas", folder, given.memory)))


if __name__ == "__main__":
    main()
