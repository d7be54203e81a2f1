"""What a cell counts as in sums."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_report.match.printed import number_of
from govinfo_report.match.tokens import UNREADABLE


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("0", 0),
        ("00", 0),
        ("1204", 1204),
        ("１２", 12),
        ("-3", -3),
        ("1.50", Decimal("1.50")),
        ("2.0", 2),
        ("", 0),
        ("—", 0),
        ("²", None),
        ("1x", None),
        (UNREADABLE, None),
        (None, None),
    ],
)
def test_a_cell_counts_as_what_it_prints(raw: str | None, number: object) -> None:
    """A number as a number, nothing and a mark as 0, what cannot be read as nothing known."""
    counted = number_of(raw)
    assert counted == number
    assert type(counted) is type(number)


def test_digits_without_end_are_a_number() -> None:
    """`int` takes no string of so many digits; the number is read all the same."""
    assert number_of("9" * 5_000) == 10**5_000 - 1
