"""Tables with a cell a line and bars between them, as converters of web pages leave them in several ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.layouts import BarredCells
from govinfo_report.source import Lines
from govinfo_report.testing import Copy, generate, render
from govinfo_report.testing.contract import official_labels

PIPES = "\n行政许可 | 3 | 1 | 27 |"


def behind(text: str) -> str:
    """A bar behind each cell, and bars that fill short rows up, as ``render`` writes it."""
    return text


def not_filled(text: str) -> str:
    """No bars fill short rows up."""
    return "\n".join(line for line in text.split("\n") if not line or line.strip("|"))


def before_rows(text: str) -> str:
    """A bar stands before each row too, on a line of its own."""
    return "\n".join(
        f"{line}\n|" if line.strip("|") == "" and line else line for line in text.split("\n")
    )


def alone(text: str) -> str:
    """Each bar stands on a line of its own."""
    return not_filled(text).replace(" |\n", "\n|\n")


def roomy(text: str) -> str:
    """Blank lines and white space stand between the cells, as in the source of the page."""
    return text.replace(" |\n", "  | \n      \n       ")


def line_ends(text: str) -> str:
    """Lines end as on Windows."""
    return text.replace("\n", "\r\n")


WAYS: list[Callable[[str], str]] = [behind, not_filled, before_rows, alone, roomy, line_ends]


def tables_of(copy: Copy, write: Callable[[str], str]) -> str:
    """Write the tables of a copy in another way."""
    parts = copy.text.split("\n\n")
    return "\n\n".join(write(part) if part.count("|") > 1 else part for part in parts)


@pytest.mark.parametrize("write", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_way_of_writing_it_is_read(write: Callable[[str], str], edition: str) -> None:
    """All numbers are stated, none under a finding."""
    truth = generate(5, edition, requests=400)
    report = gr.parse(tables_of(render(truth, "barred_cells"), write))
    assert {*report.layouts.values()} == {"barred_cells"}
    assert report.values() == truth.values()
    assert not [finding for finding in report.findings if finding.severity != "info"]


@pytest.mark.parametrize("write", [behind, before_rows, line_ends], ids=lambda way: way.__name__)
def test_an_empty_cell_is_blank(write: Callable[[str], str]) -> None:
    """An office that issues no rules leaves the line empty; the next line keeps its numbers."""
    truth = generate(5, "2021", requests=400)
    empty = {f"disclosure.rules.{column}": "" for column in ("issued", "repealed", "in_force")}
    truth = evolve(truth, cells={**truth.cells, **empty})
    report = gr.parse(tables_of(render(truth, "barred_cells"), write))
    cells = [cell for cell in report.cells() if cell.path.startswith("disclosure.rules.")]
    assert [cell.state for cell in cells] == ["blank", "blank", "blank"]
    assert report.values() == truth.values()


def test_the_last_cell_of_a_copy_that_is_cut_off() -> None:
    """No bar stands behind it, as none stands behind a page's number; it ends its row."""
    truth = generate(5, "2021", requests=400)
    text = render(truth, "barred_cells").text
    label = text.index("（一）予以公开")
    total = text.index(f"\n{truth.values()['requests.granted.total']} |", label)
    report = gr.parse(text[: text.index(" |", total)] + "\n")
    found = {path: value for path, value in report.values().items() if ".granted." in path}
    assert found == {path: value for path, value in truth.values().items() if ".granted." in path}


def test_two_rows_in_one_run_that_end_in_empty_cells() -> None:
    """The label between them is gone: an empty cell in its place, and bars that fill the second row up."""
    copy = render(generate(5, "2021", requests=400), "barred_cells")
    start, end = copy.index("2.重复申请 |"), copy.index("3.要求提供公开出版物 |")
    above = "2.重复申请 |\n" + "|\n|\n4 |\n5 |\n|\n6 |\n|\n"
    text = copy[:start] + above + "|\n7 |\n8 |\n9 |\n|\n4 |\n|\n|\n||\n" + copy[end:]
    lines = Lines(text[start - 200 : start + 400], 0)
    numbers = [
        [cell for cell in row.cells if cell.isdecimal() or not cell]
        for row in BarredCells(official_labels()).rows(lines)
    ]
    assert ["", "", "4", "5", "", "6", ""] in numbers
    assert ["7", "8", "9", "", "4", "", ""] in numbers


def test_spans_lie_between_the_bars() -> None:
    """What a cell was read from is the number alone."""
    text = tables_of(render(generate(5, "2021", requests=400), "barred_cells"), roomy)
    report = gr.parse(text)
    for cell in report.cells():
        assert cell.start is not None
        assert cell.end is not None
        assert text[cell.start : cell.end] == cell.raw


def test_markdown_is_no_such_table() -> None:
    """Where lines hold several cells, bars part these."""
    score = BarredCells(official_labels()).score
    assert score(Lines("| 规章 | 3 | 1 | 27 |\n" * 20)) == 0
    assert score(Lines("规章 |\n3 |\n1 |\n27 |\n" * 3)) == pytest.approx(0.99)
    assert score(Lines("规章 |\n3 |\n1 |\n27 |\n" * 3 + PIPES)) == pytest.approx(0.99)
    assert score(Lines("规章 |\n3 |\n1 |\n27 |\n" * 3 + PIPES * 2)) == 0
    assert score(Lines("规章 |\n3 |\n1 |\n" * 3)) == 0


def test_prose_beside_few_bars_is_no_such_table() -> None:
    """Most lines that print something have a bar."""
    score = BarredCells(official_labels()).score
    assert score(Lines("规章 |\n3 |\n1 |\n27 |\n" * 3 + "本年度无。\n" * 13)) == 0
