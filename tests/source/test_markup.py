"""Web pages as editors, portals and Word leave them: the tables stay exact, the places stand in the source."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.form_grid import Merged
from govinfo_report.source.markup import read_markup
from govinfo_report.source.wrapped import read_text
from govinfo_report.testing.documents import html_of, paragraphs_and_tables
from tests.documents import check_cells
from tests.soundness import check_cells as check_cells_at_their_places
from tests.soundness import check_plain_data
from tests.source.pages import WAYS, broken_page, some_truth

# tags of tables more often than others, since they decide
SOUP = (
    *("<table>", "<td>") * 4,
    *("<tr>", "</table>", "</tr>", "</td>", "<td rowspan=2>", "<td colspan=3>", "<th>") * 2,
    *(
        "<p>",
        "</p>",
        "<br>",
        "<tbody>",
        "<div>",
        "<i>",
        "<pre>",
        "<!--",
        "-->",
        "<td colspan=999999>",
        "<sup>",
        "</sup>",
        "<del>",
        "</del>",
        "<span hidden>",
        "</span>",
        "<td hidden>",
        "<tr hidden>",
        "<font color=white>",
        "</font>",
    ),
    *("规章", "行政许可", "本年制发件数", "7", "1,143", "0 0", "/", "\n", "\t", "&nbsp;", "²"),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("edition", "seed"), [("2019", 3), ("2019", 7), ("2021", 4), ("2021", 5)])
def test_pages(way: str, edition: str, seed: int) -> None:
    """However a page is written, every cell is exact, and its parts hold it in the source."""
    truth = some_truth(edition, seed)
    page = WAYS[way](html_of(truth))
    report = gr.parse(page)
    assert report.text == page
    assert report.title == truth.title
    for path, text in truth.cells.items():
        cell = report.cell(path)
        assert (path, cell.state) == (path, "printed" if text else "blank")
        shown = "".join(page[start:end] for start, end in cell.parts)
        assert shown == cell.raw
        assert unescape(cell.raw) == text
        assert ("&" in cell.raw) == ("entities" in way and text.isdecimal())
    for section in report.sections:
        assert page[section.start :].startswith(section.heading)


def with_column(rows: list[list[Merged]], at: int) -> list[list[Merged]]:
    """Put an empty column into a table: what reaches over it gets wider, other rows get an empty cell."""
    taken = set()
    for number, row in enumerate(rows):
        for cell in row:
            if cell.column < at < cell.column + cell.width:
                cell.width += 1
            elif cell.column >= at:
                cell.column += 1
            taken |= {
                (number + down, cell.column + right)
                for down in range(cell.height)
                for right in range(cell.width)
            }
    return [
        sorted(
            [*row, *([] if (number, at) in taken else [Merged("", at, 1)])],
            key=lambda cell: cell.column,
        )
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize("at", [0, 1, 2, 3, 4, 6])
@pytest.mark.parametrize(("edition", "seed"), [("2019", 3), ("2021", 4)])
def test_stray_column(at: int, edition: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extra column of one pixel, anywhere, moves no number."""
    truth = some_truth(edition, seed)
    blocks = [
        block if isinstance(block, str) else with_column(block, at)
        for block in paragraphs_and_tables(truth)
    ]
    monkeypatch.setattr(
        "govinfo_report.testing.documents.paragraphs_and_tables", lambda _truth: iter(blocks)
    )
    report = gr.parse(html_of(truth))
    check_cells(report, dict(truth.cells))


