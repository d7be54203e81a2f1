"""Rows that a line end broke inside a number, put together where sums or bars bear it out."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.paths import COPIES

CLEAN = COPIES / "tab_clean_2021.txt"
TEXT = CLEAN.read_text(encoding="utf-8")
TRUE = gr.parse(TEXT).values()
REPEATED = "\t\t2. 重复申请\t6\t3\t3\t1\t1\t4\t18\n"


@pytest.mark.parametrize("below", ["1\n8", "1\n8\t\t"])
def test_a_total_of_which_the_rest_stands_alone(below: str) -> None:
    """As many numbers as the form has, whose last one is not their sum; with the digits below it is."""
    report = gr.parse(TEXT.replace(REPEATED, REPEATED.replace("18\n", f"{below}\n")))
    assert report.values() == TRUE
    cell = report.cell("requests.not_processed_repeated.total")
    assert cell.raw == "18"
    assert len(cell.parts) == 2
    assert not report.extra_rows


@pytest.mark.parametrize("below", ["18\n8", "1\n9", "1\n8\t3"])
def test_a_lone_number_that_no_sum_asks_for_stays_outside(below: str) -> None:
    """A page number below a whole row, or digits that leave another number than the sum."""
    report = gr.parse(TEXT.replace(REPEATED, REPEATED.replace("18\n", f"{below}\n")))
    printed = int(below.partition("\n")[0])
    assert report.values()["requests.not_processed_repeated.total"] == printed
    assert len(report.extra_rows) == 1
    doubted = {path for finding in report.findings for path in finding.cells}
    # with 18 all sums hold
    assert printed == 18 or "requests.not_processed_repeated.total" in doubted


def test_a_lone_number_above_all_rows_is_no_rest_of_the_last() -> None:
    """A number opens a table without headings, its last row would add up with it behind, another line is lost."""
    start, end = TEXT.index("本列数据"), TEXT.index("四、政府信息公开行政复议")
    table = TEXT[TEXT.index("一、本年新收政府信息公开申请数量\t") : end].rstrip("\n")
    assert table.endswith("\t5\t4\t50")
    lines = ["0", *table.replace(REPEATED, "").removesuffix("0").splitlines()]
    cells = ("".join(f"<td>{cell}</td>" for cell in line.split("\t")) for line in lines)
    torn = "".join(f"<tr>{row}</tr>" for row in cells)
    report = gr.parse(f"{TEXT[:start]}<table>{torn}</table>\n\n{TEXT[end:]}")
    assert report.layouts["requests"] == "native_table"
    assert [row.raw for row in report.extra_rows] == [("0",)]
    assert report.values()["requests.carried_forward.total"] == 5
    assert "requests.not_processed_repeated.total" not in report.values()


def test_a_broken_number_that_no_sum_binds() -> None:
    """In table 二 nothing adds up: 5 at the end of a line may be 577, whose rest stands below."""
    path = "disclosure.administrative_licensing.decisions"
    truth = generate(1, "2021", 60)
    number = 577
    clean = render(evolve(truth, cells={**truth.cells, path: str(number)}), "pipe_table")
    line = next(line for line in clean.splitlines() if line.startswith("| 行政许可 |"))
    assert f"| {number} |" in line
    broken = line.replace(f"| {number} |", f"| {str(number)[0]}\n{str(number)[1:]} |")
    report, whole = gr.parse(clean.replace(line, broken)), gr.parse(clean)
    assert {k: v for k, v in whole.values().items() if k != path}.items() <= report.values().items()
    cell = report.cell(path)
    assert cell.value in (None, number)
    assert cell.is_doubted


def test_a_space_in_a_number_of_a_line_that_nothing_crosses() -> None:
    """12 with a space inside fills its one cell; 1, 2 and 10 would be two cells in one: one sum proves neither."""
    truth = generate(1, "2021", 400)
    numbers = dict(
        zip(
            ("upheld", "corrected", "other_result", "pending", "total"),
            ["12", "1", "0", "8", "21"],
            strict=True,
        )
    )
    cells = {f"review.reconsideration.{column}": number for column, number in numbers.items()}
    clean = render(evolve(truth, cells={**truth.cells, **cells}), "pipe_table")
    assert "| 12 | 1 | 0 | 8 | 21 |" in clean
    report = gr.parse(clean.replace("| 12 | 1 | 0 | 8 | 21 |", "| 1 2 | 1 | 0 | 8 | 21 |"))
    assert report.values().items() <= gr.parse(clean).values().items()
    assert 12 in (report.cell("review.reconsideration.upheld").candidates or (12,))


@pytest.mark.parametrize("row", ["行政强制\t0 增0\t1\t0", "行政强制\t减0 7\t1\t2"])
def test_a_number_with_a_word_for_its_sign_beside_another(row: str) -> None:
    """Two cells ran into one, and a number was broken in two: three cells, and none of them surely its own."""
    text = CLEAN.with_name("tab_clean_2019.txt").read_text(encoding="utf-8")
    whole = "行政强制\t0\t0\t0"
    assert whole in text
    report = gr.parse(text.replace(whole, row))
    assert not any("administrative_compulsion" in path for path in report.values())
