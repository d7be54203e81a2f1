"""The mark of a note behind a number is no digit of it, however a copy prints its table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr

ROWS = """规章	3@	1@	27@
行政规范性文件	41@	16@	388@
第二十条第（五）项
信息内容	本年处理决定数量
行政许可	17@
第二十条第（六）项
信息内容	本年处理决定数量
行政处罚	19@
行政强制	8@"""
TABLE = f"""某市2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容	本年制发件数	本年废止件数	现行有效件数
{ROWS}
第二十条第（八）项
信息内容	本年收费金额（单位：万元）
行政事业性收费	12.5
三、收到和处理政府信息公开申请情况
"""
MARKS = [
    "",
    "¹",
    "²³",
    "⁽¹⁾",
    "[¹]",
    "ᵃ",
    "₁",
    "（注1）",
    "(注2)",
    "［注１］",
    "注",
    "注3",
    "注¹",
    "[1]",
]


@pytest.mark.parametrize("parted", ["\t", "  ", "\n", " | "])
@given(st.lists(st.sampled_from(MARKS), min_size=9, max_size=9))
@settings(max_examples=30)
def test_numbers_with_marks(parted: str, marks: Sequence[str]) -> None:
    """Each number is read as without them, and those with one that could be a digit are listed."""
    text = TABLE.replace("\t", parted)
    expected = gr.parse(text.replace("@", ""))
    pieces = text.split("@")
    report = gr.parse("".join(map("".join, zip(pieces, [*marks, ""], strict=True))))
    assert len(expected.values()) == 10
    assert report.values() == expected.values()
    listed = {path for item in report.findings if item.code == "note_mark" for path in item.cells}
    noted = [mark != "" for mark in marks]
    assert [path in listed for path in list(expected.values())[:9]] == noted


def test_digits_without_end_are_looked_at_once() -> None:
    """A run of a million digits behind a table is no number with a mark, from whichever of them it is read."""
    text = TABLE.replace("@", "¹")
    report = gr.parse(text + "9" * 1_000_000)
    assert [item.code for item in report.findings].count("note_mark") == 1
