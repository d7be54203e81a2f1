"""Numbers that stand anywhere in the columns of a page, where most cells are empty and a heading tells which."""

from unicodedata import east_asian_width

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, render

WIDE = 80
"""Columns of a screen that the labels take."""
HEADING = ["自然人", "商业企业", "科研机构", "社会公益组", "法律服务机", "其他", "总计"]
BELOW = ["", "", "", "织", "构", "", ""]


def width(text: str) -> int:
    """Give how many columns of a screen a text takes."""
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)


def centred(text: str, room: int) -> str:
    """Give a text in the middle of so many columns of a screen."""
    left = (room - width(text)) // 2
    return " " * left + text + " " * (room - width(text) - left)


def painted(text: str, room: int, lost: int | None = None, zero: str = "") -> str:
    """Give a copy whose table 三 is lined up on a page.

    Args:
        text: the copy, tabs between its cells.
        room: columns of a screen that each number has.
        lost: a column of numbers that the table has not, though the heading has it.
        zero: what it prints for 0.
    """
    start = text.index("本列数据的勾稽关系")
    first, end = text.index("一、本年新收政府信息", start), text.index("\n四、政府信息公开行政复议")
    lines = [""] * 2
    for at, words in enumerate((HEADING, BELOW)):
        lines[at] = " " * WIDE + "".join(centred(word, room) for word in words)
    lines.insert(
        0, f"{' ' * WIDE}{centred('申请人情况', room)}{centred('法人或其他组织', 5 * room)}"
    )
    for line in text[first:end].rstrip().split("\n"):
        *labels, _, _, _, _, _, _, _ = line.split("\t")
        numbers = [zero if cell == "0" else cell for cell in line.split("\t")[-7:]]
        if lost is not None:
            numbers = [*numbers[:lost], *numbers[lost + 1 :], ""]
        label = next(cell for cell in reversed(labels) if cell)
        before = label + " " * (WIDE - width(label))
        lines.append((before + "".join(centred(cell, room) for cell in numbers)).rstrip())
    return "\n".join((text[:start].rstrip(), *(line.rstrip() for line in lines), text[end:]))


@pytest.mark.parametrize("room", [10, 12])
@pytest.mark.parametrize(("seed", "requests"), [(1, 3), (2, 20), (3, 60), (4, 400), (5, 3_000)])
def test_numbers_below_the_words_of_their_columns(seed: int, requests: int, room: int) -> None:
    """Whole columns may be empty: what is read is read in the column whose words it stands under, or nearest to."""
    truth = generate(seed, "2021", requests)
    printed = {path: number.value for path, number in truth.printed().items()}
    held = {path for path, value in printed.items() if path.startswith("requests.") and value}
    report = gr.parse(painted(render(truth, "tab_separated"), room))
    read = {path: value for path, value in report.values().items() if path.startswith("requests.")}
    assert read.items() <= {path: printed[path] for path in held}.items()


@pytest.mark.parametrize("lost", range(6))
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_a_column_that_is_lost_below_a_whole_heading(seed: int, lost: int) -> None:
    """All numbers behind it stand under other words: none of them is stated without a warning."""
    truth = generate(seed, "2021", 60)
    printed = truth.printed()
    report = gr.parse(painted(render(truth, "tab_separated"), 12, lost))
    doubted = {path for each in report.findings if each.severity != "info" for path in each.cells}
    for path, value in report.values().items():
        if path.startswith("requests."):
            assert path in doubted or printed[path].value == value, path


@pytest.mark.parametrize("lost", range(6))
def test_a_column_that_is_lost_from_rows_of_one_length(lost: int) -> None:
    """No row is shorter than another, and none has a number below 总计: none is read by the words of the heading."""
    truth = generate(3, "2021", 60)
    text = painted(render(truth, "tab_separated"), 12, lost, zero="0")
    values = gr.parse(text).values()
    printed = truth.printed()
    stated = {path: value for path, value in values.items() if path.startswith("requests.")}
    assert all(printed[path].value == value for path, value in stated.items())
