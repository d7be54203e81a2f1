"""Two reports side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.paths import COPIES

CLEAN = (COPIES / "tab_clean_2021.txt").read_text(encoding="utf-8")


def test_cells_changed_gained_and_lost() -> None:
    """One number is another, one is gone: both are told with their cells, and the other way round."""
    first = gr.parse(CLEAN)
    second = gr.parse(CLEAN.replace("规章\t3\t1\t27", "规章\t4\t1\t"))
    found = gr.compare(first, second)
    assert [(each.path, each.kind) for each in found] == [
        ("disclosure.rules.issued", "changed"),
        ("disclosure.rules.in_force", "lost"),
    ]
    changed = found.differences[0]
    assert changed.first is not None
    assert changed.second is not None
    assert (changed.first.value, changed.second.value) == (3, 4)
    assert (len(found), found.same, found.editions) == (2, 198, {})
    back = gr.compare(second, first)
    assert [each.path for each in back.of("gained")] == ["disclosure.rules.in_force"]


def test_tables_of_another_edition() -> None:
    """Two years on two editions: cells that only one of them has are gained or lost, and the tables are named."""
    old = gr.parse((COPIES / "tab_clean_2019.txt").read_text(encoding="utf-8"))
    found = gr.compare(old, gr.parse(CLEAN))
    assert found.editions["requests"] == ("2019", "2021")
    assert "requests.other_handling.total" in {each.path for each in found.of("lost")}
    assert "requests.other_other.total" in {each.path for each in found.of("gained")}


@given(st.integers(0, 50))
def test_a_report_is_the_same_as_itself(seed: int) -> None:
    """Nothing differs between a report and itself; all that it states is the same."""
    report = gr.parse(render(generate(seed), "tab_separated").text)
    found = gr.compare(report, report)
    assert (found.differences, found.same) == ((), len(report.values()))


def test_only_reports_are_compared() -> None:
    """A path is no report."""
    with pytest.raises(TypeError, match="found str"):
        gr.compare(gr.parse(CLEAN), "a.txt")  # type: ignore[arg-type]
