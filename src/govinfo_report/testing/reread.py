"""Reads one printed cell in the plainest way: the second opinion that tests compare the library's own reading with.

It shares no code with ``govinfo_report.labels`` and knows less: no fields of Word, no several numbers in one cell.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from itertools import takewhile

from attrs import frozen

from govinfo_report.model import Number, State
from govinfo_report.model.row import UNSEEN
from govinfo_report.official import units

MARKS = ("/", "—", "-", "——", "无", "不适用")
"""What offices print for 'nothing to report here'; the marks that made-up reports use."""

_SIGNS = {"增加": "+", "减少": "-", "增": "+", "减": "-", "+": "+", "-": "-"}


@frozen
class Printed:
    """What one printed cell says.

    Attributes:
        state: ``printed``, ``blank``, ``mark`` or ``unreadable``.
        value: the number, where it is ``printed``.
        unit: the unit behind the number, else None.
    """

    state: State
    value: Number | None = None
    unit: str | None = None


# 53<U+FEFF>5 is 535 on the page
_UNSEEN = dict.fromkeys(map(ord, UNSEEN))


def reread(text: str, money: bool = False) -> Printed:
    """Read what a cell prints.

    Args:
        text: what stands there, white space trimmed.
        money: the cell holds an amount of money, so its value is a Decimal.
    """
    if not text:
        return Printed("blank")
    if text in MARKS:
        return Printed("mark")
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("−", "-")
    plain = plain.translate(_UNSEEN)
    for words in units().currency:
        plain = plain.replace(unicodedata.normalize("NFKC", words), "")
    sign, plain = _signed(plain.strip())
    digits = "".join(takewhile(lambda letter: letter.isdecimal() or letter == ".", plain))
    behind = plain[len(digits) :].strip("()整 \r\n")
    if behind and behind not in units().words:
        return Printed("unreadable")
    try:
        amount = Decimal(sign + digits)
    except InvalidOperation:
        return Printed("unreadable")
    value: Number = amount if money or "." in digits else int(amount)
    return Printed("printed", value, units().words.get(behind))


def _signed(plain: str) -> tuple[str, str]:
    for words, sign in _SIGNS.items():
        if plain.startswith(words):
            return sign, plain[len(words) :].lstrip()
    return "", plain
