"""Rows of numbers without a label, given to lines without numbers where the form's order leaves one way."""

import pytest

import govinfo_report as gr
from govinfo_report.grammar import page_ends
from govinfo_report.labels import EMPTY, VALUES, Word
from govinfo_report.testing import generate, render
from tests.paths import COPIES

CLEAN = COPIES / "tab_clean_2021.txt"
TEXT = CLEAN.read_text(encoding="utf-8")
TRUE = gr.parse(TEXT).values()

REPEATED = "\t\t2. 重复申请\t6\t3\t3\t1\t1\t4\t18\n"
PUBLICATION = "\t\t3. 要求提供公开出版物\t16\t6\t3\t1\t5\t4\t35\n"


def changed(*changes: tuple[str, str]) -> gr.Report:
    """Return what is read after some changes of the clean copy."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return gr.parse(text)


def codes(report: gr.Report) -> set[str]:
    """Return the reasons of a report's findings, or the codes of those that have none."""
    return {finding.reason or finding.code for finding in report.findings}


def without_label(row: str) -> str:
    """Return a row with an empty cell in place of its label."""
    label = row.split("\t")[2]
    return row.replace(label, "")


def test_one_row_for_one_line() -> None:
    """The row is the line's: its numbers are proved by order, which a note says."""
    report = changed((REPEATED, without_label(REPEATED)))
    assert report.values() == TRUE
    assert report.cell("requests.not_processed_repeated.total").state == "aligned"
    assert codes(report) == {"by_count"}
    assert not report.extra_rows


def test_a_lone_number_is_no_line_beside_one_with_words() -> None:
    """3 counts a page, and 行政口可 is the line with two slips: which of them nobody knows, so it is left open."""
    lines = TEXT.split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("行政许可"))
    heads = "\n".join(lines[at - 1 : at + 1])
    report = changed((heads, "3\n" + heads.replace("行政许可", "行政口可")))
    assert report.cell("disclosure.administrative_licensing.decisions").value is None
    assert report.values().items() <= TRUE.items()


def test_two_rows_for_two_lines() -> None:
    """Neighbours that both lost their labels are read in the form's order."""
    report = changed((REPEATED, without_label(REPEATED)), (PUBLICATION, without_label(PUBLICATION)))
    assert report.values() == TRUE
    assert [finding.reason for finding in report.findings] == ["by_count", "by_count"]


def test_numbers_below_their_label() -> None:
    """Numbers that slipped onto a line of their own are the label's above."""
    report = changed((REPEATED, "\t\t2. 重复申请\n\t\t\t6\t3\t3\t1\t1\t4\t18\n"))
    assert report.values() == TRUE
    assert codes(report) == {"by_count"}


def test_one_row_for_two_lines_is_neither() -> None:
    """A row and two lines without numbers: whose it is cannot be told."""
    report = changed((REPEATED, without_label(REPEATED)), (PUBLICATION, ""))
    assert "by_count" not in codes(report)
    assert "no_label" in codes(report)
    for line in ("not_processed_repeated", "not_processed_publication"):
        assert f"requests.{line}.total" not in report.values()


def test_two_rows_for_one_line_are_neither() -> None:
    """A row too many: which of the two is the line's cannot be told."""
    row = without_label(REPEATED)
    report = changed((REPEATED, row + row.replace("6", "7")))
    assert "by_count" not in codes(report)
    assert "requests.not_processed_repeated.total" not in report.values()


@pytest.mark.parametrize("more", ["\t5", "\t5\t5"])
def test_a_row_with_more_numbers_than_cells_is_no_line(more: str) -> None:
    """Eight numbers are not the seven of the line."""
    report = changed((REPEATED, without_label(REPEATED).rstrip("\n") + more + "\n"))
    assert "by_count" not in codes(report)


def test_a_row_without_a_label_that_nothing_lacks_stays_outside() -> None:
    """Every line has its numbers: the row is kept beside the table."""
    report = changed((REPEATED, REPEATED + without_label(REPEATED)))
    assert report.values() == TRUE
    assert [row.code for row in report.extra_rows] == ["row_unplaced"]


