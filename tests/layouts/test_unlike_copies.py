"""Copies as other programs leave them: each layout, or way to write a number, was once not read."""

import re

import pytest

import govinfo_report as gr
from govinfo_report.labels import read_figure
from govinfo_report.labels.figures import UNITS
from govinfo_report.testing import generate, reread
from tests.layouts.changed_copies import HEADINGS, ROOMY, copy, cut, in_disclosure, in_requests
from tests.soundness import parsed
from tests.strategies import copy_text

NUMBER = r"(?<=[\t| ])(\d+)(?=[\t |\n]|$)"
ALONE = r"(?<=\n)(\d+)(?=\n)"


@pytest.mark.parametrize(
    "printed",
    [
        "{}①",
        "{}*",
        "{}[1]",
        "**{}**",
        "{}。",
        "{}件",
        "{}人次",
        "{}.0",
        "{}\u200b",
        "\u200b{}",
        "{}&nbsp;",
        "+{}",
    ],
)
@pytest.mark.parametrize("layout", ["tab_separated", "pipe_table", "row_per_cell", "bare_cells"])
def test_numbers_with_something_around_them(layout: str, printed: str) -> None:
    """Notes, bold print, units, what shows nothing: the number is the number."""
    text = copy(layout, ROOMY)
    pattern = ALONE if layout == "bare_cells" else NUMBER
    changed = in_requests(text, pattern, printed.replace("{}", r"\1"))
    assert changed != text
    assert gr.parse(changed).values() == gr.parse(text).values()


@pytest.mark.parametrize("printed", ["63①", "63*", "63[1]", "**63**"])
def test_what_stands_around_a_number_is_no_part_of_it(printed: str) -> None:
    """The cell's place is that of its digits."""
    text = copy("tab_separated").replace("行政处罚\t63", f"行政处罚\t{printed}")
    cell = gr.parse(text).cell("disclosure.administrative_penalty.decisions")
    assert (cell.raw, text[cell.start : cell.end]) == ("63", "63")


@pytest.mark.parametrize(("heading", "printed"), [("（单位：万元）", "1.5"), ("", "1.5万元")])
def test_units_beside_empty_cells(heading: str, printed: str) -> None:
    """The unit of an amount is that of its cell or its heading, whatever the other cells of the row hold."""
    text = copy("tab_separated", generate(3, "2019", 400))
    row = "采购 总金 额\t\n政府集中采购\t10\t6.65\t"
    assert row in text
    changed = text.replace(row, f"采购 总金 额{heading}\t\n政府集中采购\t\t{printed}\t")
    cell = gr.parse(changed).cell("disclosure.government_procurement.procurement_amount")
    assert (str(cell.value), cell.unit) == ("1.5", "万元")


@pytest.mark.parametrize(
    "printed", ["535", "53\u200b5", "53\ufeff5", *(f"535{unit}" for unit in UNITS)]
)
def test_the_plainest_reading_agrees(printed: str) -> None:
    """The second opinion knows every unit, and what shows nothing, as well as the reader of cells does."""
    figure, plain = read_figure(printed), reread(printed)
    assert figure is not None
    assert (figure.kind, figure.numbers) == ("number", (535,))
    assert (plain.state, plain.value) == ("printed", 535)


def test_a_mark_parted_by_a_blank_is_no_note() -> None:
    """It can be the next cell's."""
    figure = read_figure("63 *")
    assert figure is not None
    assert figure.kind == "several"


def test_a_character_without_a_mark_inside_a_number() -> None:
    """1<200B>0 is 10 on the page."""
    text = copy("tab_separated", ROOMY)
    changed = in_requests(text, r"(?<=\t\d)(\d)", "\u200b\\1")
    assert changed != text
    assert gr.parse(changed).values() == gr.parse(text).values()


@pytest.mark.parametrize("mark", ["-", "/", "—", "无", "nan", "N/A"])
def test_a_cell_a_line_with_marks_for_zeros(mark: str) -> None:
    """There most digits are those of labels."""
    text = copy("bare_cells", ROOMY)
    true = gr.parse(text).values()
    read = gr.parse(in_requests(text, r"(?<=\n)0(?=\n)", mark)).values()
    assert {path for path, value in true.items() if value} <= set(read)
    assert all(true[path] == value for path, value in read.items())


