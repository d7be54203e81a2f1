"""Labels of the statistics table that moved against units: no number between is stated without a warning."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, mangle, render

MOVED = [
    ("barred_cells", ("move_row", "shift_labels"), 71404, 400),
    ("barred_cells", ("shift_labels", "displace_numbers"), 15492, 3000),
    ("bare_cells", ("shift_labels", "lose_row"), 900086, 400),
    ("column_blocks", ("shift_labels", "lose_row"), 900238, 60),
    ("space_aligned", ("shift_labels", "lose_row"), 900094, 60),
    ("bare_cells", ("shift_labels",), 745285, 60),
    ("bare_cells", ("shift_labels",), 745285, 400),
    ("column_blocks", ("shift_labels",), 528822, 5),
    ("column_blocks", ("shift_labels",), 528822, 3000),
    ("run_together", ("shift_labels",), 310774, 400),
    ("run_together", ("shift_labels",), 81000021, 3000),
    ("run_together", ("shift_labels",), 81000047, 60),
    ("run_together", ("shift_labels",), 81000091, 60),
    ("run_together", ("lose_row", "shift_labels"), 81000092, 60),
    ("run_together", ("shift_labels", "vanish_empty"), 83000198, 5),
]


@pytest.mark.parametrize(("layout", "recipes", "seed", "requests"), MOVED)
def test_a_unit_without_a_label_doubts_its_neighbours(
    layout: str, recipes: tuple[str, ...], seed: int, requests: int
) -> None:
    """Of labels that moved by a line the number of the next one has the right unit: 次 stands before both."""
    copy = mangle(render(generate(seed, "2014", requests), layout), recipes, seed)
    report = gr.parse(copy.text)
    doubted = {path for item in report.findings if item.severity != "info" for path in item.cells}
    printed = copy.printed()
    assert {
        path
        for path, value in report.values().items()
        if path not in printed or printed[path].value != value
    } <= doubted
