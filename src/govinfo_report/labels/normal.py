"""The normal form of a label: what is left of it when spaces, punctuation and numbering are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from unicodedata import normalize

from govinfo_report.official import characters, units, writing

# Word processors and converters leave these in the text of a cell: marks of fields, and HTML within a line.
FIELD_MARKS = (
    r"\[(?:bookmark|image|footnoteRef|endnoteRef)[^\]\n]{0,60}\]"
    r"|</?(?:br|p|b|i|u|em|strong|span|font|sup|sub)\b[^<>\n]{0,60}>"
)
OPENING, CLOSING = "（(", "）)"
_BRACKET = re.compile(rf"[{OPENING}{CLOSING}]")
NUMERALS = writing().numerals
"""一 to 十, in order."""
# A line of a part of the numbers of the line above it: 其中：听证
PART = writing().part
# What stands in front of a number: Markdown and the bullets of lists.
_BULLETS = r"[#*>_`~|•·●■□◆◇▪○▲★※]*"


@cache
def _patterns() -> dict[str, Any]:
    import regex

    return {
        "fields": regex.compile(FIELD_MARKS),
        # 采购总金额（单位：万元，保留4位小数）: the words in brackets give the unit and are no part of the name
        "unit": regex.compile(
            rf"\(?(?:{units().label}:?)?({'|'.join(units().headings)})[^()]{{0,20}}\)?[\W_]*$"
        ),
        # 一、 三、 (七) (1) 1. 1、 and, where the mark is lost, 四无法提供; l. is a misread 1.
        "number": regex.compile(
            _BULLETS + rf"(?:\(?([{NUMERALS}\d]{{1,2}})(?!\d)|[lI](?=[.、,)]))([、.,:)]*)"
        ),
        "other": regex.compile(r"[^\p{L}\p{N}]+"),
    }


def without_fields(text: str) -> str:
    """Give ``text`` with the marks of fields and HTML within a line blanked out, character for character."""
    if "[" not in text and "<" not in text:
        return text
    blanked: str = _patterns()["fields"].sub(lambda found: " " * len(found[0]), text)
    return blanked


def legible(text: str) -> str:
    """Give ``text`` in the characters that the form is printed in.

    Half-width and full-width, ① and the radicals that some PDF files have for characters (⾏ for 行) are made one, and
    so are traditional characters and the words that converters print with them (``official/characters.toml``). How a
    character is spoken, in brackets behind it, is blanked out: 規(guī)章.
    """
    return characters().simplified(normalize("NFKC", without_fields(text)))


def normal(text: str) -> str:
    """Give the normal form of a label: ``（二）部分公开``, ``⑵ 部分公开`` and ``二 部分公開`` all give ``部分公开``."""
    return numbered(text)[1]


def numbered(text: str) -> tuple[int | None, str]:
    """Give the number that a label is printed with, and its normal form.

    Returns:
        The number, one to ten, however it is written; None where there is none, where it says nothing (``三三、``), and
        where no mark stands behind it, since 一予公开 may be 不予公开. Then the normal form.
    """
    patterns = _patterns()
    bare = "".join(legible(text).split())
    found = patterns["number"].match(bare)
    form: str = patterns["other"].sub("", bare[found.end() :] if found else bare)
    printed = found[1] if found and found[2] else None
    if printed is None:
        return None, form
    if printed.isdecimal():
        return int(printed), form
    return NUMERALS.index(printed) + 1 if len(printed) == 1 else None, form


def forms(text: str) -> Iterator[tuple[str, str | None]]:
    """Give the normal forms that a label can go under: as it is, and without the unit of money behind it."""
    yield normal(text), None
    name, unit = without_unit(text)
    if unit is not None:
        yield normal(name), unit


def without_unit(text: str) -> tuple[str, str | None]:
    """Split a heading into its words and the unit of money behind them.

    Returns:
        The words, and ``元``, ``万元``, ``亿元`` or None: ``采购总金额（万元）`` gives ``采购总金额`` and ``万元``.
    """
    if units().base not in text:
        return text, None
    words = "".join(legible(text).split())
    found = _patterns()["unit"].search(words)
    return (words[: found.start()], found[1]) if found else (text, None)


def without_note(text: str) -> tuple[str, str, bool] | None:
    """Split a text into what stands in front of the note in brackets that ends it, and the note.

    Returns:
        The words, the note without its brackets, and whether it is closed: ``规章（含修订）`` gives ``规章`` and
        ``含修订``. None where there is no note: nothing but a number stands in the brackets, or what tells that the
        line is a part of another one (``其中``).
    """
    start = end = depth = 0
    for found in _BRACKET.finditer(text):
        if found[0] in OPENING:
            if not depth:
                start = found.start()
            depth += 1
        elif depth:
            depth -= 1
            end = found.start()
    if not start:
        return None
    if not depth and any(map(str.isalnum, text[end:])):
        return None
    note = (text[start + 1 :] if depth else text[start + 1 : end]).strip()
    words = any(letter.isalpha() and letter not in NUMERALS for letter in note)
    if not words or note.startswith(PART):
        return None
    return text[:start], note, not depth
