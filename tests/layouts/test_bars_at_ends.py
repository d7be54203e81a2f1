"""Tables with bars whose lines do not begin with one, or neither begin nor end: they are read as those that do."""

from __future__ import annotations

import re

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, mangle, render

RULE = r"(?m)^\|[-: |]+\|\n"
WAYS = {
    # 规章 | 0 | 0 | 0 |, and below a merged label | | 2.重复申请 | 0 | …
    "none at the beginning": lambda text: re.sub(r"(?m)^\|[ \t]?", "", re.sub(RULE, "", text)),
    # what " | ".join leaves
    "none at the ends": lambda text: re.sub(
        r"(?m) \|[ \t]*$", "", re.sub(r"(?m)^\|[ \t]?", "", re.sub(RULE, "", text))
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "recipes", [("blank_zeros",), ("blank_zeros", "shift_labels"), ("lose_cells",)], ids="+".join
)
@pytest.mark.parametrize("seed", [0, 3, 5])
def test_bars_at_the_ends_of_lines(way: str, recipes: tuple[str, ...], seed: int) -> None:
    """The same numbers are stated, but one at most that an empty cell at an end leaves open; no more is doubted."""
    text = mangle(render(generate(seed), "pipe_table"), recipes, seed).text
    changed = WAYS[way](text)
    assert changed != text
    framed, report = gr.parse(text), gr.parse(changed)
    assert report.values().items() <= framed.values().items()
    assert len(framed.values()) - len(report.values()) <= 1
    assert _doubted(report) & report.values().keys() <= _doubted(framed)


def _doubted(report: gr.Report) -> set[str]:
    return {path for found in report.findings if found.severity != "info" for path in found.cells}
