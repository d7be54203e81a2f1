"""Tables as programs write them down: CSV of several kinds, and lists of cells."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from itertools import count

import pytest

import govinfo_report as gr
from govinfo_report.layouts import CommaSeparated
from govinfo_report.source import Lines
from govinfo_report.testing import generate, render
from govinfo_report.testing.contract import official_labels
from tests.layouts.changed_copies import doubted, in_disclosure

Grid = list[list[str]]


def as_csv(grid: Grid, line_end: str = "\n", all_quoted: bool = False) -> str:
    """Write a table as CSV."""
    written = StringIO()
    csv.writer(
        written,
        lineterminator=line_end,
        quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
    ).writerows(grid)
    return written.getvalue()


def counted(grid: Grid) -> str:
    """Write a table as a data frame is: its columns and its rows are counted from 0."""
    heading = ["", *map(str, range(len(grid[0])))]
    return as_csv([heading, *([str(at), *row] for at, row in zip(count(), grid, strict=False))])


def broken(cell: str) -> str:
    """Break the words of a cell over lines."""
    pieces = [cell[at : at + 4] for at in range(0, len(cell), 4)]
    return cell if cell[:1].isdecimal() else "\n".join(pieces)


WRITERS: dict[str, Callable[[Grid], str]] = {
    "CSV": as_csv,
    "all in quotes": lambda grid: as_csv(grid, all_quoted=True),
    "line ends of Windows": lambda grid: as_csv(grid, line_end="\r\n"),
    "words over lines": lambda grid: as_csv([[*map(broken, row)] for row in grid]),
    "counted": counted,
    "columns counted": lambda grid: as_csv([[*map(str, range(len(grid[0])))], *grid]),
    "lists": lambda grid: "\n".join(map(repr, grid)),
    "one list": repr,
    "JSON": lambda grid: json.dumps(grid, ensure_ascii=False),
    "JSON without blanks": lambda grid: json.dumps(grid, ensure_ascii=False, separators=(",", ":")),
    "cells that are not there": lambda grid: repr([[cell or None for cell in row] for row in grid]),
    "words over lines in lists": lambda grid: "\n".join(
        repr([broken(cell) or None for cell in row]) for row in grid
    ),
}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    ("seed", "edition", "requests"), [(2, "2021", 60), (3, "2019", 400), (5, "2021", 0)]
)
def test_every_number_is_read(kind: str, seed: int, edition: str, requests: int) -> None:
    """Whatever program wrote the tables."""
    truth = generate(seed, edition, requests)
    lines: list[str] = []
    grid: Grid = []
    for line in (*render(truth, "tab_separated").split("\n"), ""):
        if "\t" in line:
            grid.append(line.split("\t"))
        else:
            if grid:
                width = max(map(len, grid))
                whole = [row + [""] * (width - len(row)) for row in grid]
                lines.append(WRITERS[kind](whole).rstrip("\r\n"))
                grid = []
            lines.append(line)
    report = gr.parse("\n".join(lines))
    assert {*report.layouts.values()} == {"comma_separated"}
    assert report.values() == truth.values()
    notes = {
        path for found in report.findings if found.code == "unit_unknown" for path in found.cells
    }
    assert doubted(report) <= notes


ROWS = "规章,3,1,27\n行政规范性文件,41,16,388\n行政许可,5,,\n"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        (ROWS, 0.99),
        ("信息内容,本年制发件数,本年废止件数,现行有效件数\n" + ROWS, 0.99),
        (f"{ROWS}检查次数,5\n", 0.99 * 3 / 4),
        # too few commas, or as many tabs
        ("规章,3,1,27\n行政许可,5,,\n", 0.0),
        (ROWS + "\t" * 9, 0.0),
        # most rows have no label of the form
        (ROWS + "检查次数,5\n督查次数,6\n考核次数,7\n", 0.0),
        # amounts, below one another and behind their labels
        ("1,204\n" * 9, 0.0),
        ("行政事业性收费 1,204 5,300\n" * 9, 0.0),
        (",".join("0" * 15) + "\n", 0.99),
    ],
)
def test_what_looks_like_it(text: str, score: float) -> None:
    """Commas part cells where most rows are a label of the form and numbers, or as many cells as table 四 has."""
    assert CommaSeparated(official_labels()).score(Lines(text)) == pytest.approx(score)


@pytest.mark.parametrize("headings", [1, 3])
def test_the_same_number_in_several_columns(headings: int) -> None:
    """821,821,821 behind a label is no number with two commas, but one that is printed for each column."""
    heading = ",".join(["本年收费金额（单位：万元）"] * headings + [""] * (3 - headings))
    report = in_disclosure(
        "信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,3,1,27\n行政规范性文件,41,16,388\n"
        f"信息内容,{heading}\n行政事业性收费,821,821,821\n"
    )
    cell = report.cell("disclosure.administrative_fees.fee_amount")
    assert (cell.value, cell.raw) == (821, "821")


def test_numbers_longer_than_any_that_counts_rows() -> None:
    """Python makes no number of five thousand digits."""
    lines = [f"{'9' * 5_000},规章,3,1,27", f"{'9' * 5_000},行政许可,5,,"] * 2
    assert in_disclosure("\n".join(lines)).values()["disclosure.rules.issued"] == 3


def test_a_label_with_commas_of_its_own() -> None:
    """Written without quotes; one column is lost, and the end of the label is none of seven cells."""
    text = render(generate(3, "2021", 400), "comma_separated")
    note = "(区分处理的,只计这一情形,不计其他情形)"
    line = f"(二)部分公开{note},85,0,0,6,0,91"
    report = gr.parse(re.sub(r"(?m)^.*部分公开.*$", line, text))
    row = [cell for cell in report.cells() if cell.path.startswith("requests.partly_granted.")]
    assert "unreadable" not in {cell.state for cell in row}
    assert {cell.path for cell in row if cell.value is not None} <= doubted(report)


def test_a_label_with_commas_of_its_own_and_all_numbers() -> None:
    """The same line with every number."""
    text = render(generate(3, "2021", 400), "comma_separated")
    label = "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"
    changed = re.sub(r'(?m)^(?:.*部分公开[^\d\r\n]*?)"?,(?=\d)', f"{label},", text)
    assert label in changed
    assert gr.parse(changed).values() == gr.parse(text).values()
