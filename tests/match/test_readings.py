"""Every way to read a row, and the damage that each supposes."""

from __future__ import annotations

import pytest

from govinfo_report.match.damage import damages
from govinfo_report.match.lines import row_form
from govinfo_report.match.readings import readings

APPLICANTS = row_form(7, True)
SIGNED = row_form(3, False, 1)


@pytest.mark.parametrize(
    ("printed", "read", "damage"),
    [
        (("41", "2", "0", "0", "1", "0", "44"), (41, 2, 0, 0, 1, 0, 44), None),
        (("412001044",), (41, 2, 0, 0, 1, 0, 44), "cells_joined"),
        (("20", "0", "0", "0", "02"), (2, 0, 0, 0, 0, 0, 2), "cells_joined"),
        (("3", "1", "2", "", "", "", "6"), (3, 1, 2, 0, 0, 0, 6), None),
        (("6", "0", "0", "0", "0", "0"), (6, 0, 0, 0, 0, 0, 6), "cell_lost"),
        (
            ("1143", "6", "0", "0", "0", "0", "0", "11436"),
            (11436, 0, 0, 0, 0, 0, 11436),
            "number_broken",
        ),
    ],
)
def test_the_cheapest_reading(
    printed: tuple[str, ...], read: tuple[int, ...], damage: str | None
) -> None:
    """The first reading supposes the least, and its price is that of the damage."""
    first = readings(printed, APPLICANTS)[0]
    assert first.values == read
    assert first.cost == (damages().price(damage) if damage else 0.0)


def test_rivals_of_the_same_price_are_all_there() -> None:
    """35-32 is 35, -3, 2, or 35, a mark and 32: no sum tells."""
    found = {reading.raws for reading in readings(("35-32",), SIGNED)}
    assert found == {("35", "-3", "2"), ("35", "-", "32")}


def test_a_total_is_not_lost_where_the_last_number_is_one() -> None:
    """338 30 1 0 13 382: the last is the sum of the others; that it is an applicant's would be chance."""
    found = readings(("338", "30", "1", "0", "13", "382"), APPLICANTS)
    total_lost = [reading for reading in found if reading.raws[-1] is None]
    others = [reading for reading in found if reading.raws[-1] == "382"]
    chance = damages().price("sum_by_chance")
    assert min(r.cost for r in total_lost) == min(r.cost for r in others) + chance


def test_a_row_keeps_its_digits() -> None:
    """Each reading prints the digits of the row, in order."""
    for printed in [("412001044",), ("20", "0", "0", "0", "02"), ("1143", "6", "0", "0")]:
        for reading in readings(printed, APPLICANTS):
            assert "".join(raw for raw in reading.raws if raw) == "".join(printed)
