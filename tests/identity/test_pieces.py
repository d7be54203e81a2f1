"""Offices whose names stand in pieces: put together where a place begins them, else none, and a finding."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.cutting import cut_reports
from govinfo_report.identity.wording import OFFICES
from tests.identity.test_titles import BODY

TORN = "栖梧县农业\n农村局2022年政府信息公开工作年度报告"


def test_a_piece_is_told() -> None:
    """The finding names the piece and where it stands."""
    report = gr.parse(TORN + BODY)
    (found,) = (one for one in report.findings if one.reason == "organization_torn")
    assert "农村局" in found.message
    assert (report.text or "")[found.start : found.end] == "农村局"
    assert found.line == 2


@pytest.mark.parametrize(
    ("signed", "office"),
    [
        ("栖梧县农业农村局", "栖梧县农业农村局"),
        ("农村局", "农村局"),
        ("栖梧县水务局", None),
    ],
)
def test_another_place_tells_the_whole_name(signed: str, office: str | None) -> None:
    """A signature that ends as the piece does is the office; one of another office is not."""
    assert gr.parse(f"{TORN}{BODY}\n{signed}\n2023年1月12日").organization == office


def test_one_of_several_offices_signed() -> None:
    """Of several names on one line the one that signed is the office."""
    title = "栖梧区人民政府 栖梧区水务局2022年政府信息公开工作年度报告"
    assert gr.parse(f"{title}{BODY}\n栖梧区水务局\n2023年1月12日").organization == "栖梧区水务局"


def test_title_and_office_begin_above() -> None:
    """The title has the place of its office, and says where it begins."""
    report = gr.parse("栖梧县\n农业农村局2022年政府信息公开工作年度报告" + BODY)
    assert report.title == "栖梧县农业农村局2022年政府信息公开工作年度报告"
    assert report.identity["organization"].raw == "栖梧县\n农业农村局"


@pytest.mark.parametrize("title", ["栖梧县\n农业农村局2022年政府信息公开工作年度报告", TORN])
def test_a_text_is_cut_before_the_beginning(title: str) -> None:
    """The line that begins the name belongs to its report, and not to the one before."""
    first = "栖梧区水务局2022年政府信息公开工作年度报告" + BODY + "栖梧区水务局\n2023年1月12日\n"
    second = title + BODY
    assert cut_reports(first + second) == [(0, len(first)), (len(first), len(first + second))]


@pytest.mark.parametrize(("signed", "office"), [("", None), ("栖梧区教育局", "栖梧区教育局")])
def test_titles_of_two_offices(signed: str, office: str | None) -> None:
    """Of two titles one below the other neither office is taken, but for one that signed."""
    titles = (
        "栖梧区水务局2022年政府信息公开工作年度报告\n栖梧区教育局2022年政府信息公开工作年度报告"
    )
    report = gr.parse(f"{titles}{BODY}\n{signed}\n2023年1月12日")
    assert report.organization == office
    assert (office is None) == any(one.code == "fact_missing" for one in report.findings)


@pytest.mark.parametrize(
    "name", ["办公室", "局办公室", "党政综合办公室", "科室", "本站", "镇政府", "管委会"]
)
def test_a_name_that_every_office_may_have(name: str) -> None:
    """It is no office, neither as 发布机构 nor under the report; the finding names it."""
    for head, tail in (
        (f"发布机构：{name} 发布日期：2023-01-20", ""),
        ("", f"\n{name}\n2023年1月12日"),
    ):
        report = gr.parse(f"2022年政府信息公开工作年度报告\n{head}{BODY}{tail}")
        assert report.organization is None
        (found,) = (one for one in report.findings if one.reason == "organization_torn")
        assert (report.text or "")[found.start : found.end] == name


def test_a_name_that_every_office_may_have_beside_the_office() -> None:
    """The title, or who signed, names the office all the same."""
    page = "2022年政府信息公开工作年度报告\n发布机构：局办公室 发布日期：2023-01-20" + BODY
    for text in (
        f"{page}\n栖梧县水务局\n2023年1月12日",
        f"栖梧县水务局{page}\n办公室\n2023年1月12日",
    ):
        assert gr.parse(text).organization == "栖梧县水务局"


PAGE_WORDS = st.text("打印返回关注详情欢迎资讯专题热点视频图片要闻动态", min_size=2, max_size=6)


@settings(max_examples=60, deadline=None)
@given(words=PAGE_WORDS, blank=st.sampled_from(" \u3000\xa0"))
def test_words_of_a_page_are_no_part_of_a_name(words: str, blank: str) -> None:
    """What a page prints before a name on its line is left out, or the office is told as missing."""
    assume(words[-1] not in OFFICES)
    report = gr.parse(f"{words}{blank}栖梧区水务局2022年政府信息公开工作年度报告{BODY}")
    assert report.organization in (None, "栖梧区水务局")
    is_missing = any(item.code == "fact_missing" for item in report.findings)
    assert is_missing == (report.organization is None)
