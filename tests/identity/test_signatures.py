"""Who signs a report whose title names no office, and what stands above a date that signs nothing."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.soundness import check_report, codes

TEXT = """2022年政府信息公开工作年度报告
{head}一、总体情况
平稳。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t0\t3
六、其他需要报告的事项
{tail}
"""
DATE = "\n2023年1月18日"


def office_of(tail: str = "无。", head: str = "") -> str | None:
    """Give the office of a report with these words at its head and at its end; None is a finding."""
    text = TEXT.format(head=head, tail=tail)
    report = gr.parse(text)
    check_report(report, text)
    assert report.year == 2022
    assert ("fact_missing" in codes(report)) == (report.organization is None)
    return report.organization


@pytest.mark.parametrize(
    ("tail", "office"),
    [
        ("无。\n云岭市水利局", "云岭市水利局"),
        ("无。\n云岭市\n水利局", "云岭市水利局"),
        ("无。\n云岭市水\n利局", None),
        ("暂无\n云门分局", "云门分局"),
        ("无其他需要报告的事项\n开发区水利局", "开发区水利局"),
        ("今后接受社会监督\n云岭市水利局", "云岭市水利局"),
        ("无。\n云岭市人民政府\n云岭市水利局", "云岭市水利局"),
    ],
)
def test_a_signature_on_two_lines(tail: str, office: str | None) -> None:
    """The line above begins the name where it is a place; where that is open, nobody is said to sign."""
    assert office_of(tail + DATE) == office


@pytest.mark.parametrize(
    "tail",
    [
        "主办单位\n云岭市人民政府",
        "主管部门 云岭市人民政府办公室",
        "咨询单位 云岭市政务公开办",
        "网站标识码 云岭市公安局",
        "友情链接\n云岭市民政局\n云岭市教育局",
        "感谢您关注云岭市",
        "联系单位为市水利局办公室",
        "解释权归云岭市水利局",
        "努力打造阳光政府",
        "不断提升服务行政机关",
    ],
)
def test_who_keeps_the_page_signs_nothing(tail: str) -> None:
    """Who keeps a page, a list of links and the end of a sentence are no signature."""
    assert office_of(tail + DATE) is None


@pytest.mark.parametrize(
    ("head", "office"),
    [
        ("本年度报告由云岭市水利局按照《条例》编制。\n", "云岭市水利局"),
        ("由云岭市水利局根据有关规定编制本报告。\n", "云岭市水利局"),
        ("报告的格式由国务院办公厅制作统一格式。\n", None),
    ],
)
def test_who_wrote_it_by_its_own_words(head: str, office: str | None) -> None:
    """Law may stand between the office and its verb; who made the form did not write the report."""
    assert office_of(head=head) == office


@pytest.mark.parametrize("heading", ["相关信息", "相关阅读：", "往年报告"])
def test_a_list_of_others_is_no_title(heading: str) -> None:
    """What follows 相关信息 are reports of others, unless nothing else is a title."""
    others = (
        "云岭市民政局2021年政府信息公开工作年度报告\n云岭市教育局2021年政府信息公开工作年度报告\n"
    )
    assert office_of(f"无。\n云岭市水利局{DATE}", f"{heading}\n{others}") == "云岭市水利局"
    own = gr.parse(
        TEXT.format(head="", tail="无。").replace("2022年", f"{heading}\n云岭市水利局2022年", 1)
    )
    assert (own.organization, own.year) == ("云岭市水利局", 2022)


@pytest.mark.parametrize(
    "page",
    ["主办：云岭市人民政府\n2025年6月1日", "更新时间 2025年6月1日", "发布日期：2025年6月1日"],
)
def test_a_day_of_the_page_is_its_own(page: str) -> None:
    """The day below 主办 or behind 更新时间 is that of the page; the report was signed above it."""
    tail = f"无。\n云岭市水利局{DATE}\n{page}2025年6月1日"
    report = gr.parse(TEXT.format(head="", tail=tail))
    assert report.identity["signed"].value == "2023-01-18"
    assert (report.organization, report.year) == ("云岭市水利局", 2022)
