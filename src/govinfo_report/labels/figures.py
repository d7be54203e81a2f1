"""What the text of one cell says: a number, a mark, nothing, or something that is no number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from attrs import frozen

from govinfo_report.labels.normal import without_fields
from govinfo_report.model import Number
from govinfo_report.model.row import SPACES, UNSEEN
from govinfo_report.official import units, writing

MARKS = frozenset(writing().marks)
DOUBTS = frozenset(writing().doubts)
"""Signs of what stands for a number that nobody can tell."""
# The longest text that can be a number: as many digits, and a bookmark before them.
LONGEST = 120
# The longest number, with sign and unit, in characters; no count is longer: more digits are several run together, up to
# five for each of fifteen cells, or a code.
LONGEST_NUMBER = 40
LONGEST_RUN = 75
UNITS = units().words
SIGN_WORDS = writing().sign_words
"""Pattern of a sign in words: 增加, 减."""
_MONEY = "|".join(word for word, unit in UNITS.items() if unit in units().money)
_CURRENCY = "|".join(units().currency)
CURRENCY = rf"(?=[{''.join(word[0] for word in units().currency)}])(?:{_CURRENCY})\s?"
"""Pattern of what stands before an amount: ￥984361."""
_LONG = "|".join(word for word in UNITS if len(word) > 1)
_SHORT = "".join(word for word in UNITS if len(word) == 1)
UNIT_ENDS = (*UNITS, *units().ends)
"""How a number with a unit ends: 984361元（人民币）."""
_FIRST = "".join({word[0]: None for word in UNITS})
# what ￥ before an amount says where no unit stands behind it
YUAN = units().base
UNIT = (
    # one look tells that most text is no unit
    rf"(?=[（({_FIRST}])(?:{_LONG}|[{_SHORT}]|[（(]\s?(?:{_MONEY})\s?[)）])"
    rf"(?:(?<={YUAN})\s?(?:[（(]\s?(?:{_CURRENCY})\s?[)）]|{'|'.join(units().behind)}))?"
)
"""Pattern of a unit, with what may stand around one of money: （万元）, 元整, 元（人民币）."""
OF_DATE = "".join(writing().date.values())
"""What stands behind the digits of a date or a time: 2020年1月31日."""
PAGE = writing().page
"""What stands around the number of a page: ``before``, ``behind``, and before the count ``of`` all."""
_WIDE = str.maketrans("０１２３４５６７８９．，＋－−﹣", "0123456789.,+---")
# behind a number, and no part of it: what points to a note below the table, ends a sentence, or is a blank in HTML
_NOTE = rf"(?:[*＊※①-⑳。;；]|&nbsp;|{writing().note_mark})"
# a number with more behind it; a list counts to 99, and what a date counts is no count
_BEGUN = re.compile(
    rf"(?!\d{{1,2}}\s*[{re.escape(writing().numbering)}])(?:{SIGN_WORDS}|[+-])?"
    rf"\d[\d,.]*+\s*+(?![{OF_DATE}])"
)
# nothing of these shows: 1<200B>0 is 10 on the page
_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
_EMPHASIS = "*_"
SIGNS = {"+": 1, "-": -1, **writing().signs}
"""A sign, in words or as a mark, to 1 or -1."""


def is_doubt(text: str) -> bool:
    """Tell whether signs, and no letter, stand for a number that nobody can tell: ####, >5, …."""
    return not DOUBTS.isdisjoint(text) and not any(map(str.isalpha, text))


def is_begun_number(cell: str) -> bool:
    """Tell whether the text of a cell, which is no number, begins with one that counts something: 738（含上年）.

    ``2020年`` and ``1.注`` do not.
    """
    bare = cell[:LONGEST].strip(SPACES).translate(_WIDE)
    return bool(bare) and len(cell) <= LONGEST and _BEGUN.match(bare) is not None


