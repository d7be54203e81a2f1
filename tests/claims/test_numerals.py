"""Numbers as prose writes them."""

from __future__ import annotations

import pytest

from govinfo_report.claims.numerals import read_number


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1586", 1586),
        ("１２", 12),
        ("1,586", 1586),
        ("1，586", 1586),
        ("三", 3),
        ("两", 2),
        ("十二", 12),
        ("二十", 20),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一千二百", 1200),
        ("二〇二一", 2021),
        ("二三", None),
        ("一百二", None),
        ("十十", None),
        ("百", None),
        ("1,58", None),
        ("1.2.3", None),
        ("9" * 30, None),
    ],
)
def test_numerals_are_read(raw: str, value: int | None) -> None:
    """Digits of both widths, thousands and Chinese numerals are exact; what is a guess is no number."""
    assert read_number(raw) == value
