"""Title, office and year in the places where copies print them."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.cutting import cut_reports

BODY = """
一、总体情况
略。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
"""
TITLE = "栖梧区水务局2023年政府信息公开工作年度报告"
TITLES = {
    "broken in a word": (
        "正文\n2023 年栖梧区叠泉埠街道政府信息\n公开工作年度报告\n2023 年，街道做好\n政府信息公开，",
        ("2023年栖梧区叠泉埠街道政府信息公开工作年度报告", "栖梧区叠泉埠街道", 2023),
    ),
    "broken after 政府": (
        "2023年栖梧区人民政府\n信息公开工作年度报告\n",
        ("2023年栖梧区人民政府信息公开工作年度报告", "栖梧区人民政府", 2023),
    ),
    "broken behind the office": (
        "2023年栖梧区水务局\n政府信息公开工作年度报告\n统计期限自2023年1月1日起。",
        ("2023年栖梧区水务局政府信息公开工作年度报告", "栖梧区水务局", 2023),
    ),
    "between wide spaces": (
        "　　栖梧区水务局　　2023年政府信息公开工作年度报告　　2023年，栖梧区水务局做好政府信息公开。",
        (TITLE, "栖梧区水务局", 2023),
    ),
    "in a row": (
        f"信息名称 | {TITLE} | 内容概述 |\n",
        (TITLE, "栖梧区水务局", 2023),
    ),
    "behind a page": (f"Page 8 - {TITLE}\nP. 8\n", (TITLE, "栖梧区水务局", 2023)),
    "traditional": (
        "棲梧區水務局2023年政府信息公開工作年度報告\n根據",
        ("棲梧區水務局2023年政府信息公開工作年度報告", "棲梧區水務局", 2023),
    ),
    "office above a title without a year": (
        "栖梧区水务局\n政府信息公开工作年度报告\n本报告统计期限自2023年1月1日起。",
        ("栖梧区水务局政府信息公开工作年度报告", "栖梧区水务局", 2023),
    ),
    "period behind": (
        "数据自2023年1月1日至2023年12月31日统计。",
        (None, None, 2023),
    ),
    "office in a cell": (
        "发文机关: | 栖梧区水务局 | 发文日期: | |\n",
        (None, "栖梧区水务局", None),
    ),
    "title twice": (
        "栖梧区水务局\n2023年政府信息公开工作年度报告\n\n2023年政府信息公开工作年度报告\n",
        (TITLE, "栖梧区水务局", 2023),
    ),
    "the office in another title": (
        f"{TITLE}\n发布时间:2024-01-31 录入:叠泉埠镇\n关于2023年政府信息公开工作年度报告\n",
        (TITLE, "栖梧区水务局", 2023),
    ),
    "several offices in other titles": (
        f"{TITLE}\n栖梧区林业局2023年政府信息公开工作年度报告\n关于2023年政府信息公开工作年度报告\n",
        ("2023年政府信息公开工作年度报告", None, 2023),
    ),
    "name in pieces": (
        f"成文日期 | 2024-01-16 | 文号 | |\n标 题 | {TITLE} | ||\n发布机构 | 水务局 | |\n",
        (TITLE, "栖梧区水务局", 2023),
    ),
    # pages print the title outside the article: the report names itself in its first sentence
    "announced": (
        "根据有关规定，现公布栖梧区水务局2023年政府信息公开工作年度报告。",
        (None, "栖梧区水务局", 2023),
    ),
    "announced, in quotes": (
        "按通知要求,现发布《栖梧区水务局2023年政府信息公开工作年度报告》。",
        (None, "栖梧区水务局", 2023),
    ),
    "announced, year first": (
        "特向社会公布2023年栖梧区水务局政府信息公开年度报告。",
        (None, "栖梧区水务局", 2023),
    ),
    "announced, year first, one 政府 for two": (
        "现公布2023年栖梧区人民政府信息公开年度报告。",
        (None, "栖梧区人民政府", 2023),
    ),
    "announced, year in the title": (
        "现公布栖梧区水务局政府信息公开工作2023年度报告。",
        (None, "栖梧区水务局", 2023),
    ),
    "announced, with a short name": (
        "现将栖梧区水务局(以下简称“区水务局”)2023年政府信息公开年度报告公布如下。",
        (None, "栖梧区水务局", 2023),
    ),
    "announced, by us": ("现将我局2023年度政府信息公开情况报告如下。", (None, None, 2023)),
    "announced, 把": (
        "现把栖梧区水务局2023年政府信息公开情况报告如下。",
        (None, "栖梧区水务局", 2023),
    ),
    "the office and what it wrote": (
        "本年报是由栖梧区水务局编制的2023年度政府信息公开年度报告。",
        (None, "栖梧区水务局", 2023),
    ),
    "announced, by this office": (
        "特向社会公布2023年度本机关政府信息公开年度报告。",
        (None, None, 2023),
    ),
    "the report of another year": (
        "公开发布《栖梧区水务局2022年政府信息公开工作年度报告》，群众满意。",
        (None, None, None),
    ),
    "announced, year alone": ("现公布2023年政府信息公开年度报告。", (None, None, 2023)),
    "announced in traditional characters": (
        "現公布棲梧區水務局2023年政府信息公開工作年度報告。",
        (None, "棲梧區水務局", 2023),
    ),
    "the office before the word": (
        "根据条例的要求，栖梧区叠泉埠街道特编制2023年政府信息公开年度报告。",
        (None, "栖梧区叠泉埠街道", 2023),
    ),
    "title and sentence in one": (
        "叠泉埠街道2023年政府信息公开工作年度报告根据《中华人民共和国政府信息公开条例》编制。",
        (None, "叠泉埠街道", 2023),
    ),
    "the announced year is weaker": (
        "现公布栖梧区水务局2022年政府信息公开年度报告，统计期限自2023年1月1日起。",
        (None, "栖梧区水务局", 2023),
    ),
    "the year of a notice": (
        "按《栖梧区水务局关于编制2022年政府信息公开工作年度报告的通知》要求，编制本报告。",
        (None, None, None),
    ),
    "data from to": ("统计数据从2023年1月1日至12月31日。", (None, None, 2023)),
    "time of the statistics": (
        "数据统计起止时间为2023年1月1日-2023年12月31日。",
        (None, None, 2023),
    ),
    "a count of a month": ("统计数据显示，2023年1月主动公开12条。", (None, None, None)),
    # what would be a guess
    "a menu": (
        "首页\n栖梧区水务局\n政府信息公开年报\n",
        ("政府信息公开年报", None, None),
    ),
    "links in a row": (
        "| 栖梧区2021年政府信息公开年报 | 栖梧区2022年政府信息公开年报 |\n",
        (None, None, None),
    ),
    "a date above": (
        "发布日期：2024-01-30\n政府信息公开工作年度报告\n",
        ("政府信息公开工作年度报告", None, None),
    ),
    "an office that is not told": ("发布机构:\n栏目: 年报\n本报告由我局编制。", (None, None, None)),
}


@pytest.mark.parametrize("place", TITLES)
def test_identity(place: str) -> None:
    """Each fact is found in its place, and stands in the text where its evidence says."""
    head, expected = TITLES[place]
    report = gr.parse(head + BODY)
    assert (report.title, report.organization, report.year) == expected
    for fact in report.identity.values():
        assert report.text is not None
        assert report.text[fact.start : fact.end] == fact.raw


def test_office_under_the_first_heading() -> None:
    """本报告由某局编制 names the office under 一、总体情况 too; other words there do not."""
    named = BODY.replace("略", "本报告根据有关要求，由栖梧区水务局编制")
    assert gr.parse(named).organization == "栖梧区水务局"
    assert gr.parse(BODY.replace("略", "规划由栖梧区水务局编制")).organization is None


def test_announced_under_the_first_heading() -> None:
    """A report without a preamble names itself under 一、总体情况; words far below are not asked."""
    words = "现公布栖梧区水务局2023年政府信息公开工作年度报告"
    named = gr.parse(BODY.replace("略", words))
    assert (named.organization, named.year) == ("栖梧区水务局", 2023)
    far = gr.parse(BODY.replace("略", "略。" * 300 + words))
    assert (far.organization, far.year) == (None, None)


def test_signed_in_december() -> None:
    """A report signed in the last days of its own year is of that year; alone such a date tells none."""
    signed = "\n栖梧区水务局\n2023年12月31日"
    report = gr.parse(TITLE + BODY + signed)
    assert report.year == 2023
    assert "year_conflict" not in {finding.code for finding in report.findings}
    assert gr.parse(BODY + signed).year is None
    late = gr.parse(TITLE.replace("2023", "2021") + BODY + signed)
    assert "year_conflict" in {finding.code for finding in late.findings}
    assert gr.parse(BODY + signed.replace("12月", "1月")).year == 2022


def test_a_date_above_the_article_is_no_signature() -> None:
    """2022年6月6日 来源：某局 tells when a page was moved to another site."""
    page = TITLE.replace("2023", "2019") + "\n2022年6月6日 来源：栖梧区水务局 浏览：5" + BODY
    assert "year_conflict" not in {finding.code for finding in gr.parse(page).findings}
    signed = TITLE.replace("2023", "2019") + BODY + "\n栖梧区水务局\n2022年6月6日 （此件公开发布）"
    assert "year_conflict" in {finding.code for finding in gr.parse(signed).findings}


def test_title_on_marked_pages() -> None:
    """A report whose title stands on each page behind the page's number is one report."""
    table = BODY[BODY.index("第二十条") :]
    requests = (
        "三、收到和处理政府信息公开申请情况\n申请人情况\n（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n"
    )
    text = f"Page 1 - {TITLE}\n二、主动公开政府信息情况\n{table}Page 2 - {TITLE}\n{requests}"
    assert cut_reports(text) == [(0, len(text))]
