"""Numbers and characters that a file names in an attribute: what is none, or out of bounds, breaks no reader."""

from __future__ import annotations

import re

# Digits of the largest numbers that are asked for, and many more.
_LONGEST = 20
_CODE = re.compile(r"[0-9A-Fa-f]{1,6}")
# The last character of Unicode; what it keeps for halves of others.
_LAST = 0x10FFFF
_HALVES = range(0xD800, 0xE000)


def whole(value: str | None, default: int, most: int) -> int:
    """Read a whole number.

    Args:
        value: what the file has; None where it has nothing.
        default: the number where that is none.
        most: the largest; a larger one is as good.
    """
    if not value or not value.isascii() or not value.isdigit():
        return default
    if len(value) > _LONGEST:
        value = value.lstrip("0")[: _LONGEST + 1] or "0"
    return min(int(value), most)


def character(code: int) -> str:
    """Give a character by its number in Unicode; U+FFFD where it has none."""
    return chr(code) if 0 <= code <= _LAST and code not in _HALVES else "\ufffd"


def symbol(code: str) -> str:
    """Give a character of a symbol font, by its number in hexadecimal digits, where it is one of Unicode too."""
    if _CODE.fullmatch(code) is None:
        return ""
    point = int(code, 16)
    # symbol fonts stand in the private area, at the place of the character they were made for
    if 0xF020 <= point <= 0xF0FF:
        point -= 0xF000
    elif 0xE000 <= point < 0xF020:
        return ""
    found = character(point)
    return found if point >= 0x20 and found != "\ufffd" else ""
