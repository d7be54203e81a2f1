"""Tables run together: each run of digits stands behind its own label, whatever stands in the cells."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

import govinfo_report as gr
from govinfo_report.form_grid import grid_of
from govinfo_report.layouts import RunTogether
from govinfo_report.source import Lines
from govinfo_report.testing import Truth, generate, render, truth_of
from govinfo_report.testing.contract import official_labels
from govinfo_report.testing.strategies import truths
from tests.paths import ROOT
from tests.strategies import NAMES, copy_text

SETTINGS = settings(max_examples=60, suppress_health_check=[HealthCheck.data_too_large])


def run_together(truth: Truth, table: str) -> str:
    """Write a table with nothing at all between its cells."""
    return "".join(
        box.text
        for row in grid_of(truth.form, truth.table(table), truth.cells)
        for box in row.boxes
    )


def printed_rows(truth: Truth, table: str) -> list[tuple[str, str]]:
    """Give the label and the digits of each line of a table, the last heading for a line without a label."""
    rows = []
    for line in truth.table(table).lines:
        paths = [path for row in line.rows for path in truth.table(table).shape.row_paths(row)]
        name = line.rows[0] if len(line.rows) == 1 else paths[-1].rpartition(".")[2]
        words = truth.form.wording(truth.editions[table], table, name)
        rows.append((words, "".join(truth.cells[path] for path in paths)))
    return rows


def read_rows(text: str) -> list[tuple[str, ...]]:
    """Give the rows of a text that have more than a label."""
    lines = Lines(text)
    layout = RunTogether(official_labels())
    assert layout.score(lines) > 0.9 or not any(map(str.isdecimal, text))
    return [tuple(row.cells) for row in layout.rows(lines) if len(row.cells) > 1]


@SETTINGS
@given(truths(sums_hold=False, blanks=True, mixed=True))
def test_digits_stand_behind_their_label(truth: Truth) -> None:
    """Signs, units and fractions too; the number of the next label is no digit of the row before it."""
    for table in truth.editions:
        assert read_rows(run_together(truth, table)) == printed_rows(truth, table)


@SETTINGS
@given(truths())
def test_a_copy_states_nothing_wrong(truth: Truth) -> None:
    """Rows of one cell are read; a number of a longer row is stated only where it is the one that was printed."""
    parts = [f"{truth.title}本报告由{truth.organization}编制。"]
    for section in truth.form.sections.values():
        parts += [section.heading, truth.sections.get(section.id, "")]
        parts += [run_together(truth, section.id)] if section.id in truth.editions else []
    report = gr.parse("".join(parts))
    assert set(report.layouts.values()) <= {"run_together", "least_damage"}
    assert report.editions == truth.editions
    values = truth.values()
    assert report.values().items() <= values.items()
    single = [
        path
        for path in truth.table("disclosure").shape.paths
        if len(truth.table("disclosure").shape.row_paths(path.split(".")[1])) == 1
    ]
    assert {path: report.values()[path] for path in single} == {
        path: values[path] for path in single
    }


@pytest.mark.parametrize("name", NAMES)
def test_other_layouts_are_not_mistaken(name: str) -> None:
    """A sample copy in another layout scores next to nothing."""
    report = gr.parse(copy_text(name))
    for table, layout in report.layouts.items():
        score = report.layout_scores[table]["run_together"]
        assert score > 0.9 if layout == "run_together" else score < 0.3


@pytest.mark.parametrize("name", NAMES)
def test_samples_run_together(name: str) -> None:
    """A sample copy, set anew with nothing between its cells, gives rows with the digits of its own."""
    truth = truth_of(gr.parse(copy_text(name)))
    for table in truth.editions:
        printed = [(label, digits) for label, digits in printed_rows(truth, table) if digits]
        assert read_rows(run_together(truth, table)) == printed


def test_two_cells_that_ran_into_one_elsewhere_cut_no_number_between_tabs() -> None:
    """``00`` in one table, empty cells lost from another: 2305 may be one number, and its last digit none."""
    text = copy_text("tab_clean_2021")
    for old, new in (
        ("\n17\t4\t3\t6\t30\t9\t", "\n00\t3\t6\t9\t9\t"),
        ("规章\t3\t1\t27\n", "规章\t2705\t180\n"),
        ("行政规范性文件\t41\t16\t388\n", "行政规范性文件\t2305\n"),
    ):
        assert old in text
        text = text.replace(old, new)
    report = gr.parse(text)
    for column in ("issued", "repealed", "in_force"):
        cell = report.cell(f"disclosure.normative_documents.{column}")
        assert cell.state == "ambiguous"
        assert 2305 in cell.candidates


def test_a_stray_space_makes_no_row_whole() -> None:
    """``31 914,824,511`` may be 3191 and 4,824,511, where other tables show that nothing parts their cells."""
    truth = generate(4, "2019", 60)
    row = "disclosure.government_procurement"
    cells = {f"{row}.procurement_items": "3191", f"{row}.procurement_amount": "4,824,511万元"}
    copy = render(evolve(truth, cells={**truth.cells, **cells}), "run_together").text
    assert "政府集中采购31914,824,511万元" in copy
    report = gr.parse(copy.replace("政府集中采购3191", "政府集中采购31 91"))
    items = report.cell(f"{row}.procurement_items")
    assert items.state == "ambiguous"
    assert 31 in items.candidates


def test_signs_and_stray_spaces_make_no_table_look_whole() -> None:
    """Few rows of table 二 are one run, as many have two for two cells; table 三 shows that nothing parts cells."""
    truth = generate(4, "2019", 60)
    rows = {
        "administrative_licensing": ("124", "+188", "46"),
        "other_external_services": ("0", "-193", "67"),
        "administrative_penalty": ("0", "-18", "70"),
        "administrative_compulsion": ("3056", "-44", "0"),
        "administrative_fees": ("256", "-169"),
        "government_procurement": ("3191", "4,824,511万元"),
    }
    shape = truth.table("disclosure").shape
    cells = {
        path: number
        for row, numbers in rows.items()
        for path, number in zip(shape.row_paths(row), numbers, strict=True)
    }
    copy = render(evolve(truth, cells={**truth.cells, **cells}), "run_together").text
    report = gr.parse(copy.replace("政府集中采购3191", "政府集中采购31 91"))
    assert report.cell("disclosure.government_procurement.procurement_items").state == "ambiguous"


def test_the_longest_rows_of_table_four() -> None:
    """Fifteen numbers of an office with many requests are one run of more than forty digits, and are read."""
    long = []
    for seed in range(20):
        truth = generate(seed, requests=30_000)
        if len(run_together(truth, "review")) > 40:
            long.append(truth)
    held = read = 0
    for truth in long:
        values = gr.parse(render(truth, "run_together")).values()
        for path, cell in truth.printed().items():
            if path.startswith("review."):
                held += 1
                read += values.get(path) == cell.value
                assert values.get(path) in (None, cell.value)
    assert held >= 75
    assert read >= 0.83 * held


def rules_of(garbled: str) -> gr.Report:
    """Give the report of a copy that prints a text in place of the numbers of 规章, and nothing between its cells."""
    copy = render(generate(11, "2021", 400), "run_together").text
    assert copy.count("规章101139") == 1
    return gr.parse(copy.replace("规章101139", "规章" + garbled))


@pytest.mark.parametrize("garbled", ["*", "…", "(缺)", "①", "约若干", "3余", "#REF!", "####"])
@pytest.mark.parametrize("place", ["101{}", "10{}1", "{}101", "1{}01"])
def test_what_is_no_number_takes_no_digits_for_whole(garbled: str, place: str) -> None:
    """``101*`` is 1, 0, 1*, or 10, 1, *: a number is stated only where every way to part the row gives it."""
    report = rules_of(place.format(garbled))
    paths = [f"disclosure.rules.{column}" for column in ("issued", "repealed", "in_force")]
    listed = {path for found in report.findings if found.severity != "info" for path in found.cells}
    # 10 and 1 in their order, or 1, 0 and 1 with the words in the cell of one of them
    last = place[-1] == "1"
    for path in paths:
        value = report.cell(path).value
        assert value is None or (value == 1 and last and path == paths[2])
        assert value is not None or path in listed


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("10无1", [10, "无", 1]),
        ("不适用101", ["不适用", 10, 1]),
        ("101N/A", [10, 1, "N/A"]),
        ("10 / 1", [10, "/", 1]),
    ],
)
def test_marks_in_letters_part_numbers(printed: str, values: list[int | str]) -> None:
    """A mark is a cell of its own; what it prints is nothing but the mark."""
    report = rules_of(printed)
    cells = [report.cell(f"disclosure.rules.{name}") for name in ("issued", "repealed", "in_force")]
    found = [cell.raw if cell.state == "mark" else cell.value for cell in cells]
    assert all(each in (None, value) for each, value in zip(found, values, strict=True))
    assert None not in found or any(cell.is_doubted for cell in cells)


def test_what_stands_behind_the_last_number_of_a_table() -> None:
    """A sentence behind a blank, or a line of its own, is no part of the last row."""
    copy = render(generate(11, "2021", 400), "run_together").text
    path = next(path for path in generate(11, "2021", 400).cells if ".administrative_fees." in path)
    for behind in (" 本年度另有若干工作，不再细述。", "\n单位负责人李某某", "\n注：含上年结转"):
        assert copy.count("行政事业性收费40三、") == 1
        report = gr.parse(copy.replace("行政事业性收费40三、", f"行政事业性收费40{behind}三、"))
        assert report.cell(path).value == 40, behind


def test_blanks_part_the_cells_of_running_text_where_all_rows_have_as_many() -> None:
    """115 17 - 2 15 7 156 behind one label, and seven pieces behind each other one: the blanks part cells."""
    rows = (ROOT / "tests/data/copies/tab_clean_2021.txt").read_text(encoding="utf-8")
    begin = rows.index("三、收到和处理政府信息公开申请情况\n")
    end = rows.index("四、政府信息公开行政复议、行政诉讼情况")
    heading, table = rows[begin:end].split("\n", 1)
    marked = re.sub(r"(?<=\t)1(?=[\t\n])", "-", table)
    assert marked.count("-") > 5
    report = gr.parse(heading + "\n" + " ".join(marked.split()) + "\n")
    expected = gr.parse(heading + "\n" + marked).values()
    assert report.layouts == {"requests": "run_together"}
    assert report.values() == expected
    # one blank lost: rows are of two lengths, and the sums settle them as before
    torn = " ".join(marked.split()).replace(" - ", " -", 1)
    assert gr.parse(heading + "\n" + torn + "\n").values().items() <= expected.items()


def test_strokes_between_cells_are_no_marks() -> None:
    """/ 3 / 1 / 27 behind every label: each stroke parts two cells, and is none of fourteen."""
    rows = "".join(f"规章 / {at} / 1 / 27 行政许可 / 3 / {at} / 8 " for at in range(10, 20))
    cells = [row.cells for row in RunTogether(official_labels()).rows(Lines(rows))]
    assert all(len(row) < 6 for row in cells)
    plain = [
        row.cells for row in RunTogether(official_labels()).rows(Lines(rows.replace("/ ", "")))
    ]
    assert plain[:2] == [["规章", "10", "1", "27"], ["行政许可", "3", "10", "8"]]


def test_circled_numbers_are_those_of_labels() -> None:
    """②其他法律行政法规禁止公开 right behind digits is a label, and no sign of a note with a label behind it."""
    truth = generate(11, "2021", 60)
    text = render(truth, "run_together").text
    for at, sign in enumerate("①②③④⑤⑥⑦⑧", 1):
        text = text.replace(f"{at}.", sign)
    report = gr.parse(text)
    assert {*report.values()} == {*gr.parse(render(truth, "run_together")).values()}


DISCLOSED = (
    "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n"
)


@pytest.mark.parametrize("run", ["127.000", "132.00005", "5.000 27", "270.001"])
def test_no_count_has_a_fraction(run: str) -> None:
    """127.000 is three numbers, and nothing tells where a fraction ends among the digits of the next cell."""
    text = f"{DISCLOSED}规章{run}\n行政规范性文件000\n"
    report = gr.parse(text)
    assert not [path for path in report.values() if ".rules." in path]


def test_a_fraction_in_a_cell_of_its_own() -> None:
    """A count that the office printed with a fraction stands, and is told of."""
    report = gr.parse(
        f"{DISCLOSED}规章\t1\t2\t7.5\n行政规范性文件\t0\t0\t0\n".replace("本年", "\t本年")
    )
    assert str(report.disclosure.rules.in_force) == "7.5"
    told = [found.cells for found in report.findings if found.reason == "fraction"]
    assert told == [("disclosure.rules.in_force",)]


def test_an_amount_has_a_fraction() -> None:
    """07730.28 under two headings is 0 and 7730.28: no number but 0 begins with 0."""
    text = (
        "二、主动公开政府信息情况\n信息内容本年新制作数量本年新公开数量对外公开总数量\n规章000\n"
        "规范性文件000\n信息内容采购项目数量采购总金额\n政府集中采购07730.28\n"
    )
    values = gr.parse(text).values()
    assert values.get("disclosure.government_procurement.procurement_items", 0) == 0
    amount = values.get("disclosure.government_procurement.procurement_amount", Decimal("7730.28"))
    assert amount == Decimal("7730.28")


@pytest.mark.parametrize("sign", ["'", "’"])
def test_an_apostrophe_parts_no_cells(sign: str) -> None:
    """277'730.28 is 27 and 7'730.28, or one number; 277 and 730.28 is only one way of several."""
    text = (
        "二、主动公开政府信息情况\n第二十条第（九）项\n信息内容采购项目数量采购总金额\n"
        f"政府集中采购277{sign}730.28\n"
    )
    assert not gr.parse(text).values()


@pytest.mark.parametrize("marks", ["——", "--", "－－", "//", "――", "—/"])
def test_two_strokes_may_be_one_mark_or_two(marks: str) -> None:
    """27—— is 27 and a mark for each of two counts, or 2, 7 and one mark; // is no mark of its own."""
    text = f"{DISCLOSED}规章27{marks}\n行政规范性文件000\n"
    report = gr.parse(text)
    assert not [path for path in report.values() if ".rules." in path]
    assert all(
        report.cell(f"disclosure.rules.{name}").is_doubted for name in ("issued", "repealed")
    )
