"""What a cell prints, and what it counts as in sums."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from govinfo_report.match.tokens import UNREADABLE
from govinfo_report.model import Number

Raw: TypeAlias = str | None
"""What a cell prints: a number or a mark; "" for an empty cell, None for one without a trace."""
Values: TypeAlias = tuple[Number | None, ...]
"""For each cell of a line its number as sums count it; None where nothing is known."""

# Digits of a number that needs no `Decimal` to be read (hot: cuts of rows without gaps).
_PLAIN = 18
_MARKS = "/\\／—–-"


def number_of(raw: Raw) -> Number | None:
    """Give the number that a cell counts as in sums: 0 for a blank or a mark; None where nothing is known."""
    if raw is None or raw == UNREADABLE:
        return None
    # `int` takes no more than 4,300 digits
    if raw.isdecimal() and len(raw) <= _PLAIN:
        return int(raw)
    if not raw.strip(_MARKS):
        return 0
    try:
        number = Decimal(raw)
        return int(number) if number == number.to_integral_value() else number
    except InvalidOperation:
        return None


def is_mark(raw: str) -> bool:
    """Tell whether a cell prints a mark for nothing."""
    return bool(raw) and not raw.strip(_MARKS)
