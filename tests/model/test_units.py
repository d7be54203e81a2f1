"""Units behind numbers and currencies before them; a word that is no unit costs its own row only."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govinfo_report as gr
from govinfo_report.labels import read_figure
from govinfo_report.model import Number

COPY = (
    "某镇茶场2020年政府信息公开工作年度报告 一、总体情况 本场按时公开。 二、主动公开政府信息情况 第二十条第（一）项 "
    "信息内容 本年新制作数量 本年新公开数量 对外公开总数量 规章 0 0 0 规范性文件 7 5 12 第二十条第（五）项 信息内容 "
    "上一年项目数量 本年增/减 处理决定数量 行政许可 0 3 0 其他对外管理服务事项 0 0 0 第二十条第（六）项 信息内容 "
    "上一年项目数量 本年增/减 处理决定数量 行政处罚 0 0 0 行政强制 0 0 0 第二十条第（八）项 信息内容 上一年项目数量 "
    "本年增/减 行政事业性收费 0 0 第二十条第（九）项 信息内容 采购项目数量 采购总金额 政府集中采购 {} "
    "三、收到和处理政府信息公开申请情况 "
)
ITEMS, AMOUNT = (
    f"disclosure.government_procurement.{name}"
    for name in ("procurement_items", "procurement_amount")
)


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("3笔", 3, "笔"),
        ("3 批次", 3, "批次"),
        ("17人次", 17, "人次"),
        ("3個項目", 3, "个项目"),
        ("61.52（万元）", Decimal("61.52"), "万元"),
        ("61.52萬元", Decimal("61.52"), "万元"),
        ("￥615200", 615200, "元"),
        ("¥615,200.00", Decimal("615200.00"), "元"),
        ("¥61.52万元", Decimal("61.52"), "万元"),
        ("人民币615200元整", 615200, "元"),
        ("615200 元（人民币）", 615200, "元"),
        ("RMB 615200", 615200, "元"),
        ("615.2千元", Decimal("615.2"), "千元"),
    ],
)
def test_unit_of_a_cell(cell: str, value: Number, unit: str) -> None:
    """The unit is told in the form's characters; the currency alone says 元."""
    figure = read_figure(cell)
    assert figure is not None
    assert (figure.kind, figure.numbers, figure.unit) == ("number", (value,), unit)
    assert figure.spans == ((0, len(cell)),)


@pytest.mark.parametrize(
    "cell", ["3桶", "5（3）", "61.52万", "（万元）", "￥", "元615200", "3笔约"]
)
def test_cells_that_are_no_number(cell: str) -> None:
    """Nothing is guessed: 2万 of a count would be ten thousand times 2."""
    figure = read_figure(cell)
    assert figure is not None
    assert figure.kind == "text"


@pytest.mark.parametrize(
    "printed",
    [
        "3笔 615200元",
        "3 ￥615200",
        "3 615200 元（人民币）",
        "3批次 615200元整",
        "3 人民币615200元",
    ],
)
def test_units_in_running_text(printed: str) -> None:
    """Units part the cells of running text, and every number of the table is stated."""
    report = gr.parse(COPY.format(printed))
    values = report.values()
    assert len(values) == 22
    assert (values[ITEMS], values[AMOUNT]) == (3, Decimal(615200))
    assert report.cell(AMOUNT).unit == "元"


def test_unknown_word_behind_a_number_costs_its_own_row() -> None:
    """The other rows are read as if the word were not there, and the amount beside it too."""
    report = gr.parse(COPY.format("3桶 615200元"))
    assert len(report.values()) == 21
    assert report.cell(ITEMS).state == "unreadable"
    assert report.cell(ITEMS).raw.startswith("3")
    assert report.values()[AMOUNT] == Decimal(615200)
    assert not report.extra_rows


def test_unknown_word_among_digits_run_together() -> None:
    """Where nothing parts cells, the digits on both sides of the word are one cell, and no number is made of them."""
    text = "".join(COPY.format("0 0").split()).replace("规范性文件7512", "规范性文件412桶88")
    report, plain = gr.parse(text), gr.parse("".join(COPY.format("0 0").split()))
    row = "disclosure.normative_documents."
    others = {path: value for path, value in plain.values().items() if not path.startswith(row)}
    assert {path for path in report.values() if path.startswith(row)} == set()
    assert report.values() == others


def test_row_of_the_office_behind_a_number_stays_a_row() -> None:
    """Where labels stand right behind numbers, words there are the label of a row."""
    text = COPY.format("0 0").replace("12 第", "12第").replace("0 0 0 规范", "0 0 0规范")
    report = gr.parse(text.replace("0 行政强制", "0党务公告 4 4 4 行政强制"))
    assert [row.label for row in report.extra_rows] == ["党务公告"]


def test_character_of_a_label_is_no_unit() -> None:
    """A label a character a line begins with 部, which counts things too."""
    lines = [
        "三、收到和处理政府信息公开申请情况",
        "（一）予以公开",
        *"1000001",
        *"部分公开",
        *"2000002",
    ]
    report = gr.parse("\n".join(["某镇茶场2021年政府信息公开工作年度报告", *lines, ""]))
    assert report.requests.partly_granted.total == 2
