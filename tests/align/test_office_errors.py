"""Run-together tables in which the office erred: what is stated is what it printed, under a warning."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import Truth, generate, render
from govinfo_report.testing.recipes import office

SEEDS = range(40)


def one_total(truth: Truth, rng: Random) -> Truth | None:
    """Leave the total of one row at 0."""
    paths = [
        path
        for path, text in truth.cells.items()
        if path.startswith("requests.") and path.endswith(".total") and text not in ("", "0")
    ]
    return office._changed(truth, {**truth.cells, rng.choice(paths): "0"}) if paths else None


ERRORS: dict[str, tuple[Callable[[Truth, Random], Truth | None], float]] = {
    # the part of the cells that is stated: what the digits leave open is less with fewer requests
    "mistyped": (office.mistype, 0.94),
    "misplaced": (office.misplace, 0.99),
    "carried": (office.carry_error, 0.99),
    "left out": (office.leave_out, 0.95),
    "one total": (one_total, 0.95),
    "totals": (office.leave_totals, 0.35),
}


@pytest.mark.parametrize("error", ERRORS)
def test_what_an_office_erred_in_is_read_as_printed(error: str) -> None:
    """Nothing is stated but what is printed, or a finding lists it; and nearly all of it is stated."""
    make, part = ERRORS[error]
    held = read = 0
    for seed in SEEDS:
        truth = make(generate(seed, None, 60), Random(seed))
        if truth is None or truth.sums_hold():
            continue
        copy = render(truth, "run_together")
        report = gr.parse(copy.text)
        values = report.values()
        warned = {
            path
            for finding in report.findings
            if finding.severity != "info"
            for path in finding.cells
        }
        for path, printed in copy.printed().items():
            if path.startswith("requests.") and printed.value is not None:
                held += 1
                read += values.get(path) == printed.value
                assert values.get(path, printed.value) == printed.value or path in warned
    assert held
    assert read >= part * held


def failing_sums(truth: Truth) -> int:
    """Count the sums that fail in a copy of a truth."""
    report = gr.parse(render(truth, "tab_separated").text)
    codes = {entry.code for entry in truth.form.sums}
    return sum(finding.code in codes for finding in report.findings)


def exchanged(truth: Truth, one: str, other: str, place: int) -> Truth:
    """Exchange the numbers of two rows (place 1) or two columns (place 2) of table 三."""

    def moved(path: str) -> str:
        parts = path.split(".")
        if parts[0] == "requests" and parts[place] in (one, other):
            parts[place] = other if parts[place] == one else one
        return ".".join(parts)

    return evolve(truth, cells={path: truth.cells[moved(path)] for path in truth.cells})


@pytest.mark.parametrize("error", ["mistyped", "misplaced", "left out", "totals"])
def test_sums_are_blind_to_the_order_of_rows_and_columns(error: str) -> None:
    """Whichever results or applicants change places, as many sums fail as before."""
    make, _ = ERRORS[error]
    compared = 0
    for seed in SEEDS[:12]:
        truth = make(generate(seed, None, 60), Random(seed))
        if truth is None:
            continue
        rng = Random(seed)
        results, _ = office._results(truth)
        columns = office._total(truth, "requests").parts
        before = failing_sums(truth)
        compared += before > 0
        for names, place in ((results, 1), (list(columns), 2)):
            one, other = rng.sample(names, 2)
            assert failing_sums(exchanged(truth, one, other, place)) == before
    assert compared
