"""Table 四 as offices print it that leave the form's one line of fifteen numbers."""

from __future__ import annotations

import pytest

import govinfo_report as gr

NUMBERS = ((2, 1, 0, 1, 4), (0, 3, 1, 0, 4), (1, 0, 0, 0, 1))
GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
ROWS = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
COLUMNS = ("upheld", "corrected", "other_result", "pending", "total")
HEAD = (
    "青岚市粮食和物资储备局2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
)


def copy(*lines: str) -> str:
    """Give a copy of table 四 alone."""
    return HEAD + "\n".join(lines) + "\n五、存在的主要问题及改进情况\n无。\n"


def line(*cells: object) -> str:
    """Give a line of a tab-separated table."""
    return "\t".join(map(str, cells))


def truth() -> dict[str, int]:
    """Give what the copies hold."""
    return {
        f"review.{row}.{column}": number
        for row, numbers in zip(ROWS, NUMBERS, strict=True)
        for column, number in zip(COLUMNS, numbers, strict=True)
    }


def stated(report: gr.Report) -> dict[str, object]:
    """Give what is stated of table 四."""
    return {path: value for path, value in report.values().items() if path.startswith("review")}


def said(report: gr.Report) -> list[str]:
    """Give the codes of the findings that list its cells."""
    return [finding.code for finding in report.findings if set(finding.cells) & set(truth())]


THREE_ROWS = copy(
    line("", "", *OUTCOMES),
    line(GROUPS[0], "", *NUMBERS[0]),
    line("行政诉讼", GROUPS[1], *NUMBERS[1]),
    line("", GROUPS[2], *NUMBERS[2]),
)
FORMS = {
    "three_rows": THREE_ROWS,
    "three_tables": copy(
        *(
            text
            for group, numbers in zip(
                (GROUPS[0], "行政诉讼（未经复议直接起诉）", "行政诉讼复议后起诉"),
                NUMBERS,
                strict=True,
            )
            for text in (group, line(*OUTCOMES), line(*numbers))
        )
    ),
    "vertical": copy(
        *(
            line(*((GROUPS[group],) if at == 0 else ()), OUTCOMES[at], NUMBERS[group][at])
            for group in range(3)
            for at in range(5)
        )
    ),
    "vertical_below_group": copy(
        *(
            text
            for group in range(3)
            for text in (GROUPS[group], *map(line, OUTCOMES, NUMBERS[group]))
        )
    ),
    "list": copy(
        *(
            line(f"{GROUPS[group]}：{OUTCOMES[at]}", NUMBERS[group][at])
            for group in range(3)
            for at in range(5)
        )
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_number_beside_its_labels_is_read(form: str) -> None:
    """Whatever the form, each number has its cell and its place, and no doubt is cast."""
    report = gr.parse(FORMS[form])
    assert stated(report) == truth()
    assert said(report) == []
    for cell in report.cells():
        if cell.path.startswith("review"):
            assert FORMS[form][cell.start : cell.end] == cell.raw == str(cell.value)


def test_rows_of_a_table_in_html_are_read() -> None:
    """A line for each group is read from a table of a web page."""
    heads = "".join(f"<td>{name}</td>" for name in OUTCOMES)
    rows = [
        f"<tr>{label}{''.join(f'<td>{number}</td>' for number in numbers)}</tr>"
        for label, numbers in zip(
            (
                f'<td colspan="2">{GROUPS[0]}</td>',
                f'<td rowspan="2">行政诉讼</td><td>{GROUPS[1]}</td>',
                f"<td>{GROUPS[2]}</td>",
            ),
            NUMBERS,
            strict=True,
        )
    ]
    table = f'<table><tr><td colspan="2"></td>{heads}</tr>{"".join(rows)}</table>'
    assert stated(gr.parse(copy(table))) == truth()


def test_a_sum_that_fails_is_said_of_its_row() -> None:
    """The sum of a group is checked as on the one line."""
    report = gr.parse(THREE_ROWS.replace("0\t3\t1\t0\t4", "0\t3\t1\t0\t5"))
    assert len(stated(report)) == 15
    assert said(report) == ["review_total"]


def test_a_row_that_lost_a_cell_is_settled_by_its_own_sum() -> None:
    """A total that is cut off is inferred from its group, under the warning that only one sum says so."""
    report = gr.parse(THREE_ROWS.replace("0\t3\t1\t0\t4", "0\t3\t1\t0"))
    assert report.cell("review.direct_litigation.total").candidates == (4,)
    assert len(stated(report)) == 14
    assert "place_doubtful" in said(report)


def test_headings_in_another_order_are_said() -> None:
    """Numbers below headings in another order are in doubt."""
    report = gr.parse(THREE_ROWS.replace("结果维持\t结果纠正", "结果纠正\t结果维持"))
    assert "columns_unexpected" in said(report)


def test_a_line_that_lacks_a_column_is_not_put_together() -> None:
    """A group that lacks one of its outcomes is not read from the others."""
    report = gr.parse(FORMS["vertical"].replace("其他结果\t1\n", ""))
    rows = {path.split(".")[1] for path in stated(report)}
    assert rows == {"reconsideration", "litigation_after_reconsideration"}


def test_groups_beside_one_another_are_read_by_their_sums() -> None:
    """Outcomes as lines are no line of fifteen numbers printed five times."""
    rows = [line(OUTCOMES[at], *(numbers[at] for numbers in NUMBERS)) for at in range(5)]
    report = gr.parse(copy(line("", "行政复议", "行政诉讼"), line(*GROUPS[1:]), *rows))
    assert stated(report) == truth()
    assert "row_repeated" not in {finding.reason for finding in report.findings}


def test_headings_above_numbers_run_together_are_no_line() -> None:
    """The last heading above 结果维持201 is not the label of what stands below it."""
    rows = [OUTCOMES[at] + "".join(str(numbers[at]) for numbers in NUMBERS) for at in range(5)]
    assert stated(gr.parse(copy("行政复议行政诉讼", "未经复议直接起诉复议后起诉", *rows))) == {}


def test_the_line_of_fifteen_below_its_labels_stays_one_line() -> None:
    """The form's own table is read as ever."""
    numbers = [number for row in NUMBERS for number in row]
    heads = (line("行政复议", "行政诉讼"), line(*GROUPS[1:]), line(*OUTCOMES * 3))
    report = gr.parse(copy(*heads, line(*numbers)))
    assert stated(report) == truth()
    assert said(report) == []
