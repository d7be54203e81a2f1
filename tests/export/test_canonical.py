"""A report written as Markdown or HTML says what it said, whatever a copy can print."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.form_grid import printed_rows
from govinfo_report.form_view import form
from tests.documents import FOLDER as DOCUMENTS
from tests.paths import COPIES
from tests.strategies import copy_text

Write = Callable[[gr.Report], gr.Report]

WRITERS: dict[str, Write] = {
    "markdown": lambda report: gr.parse(report.to_markdown()),
    "html": lambda report: gr.read(report.to_html_tables().encode()),
}
# States of cells whose ink can be printed once more.
PRINTED = ("printed", "aligned", "blank", "mark", "unreadable")
FILES = [*sorted(COPIES.glob("*.txt")), *sorted(DOCUMENTS.glob("report_*.html"))]


def said(report: gr.Report) -> dict[str, Any]:
    """Give what a report says of itself and of each cell, without where it stands."""
    cells = {
        # what a web page prints is told as its source has it
        cell.path: (
            cell.state.replace("aligned", "printed"),
            cell.value,
            unescape(cell.raw),
            cell.unit,
        )
        for cell in report.cells()
        if cell.state in PRINTED
    }
    editions = {table: edition for table, edition in report.editions.items() if edition}
    return {**cells, "": (report.title, report.organization, report.year, editions)}


def check(report: gr.Report, write: Write) -> None:
    """Check that a report read back says the same, and states nothing that it did not."""
    again = write(report)
    found = said(again)
    for path, entry in said(report).items():
        assert found[path] == entry, path
    assert again.values() == report.values()


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_sample_is_read_back(file: Any, write: Write) -> None:
    """Whatever layout or edition a copy has, it can be written and read back."""
    check(gr.read(file), write)


INKS = [
    "",
    "/",
    "—",
    "无",
    "约3",
    "0",
    "12",
    "1,234",
    "１２",
    "-3",
    "2.5",
    "12.5元",
    "3万元",
    "a<b>&c",
    "见附件",
]


@settings(max_examples=25)
@given(st.dictionaries(st.integers(0, 199), st.sampled_from(INKS), max_size=6))
def test_whatever_a_cell_prints_is_read_back(changes: dict[int, str]) -> None:
    """Marks, empty cells, words, signs, fractions, units: each cell has its state and its ink again."""
    text = copy_text("tab_clean_2021")
    cells = list(gr.parse(text).cells())
    for at, ink in sorted(changes.items(), reverse=True):
        start, end = cells[at].start, cells[at].end
        assert start is not None
        text = text[:start] + ink + text[end:]
    report = gr.parse(text)
    for write in WRITERS.values():
        check(report, write)


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
def test_the_statistics_table_is_read_back(write: Write) -> None:
    """A table of 2014 to 2018 is written with the unit of each line."""
    lines = [f"{cell.label}\t{cell.unit}\t{at}" for at, cell in enumerate(form().editions["2014"])]
    text = "\n".join(
        ["霁川市人民政府2016年政府信息公开工作年度报告", "政府信息公开情况统计表", *lines]
    )
    report = gr.parse(text)
    assert len(report.values()) == len(lines)
    check(report, write)


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
@pytest.mark.parametrize("unit", ["元", "亿元", None])
def test_no_unit_is_made_up(unit: str | None, write: Write) -> None:
    """Money has the unit of the copy, or none where the copy prints none."""
    heading = "本年收费金额（单位：万元）"
    text = copy_text("tab_clean_2021")
    assert heading in text
    report = gr.parse(
        text.replace(heading, f"本年收费金额（单位：{unit}）" if unit else "本年收费金额")
    )
    assert report.cell("disclosure.administrative_fees.fee_amount").unit == unit
    check(report, write)


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
def test_what_is_not_stated_stays_so(write: Write) -> None:
    """An inferred, open or lost cell comes back without a number, and without counting 0."""
    report = gr.read(COPIES / "tab_shifted_2020.txt")
    again = write(report)
    for cell in report.cells():
        if cell.state not in PRINTED:
            assert again.cell(cell.path).state not in ("printed", "aligned", "blank", "mark")


def test_prose_and_days_are_kept() -> None:
    """Sections keep their heading and their prose, and the signature its day."""
    report = gr.read(COPIES / "tab_clean_2021.txt")
    again = gr.parse(report.to_markdown())
    assert [section.heading for section in again.sections] == [
        section.heading for section in report.sections
    ]
    for one, other in zip(report.sections, again.sections, strict=True):
        if one.id not in report.tables:
            assert one.text.split() == other.text.split()
    assert again.identity["signed"].value == report.identity["signed"].value
    assert [claim.raw for claim in again.claims] == [claim.raw for claim in report.claims]


class Tags(HTMLParser):
    """Collects the names of tags."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Take a tag."""
        self.names.add(tag)


def test_hostile_text_stays_text() -> None:
    """What a copy prints becomes no tag."""
    text = copy_text("tab_clean_2021").replace("规章\t3\t", "规章\t<script>x</script>\t")
    tags = Tags()
    tags.feed(gr.parse(text.replace("一、总体情况", "一、总体情况\n<img src=x>")).to_html_tables())
    assert tags.names <= {
        *("html", "head", "meta", "title", "body"),
        *("h1", "h2", "p", "table", "tr", "th", "td"),
    }


@pytest.mark.parametrize(
    ("edition", "table"),
    [(name, table) for name, each in form().editions.items() for table in each.tables],
)
def test_printed_tables_are_rectangles(edition: str, table: str) -> None:
    """Every cell of the edition stands once, and each row is as wide as the others."""
    placed = [(at, cell) for at, row in enumerate(printed_rows(table, edition)) for cell in row]
    known = form().editions[edition].tables[table]
    paths = [path for _, cell in placed for path in cell.paths]
    assert sorted(paths) == sorted(cell.path for cell in known)
    area = [
        (row + down, cell.column + on)
        for row, cell in placed
        for down in range(cell.height)
        for on in range(cell.width)
    ]
    assert len(area) == len(set(area))
    height, width = max(row for row, _ in area) + 1, max(column for _, column in area) + 1
    assert len(area) == height * width