@pytest.mark.parametrize("divider", ["|", "\t"])
def test_a_table_on_one_line(divider: str) -> None:
    """What BeautifulSoup's ``get_text("|", strip=True)`` gives."""
    text = copy("bare_cells")
    found = text
    for heading in range(3):
        before, table, behind = cut(found, heading)
        title, _, cells = table.partition("\n")
        one = divider.join(filter(None, cells.strip().split("\n")))
        found = f"{before}{title}\n{one}\n\n{behind}"
    assert gr.parse(found).values() == gr.parse(text).values()


def test_two_tabs_between_cells_and_one_before_them() -> None:
    """Some extractors set a tab before each cell."""
    text = copy("tab_separated")
    before, table, behind = cut(text, 0)
    lines = [line.rstrip("\t") for line in table.split("\n")]
    changed = "\n".join(
        "\t" + line.replace("\t", "\t\t") if "\t" in line else line for line in lines
    )
    assert gr.parse(before + changed + behind).values() == gr.parse(text).values()


def test_rows_behind_a_tab() -> None:
    """Most lines of table 二 hold one number: half of the tabs begin a line."""
    text = copy("tab_separated")
    before, table, behind = cut(text, 0)
    head, rows = re.sub(r"\t+\n", "\n", table).split("规章", 1)
    changed = head.replace("\t", "\n") + "\t规章" + re.sub(r"\n(?=\S)", "\n\t", rows)
    assert gr.parse(before + changed + behind).values() == gr.parse(text).values()


@pytest.mark.parametrize("layout", ["tab_separated", "pipe_table", "space_aligned", "bare_cells"])
@pytest.mark.parametrize("lost", [[2], [1, 2], [0, 1, 2]])
def test_lost_headings(layout: str, lost: list[int]) -> None:
    """A table is found by its own words."""
    text = copy(layout)
    changed = text
    for at in lost:
        changed = changed.replace(HEADINGS[at], "")
    assert gr.parse(changed).values() == gr.parse(text).values()


def test_lost_headings_in_traditional_characters() -> None:
    """Other headings stand."""
    text = copy("pipe_table")
    changed = text
    for heading in HEADINGS:
        changed = changed.replace(heading, "")
    pairs = str.maketrans("规范强处罚许机关诉讼审结总计", "規範強處罰許機關訴訟審結總計")
    report = gr.parse(changed.translate(pairs).replace("开", "開"))
    assert report.values() == gr.parse(text).values()


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r"(?m)^(.*\t\d+)$", r"\1\t-"),
        (r"(?m)^(.*\t\d+)$", r"\1\t"),
        (r"(?m)^(一、.*\t\d+)$", r"\1\t含上年转入的申请"),
    ],
)
def test_remarks_behind_numbers(pattern: str, new: str) -> None:
    """A column that the office added, or words behind one row."""
    text = copy("tab_separated", ROOMY)
    changed = in_requests(text, pattern, new)
    assert changed != text
    assert gr.parse(changed).values() == gr.parse(text).values()


def test_a_run_of_digits_on_its_own_line() -> None:
    """Table 四 in a copy whose other tables have tabs."""
    text = copy("tab_separated")
    before, table, behind = cut(text, 2)
    changed = re.sub(r"\t+", "", table)
    report = gr.parse(before + changed + behind)
    assert report.values() == gr.parse(text).values()


DOCUMENTS = [
    f"disclosure.normative_documents.{column}" for column in ("issued", "repealed", "in_force")
]
GRID = """+------+------+------+------+
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
{rule}| 规章 | 3 | 0 | 0 |
{rule}| 行政规范性文 | 478 | 360 | 0 |
| 件 | 0 | 8 | |
{rule}| 行政许可 | 6 | | |
{rule}| 行政处罚 | 7 | | |
+------+------+------+------+
"""


