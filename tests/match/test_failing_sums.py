"""A line with as many numbers as the form, between its label and the next, is stated where its sum fails, too."""

from __future__ import annotations

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.labels import Lexicons
from govinfo_report.layouts import TabSeparated
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.testing import generate, render

ERRORS = ("requests.new_received.natural_person", "requests.granted.total")


@pytest.mark.parametrize("layout", ["bare_cells", "barred_cells"])
@pytest.mark.parametrize("errors", [ERRORS[:1], ERRORS])
def test_an_office_s_errors_are_stated(layout: str, errors: tuple[str, ...]) -> None:
    """Read by the judge alone, no number is passed over, and none is inferred in its place."""
    form = official_form()
    pipeline = Pipeline(form, [TabSeparated(Lexicons(form).has_label)])
    for seed in range(3):
        truth = generate(seed, "2021", 400)
        wrong = {path: str(int(truth.cells[path] or 0) + 5) for path in errors}
        report = pipeline.parse(render(evolve(truth, cells={**truth.cells, **wrong}), layout).text)
        assert report.layouts["requests"] == "least_damage"
        values = report.values(inferred=True)
        assert {path: values.get(path) for path in wrong} == {p: int(n) for p, n in wrong.items()}
        listed = {path for item in gr_errors(report) for path in item.cells}
        assert listed >= set(wrong)


def gr_errors(report: gr.Report) -> list[gr.Finding]:
    """Give the findings of a report that doubt a number."""
    return [item for item in report.findings if item.severity != "info"]
