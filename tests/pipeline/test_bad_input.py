"""Texts that are no report, or half of one, or one gone wrong: a report comes back that says what is missing."""

from __future__ import annotations

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.testing import nasty_texts, render, truth_of
from tests.soundness import codes, parsed
from tests.strategies import NAMES, copy_text

PAGE = (
    "<html><head><title>404 Not Found</title></head><body>\n<h1>Not Found</h1>\n首页 > 政务公开 > 通知公告\n"
    "关于2021年春节放假安排的通知\n\n各单位：\n\n一、放假时间为2月11日至17日，共7天。\n二、值班安排另行通知。\n</body></html>\n"
)
SECTIONS = official_form().sections


def said(report: gr.Report) -> dict[str, tuple[str, object, str, str | None]]:
    """Give what each cell says, wherever it stands."""
    return {cell.path: (cell.state, cell.value, cell.raw, cell.unit) for cell in report.cells()}


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\n\n\n", "\t", "\ufeff", "\x00", "0", "一", "。" * 1000]
)
def test_nothing_at_all(text: str) -> None:
    """A text without words gives a report without numbers that says so first."""
    report = parsed(text)
    assert codes(report)[0] == "not_a_report"
    assert (report.title, report.organization, report.year, report.edition) == (
        None,
        None,
        None,
        None,
    )
    assert not report.values()
    assert not list(report.cells())
    assert not report.sections
    assert repr(report)


@pytest.mark.parametrize("name", nasty_texts())
def test_nasty_texts(name: str) -> None:
    """The texts that break readers of tables break nothing, alone or under a heading, before one and twice over."""
    text = nasty_texts()[name]
    for copy in (text, *(f"{section.heading}\n{text}" for section in SECTIONS.values())):
        parsed(copy)
    whole = "\n".join(f"{section.heading}\n{text}" for section in SECTIONS.values())
    parsed(whole)
    parsed(whole + whole)


def test_page_that_is_no_report() -> None:
    """A page of another kind is no report, and no number of it is stated."""
    report = parsed(PAGE)
    assert not gr.is_report(PAGE)
    assert codes(report)[0] == "not_a_report"
    assert report.findings[0].severity == "error"
    assert not report.values()


def test_strict_raises_with_the_report() -> None:
    """With ``strict`` a finding of severity error is an exception that carries the report."""
    with pytest.raises(gr.ReportError) as caught:
        gr.parse(PAGE, strict=True)
    assert caught.value.report == gr.parse(PAGE)
    assert isinstance(caught.value, gr.GovinfoReportError)
    clean = copy_text("tab_clean_2021")
    assert gr.parse(clean, strict=True) == gr.parse(clean)


def test_report_has_no_hash() -> None:
    """A report can change, so to put it into a set is misuse."""
    with pytest.raises(TypeError, match="unhashable"):
        hash(gr.parse(PAGE))


@pytest.mark.parametrize("name", NAMES)
def test_half_a_report(name: str) -> None:
    """Of a copy that ends too soon, what is there is read as before, and what is not is said to be missing."""
    text = copy_text(name)
    whole = gr.parse(text)
    cut = whole.sections[2].start
    report = parsed(text[:cut])
    assert {
        path: value for path, value in whole.values().items() if path.startswith("disclosure")
    } == report.values()
    assert codes(report).count("section_missing") == 4
    assert codes(report).count("table_missing") == 2
    lost = {cell.state for cell in report.cells() if not cell.path.startswith("disclosure")}
    assert lost == {"lost"}


@pytest.mark.parametrize(
    "sentence",
    ["2020年未收到政府信息公开申请。", "截至 2020 年12月31日，收到政府信息公开申请15件。"],
)
def test_prose_in_place_of_a_table_is_no_layout(sentence: str) -> None:
    """A section of one sentence lacks its table, whatever digits the sentence has; no layout is unknown there."""
    text = copy_text("tab_clean_2021")
    start, end = text.index("三、收到和处理"), text.index("四、政府信息公开行政复议")
    heading = text[start:end].splitlines()[0]
    found = codes(parsed(f"{text[:start]}{heading}\n{sentence}\n{text[end:]}"))
    assert found.count("table_missing") == 1
    assert "layout_unknown" not in found


