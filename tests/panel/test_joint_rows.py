"""Rows whose numbers have run together, from the text of a copy to what the chain of years makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from attrs import evolve

pytest.importorskip("duckdb")

import govinfo_report as gr
from govinfo_report.panel.joint_rows import COLUMNS, OpenRow, row_readings
from govinfo_report.testing import generate, render
from tests.panel.filings import DOCUMENTS

LABEL = "行政规范性文件"
JOINS: dict[str, Callable[..., str]] = {
    "one run": "{}{}{}".format,
    "first apart": "{}\t{}{}".format,
    "last apart": "{}{}\t{}".format,
}
YEARS = {2021: (5, 2, 25), 2022: (5, 4, 26), 2023: (1, 1, 26)}


def printed(year: int, numbers: Sequence[int], join: str) -> gr.Report:
    """Read a copy of which only the row of normative documents has run together."""
    cells = {f"{DOCUMENTS}.{c}": str(n) for c, n in zip(COLUMNS, numbers, strict=True)}
    truth = generate(year, "2021", 0)
    truth = evolve(truth, organization="某市科学技术局", year=year, cells={**truth.cells, **cells})
    text = render(truth, "tab_separated").text
    row = f"{LABEL}\t" + "\t".join(map(str, numbers))
    assert row in text
    return gr.parse(text.replace(row, f"{LABEL}\t{JOINS[join](*numbers)}"))


def open_row(report: gr.Report) -> OpenRow:
    """Give the row as the panel has it."""
    cells = [report.cell(f"{DOCUMENTS}.{column}") for column in COLUMNS]
    return OpenRow(
        "a",
        DOCUMENTS,
        2021,
        tuple(None if cell.value is None else int(cell.value) for cell in cells),
        tuple(" ".join(map(str, cell.candidates)) for cell in cells),
        tuple(cell.state for cell in cells),
    )


def settled(reports: Sequence[gr.Report]) -> dict[tuple[int, str], int]:
    """Give what the chain settles of the row: (year, column) to the number."""
    with gr.build_panel(reports) as panel:
        rows = panel.table("candidates").to_pylist()
    return {
        (row["year"], row["measure"].rpartition(".")[2]): row["value"]
        for row in rows
        if row["measure"].startswith(DOCUMENTS)
    }


@pytest.mark.parametrize("join", JOINS)
def test_one_joint_reading_is_left(join: str) -> None:
    """5225, 5426 and 1126, also where one bound is left, have one reading each that keeps the chain of three years."""
    reports = [printed(year, numbers, join) for year, numbers in YEARS.items()]
    assert len(row_readings(open_row(reports[0]))) > 1
    assert settled(reports) == {
        (year, column): number
        for year, numbers in YEARS.items()
        for column, number in zip(COLUMNS, numbers, strict=True)
    }
    assert all(report.cell(f"{DOCUMENTS}.{COLUMNS[0]}").value is None for report in reports)


def test_a_third_year_settles_what_two_leave_open() -> None:
    """1110 and 1028 have two joint readings, which differ in what was issued and repealed; the year before decides."""
    years = {2020: (3, 1, 10), 2021: (1, 11, 0), 2022: (10, 2, 8)}
    numbers = {
        (year, c): n for year, row in years.items() for c, n in zip(COLUMNS, row, strict=True)
    }
    reports = [printed(year, row, "one run") for year, row in years.items()]
    of_two = {
        cell: n for cell, n in numbers.items() if cell[0] == 2022 or cell == (2021, "in_force")
    }
    assert settled(reports[1:]) == of_two
    assert settled(reports) == numbers


def test_a_chain_that_no_reading_keeps_settles_nothing() -> None:
    """Where no reading of the second year goes on from the first, no number is offered for either."""
    assert (
        settled([printed(2021, (5, 2, 25), "one run"), printed(2022, (1, 1, 99), "one run")]) == {}
    )


@pytest.mark.parametrize("join", JOINS)
@pytest.mark.parametrize(
    "numbers",
    [(5, 2, 25), (2, 2, 25), (25, 2, 225), (1, 0, 13), (10, 3, 120), (12, 12, 12), (77, 132, 470)],
)
def test_the_truth_is_among_the_readings(join: str, numbers: tuple[int, ...]) -> None:
    """Whatever has run together, the numbers that the office wrote are one of the readings."""
    assert numbers in row_readings(open_row(printed(2021, numbers, join)))


def test_candidates_that_tell_no_runs_are_left_open() -> None:
    """Candidates that a row printed so would not have give no reading."""
    states = ("ambiguous",) * 3
    row = OpenRow("a", DOCUMENTS, 2021, (None,) * 3, ("5 52", "2 22", "5 25"), states)
    assert row_readings(row) == ()
    assert row_readings(evolve(row, candidates=("5", "", "25"))) == ()
