"""Two years in one table: no number of theirs is stated without a finding, whatever the layout and the format."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.match.mixed import _patterns
from tests.match.two_years import FORMATS, SHAPES, comparison, years_named
from tests.soundness import codes

HEAD = "栖梧区水务局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
ROWS = "规章\t0\t1\t2\n行政规范性文件\t3\t0\t7\n"
TABLE = f"第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n{ROWS}"


def seen(text: str) -> list[str]:
    """Give by what a text is told to print two tables in one."""
    report = gr.parse(text)
    return [item.reason or "" for item in report.findings if item.code == "table_mixed"]


@given(
    st.integers(0, 9_999),
    st.sampled_from(["2014", "2019", "2021"]),
    st.sampled_from(list(SHAPES)),
    st.sampled_from(list(years_named(2022))),
    st.sampled_from(FORMATS),
)
@settings(max_examples=15)
def test_no_number_of_two_years_is_wrong_in_silence(
    seed: int, edition: str, shape: str, named: str, form: str
) -> None:
    """A wrong number that is stated is listed by a finding, in all layouts and formats, however years are named."""
    if form == "xlsx":
        pytest.importorskip("openpyxl", reason="writes the sheet")
    truth, report = comparison(seed, edition, shape, named, form)
    doubted = {path for item in report.findings if item.severity != "info" for path in item.cells}
    printed = truth.printed()
    wrong = {path for path, value in report.values().items() if printed[path].value != value}
    assert wrong <= doubted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # years above, below and beside the numbers
        (HEAD + "\t2021年\t\t\t2022年\n" + TABLE, "years"),
        (HEAD + TABLE.replace("本年制发件数", "上年数\t本年数"), "years"),
        (HEAD + f"2021年\n{TABLE}2022年\n{TABLE.replace('7', '9')}", "years"),
        # the table again, with other numbers
        (HEAD + TABLE + TABLE.replace("7", "9"), "lines"),
        # each number with another one behind it
        (HEAD + re.sub(r"(\d)", r"\1（4）", TABLE), "brackets"),
        # the columns again where nothing parts the numbers
        (
            HEAD
            + "第二十条第（五）项信息内容本年处理决定数量本年处理决定数量行政许可620"
            + "第二十条第（六）项信息内容本年处理决定数量本年处理决定数量行政处罚1350行政强制386315",
            "columns",
        ),
    ],
)
def test_what_is_seen(text: str, why: str) -> None:
    """The finding says what shows it, and lists every cell of the table."""
    report = gr.parse(text)
    (found,) = (item for item in report.findings if item.code == "table_mixed")
    assert found.reason == why
    assert set(found.cells) == set(report.tables["disclosure"].shape.paths)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + TABLE,
        # the same table twice, as where a page prints it again
        HEAD + TABLE + TABLE,
        # the year before in a sentence, and a date
        HEAD + "2021年，全区制发文件12件。2022年，制发9件。\n" + TABLE + "2023年1月5日填报\n",
        # programs print a merged cell in each of its columns
        HEAD
        + TABLE
        + "第二十条第（五）项\n信息内容"
        + "\t本年处理决定数量" * 3
        + "\n行政许可\t5\t5\t5\n",
    ],
)
def test_one_year_is_no_comparison(text: str) -> None:
    """Sentences, dates, and what is printed again without a change are no second year."""
    assert "table_mixed" not in codes(gr.parse(text))


def test_the_beginning_of_a_torn_label_names_no_year() -> None:
    """一、本年 | 新收政府信 | 息公开申, as narrow columns leave it; 本年 above a column of numbers names one."""
    words = _patterns()["words"]
    assert words.findall("一、本年\n新收政府信|\n二、上年\n结转政府信|") == []
    assert words.findall("|本年|上年|") == ["本年", "上年"]


@pytest.mark.parametrize("seed", [475, 4080])
@pytest.mark.parametrize("named", ["in words", "bare", "last first"])
def test_years_above_the_headings_of_a_list(seed: int, named: str) -> None:
    """2021 and 2022 above the headings of the statistics table belong to it: 45 and 56 are no 4556."""
    _, report = comparison(seed, "2014", "beside", named, "run_together")
    assert "table_mixed" in codes(report)


@pytest.mark.parametrize("years", ["20172018", "2017年2018年"])
def test_years_behind_the_headings_of_a_list(years: str) -> None:
    """Years that run together with the headings and the first label are told."""
    labels = ["主动公开政府信息数条5661", "收到申请数件79", "申请办结数件79", "按时办结数件79"]
    text = f"栖梧区水务局政府信息公开情况统计表统计指标单位{years}一、主动公开情况——"
    assert seen(text + "".join(f"（一）{label}" for label in labels)) == ["years"]


def test_numbers_behind_those_of_table_four() -> None:
    """Thirty numbers stand where the form has fifteen."""
    heads = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t"
    text = (
        f"栖梧区水务局2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
        f"行政复议\t行政诉讼\n未经复议直接起诉\t复议后起诉\n{heads * 3}\n"
        + "\t".join("100010000000000200020000000000")
        + "\n"
    )
    assert seen(text) == ["numbers"]