@pytest.mark.parametrize("above", ["", "规章\t3\t1\t27\n"])
@pytest.mark.parametrize(
    ("before", "values", "count"),
    [("6\t7", (6, 7), 2), ("6\t", (6,), 1), ("6 7\t\t/", (None, None, None), 2)],
)
def test_numbers_before_a_label_are_kept(
    above: str, before: str, values: tuple[int | None, ...], count: int
) -> None:
    """Beside those behind it, of which they are none."""
    report = changed(("规章\t3\t1\t27\n", above), ("行政规范性", f"{before}\t行政规范性"))
    assert report.disclosure.normative_documents.issued in (41, None)
    row = next(row for row in report.extra_rows if row.code == "row_unplaced")
    assert row.values == values
    assert row.line is not None
    assert (report.text or "").splitlines()[row.line - 1].startswith(before)
    found = next(item for item in report.findings if item.reason == "before_label")
    words = f"{count} number{'s' * (count != 1)} before the label '行政规范性文件'"
    assert found.message.startswith(words)


@pytest.mark.parametrize("marks", ["-\t-", "/\t/\t/", "\t无\t无\t无"])
def test_marks_without_a_label_are_no_numbers(marks: str) -> None:
    """They are kept, and no number is doubted for them."""
    report = changed((REPEATED, f"{marks}\n{REPEATED}"))
    assert report.values() == TRUE
    assert [row.values for row in report.extra_rows] == [(None,) * len(marks.split())]
    assert [(item.reason, item.cells) for item in report.findings] == [("marks", ())]
    assert [row.code for row in report.extra_rows] == ["row_foreign"]


@pytest.mark.parametrize("marks", ["-\t-", "/\t"])
def test_marks_before_a_label_are_no_numbers(marks: str) -> None:
    """Nothing is kept of them, and nothing said."""
    report = changed((REPEATED, REPEATED.replace("2. 重复", f"{marks}\t2. 重复")))
    assert report.values() == TRUE
    assert report.extra_rows == ()
    assert codes(report) <= {"sums"}


OTHER = ("overdue_correction", "overdue_fee", "other")


def parted(between: str, last: str = "") -> gr.Report:
    """Return what is read where the labels of （六） are lost, but its own, with lines between its first two rows."""
    start, end = TEXT.index("\t(六)"), TEXT.index("\t(七)")
    rows = [row.split("\t")[3:] for row in TEXT[start:end].splitlines()]
    if last:
        rows[-1] = [last]
    printed = ["\t\t\t" + "\t".join(row) for row in rows]
    return changed((TEXT[start:end], "\n".join([printed[0], between, *printed[1:], ""])))


@pytest.mark.parametrize("between", ["\t(六) 其他处理", "\t\t1", "\t(六) 其他处理\n\t\t1"])
def test_whole_rows_around_the_label_of_their_group(between: str) -> None:
    """The label of a group can stand in its middle, a page number anywhere, where as many rows are whole as lines."""
    report = parted(between)
    assert report.values() == TRUE
    assert {"by_count", "sums"} & set(codes(report))
    for line in OTHER:
        assert report.cell(f"requests.other_{line}.total").state == "aligned"


def test_rows_around_the_label_of_their_group_must_be_whole() -> None:
    """A row that lacks numbers can be another group's: then the label of the group parts them."""
    report = parted("\t(六) 其他处理", last="1")
    assert not [path for path in report.values() if path.startswith("requests.other_overdue")]


def test_a_lone_number_is_left_out_only_beside_whole_rows() -> None:
    """Beside a row that lacks numbers the lone one can be what is left of a line too."""
    report = parted("\t\t\t1", last="4\t5\t6")
    assert not [path for path in report.values() if path.startswith("requests.other_overdue")]
    assert "by_count" not in codes(report)


def headed(numbers: str) -> gr.Report:
    """Return what is read of table 二 where its numbers stand in front of their labels, a cell a line."""
    return gr.parse(
        f"二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n{numbers}\n三、收到和处理政府信息公开申请情况\n"
    )


def test_numbers_in_front_of_their_labels() -> None:
    """A heading with numbers, and a last label without: each label's are those before it."""
    report = headed(
        "本年制发件数\n本年废止件数\n现行有效件数\n65\n47\n648\n规章\n6\n2\n22\n行政规范性文件"
    )
    assert report.readings("disclosure.rules") == ((65, 47, 648),)
    assert report.readings("disclosure.normative_documents") == ((6, 2, 22),)
    assert report.cell("disclosure.rules.issued").state == "aligned"