@pytest.mark.parametrize(
    ("page", "flow"),
    [
        ("<p>一</p><p>二<br>三</p>", "一\n二\n三"),
        ("a < b &lt; c & d", "a < b < c & d"),
        ("<p>1&nbsp;2&#51;&copy</p>", "1\xa023©"),
        ("<!-- 无 --><p>甲<!-- 乙 -->丙</p><!-- 不完", "甲丙"),
        ("<p>a<script>1</script>b<style>2</style>c", "abc"),
        ("<pre>甲  乙\n丙</pre>", "甲  乙\n丙"),
        ("<P>甲<SPAN>乙</SPAN> <B>丙</B>\n丁</P>", "甲乙 丙 丁"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1\t2\n3\n"),
        ("<td>1</td><td>2</td>", "1\t2\n"),
        ("", ""),
        ("<", "<"),
        ("<a", "<a"),
        ('<a title="x>', ""),
        ("</td></tr></table>", ""),
    ],
)
def test_flow(page: str, flow: str) -> None:
    """What a page prints, as text."""
    assert read_markup(page, mixed=False).text == flow


@pytest.mark.parametrize("printed", ["约\n3", "1\n2", "约 &nbsp;3", "约<br>3"])
def test_rows_the_form_does_not_have_hold_what_the_page_has(printed: str) -> None:
    """What is kept of a cell is what stands at its places in the source, white space and entities too."""
    rows = [
        ("规章", "1", "2", "3"),
        ("内部文件", "1", printed, "3"),
        ("行政规范性文件", "4", "5", "6"),
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><p>二、主动公开政府信息情况</p><table>{table}</table></html>"
    (row,) = gr.parse(page).extra_rows
    assert row.raw == ("1", printed.replace("<br>", ""), "3")
    for raw, parts in zip(row.raw, row.parts, strict=True):
        assert "".join(page[start:end] for start, end in parts) == raw


def test_text_around_tables() -> None:
    """In a text that carries tables in HTML the line ends outside of them count."""
    document = read_markup("第一行\n第二行\n\n<table><tr><td>1</td></tr></table>\n第三行\n")
    assert document.text.split("\n")[:3] == ["第一行", "第二行", ""]
    assert document.text.rstrip().endswith("第三行")


def test_rows_without_tables_stay_text() -> None:
    """A text with the sign < and no tag of a table is read as it is."""
    assert gr.parse("甲 < 乙 <br> 丙").text == "甲 < 乙 <br> 丙"


def test_no_form_in_the_tables() -> None:
    """A page whose tables are all menus is read by its lines."""
    lines = "<p>二、主动公开政府信息情况</p><table><tr><td>首页</td><td>3</td></tr></table>"
    rows = "".join(f"<p>{row}</p>" for row in ("规章 3 1 27", "行政规范性文件 6 2 30"))
    report = gr.parse(
        f"<html>{lines}{rows}<table><tr><td>版权</td><td>2021</td></tr></table></html>"
    )
    assert report.layouts.get("disclosure") != "native_table"


@pytest.mark.parametrize("tail", ["", "<i>", "<tr><td>规章<td>3<td>1<td>9", "<td>9</table>"])
def test_table_right_inside_a_table(tail: str) -> None:
    """A table that stands in no cell of the one around it makes the row of the outermost one lay out the page."""
    page = "<table><tr><td>制发件数<td><table><table><td>行政许可<td>70" + tail
    report = gr.parse(f"<p>二、主动公开政府信息情况</p>{page}")
    check_cells_at_their_places(report, report.text or "")
    document = read_text(page)
    assert {row.table for row in document.rows} == {3}
    assert all("\n" not in document.text[row.start : row.end] for row in document.rows)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(SOUP), min_size=1, max_size=40).map("".join))
def test_soup_of_tags(page: str) -> None:
    """Whatever tags stand around labels and numbers, a row of a table has as many cells as its line has."""
    document = read_text(page)
    for row in document.rows:
        line = document.text[row.start : row.end]
        assert row.is_loose or line.count("\t") == len(row.cells) - 1
    gr.parse(page)


def test_bounded() -> None:
    """A page made to be slow is read in time that grows with its size alone, or refused by name."""
    for page in (
        '<a "' * 20_000,
        "<" * 100_000,
        "<!--" * 100_000,
        "<script>" * 50_000,
        "<table><tr><td>" * 30_000,
        "<tr><td colspan=1000 rowspan=1000>1" * 2_000,
        "&" * 500_000,
    ):
        gr.parse(f"<html>{page}")
    with pytest.raises(gr.UnreadableFileError, match="tags"):
        gr.read(("<html>" + "<td>1" * 500_001).encode())
    with pytest.raises(gr.UnreadableFileError, match="at most 32 MB, found 40 MB"):
        gr.read(b"<html>" + bytes(40 << 20))


@pytest.mark.parametrize("seed", range(120))
def test_broken_pages(seed: int) -> None:
    """A page broken anywhere gives a report whose cells hold what stands at their places, each character once."""
    check_broken(broken_page(seed))


# what stands at a place is compared with the source as it is, so not where digits are written as entities
@pytest.mark.parametrize("way", [way for way in WAYS if way != "digits as entities"])
@pytest.mark.parametrize("seed", range(9))
def test_broken_pages_of_every_way(seed: int, way: str) -> None:
    """The same of pages laid out in each way: the cell of a table in a table in a table is none of the form's."""
    check_broken(broken_page(seed, way))


def check_broken(page: str) -> None:
    """Fail where what is read does not stand at its place."""
    report = gr.parse(page)
    check_cells_at_their_places(report, page)
    check_plain_data(report)
    for section in report.sections:
        assert 0 <= section.start <= section.end <= len(page)
