"""A damaged copy may lose numbers; it never states a wrong one without a word about it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.testing import Truth
from govinfo_report.testing.strategies import truths
from tests.damage import damaged_copies
from tests.soundness import check_report

SETTINGS = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check_marked(truth: Truth, text: str) -> None:
    """Check that each number is the one of the truth, or is not stated, or has a finding that lists its cell."""
    report = gr.parse(text)
    check_report(report, text)
    doubted = {
        path
        for finding in report.findings
        if finding.severity in ("warning", "error")
        for path in finding.cells
    }
    true = truth.values()
    wrong = {
        path: f"expected {true.get(path)}, found {value}"
        for path, value in report.values().items()
        if value != true.get(path) and path not in doubted
    }
    assert not wrong


@SETTINGS
@given(damaged_copies(truths()))
def test_no_wrong_number_goes_unmarked(damaged: tuple[Truth, str, list[str]]) -> None:
    """Rows cut, joined, moved or repeated never make the library state another number in silence."""
    truth, text, done = damaged
    note("\n".join(done))
    check_marked(truth, text)


@pytest.mark.long
@settings(SETTINGS, max_examples=10_000, derandomize=False)
@given(damaged_copies(st.one_of(truths(), truths(blanks=True, marks=True))))
def test_no_wrong_number_goes_unmarked_long(damaged: tuple[Truth, str, list[str]]) -> None:
    """The same, searched for long, also where cells print nothing or a mark."""
    truth, text, done = damaged
    note("\n".join(done))
    check_marked(truth, text)
