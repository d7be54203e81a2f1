"""Cells that a copy does not print and the sums leave no choice for; and those that they only seem to."""

import pytest

import govinfo_report as gr
from tests.strategies import copy_text

CLEAN, ZEROS = copy_text("tab_clean_2021"), copy_text("tab_clean_2019")
ROW = "\t\t2. 重复申请\t6\t3\t3\t1\t1\t4\t18\n"
ZERO_ROW = "2. 重复申请\t0\t0\t0\t0\t0\t0\t0\n"
REPEATED = "requests.not_processed_repeated"


def inferred(report: gr.Report, row: str) -> list[object]:
    """Give the one number of each cell of a row that is inferred; its state where it is not."""
    paths = report.tables["requests"].shape.row_paths(row.partition(".")[2])
    cells = [report.cell(path) for path in paths]
    return [cell.candidates[0] if cell.state == "inferred" else cell.state for cell in cells]


def test_one_open_cell_of_a_sum() -> None:
    """The line is lost; each column tells what it held. Nothing of it is stated."""
    report = gr.parse(CLEAN.replace(ROW, ""))
    assert inferred(report, REPEATED) == [6, 3, 3, 1, 1, 4, 18]
    assert not [path for path in report.values() if path.startswith(REPEATED)]


def test_two_lost_lines_tell_nothing() -> None:
    """What one of them lacks the other may have held."""
    lines = CLEAN.split("\n")
    at = lines.index(ROW.rstrip("\n"))
    report = gr.parse("\n".join([*lines[:at], *lines[at + 2 :]]))
    assert set(inferred(report, REPEATED)) == {"lost"}


def test_nothing_is_inferred_where_a_sum_fails() -> None:
    """What the office added up wrong proves no number."""
    assert "\t802\t" in CLEAN
    report = gr.parse(CLEAN.replace(ROW, "").replace("\t802\t", "\t9\t"))
    assert inferred(report, REPEATED)[0] != 6


def test_a_column_of_zeros() -> None:
    """A lost line of a table whose totals are 0 held zeros."""
    report = gr.parse(ZEROS.replace(ZERO_ROW, ""))
    assert inferred(report, REPEATED) == [0] * 7


@pytest.mark.parametrize("at", range(6))
def test_a_printed_number_is_not_gone(at: int) -> None:
    """6 among five zeros stands somewhere, though every column of the table adds up to 0."""
    numbers = ["0"] * 6
    numbers[at] = "6"
    report = gr.parse(ZEROS.replace(ZERO_ROW, "2. 重复申请\t" + "\t".join(numbers) + "\n"))
    assert 0 not in inferred(report, REPEATED)


def test_a_row_of_zeros_that_lost_one() -> None:
    """Whichever it was, the row's own sum leaves 0 for it: no warning, but a note."""
    report = gr.parse(ZEROS.replace(ZERO_ROW, "2. 重复申请" + "\t0" * 6 + "\n"))
    assert inferred(report, REPEATED) == [0] * 7
    assert not report.cell(f"{REPEATED}.total").is_doubted
