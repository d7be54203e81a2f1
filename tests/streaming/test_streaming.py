"""Rows and cells of a stream are those of the whole parse, given as soon as they are sure, in bounded memory."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from itertools import chain, repeat
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.model import Cell
from govinfo_report.streaming import cut_reports, iter_tables, tables
from govinfo_report.testing import (
    LAYOUTS,
    LEVELS,
    RECIPES,
    count_steps,
    generate,
    mangle,
    nasty_texts,
    render,
)
from tests.paths import SHARED
from tests.strategies import NAMES, copy_text, reports

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def lines_of(text: str) -> list[str]:
    """Cut a text into lines with what ends them."""
    return LINE.findall(text)


def whole_cells(text: str) -> list[Cell]:
    """Give the cells of each report in a text by the whole parse, places counted in the text, in a fixed order."""
    found = []
    for start, end in cut_reports(text):
        before = len(re.findall(r"\r\n|\r|\n", text[:start]))
        for cell in gr.parse(text[start:end]).cells():
            parts = tuple((low + start, high + start) for low, high in cell.parts)
            line = None if cell.line is None else cell.line + before
            found.append((start, evolve(cell, parts=parts, line=line)))
    return [cell for _, cell in sorted(found, key=lambda item: (item[0], item[1].path))]


def streamed_cells(text: str) -> list[Cell]:
    """Give the cells of the stream in the same order."""
    found = [
        (table.report, cell) for table in iter_tables(lines_of(text)) for cell in table.cells()
    ]
    return [cell for _, cell in sorted(found, key=lambda item: (item[0], item[1].path))]


def damaged(rng: Random) -> str:
    """Make a copy up, damaged up to twice."""
    copy = render(
        generate(rng.randrange(10**6), None, rng.choice(LEVELS)), rng.choice(list(LAYOUTS))
    )
    for _ in range(rng.randint(0, 2)):
        copy = mangle(copy, rng.choice(list(RECIPES)), rng.randrange(10**6))
    return str(copy)


@pytest.mark.parametrize("seed", range(60))
def test_stream_equals_whole(seed: int) -> None:
    """Several made-up copies in one stream, in any layout and with any damage: the cells of the whole parse."""
    rng = Random(seed)
    text = "".join(damaged(rng) for _ in range(rng.randint(1, 4)))
    assert streamed_cells(text) == whole_cells(text)


def worn(rng: Random) -> str:
    """Make a copy up and change it: lines twice, elsewhere or gone, and characters."""
    lines = lines_of(damaged(rng))
    for _ in range(rng.randint(1, 6)):
        at, start = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(3):
            case 0:
                lines[at] = lines[at].replace(rng.choice(lines[at]), rng.choice("\r\n <|0一、况"))
            case 1:
                lines[at:at] = lines[start : start + rng.randint(1, 12)]
            case _:
                lines[at : at + rng.randint(1, 4)] = lines[start : start + 1]
    return "".join(lines)


@pytest.mark.parametrize("seed", range(64, 96))
def test_worn_stream_equals_whole(seed: int) -> None:
    """Copies that no recipe made: the stream cuts what the whole text cuts, and each report is one when cut again."""
    rng = Random(seed)
    text = "".join(worn(rng) for _ in range(rng.choice((1, 1, 2))))
    assert streamed_cells(text) == whole_cells(text)
    for start, end in cut_reports(text):
        assert cut_reports(text[start:end]) == [(0, end - start)]


@pytest.mark.parametrize("name", NAMES)
def test_stream_of_a_sample_equals_whole(name: str) -> None:
    """A sample copy, alone and twice over."""
    text = copy_text(name)
    assert streamed_cells(text) == whole_cells(text)
    assert streamed_cells(f"{text}\n{text}") == whole_cells(f"{text}\n{text}")


@given(st.lists(reports(), max_size=3).map("\n".join))
@settings(max_examples=30)
def test_stream_of_any_report_equals_whole(text: str) -> None:
    """Reports whose sums fail, with blanks and marks, of mixed editions."""
    assert streamed_cells(text) == whole_cells(text)


@pytest.mark.parametrize("name", nasty_texts())
def test_nasty_texts_do_no_harm(name: str) -> None:
    """What breaks readers of tables gives what the whole parse gives."""
    text = "三、收到和处理政府信息公开申请情况\n" + nasty_texts()[name]
    assert streamed_cells(text) == whole_cells(text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not beside the checkout")
def test_stream_of_real_copies_equals_whole() -> None:
    """Seeds and real copies, one after the other in one stream."""
    files = [*sorted((SHARED / "seeds").iterdir()), *sorted((SHARED / "real").glob("*.txt"))]
    texts = [file.read_bytes().decode("utf-8") for file in files]
    for text in (*texts, "\n".join(texts)):
        assert streamed_cells(text) == whole_cells(text)


def test_tables_are_of_a_public_class() -> None:
    """What `iter_tables` gives can be named: its cells and rows are those of the other two heights."""
    lines = lines_of(copy_text("tab_clean_2021"))
    found = list(gr.iter_tables(lines))
    assert {type(table) for table in found} == {gr.StreamedTable}
    assert [cell for table in found for cell in table.cells()] == list(gr.iter_cells(lines))
    assert [row for table in found for row in table.rows()] == list(gr.iter_rows(lines))
    assert repr(found[0]) == (
        "StreamedTable(report=0, table='disclosure', edition='2021', layout='tab_separated')"
    )


def test_lines_without_ends() -> None:
    """A list of lines without what ends them gives the same as the text joined by line feeds."""
    text = copy_text("tab_clean_2021")
    assert list(gr.iter_cells(text.split("\n"))) == list(gr.parse(text).cells())


def test_cells_come_as_tables_go_by() -> None:
    """The cells of table 二 come when the heading of table 三 has been pulled, and not one line later."""
    pulled = 0

    def source() -> Iterator[str]:
        nonlocal pulled
        for line in lines_of(copy_text("tab_clean_2021")):
            pulled += 1
            yield line

    cells = gr.iter_cells(source())
    first = next(cells)
    heading = next(
        number
        for number, line in enumerate(lines_of(copy_text("tab_clean_2021")), 1)
        if line.startswith("三、收到")
    )
    assert (first.path, pulled) == ("disclosure.rules.issued", heading)


def test_nothing_is_pulled_before_it_is_asked_for() -> None:
    """Making the generator reads nothing."""

    def source() -> Iterator[str]:
        yield from [1 / 0 for _ in "pulled"]  # type: ignore[misc]  # it never gets there

    gr.iter_cells(source())
    gr.iter_rows(source())


@pytest.mark.parametrize("name", ["tab_clean_2021", "row_per_cell_2020"])
def test_what_was_found_comes_before_the_error(name: str) -> None:
    """A source that breaks: first every cell of what came, as if it had ended there, then its error."""
    lines = lines_of(copy_text(name))[:-8]

    def source() -> Iterator[str]:
        yield from lines
        raise OSError("the line went dead")

    found: list[Cell] = []
    with pytest.raises(OSError, match="went dead"):
        found.extend(gr.iter_cells(source()))
    expected = whole_cells("".join(lines))
    assert sorted(found, key=lambda cell: cell.path) == expected


def test_rows_are_those_that_the_layout_found() -> None:
    """The rows of each table stand where they say."""
    text = copy_text("row_per_cell_2020")
    rows = list(gr.iter_rows(lines_of(text)))
    assert rows
    for row in rows:
        for raw, parts in row.all_printed():
            assert "".join(text[start:end] for start, end in parts) == raw
    assert any(row.cells[0] == "规章" for row in rows)


@pytest.mark.parametrize("wrong", ["a text", [b"bytes"], [None]])
def test_what_is_no_lines_is_said(wrong: object) -> None:
    """A whole text, and lines of bytes, are refused with what to do."""
    with pytest.raises(TypeError, match=r"expected lines of text"):
        list(gr.iter_cells(wrong))  # type: ignore[arg-type]  # what is wrong on purpose


def test_two_reports_are_told_apart() -> None:
    """Each table says which report of the stream it is of."""
    text = copy_text("tab_clean_2021") + copy_text("tab_clean_2019")
    found = [(table.report, table.table, table.edition) for table in iter_tables(lines_of(text))]
    names = ("disclosure", "requests", "review")
    assert found == [(0, name, "2021") for name in names] + [(1, name, "2019") for name in names]


def test_statistics_beside_the_three_tables() -> None:
    """A statistics table of before 2019 behind tables that were given is given when the report ends."""
    report = render(generate(3, "2021"), "tab_separated").text
    old = render(generate(4, "2014"), "tab_separated").text
    statistics = old[old.index("政府信息公开情况统计表") :]
    found = list(iter_tables(lines_of(f"{report}\n附件\n{statistics}")))
    assert [(table.report, table.table) for table in found] == [
        (0, "disclosure"),
        (0, "requests"),
        (0, "review"),
        (0, "statistics"),
    ]
    assert sum(cell.value is not None for cell in found[-1].cells()) == 58


@pytest.mark.parametrize(
    "line", ["全年主动公开信息若干条。\n", "总体情况\t1\t2\n", "规章\t1\t2\t3\n", "报告\n"]
)
def test_memory_is_bounded(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream without an end takes no more memory than one five times shorter."""
    monkeypatch.setattr(tables, "LONGEST", 20_000)
    head = lines_of(copy_text("tab_clean_2021"))

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            for _ in gr.iter_cells(chain(head, repeat(line, count))):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(20_000)
    assert peak(100_000) < 1.2 * peak(20_000) + 50_000


