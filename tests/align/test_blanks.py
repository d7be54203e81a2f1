"""Small offices that leave their zeros empty: one row in doubt opens no other whose own place is shown."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.labels import Lexicons
from govinfo_report.layouts import registered
from govinfo_report.model import Row
from govinfo_report.official import official_form
from govinfo_report.source import Lines
from govinfo_report.testing import generate, mangle, render

# Layout, requests, seed, and what it was left open for.
SMALL = [
    ("bare_cells", 2, 770000012, "numbers mostly stand six apart"),
    ("bare_cells", 5, 770000014, "most rows have one number"),
]


def rows_of(layout: str, text: str) -> list[Row]:
    """Return the rows that a layout finds in a table 三."""
    known = registered(Lexicons(official_form()).has_label)
    strategy = next(each for each in known if each.name == layout)
    return list(strategy.rows(Lines(text)))


@pytest.mark.parametrize(
    ("layout", "requests", "seed", "cause"), SMALL, ids=[case[-1] for case in SMALL]
)
def test_what_is_printed_is_read(layout: str, requests: int, seed: int, cause: str) -> None:
    """Every number other than 0 of table 三 is stated, and none otherwise than printed."""
    copy = mangle(render(generate(seed, None, requests), layout), ("blank_zeros",), seed)
    values = gr.parse(copy.text).values()
    printed = {
        path: held.value
        for path, held in copy.printed().items()
        if path.startswith("requests.") and held.value
    }
    assert printed, cause
    assert {path: values.get(path) for path in printed} == printed


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_a_row_with_an_empty_cell_too_many_is_not_read_under_the_headings(seed: int) -> None:
    """Its numbers stand one column off, wherever that cell is; what is stated of it is right, or under a warning."""
    copy = mangle(render(generate(seed, "2021", 2), "tab_separated"), ("blank_zeros",), seed)
    printed = {path: held.value for path, held in copy.printed().items()}
    start = copy.text.index("一、本年新收政府信息")
    end = copy.text.index("四、政府信息公开行政复议")
    lines = copy.text[start:end].split("\n")
    tried = 0
    for at, line in enumerate(lines):
        cells = line.split("\t")
        if not any(cell.isdecimal() for cell in cells):
            continue
        tried += 1
        changed = [*lines[:at], "\t".join([*cells[:-7], "", *cells[-7:]]), *lines[at + 1 :]]
        report = gr.parse(copy.text[:start] + "\n".join(changed) + copy.text[end:])
        listed = {
            path
            for finding in report.findings
            if finding.severity != "info"
            for path in finding.cells
        }
        stated = {path: value for path, value in report.values().items() if path not in listed}
        assert stated == {path: printed.get(path) for path in stated}
    assert tried > 5


@pytest.mark.parametrize("seed", [71_086, 71_116, 71_152])
def test_torn_headings_show_the_grid(seed: int) -> None:
    """The words of half the columns are torn (结果 above 维持); together with the others they are as many as cells."""
    copy = mangle(render(generate(seed, requests=60), "flattened_header"), "blank_zeros", seed)
    report = gr.parse(copy.text)
    printed = {path: number.value for path, number in copy.printed().items()}
    review = {path: value for path, value in printed.items() if path.startswith("review.")}
    assert review
    assert review.items() <= report.values().items()
