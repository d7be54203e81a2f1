"""Texts that are no reports are passed over quickly; no report is."""

import pytest

import govinfo_report as gr
from benchmarks.inputs import WORKLOADS
from govinfo_report.official import characters
from govinfo_report.source.encoding import decode
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, count_steps, generate, mangle, render
from tests.paths import SHARED
from tests.strategies import NAMES, copy_text

TEXTS = [
    file
    for folder in ("seeds", "real", "extractors")
    for file in sorted((SHARED / folder).glob("*"))
    if file.suffix in {".txt", ".md", ".html"} and file.name != "README.md"
]
# It has lost all its Chinese.
LOST = {"textract_rtf.txt"}


@pytest.mark.skipif(not TEXTS, reason="the folder shared is not beside the checkout")
def test_no_shared_copy_is_missed() -> None:
    """Every copy in ../shared may be a report, but for one without Chinese."""
    missed = {file.name for file in TEXTS if not gr.is_report(decode(file.read_bytes()))}
    assert missed == LOST


@pytest.mark.parametrize("name", NAMES)
def test_no_sample_is_missed(name: str) -> None:
    """Every sample copy may be a report."""
    assert gr.is_report(copy_text(name))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_damage_hides_a_report(layout: str) -> None:
    """A copy in any layout may be a report, whatever recipe damaged it."""
    copy = render(generate(7, None, LEVELS[2]), layout)
    assert gr.is_report(copy)
    assert not [name for name in RECIPES if not gr.is_report(mangle(copy, name, 3))]


@pytest.mark.parametrize("name", NAMES)
def test_blanks_and_traditional_characters_make_no_difference(name: str) -> None:
    """A copy with a blank or a line end between any two characters may be a report; so may one in traditional ones."""
    text = copy_text(name)
    bare = "".join(text.split())
    assert gr.is_report(" ".join(bare))
    assert gr.is_report("\n".join(bare))
    traditional = {ord(new): chr(old) for old, new in characters().traditional.items()}
    assert gr.is_report(text.translate(traditional))


def test_news_and_menus_are_passed_over() -> None:
    """News is no report, nor is it under the menu that every page of a government's site prints."""
    news = [copy.text for copy in WORKLOADS["not_a_report"].round(0, copies=20)]
    menu = "首页 政务公开 政府信息公开指南 制度 法定主动公开内容 年报 依申请公开 行政规范性文件 行政复议\n"
    assert not [text for text in news if gr.is_report(text)]
    assert not [text for text in news if gr.is_report(menu + text)]
    for text in ("", "信息公开", "公开", " ", "\n" * 500, "a b c " * 100, "\ud800" * 300):
        assert not gr.is_report(text)


@pytest.mark.parametrize(
    "text",
    [
        "临溪县2015年政府信息公开工作年度报告\n\n一、概述\n全年……\n\n二、主动公开情况\n公开信息120条。\n",
        "临溪县二〇一二年政府信息公开年报\n一、概述\n",
        "临溪县政府信息公开工作年度报告（2012年）\n一、概述\n",
        "２０１２年度\n临溪县 政府 信息公开 工作\n年度 报告\n",
        "關於2015年政府信息公開工作情況的報告",
        " ".join("临溪县2012年政府信息公开工作年度报告 一、概述"),
    ],
)
def test_a_title_with_a_year_is_enough(text: str) -> None:
    """A report of before 2019 may print nothing of the form but its title."""
    assert gr.is_report(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024年5月1日 星期三 首页 政府信息公开指南 政府信息公开年报 今天天气很好。",
        "2024-05-01 政府信息公开年度报告 依申请公开",
        "政府信息公开年度报告\n2024年全县粮食丰收。",
        "2024年，县里做好政府信息公开，听取了报告。",
    ],
)
def test_a_menu_with_a_date_is_no_title(text: str) -> None:
    """The day on which a page was printed, and what its menu says of reports, make no title."""
    assert not gr.is_report(text)


def test_work_is_a_few_searches() -> None:
    """A text of another kind is searched once for a word, and a few times, ten times faster, for one character."""
    text = "今日天气晴朗，气温适宜。\n" * 2_000
    assert count_steps(gr.is_report, text) < 8.2 * len(text)
    # every name of what is published is looked at for a title once
    text = "2024年信息公开" * 2_000
    assert count_steps(gr.is_report, text + text) < 2.2 * count_steps(gr.is_report, text)
