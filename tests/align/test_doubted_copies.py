"""Copies of which a number was once stated wrongly without a word, or that raised: read right now, or doubted."""

import re

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate
from tests.layouts.changed_copies import HEADINGS, ROOMY, copy, cut, doubted, in_disclosure


def test_a_number_in_brackets_is_unreadable() -> None:
    """It is neither lost nor a label's number."""
    text = copy("tab_separated").replace("行政处罚\t63", "行政处罚\t(63)")
    assert gr.parse(text).cell("disclosure.administrative_penalty.decisions").state == "unreadable"


@pytest.mark.parametrize(
    ("upper", "lower", "issued"),
    [
        # no number but 0 begins with 0
        ("| 行政规范性文 | 0 | 360 | 0 |", "| 件 | 8 | 8 | |", 0),
        # a row that has lost its label, no rule between the two
        ("| 行政规范性文件 | 3 | 1 | 27 |", "| | 4 | 2 | 8 |", 3),
    ],
)
def test_two_rows_of_a_pipe_table_stay_two(upper: str, lower: str, issued: int) -> None:
    """Where the lower numbers cannot be the rest of the upper ones, or nothing shows that they are."""
    head = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n| 规章 | 3 | 0 | 0 |\n"
    report = in_disclosure(f"{head}{upper}\n{lower}\n| 行政许可 | 6 | | |\n")
    assert report.values().get("disclosure.normative_documents.issued", issued) == issued


def test_rows_between_rules_stay_two() -> None:
    """Rules part groups of rows here, and one row of each has lost its label."""
    rule = "+------+------+------+------+\n"
    rows = "".join(
        f"{rule}| {label} | 3 | 1 | 27 |\n| | 4 | 2 | 8 |\n"
        for label in ("规章", "行政规范性文件", "信息内容")
    )
    report = in_disclosure(f"{rows}{rule}| 行政许可 | 6 | | |\n{rule}")
    assert report.values().get("disclosure.rules.issued", 3) == 3


def test_two_labels_stay_two() -> None:
    """3. and 其他 are a label together, and 其他 is one by itself."""
    text = copy("pipe_table", ROOMY)
    line = next(line for line in text.split("\n") if "重复申请" in line)
    label, numbers = line[: line.index("重复申请") + 4], line[line.index("重复申请") + 4 :]
    at = label.rindex("|") + 1
    torn = f"{label[:at]} 3. {numbers}\n{label[:at]} 其他 {numbers}"
    true = gr.parse(text).values()
    report = gr.parse(text.replace(line, torn))
    told = doubted(report)
    assert all(true[path] == value for path, value in report.values().items() if path not in told)


@pytest.mark.parametrize(
    "lines",
    [
        "政府集中采购 8 208.2165 208.2165",
        "| 信息内容 | 采购项目数量 | 采购总金额 |\n| 行 政许可 | 81.6835 | 81.6835 | 81.6835 |",
        "|信息内容|本年新制作数量|本年新公开数量|对外公开总数量|\n|规章|0|0|0|\n|规范性文件||||\n"
        "|行政许可|330|0|8|\n|其他对外管理服务事项|187|+1|0|\n||150|0|379|\n|行政强制|0|0|40|\n"
        "|272|0|||\n|政府集中采购|391.3367|||\n|||323|391.3367|",
        "|规章|0|0|0|\n|政府集中采购|3.7005|||\n|2|3.7005||",
    ],
)
def test_amounts_where_no_amount_should_be(lines: str) -> None:
    """Two of them are no number together, nor one and a count; and nothing is raised."""
    values = in_disclosure(lines).values()
    assert all(str(value).count(".") <= 1 for value in values.values())
    items = values.get("disclosure.government_procurement.procurement_items", 0)
    assert str(items) in lines.replace("|", " ").split() or items == 0


@pytest.mark.parametrize("again", ["63 63 63", "63 63", "6     3", "6 3"])
def test_a_number_printed_again(again: str) -> None:
    """A merged cell, written once for each column, or a number with a blank inside: nothing tells."""
    text = copy("tab_separated").replace("行政处罚\t63", f"行政处罚\t{again}")
    path = "disclosure.administrative_penalty.decisions"
    cell = gr.parse(text).cell(path)
    assert cell.value in (None, 63)
    assert cell.is_doubted


def test_the_number_of_a_page_before_a_label() -> None:
    """5 页行政事业性收费0.9: the fee is 0.9 or nothing."""
    report = in_disclosure(
        "第二十条第（六）项信息内容本年处理决定数量行政处罚31行政强制4"
        "第二十条第（八）项信息内容本年收费金额（单位：万元）5 页行政事业性收费0.9"
    )
    assert report.values().get("disclosure.administrative_fees.fee_amount") != 5


def test_a_number_in_brackets_behind_others() -> None:
    """5-14(15) are three numbers: no label has the number 15."""
    report = in_disclosure(
        "第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可5-14(15)"
        "其他对外管理服务事项000第二十条第（六）项信息内容上一年项目数量本年增/减处理决定数量行政处罚000"
    )
    assert report.values().get("disclosure.administrative_licensing.decisions") != 4


