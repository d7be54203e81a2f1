"""Pages of before 2019: whose report it is and of which year, in the shapes that such pages have."""

from __future__ import annotations

import re

import pytest

import govinfo_report as gr
from tests.paths import ROOT
from tests.soundness import check_report, codes

FILE = (ROOT / "tests/identity/pages.txt").read_text(encoding="utf-8")
SIGNED = re.findall(r"^=== (.+)\|(.+)\|(.+)\n((?:(?!=== ).*\n)*)", FILE, re.MULTILINE)
PAGES = {
    "year and day under the title": (
        "栖梧市2008年政府信息公开工作年度报告\n"
        "（2009年3月）\n"
        "\u3000\u3000引言\n"
        "\u3000\u3000根据《中华人民共和国政府信息公开条例》要求，由栖梧市人民政府办公室编制的2008年政府信息公开年度报告。全文包括概述，主动公开政府信息的情况等。\n"
        "\u3000\u3000一、概述\n"
        "\u3000\u3000略。\n"
        "\u3000\u3000二、主动公开政府信息情况\n",
        "栖梧市",
        2008,
    ),
    "fields of the page": (
        "索引号： QW001 信息分类：工作总结\n"
        "发布机构：栖梧区环保局 发文日期：2013年3月5日\n"
        "名称：区环保局2012年政府信息公开工作年度报告\n"
        "\u3000\u3000根据条例，现公布2012年度区环保局政府信息公开工作年度报告。\n"
        "一、概述\n"
        "二、主动公开情况\n",
        "区环保局",
        2012,
    ),
    "signed in its own December": (
        "栖梧县畜牧局\n"
        "2014年度政府信息公开工作总结\n"
        "2014年，我局高度重视。\n"
        "一、领导重视，健全机构\n"
        "二、加强制度建设\n"
        "三、存在的问题\n"
        "栖梧县畜牧局\n"
        "2014年12月20日",
        "栖梧县畜牧局",
        2014,
    ),
    "a letter": (
        "关于2011年政府信息公开工作情况的报告\n"
        "县政府办公室：\n"
        "现将我局2011年政府信息公开工作情况报告如下：\n"
        "一、基本情况\n"
        "二、主要做法\n"
        "栖梧县粮食局\n"
        "二○一二年一月十日",
        "栖梧县粮食局",
        2011,
    ),
    "wide spaces": (
        "\u3000\u30002010年，栖梧镇按照上级要求，认真开展政府信息公开工作。\u3000\u3000一、组织领导情况\u3000\u3000成立了领导小组。\u3000\u3000二、主动公开情况\u3000\u3000公开120条。\u3000\u3000三、依申请公开情况\u3000\u3000无。\u3000\u3000四、存在问题和下一步打算\u3000\u3000加强学习。\u3000\u3000栖梧镇人民政府\u3000\u30002011年1月12日",
        "栖梧镇人民政府",
        2010,
    ),
    "CR LF": (
        "栖梧区司法局2017年度政府信息公开年度报告\r\n"
        "时间：2018-03-15\r\n"
        "本年度报告根据《条例》要求编制，全文由概述、主动公开、依申请公开、收费情况、复议诉讼等部分组成。所列数据的统计期限从2017年1月1日起到2017年12月31日止。\r\n"
        "一、概述\r\n",
        "栖梧区司法局",
        2017,
    ),
    "a path with another year": (
        "您现在的位置：首页 > 信息公开 > 年度报告 > 2015\n"
        "栖梧经济技术开发区管委会2015年度政府信息公开工作报告\n"
        "作者：管委会办公室 发布时间：2016-03-21 点击数：120\n"
        "一、概述\n"
        "二、主动公开\n"
        "三、依申请公开\n",
        "栖梧经济技术开发区管委会",
        2015,
    ),
    "office below the title": (
        "政府信息公开工作年度报告（2014年度）\n"
        "栖梧区安监局\n"
        "一、工作推进情况\n"
        "二、主动公开政府信息情况\n"
        "主动公开信息300条。\n",
        "栖梧区安监局",
        2014,
    ),
    "parts": (
        "栖梧市国土资源局2016年政府信息公开年报\n"
        "来源：局办公室\n"
        "第一部分 概述\n"
        "2016年公开信息。\n"
        "第二部分 主动公开政府信息情况\n"
        "第三部分 依申请公开情况\n"
        "第四部分 复议诉讼情况\n",
        "栖梧市国土资源局",
        2016,
    ),
    "office in the first sentence": (
        "2013年政府信息公开工作年度报告\n"
        "\n"
        "\u3000\u3000本报告是根据《中华人民共和国政府信息公开条例》要求，由栖梧区文广新局编制。\n"
        "一、概述\n"
        "二、主动公开情况\n"
        "三、依申请公开情况\n",
        "栖梧区文广新局",
        2013,
    ),
    "numerals": (
        "栖梧区人民政府二〇〇九年政府信息公开工作年度报告\n"
        "（二〇一〇年三月三十一日）\n"
        "一、概述\n"
        "二、政府信息主动公开情况\n",
        "栖梧区人民政府",
        2009,
    ),
    "关于": (
        "栖梧县人力资源和社会保障局关于2013年度政府信息公开工作的自查报告\n"
        "一、基本情况\n"
        "二、主动公开情况\n"
        "三、存在问题\n",
        "栖梧县人力资源和社会保障局",
        2013,
    ),
    "a sentence that announces it": (
        "2017年栖梧街道政府信息公开年度报告\n"
        "2018-02-28 15:22:10   来源：栖梧街道办事处\n"
        "现将栖梧街道2017年政府信息公开年度报告公布如下：\n"
        "一、工作情况\n"
        "二、主动公开情况\n",
        "栖梧街道",
        2017,
    ),
    "paragraphs alone": (
        "栖梧区城管局信息公开2012年度工作报告\n"
        "今年以来，我局认真落实政府信息公开。共公开信息50条。未收到依申请公开。没有复议诉讼。\n",
        "栖梧区城管局",
        2012,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_of_before_2019(name: str) -> None:
    """Such a page is a report on a form that is not read; office and year are those that it names."""
    text, office, year = PAGES[name]
    report = gr.parse(text)
    check_report(report, text)
    assert gr.is_report(text)
    assert (report.kind, report.organization, report.year) == ("report", office, year)
    assert "edition_unsupported" in codes(report)
    assert not report.values()


@pytest.mark.parametrize(("office", "year", "day", "text"), SIGNED, ids=[one[0] for one in SIGNED])
def test_signed_page(office: str, year: str, day: str, text: str) -> None:
    """Office, year and the day of the signature are those that a page prints; ``-`` where it prints none."""
    report = gr.parse(text)
    check_report(report, text)
    assert gr.is_report(text)
    signed = report.identity.get("signed") or report.identity.get("published")
    told = (report.organization, report.year, signed and signed.value)
    assert [str(fact or "-") for fact in told] == [office, year, day]
    assert (year == "-") == ("fact_missing" in codes(report))


@pytest.mark.parametrize("field", ["填报单位（盖章）", "填表单位", "编制单位"])
def test_statistics_table_alone(field: str) -> None:
    """The year stands below the title of the table, and who filled it in below that."""
    text = (
        f"政府信息公开情况统计表\n（2017年度）\n{field}：栖梧区司法局\n统计指标\t单位\t统计数\n"
        "（一）主动公开政府信息数\t条\t320\n其中：主动公开规范性文件数\t条\t3\n"
        "制发规范性文件总数\t件\t5\n1.政府公报公开政府信息数\t条\t0\n"
    )
    report = gr.parse(text)
    check_report(report, text)
    told = (report.kind, report.organization, report.year)
    assert told == ("statistics_table", "栖梧区司法局", 2017)
    assert report.statistics.disclosed_total == 320
