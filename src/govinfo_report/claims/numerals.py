"""Numbers in prose: digits of any width, thousands separators, Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal

from govinfo_report.model import Number
from govinfo_report.official import writing

DIGITS = "0-9０-９"
_DIGITS, _POWERS = writing().digits, writing().powers
_ZEROS = frozenset(word for word, value in _DIGITS.items() if not value)
WORDS = "".join((*_DIGITS, *_POWERS))
"""Characters of numbers, for a class of characters."""

# 1,586 1，586 1586 12.5: at most fifteen digits
_PLAIN = re.compile(r"(?:\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,15})(?:[.．]\d{1,9})?")
_LONGEST = 15


def read_number(text: str) -> Number | None:
    """Give the number that ``text`` writes, None for no number: ``1,586``, ``１２``, ``12.5``, ``一千二百``."""
    if text.isdecimal() and len(text) <= _LONGEST:
        return int(text)
    if _PLAIN.fullmatch(text):
        bare = text.replace(",", "").replace("，", "").replace("．", ".")
        return Decimal(bare) if "." in bare else int(bare)
    if len(text) <= _LONGEST and all(word in _DIGITS or word in _POWERS for word in text):
        return _read_words(text)
    return None


def _read_words(text: str) -> int | None:
    """Read Chinese numerals: by place (二〇二) or by powers that fall (一千二百零三)."""
    if not any(word in _POWERS for word in text):
        digits = [_DIGITS[word] for word in text]
        # 一二件 and 三五件 are guesses; places are only used with a zero among them, or for one digit
        if len(digits) == 1 or 0 in digits:
            return int("".join(map(str, digits)))
        return None
    total, digit, last = 0, 0, 10_000
    pending = False
    for word in text:
        if word in _POWERS:
            power = _POWERS[word]
            if power >= last or (digit == 0 and (power != 10 or total)):
                return None
            total += (digit or 1) * power
            digit, last, pending = 0, power, False
        elif _DIGITS[word] == 0:
            if pending:
                return None
        else:
            if pending:
                return None
            digit, pending = _DIGITS[word], True
    # 一百二 is 120 when spoken and seldom written: only what is written out counts
    if pending and last > 10 and not _ZEROS.intersection(text):
        return None
    return total + digit