@pytest.mark.parametrize("swapped", [("商业企业", "其他"), ("科研机构", "法律服务机构")])
def test_headings_one_a_line_in_another_order(swapped: tuple[str, str]) -> None:
    """They head the numbers below them as much as headings on one line do."""
    one, other = swapped
    text = copy("bare_cells")
    before, table, behind = cut(text, 1)
    rows = table.partition("一、本年新收")[2]
    lines = "自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
    moved = lines.replace(one, "@").replace(f"\n{other}\n", f"\n{one}\n").replace("@", other)
    for heading, is_told in ((lines, False), (moved, True)):
        found = gr.parse(f"{before}{HEADINGS[1]}\n\n{heading}一、本年新收{rows}{behind}").findings
        assert ("columns_unexpected" in {item.code for item in found}) == is_told


def test_a_number_in_brackets_run_together() -> None:
    """9) of 行政许可(430799) numbers no label."""
    report = in_disclosure(
        "第二十条第（五）项信息内容本年处理决定数量行政许可(430799)第二十条第（六）项信息内容"
        "本年处理决定数量行政处罚413562行政强制107656"
    )
    assert "disclosure.administrative_licensing.decisions" not in report.values()


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u00ad"])
def test_characters_without_a_mark_part_no_cells(unseen: str) -> None:
    """规范性文件01941<AD>6<AD>7 is 0, 194 and 167."""
    report = in_disclosure(
        "第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量规章000"
        f"规范性文件01941{unseen}6{unseen}7第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可000"
    )
    assert "disclosure.normative_documents.new_published" not in report.values()
    report = in_disclosure(
        f"第二十条第（六）项信息内容上一年项目数量本年增/减处理决定数量行政强制3{unseen}5{unseen}900"
        "第二十条第（八）项信息内容上一年项目数量本年增/减行政事业性收费00"
    )
    assert "disclosure.administrative_compulsion.change" not in report.values()


def test_fifteen_numbers_on_two_lines() -> None:
    """Lines are read from left to right, then down; the sums would allow another order."""
    review = (
        "行政复议                           行政诉讼\n"
        "0      0      0      0      0      1      0      0      0      1\n"
        "0      0      0      1      1\n"
    )
    values = gr.parse(f"{HEADINGS[2]}\n{review}").values()
    assert values.get("review.direct_litigation.upheld", 1) == 1
    assert values.get("review.litigation_after_reconsideration.pending", 1) == 1


def test_a_sum_that_fails_whatever_an_empty_cell_is() -> None:
    """_ + 10 + 1 + 0 + 3 + 0 is no 0."""
    text = copy("tab_separated")
    line = next(line for line in text.split("\n") if "（七）总计" in line)
    label = line[: line.index("总计") + 2]
    tabs = re.search(r"\t+", line[len(label) :])
    assert tabs is not None
    moved = label + tabs[0] + "\t10\t1\t0\t3\t0\t0"
    report = gr.parse(text.replace(line, moved))
    failed = [item for item in report.findings if item.code == "requests_row_total"]
    assert any("requests.total_handled.total" in item.cells for item in failed)


RAGGED = "\t\t\t自然人\t法人或其他组织\t总计\n\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t"


@pytest.mark.parametrize("heading", ["", RAGGED])
def test_a_column_lost_under_a_heading_that_names_all(heading: str) -> None:
    """The last of six numbers is the sum of the others but where the lost one was not 0: no applicant is stated."""
    text = copy("tab_separated", ROOMY)
    before, table, behind = cut(text, 1)
    lines = []
    for line in table.split("\n"):
        cells = line.split("\t")
        if len(cells) > 7 and cells[-1].isdecimal():
            del cells[-3]
        lines.append("\t".join(cells))
    if heading:
        first = next(at for at, line in enumerate(lines) if line.startswith("一、"))
        lines = [lines[0], "", *heading.split("\n"), *lines[first:]]
    report = gr.parse(before + "\n".join(lines) + behind)
    stated = [path for path in report.values() if path.startswith("requests.")]
    assert not [path for path in stated if not path.endswith(".total")]
    inferred = report.values(inferred=True)
    true = gr.parse(text).values()
    totals = [path for path in inferred if path.startswith("requests.") and path.endswith(".total")]
    assert all(inferred[path] == true[path] for path in totals)


@pytest.mark.parametrize(("printed", "is_money"), [("4元", True), ("4亿元", True), ("4项", False)])
def test_an_amount_in_a_cell_that_counts(printed: str, is_money: bool) -> None:
    """It may be that of the next cell, moved up; both are listed. Other units are those of counts."""
    text = copy("tab_separated", generate(3, "2019", 400))
    line = next(line for line in text.split("\n") if line.startswith("政府集中采购"))
    found = gr.parse(text.replace(line, f"政府集中采购\t{printed}\t56580")).findings
    cells = [item.cells for item in found if item.code == "amount_as_count"]
    procurement = "disclosure.government_procurement.procurement"
    assert cells == ([(f"{procurement}_items", f"{procurement}_amount")] if is_money else [])
