"""Days, periods and signatures, wherever a copy prints them."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.soundness import check_report

TITLE = "栖梧区水务局2020年政府信息公开工作年度报告\n"
TABLES = """
一、总体情况
全年平稳。
二、主动公开政府信息情况
第二十条第（一）项
规章\t0\t0\t0
六、其他需要报告的事项
无。
"""
PROSE = """
一、概述
我局做好政府信息公开工作。
二、主动公开政府信息情况
公开信息80条。
三、存在的问题及改进措施
内容有待丰富。
"""

SIGNATURES = {
    "on two lines": ("栖梧区水务局\n2017年2月24日", "栖梧区水务局", "2017-02-24"),
    "beside": ("　　栖梧区水务局　　2016年2月29日", "栖梧区水务局", "2016-02-29"),
    "behind a sentence": ("工作有序。栖梧区水务局2014年1月16日", "栖梧区水务局", "2014-01-16"),
    "behind a sentence, parted": (
        "工作有序。　　栖梧区水务局　　2019年2月13日\n",
        "栖梧区水务局",
        "2019-02-13",
    ),
    "in numerals": ("栖梧区水务局\n二〇一七年二月二十四日", "栖梧区水务局", "2017-02-24"),
    "in numerals, the tenth": ("栖梧区水务局\n二〇一七年三月十日", "栖梧区水务局", "2017-03-10"),
    "a town": ("栖梧区叠泉镇人民政府\n2018 年 1 月 5 日", "栖梧区叠泉镇人民政府", "2018-01-05"),
    "in brackets": ("栖梧区水务局\n（2018年1月5日）", "栖梧区水务局", "2018-01-05"),
    "radicals": ("栖梧区⽔务局\n2018年1⽉5⽇", "栖梧区水务局", "2018-01-05"),
    "a footer behind": (
        "栖梧区水务局\n2018年1月5日\n扫一扫在手机打开当前页",
        "栖梧区水务局",
        "2018-01-05",
    ),
    "no calendar has it": ("栖梧区水务局\n2018年13月5日", None, None),
    "a date in a sentence": ("截至2018年1月5日", None, None),
    "no office before": ("特此报告\n2018年1月5日", None, "2018-01-05"),
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(name: str) -> None:
    """Who signed and when, as the copy prints it; the last section ends before it."""
    words, office, day = SIGNATURES[name]
    text = PROSE + words
    report = gr.parse(text)
    check_report(report, text)
    signed = report.identity.get("signed")
    assert (signed.value if signed else None) == day
    assert report.organization == office
    if office is not None:
        assert not report.sections[-1].text.rstrip().endswith(office)


PERIODS = [
    "内容涵盖我局2016年1月1日至2016年12月31日期间的信息公开情况。",
    "数据统计时间：2016.1.1-2016.12.31",
    "数据统计时间：2016.01.01—2016.12.31",
    "报告时间范围为2016年1月1日至12月31日。",
    "时间范围为2016-01-01至2016-12-31。",
    "所列数据的统计期限自2016年1月1日起至2016年12月31日止。",
    "统计期限为2016年1月1日到12月31日。",
    "报告期：2016年1月1日～12月31日",
    "本报告的统计期限为二〇一六年一月一日至二〇一六年十二月三十一日。",
    "统计数据从２０１６年１月１日至１２月３１日。",
    "统计期限自2016年1月1日起。",
]


@pytest.mark.parametrize("words", PERIODS)
def test_period(words: str) -> None:
    """The year of the numbers is that of their period."""
    report = gr.parse(words + PROSE)
    assert (report.year, report.identity["year"].source) == (2016, "period")


NO_YEARS = [
    "发布日期：2020-01-20",
    "历年年报 2020",
    "历年年报\n2018\n2019\n2020",
    "栖梧区政务公开办2020年12月5日通知要求编制。",
    "按照2020年1月1日起施行的规定。",
    "版权所有 2020",
]


@pytest.mark.parametrize("words", NO_YEARS)
def test_no_year_of_the_report(words: str) -> None:
    """A year of the page, of a list or of a notice is no year of the report; that none is told is a finding."""
    report = gr.parse(words + PROSE)
    told = {(finding.code, finding.reason) for finding in report.findings}
    assert report.year is None
    assert {("fact_missing", "year"), ("edition_unsupported", "before_2019")} <= told


FIELDS = {
    "发布日期：2021-01-20": "2021-01-20",
    "发布时间: 2021年1月20日 10:20": "2021-01-20",
    "| 发布日期 | 2021/1/20 |": "2021-01-20",
    "索引号：QW-1 发文日期：2021.01.20": "2021-01-20",
    "成文日期\n2021-01-20": "2021-01-20",
    "【发布时间】2021-01-20": "2021-01-20",
    "成文日期：2021-01-15 发布日期：2021-01-20": "2021-01-20",
    "日期：2021-01-20 来源：栖梧区水务局": "2021-01-20",
    "作者：姚某 时间：2021/1/20": "2021-01-20",
    "填报日期：2021-01-20": None,
    "更新时间：2021-01-20": None,
    "发布日期：": None,
    "发布日期：2021-02-30": None,
}


@pytest.mark.parametrize("words", FIELDS)
def test_published(words: str) -> None:
    """The day of publication stands in a field of the page; whether it was in time is then a question of dates."""
    text = TITLE + words + "\n" + TABLES
    report = gr.parse(text)
    check_report(report, text)
    published = report.identity.get("published")
    assert (published.value if published else None) == FIELDS[words]
    assert (report.year, report.organization) == (2020, "栖梧区水务局")


def test_publisher_beside_the_office() -> None:
    """The title tells whose report it is; another office that published it is a fact of its own."""
    field = "发布机构：栖梧区人民政府办公室\n"
    report = gr.parse("栖梧区2020年政府信息公开工作年度报告\n" + field + TABLES)
    assert report.organization == "栖梧区"
    assert report.identity["publisher"].value == "栖梧区人民政府办公室"
    same = gr.parse(TITLE + "发布机构：栖梧区水务局\n" + TABLES)
    assert "publisher" not in same.identity
    alone = gr.parse("2020年政府信息公开工作年度报告\n" + field + TABLES)
    assert (alone.organization, "publisher" in alone.identity) == ("栖梧区人民政府办公室", False)


def test_edition_against_the_year() -> None:
    """A form that is not due for the year is a finding, either way; the only form of a year is not assumed."""

    def said(year: int, columns: str) -> set[str]:
        head = TITLE.replace("2020", str(year))
        table = TABLES.replace("规章", f"信息内容\t{columns}\n规章")
        report = gr.parse(head + table)
        return {item.code for item in report.findings if item.code.startswith("edition")}

    old, new = (
        "本年新制作数量\t本年新公开数量\t对外公开总数量",
        "本年制发件数\t本年废止件数\t现行有效件数",
    )
    assert said(2020, old) == said(2022, new) == set()
    assert said(2023, old) == said(2020, new) == said(2017, new) == {"edition_conflict"}
    untold = gr.parse(TITLE + TABLES)
    assert "edition_assumed" not in {item.code for item in untold.findings}
    without_year = gr.parse(TABLES)
    assert "edition_assumed" in {item.code for item in without_year.findings}


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\u2029", "\n　　", "　　"])
def test_any_line_end_begins_a_heading(end: str) -> None:
    """Headings stand at the beginning of a line, whatever ends the one before."""
    form = gr.parse((TITLE + TABLES).replace("\n", end))
    assert [section.number for section in form.sections] == [1, 2, 6]
    old = gr.parse((TITLE.replace("2020", "2015") + PROSE).replace("\n", end))
    assert [section.heading for section in old.sections] == [
        "一、概述",
        "二、主动公开政府信息情况",
        "三、存在的问题及改进措施",
    ]


def test_the_office_of_the_title_in_a_sentence_signs_nothing() -> None:
    """The last sentence ends with the office, and the date stands below it: the sentence is the section's."""
    text = f"{TITLE}{TABLES}请联系栖梧区水务局\n2021年1月5日\n"
    report = gr.parse(text)
    assert report.identity["signed"].value == "2021-01-05"
    assert report.sections[-1].text.rstrip().endswith("请联系栖梧区水务局")
    signed = gr.parse(f"{TITLE}{TABLES}栖梧区水务局\n2021年1月5日\n")
    assert signed.sections[-1].text.strip().endswith("无。")


def test_days_of_a_copy_in_traditional_characters() -> None:
    """Names keep their characters, and days are days."""
    text = f"棲梧區水務局2020年政府信息公開工作年度報告\n{TABLES}棲梧區水務局\n2021年1月5日\n"
    report = gr.parse(text)
    assert report.organization == "棲梧區水務局"
    assert report.identity["signed"].value == "2021-01-05"
    assert gr.Report.from_dict(report.to_dict()).to_dict() == report.to_dict()
