"""Web pages as editors, portals and Word leave them: the tables stay exact, the places stand in the source."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from html import unescape

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.source.markup import read_markup
from govinfo_report.testing import Truth, generate
from govinfo_report.testing.documents import Merged, html_of, paragraphs_and_tables
from tests.documents import check_cells
from tests.soundness import check_cells as check_cells_at_their_places
from tests.soundness import check_plain_data

MENU = (
    '<div class="nav"><ul>'
    + "".join(f'<li><a href="/{n}">年报{n}</a></li>' for n in range(30))
    + '</ul></div><script>var a="<td>1</td>"; if (a<b) document.write("<tr><td>规章</td><td>9</td></tr>")</script>'
    "<style>td>p{color:red}</style><!-- <table><tr><td>规章</td><td>8</td></tr></table> -->"
    '<div class="path">首页 &gt; 政务公开 &gt; 年报</div>'
)
FOOT = (
    "<div><table><tr><td>主办：漪岚市人民政府</td><td>备案号：12345678</td></tr><tr><td>电话</td><td>0510-7654321</td>"
    '</tr></table></div><script src="x.js"></script>'
)


def some_truth(edition: str, seed: int) -> Truth:
    """Make a report up in which every third zero is an empty cell."""
    truth = generate(seed, edition, 60)
    zeros = [path for path, text in truth.cells.items() if text == "0"]
    return evolve(truth, cells={**truth.cells, **dict.fromkeys(zeros[seed % 3 :: 3], "")})


def body_of(page: str) -> str:
    """Give what stands between <body> and </body>."""
    return page[page.index("<body>") + 6 : page.index("</body>")]


def cut_in_two(page: str) -> str:
    """Cut the table of requests in two behind its first rows."""
    rows = page.split("</tr>\n")
    at = next(i for i, row in enumerate(rows) if "三、本年度办理结果" in row) + 3
    head, tail = "</tr>\n".join(rows[:at]), "</tr>\n".join(rows[at:])
    return f"{head}</tr>\n</table>\n<p>&nbsp;</p><table>\n{tail}"


def numbers(page: str, write: Callable[[str], str]) -> str:
    """Write each number anew."""
    return re.sub(r">(\d+)</td>", lambda found: f">{write(found[1])}</td>", page)


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda page: page,
    "in a portal": lambda page: f"<html><body>{MENU}{body_of(page)}{FOOT}</body></html>",
    "a table lays the page out": lambda page: (
        f"<table width=100%><tr><td width=200>{MENU}</td><td><div>{body_of(page)}</div></td></tr>"
        f"<tr><td colspan=2>{FOOT}</td></tr></table>"
    ),
    "tables in tables": lambda page: (
        f"<table><tr><td><table><tr><td>{body_of(page)}</td></tr></table></td></tr></table>"
    ),
    "nothing is closed": lambda page: re.sub("</(td|tr|p)>", "", page),
    "capitals": lambda page: re.sub(r"<[^!][^>]*>", lambda found: found[0].upper(), page),
    "paragraphs in cells, > in attributes": lambda page: re.sub(
        r"(<td[^>]*>)(.*?)</td>",
        r'\1<p class="a>b" title="x > y"><span>\2</span></p><p>&nbsp;</p></td>',
        page,
    ),
    "conditional comments": lambda page: re.sub(
        r"(<td[^>]*>)",
        r"\1<!--[if gte mso 9]><xml><w:x>3</w:x></xml><![endif]--><![if !supportEmptyParas]><o:p></o:p><![endif]>",
        page,
    ),
    "a table cut in two": cut_in_two,
    "no-break spaces": lambda page: page.replace("></td>", ">&nbsp;</td>"),
    "an empty column at the end": lambda page: page.replace(
        "</tr>", '<td style="width:1px">&nbsp;</td></tr>'
    ),
    "digits in elements of their own": lambda page: numbers(
        page, lambda number: "".join(f"<span>{digit}</span>" for digit in number)
    ),
    "digits as entities": lambda page: numbers(
        page, lambda number: "".join(f"&#{ord(digit)};" for digit in number)
    ),
    "a box around each number": lambda page: re.sub(
        r"(<td[^>]*>)(\d+)</td>", r"\1<table><tr><td>\2</td></tr></table></td>", page
    ),
    "stray rowspans": lambda page: page.replace("<td>1", '<td rowspan="2">1', 2),
    "tables alone are HTML": lambda page: re.sub(
        r"</?(p|html|body|head|title|meta|!DOC)[^>]*>", "", page
    ),
}


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


PIECES = (
    "<td>", "</td>", "<tr>", "</tr>", "<table>", "</table>", "<p>", "<br>", '"', "'", "<", ">", "&", "&nbsp;", "&#9;",
    "&#10;", "\t", "\n", "\r", "<!--", "-->", "<script>", "</script>", "<td rowspan=3>", "<td colspan=4>",
    "<td rowspan=0>", "<pre>", "</pre>", "9", "\x00", "\u200b",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(120))
def test_broken_pages(seed: int) -> None:
    """A page broken anywhere gives a report whose cells hold what stands at their places, each character once."""
    chance = random.Random(seed)
    page = html_of(some_truth(chance.choice(["2019", "2021"]), seed % 5))
    if chance.random() < 0.3:
        page = WAYS["tables alone are HTML"](page)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(page))
        way = chance.random()
        if way < 0.5:
            page = page[:at] + chance.choice(PIECES) + page[at:]
        elif way < 0.8:
            page = page[:at] + page[at + chance.choice([1, 5, 100]) :]
        else:
            end = at + chance.choice([5, 300])
            page = page[:end] + page[at:end] + page[end:]
    report = gr.parse(page)
    check_cells_at_their_places(report, page)
    check_plain_data(report)
    for section in report.sections:
        assert 0 <= section.start <= section.end <= len(page)
