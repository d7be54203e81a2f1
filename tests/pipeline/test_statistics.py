"""The statistics table of the years 2014 to 2018 (国办发〔2014〕32号): its own form, read by the flow of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.grammar import edition_table
from govinfo_report.official import official_form
from govinfo_report.testing import LAYOUTS, LEVELS, Copy, generate, mangle, render, twin_of
from govinfo_report.testing.truth import Truth
from tests.paths import DATA
from tests.soundness import check_report, codes

FORM = official_form().of("statistics")
TABLE = edition_table(FORM, FORM.editions["2014"], "statistics")
PROSE = (
    "某某县2016年政府信息公开工作年度报告\n\n一、概述\n\n公开工作有序推进。\n\n二、其他\n\n无。\n\n"
)


def truth_of(**values: str) -> Truth:
    """Make up a report that states some numbers."""
    truth = generate(3, "2014", 60)
    cells = {f"statistics.{row}": text for row, text in values.items()}
    return evolve(truth, cells={**truth.cells, **cells})


def glued(truth: Truth, change: Callable[[int, str], str] = lambda _, label: label) -> str:
    """Write the table with nothing between its cells, each label changed; the first line has the number 1."""
    text = ""
    at = 0
    seen: set[str] = set()
    for line in TABLE.lines:
        for name in line.groups[-2::-1]:
            if name not in seen:
                seen.add(name)
                at += 1
                text += change(at, FORM.wording("2014", "statistics", name))
        at += 1
        row = line.rows[0]
        label = FORM.wording("2014", "statistics", row)
        unit = FORM.tables["statistics"].rows[row].unit
        text += change(at, label) + unit + truth.cells[f"statistics.{row}"]
    return f"{PROSE}附件：统计指标单位统计数{text}\n\n2017年3月1日\n"


def silent_errors(copy: str, truth: Truth) -> Iterator[str]:
    """Give the paths of numbers that are not the truth's and that no finding lists."""
    report = gr.parse(copy)
    listed = {path for item in report.findings if item.severity != "info" for path in item.cells}
    values = truth.values()
    for path, value in report.values().items():
        if values.get(path) != value and path not in listed:
            yield path


def test_the_form() -> None:
    """It has 58 lines with one number each, seven sums and four bounds, under paths of two parts."""
    form = gr.form()
    assert len(form.paths("2014")) == len(TABLE.lines) == 58
    assert all(path.count(".") == 1 for path in form.paths("2014"))
    table = form.editions["2014"].tables["statistics"]
    assert (len(table.sums), len(FORM.bounds)) == (7, 4)
    cell = form.cell("statistics.budget")
    assert (cell.table, cell.row, cell.column, cell.unit) == ("statistics", "budget", "", "万元")
    assert cell.groups == ("八、机构建设和保障经费情况",)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_copies_are_exact(layout: str) -> None:
    """In every layout each number is read, with its place, and there is nothing to say of the table."""
    for seed, requests in enumerate(LEVELS):
        truth = generate(seed, "2014", requests)
        copy = render(truth, layout)
        report = gr.parse(copy)
        check_report(report, copy)
        assert report.values() == truth.values()
        assert report.edition == report.editions["statistics"] == "2014"
        assert set(codes(report)) <= {"fact_missing"}
        for path, held in copy.held.items():
            assert report.cell(path).parts == held.parts


def test_attributes() -> None:
    """Each line is an attribute; amounts are Decimals, in the unit that the copy prints."""
    truth = truth_of(requests_received="21", budget="12.50")
    report = gr.parse(render(truth, "tab_separated"))
    assert report.statistics.requests_received == 21
    assert report.statistics.budget == Decimal("12.50")
    assert report.cell("statistics.budget").unit == "万元"
    assert report.cell("statistics.requests_received").column == ""
    assert report.readings("statistics.requests_received") == ((21,),)
    assert "'21'" in report.explain("statistics.requests_received")
    other = gr.read(DATA / "copies" / "tab_clean_2021.txt")
    assert other.statistics.requests_received is None
    assert other.cell("statistics.requests_received").state == "lost"
    with pytest.raises(gr.UnknownPathError, match=r"statistics\.requests_received"):
        report.cell("statistics.requests_recieved")


