"""The real copies with made-up names: nothing is wrong or made up, and what is read is what the goldens say.

A golden changes only in a commit that says why: ``python -m tests.real.goldens`` draws them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality.case import Case
from benchmarks.quality.score import judge
from tests.real.goldens import READ, drawn, golden_of, iter_cases

CASES = {Path(case.name).name: case for case in iter_cases()}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_read(case: Case) -> None:
    """No number is wrong or made up, not even flagged; the cells read and flagged are those of the golden."""
    score = judge(case)
    assert case.is_known
    assert not score.amiss()
    assert drawn(case, score) == golden_of(case).read_text("utf-8")


def test_every_golden_has_its_copy() -> None:
    """A golden whose copy is gone says nothing."""
    assert {*READ.iterdir()} == {golden_of(case) for case in CASES.values()}
