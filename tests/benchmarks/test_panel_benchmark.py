"""The benchmark of panels: both sides find what was broken; nothing here depends on the clock."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("pandas")

from benchmarks.panel import YEARS, make_facts, run_library, run_pandas
from govinfo_report.testing.world import make_world


def test_both_sides_find_what_was_broken(tmp_path: Path) -> None:
    """Two worlds of sixty offices: each break is found in both, by the library and by the script."""
    offices = 60
    reports = len(make_world(offices, YEARS).filings)
    worlds = make_facts(tmp_path, reports + 1, offices)
    assert worlds == 2
    broken = Counter(each.code for each in make_world(offices, YEARS).broken)
    found = run_library(tmp_path, "1GB")
    assert found["in_force_mismatch"] == broken["in_force_mismatch"] * worlds
    script = run_pandas(tmp_path)
    assert script == {code: found[code] for code in script}
