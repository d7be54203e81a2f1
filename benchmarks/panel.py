"""Times a panel over many reports, from facts as Parquet to findings, beside a script of pandas that does less.

``python -m benchmarks.panel --reports 100000``: the reports of a made-up world, over and over under other names. Each
side runs in a process of its own; what the library finds must be what was broken.
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


def make_facts(folder: Path, reports: int, offices: int = 1_000) -> tuple[Path, int]:
    """Write the facts of about so many reports; give the file, and how many worlds it holds."""
    import duckdb

    world = make_world(offices, YEARS)
    one, many = folder / "world.parquet", folder / "facts.parquet"
    write_world(world, one)
    worlds = max(1, -(-reports // len(world.filings)))
    named = ", ".join(
        f"{column} || '-' || world as {column}" for column in ("source", "organization", "digest")
    )
    duckdb.sql("set preserve_insertion_order = false")
    duckdb.sql(
        f"copy (select * replace ({named}) from read_parquet('{one}'), range({worlds}) worlds(world))"
        f" to '{many}' (format parquet, compression zstd)"
    )
    return many, worlds


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
    with tempfile.TemporaryDirectory() as folder:
        facts, worlds = make_facts(Path(folder), given.reports)
        broken = Counter(each.code for each in make_world(1_000, YEARS).broken)
        print(f"{worlds} worlds, {facts.stat().st_size >> 20} MB of Parquet")
        for side in ("library", "pandas"):
            took = measured(side, facts, given.memory)
            print(side, json.dumps(took))
            if side == "library":
                documents = took["found"].get("in_force_mismatch", 0)
                if documents != broken["in_force_mismatch"] * worlds:
                    raise SystemExit(f"found {documents} breaks of documents in force")


if __name__ == "__main__":
    main()
