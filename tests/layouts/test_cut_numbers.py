"""Copies that end inside a table: the last number may be cut."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render

CELL = "disclosure.administrative_penalty.decisions"
TRUTH = generate(3, "2021", 60)
TRUE = evolve(TRUTH, cells={**TRUTH.cells, CELL: "8362"})
LAYOUTS = "tab_separated", "pipe_table", "space_aligned", "flattened_header", "run_together"


def cut(report: gr.Report) -> list[str]:
    """Give the cells that may be cut."""
    return [path for item in report.findings if item.code == "number_cut" for path in item.cells]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_that_ends_behind_a_digit(layout: str) -> None:
    """83 of 8362: the number is stated, and said to be doubtful; behind a line end it is whole."""
    whole = render(TRUE, layout)
    text = whole[: whole.index("8362") + 2]
    report = gr.parse(text)
    assert cut(report) == ([CELL] if report.cell(CELL).value is not None else [])
    assert not cut(gr.parse(text + "\n"))
    assert not cut(gr.parse(text + " |"))


def test_a_page_that_ends_inside_a_cell() -> None:
    """No tag closes the cell."""
    page = "<p>二、主动公开政府信息情况</p><table><tr><td>行政许可</td><td>5</td></tr><tr><td>行政处罚</td><td>61"
    assert cut(gr.parse(page)) == [CELL]
    assert not cut(gr.parse(page + "</td></tr></table>"))


def test_a_total_that_adds_up_is_whole() -> None:
    """A table alone, its last line end taken away."""
    text = render(TRUTH, "tab_separated")
    line = next(line for line in text.split("\n") if line.startswith("一、本年新收"))
    assert not line.rstrip().endswith("\t0")
    assert not cut(gr.parse(text[: text.index(line) + len(line)].rstrip()))