def test_numbers_in_front_are_not_taken_where_the_last_label_has_its_own() -> None:
    """Numbers below a heading that are one row too many belong to no line."""
    report = headed(
        "本年制发件数\n本年废止件数\n现行有效件数\n65\n47\n648\n规章\n6\n2\n22\n行政规范性文件\n1\n2\n3"
    )
    assert report.readings("disclosure.rules") == ((6, 2, 22),)
    assert [row.values for row in report.extra_rows] == [(65, 47, 648)]
    assert "no_label" in codes(report)


def test_rows_away_from_their_labels_need_every_sum() -> None:
    """Where the rows are as many as the form's they are read in order; not where a sum fails."""
    copy = render(generate(3, "2021", 60), "column_blocks")
    report = gr.parse(copy)
    assert report.values() == {path: cell.value for path, cell in copy.printed().items()}
    assert {cell.state for cell in report.cells() if cell.path.startswith("requests.")} == {
        "aligned"
    }
    total = copy.held["requests.total_handled.total"].parts[0]
    report = gr.parse(f"{copy[: total[0]]}9{copy[total[0] :]}")
    assert not [path for path in report.values() if path.startswith("requests.")]
    assert "by_order" in codes(report)


def test_numbers_below_labels_that_changed_places() -> None:
    """Numbers below their labels, and these not in the form's order: order does not tell whose they are."""
    start, end = TEXT.index("行政许可"), TEXT.index("行政强制")
    block = TEXT[start:end]
    moved = "行政处罚\n1\t\t\n行政许可\n0\t\t\n" + "".join(
        line for line in block.splitlines(keepends=True)[1:] if not line.startswith("行政处罚")
    )
    report = gr.parse(TEXT[:start] + moved + TEXT[end:])
    assert "disclosure.administrative_licensing.decisions" not in report.values()
    assert "disclosure.administrative_penalty.decisions" not in report.values()


def test_pages_end_above_headings_that_come_again() -> None:
    """A row above a line of headings that stood above already; empty rows and rows of numbers are no headings."""
    head, label = (Word(columns=("issued",)),), (Word(("RULES",)), VALUES)
    empty, count = (EMPTY, 4), (1, 1)
    assert page_ends([head, label, count, head, count, head]) == {2, 4}
    assert not page_ends([empty, label, count, empty, label])
    assert not page_ends([label, head, count, label, count])


@pytest.mark.parametrize("instead", ["1.信访举报投诉类申请" + "\t" * 7, None])
def test_zeros_beside_the_labels_of_groups_are_no_first_lines(instead: str | None) -> None:
    """An office prints 0 for （三）, （四） and （五）: not those of a first line that is empty, or lost."""
    truth = generate(5, "2021", 400)
    rows = render(truth, "tab_separated").text.split("\n")
    zeros, text = "\t0" * 7, []
    for row in rows:
        bare = row.lstrip("\t")
        for group in ("（三）不予公开", "（四）无法提供", "（五）不予处理"):
            if bare.startswith(group + "\t"):
                text.append(group + zeros)
                bare = bare.removeprefix(group + "\t")
        if not bare.startswith("1.信访举报"):
            text.append(bare)
        elif instead is not None:
            text.append(instead)
    report = gr.parse("\n".join(text))
    assert "by_count" not in codes(report)
    lost = {path for path in truth.values() if path.startswith("requests.not_processed_petition.")}
    assert report.values() == {
        path: number for path, number in truth.values().items() if path not in lost
    }


def test_a_number_above_the_headings_of_a_line_is_not_its_own() -> None:
    """132 stands above 第二十条第（五）项, and 行政许可 below it prints no number: a cell of the row above, perhaps."""
    lines = TEXT.split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("行政许可"))
    above = next(at for at, line in enumerate(lines) if "第（五）项" in line.replace("(", "（"))
    lines[at] = "行政许可"
    lines.insert(above, "132")
    report = gr.parse("\n".join(lines))
    cell = report.cell("disclosure.administrative_licensing.decisions")
    assert cell.value in (None, 132)
    assert cell.is_doubted


def test_the_first_line_of_a_group_that_lost_its_label() -> None:
    """Numbers stand behind （五）不予处理 alone, and no other group prints any: they are its first line's."""
    report = changed(("1. 信访举报投诉类申请", ""))
    assert report.values() == TRUE
    assert codes(report) == {"by_count"}
