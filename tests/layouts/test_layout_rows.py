"""What each layout makes of small texts: ``tests/data/layouts/<layout>.txt``, a case in three parts closed by dots.

The parts are what the case shows, the text, and the rows, cells parted by `` | `` (`` |`` behind the
last shows an empty one more); ``⏎`` stands for a line break inside
a cell.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import govinfo_report as gr
from govinfo_report.layouts import BUILT_IN
from govinfo_report.source import Lines
from govinfo_report.testing.contract import check_text, official_labels
from tests.paths import DATA

FOLDER = DATA / "layouts"
FACTORIES = {factory.name: factory for factory in BUILT_IN}


def iter_cases() -> Iterator[object]:
    """Yield layout, text and expected rows of each case, the line that it begins on as its id."""
    for file in sorted(FOLDER.glob("*.txt")):
        line, parts = 1, file.read_text(encoding="utf-8").split("\n.\n")
        for title, text, rows in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            expected = [
                [cell.removeprefix(" ") for cell in row.split(" |")]
                for row in rows.rstrip("\n").split("\n")
            ]
            yield pytest.param(file.stem, title, text, expected, id=f"{file.stem}:{line}")
            line += sum(part.count("\n") + 2 for part in (title, text, rows))


@pytest.mark.parametrize(("layout", "title", "text", "expected"), list(iter_cases()))
def test_rows(layout: str, title: str, text: str, expected: list[list[str]]) -> None:
    """The rows of the text are those of the case, and the contract holds on it."""
    rows = FACTORIES[layout](official_labels()).rows(Lines(text, 5))
    found = [[cell.replace("\n", "⏎") for cell in row.cells] for row in rows]
    assert found == expected, title
    check_text(FACTORIES[layout], text, 5, title)


@pytest.mark.parametrize("blank", ["\xa0\xa0", "\u2002", "\u2003", "\xa0 ", "\u3000\u3000"])
def test_any_white_space_parts_cells(blank: str) -> None:
    """Pages part cells by no-break spaces, Word by wider ones: they are blanks as a space is."""
    lines = [
        "云泽县林业局2022年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        "规章\t0\t1\t39",
        "行政规范性文件\t8\t0\t8",
        "第二十条第（五）项",
        "信息内容\t本年处理决定数量",
        "行政许可\t3",
        "第二十条第（六）项",
        "信息内容\t本年处理决定数量",
        "行政处罚\t0",
        "行政强制\t12",
        "第二十条第（八）项",
        "信息内容\t本年收费金额（单位：万元）",
        "行政事业性收费\t0",
    ]
    values = gr.parse("\n".join(lines)).values()
    assert len(values) == 10
    assert gr.parse("\n".join(lines).replace("\t", blank)).values() == values


def test_numbers_of_rows_before_their_labels_cast_no_doubt() -> None:
    """A column that counts the rows is none of the form's, and no rest of a number in the row above."""
    rows = (
        "规章\t0\t1\t39\n行政规范性文件\t8\t0\t8\n"
        "第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t3\n"
        "第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t6\n行政强制\t12\n"
        "第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n"
    ).splitlines()
    head = "二、主动公开政府信息情况\n序号\t信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    numbers = iter(range(1, 7))
    counted = [f"{next(numbers)}\t{row}" if row[-1].isdecimal() else row for row in rows]
    report = gr.parse(head + "\n".join(counted))
    assert report.values() == gr.parse(head + "\n".join(rows)).values()
    assert len(report.values()) == 10
    assert "before_label" not in {finding.reason for finding in report.findings}
    # a number that breaks the count may be a piece of the one above it
    report = gr.parse(head + "\n".join(counted).replace("4\t行政处罚", "7\t行政处罚"))
    assert "before_label" in {finding.reason for finding in report.findings}


def test_the_end_of_a_group_label_beside_the_beginning_of_a_line_label() -> None:
    """What a program leaves of broken cells: 开 ends （三）不予公, and 1.属于国家秘 begins the line below it."""
    text = (
        "三、收到和处理政府信息公开申请情况\n"
        "一、本年新收\n政府信息公开\n申请数量\t14\t0\t1\t3\t0\t0\t18\n"
        "三、本年度办\n理结果\t（一）予以公\n开\t1\t0\t0\t0\t0\t0\t1\n"
        "（三）不予公\n开\t1.属于国家秘\n密\t2\t0\t0\t0\t0\t0\t2\n"
        "2.其他法律行\n政法规禁止公\n开\t0\t0\t0\t0\t0\t0\t0\n"
        "（四）无法提\n供\t1.本机关不掌\n握相关政府信\n息\t1\t0\t0\t0\t0\t0\t1\n"
    )
    report = gr.parse(text)
    assert report.values()["requests.granted.total"] == 1
    assert report.values()["requests.denied_state_secret.total"] == 2
    assert report.values()["requests.unable_not_held.total"] == 1
    assert len(report.values()) == 35
    assert "line" not in {finding.reason for finding in report.findings}


def test_a_merged_label_that_comes_three_times_is_no_heading() -> None:
    """Each merged cell is printed for each column it spans: the first line's label is its own, all three times."""
    columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    cells = [
        "三、收到和处理政府信息公开申请情况",
        *columns,
        *["一、本年新收政府信息公开申请数量"] * 3,
        *["19", "3", "0", "3", "0", "7", "32"],
        *["二、上年结转政府信息公开申请数量"] * 3,
        *["0", "3", "0", "2", "0", "0", "5"],
        *["三、本年度办理结果", "（一）予以公开", "（一）予以公开"],
        *["8", "6", "0", "5", "0", "7", "26"],
    ]
    report = gr.parse("\n\n".join(cells))
    assert report.values()["requests.new_received.total"] == 32
    assert len(report.values()) == 21
    assert "labels_moved" not in {finding.reason for finding in report.findings}


def test_a_remark_in_a_line_of_headings_is_no_number() -> None:
    """总计 | 见附件1 behind 自然人 is the end of the headings, not the line （七）总计."""
    text = (
        "三、收到和处理政府信息公开申请情况\n\n"
        "| 申请人情况 |  |  |  |  |  |  |  | 备注 |\n|---|---|---|---|---|---|---|---|---|\n"
        "|  | 自然人 | 法人或其他组织 |  |  |  |  | 总计 | 见附件1 |\n"
        "| 一、本年新收政府信息公开申请数量 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |  |\n"
        "| （七）总计 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |  |\n"
    )
    report = gr.parse(text)
    assert len(report.values()) == 14
    reasons = {finding.reason for finding in report.findings}
    assert not reasons & {"row_repeated", "out_of_order", "labels_moved"}
