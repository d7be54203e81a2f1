"""Work grows no faster than the text: counted in steps that repeat exactly, never by the clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import pytest

from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.testing import SEPARATED, count_steps, nasty_texts, render, truth_of
from tests.strategies import copy_text

HEAD = "某某县2023年政府信息公开工作年度报告\n\n"
# How much more the second step up in size may cost than the first, which is half as large: 2 is linear, 4 square.
MOST = 2.8
# Below this the difference is what is done once.
FEWEST = 400
REPEATS = 150

_TABLES = {
    "disclosure": "二、主动公开政府信息情况\n",
    "requests": "三、收到和处理政府信息公开申请情况\n",
    "review": "四、政府信息公开行政复议、行政诉讼情况\n",
}


def _shapes() -> dict[str, Callable[[int], str]]:
    """Give name to a text that grows: a table's heading, then a piece so many times, then an end."""
    shapes: dict[str, Callable[[int], str]] = {}

    def grow(name: str, piece: str, table: str = "", end: str = "", start: str = "") -> None:
        above = HEAD + _TABLES.get(table, "") + start
        shapes[name] = lambda count: above + piece * count + end

    grow("lines of prose", "全年主动公开信息若干条，2023年12月31日。\n")
    grow("one line of prose", "全年主动公开信息2023年1月1日")
    grow("lines of prose in a table", "全年主动公开信息若干条。\n", "requests")
    grow("headings", "".join(_TABLES.values()))
    grow("one heading with text", _TABLES["disclosure"] + "本年度无。" * 20 + "\n")
    grow("titles of sections in lines", "其他需要报告的事项\n")
    grow("titles of sections in one line", "其他需要报告的事项")
    grow("titles with spaces", "总 体 情 ")
    grow("anchors", "申请人情况\n行政申请人情况")
    grow("numbers of a heading", "四、", "requests")
    grow("headings in other words", "四、复议情况 ", "requests")
    grow("lines of headings in other words", "四、复议情况\n", "requests")
    grow("words of a table without a heading", "结果维持 结果纠正 ", "requests")
    grow(
        "words before those of a table", "行政诉讼", "requests", "结果维持结果纠正结果维持结果纠正"
    )
    grow("titles of reports", "2023年政府信息公开\n")
    grow("titles of reports in one line", "2023年政府信息公开 ", start="\n")
    grow(
        "numbered lines of an old report", "一、概述\n", start="某某县2015年政府信息公开年度报告\n"
    )
    table = f"\n{_TABLES['disclosure']}规章\t3\t1\t27\n"
    for name, piece in {
        "claims": "收到政府信息公开申请3件，办结3件。",
        "claims that contradict": "现行有效规章3件，制定规章2件。",
        "claims that contradict more and more": "现行有效规章3件。现行有效规章4件。",
        "claims in one sentence": "收到政府信息公开申请3件，予以公开1件，",
        "claims that go on": "收到政府信息公开申请3件。其中自然人3件，",
        "claims in one clause": "收到政府信息公开申请3件",
        "claims without a number": "未发生行政复议、行政诉讼",
        "claims over lines": "收到政府信息\n公开申请 3\n件",
        "sentences without a stop": "政府信息公开申请无\n\n",
        "anchors without a number": "政府信息公开申请",
        "anchors without a stop": "申请，复议，",
        "brackets of claims": "申请（3件",
        "digits of a claim": "申请3",
        "numerals of a claim": "申请三",
        "years": "申请2023年3件",
        "names of offices": "申请局县镇3件",
    }.items():
        grow(name, piece, end=table)
    for table in _TABLES:
        grow(f"tabs in one line, {table}", "\t", table)
        grow(f"numbers in one line, {table}", "\t0", table)
        grow(f"dashes in one line, {table}", "-", table)
        grow(f"spaces in one line, {table}", " ", table, "1\n")
        grow(f"rules, {table}", "------\t------\n", table)
        grow(f"cells behind tabs, {table}", "\t0\n", table)
        grow(f"empty cells behind tabs, {table}", "\t\n", table)
        grow(f"rows without label, {table}", "0\t0\t0\t0\t0\t0\t0\n", table)
    grow("numbers behind a label", "\t0", "requests", start="（一）予以公开")
    grow("numbers with spaces in a cell", "0 ", "requests", start="（一）予以公开\t")
    grow("digits in a cell", "12", "requests", start="（一）予以公开\t")
    grow("the same line again", "（一）予以公开\t0\t0\t0\t0\t0\t0\t0\n", "requests")
    grow("two lines in turn", "（二）部分公开\t0\t0\n（一）予以公开\t0\t0\n", "requests")
    grow("foreign rows", "行政检查\t0\t0\t0\n", "disclosure")
    grow("numbers behind headings", "本年制发件数\t5\n", "disclosure")
    grow("numbers above headings", "7\n本年制发件数\n", "disclosure")
    grow("rows of 其他", "其他\n", "requests")
    grow("rows of 3.其他 with a number", "3.其他\t1\n", "requests")
    grow("labels in one row", "其他\t", "requests", "1\n")
    grow("labels of two lines in one row", "（二）部分公开\t（一）予以公开\t", "requests", "1\n")
    grow("scraps in one row", "\t行政", "requests", "\t1\n")
    grow("bookmarks", "[bookmark: ", "requests")
    grow("brackets", "（", "requests", "一）予以公开\t1\n")
    grow("heading lines", "结果\t结果\n", "review")
    grow("broken headings", "结果\t结果\t\n维持\t纠正\t\n", "review")
    grow("carriage returns", "\t0\r", "requests")
    grow("labels run together", "行政许可", "disclosure")
    grow("labels and numbers run together", "行政许可5", "disclosure")
    grow("numbers with blanks run together", "5 0 ", "disclosure", start="行政许可")
    grow("sentences with labels and numbers", "行政许可5件，", "disclosure")
    grow("marks run together", "/ ", "disclosure", start="规章0行政许可5行政处罚")
    grow("rows with spaces", "行政许可 5 6 7\n", "disclosure")
    grow(
        "rows lined up, some short",
        "行政许可    5     6  7\n行政强制    5        7\n",
        "disclosure",
    )
    grow("words above numbers", "规章 本年  许可\n", "disclosure", "行政许可 5\n5 6 7\n")
    grow("pieces of a label", "申请人\n无正当\n", "requests", "理由 1 2\n", "3.其他 5 6\n")
    grow("columns in one line", "本年  ", "disclosure", "\n5  6\n", "行政许可  1\n")
    grow("numbers on lines of their own", "5\n", "disclosure", "", "行政许可 5 6\n")
    grow("commas", ",", "requests", "行政许可,5\n")
    grow("rows with commas", "行政许可,5,6\n", "disclosure")
    grow("quotes behind commas", ',"', "disclosure", "行政许可,5\n")
    grow("lists in one line", "['行政许可', 5], ", "disclosure")
    grow("rows that are counted", "1,行政许可,5\n2,行政强制,6\n", "disclosure")
    grow("units", "采购总金额（元）\t", "disclosure", "\n政府集中采购\t1\t2\n", "信息内容\t")
    shapes["one wide broken heading"] = lambda count: (
        HEAD + _TABLES["review"] + "结果\t" * count + "\n" + "维持\t" * count + "\n"
    )
    shapes["a row that gets longer"] = lambda count: (
        HEAD + _TABLES["requests"] + "".join("\t0" * (at % 40) + "\n" for at in range(count))
    )
    for layout in SEPARATED:
        shapes[f"reports, {layout}"] = partial(_reports, layout)
    return shapes


