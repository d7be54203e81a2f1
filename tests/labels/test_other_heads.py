"""Headings in another order than the form's: the cells below are listed, and nothing there is settled by sums."""

from __future__ import annotations

import re

import pytest

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.testing import Truth, generate, render

HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
TURNED = ("总计", *HEADS[:-1])
BEGUN = "三、收到和处理政府信息公开申请情况\n"
SUMS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
FIRST = "requests.new_received.natural_person"
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


ADDED = ("小计", "占比", "上年数", "序号", "备注")


def table(heads: tuple[str, ...], rows: tuple[str, ...], parted: str) -> str:
    """Write table 三 with other headings."""
    lines = [parted.join((label, *row.split("|"))) for label, row in zip(LABELS, rows, strict=True)]
    return BEGUN + "\n".join((parted.join((SUMS, *heads)), *lines))


@pytest.mark.parametrize("added", ADDED)
@pytest.mark.parametrize("parted", ["\t", "|", "　", "\n"])
def test_a_column_that_no_form_has(added: str, parted: str) -> None:
    """Its number takes the place of a cell that is lost or left empty; known words are told of as well."""
    rows = ("5|0|0|0|0|0|5|5", "|0|0|0|0|0|0|0", "3|0|0|0|0|3|3", "2|0|0|0|0|0|2|2")
    text = table((*HEADS[:-1], added, HEADS[-1]), rows, parted)
    for _ in range(4):
        report = gr.parse(text)
        assert set(report.values()) <= listed(report)


@pytest.mark.parametrize("added", ADDED)
@pytest.mark.parametrize("left_out", [0, 5, 6])
@pytest.mark.parametrize("parted", ["\t", "\n"])
def test_a_column_in_place_of_another(added: str, left_out: int, parted: str) -> None:
    """The count is the form's; known words are told of as well."""
    heads = (*HEADS[:left_out], *HEADS[left_out + 1 :], added)
    rows = ("6|9|8|12|10|66|1", "1|0|0|0|0|1|1", "6|9|8|12|10|66|1", "1|0|0|0|0|1|1")
    for _ in range(4):
        report = gr.parse(table(heads, rows, parted))
        assert report.requests.new_received.natural_person == 6
        assert set(report.values()) <= listed(report)


def test_a_note_below_the_headings() -> None:
    """Words below 总计, a cell a line, are no column of the form's, and of no other."""
    rows = ("6|9|8|12|10|21|66", "1|0|0|0|0|0|1", "6|9|8|12|10|21|66", "1|0|0|0|0|0|1")
    assert not listed(gr.parse(table((*HEADS, "以网上申请为主"), rows, "\n")))


def requests_lines(truth: Truth) -> list[tuple[str, str]]:
    """Give the label and the numbers, a blank between two, of each line of table 三."""
    table = truth.table("requests")
    return [
        (
            truth.form.wording(table.shape.edition, "requests", row.id),
            " ".join(truth.cells[path] for path in table.shape.row_paths(row.id)),
        )
        for row in table.shape.rows
    ]


@pytest.mark.parametrize("added", [*ADDED, "总计"])
def test_another_column_in_place_of_the_total(added: str) -> None:
    """No tab and no bar parts the cells, and the last heading stands before a label; zeros keep any sum."""
    labels = [label for label, _ in requests_lines(generate(5, "2021", 400))]
    groups = ["" if label[1] == "、" else "三、本年度办理结果、" for label in labels]
    lines = [f"{group}{label}{7 * '、0'}" for group, label in zip(groups, labels, strict=True)]
    report = gr.parse(BEGUN + "\n".join(("、".join((SUMS, *HEADS[:-1], added)), *lines)))
    assert len(report.values()) == 25 * 7
    assert (set(report.values()) <= listed(report)) == (added != "总计")


@pytest.mark.parametrize("parted", ["\t", "\n", "　", "  ", "|"])
def test_two_columns_that_changed_places(parted: str) -> None:
    """科研机构 before 商业企业, also with a cell a line."""
    rows = ("6|9|8|12|10|21|66", "1|0|0|0|0|0|1", "6|9|8|12|10|21|66", "1|0|0|0|0|0|1")
    turned = (HEADS[0], HEADS[2], HEADS[1], *HEADS[3:])
    report = gr.parse(table(turned, rows, parted))
    assert report.requests.new_received.business == 9
    assert set(report.values()) <= listed(report)
    assert not listed(gr.parse(table(HEADS, rows, parted)))


def test_headings_printed_twice() -> None:
    """A page break repeats the headings, the last one lost."""
    rows = ("6|9|8|12|10|21|66", "1|0|0|0|0|0|1", "6|9|8|12|10|21|66", "1|0|0|0|0|0|1")
    assert not listed(gr.parse(table((*HEADS, *HEADS[:-1]), rows, "\n")))


OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
REVIEW = "四、政府信息公开行政复议、行政诉讼情况\n"


@pytest.mark.parametrize("turned_in", [{0, 1, 2}, {0}, {1}, {2}])
def test_one_table_a_group(turned_in: set[int]) -> None:
    """结果纠正 before 结果维持 in all of the three, or in one; where nothing is stated there is nothing to list."""
    turned = (OUTCOMES[1], OUTCOMES[0], *OUTCOMES[2:])

    def written(turned_in: set[int]) -> str:
        return REVIEW + "\n".join(
            f"{group}\n{' | '.join(turned if each in turned_in else OUTCOMES)}\n1 | 2 | 3 | 4 | 10"
            for each, group in enumerate(GROUPS)
        )

    report = gr.parse(written(turned_in))
    assert set(report.values()) <= listed(report)
    assert not listed(gr.parse(written(set())))


@pytest.mark.parametrize("mark", ["-", "/", "："])
def test_headings_that_name_their_line(mark: str) -> None:
    """行政复议-结果纠正 before 行政复议-结果维持."""

    def written(*columns: str) -> str:
        heads = "\t".join(f"{group}{mark}{name}" for group in GROUPS for name in columns)
        return f"{REVIEW}{heads}\n" + "\t".join(["1\t2\t3\t4\t10"] * 3)

    report = gr.parse(written(OUTCOMES[1], OUTCOMES[0], *OUTCOMES[2:]))
    assert report.review.reconsideration.upheld == 1
    assert set(report.values()) <= listed(report)
    assert not listed(gr.parse(written(*OUTCOMES)))


@pytest.mark.parametrize(
    "table_text",
    [
        "信息内容\t上年有效件数\t本年制发件数\t本年废止件数\n规章\t9\t1\t5",
        "信息内容\t本年处理决定数量\t备注\n行政许可\t\t3",
        "信息内容\t上年处理决定数量\n行政许可\t52",
    ],
)
def test_other_columns_of_table_two(table_text: str) -> None:
    """A number of the year before, or one that slipped into the remarks."""
    report = gr.parse(f"二、主动公开政府信息情况\n第二十条第（一）项\n{table_text}\n")
    stated = set(report.values())
    assert stated
    assert stated <= listed(report)


@pytest.mark.parametrize("layout", ["tab_separated", "pipe_table", "bare_cells"])
@pytest.mark.parametrize(
    ("own", "other"),
    [
        (("科研", "机构"), "科研单位"),
        (("法律", "服务", "机构"), "法律服务所"),
        (("本年", "制发", "件数"), "本年制作件数"),
        (("现行", "有效", "件数"), "现有有效件数"),
    ],
)
def test_other_words_for_a_column_in_its_place(
    layout: str, own: tuple[str, ...], other: str
) -> None:
    """Between 商业企业 and 社会公益组织, 科研单位 is read as 科研机构; the finding lists this column and no other."""
    truth = generate(5, "2021", 400)
    text = render(truth, layout)
    printed = {"tab_separated": " ", "pipe_table": "<br>", "bare_cells": "\n"}[layout].join(own)
    assert printed in text
    report = gr.parse(text.replace(printed, other))
    assert report.values() == truth.values()
    (finding,) = (item for item in report.findings if item.code == "columns_unexpected")
    (column,) = {path.rpartition(".")[2] for path in finding.cells}
    assert official_form().wording("2021", finding.cells[0].partition(".")[0], column) == "".join(
        own
    )


def test_the_names_of_a_program_are_no_columns() -> None:
    """Above the headings a program counts the columns: |Col1|申请人情况|Col3|; the form's own follow."""
    text = str(render(generate(5, "2021", 400), "pipe_table"))
    at = text.index("|", text.index(BEGUN.strip()))
    counted = "|".join(["", "", "申请人情况", *(f"Col{number}" for number in range(3, 10)), "\n"])
    assert listed(gr.parse(text)) == listed(gr.parse(text[:at] + counted + text[at:])) == set()


OPPOSITES = {
    "2019": [
        ("本年新制作数量", "上年制作数量", "new_made"),
        ("上一年项目数量", "本年项目数量", "previous_items"),
        ("本年增/减", "本年数量", "change"),
    ],
    "2021": [
        ("本年废止件数", "上年废止件数", "repealed"),
        ("现行有效件数", "失效件数", "in_force"),
        ("商业企业", "国有企业", "business"),
        ("结果纠正", "结果撤销", "corrected"),
        ("尚未审结", "已审结", "pending"),
    ],
}


