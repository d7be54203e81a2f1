"""Numbers of pages that stand between the rows of a table, or among the numbers of one."""

import pytest

import govinfo_report as gr
from govinfo_report.testing import LAYOUTS, generate, render

TRUTH = generate(5, "2019", 60)
# a line of table 三 in the middle, and what follows the last line of each table
PLACES = ["2.重复申请", "三、收到和处理", "四、政府信息公开行政复议", "五、存在"]
MARKED = ["- 12 -", "第12页", "12 / 15", "第 12 页 共 15 页"]
# where rows end with a tab, a number without one is no cell; a run of digits, or a block of them, takes it in
LONE = sorted({*LAYOUTS} - {"row_per_cell", "run_together", "column_blocks"})
BESIDE = {
    "2.重复申请": "requests.not_processed_petition.total",
    "三、收到和处理": "disclosure.government_procurement.procurement_amount",
    "四、政府信息公开行政复议": "requests.carried_forward.total",
    "五、存在": "review.litigation_after_reconsideration.total",
}


def with_line(text: str, above: str, line: str) -> str:
    """Give a copy with a line more, above the line that prints some words first."""
    at = text.rfind("\n", 0, text.index(above)) + 1
    return f"{text[:at]}{line}\n{text[at:]}"


def counted(text: str) -> str:
    """Give a copy with the number of a page at its beginning and one at its end: 11 and 13."""
    return f"11\n\n{text}\n13\n"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("layout", LONE)
def test_a_bare_number_of_a_page(layout: str, place: str) -> None:
    """It stands among the rows: every number is read, and a finding lists the cells that it may belong to."""
    text = render(TRUTH, layout)
    number = f"{'':30}12" if layout == "space_aligned" else "12"
    report = gr.parse(counted(with_line(text, place, number)))
    assert report.values() == gr.parse(text).values()
    assert [row.raw for row in report.extra_rows] == [("12",)]
    assert BESIDE[place] in {
        path for finding in report.findings for path in finding.cells if finding.severity != "info"
    }


@pytest.mark.parametrize("mark", MARKED)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("layout", ["bare_cells", "row_per_cell", "space_aligned", "column_blocks"])
def test_a_marked_number_of_a_page(layout: str, place: str, mark: str) -> None:
    """It is no cell."""
    text = render(TRUTH, layout)
    assert gr.parse(with_line(text, place, mark)).values() == gr.parse(text).values()


def numbers_of(*numbers: int) -> str:
    """Give a line of table 三 with these numbers, a cell a line, in a table whose other lines are whole."""
    text = render(TRUTH, "bare_cells")
    start = text.index("2.重复申请") + len("2.重复申请\n")
    end = text.index("3.要求提供")
    return "\n".join((text[:start].rstrip(), *map(str, numbers), text[end:]))


@pytest.mark.parametrize(
    ("numbers", "read"),
    [
        ((6, 3, 3, 1, 1, 4, 18, 9), (6, 3, 3, 1, 1, 4, 18)),
        ((9, 6, 3, 3, 1, 1, 4, 18), (6, 3, 3, 1, 1, 4, 18)),
        ((6, 3, 3, 1, 9, 1, 4, 18), (6, 3, 3, 1, 1, 4, 18)),
    ],
)
def test_a_row_that_adds_up_without_one_number(
    numbers: tuple[int, ...], read: tuple[int, ...]
) -> None:
    """Wherever it stands; the sums of the columns are another matter."""
    report = gr.parse(numbers_of(*numbers))
    values = report.values()
    row = "requests.not_processed_repeated."
    assert tuple(value for path, value in values.items() if path.startswith(row)) == read


@pytest.mark.parametrize(
    "numbers",
    [
        # 1 0 0 0 0 0 1 and 0 0 0 0 0 1 1
        (1, 0, 0, 0, 0, 0, 1, 1),
        # 1 0 0 0 0 0 1 and 10 0 0 0 0 1 11
        (1, 0, 0, 0, 0, 0, 1, 11),
        (6, 3, 3, 1, 1, 4, 17, 9),
    ],
)
def test_a_row_that_may_be_whole_otherwise(numbers: tuple[int, ...]) -> None:
    """Two ways to leave one out, or to make two one, or none: nothing is taken for the number of a page."""
    report = gr.parse(numbers_of(*numbers))
    assert not report.extra_rows
    assert "row_count" in {finding.code for finding in report.findings}


def test_the_last_of_two_where_a_page_ends() -> None:
    """Above a heading that comes again: 1 0 0 0 0 0 1, then the page's 1."""
    text = numbers_of(1, 0, 0, 0, 0, 0, 1, 1)
    start = text.index("本列数据的勾稽关系")
    heading = text[start : text.index("一、本年新收政府信息", start)]
    values = gr.parse(text.replace("3.要求提供", f"{heading}3.要求提供", 1)).values()
    row = "requests.not_processed_repeated."
    read = [value for path, value in values.items() if path.startswith(row)]
    assert read == [1, 0, 0, 0, 0, 0, 1]


def with_number(text: str, label: str, number: int) -> str:
    """Give a copy with a number more right behind the numbers of a line of table 二, a cell a line."""
    lines = text.split("\n")
    at = lines.index(label) + 1
    while lines[at].isdecimal():
        at += 1
    return "\n".join([*lines[:at], str(number), *lines[at:]])


LAST = "disclosure.rules.total_published"


def test_a_row_in_the_middle_of_table_two_is_left_open() -> None:
    """No heading comes again below 规章: its fourth number may be a piece of another."""
    report = gr.parse(with_number(render(TRUTH, "bare_cells"), "规章", 12))
    assert LAST not in report.values()


def test_a_heading_that_comes_again_ends_a_page() -> None:
    """The same number right above it is none of the row, if no line of the table has lost its own."""
    text = render(TRUTH, "bare_cells")
    start = text.index("第二十条第（一）项")
    heading = text[start : text.index("规章\n", start)]
    torn = with_number(text, "规章", 12).replace("规范性文件\n", f"{heading}规范性文件\n", 1)
    read = gr.parse(torn)
    assert read.values()[LAST] == gr.parse(text).values()[LAST]
    assert [row.raw for row in read.extra_rows] == [("12",)]
    lines = torn.split("\n")
    at = lines.index("行政处罚")
    lost = "\n".join([*lines[:at], *lines[at + 4 :]])
    assert LAST not in gr.parse(lost).values()


def test_a_number_on_the_line_of_the_others_is_no_pages() -> None:
    """Full-width spaces part the cells of one line: the eighth number stands among the seven."""
    text = render(TRUTH, "bare_cells")
    start = text.index("2.重复申请")
    end = text.index("3.要求提供")
    report = gr.parse(f"{text[:start]}2.重复申请　6　3　3　1　1　4　18　9\n{text[end:]}")
    assert not report.extra_rows
    assert "requests.not_processed_repeated.total" not in report.values()
