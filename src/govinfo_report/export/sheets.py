"""Text that a spreadsheet takes for text: none of it is run as a formula."""

from __future__ import annotations

import re
from typing import Any

# What spreadsheets take for the beginning of a formula, in either width; and what is put before such a text, which is
# also put before a text that begins with it, so that taking off one gives the text back.
_SIGN = "'"
_BEGINS = re.compile(r"[=+\-@\t\r'＝＋－＠]")
# Numbers, several of them, and strokes for nothing.
_NUMBERS = re.compile(r"[-+－＋\d.,，％% ]*")


def sheet_text(value: Any) -> Any:
    """Give a value as a CSV for spreadsheets has it: with ``'`` before a text that begins like a formula.

    Numbers, also those that are text, and texts without anything but signs (``-``) stay as they are.

    Args:
        value: the value of a field.
    """
    if isinstance(value, str) and _BEGINS.match(value) and not _NUMBERS.fullmatch(value):
        return _SIGN + value
    return value
