"""Numbers of table 二 that a line end broke: no sum binds them, and what stands alone below may count a page."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.model import Report
from govinfo_report.testing import generate, render

CELL = "disclosure.administrative_penalty.decisions"
TRUTH = generate(3, "2021", 60)
TRUE = evolve(TRUTH, cells={**TRUTH.cells, CELL: "83"})
LINED = ["tab_separated", "flattened_header", "space_aligned"]


def torn(layout: str) -> str:
    """Give a copy of which one number is broken over two lines."""
    lines = render(TRUE, layout).split("\n")
    if layout == "bare_cells":
        at = lines.index("行政处罚") + 1
        assert lines[at] == "83"
        lines[at : at + 1] = ["8", "3"]
    else:
        at = next(at for at, line in enumerate(lines) if line.startswith("行政处罚"))
        before, found, behind = lines[at].partition("83")
        assert found
        room = " " * len(before) if layout == "space_aligned" else ""
        lines[at : at + 1] = [f"{before}8{behind}", f"{room}3"]
    return "\n".join(lines)


def doubted(report: Report, code: str) -> set[str]:
    """Give the cells that a finding lists."""
    return {path for found in report.findings if found.code == code for path in found.cells}


def test_with_a_cell_a_line_every_number_stands_alone() -> None:
    """8 above 3 may be 83, or one of them; all are candidates."""
    cell = gr.parse(torn("bare_cells")).cell(CELL)
    assert (cell.value, cell.candidates) == (None, (3, 8, 83))


@pytest.mark.parametrize("layout", LINED)
def test_what_stands_alone_below_is_the_rest(layout: str) -> None:
    """Nothing else of the copy counts pages; the number is read, and said to be put together."""
    text = torn(layout)
    # the second time the words of the table are known
    for _ in range(2):
        report = gr.parse(text)
        assert report.values() == gr.parse(render(TRUE, layout)).values()
        cell = report.cell(CELL)
        assert (cell.raw, cell.state, len(cell.parts)) == ("83", "aligned", 2)
        assert CELL in doubted(report, "number_torn")
        assert not report.extra_rows


@pytest.mark.parametrize("other", ["2", "4"])
@pytest.mark.parametrize("layout", ["tab_separated", "flattened_header"])
def test_the_number_of_a_page_is_none(layout: str, other: str) -> None:
    """The page before it, or the next one, is counted a page away."""
    text = torn(layout)
    text = f"{other}\n{text}" if other == "2" else f"{text}\n{other}\n"
    report = gr.parse(text)
    assert report.values()[CELL] == 8
    assert CELL in doubted(report, "row_unlabelled")
    assert [row.raw for row in report.extra_rows] == [("3",)]


def test_pages_are_a_page_apart() -> None:
    """A 4 that stands alone right below is no next page, and neither is one behind a page end on the same line."""
    lines = torn("tab_separated").split("\n")
    at = lines.index("3")
    near = "\n".join([*lines[: at + 1], "", *lines[at + 1 :]]).replace("信息内容", "4\n信息内容", 1)
    assert gr.parse(near).values()[CELL] == 83


@pytest.mark.parametrize("layout", ["tab_separated", "space_aligned"])
def test_a_heading_that_comes_again_ends_a_page(layout: str) -> None:
    """Below the lone number the table begins anew: it counts the page."""
    lines = torn(layout).split("\n")
    at = next(at for at, line in enumerate(lines) if line.strip() == "3")
    heading = next(line for line in lines if line.startswith("第二十条第（六）项"))
    report = gr.parse("\n".join([*lines[: at + 1], heading, *lines[at + 1 :]]))
    assert report.values().get(CELL) != 83


@pytest.mark.parametrize("layout", [*LINED, "bare_cells"])
def test_a_line_without_numbers_may_own_the_lone_one(layout: str) -> None:
    """The numbers of another line are lost: 3 may be what is left of them."""
    lines = torn(layout).split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("行政强制"))
    stop = at + 2 if layout == "bare_cells" else at + 1
    report = gr.parse("\n".join([*lines[:at], "行政强制", *lines[stop:]]))
    assert report.values().get(CELL) != 83


def test_of_two_lone_numbers_neither_is_the_rest() -> None:
    """8 above 3 above 3."""
    report = gr.parse(torn("tab_separated").replace("\n3\n", "\n3\n3\n"))
    assert report.values()[CELL] == 8
    assert CELL in doubted(report, "row_unlabelled")


def test_a_stream_waits_for_the_whole_copy() -> None:
    """Whether pages are counted shows behind the table."""
    for text in (torn("tab_separated"), f"{torn('tab_separated')}\n4\n"):
        streamed = {cell.path: cell.value for cell in gr.iter_cells(text.splitlines(keepends=True))}
        assert streamed[CELL] == gr.parse(text).values()[CELL]


@pytest.mark.parametrize("layout", ["tab_separated", "flattened_header"])
@pytest.mark.parametrize("broken", [1, 3, 5, 10, 14])
def test_the_line_of_table_four_in_two(layout: str, broken: int) -> None:
    """It has no label: either part can be the longer one, and the sums ask for the number in between."""
    truth = generate(8, "2021", 30_000)
    text = render(truth, layout)
    line = next(
        line for line in text.splitlines() if line.count("\t") >= 14 and line[0].isdecimal()
    )
    cells = line.split("\t")
    assert len(cells[broken - 1]) > 1
    first, rest = cells[broken - 1][:1], cells[broken - 1][1:]
    parts = "\t".join([*cells[: broken - 1], first]), "\t".join([rest, *cells[broken:]])
    report = gr.parse(text.replace(line, "\n".join(parts)))
    assert report.values() == gr.parse(text).values()
    assert not report.extra_rows


def test_an_amount_with_its_unit_below_a_broken_number() -> None:
    """政府集中采购 | 1 above 0 | 12.2万元: ten, and the amount."""
    truth = generate(3, "2019", 60)
    row = "disclosure.government_procurement."
    cells = {f"{row}procurement_items": "10", f"{row}procurement_amount": "12.2万元"}
    text = render(evolve(truth, cells={**truth.cells, **cells}), "tab_separated")
    assert "\t10\t12.2万元" in text
    report = gr.parse(text.replace("\t10\t12.2万元", "\t1\n0\t12.2万元"))
    assert report.values() == gr.parse(text).values()


def test_a_group_label_beside_the_rest_of_a_number() -> None:
    """Lined up by spaces, 理结果 goes on with 三、本年度办, in its column, and 46 with the number above it."""
    text = render(generate(4, "2021", 3_000), "space_aligned")
    report = gr.parse(text)
    number = str(report.values()["requests.granted.natural_person"])
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if "予以公开" in line and number in line)
    column = lines[at].index(number)
    assert lines[at + 1].startswith("理结果")
    lines[at] = lines[at].replace(number, number[:1].ljust(len(number)), 1)
    lines[at + 1] = lines[at + 1].ljust(column) + number[1:]
    assert gr.parse("\n".join(lines)).values() == report.values()


def test_a_number_and_its_label_broken_over_the_same_lines() -> None:
    """行政事业性 | 6 above 收费 | 0: both lines are of one row."""
    fees = "disclosure.administrative_fees.fee_amount"
    lines = render(evolve(TRUTH, cells={**TRUTH.cells, fees: "60"}), "space_aligned").split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("行政事业性收费"))
    before, found, behind = lines[at].removeprefix("行政事业性收费").partition("60")
    assert (before.strip(), found, behind) == ("", "60", "")
    # a Chinese character is as wide as two others
    lines[at : at + 1] = [f"行政事业性{before}    6", f"收费{before}          0"]
    assert gr.parse("\n".join(lines)).values()[fees] == 60


BEHIND = ["（件）", "(件)", "（含上年）", "（注1）", "%", " 含上年", "万余", "？", "、其中听证3件"]


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("layout", [*LINED, "pipe_table", "bare_cells"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_rest_of_a_number_with_more_behind_it(edition: str, layout: str, behind: str) -> None:
    """行政许可 | 52 above 738（含上年）: 52738, or 52 and a remark; the line is doubted."""
    cell = "disclosure.administrative_licensing.decisions"
    truth = generate(3, edition, 60)
    lines = render(evolve(truth, cells={**truth.cells, cell: "52738"}), layout).split("\n")
    at = next(at for at, line in enumerate(lines) if "52738" in line)
    room = " " * lines[at].index("52738") if layout == "space_aligned" else ""
    rest = f"{room}738{behind}"
    if layout == "pipe_table":
        rest = "| " * (lines[at][: lines[at].index("52738")].count("|")) + f"738{behind} |"
    lines[at : at + 1] = [lines[at].replace("52738", "52"), rest]
    for bar in "|│":
        report = gr.parse("\n".join(lines).replace("|", bar))
        warned = {
            path for each in report.findings if each.severity != "info" for path in each.cells
        }
        assert report.values().get(cell) is None or cell in warned


@pytest.mark.parametrize(
    "note", ["1.件数含上年", "2、件数含上年", "2021年12月31日", "（1）含上年", "注：含上年"]
)
def test_a_note_below_a_number_is_no_rest(note: str) -> None:
    """Numbers of notes and dates count nothing."""
    text = render(TRUE, "tab_separated")
    noted = text.replace("行政处罚\t83\t\t\n", "行政处罚\t83\n").replace(
        "行政处罚\t83\n", f"行政处罚\t83\n{note}\n"
    )
    assert noted != text
    assert gr.parse(noted).values() == gr.parse(text).values()
    assert not doubted(gr.parse(noted), "row_unlabelled")


@pytest.mark.parametrize(
    ("above", "below"), [("52", "738（件）\t见附件"), ("52\n\t52", "738（件）")]
)
def test_what_goes_on_with_no_number_of_a_line(above: str, below: str) -> None:
    """A row with more in it is no rest of a number, and neither is what stands below a row without a label."""
    text = render(TRUTH, "tab_separated").text
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("行政许可"))
    lines[at : at + 1] = [f"行政许可\t{above}", below]
    report = gr.parse("\n".join(lines))
    rows = [row.raw for row in report.extra_rows if row.code == "row_unlabelled"]
    assert not any("738" in cell for raw in rows for cell in raw)