@pytest.mark.parametrize(
    "piece",
    [
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n",
        "某县2021年政府信息公开工作年度报告\n",
        "二、主动公开政府信息情况\n第二十条第（一）项\n三、收到和处理政府信息公开申请情况\n申请人情况\n",
        "信息公开工作\n年度报告\n",
        "二、主動公開政府信息情況\n",
    ],
)
def test_work_is_linear(piece: str) -> None:
    """Twice as many headings and titles cost about twice the steps, in a stream and where a text is cut."""

    def read(text: str) -> None:
        list(iter_tables(lines_of(text)))
        cut_reports(text)

    read(piece * 400)
    two, four, eight = (count_steps(read, piece * (100 * times)) for times in (2, 4, 8))
    assert eight - four <= 2.8 * max(four - two, 400)


def test_tables_in_html_are_those_of_the_whole() -> None:
    """Tables that are HTML wait until their report ends, also where only one of them is."""
    lines = copy_text("tab_clean_2021").splitlines(keepends=True)
    review = next(at for at, line in enumerate(lines) if line.startswith("四、"))
    for first in (0, review):
        text = "".join(
            f"<table><tr><td>{line.strip().replace(chr(9), '</td><td>')}</td></tr></table>"
            if at > first and "\t" in line
            else line
            for at, line in enumerate(lines)
        )
        assert streamed_cells(text) == whole_cells(text)