@frozen
class Figure:
    """A cell that is no plain number.

    Attributes:
        kind: ``number``; ``mark``; ``several``: more than one number in one cell, or a mark beside one; ``text``: no
            number at all.
        numbers: the number, or the several, in order.
        spans: for each number its first and last character in the cell (half-open); for a mark or text
            the one run that is printed.
        unit: the unit printed behind the number (``万元``), else what the currency before it says, else None.
    """

    kind: Literal["number", "mark", "several", "text"]
    numbers: tuple[Number, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    unit: str | None = None


@cache
def _patterns() -> dict[str, Any]:
    import regex

    number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    mark = "|".join(map(regex.escape, sorted(MARKS, key=len, reverse=True)))
    sign = rf"[+\-]|{SIGN_WORDS}"
    one = rf"(?:{sign})?(?:{number})|{mark}"
    return {
        "number": re.compile(
            # a mark parted by a blank can be the next cell's
            rf"(?P<currency>{CURRENCY})?(?P<sign>{sign})?\s*(?P<number>{number})"
            rf"(?:\s*(?P<unit>{UNIT}))?(?P<note>{_NOTE})?"
        ),
        "several": regex.compile(rf"(?:(?:{one})\s+)+(?:{one})"),
        "one": regex.compile(rf"(?P<sign>{sign})?(?P<number>{number})"),
    }


def read_figure(cell: str) -> Figure | None:
    """Read the text of a cell.

    Args:
        cell: the text exactly as it stands in the copy.

    Returns:
        What it says; None for an empty cell. Nothing is guessed: ``约3`` is text, and ``1 143`` is several
        numbers (whether the space parts two numbers or lies inside one is for the sums to say).
    """
    if len(cell) > LONGEST and len(cell.strip(SPACES)) > LONGEST:
        return Figure("text", spans=((0, len(cell)),))
    text = without_fields(cell).translate(_WIDE)
    bare = text.strip(SPACES)
    if not bare:
        return None
    first = text.find(bare)
    whole = ((first, first + len(bare)),)
    if bare in MARKS or cell.strip(SPACES) in MARKS:
        return Figure("mark", spans=whole)
    if len(bare) > LONGEST_RUN or not any(map(str.isdecimal, bare)):
        return Figure("text", spans=whole)
    if bare[0] in _EMPHASIS and bare[-1] == bare[0]:
        # **12**, as Markdown prints a bold number
        inner = bare.strip(bare[0])
        first += bare.find(inner)
        bare = inner
        whole = ((first, first + len(bare)),)
    seen = bare.translate(_UNSEEN)
    found = _patterns()["number"].fullmatch(seen)
    if found and len(bare) > LONGEST_NUMBER:
        is_run = seen.isdecimal()
        return Figure("several", (int(seen),), whole) if is_run else Figure("text", spans=whole)
    if found:
        if found["note"] and seen == bare:
            whole = ((first, first + found.start("note")),)
        unit = unit_of(found["unit"] or "") or (YUAN if found["currency"] else None)
        return Figure("number", (_value(found["sign"], found["number"]),), whole, unit)
    if _patterns()["several"].fullmatch(bare) and not _is_framed(bare):
        parts = list(_patterns()["one"].finditer(bare))
        return Figure(
            "several",
            tuple(_value(part["sign"], part["number"]) for part in parts),
            tuple((first + part.start(), first + part.end()) for part in parts),
        )
    return Figure("text", spans=whole)


def is_unit(printed: str) -> bool:
    """Tell whether a cell prints a unit and nothing else: 件, （万元）."""
    return _unit().fullmatch(printed) is not None


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(UNIT)


def unit_of(printed: str) -> str | None:
    """Give the unit of what ``UNIT`` matches: ``（萬元）`` is 万元; None where it is nothing."""
    if not printed:
        return None
    bare = printed.lstrip("（( ")
    return next((unit for word, unit in UNITS.items() if bare.startswith(word)), None)


def _is_framed(bare: str) -> bool:
    """Tell whether marks stand on both sides, as those of a page number do: — 12 —."""
    pieces = bare.split()
    return pieces[0] in MARKS and pieces[-1] in MARKS


def _value(sign: str | None, digits: str) -> Number:
    plain = digits.replace(",", "")
    value: Number = Decimal(plain) if "." in plain else int(plain)
    return -value if SIGNS.get(sign or "", 1) < 0 else value
