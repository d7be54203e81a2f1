"""Reports of before 2019, on no form that is known: told as such, their sections read."""

import pytest

import govinfo_report as gr
from tests.soundness import check_report

OLD = (
    "某某县2015年政府信息公开工作年度报告\n\n根据条例编制本报告。\n\n一、概述\n\n2015年公开工作有序推进。\n\n"
    "二、主动公开政府信息的情况\n\n全年主动公开信息1234条。\n\n三、政府信息依申请公开办理情况\n\n收到申请12件。\n\n"
    "四、复议、诉讼和举报情况\n\n无。\n\n五、存在的问题和改进措施\n\n力度不够。\n\n2016年3月1日\n"
)


def test_report_on_an_old_form() -> None:
    """A report of 2015 has sections and no cells, and a finding says why."""
    report = gr.parse(OLD)
    check_report(report, OLD)
    assert (report.year, report.organization) == (2015, "某某县")
    assert (report.edition, set(report.editions.values())) == (None, {None})
    assert not list(report.cells())
    assert not report.values()
    assert [section.heading for section in report.sections] == [
        "一、概述",
        "二、主动公开政府信息的情况",
        "三、政府信息依申请公开办理情况",
        "四、复议、诉讼和举报情况",
        "五、存在的问题和改进措施",
    ]
    assert "全年主动公开信息1234条。" in report.sections[1].text
    (finding,) = (item for item in report.findings if item.code == "edition_unsupported")
    assert (finding.severity, "2015" in finding.message) == ("warning", True)
    assert report.requests.granted.total is None
    assert report.cell("requests.granted.total").state == "lost"


@pytest.mark.parametrize("year", [2008, 2015, 2018])
def test_title_of_an_old_report_alone(year: int) -> None:
    """A title of an old year with nothing behind it is an unsupported report, not an error."""
    text = f"某某县{year}年政府信息公开工作年度报告\n\n本年度无。\n"
    report = gr.parse(text)
    check_report(report, text)
    assert "edition_unsupported" in [item.code for item in report.findings]
    assert report.year == year
