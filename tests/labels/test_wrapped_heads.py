"""Headings over several lines of a page, and between blanks where other lines have tabs: their order is seen."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate
from tests.labels.test_other_heads import (
    BEGUN,
    FIRST,
    GROUPS,
    HEADS,
    SUMS,
    listed,
    requests_lines,
    review_numbers,
    with_review,
)


@pytest.mark.parametrize("is_turned", [False, True])
def test_headings_between_blanks_where_a_line_has_tabs(is_turned: bool) -> None:
    """One cell, for the tabs of another line part the cells of the table."""
    truth = generate(5, "2021", 400)
    heads = (HEADS[0], HEADS[4], *HEADS[2:4], HEADS[1], *HEADS[5:]) if is_turned else HEADS
    lines = [
        f"{label[:8]}\n{label[8:]}\n{numbers}".replace("\n\n", "\n")
        for label, numbers in requests_lines(truth)
    ]
    lines.insert(4, "上年同期\t1\t0\t0\t0\t0\t0\t1")
    report = gr.parse(BEGUN + "\n".join((" ".join((SUMS, *heads)), *lines)))
    assert report.layouts["requests"] in ("tab_separated", "least_damage")
    if is_turned:
        assert len(listed(report)) == 25 * 7
    else:
        assert report.requests.new_received.natural_person == truth.values()[FIRST]
        assert not listed(report)


def spread(*columns: str) -> str:
    """Write a line with its first column 14 wide and the others 6, a Chinese character being 2 wide."""
    sizes = (14, *[6] * (len(columns) - 1))
    return "".join(
        text + " " * (size - len(text) - sum(not mark.isascii() for mark in text))
        for text, size in zip(columns, sizes, strict=True)
    ).rstrip()


@pytest.mark.parametrize("turned", [None, (0, 4), (0, 1), (1, 3)])
def test_columns_that_changed_places_over_several_lines(turned: tuple[int, int] | None) -> None:
    """法律服务机构 ends on the third line, 自然人 on the second: one heading, several words of it on one line."""
    words = [
        ("自然", "人", ""),
        ("商业", "企业", ""),
        ("科研", "机构", ""),
        ("社会", "公益", "组织"),
        ("法律", "服务", "机构"),
        ("其他", "", ""),
        ("总计", "", ""),
    ]
    if turned is not None:
        one, other = turned
        words[one], words[other] = words[other], words[one]
    lines = [spread(SUMS[6 * at : 6 * at + 6], *(word[at] for word in words)) for at in range(3)]
    lines += [SUMS[at : at + 6] for at in range(18, len(SUMS), 6)]
    truth = generate(5, "2021", 400)
    for label, numbers in requests_lines(truth):
        lines.append(spread(label[:6], *numbers.split()))
        lines += [label[at : at + 6] for at in range(6, len(label), 6)]
    report = gr.parse(BEGUN + "\n".join(lines))
    assert report.requests.new_received.natural_person == truth.values()[FIRST]
    assert (set(report.values()) <= listed(report)) == (turned is not None)


def test_a_heading_that_ends_on_a_lower_line() -> None:
    """结果 above 纠正 is read behind 总计: the words of one line, then what ends below them."""
    truth = generate(5, "2021", 400)
    numbers = review_numbers(truth)
    lines = []
    for at, group in enumerate(GROUPS):
        lines += [
            f"   {group}",
            spread("结果维持", "结果", "其他", "尚未", "总计"),
            spread("", "纠正", "结果", "审结", ""),
            spread("", *numbers[5 * at : 5 * at + 5]),
        ]
    report = with_review(truth, lines)
    assert report.layouts["review"] == "space_aligned"
    assert "columns_unexpected" not in {finding.code for finding in report.findings}
