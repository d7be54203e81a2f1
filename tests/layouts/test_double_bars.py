"""Two bars between two cells: they are read as one."""

import pytest

import govinfo_report as gr
from govinfo_report.layouts import PipeTable
from govinfo_report.source import Lines
from govinfo_report.testing import generate, render
from govinfo_report.testing.contract import official_labels

NOUGHTS = ["0", "", "\\", "/", "—"]


def with_bars(seed: int, edition: str, nought: str, bar: str) -> str:
    """Give a copy with a bar between its cells, and what it prints for zeros."""
    rows = [
        line.split("\t")
        for line in render(generate(seed, edition, 60), "tab_separated").split("\n")
    ]
    return "\n".join(
        bar.join(nought if cell == "0" and len(row) > 1 else cell for cell in row) for row in rows
    )


@pytest.mark.parametrize("bar", ["||", " || ", "││", "｜｜"])
@pytest.mark.parametrize("nought", NOUGHTS)
@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("seed", [3, 4])
def test_two_bars_are_one(seed: int, edition: str, nought: str, bar: str) -> None:
    """What is stated is what tabs state; nothing stands a cell off."""
    report = gr.parse(with_bars(seed, edition, nought, bar))
    tabs = gr.parse(with_bars(seed, edition, nought, "\t"))
    assert report.values().items() <= tabs.values().items()
    if nought:
        assert report.values() == tabs.values()


def test_an_odd_bar_is_one_of_single_ones() -> None:
    """规章||2|3: an empty cell, and two numbers."""
    text = render(generate(3, "2021", 60), "tab_separated").replace("\t", "|")
    report = gr.parse(text)
    assert gr.parse(text.replace("规章|", "规章||")).values().items() <= report.values().items()


def test_two_bars_around_a_row() -> None:
    """They stand before its first cell and behind its last one as well; a line may end inside a cell."""
    text = "|| 规章 || 3 || || 27 ||\n|| 行政规范\n性文件 || 1 || 2 || 9 ||\n"
    rows = list(PipeTable(official_labels()).rows(Lines(text, 0)))
    assert [list(row.cells) for row in rows] == [
        ["规章", "3", "", "27"],
        ["行政规范\n性文件", "1", "2", "9"],
    ]
    for row in rows:
        for at, cell in enumerate(row.cells):
            assert "".join(text[start:end] for start, end in row.spans(at)) == cell
