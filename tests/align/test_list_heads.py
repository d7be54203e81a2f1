"""Statistics tables of provinces that run together under columns of their own: none is stated without a warning."""

from __future__ import annotations

import pytest

import govinfo_report as gr

LABELS = (
    ("一、主动公开情况", "——"),
    ("（一）主动公开政府信息数", "条"),
    ("其中：主动公开规范性文件数", "条"),
    ("制发规范性文件总数", "件"),
    ("主动公开机构领导、机构设置及人事信息", "条"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——"),
    ("1.政府公报公开政府信息数", "条"),
    ("2.政府网站公开政府信息数", "条"),
    ("3.政务微博公开政府信息数", "条"),
    ("三、依申请公开情况", "——"),
    ("（一）收到申请数", "件"),
    ("1.当面申请数", "件"),
    ("2.传真申请数", "件"),
)
TOWNS = ("区政府统计数", "区直单位统计数", "乡镇街道统计数")


def table(columns: tuple[str, ...], *, serial: bool, between: str, end: str) -> str:
    """Print a table of so many columns, with 序号 in front or without."""
    rows = [("序号", "统计指标", "单位", *columns)]
    for at, (label, unit) in enumerate(LABELS, 1):
        numbers = [str(7 * at + place) if unit != "——" else "" for place in range(len(columns))]
        rows.append((str(at), label, unit, *numbers))
    return "".join(between.join(row if serial else row[1:]) + end for row in rows)


@pytest.mark.parametrize(
    ("columns", "serial"), [(TOWNS, True), (TOWNS, False), (("统计数",), True)]
)
def test_other_columns_run_together(columns: tuple[str, ...], *, serial: bool) -> None:
    """The finding names the columns and lists every cell."""
    title = "栖梧区2016年度政府信息公开工作年度报告\n附：政府信息公开情况统计表\n"
    report = gr.parse(title + table(columns, serial=serial, between="", end=""))
    (found,) = (item for item in report.findings if item.code == "columns_unexpected")
    assert set(report.values()) <= set(found.cells)
    assert ("序号" in found.message) == serial


@pytest.mark.parametrize("serial", [True, False])
def test_columns_that_are_kept_apart(*, serial: bool) -> None:
    """Where tabs part the cells 序号 is no reason to doubt, and of three columns no number is stated."""
    title = "栖梧区2016年度政府信息公开工作年度报告\n附：政府信息公开情况统计表\n"
    report = gr.parse(title + table(("统计数",), serial=serial, between="\t", end="\n"))
    assert report.statistics.requests_received == 77
    assert "columns_unexpected" not in {item.code for item in report.findings}
    report = gr.parse(title + table(TOWNS, serial=serial, between="\t", end="\n"))
    assert not report.values()
