"""A text with several reports is cut into them, and a text with one is not."""

from collections.abc import Callable
from random import Random

import pytest

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.source.encoding import decode
from govinfo_report.streaming import cut_reports
from govinfo_report.testing import generate, render
from tests.paths import SHARED
from tests.strategies import NAMES, copy_text
from tests.streaming.test_streaming import damaged


@pytest.mark.parametrize("seed", range(40))
def test_made_up_copies_are_cut_where_they_begin(seed: int) -> None:
    """Copies in any layout, each damaged up to twice, one after the other: as many reports, that cover the text."""
    rng = Random(seed)
    copies = [damaged(rng) for _ in range(rng.randint(1, 5))]
    found = cut_reports("".join(copies))
    ends = [sum(map(len, copies[: at + 1])) for at in range(len(copies))]
    assert [end for _, end in found] == ends


@pytest.mark.parametrize("name", NAMES)
def test_one_report_is_not_cut(name: str) -> None:
    """A sample copy is one report."""
    text = copy_text(name)
    assert cut_reports(text) == [(0, len(text))]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not beside the checkout")
def test_real_copies() -> None:
    """Each real copy is one report; all of them one after the other are as many."""
    files = [
        *sorted((SHARED / "seeds").iterdir()),
        *(file for file in sorted((SHARED / "real").iterdir()) if file.suffix in {".txt", ".md"}),
    ]
    texts = [decode(file.read_bytes()) for file in files if file.name != "README.md"]
    assert [len(cut_reports(text)) for text in texts] == [1] * len(texts)
    assert len(cut_reports("\n".join(texts))) == len(texts)


def test_a_table_printed_twice_is_one_report() -> None:
    """A section that a page break prints again does not begin a new report."""
    text = copy_text("tab_clean_2021")
    start, end = text.index("三、收到"), text.index("四、政府")
    twice = text[:end] + text[start:end] + text[end:]
    assert cut_reports(twice) == [(0, len(twice))]


def test_a_title_on_each_page_is_one_report() -> None:
    """A title that is printed again above a table does not begin a new report."""
    text = copy_text("tab_clean_2021")
    title = text.lstrip().partition("\n")[0]
    paged = text.replace("三、收到", f"{title}\n三、收到")
    assert cut_reports(paged) == [(0, len(paged))]


def test_a_title_on_each_page_below_a_lost_first_one_is_one_report() -> None:
    """The first page is lost: the title stands first between the rows of table 三, above its headings printed again."""
    whole = render(generate(3, edition="2021"), "tab_separated")
    text = whole[whole.index("\n二、主动公开") + 1 :].replace("勾稽关系为", "勾稽关系为：")
    start, row = text.index("本列数据的勾稽关系"), text.index("4.无正当理由大量反复申请")
    heading = text[start : text.index("一、本年新收", start)]
    at = text.rindex("\n", 0, row) + 1
    paged = f"{text[:at]}\n— 5 —\n\n白沙镇政府信息公开年度报告\n{heading}{text[at:]}"
    assert cut_reports(paged) == [(0, len(paged))]
    assert gr.parse(paged).values() == gr.parse(text).values()


def test_a_report_behind_the_rest_of_one_is_cut_too() -> None:
    """Table 三 of another report stands alone between two: the table behind it makes two cuts sure, not one."""
    text = copy_text("tab_clean_2021")
    title = text.lstrip().partition("\n")[0]
    start, end = text.index("三、收到"), text.index("四、政府")
    table = text[start:end].partition("\n")[2].lstrip()
    other = text.replace(title, title.replace("2021", "2020"))
    assert other != text
    whole = text + table + other
    found = [whole[low:high].strip() for low, high in cut_reports(whole)]
    # the rest of a report begins with the first words that only its table has
    assert [len(found), table.strip().endswith(found[1]), found[2]] == [3, True, other.strip()]


STYLES: dict[str, Callable[[str], str]] = {
    "form": str,
    "without_numbers": lambda heading: heading.partition("、")[2],
    "in_brackets": lambda heading: f"（{heading[0]}）{heading[2:]}",
    "lost": lambda heading: "",
    "lacks_2": lambda heading: "" if heading[0] == "二" else heading,
    "lacks_3": lambda heading: "" if heading[0] == "三" else heading,
    "lacks_4": lambda heading: "" if heading[0] == "四" else heading,
}


def headed(text: str, style: str, title: str) -> str:
    """A copy with its headings in another style, under another title ("" for none)."""
    form = official_form()
    for section in form.sections.values():
        text = text.replace(f"\n{section.heading}", f"\n{STYLES[style](section.heading)}")
    first = text.lstrip().partition("\n")[0]
    return text.replace(first, title, 1)


@pytest.mark.parametrize("title", ["", "松溪县水务局2021年政府信息公开工作年度报告\n"])
@pytest.mark.parametrize("second", STYLES)
@pytest.mark.parametrize("first", STYLES)
def test_the_first_of_two_reports_is_read_alone(first: str, second: str, title: str) -> None:
    """Headings of two styles, some lost: the tables are those of the first report, and the finding says so."""
    one = headed(
        render(generate(3, edition="2021"), "tab_separated"),
        first,
        "柳河镇2021年政府信息公开工作年度报告\n",
    )
    two = headed(render(generate(8, edition="2021"), "tab_separated"), second, title)
    report = gr.parse(f"{one}\n\n{two}")
    assert report.values() == gr.parse(one).values()
    assert "several_reports" in {found.code for found in report.findings}
    assert report.title == "柳河镇2021年政府信息公开工作年度报告"
    assert len(cut_reports(f"{one}\n\n{two}")) == 2


def test_what_a_report_repeats_is_no_second_report() -> None:
    """A title misprinted in a page's header, the year before in it, last year's report in prose."""
    text = render(generate(3, edition="2021"), "tab_separated")
    title = text.lstrip().partition("\n")[0]
    for header in (title, title[1:], title.replace("年度", ""), "2020年政府信息公开工作年度报告"):
        for heading in ("三、收到", "四、政府", "五、存在"):
            paged = text.replace(f"\n{heading}", f"\n{header}\n{heading}")
            assert cut_reports(paged) == [(0, len(paged))]
            assert gr.parse(paged).values() == gr.parse(text).values()
    prose = "与2020年政府信息公开工作年度报告相比，本年新收政府信息公开申请数量增加。"
    told = text.replace("\n五、存在", f"\n{prose}\n五、存在")
    assert cut_reports(told) == [(0, len(told))]
