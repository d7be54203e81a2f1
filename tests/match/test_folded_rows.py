"""Rows of drawn tables that are folded over several lines."""

from __future__ import annotations

from govinfo_report.match.equivalents import plain
from govinfo_report.match.folded_rows import unfold

RULE = "+------+-----+----+\n"
FOLDED = (
    RULE
    + "| 一、 | 621 | 88 |\n"
    + "| 本年 |     |    |\n"
    + RULE
    + "| 二、 | 28  | 4  |\n"
    + "| 上年 |     |    |\n"
    + RULE
)


def test_the_lines_between_two_rules_are_one_row() -> None:
    """Each column is put together, and each character keeps its place."""
    text = FOLDED + RULE
    whole, places = unfold(text, range(len(text)))
    rows = [line for line in whole.split("\n") if "|" in line]
    assert rows == ["|一、本年|621|88|", "|二、上年|28 |4 |"]
    assert all(
        text[place] == sign for sign, place in zip(whole, places, strict=True) if sign != " "
    )


def test_a_number_that_fills_its_column_goes_on_below() -> None:
    """A column of one character prints 41 as 4 above 1; where there is room, two numbers are two."""
    narrow = "+---+-----+\n"
    text = narrow + "| 4 | 3   |\n| 1 | 19  |\n" + narrow * 3
    whole, _ = unfold(text, range(len(text)))
    assert "|41|3 19 |" in whole


def test_tables_without_rules_between_rows_are_left_alone() -> None:
    """A rule below the headings parts no rows."""
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
    assert unfold(text, range(len(text)))[0] == text


def test_places_are_those_of_the_copy() -> None:
    """The judge's text of a folded row leads back to the copy."""
    text = FOLDED + RULE
    read = plain(text)
    at = read.text.index("621")
    assert text[slice(*read.span(at, at + 3))] == "621"
