"""The contract of a layout strategy: the library's own keep it, and each fault is found and named."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from govinfo_report.layouts import BUILT_IN, Layout, LayoutFactory
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.source import Lines
from govinfo_report.testing import check_layout, count_steps, render
from govinfo_report.testing.contract import check_text, official_labels
from govinfo_report.testing.strategies import layout_texts, truths
from govinfo_report.testing.truth import Truth, tables_of
from tests.layouts.layouts_gone_wrong import BROKEN, AnyTab, MiddleDots
from tests.paths import SRC
from tests.soundness import check_report

pytestmark = pytest.mark.slow

SETTINGS = settings(max_examples=50, suppress_health_check=[HealthCheck.data_too_large])


@pytest.mark.parametrize("factory", BUILT_IN)
def test_built_in_layouts_keep_the_contract(factory: LayoutFactory) -> None:
    """Each of the library's own strategies passes the contract that others are asked to pass."""
    check_layout(factory)


@pytest.mark.parametrize("factory", BUILT_IN)
def test_built_in_layouts_on_made_up_texts(factory: LayoutFactory) -> None:
    """What the contract says of one text holds on nasty, cut and random ones too."""

    @SETTINGS
    @given(layout_texts())
    def holds(text: str) -> None:
        check_text(factory, text, 17)

    holds()


@pytest.mark.long
@pytest.mark.parametrize("factory", BUILT_IN)
def test_built_in_layouts_on_made_up_texts_long(factory: LayoutFactory) -> None:
    """The same, searched for long."""

    @settings(SETTINGS, max_examples=10_000, derandomize=False)
    @given(layout_texts())
    def holds(text: str) -> None:
        check_text(factory, text, 17)

    holds()


def test_names_are_different() -> None:
    """No two of the library's own strategies have one name."""
    names = [factory(official_labels()).name for factory in BUILT_IN]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("factory", [MiddleDots, AnyTab])
def test_layout_of_a_third_party(factory: LayoutFactory) -> None:
    """A small strategy written against the public classes passes, also on texts of its own."""
    check_layout(factory, {"middle_dots": "规章· 0·1· 2\n\n··\n· ·\r\n行政许可·5"})


@SETTINGS
@given(truths())
def test_layout_of_a_third_party_is_used(truth: Truth) -> None:
    """A pipeline with a third party's strategy reads copies in its layout like any other."""
    text = render(truth, "tab_separated").replace("\t", "·")
    pipeline = _middle_dots()
    report = pipeline.parse(text)
    assert report.values() == truth.values()
    assert report.layouts == dict.fromkeys(truth.editions, "middle_dots")
    check_report(report, text)


@cache
def _middle_dots() -> Pipeline:
    return Pipeline(
        official_form(), [factory(official_labels()) for factory in (*BUILT_IN, MiddleDots)]
    )


@pytest.mark.parametrize("factory", BROKEN)
def test_every_fault_is_named(factory: type[AnyTab]) -> None:
    """A strategy with one fault fails with a message that says what was expected and what was found."""
    with pytest.raises(AssertionError, match=BROKEN[factory]):
        check_layout(factory)


def test_message_names_the_strategy_and_the_text() -> None:
    """The message begins with the strategy's name and the name of the text that it failed on."""
    broken = next(factory for factory in BROKEN if factory.__name__ == "Repeats")
    with pytest.raises(AssertionError, match=r"^any_tab, on 'only spaces': row 1"):
        check_layout(broken)


def test_score_is_cheap() -> None:
    """A score is asked of every layout for every table: it looks at the text a bounded number of times."""
    text = render_of_zeros()
    for factory in BUILT_IN:
        layout: Layout = factory(official_labels())

        def score(text: str, layout: Layout = layout) -> float:
            return layout.score(Lines(text))

        score(text)
        assert count_steps(score, text) < 40 * len(text)


def render_of_zeros() -> str:
    """Give a report of zeros."""
    tables = tables_of(official_form(), "2021")
    cells = {path: "0" for table in tables.values() for path in table.shape.paths}
    return render(Truth("某某县", 2024, dict.fromkeys(tables, "2021"), cells), "tab_separated")


def test_contract_needs_no_hypothesis() -> None:
    """Rendering and the contract run where neither hypothesis nor pytest is installed."""
    code = (
        "import sys; sys.modules['hypothesis'] = sys.modules['pytest'] = None\n"
        "from govinfo_report.testing import check_layout, render, truth_of\n"
        "from govinfo_report.layouts import TabSeparated\n"
        "check_layout(TabSeparated)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(SRC), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