@pytest.mark.parametrize("rule", ["", "+------+------+------+------+\n"])
def test_a_row_folded_in_its_cells(rule: str) -> None:
    """The label goes on below, and the numbers with it."""
    values = gr.parse(f"二、主动公开政府信息情况\n{GRID.format(rule=rule)}").values()
    assert values["disclosure.normative_documents.issued"] == 4780
    assert values["disclosure.normative_documents.repealed"] == 3608
    assert values["disclosure.normative_documents.in_force"] == 0
    assert values["disclosure.administrative_licensing.decisions"] == 6


@pytest.mark.parametrize("bullet", ["+", "·", "▪"])
def test_a_bullet_begins_no_label(bullet: str) -> None:
    """A label was lost and left its bullet: 110 above 0 is no 1100."""
    report = in_disclosure(
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
        f"| {bullet} | 110 | 120 | 65 |\n| {bullet} 行政规范性文件 | 0 | 0 | 5 |\n"
    )
    assert [report.values()[path] for path in DOCUMENTS] == [0, 0, 5]


def test_headings_with_no_rule_above_the_numbers() -> None:
    """A border around a table is no rule between its rows."""
    text = copy("pipe_table")
    before, table, behind = cut(text, 2)
    rows = re.sub(r"(?m)^\|[-| ]+\|\n", "", table.strip("\n")).split("\n")
    border = "+------+------+"
    changed = "\n".join([rows[0], border, *filter(None, rows[1:]), border, "\n"])
    assert gr.parse(before + changed + behind).values() == gr.parse(text).values()


def test_numbers_a_row_below_their_label() -> None:
    """In the first cells of a row of four."""
    text = copy("pipe_table")
    before, table, behind = cut(text, 0)
    changed = re.sub(r"(?m)^\| (\S+) (\| \d.*)$", r"| \1 |  |  |  |\n\2  |", table)
    read = gr.parse(before + changed + behind).values()
    true = gr.parse(text).values()
    assert {path: value for path, value in read.items() if path in true} == true


def test_numbers_a_row_below_their_label_in_tables_of_two_widths() -> None:
    """Most rows have two cells; the heading of a row of four says that four are usual there."""
    cells = ["行政许可", "6", "行政处罚", "7", "行政强制", "8", "行政事业性收费", "9"]
    narrow = "".join(f"| {cell} | |\n" for cell in cells)
    report = in_disclosure(
        "| 第二十条第（一）项 | | | |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
        f"| 规章 | | | |\n| 3 | 1 | 27 | |\n| 行政规范性文件 | | | |\n| 41 | 16 | 388 | |\n{narrow}"
    )
    assert report.values()["disclosure.normative_documents.in_force"] == 388


def test_all_digits_of_a_line_in_its_first_cell() -> None:
    """200020000000000 and fourteen empty cells: no office has as many cases; they are the line's fifteen numbers."""
    head = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t" * 3
    title = "某某县2022年政府信息公开工作年度报告"
    report = gr.parse(f"{title}\n{HEADINGS[2]}\n{head.strip()}\n200020000000000{chr(9) * 14}\n")
    numbers = [value for path, value in report.values().items() if path.startswith("review.")]
    assert numbers == [2, 0, 0, 0, 2, *[0] * 10]


def among_headings(numbers: list[int], last: str) -> list[gr.Cell]:
    """Read a table 四 as PDFs are read: pieces of headings before the numbers, one between them."""
    report = gr.parse(
        f"{HEADINGS[2]}\n行政复议\n\n行政诉讼\n\n未经复议直接起诉\n\n复议后起诉\n\n结果\n维持\n\n结果\n纠正\n\n其他\n结果\n\n"
        "尚未\n\n总 计 结果 结果 其他\n\n审结\n\n维持 纠正 结果\n\n尚未\n\n结果 结果 其他 尚未\n\n总 计\n\n审结\n\n"
        "维持 纠正 结果 审结\n\n" + "".join(f"{number}\n\n" for number in numbers) + last
    )
    return [cell for cell in report.cells() if cell.path.startswith("review.")]


