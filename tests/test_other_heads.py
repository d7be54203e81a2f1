"""Headings in another order than the form's: the cells below are listed, and nothing there is settled by sums."""

from __future__ import annotations

import pytest

import govinfo_report as gr

HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
TURNED = ("总计", *HEADS[:-1])
BEGUN = "三、收到和处理政府信息公开申请情况\n"
SUMS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（七）总计",
    "四、结转下年度继续办理",
)


def listed(report: gr.Report) -> set[str]:
    """Give the cells under an unexpected heading."""
    return {
        path
        for found in report.findings
        if found.code == "columns_unexpected"
        for path in found.cells
    }


@pytest.mark.parametrize("parted", ["\n", "  "])
def test_the_total_in_front(parted: str) -> None:
    """总计 first, and one number lost in each row: six numbers are not the form's first ones."""
    heads = "\n".join(TURNED) if parted == "\n" else "总计  自然人\n商业企业  科研机构  其他"
    rows = ("20|10|0|4|3|3", "0|0|0|0|0|0", "18|10|0|3|3|2", "2|0|0|1|0|1")
    lines = [parted.join((label, *row.split("|"))) for label, row in zip(LABELS, rows, strict=True)]
    report = gr.parse("\n".join((BEGUN + SUMS, heads, *lines)))
    assert set(report.values()) <= listed(report)
    assert not [cell.path for cell in report.cells() if cell.state == "aligned"]


@pytest.mark.parametrize(
    "rule", ["|---|---|---|---|---|---|---|---|\n", "|:--|" + ":-:|" * 7 + "\n", ""]
)
def test_headings_of_a_table_under_a_lost_heading(rule: str) -> None:
    """They hold no word that only table 三 has; the line below them does."""
    turned = ("自然人", "其他", *HEADS[2:5], "商业企业", "总计")
    rows = [f"| {label} | 1430 | 2730 | 1103 | 1000 | 1000 | 1000 | 8263 |\n" for label in LABELS]
    table = f"| 项目 | {' | '.join(turned)} |\n{rule}{''.join(rows)}"
    report = gr.parse(f"岚溪县教育局2023年政府信息公开工作年度报告\n\n{table}")
    assert report.requests.new_received.total == 8263
    assert set(report.values()) <= listed(report)


def test_two_lines_of_headings_are_the_form_s() -> None:
    """自然人 and 总计 above the other columns."""
    heads = ("自然人", "总计", *HEADS[1:-1])
    lines = ["\n".join((label, *"2010002")) for label in LABELS]
    assert not listed(gr.parse("\n".join((BEGUN + SUMS, *heads, *lines))))


def test_headings_in_pieces() -> None:
    """科研机 stands before 商业企, their ends on the line below."""
    text = (
        BEGUN
        + "                  自然人  科研机  商业企  社会公  法律服  其他  总计\n"
        + "                            构      业   益组织  务机构\n"
        + "\n".join(f"{label}  20  0  4  3  0  0  27" for label in LABELS)
    )
    report = gr.parse(text)
    assert set(report.values()) <= listed(report)
    turned = text.replace("科研机  商业企", "商业企  科研机").replace("构      业", "业      构")
    assert not listed(gr.parse(turned))


def test_headings_on_the_line_of_their_row() -> None:
    """A line end was lost: 本年新制作数量规章 is no label, and the line below has the same headings."""
    report = gr.parse(
        "二、主动公开政府信息情况\n"
        "信息内容\t对外公开总数量\t本年新公开数量\t本年新制作数量规章\t0\t0\t0\n"
        "规范性文件\t58\t24\t25\n"
    )
    stated = [path for path in report.values() if path.startswith("disclosure.normative")]
    assert stated
    assert set(stated) <= listed(report)
