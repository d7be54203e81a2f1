"""What a pipeline remembers is bounded by size, not only by count: memory stays flat over a corpus."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from tests.strategies import copy_text

COPIES = 6
# What so many odd copies may leave behind, in bytes: less than a fifth of their text.
MOST = 75_000

HEAD = "某某县2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
# Each from 40 to 100 KB of text, no two alike.
ODD: dict[str, Callable[[int], str]] = {
    "one line of prose": lambda at: HEAD + f"第{at}。" + "公开" * 20_000,
    "one line of headings": lambda at: (
        HEAD + "------\n" + "其他\t" * (at + 9_000) + "\n其他\t其他\n"
    ),
    "one line of numbers": lambda at: HEAD + "\t0" * (at + 9_000),
    "one line of labels": lambda at: HEAD + "其他\t" * (at + 6_000) + "1\n",
    "rows": lambda at: HEAD + "3.其他\t1\t0\n" * (at + 2_000),
    "rows without label": lambda at: (
        HEAD + "".join("0\t" * (1 + row % (at + 7)) + "1\n" for row in range(900))
    ),
    "long cells": lambda at: HEAD + f"\t{at}" + "\t" + "其他" * 10_000,
}


def kept_after(pipeline: Pipeline, make: Callable[[int], str]) -> int:
    """Read odd copies and give how many bytes stay behind."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for at in range(COPIES):
            pipeline.parse(make(at))
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return after - before


@pytest.mark.parametrize("odd", ODD)
def test_odd_copies_leave_little_behind(odd: str) -> None:
    """Copies with one enormous line or thousands of rows are forgotten once their reports are."""
    pipeline = Pipeline(official_form())
    for text in (copy_text("tab_clean_2021"), ODD[odd](COPIES)):
        pipeline.parse(text)
    kept = kept_after(pipeline, ODD[odd])
    assert kept < MOST, f"{kept:,} bytes kept of {COPIES} copies"
