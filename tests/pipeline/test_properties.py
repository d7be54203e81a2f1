"""What holds for every report: made-up ones come back as they were, and no text at all breaks the library."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.testing import SEPARATED, Truth, render, truth_of
from govinfo_report.testing.strategies import truths
from tests.soundness import check_report
from tests.strategies import any_texts, damaged_reports, worn_reports

SETTINGS = settings(max_examples=25, suppress_health_check=[HealthCheck.data_too_large])
LONG = settings(SETTINGS, max_examples=4_000, derandomize=False, database=None)

# What may be said of a report whose sums hold: notes about units, and about counts that nothing ties together.
NOTES = {"unit_unknown", "published_above_total", "edition_mixed", "edition_conflict"}

# In text that is lined up with spaces an empty cell is left open where no sum tells it.
CELLS_KEPT = [layout for layout in SEPARATED if layout != "space_aligned"]

# A cell a line is one layout, with bars around the cells and without.
READ_AS = {"barred_cells": "bare_cells"}


def check_same(truth: Truth, layout: str) -> gr.Report:
    """Check that a truth, rendered and parsed, is what it was; give the report."""
    text = render(truth, layout)
    report = gr.parse(text)
    assert report.editions == truth.editions
    assert (report.title, report.organization, report.year) == (
        truth.title,
        truth.organization,
        truth.year,
    )
    found = {
        cell.path: (cell.state, cell.value, type(cell.value), cell.unit, cell.raw)
        for cell in report.cells()
    }
    expected = {
        path: (cell.state, cell.value, type(cell.value), cell.unit, truth.cells[path])
        for path, cell in truth.printed().items()
    }
    wrong = {
        path: f"expected {expected[path]}, found {found.get(path)}"
        for path in expected
        if expected[path] != found.get(path)
    }
    assert not wrong
    assert list(found) == list(expected)
    assert report.values() == truth.values()
    for section in report.sections:
        assert truth.sections.get(section.id, "") in section.text
    assert [section.id for section in report.sections] == list(truth.form.sections)
    check_report(report, text)
    return report


@pytest.mark.parametrize("edition", list(official_form().editions))
@pytest.mark.parametrize("layout", SEPARATED)
def test_whole_report_comes_back(layout: str, edition: str) -> None:
    """Of a report whose sums hold, every number comes back with its text, state and unit, and nothing is amiss."""

    @SETTINGS
    @given(truths(edition))
    def holds(truth: Truth) -> None:
        report = check_same(truth, layout)
        assert report.layouts == dict.fromkeys(truth.editions, READ_AS.get(layout, layout))
        assert {finding.code for finding in report.findings} <= NOTES

    holds()


@pytest.mark.parametrize("layout", SEPARATED)
def test_blanks_and_marks_come_back(layout: str) -> None:
    """An empty cell and a mark are neither a zero nor each other, and the sums still hold with them."""

    @SETTINGS
    @given(truths(blanks=layout in CELLS_KEPT, marks=True, mixed=True))
    def holds(truth: Truth) -> None:
        report = check_same(truth, layout)
        assert {finding.code for finding in report.findings} <= NOTES

    holds()


@SETTINGS
@given(truths(sums_hold=False), st.sampled_from(list(SEPARATED)))
def test_printed_number_is_a_fact(truth: Truth, layout: str) -> None:
    """Where the sums do not hold the numbers come back all the same, and a finding of severity error says so."""
    report = check_same(truth, layout)
    values = truth.values()
    off = [
        row
        for row in truth.table("review").lines[0].rows
        if sum(values[path] for path in truth.table("review").shape.row_paths(row)[:-1])
        != values[truth.table("review").shape.row_paths(row)[-1]]
    ]
    said = [finding for finding in report.findings if finding.code == "review_total"]
    assert len(said) == len(off)
    assert all(finding.severity == "error" and finding.verdict for finding in said)


@SETTINGS
@given(truths(blanks=True, marks=True), st.sampled_from(CELLS_KEPT))
def test_layouts_agree(truth: Truth, first: str) -> None:
    """A report that is parsed and rendered anew in any layout says the same as before."""
    report = gr.parse(render(truth, first))
    printed = {cell.path: (cell.state, cell.value, cell.raw) for cell in report.cells()}
    for layout in CELLS_KEPT:
        again = gr.parse(render(truth_of(report), layout))
        assert {cell.path: (cell.state, cell.value, cell.raw) for cell in again.cells()} == printed
        assert again.year == report.year
        assert again.organization == report.organization


@settings(SETTINGS, max_examples=100)
@given(any_texts())
def test_any_text_gives_a_report(text: str) -> None:
    """Any text gives a report whose every place, number and finding is about that text."""
    check_report(gr.parse(text), text)


@settings(SETTINGS, max_examples=100)
@given(damaged_reports())
def test_damaged_copy_gives_a_report(text: str) -> None:
    """A copy cut, shuffled, repeated or overwritten gives a report that states nothing the copy does not print."""
    check_report(gr.parse(text), text)


@settings(SETTINGS, max_examples=100)
@given(worn_reports())
def test_worn_copy_gives_a_report(text: str) -> None:
    """A copy with characters, cells and lines changed in many places gives a report that is about its text."""
    check_report(gr.parse(text), text)


@pytest.mark.long
@LONG
@given(st.one_of(any_texts(), damaged_reports(), worn_reports()))
def test_any_text_gives_a_report_long(text: str) -> None:
    """The same, searched for long."""
    check_report(gr.parse(text), text)


@settings(SETTINGS, max_examples=15)
@given(st.one_of(any_texts(), damaged_reports()))
def test_memory_of_a_pipeline_changes_nothing(text: str) -> None:
    """A pipeline that has read many copies gives the same answer as a new one, and twice the same."""
    warm = gr.parse(text).to_dict(text=True)
    assert gr.parse(text).to_dict(text=True) == warm
    assert Pipeline(official_form()).parse(text).to_dict(text=True) == warm
