"""What a report says of its numbers and cells, whichever way one asks."""

from __future__ import annotations

from typing import Any

import pytest

import govinfo_report as gr
from tests.strategies import NAMES, copy_text

CLEAN = copy_text("tab_clean_2021")
LOST_ONE = gr.parse(CLEAN.replace("\t173\t72\t", "\t72\t"))
"""The line （一）予以公开 without the first of its seven numbers, which the sums prove."""
WRONG_TOTAL = gr.parse(CLEAN.replace("\t390\n", "\t391\n"))
"""A total that is wrong in two sums; every number is printed in its own place."""


def doubted_paths(report: gr.Report) -> set[str]:
    """Give the cells that a finding of at least ``warning`` lists."""
    return {path for item in report.findings if item.severity != "info" for path in item.cells}


@pytest.mark.parametrize("wrong", ["requests", True])
def test_choices_of_values_are_named(wrong: Any) -> None:
    """A table's name is not taken for a choice: with it numbers came that no copy prints."""
    with pytest.raises(TypeError, match="positional"):
        LOST_ONE.values(wrong)  # type: ignore[call-arg]  # what is wrong on purpose


def test_values_without_doubted_ones() -> None:
    """What a finding of at least warning lists is left out where that is asked; notes leave nothing out."""
    listed = doubted_paths(WRONG_TOTAL)
    assert "requests.granted.total" in listed
    sure = WRONG_TOTAL.values(doubted=False)
    assert sure == {
        path: value for path, value in WRONG_TOTAL.values().items() if path not in listed
    }
    assert [item.code for item in LOST_ONE.findings] == ["rows_settled"]
    assert LOST_ONE.values(doubted=False) == LOST_ONE.values()


@pytest.mark.parametrize("name", NAMES)
def test_both_choices_of_values(name: str) -> None:
    """Each choice adds or takes away its own numbers, whatever the other one is; the form's order stays."""
    report = gr.parse(copy_text(name))
    listed = doubted_paths(report)
    proved = {cell.path for cell in report.cells() if cell.state == "inferred"}
    for inferred in (False, True):
        every = report.values(inferred=inferred)
        assert set(every) == {*report.values(), *(proved if inferred else ())}
        sure = report.values(inferred=inferred, doubted=False)
        assert list(sure) == [path for path in every if path not in listed]
