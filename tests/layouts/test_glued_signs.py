"""Signs and line ends in text run together: 120-77 may be 120, -7 and 7, or 120, a mark and 77."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render

ROW = "disclosure.administrative_penalty"
CELLS = tuple(f"{ROW}.{column}" for column in ("previous_items", "change", "decisions"))
TRUTH = generate(6, "2019", 60)


def parsed(values: tuple[str, str, str], glued: str, printed: str) -> gr.Report:
    """Read a copy run together that prints a row so."""
    true = evolve(TRUTH, cells={**TRUTH.cells, **dict(zip(CELLS, values, strict=True))})
    text = render(true, "run_together")
    assert text.count("行政处罚" + glued) == 1
    return gr.parse(text.replace("行政处罚" + glued, "行政处罚" + printed))


def listed(report: gr.Report) -> set[str]:
    """Give the cells that findings of at least warning list."""
    doubts = [found for found in report.findings if found.severity in ("warning", "error")]
    return {path for found in doubts for path in found.cells}


@pytest.mark.parametrize("printed", ["120-77", "1208-77", "120+77"])
def test_a_sign_may_be_a_mark_or_another_number_s(printed: str) -> None:
    """What the cuts agree in is stated, and the whole row listed."""
    report = parsed(("120", "-7", "7"), "120-77", printed)
    assert set(CELLS) <= listed(report)
    if "-" in printed:
        assert report.cell(CELLS[1]).value is None
        assert report.cell(CELLS[2]).candidates == (7, 77)


def test_a_number_that_a_line_end_parts_is_doubted() -> None:
    """行政许可120 above 11, a page's: the number is put together, and said to be."""
    path = "disclosure.administrative_licensing.decisions"
    true = generate(3, "2021", 60)
    text = render(evolve(true, cells={**true.cells, path: "120"}), "run_together")
    assert text.count("行政许可120") == 1
    report = gr.parse(text.replace("行政许可120", "行政许可120\n 11 \n"))
    assert path in listed(report)
    assert path not in listed(gr.parse(text))


def test_wide_commas_stand_inside_numbers() -> None:
    """1，078 is a number, and not the end of a sentence."""
    path = "disclosure.administrative_licensing.decisions"
    true = generate(3, "2021", 60)
    text = render(evolve(true, cells={**true.cells, path: "1078"}), "run_together")
    assert text.count("行政许可1078") == 1
    assert gr.parse(text.replace("行政许可1078", "行政许可1，078")).cell(path).value == 1078