def _reports(layout: str, count: int) -> str:
    return _whole(layout) * (count // 30)


@cache
def _whole(layout: str) -> str:
    return render(truth_of(_warm().parse(copy_text("tab_clean_2021"))), layout)


@cache
def _warm() -> Pipeline:
    """A pipeline whose parsers are built and whose labels are known: that is done once, not for each text."""
    pipeline = Pipeline(official_form())
    for text in ("".join(_TABLES.values()), *nasty_texts().values(), copy_text("tab_clean_2021")):
        pipeline.parse(HEAD + text)
    return pipeline


SHAPES = _shapes()


def _read(text: str) -> None:
    report = _warm().parse(text)
    report.to_dict()


@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_linear(shape: str) -> None:
    """Twice the text costs at most about twice the steps, and so does twice of that."""
    _read(SHAPES[shape](REPEATS))
    # from twice on: one thing more is looked at in lines beyond a certain length
    two, four, eight = (
        count_steps(_read, SHAPES[shape](times * REPEATS + times)) for times in (2, 4, 8)
    )
    assert eight - four <= MOST * max(four - two, FEWEST), f"steps {two}, {four}, {eight}"


@pytest.mark.parametrize("row", ["6.\n", "(1)\n", "1,2\n", ",\n"])
def test_rows_that_say_nothing_cost_little(row: str) -> None:
    """What looks like the number of a page is passed over by all rows around it, and looked at once."""
    few, many = (count_steps(_read, HEAD + _TABLES["requests"] + row * rows) for rows in (300, 600))
    assert many - few < 300 * 2_000


def test_steps_repeat() -> None:
    """The same text costs the same steps twice, so a red test is no accident."""
    text = copy_text("tab_clean_2019")
    # a table is remembered when it comes the third time, where its numbers go with the next one, its prose then
    for _ in range(6):
        _read(text)
    first, second, third = sorted(count_steps(_read, text) for _ in range(3))
    # what is remembered of other texts before may be full, and is emptied once
    assert second in (first, third)


@pytest.mark.parametrize(
    "square",
    [
        lambda text: [text[at:] for at in range(len(text))],
        lambda text: [character for _ in text for character in text],
        lambda text: [text.find("x") for _ in text],
        lambda text: [text[:at].split("\t") for at in range(len(text))],
        lambda text: [sum(map(len, text.split("a")[:at])) for at in range(len(text))],
        lambda text: ["x" in text for _ in text],
    ],
)
def test_square_work_is_seen(square: Callable[[str], object]) -> None:
    """Work that grows with the square of the text is counted so, also inside the methods of str."""
    one, two, four = (count_steps(square, "a" * 50 * times) for times in (1, 2, 4))
    assert four - two > 3 * (two - one)
