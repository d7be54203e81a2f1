"""Copies that end in the middle of a table, or whose rows lack a cell: that alone is no sign of anything else."""

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, render

TITLE = "青石县水务局2021年政府信息公开工作年度报告\n"
YEAR_2019 = TITLE.replace("2021", "2019")
MADE_PUBLIC = "二、主动公开政府信息情况\n"
RULES = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n"


RESULTS = (
    "三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计"
    "商业企业科研机构社会公益组织法律服务机构其他一、本年新收政府信息公开申请数量{new}二、上年结转政府信息公开申请数量{before}"
    "三、本年度办理结果（一）予以公开{granted}（二）部分公开（区分处理的，只计这一情形，不计其他情形）（三）不予公开1.属于国家秘密"
    "2.其他法律行政法规禁止公开3.危及“三安全一稳定”4.保护第三方合法权益5.属于三类内部事务信息6.属于四类过程性信息"
    "7.属于行政执法案卷8.属于行政查询事项（四）无法提供1.本机关不掌握相关政府信息{held}2.没有现成信息需要另行制作"
    "3.补正后申请内容仍不明确（五）不予处理1.信访举报投诉类申请2.重复申请3.要求提供公开出版物4.无正当理由大量反复申请"
    "5.要求行政机关确认或重新出具已获取信息（六）其他处理（七）总计{new}四、结转下年度继续办理{before}\n"
)
REVIEW = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
    "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计000\n五、存在的主要问题及改进情况\n无。\n"
)


def codes(report: gr.Report) -> set[str]:
    """Return the reasons of a report's findings, or the codes of those that have none."""
    return {finding.reason or finding.code for finding in report.findings}


def moved(report: gr.Report) -> set[str]:
    """Return the cells whose labels may have moved."""
    return {
        path for found in report.findings if found.reason == "labels_moved" for path in found.cells
    }


@pytest.mark.parametrize(
    "rest",
    [
        # the last row lacks a cell, and all behind it is gone
        "行政规范性文件\t3\t9\n行政许可",
        # a row lacks a cell, a sound one stands below it
        "行政规范性文件\t3\t9\n信息内容\t本年处理决定数量\n行政许可\t41\n",
    ],
)
def test_a_cell_lost_above_the_end_is_no_moved_label(rest: str) -> None:
    """Too few numbers in one row are not numbers too many."""
    report = gr.parse(TITLE + MADE_PUBLIC + RULES + rest)
    assert "labels_moved" not in codes(report)
    assert report.disclosure.rules.in_force == 0
    assert report.disclosure.administrative_licensing.decisions in (41, None)


@pytest.mark.parametrize("layout", ["tab_separated", "pipe_table", "row_per_cell", "run_together"])
@pytest.mark.parametrize("seed", [0, 2, 4])
def test_a_table_cut_off_among_the_results(layout: str, seed: int) -> None:
    """The lines behind the cut are lost, and those above it stand where they stood."""
    text = render(generate(seed, "2021", 60), layout).text
    for label in ("2.没有现成", "2.重复申请"):
        assert label in text
        for end in (text.index(label), text.index(label) + len(label)):
            assert "labels_moved" not in codes(gr.parse(text[:end])), (label, end)


def test_numbers_behind_printed_labels_stay_theirs() -> None:
    """A cell a line, and the copy ends: the third number of 规章 is none of 行政许可, which is not printed."""
    cells = ["规章", "3", "0", "15", "行政规范性文件", "61", "59", "422"]
    heads = "| 信息内容 |\n| 本年制发件数 |\n| 本年废止件数 |\n| 现行有效件数 |\n"
    for rows in (cells, cells[:4] + cells[5:]):
        table = heads + "".join(f"| {cell} |\n" for cell in rows)
        for text in (table, table.replace("| ", "").replace(" |", "")):
            report = gr.parse(TITLE + MADE_PUBLIC + text)
            assert "by_order" not in codes(report)
            found = [cell for cell in report.cells() if ".administrative_" in cell.path]
            assert found
            assert not any(cell.candidates or cell.value is not None for cell in found)
    report = gr.parse(TITLE + MADE_PUBLIC + text.replace("15\n", "15\n行政规范性文件\n"))
    assert report.disclosure.rules.in_force == 15
    assert report.disclosure.normative_documents.in_force == 422


def test_a_sentence_above_a_row_is_no_part_of_its_number() -> None:
    """A line that begins with a year stands between the heading and the one row of table 四."""
    rows = "2021 年,我局未被申请行政复议。\n行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n总计 总计 总计\n"
    zeros = " ".join(["0"] * 15)
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    report = gr.parse(f"{TITLE}{heading}{rows}{zeros}\n五、存在的主要问题及改进情况\n")
    doubted = {
        path for found in report.findings if found.severity != "info" for path in found.cells
    }
    assert report.values()["review.reconsideration.upheld"] == 0
    assert not [path for path in doubted if path.startswith("review.")]
