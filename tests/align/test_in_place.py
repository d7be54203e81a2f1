"""Numbers that stand in places of their own, where most cells are empty and no sum proves whose they are."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.labels import Lexicons
from govinfo_report.layouts import registered
from govinfo_report.model import Row
from govinfo_report.official import official_form
from govinfo_report.source import Lines
from govinfo_report.testing import SEPARATED, generate, mangle, render
from tests.soundness import check_report

FEES = "disclosure.administrative_fees."
RULES = "disclosure.rules."


def rows_of(layout: str, text: str) -> list[Row]:
    """Give the rows that a layout finds."""
    known = registered(Lexicons(official_form()).has_label)
    return list(next(each for each in known if each.name == layout).rows(Lines(text)))


def cells_of(layout: str, text: str, label: str) -> list[str]:
    """Give the cells of the row that prints a label."""
    return next([*row.cells] for row in rows_of(layout, text) if label in row.cells)


def with_disclosure(layout: str, **cells: str) -> str:
    """Give a copy of the 2019 form whose table 二 prints nothing but these cells; ``_`` parts row and column."""
    truth = generate(6, "2019", 5)
    empty = {path: "" for path in truth.cells if path.startswith("disclosure.")}
    own = {f"disclosure.{name.replace('__', '.')}": value for name, value in cells.items()}
    assert empty.keys() >= own.keys()
    return render(evolve(truth, cells={**truth.cells, **empty, **own}), layout)


@pytest.mark.parametrize("layout", SEPARATED)
def test_the_first_of_two_cells(layout: str) -> None:
    """116 under 上一年项目数量, nothing under 本年增/减: a lost cell would look the same."""
    text = with_disclosure(
        layout,
        rules__new_made="1",
        rules__total_published="2",
        administrative_fees__previous_items="116",
    )
    cell = gr.parse(text).cell(f"{FEES}previous_items")
    assert cell.value in (None, 116)
    assert cell.is_doubted


def test_a_copy_that_keeps_no_empty_cells() -> None:
    """All other lines print all of their cells, and room is all that parts them: 7 and 9 may be any two of three."""
    truth = generate(6, "2019", 400)
    cells = {path: "5" for path in truth.cells if path.startswith("disclosure.")}
    line = {f"{RULES}new_made": "7", f"{RULES}new_published": "9", f"{RULES}total_published": ""}
    report = gr.parse(
        render(evolve(truth, cells={**truth.cells, **cells, **line}), "space_aligned")
    )
    assert not any(path.startswith(RULES) for path in report.values())
    assert report.cell(f"{RULES}new_published").candidates == (7, 9)


@pytest.mark.parametrize("layout", ["tab_separated"])
@pytest.mark.parametrize("way", ["first", "between"])
def test_a_lost_column_is_no_empty_one(layout: str, way: str) -> None:
    """With a full heading and empty zeros the numbers stand one column off: none is stated without a warning."""
    for seed in range(8):
        copy = mangle(
            render(generate(seed, None, 5), layout), ("blank_zeros", f"lose_column_{way}"), seed
        )
        report = gr.parse(copy.text)
        doubted = {
            path for found in report.findings if found.severity != "info" for path in found.cells
        }
        held = copy.printed()
        for path, value in report.values().items():
            if path.startswith("requests."):
                assert path in doubted or held[path].value == value, (seed, path)


@pytest.mark.parametrize(
    "printed",
    ["\t\t0\t0", "\t0\t0"],
)
def test_an_empty_cell_before_numbers_without_a_label(printed: str) -> None:
    """It is the first number's or the label's."""
    text = render(generate(6, "2019", 5), "tab_separated")
    assert "\n规章\t0\t0\t0\n" in text
    report = gr.parse(text.replace("\n规章\t0\t0\t0\n", f"\n{printed}\n"))
    cells = [
        report.cell(f"{RULES}{name}") for name in ("new_made", "new_published", "total_published")
    ]
    assert cells[-1].value is None or cells[-1].is_doubted


@pytest.mark.parametrize("sign", ["\t", "|", ","])
def test_a_number_printed_for_each_column_of_a_merged_cell(sign: str) -> None:
    """Programs print 213 three times where the form has one cell; three numbers that differ are none of it."""
    text = str(render(generate(6, "2021", 50), "tab_separated"))
    number = gr.parse(text).cell("disclosure.administrative_licensing.decisions").value
    rows = [
        sign.join(line.split("\t")) if "\t" in line else line
        for line in text.replace(
            f"\n行政许可\t{number}", f"\n行政许可\t{number}\t{number}\t{number}"
        ).split("\n")
    ]
    again = gr.parse("\n".join(rows)).cell("disclosure.administrative_licensing.decisions")
    assert (again.value, again.is_doubted) == (number, False)
    other = "\n".join(rows).replace(
        sign.join([f"{number}"] * 3), sign.join([f"{number}", "7", "9"])
    )
    assert gr.parse(other).cell("disclosure.administrative_licensing.decisions").value is None


LABELS = ["1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请"]


def with_a_cell_a_line(*rows: str, before: int = 2) -> str:
    """Give rows of cells (``_`` for an empty one), a cell a line, so many empty ones in front of the next label."""
    lines = ["申请人情况"]
    for label in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"):
        lines += [label, *"1100002"]
    lines.append("三、本年度办理结果")
    for label, row in zip(LABELS, rows, strict=True):
        lines += [label, *("" if cell == "_" else cell for cell in row), *[""] * before]
    return "\n".join([*lines, "（七）总计", "9"])


def test_a_cell_a_line_with_most_cells_empty() -> None:
    """The numbers stand two lines apart, and the words of the headings one: a line is a cell."""
    text = "信息内容\n本年新制\n作数量\n本年新公\n开数量\n对外公开\n总数量\n规章\n0\n\n2\n规范性文件\n\n\n\n"
    assert cells_of("bare_cells", text, "规章") == ["规章", "0", "", "2"]
    # a blank line parts everything
    parted = (
        "信息内容\n\n本年新制作数量\n\n本年新公开数量\n\n对外公开总数量\n\n规章\n\n0\n\n1\n\n2\n"
    )
    assert cells_of("bare_cells", parted, "规章") == ["规章", "0", "1", "2"]


def test_the_line_of_table_four_with_empty_cells_a_cell_a_line() -> None:
    """总计 stands above other columns too: it is no label, and the empty line behind it is the first cell."""
    words = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    cells = ["", "2", "4", "", "6", "", "", "", "", "", "", "0", "", "", "0"]
    row = rows_of("bare_cells", "\n".join(["行政复议", *words, *cells]))[-1]
    assert [*row.cells] == cells


def test_rows_on_lines_among_numbers_on_lines_of_their_own() -> None:
    """What stands on one line is no cell, though most numbers stand alone: blanks part the cells of such a copy."""
    rows = "\n".join(f"{at}.申请\n3\n1\n4\n0\n4\n2 14" for at in range(1, 6))
    text = f"一、本年新收政府信息公开申请数量\n34 39 44 43 53 38 251\n（七）总计 34 39 45 43 53 39 253\n{rows}\n"
    known = registered(Lexicons(official_form()).has_label)
    scores = {each.name: each.score(Lines(text)) for each in known}
    assert scores["space_aligned"] > scores["bare_cells"]


def test_few_numbers_with_their_unit_on_a_line_of_their_own() -> None:
    """73 and 4.9252万元 are all that a table prints, a cell a line."""
    text = "信息内容\n本年处理决定数量\n行政处罚\n73\n信息内容\n行政事业性收费\n4.9252万元\n"
    layout = next(
        each
        for each in registered(Lexicons(official_form()).has_label)
        if each.name == "bare_cells"
    )
    assert layout.score(Lines(text)) > 0.8


def test_an_empty_line_in_front_of_every_other_label() -> None:
    """It is no cell of the row above, whose numbers are all there."""
    text = render(evolve(generate(6, "2019", 60)), "bare_cells")
    moved = text.replace("\n规范性文件\n", "\n\n规范性文件\n").replace(
        "\n行政强制\n", "\n\n行政强制\n"
    )
    assert moved != text
    assert gr.parse(moved).values() == gr.parse(text).values()


def test_numbers_on_the_line_below_their_label_stand_under_the_headings() -> None:
    """The label above them has no column among theirs."""
    text = render(generate(6, "2019", 60), "space_aligned")
    line = next(line for line in text.split("\n") if line.startswith("行政处罚"))
    below = f"行政处罚\n{' ' * 4}{line.removeprefix('行政处罚')}"
    assert gr.parse(text.replace(line, below)).values() == gr.parse(text).values()


def test_a_label_cut_inside_its_number() -> None:
    """（六 beside the numbers, ）其他处理 below: in another edition the label of a group, which could stand between."""
    text = render(generate(6, "2019", 60), "tab_separated")
    line = next(line for line in text.split("\n") if "（六）其他处理" in line)
    before, behind = line.split("（六）其他处理")
    torn = f"{before}（六{behind}\n{before}）其他处理{chr(9) * behind.count(chr(9))}"
    assert gr.parse(text.replace(line, torn)).values() == gr.parse(text).values()


def test_a_number_is_read_once() -> None:
    """总计 lacks a number that the sums place elsewhere than it stands: no cell beside it reads the same zero."""
    rows = {
        "一、本年新收政府信息公开申请数量": "0 0 0 0 0 0",
        "二、上年结转政府信息公开申请数量": "0 0 0 0 0 0",
        "（七）总计": "248 10026 0 0 0 0",
        "四、结转下年度继续办理": "334 0 518 226 0 0 0",
    }
    text = "\n".join(cell for label, row in rows.items() for cell in (label, *row.split()))
    check_report(gr.parse(text), text)
