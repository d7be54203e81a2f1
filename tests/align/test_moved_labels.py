"""Labels that moved against their numbers: put back where all sums hold so, else each line that may have is marked."""

import govinfo_report as gr
from govinfo_report.testing import generate, mangle, render
from tests.paths import COPIES

CLEAN = COPIES / "tab_clean_2021.txt"
TEXT = CLEAN.read_text(encoding="utf-8")
TRUE = gr.parse(TEXT).values()
LINES = list(dict.fromkeys(path.split(".")[1] for path in TRUE if path.startswith("requests.")))
RESULTS = LINES[LINES.index("granted") :]
# 2.重复申请, among the rows from （一） on
REPEATED = 14


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of each row of table 三 from （一） to （六）."""
    start, end = text.index("三、 本 年 度 办 理 结 果"), text.index("\t(七)")
    return [line.split("\t") for line in text[start:end].splitlines()]


def relabelled(first: int, last: int, down: bool = True) -> str:
    """Return the copy with the labels of some result rows one row further down or up, one at the end lost."""
    rows = rows_of(TEXT)
    labels = [row[2] for row in rows[first : last + 1]]
    moved = ["", *labels[:-1]] if down else [*labels[1:], ""]
    changed = [list(row) for row in rows]
    for row, label in zip(changed[first : last + 1], moved, strict=True):
        row[2] = label
    old, new = ("".join("\t".join(row) + "\n" for row in found) for found in (rows, changed))
    assert old in TEXT
    return TEXT.replace(old, new)


def doubted(report: gr.Report, *reasons: str) -> set[str]:
    """Return the rows whose place is doubtful, or those that are listed for other reasons."""
    return {
        path.split(".")[1]
        for finding in report.findings
        if (finding.reason in reasons if reasons else finding.code == "place_doubtful")
        for path in finding.cells
    }


def test_labels_that_moved_are_put_back() -> None:
    """Each row has its neighbour's label: the numbers are the form's lines', in order, and each of these is marked."""
    for first, last in ((2, 6), (10, 12), (REPEATED, 16)):
        for down in (True, False):
            report = gr.parse(relabelled(first, last, down))
            assert report.values() == TRUE
            assert set(RESULTS[first : last + 1]) <= doubted(report)


def test_where_they_came_from_is_told() -> None:
    """A cell that was put back is aligned, and its place is the row that stands there."""
    text = relabelled(REPEATED, 16)
    report = gr.parse(text)
    cell = report.cell("requests.not_processed_repeated.total")
    assert cell.state == "aligned"
    assert cell.line is not None
    assert "settled by all sums" not in report.explain("requests.not_processed_repeated.total")
    assert cell.raw == text.splitlines()[cell.line - 1].split("\t")[-1]


def test_where_no_way_makes_the_sums_hold_all_between_is_doubted() -> None:
    """A row of numbers that is no line's stands where one is lost elsewhere: neither way adds up."""
    rows = rows_of(TEXT)
    extra = "\t".join(["", "", "", "9", "9", "9", "9", "9", "9", "54"]) + "\n"
    lost = "\t".join(rows[REPEATED + 2]) + "\n"
    above = "\t".join(rows[REPEATED]) + "\n"
    report = gr.parse(TEXT.replace(lost, "").replace(above, extra + above))
    assert doubted(report) == set(RESULTS[REPEATED : REPEATED + 2])


def test_the_first_row_without_its_label_with_a_cell_a_line() -> None:
    """Numbers behind the last heading are no line of its name: 其他 heads a column, and 一、 lost its label."""
    clean = render(generate(41_065, requests=3_000), "bare_cells")
    label = "一、本年新收政府信息公开申请数量"
    for instead in ("\n", ""):
        text = clean.replace(f"{label}\n", instead)
        assert text != clean
        report = gr.parse(text)
        path = "requests.new_received.total"
        assert report.values()[path] == clean.printed()[path].value
        assert not doubted(report, "out_of_order")


def test_where_all_numbers_stand_apart_from_their_labels() -> None:
    """With an empty cell behind each label, the first of them is no heading: it stands no farther than the others."""
    clean = render(generate(1_347, requests=5), "bare_cells")
    copy = mangle(clean, ("shift_column", "traditional"), 1_347)
    assert "規章\n\n1\n" in copy
    disclosure = gr.parse(copy.text).disclosure
    assert disclosure.rules.new_made == 1
    assert disclosure.administrative_penalty.decisions == 18


def test_a_blank_line_above_the_headings_tells_of_no_empty_row() -> None:
    """The copy ends in 第二十条第（八）, and two lines are lost behind it: no label has moved."""
    text = """云溪镇2019年政府信息公开工作年度报告

二、主动公开政府信息情况

第二十条第（一）项
信息内容 本年新制作数量 本年新公开数量 对外公开总数量
规章 0 0 0
规范性文件 0 0 0
第二十条第（五）项
信息内容 上一年项目数量 本年增/减 处理决定数量
行政许可 0 0 0
其他对外管理服务事项 0 0 0
第二十条第（六）项
信息内容 上一年项目数量 本年增/减 处理决定数量
行政处罚 0 0 0
行政强制 0 0 0
第二十条第（八）
"""
    report = gr.parse(text)
    assert report.layouts == {"disclosure": "space_aligned"}
    assert not doubted(report)


def test_numbers_that_all_stand_below_their_labels_cast_no_doubt() -> None:
    """With a cell a line every number stands below its label; the line above one that is lost holds its own."""
    text = render(generate(3, "2021", 60), "bare_cells")
    start, end = text.index("行政规范性文件\n"), text.index("第二十条第（五）项")
    report = gr.parse(text[:start] + text[end:])
    assert report.disclosure.rules.in_force == 0
    assert not doubted(report)


def test_a_number_above_the_one_label_that_is_left_of_two() -> None:
    """The label of 行政处罚 is lost; its number is not given to 行政强制, which prints none."""
    text = render(generate(3, "2021", 60), "bare_cells")
    at = text.index("行政处罚\n")
    end = text.index("第二十条第（八）项")
    number = text[at:end].split("\n")[1]
    report = gr.parse(text[:at] + f"{number}\n行政强制\n" + text[end:])
    assert report.disclosure.administrative_compulsion.decisions is None
    assert report.disclosure.administrative_penalty.decisions is None
