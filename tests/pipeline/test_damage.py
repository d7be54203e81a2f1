"""A damaged copy may lose numbers; it never states a wrong one without a word about it, and what it says is sound."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import govinfo_report as gr
from govinfo_report.testing import LAYOUTS, RECIPES, Copy, mangle, render, twin_of
from govinfo_report.testing.strategies import truths
from tests.soundness import check_report

SETTINGS = settings(max_examples=400, suppress_health_check=[HealthCheck.data_too_large])


NAMES = [name for name in RECIPES if name != "office"]


@st.composite
def copies(draw: DrawFn, marks: bool = False) -> Copy:
    """Render reports and damage them by one or two recipes that are not done by offices.

    With marks some cells print nothing or a mark.
    """
    layout = draw(st.sampled_from(list(LAYOUTS)))
    several = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)
    recipes = draw(several)
    reports = truths(blanks=marks, marks=marks)
    return mangle(render(draw(reports), layout), recipes, draw(st.integers(0, 1_000)))


def check_marked(copy: Copy) -> None:
    """Check that each number is the one of the truth, or is not stated, or has a finding that lists its cell."""
    note("\n".join(map(str, copy.damages)))
    report = gr.parse(copy.text)
    check_report(report, copy.text)
    doubted = {
        path
        for finding in report.findings
        if finding.severity in ("warning", "error")
        for path in finding.cells
    }
    printed = copy.printed()
    for path, value in report.values().items():
        true = printed[path].value if path in printed else None
        if value != true and path not in doubted:
            assert twin_of(copy, report, path), f"{path}: expected {true}, found {value}"


@SETTINGS
@given(copies())
def test_no_wrong_number_goes_unmarked(copy: Copy) -> None:
    """Whatever befalls a copy, the library never states another number in silence."""
    check_marked(copy)


@pytest.mark.long
@settings(SETTINGS, max_examples=10_000, derandomize=False)
@given(st.one_of(copies(), copies(marks=True)))
def test_no_wrong_number_goes_unmarked_long(copy: Copy) -> None:
    """The same, searched for long, also where cells print nothing or a mark."""
    check_marked(copy)