@pytest.mark.parametrize("name", NAMES)
def test_other_half(name: str) -> None:
    """Of a copy that begins too late, likewise."""
    text = copy_text(name)
    whole = gr.parse(text)
    report = parsed(text[whole.sections[2].start :])
    expected = {
        path: value for path, value in whole.values().items() if not path.startswith("disclosure")
    }
    assert report.values() == expected
    assert codes(report).count("section_missing") == 2
    assert codes(report).count("table_missing") == 1 + codes(whole).count("table_missing")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cuts", [20, pytest.param(120, marks=pytest.mark.long)])
def test_every_prefix_and_suffix(name: str, cuts: int) -> None:
    """A copy cut anywhere states no number that the whole copy has otherwise."""
    text = copy_text(name)
    values = gr.parse(text).values()
    for at in range(0, len(text), max(1, len(text) // cuts)):
        for part in (text[:at], text[at:]):
            report = gr.parse(part)
            doubted = {
                path for item in report.findings if item.severity != "info" for path in item.cells
            }
            wrong = {
                path: value
                for path, value in report.values().items()
                if values.get(path) != value and path not in doubted
            }
            # the number that the cut goes through is read as it stands
            assert len(wrong) <= 1, (at, wrong)


def test_two_reports_in_one_text() -> None:
    """Of two reports in one text the first is read, and a finding says where the second begins."""
    first, second = copy_text("tab_clean_2019"), copy_text("tab_clean_2021")
    report = parsed(first + "\n\n" + second)
    (finding,) = (item for item in report.findings if item.code == "several_reports")
    assert finding.severity == "warning"
    assert finding.start is not None
    assert finding.start > len(first)
    assert said(report) == said(gr.parse(first))
    assert (report.title, report.year) == (gr.parse(first).title, gr.parse(first).year)


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_no_other_sign_ends_the_line_of_a_second_report(sign: str) -> None:
    """The finding shows the line that the second report begins with, which ends where lines end."""
    text = copy_text("tab_clean_2021")
    second = text[text.index("一、总体情况") :].replace(
        "一、总体情况", f"一、总体情况{sign}本年", 1
    )
    (finding,) = (
        item for item in gr.parse(text + second).findings if item.code == "several_reports"
    )
    assert (text + second)[finding.start : finding.end] == f"一、总体情况{sign}本年"


@pytest.mark.parametrize("name", NAMES)
def test_same_report_twice(name: str) -> None:
    """A text that holds a report twice gives the numbers of one, and says so."""
    text = copy_text(name)
    report = parsed(text + "\n" + text)
    assert "several_reports" in codes(report)
    assert said(report) == said(gr.parse(text))


@pytest.mark.parametrize("end", ["\r", "\r\n"])
@pytest.mark.parametrize("name", NAMES)
def test_line_ends(name: str, end: str) -> None:
    """A copy says the same whichever way its lines end, on the same lines."""
    text = copy_text(name).replace("\r\n", "\n")
    plain, other = gr.parse(text), parsed(text.replace("\n", end))
    assert said(other) == said(plain)
    assert [cell.line for cell in other.cells()] == [cell.line for cell in plain.cells()]
    assert (other.title, other.organization, other.year) == (
        plain.title,
        plain.organization,
        plain.year,
    )
    assert other.layouts == plain.layouts
    assert [section.heading for section in other.sections] == [
        section.heading for section in plain.sections
    ]
    assert codes(other) == codes(plain)
    assert [item.line for item in other.findings] == [item.line for item in plain.findings]


@pytest.mark.parametrize("name", NAMES)
def test_byte_order_mark(name: str) -> None:
    """A byte order mark before the copy moves every place by one and changes nothing else."""
    plain, marked = gr.parse(copy_text(name)), parsed("\ufeff" + copy_text(name))
    assert said(marked) == said(plain)
    assert (marked.title, marked.organization, marked.year) == (
        plain.title,
        plain.organization,
        plain.year,
    )
    moved = [None if cell.start is None else cell.start + 1 for cell in plain.cells()]
    assert [cell.start for cell in marked.cells()] == moved


def test_a_missing_title_is_told_of_the_year() -> None:
    """The title that was expected is of the year that the copy tells elsewhere; of none where it tells none."""
    text = copy_text("tab_clean_2021").replace("2021 年政府信息公开 工作年度报告\n", "\n", 1)
    other = text.replace("2021年", "2023年").replace("2021 年", "2023 年")
    without = text[text.index("二、主动公开政府信息情况") : text.index("三、收到和处理")]
    for copy, year in ((other, "2023"), (without, "")):
        (found,) = [item for item in gr.parse(copy).findings if item.reason == "title"]
        assert f" …{year}年政府信息公开工作年度报告;" in found.message
        assert f"“……{year}年政府信息公开工作年度报告”" in found.message_zh


@pytest.mark.parametrize("name", NAMES)
def test_nul_bytes(name: str) -> None:
    """NUL bytes between the lines and around the cells, as broken converters leave them, cost no number."""
    text = copy_text(name)
    assert gr.parse(text.replace("\n\n", "\n\x00\n")).organization is not None
    report = parsed(text.replace("\t0", "\t\x000\x00"))
    assert report.values() == gr.parse(text).values()


@pytest.mark.parametrize("name", NAMES)
def test_full_width_digits(name: str) -> None:
    """Full-width digits are the same numbers; the cells say what is printed."""
    text = copy_text(name)
    wide = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    plain, report = gr.parse(text), parsed(wide)
    assert report.values() == plain.values()
    assert report.year == plain.year
    assert all(cell.raw.isascii() is False for cell in report.cells() if cell.state == "printed")


@pytest.mark.parametrize("name", NAMES)
def test_spaces_of_every_kind(name: str) -> None:
    """Spaces of any kind around the cells, and trailing ones on every line, cost no number."""
    text = copy_text(name)
    for space in (" ", "\u3000", "\xa0", "\u2003", "\u200b", "\x0b", "\x0c"):
        # before a cell and behind it; a tab that begins a line stays where it is
        padded = text.replace("\t", f"\t{space}").replace(f"{space}\t", f"{space}{space}\t")
        report = parsed(padded)
        assert report.values() == gr.parse(text).values(), repr(space)


@pytest.mark.parametrize(
    "piece",
    ["0", "规章", "\t", "\t0", "公开", "-", " ", "（", "0 ", "年", "[", "2023年政府信息公开"],
)
def test_line_of_three_million_characters(piece: str) -> None:
    """A line of three million characters is a line like any other."""
    line = piece * (3_000_000 // len(piece))
    for text in (line, f"{SECTIONS['review'].heading}\n{line}\n"):
        report = gr.parse(text)
        assert len(report.findings) < 40


def test_rendered_again() -> None:
    """What is left of a damaged copy can be written out and read again: the same numbers, no others."""
    for name in NAMES:
        report = gr.parse(copy_text(name))
        again = parsed(render(truth_of(report), "row_per_cell"))
        assert again.values() == report.values()


@pytest.mark.parametrize("layout", ["tab_separated", "row_per_cell"])
def test_table_four_left_empty(layout: str) -> None:
    """Where table 四 is left empty the copy prints empty cells: blank, not lost."""
    truth = truth_of(gr.parse(copy_text("tab_clean_2021")))
    review = [path for path in truth.cells if path.startswith("review.")]
    cells = {**truth.cells, **dict.fromkeys(review, "")}
    report = parsed(render(evolve(truth, cells=cells), layout))
    assert {cell.state for cell in report.cells() if cell.path in review} == {"blank"}
    assert "table_missing" not in codes(report)


def test_padded_rows_prove_no_place() -> None:
    """With a column lost and an empty cell behind, in every row, no number is stated without doubt."""
    text = copy_text("tab_clean_2021")
    whole = "规章\t3\t1\t27\n行政规范性文件\t41\t16\t388\n"
    assert whole in text
    report = parsed(text.replace(whole, "规章\t3\t27\t\n行政规范性文件\t41\t388\t\n"))
    assert all(
        report.cell(f"disclosure.{row}.{name}").is_doubted
        for row in ("rules", "normative_documents")
        for name in ("issued", "repealed")
    )
    line = "\t".join(["17", "4", "3", "6", "30"])
    assert line in text
    report = parsed(
        text.replace(line, line.removeprefix("17\t")).replace("\t3\t22\n", "\t3\t22\t\n")
    )
    # the sum of the group gives it back: the rest is settled by that sum alone, which a finding says
    upheld = report.cell("review.litigation_after_reconsideration.upheld")
    assert upheld.value in (None, 1)
    assert upheld.is_doubted


@pytest.mark.parametrize("mark", ["/", "—", "-", "不适用"])
def test_marks_are_no_heading(mark: str) -> None:
    """A row of marks right below a heading is a row of marks."""
    text = copy_text("tab_clean_2021")
    report = parsed(text.replace("规章\t3\t1\t27\n", f"规章\t{mark}\t{mark}\t{mark}\n"))
    assert {cell.state for cell in report.cells() if ".rules." in cell.path} == {"mark"}
    assert not report.findings


@pytest.mark.parametrize("printed", ["52738约", "(52738)", "12。5"])
def test_unreadable_number_keeps_its_place(printed: str) -> None:
    """What is printed in the place of a line's only number is unreadable, not lost."""
    text = copy_text("tab_clean_2021")
    report = parsed(text.replace("行政许可\t52738\t", f"行政许可\t{printed}\t"))
    cell = report.cell("disclosure.administrative_licensing.decisions")
    assert (cell.state, cell.raw) == ("unreadable", printed)


def test_rest_of_a_number_doubts_the_row_above() -> None:
    """A number that is wrapped onto the next line is doubted."""
    text = copy_text("tab_clean_2021")
    report = parsed(text.replace("行政许可\t52738\t\t\n", "行政许可\t52\t\t\n738\t\t\t\n"))
    doubted = {path for item in report.findings if item.reason == "no_label" for path in item.cells}
    assert "disclosure.administrative_licensing.decisions" in doubted


@pytest.mark.parametrize(
    "above",
    ["首页 > 政府信息公开 > 2020年政府信息公开年报", "上一篇：漪岚市2020年政府信息公开年度报告"],
)
def test_page_above_the_title(above: str) -> None:
    """The path and the links of a page above the title are not the title."""
    text = copy_text("tab_clean_2021")
    report, whole = parsed(f"{above}\n{text}"), parsed(text)
    assert (report.title, report.year) == (whole.title, whole.year)


def test_sentence_that_names_a_section() -> None:
    """A line of prose that begins like a heading does not take the table from the real one."""
    text = copy_text("tab_clean_2021")
    prose = "三、收到和处理政府信息公开申请情况\n见后文。" + "本年的申请都已办结，" * 8 + "\n"
    report = parsed(text.replace("\n二、", f"\n{prose}二、", 1))
    assert report.values() == parsed(text).values()


def test_words_and_several_numbers_in_a_row() -> None:
    """Words in the place of the first number and two numbers in one cell behind it are doubts, not a crash."""
    heading = SECTIONS["disclosure"].heading
    for cells in ("约三\t0 0\t5", "约三\t0 0", "约三\t0\t0 0", "0 0\t约三\t5"):
        report = parsed(f"某某县2020年政府信息公开工作年度报告\n{heading}\n行政许可\t{cells}\n")
        assert "disclosure.administrative_licensing.change" not in report.values()


def test_path_that_no_edition_has() -> None:
    """A path that no edition has is misuse; one of another edition is a lost cell."""
    report = gr.parse("")
    with pytest.raises(KeyError, match=r"requests\.granted\.nobody"):
        report.cell("requests.granted.nobody")
    for wrong in ("", ".", "requests", "requests.granted", "a.b.c.d", "requests.granted.total.x"):
        with pytest.raises(KeyError):
            report.cell(wrong)
    assert report.cell("requests.other_other.total").state == "lost"


@pytest.mark.parametrize(
    "text",
    [
        # what stands beside the number is the label of the line above already
        "本年新制作数量\n本年办\n理结果 （ 7\n。",
        # a whole row and a lone amount below, put together to what is no number
        "本年新制作数量\n规章 1 2 3\n规范性文件 4 5 6\n行政许可 7 8 9\n其他对外 0 1 2\n行政处罚 3 4 5\n"
        "行政强制 6 7 8\n行政事业 1 0\n集中采购  8 8\n2 元",
        # a line printed twice, and only once with words before its numbers
        "本年新收政府信息公开申请数量\t%4\t9\t\t\t\t\t1\n本年新收政府信息公开申请数量\t8",
        # a negative number in a row that holds one more than its line
        "本年新收政府信息公开申请数量\r27\r6\r0\r0\r2\r-2\r18\r53",
    ],
)
def test_scraps_of_tables_that_raised_once(text: str) -> None:
    """What is left of a table when labels and numbers lose their places is a report, too."""
    parsed(text)