@pytest.mark.parametrize("last", ["总计\n\n1\n\n", "总计 1\n"])
def test_headings_among_the_numbers_of_table_four(last: str) -> None:
    """The fourteen numbers that stand together are read, and the last one, which its heading parts from them."""
    numbers = [2, 0, 0, 1, 3, 0, 0, 1, 0, 1, 0, 0, 1, 0]
    cells = among_headings(numbers, last)
    assert [cell.value for cell in cells] == [*numbers, 1]


def test_a_number_alone_is_not_table_four() -> None:
    """Where the sums fail, the number behind the heading is not stated for the first cell of the line."""
    numbers = [10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]
    cells = among_headings(numbers, "总计\n\n7\n\n")
    for cell, number in zip(cells[:14], numbers, strict=True):
        assert cell.value in (None, number)
        assert number in (cell.value, *cell.candidates)


@pytest.mark.parametrize("printed", ["<br>", "<p></p>", "<b></b>"])
def test_a_cell_of_nothing_but_tags(printed: str) -> None:
    """It is blank, and no character is its own."""
    text = copy("tab_separated")
    (row,) = re.findall(r"(?m)^规章\t.*$", text)
    label, _, *rest = row.split("\t")
    cell = gr.parse(text.replace(row, "\t".join([label, printed, *rest]))).cell(
        "disclosure.rules.issued"
    )
    assert (cell.state, cell.raw) == ("blank", "")
    assert all(start == end for start, end in cell.parts)


def test_headings_before_a_number_are_no_pieces_of_headings() -> None:
    """Where a line of whole headings runs into one number, nobody knows whose it is."""
    five = "结果维持  结果纠正  其他结果  尚未审结  总计"
    groups = f"{five}  未经复议直接起诉{' ' * 20}复议后起诉"
    lines = f"行政复议{' ' * 24}行政诉讼\n{groups}\n{' ' * 28}{five}  {five}\n{' ' * 68}0"
    report = gr.parse(f"{HEADINGS[2]}\n\n{lines}\n\n五、存在的主要问题及改进情况\n")
    assert not [path for path in report.values() if path.startswith("review.")]


def test_cells_parted_by_strokes() -> None:
    """The label stands in one cell with its numbers: nothing of it is stated, and nothing raised."""
    lines = (line.split("\t") for line in copy("tab_separated", ROOMY).split("\n"))
    text = "\n".join(" / ".join(cell for cell in line if cell.strip()) for line in lines)
    assert "规章 / " in text
    report = gr.parse(text)
    held = ROOMY.values()
    assert all(held[path] == value for path, value in report.values().items())


def test_a_number_among_headings_that_go_on_below() -> None:
    """What is put together of several lines is one row, from its first character to its last."""
    text = copy_text("tab_clean_2019")
    stacked = (
        "\t\t\t\t商业\t科研\t社会\t法律\t其他\t\n"
        "1,143\t\t\t\t企业\t机构\t公益\t服务\t\t\n\t\t\t\t\t\t组织\t机构\t\t\n"
    )
    at = text.index("\n", text.index("申请人情况")) + 1
    parsed(text[:at] + stacked + text[at:])


@pytest.mark.parametrize("between", [" - ", " / ", "<br>", "·", " > ", "-", "：", "→", " ", ""])
def test_labels_behind_those_of_their_groups(between: str) -> None:
    """三、本年度办理结果 - （三）不予公开 - 1.属于国家秘密 in one cell, as where no cells are merged."""
    text = copy("pipe_table")
    before, table, behind = cut(text, 1)
    groups: list[str] = []
    lines = []
    for line in table.split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        words = [cell for cell in cells if cell and not cell.isdecimal()]
        numbers = [cell for cell in cells if cell.isdecimal()]
        if len(numbers) == 7:
            at = next((at for at, cell in enumerate(cells) if cell == words[-1]), 0)
            groups = words[:-1] if words[0].startswith("三、") else [*groups[:at], *words[:-1]]
            line = f"| {between.join([*groups[:2], words[-1]])} | {' | '.join(numbers)} |"
        lines.append(line)
    changed = before + "\n".join(lines) + behind
    assert between.join(["三、本年度办理结果", "（一）"]) in changed
    report = parsed(changed)
    assert report.values() == gr.parse(text).values()