@pytest.mark.parametrize("layout", ["tab_separated", "pipe_table", "comma_separated"])
@pytest.mark.parametrize("edition", OPPOSITES)
def test_columns_renamed_to_their_opposites(layout: str, edition: str) -> None:
    """Numbers under 失效件数 for 现行有效件数 are listed; those of the other columns are not."""
    truth = generate(5, edition, 400)
    text = str(render(truth, layout))
    for own, other, column in OPPOSITES[edition]:
        blank = r"(?:\s|<br>)*".join(map(re.escape, own))
        report = gr.parse(re.sub(blank, other, text))
        assert report.values() == truth.values()
        stated = {path for path in truth.values() if path.endswith(f".{column}")}
        told = [item.cells for item in report.findings if item.code == "columns_unexpected"]
        listed = {path for cells in told for path in cells} & truth.values().keys()
        assert listed == stated != set(), other


@pytest.mark.parametrize(
    ("heads", "is_told"),
    [
        ("上一年项目数量\n本年增/减\n处理决定数量", False),
        ("上一年项目数量\n处理决定数量\n本年增/减", True),
    ],
)
def test_three_headings_below_each_other(heads: str, is_told: bool) -> None:
    """Three columns have one line of headings: one step back is another order, and no second line."""
    text = render(generate(5, "2019", 400), "bare_cells")
    printed = "上一年项\n目数量\n本年\n增/\n减\n处理\n决定\n数量"
    assert printed in text
    codes = {finding.code for finding in gr.parse(text.replace(printed, heads)).findings}
    assert ("columns_unexpected" in codes) == is_told


def with_review(truth: Truth, lines: list[str]) -> gr.Report:
    """Read a copy whose table 四 is these lines."""
    text = render(truth, "tab_separated").text
    begun, _, rest = text.partition(REVIEW)
    _, end, behind = rest.partition("五、存在的主要问题及改进情况")
    return gr.parse("".join([begun, REVIEW, "\n".join(lines), "\n", end, behind]))


def review_numbers(truth: Truth) -> list[str]:
    """Give the numbers of table 四."""
    return [text for path, text in truth.cells.items() if path.startswith("review.")]


@pytest.mark.parametrize("is_turned", [False, True])
def test_headings_of_table_four_below_each_other(is_turned: bool) -> None:
    """结果纠正 above 结果维持, in each of the three groups."""
    truth = generate(5, "2021", 400)
    columns = [*OUTCOMES]
    if is_turned:
        columns[:2] = reversed(columns[:2])
    groups = [
        ["行政复议", "行政诉讼"],
        columns,
        ["未经复议直接起诉", "复议后起诉"],
        columns,
        columns,
    ]
    lines = [line for group in [*groups, review_numbers(truth)] for line in group]
    report = with_review(truth, lines)
    assert report.layouts["review"] == "bare_cells"
    assert report.values() == truth.values()
    codes = {finding.code for finding in report.findings}
    assert ("columns_unexpected" in codes) == is_turned


def test_pieces_of_headings_beside_a_whole_one() -> None:
    """总计 结果 on one line, as readers of PDF leave it: 结果 is a piece of 结果维持, and no other column."""
    truth = generate(5, "2021", 400)
    torn = ["结果", "维持", "结果", "纠正", "其他", "结果", "尚未", "审结"]
    lines = [
        "行政复议 行政诉讼",
        *torn,
        "总计 未经复议直接起诉 复议后起诉",
        *torn,
        "总计 结果",
        *torn[1:],
        "总计",
        " ".join(review_numbers(truth)),
    ]
    report = with_review(truth, lines)
    assert report.values() == truth.values()
    assert "columns_unexpected" not in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    "order", [(5, 0, 1, 2, 3, 4, 6), (1, 2, 3, 5, 0, 4, 6), (6, 0, 1, 2, 3, 4, 5)]
)
@pytest.mark.parametrize("parted", ["\t", "\n"])
def test_a_column_that_moved_past_others(order: tuple[int, ...], parted: str) -> None:
    """其他 before 自然人 begins no heading anew, and before it 总计 is no merged cell."""
    heads = parted.join(HEADS[at] for at in order)
    rows = [
        "\t".join((label, *row.split())) for label, row in requests_lines(generate(5, "2021", 400))
    ]
    report = gr.parse(BEGUN + "\n".join((f"{SUMS}{parted}{heads}", *rows)))
    assert set(report.values()) <= listed(report)


def test_what_a_program_prints_in_empty_cells_is_no_heading() -> None:
    """Below 法人或其他组织 a frame has NaN NaN NaN: no finding takes that for other words of the columns."""
    pandas = pytest.importorskip("pandas")
    truth = generate(5, "2021", 60)
    rows = [line.split("\t") for line in str(render(truth, "tab_separated")).splitlines()]
    width = max(map(len, rows))
    frame = pandas.DataFrame([row + ["NaN"] * (width - len(row)) for row in rows])
    report = gr.parse(frame.to_string(index=False))
    assert report.values() == truth.values()
    # 其他 stands above the totals by the room on its line
    assert listed(report) <= {path for path in truth.values() if path.endswith(".total")}
