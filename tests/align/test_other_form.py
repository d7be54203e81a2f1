"""Tables on a form that is not known: one finding, which names what no form has, and nothing stated in silence."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.soundness import check_report, codes
from tests.strategies import copy_text

OLD = "栖梧区水务局{year}年政府信息公开工作年度报告\n\n一、概述\n全年平稳。\n\n附表\n"
SHANGHAI = OLD.format(year=2012) + (
    "指标名称\t计量单位\t代码\t本期实际\t本年累计\n"
    "主动公开信息数\t条\t01\t30\t120\n"
    "其中：全文电子化的主动公开信息数\t条\t02\t30\t120\n"
    "网站专栏页面访问量\t人次\t05\t300\t1200\n"
    "咨询电话接听数\t人次\t08\t2\t20\n"
    "2.传真申请数\t条\t13\t0\t0\n"
    "4.网上申请数\t条\t15\t3\t9\n"
    "5.信函申请数\t条\t16\t0\t0\n"
    "对申请的答复总数\t条\t18\t4\t13\n"
    "行政复议数\t件\t40\t0\t0\n"
)
ANHUI = OLD.format(year=2016) + (
    "| 序号 | 统 计 指 标 | 单位 | 区政府统计数 | 区直单位统计数 | 乡镇街道统计数 |\n"
    "| 2 | 主动公开政府信息数(不同渠道和方式公开相同信息计1条) | 条 | 1200 | 800 | 650 |\n"
    "| 3 | 其中:主动公开规范性文件数 | 条 | 12 | 8 | 3 |\n"
    "| 4 | 制发规范性文件总数 | 件 | 12 | 8 | 3 |\n"
    "| 5 | 主动公开机构领导、机构设置及人事信息 | 条 | 55 | 44 | 33 |\n"
    "| 6 | 主动公开政府文件数 | 条 | 120 | 100 | 90 |\n"
    "| 7 | 主动公开行政执法信息 | 条 | 21 | 22 | 23 |\n"
    "| 14 | 收到申请数 | 件 | 10 | 20 | 30 |\n"
    "| 15 | 1.当面申请数 | 件 | 5 | 10 | 10 |\n"
    "| 16 | 2.传真申请数 | 件 | 0 | 0 | 0 |\n"
    "| 19 | 申请办结数 | 件 | 10 | 20 | 30 |\n"
)
MORE_LINES = ("行政裁决\t3", "行政征收\t4", "行政给付\t9", "行政确认\t8")


def future(lines: int) -> str:
    """Give a copy of a form to come, with lines that no form has."""
    text = copy_text("tab_clean_2021").replace("2021", "2027").replace("2022", "2028")
    more = "".join(f"{line}\n" for line in MORE_LINES[:lines])
    return text.replace("行政强制\t", f"{more}行政强制\t", 1)


@pytest.mark.parametrize(
    ("text", "reason", "named"),
    [
        (SHANGHAI, "lines_and_columns", ["网站专栏页面访问量", "代码、本期实际、本年累计"]),
        (ANHUI, "lines", ["主动公开机构领导、机构设置及人事信息", "主动公开行政执法信息", "2014"]),
    ],
    ids=["Shanghai", "Anhui"],
)
def test_statistics_of_provinces(text: str, reason: str, named: list[str]) -> None:
    """A province's own statistics are one finding, and none of their numbers is stated."""
    report = gr.parse(text)
    check_report(report, text)
    (finding,) = report.findings
    assert (finding.code, finding.reason) == ("edition_unsupported", reason)
    for words in named:
        assert words in finding.message
        assert words in finding.message_zh
    assert not report.values()
    assert all(row.code == finding.code for row in report.extra_rows)


def test_rows_that_no_form_has_keep_their_labels() -> None:
    """A unit, or the number of a line, is no label."""
    labels = [row.label for row in gr.parse(SHANGHAI).extra_rows]
    assert labels == ["其中：全文电子化的主动公开信息数", "网站专栏页面访问量", "咨询电话接听数"]
    assert "主动公开政府文件数" in [row.label for row in gr.parse(ANHUI).extra_rows]


def test_a_form_to_come() -> None:
    """Lines of the form that stand among new ones are read by their own labels; the other tables are as they were."""
    text = future(4)
    report = gr.parse(text)
    check_report(report, text)
    (finding,) = report.findings
    assert finding.reason == "lines"
    assert "行政裁决、行政征收、行政给付、行政确认" in finding.message
    assert report.values() == gr.parse(copy_text("tab_clean_2021")).values()
    assert [row.values for row in report.extra_rows] == [(3,), (4,), (9,), (8,)]


def test_columns_of_a_form_to_come_doubt_every_number_of_the_table() -> None:
    """Under a column that no form has, whose number is whose is open: all that is stated is listed."""
    text = future(1).replace("本年制发件数\t", "本年制发件数\t本年修改件数\t", 1)
    report = gr.parse(text.replace("规章\t", "规章\t7\t", 1))
    told = next(item for item in report.findings if item.code == "edition_unsupported")
    assert told.reason == "lines_and_columns"
    assert "本年修改件数" in told.message
    assert {path for path in report.values() if path.startswith("disclosure.")} <= set(told.cells)
    assert codes(report).count("edition_unsupported") == 1


def test_a_line_that_an_office_adds_is_no_form() -> None:
    """One line or two stay findings of their own."""
    assert codes(gr.parse(future(2))) == ["row_foreign", "row_foreign"]


def test_pieces_of_labels_are_no_lines_of_another_form() -> None:
    """A torn label names nothing that the form does not have."""
    text = copy_text("tab_clean_2021")
    for label in ("行政许可", "行政处罚", "行政强制", "行政规范性文件"):
        text = text.replace(f"{label}\t", f"{label[:2]}\t0\n{label[2:]}\t", 1)
    assert "edition_unsupported" not in codes(gr.parse(text))