def test_an_amount_in_yuan_says_so() -> None:
    """The unit that the copy prints counts, not the form's."""
    copy = render(truth_of(budget="1200"), "tab_separated").replace("\t万元\t1200", "\t元\t1200")
    cell = gr.parse(copy).cell("statistics.budget")
    assert (cell.value, cell.unit) == (Decimal(1200), "元")


def test_one_cell_a_line_between_carriage_returns() -> None:
    """A label over two lines, its unit and its number each on a line that ends in CR, empty lines between."""
    truth = truth_of(requests_received="21")
    lines = ["", "", "统计指标", "单位", "统计数", ""]
    for row in TABLE.shape.rows:
        label = FORM.wording("2014", "statistics", row.id)
        unit = FORM.tables["statistics"].rows[row.id].unit
        lines += [
            label.replace("（不", "\r（不"),
            unit,
            truth.cells[f"statistics.{row.id}"],
            "",
            "",
        ]
    assert gr.parse("\r".join(lines)).values() == truth.values()


def test_a_report_of_those_years_has_its_own_sections() -> None:
    """Its sections are read as printed, and the headings and tables of 2019 are not asked for."""
    table = str(render(truth_of(), "tab_separated")).partition("统计指标")[2].partition("\n\n")[0]
    copy = f"{PROSE}统计指标{table}\n\n2017年3月1日\n"
    report = gr.parse(copy)
    assert (report.year, report.organization) == (2016, "某某县")
    assert [section.heading for section in report.sections] == ["一、概述", "二、其他"]
    assert set(report.tables) == {"statistics"}
    assert codes(report) == []


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_other_copies_have_none(edition: str) -> None:
    """A copy of 2019 or later that does not print the table is not told of it, nor has it among its editions."""
    copy = render(generate(1, edition, 60), "tab_separated")
    report = gr.parse(copy)
    assert "statistics" not in report.editions
    assert not any("statistics" in f"{item.code} {item.cells}" for item in report.findings)


def test_both_forms_in_one_copy() -> None:
    """Where an office still prints it behind the report, both are read."""
    main, annex = generate(1, "2021", 60), generate(2, "2014", 60)
    table = str(render(annex, "tab_separated")).partition("统计指标")[2].partition("\n\n")[0]
    report = gr.parse(f"{render(main, 'tab_separated')}\n附件\n统计指标{table}\n")
    assert report.values() == {**main.values(), **annex.values()}
    assert report.edition == "2021"


def test_sums_and_bounds() -> None:
    """What the parts come to, and what cannot be more than something else, is said with the cells it concerns."""
    values = {
        "requests_received": "9",
        "requests_in_person": "1",
        "requests_by_fax": "0",
        "requests_online": "2",
        "requests_by_letter": "3",
        "reconsideration_total": "4",
        "reconsideration_upheld": "1",
        "reconsideration_corrected": "0",
        "reconsideration_other": "0",
        "press_conferences": "1",
        "press_conferences_by_head": "2",
        "disclosed_normative_documents": "7",
        "normative_documents_issued": "6",
    }
    report = gr.parse(render(truth_of(**values), "tab_separated"))
    found = {(item.code, item.severity): item for item in report.findings}
    assert list(found) == [
        ("statistics_sum", "error"),
        ("statistics_sum_pending", "warning"),
        ("statistics_part", "error"),
        ("statistics_bound", "warning"),
    ]
    failed = found["statistics_sum", "error"]
    assert "6 (1+2+3)" in failed.message
    assert "statistics.requests_received" in failed.cells
    assert found["statistics_bound", "warning"].cells == (
        "statistics.disclosed_normative_documents",
        "statistics.normative_documents_issued",
    )


