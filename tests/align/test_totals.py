"""Totals and columns that are left empty, and what empty cells count in sums."""

from __future__ import annotations

import govinfo_report as gr
from govinfo_report.testing import generate
from tests.labels.test_other_heads import BEGUN, HEADS, SUMS, requests_lines
from tests.strategies import copy_text

CARRIED_OVER = "\t12\t4\t3\t1\t6\t2\t28\n"
NOTHING = "\t0\t0\t0\t0\t0\t0\t0\n"


def changed(*changes: tuple[str, str]) -> gr.Report:
    """Give what is read of the clean copy of 2021 after some changes."""
    text = copy_text("tab_clean_2021")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return gr.parse(text)


def test_an_empty_total_is_no_zero() -> None:
    """A warning lists it; no other sum counts it as 0."""
    report = changed((CARRIED_OVER, CARRIED_OVER.replace("28\n", "\n")))
    (finding,) = report.findings
    assert finding.code == "total_empty"
    assert finding.cells == ("requests.carried_over.total",)
    assert report.requests.carried_over.natural_person == 12


def test_an_empty_total_of_nothing_is_one() -> None:
    """Where there is nothing to add up an empty total is as good as 0."""
    text = copy_text("tab_clean_2021")
    row = next(line for line in text.split("\n") if "三安全一稳定" in line)
    label = row.split("\t")[2]
    empty = changed((row, f"\t\t{label}\t0\t\t0\t0\t0\t0\t"))
    assert "total_empty" not in {finding.code for finding in empty.findings}


def test_what_cannot_be_read_leaves_no_sum_open_that_fails_without_it() -> None:
    """Words between the cells: ? 12 4 3 1 6 2 has moved by one, for 26 is more than 2 whatever ? is."""
    report = changed((CARRIED_OVER, "\t见附件\t12\t4\t3\t1\t6\t2\n"))
    (finding,) = [found for found in report.findings if found.code == "requests_row_total"]
    assert len(finding.cells) == 7
    assert "26 (12+4+3+1+6)" in finding.message


def test_an_empty_applicant_counts_nothing_in_the_balance() -> None:
    """结转下年度 left empty where 总计 has more than came in: the balance fails."""
    text = copy_text("tab_clean_2021")
    row = next(line for line in text.split("\n") if line.startswith("四、结转下年度继续办理"))
    cells = row.split("\t")
    cells[-7] = ""
    report = changed((row, "\t".join(cells)))
    failed = [finding for finding in report.findings if finding.code == "requests_balance"]
    assert [finding.path for finding in failed] == ["requests.new_received.natural_person"]


def test_of_an_empty_cell_too_many_nobody_knows_which_it_is() -> None:
    """A spare cell between two groups of table 四, and the last one empty: 15 cells by accident."""
    text = copy_text("tab_clean_2021")
    row = next(line for line in text.split("\n") if line.count("\t") == 14 and line[0].isdigit())
    fields = ["0", "0", "", "", "0", "", "0", "0", "0", "0", "0", "", "", "", "0", ""]
    report = changed((row, "\t".join(fields)))
    paths = report.tables["review"].shape.paths
    for spare in (at for at, field in enumerate(fields) if not field):
        left = fields[:spare] + fields[spare + 1 :]
        assert all(left[at] == "0" for at, path in enumerate(paths) if path in report.values())
    told = {path for finding in report.findings for path in finding.cells}
    assert {path for path in paths if report.cell(path).state == "inferred"} <= told


def test_two_rows_with_an_empty_cell_too_many_do_not_bear_each_other_out() -> None:
    """A bar read for a one parts 17 and 164 in two rows: their first cell is an empty one, as those behind it are."""
    rows = {}
    for line in copy_text("tab_clean_2021").split("\n"):
        label, _, _ = line.strip("\t").partition("\t")
        if label.startswith("2. 其他法律"):
            rows[line] = f"\t\t{label}\t\t48\t48\t17\t3\t48\t\tb4"
        elif label.startswith("3. 危及"):
            rows[line] = f"\t\t{label}\t\t48\t203\t17\t48\t\t7\t333"
    assert len(rows) == 2
    report = changed(*rows.items())
    told = [found.cells for found in report.findings if found.reason == "row_count"]
    for name in ("denied_law_forbids", "denied_safety_stability"):
        path = f"requests.{name}.natural_person"
        assert path not in report.values()
        assert any(path in cells for cells in told)


def test_rows_with_the_same_empty_cells_around_bear_each_other_out() -> None:
    """An empty column before the numbers and one behind them, and zeros left empty: the grid's are the outer ones."""
    truth = generate(5, "2021", 400)
    lines = [
        "\t".join((label, "", *("" if each == "0" else each for each in numbers.split()), ""))
        for label, numbers in requests_lines(truth)
    ]
    heads = "\t".join((SUMS, "", *HEADS))
    read = gr.parse("\n".join((f"{BEGUN}{heads}", *lines))).values()
    assert read.items() <= truth.values().items()
    assert {path for path, number in truth.values().items() if number and path[:3] == "req"} <= set(
        read
    )


def blanked(*lacking: str) -> gr.Report:
    """Give what is read where nobody but natural persons and businesses asks, the former's column left empty.

    Args:
        lacking: labels of rows whose total counts one more than the row prints.
    """
    lines = []
    for line in copy_text("tab_clean_2021").split("\n"):
        cells = line.split("\t")
        if len(cells) == 10 and cells[-1].isdigit():
            number = int(cells[-1])
            total = number + any(label in line for label in lacking)
            cells[-7:] = ["", str(number), "0", "0", "0", "0", str(total)]
        lines.append("\t".join(cells))
    return gr.parse("\n".join(lines))


def test_an_empty_column_beside_lines_that_add_up_is_one_of_zeros() -> None:
    """An office that leaves zeros empty: no warning."""
    assert not blanked().findings


def test_a_sign_where_none_belongs() -> None:
    """A cell lost in a row of a padded table: +126 is no number of the year before, and 212 no increase."""
    report = gr.parse(
        "二、主动公开政府信息情况\n| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        "| 行政许可 | +126 | 212 |  |\n| 其他对外管理服务事项 | 4 | -3 | 5 |\n| 行政处罚 | -7 | 1 |  |\n"
    )
    listed = [found.cells for found in report.findings if found.code == "sign_unexpected"]
    columns = ("previous_items", "change", "decisions")
    assert listed == [
        tuple(f"disclosure.{row}.{column}" for column in columns)
        for row in ("administrative_licensing", "administrative_penalty")
    ]
