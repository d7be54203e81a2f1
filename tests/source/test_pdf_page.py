"""How characters and lines of a page become lines of text and tables."""

from __future__ import annotations

import pytest

from govinfo_report.source.pdf import _cell_text
from govinfo_report.source.pdf_page import Character
from govinfo_report.source.printed_lines import join_lines, print_lines
from govinfo_report.source.ruled import Line, find_tables


def printed(text: str, left: float = 0, middle: float = 0, size: float = 10) -> list[Character]:
    """Print a text: Chinese characters as wide as they are high, others half as wide; a space leaves room."""
    found = []
    for character in text:
        width = size if character > "\u2fff" else size / 2
        if character != " ":
            found.append(Character(character, left, left + width, middle, size))
        left += width
    return found


@pytest.mark.parametrize(
    ("lines", "width", "text"),
    [
        (["1143"], 60, "1143"),
        (["114", "3"], 28, "1143"),
        (["11", "43"], 60, "11\n43"),
        (["属于国家秘", "密"], 60, "属于国家秘\n密"),
        (["4176.95", "29万元"], 47, "4176.9529万元"),
        (["三", "、", "本"], 30, "三\n、\n本"),
    ],
)
def test_cells(lines: list[str], width: float, text: str) -> None:
    """A number goes on in the next line of its cell only where it fills its own."""
    characters = [
        character
        for number, line in enumerate(lines)
        for character in printed(line, middle=-12.0 * number)
    ]
    assert _cell_text(characters[::-1], width)[0] == text


def test_lines() -> None:
    """Characters in any order make lines from top to bottom; a letter set twice is one; columns stand apart."""
    characters = [*printed("规章", 0, 50), *printed("3", 100, 50), *printed("附注", 0, 30)]
    characters += [*printed("粗", 0, 10), *printed("粗", 0.3, 10)]
    lines = print_lines(reversed(characters))
    assert [line.text.split() for line in lines] == [["规章", "3"], ["附注"], ["粗"]]
    assert [line.has_columns for line in lines] == [True, False, False]


def test_narrow_letters_are_not_one() -> None:
    """A letter set twice lies on itself; two that stand beside each other are two, however narrow."""
    for shift, text in ((0.3, "1"), (0.9, "1"), (2.0, "11")):
        characters = [Character("1", left, left + 2.2, 0, 10) for left in (0.0, shift)]
        assert [line.text for line in print_lines(characters)] == [text]


def test_digits_apart_are_not_one_number() -> None:
    """The space of a Latin font parts two digits; other characters stand farther apart before a space is one."""
    for gap, text in ((0.2, "12"), (2.5, "1 2")):
        characters = [
            Character(digit, left, left + 5, 0, 10) for digit, left in (("1", 0), ("2", 5 + gap))
        ]
        assert [line.text for line in print_lines(characters)] == [text]
    words = [Character("规", 0, 10, 0, 10), Character("章", 12.5, 22.5, 0, 10)]
    assert [line.text for line in print_lines(words)] == ["规章"]


def test_paragraphs() -> None:
    """A line that reaches the right margin goes on in the next; one with columns stays alone."""
    lines = [
        *print_lines(printed("一二三四五六七八", 20, 90)),
        *print_lines(printed("九十甲乙丙丁戊己庚辛", 0, 75)),
        *print_lines(printed("完", 0, 60)),
        *print_lines([*printed("规章", 0, 45), *printed("3", 80, 45)]),
        *print_lines(printed("二、", 0, 30)),
    ]
    assert [text for text, _ in join_lines(lines)] == [
        "一二三四五六七八九十甲乙丙丁戊己庚辛完",
        "规章" + " " * 12 + "3",
        "二、",
    ]


def grid(xs: list[float], ys: list[float]) -> tuple[list[Line], list[Line]]:
    """Draw a whole grid."""
    return (
        [Line(y, xs[0], xs[-1]) for y in ys],
        [Line(x, min(ys), max(ys)) for x in xs],
    )


def test_grid() -> None:
    """A grid drawn in pieces, with double rules, is one table."""
    level, upright = grid([0, 50, 100], [100, 80, 60])
    pieces = [Line(line.at + 1, 0, 50) for line in level] + [
        Line(line.at, 49, 100) for line in level
    ]
    (table,) = find_tables(pieces, upright)
    assert [(cell.row, cell.column, cell.height, cell.width) for cell in table.cells] == [
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_merged() -> None:
    """Boxes without a line between them are one cell."""
    level = [Line(100, 0, 100), Line(80, 50, 100), Line(60, 0, 100)]
    upright = [Line(0, 60, 100), Line(50, 60, 100), Line(75, 60, 80), Line(100, 60, 100)]
    (table,) = find_tables(level, upright)
    assert [(cell.row, cell.column, cell.height, cell.width) for cell in table.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]


def test_open_edges() -> None:
    """A table that a page break leaves without its last line still has its last row."""
    level, upright = grid([0, 50, 100], [100, 80, 60])
    (table,) = find_tables(level[:-1], upright)
    assert len(table.cells) == 4


def test_two_tables_and_a_rule() -> None:
    """Tables that do not touch are two, from top to bottom; a line below a heading is none."""
    first, second = grid([0, 50, 100], [100, 80]), grid([0, 50, 100], [60, 40])
    tables = find_tables([*second[0], *first[0], Line(200, 0, 300)], [*first[1], *second[1]])
    assert [round(table.ys[0]) for table in tables] == [100, 60]