def test_numbers_of_labels_are_no_digits_of_cells() -> None:
    """In 收到申请数件21.当面申请数件0 the number is 2, for the form prints 1. there."""
    truth = truth_of()
    assert gr.parse(glued(truth)).values() == truth.values()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda _, label: re.sub(r"^(\d)\.", r"\1", label), id="bare"),
        pytest.param(lambda _, label: re.sub(r"^\d\.", "", label), id="none"),
        pytest.param(lambda at, label: f"{at}{label}", id="counted"),
    ],
)
@pytest.mark.parametrize("stroke", ["", "——"])
def test_digits_that_may_number_a_label_are_open(
    change: Callable[[int, str], str], stroke: str
) -> None:
    """Where nothing tells the last digit of a number from the number of the next label or line, it is not stated."""
    for seed in range(12):
        truth = generate(seed, "2014", LEVELS[seed % len(LEVELS)])
        copy = glued(truth, change)
        for group in (
            "（二）通过不同渠道和方式公开政府信息的情况",
            "（二）通过不同渠道和方式回应解读的情况",
        ):
            copy = copy.replace(group, group + stroke)
        assert list(silent_errors(copy, truth)) == []


# Damage after which numbers of the table stand elsewhere, or are lost.
RECIPES = [
    "lose_label",
    "lose_row",
    "shift_labels",
    "join_cells",
    "displace_numbers",
    "merge_rows",
    "repeat_row",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_damaged_copies_are_not_wrong_in_silence(layout: str) -> None:
    """A number that the copy does not prove is listed by a finding, or is not stated."""
    for seed, recipe in enumerate(RECIPES):
        copy: Copy = mangle(render(generate(seed, "2014", LEVELS[seed % 6]), layout), recipe, seed)
        report = gr.parse(copy)
        printed = copy.printed()
        listed = {p for item in report.findings if item.severity != "info" for p in item.cells}
        for path, value in report.values().items():
            if path in listed or (path in printed and printed[path].value == value):
                continue
            assert twin_of(copy, report, path) is not None, (recipe, path, value)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "run_together"])
@pytest.mark.parametrize("edition", ["fj-a", "fj-b", "fj-c", "fj-d"])
def test_tables_of_a_province(edition: str, layout: str) -> None:
    """The tables of Fujian are read in their own editions; a column of all years so far has its own path."""
    for seed in range(2):
        truth = generate(seed, edition, 60)
        copy = render(truth, layout)
        report = gr.parse(copy)
        assert (report.edition, report.values()) == (edition, truth.values())
        check_report(report, copy)
        # the form of 2014 to 2016 has all lines of the next one, and a line more: there the year tells it
        assert set(codes(report)) <= {"edition_assumed"}


SPACED = (
    "六、某某区政府信息公开情况统计表 指标名称 计量单位 2014年度 历年累计 主动公开文件数 条 254 7896 "
    "其中：1、政府网站公开数 条 254 7890 2、政府公报公开数 条 0 6 受理依申请公开信息总数 条 1 1 "
    "其中：1、当面申请数 条 0 0 2、网上申请数 条 0 0 3、信函、传真申请数 条 1 1 对申请的答复总数 条 1 1 "
    "其中：1、同意公开答复数 条 1 1 2、同意部分公开答复数 条 0 0 3、不予公开答复数 条 0 0 4、其他类型答复数 条 0 0 "
    "政府信息公开收费减免金额 元 0 0 接受行政诉讼、举报数 件 0 0 行政复议数 件 0 0 行政诉讼数 件 0 0 附件下载"
)


def test_a_table_of_a_province_on_one_line() -> None:
    """Between single spaces two numbers stand behind each label; run together, what digits leave open is not stated."""
    report = gr.parse(SPACED)
    assert report.edition == "fj-c"
    assert len(report.values()) == 32
    total: Any = report.statistics.disclosed_total
    assert (total.year, total.cumulative) == (254, 7896)
    assert report.values()["statistics.disclosed_gazette.cumulative"] == 6
    glued_report = gr.parse(SPACED.replace(" ", ""))
    right = {**report.values()}
    assert all(right[path] == value for path, value in glued_report.values().items())
    assert glued_report.cell("statistics.disclosed_total.year").value is None


def test_two_amounts_that_run_together_are_open() -> None:
    """0.00.1393 is 0.0 and 0.1393, or 0.00 and .1393: no piece of it is stated."""
    text = SPACED.replace(" ", "").replace("收费减免金额元00", "收费减免金额元0.00.1393")
    assert "0.00.1393" in text
    report = gr.parse(text)
    assert report.edition == "fj-c"
    assert not [path for path in report.values() if "fees_waived" in path]
