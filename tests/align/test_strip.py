"""What a row prints, as one strip of characters."""

from typing import Any

import pytest
from govinfo_report.align.readings.row_strip import row_strip
from govinfo_report.align.readings.strip import LONGEST, Strip, strip_parts
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.labels import LabelledRow
from govinfo_report.model import Row


def row_of(cells: list[str]) -> LabelledRow:
    """Return a row of cells parted by one character each, its text beginning at offset 100."""
    return LabelledRow(Row(cells, 100), (), 0, 0, list[Any](), False)


def strip_of(*cells: str) -> Strip:
    """Return the strip of all cells."""
    strip = row_strip(row_of(list(cells)), 0, len(cells))
    assert strip is not None
    return strip


@pytest.mark.parametrize(
    ("cells", "text", "hard", "soft"),
    [
        (["1", "20", "3"], "1203", {1, 3}, set()),
        (["12 3"], "123", set(), {2}),
        ([" 12 ", "3"], "123", {2}, set()),
        (["", "7", ""], "_7_", {1, 2}, set()),
        (["/", "7", "—"], "/7/", {1, 2}, set()),
        (["约3", "7"], "?7", {1}, set()),
        (["0 —", "3"], "0/3", {1, 2}, set()),
        ([" 无 12", "3"], "/123", {1, 3}, set()),
        (["— 12 —", "3"], "?3", {1}, set()),
        (["１２", "3"], "123", {2}, set()),
        (["-5", "3"], "-53", {2}, set()),
        (["3-5"], "3-5", set(), {1}),
        (["0012"], "0012", set(), set()),
    ],
)
def test_what_stands_in_a_strip(
    cells: list[str], text: str, hard: set[int], soft: set[int]
) -> None:
    """Digits and signs as they stand, one character for a cell without a number; breaks at cells and at spaces."""
    strip = strip_of(*cells)
    assert (strip.text, set(strip.hard), set(strip.soft)) == (text, hard, soft)
    assert strip.count == len(hard | soft) + 1


def test_thousands_and_decimals_are_solid() -> None:
    """No number ends behind the comma of 21,143, or around the point of 12.5."""
    strip = strip_of("21,143", "12.5")
    assert strip.text == "2114312.5"
    assert strip.hard == {5}
    # 21,143: behind 2 one may, where digits run together; 12.5: not before nor behind the point
    assert strip.solid == {2, 3, 4, 7, 8}


def test_a_unit_stands_behind_its_number() -> None:
    """12.5万元 is the number 12.5; its unit is kept, and ends it."""
    strip = strip_of("12.5万元", "3")
    assert strip.text == "12.53"
    assert strip.units == {4: "万元"}
    assert 4 in strip.breaks


def test_breaks_by_cells_leaves_spaces_out() -> None:
    """1 143 in one cell of a table with cells enough is one number."""
    assert strip_of("1 143", "2").by_cells().breaks == {4}


def test_a_row_of_too_many_numbers_has_none() -> None:
    """A row of thousands of numbers is no row of the form."""
    cells = ["12"] * LONGEST
    assert row_strip(row_of(cells), 0, len(cells)) is None


def test_parts_are_the_places_in_the_copy() -> None:
    """Cells `1 2` and `34` at offset 100: `123` stands in 100 to 101, 102 to 103 and, behind the tab, at 104."""
    row = row_of(["1 2", "34"])
    strip = strip_of("1 2", "34")
    assert strip_parts(strip, row, 0, 2) == ((100, 101), (102, 103))
    assert strip_parts(strip, row, 2, 4) == ((104, 106),)


def test_an_empty_cell_has_a_place_without_width() -> None:
    """It stands where the cell begins."""
    assert strip_parts(strip_of("1", "", "2"), row_of(["1", "", "2"]), 1, 2) == ((102, 102),)


@given(st.lists(st.text(alphabet="0123456789 -+.,/—约万元\u3000１", max_size=8), max_size=8))
def test_every_character_stands_where_its_place_says(cells: list[str]) -> None:
    """Each digit of a strip is a digit of the cell that it was read from, and no character is used twice."""
    strip = row_strip(row_of(cells), 0, len(cells))
    assert strip is not None
    assert len(strip.text) == len(strip.places)
    assert all(0 < at < len(strip.text) for at in strip.breaks)
    digits = [
        (place, mark)
        for place, mark in zip(strip.places, strip.text, strict=True)
        if mark.isdigit()
    ]
    assert len({place for place, _ in digits}) == len(digits)
    for (cell, offset), mark in digits:
        assert int(cells[cell][offset]) == int(mark)
