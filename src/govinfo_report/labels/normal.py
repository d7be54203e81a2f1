"""The normal form of a label: what is left of it when spaces, punctuation and numbering are taken away."""

from __future__ import annotations

from functools import cache
from typing import Any

# Word processors and their converters leave these in the text of a cell.
FIELD_MARKS = r"\[(?:bookmark|image|footnoteRef|endnoteRef)[^\]\n]{0,60}\]"


@cache
def _patterns() -> dict[str, Any]:
    import regex

    return {
        "fields": regex.compile(FIELD_MARKS),
        # 采购总金额（单位：万元，保留4位小数）: the words in brackets give the unit and are no part of the name
        "unit": regex.compile(r"[（(]?(?:单位[:：]?)?\s*(万元|亿元|元)[^（()）]{0,20}[)）]?\s*$"),
        # 一、 三、 （七） (1) 1. 1、 ① １．and, where the mark is lost, 四无法提供
        "number": regex.compile(
            r"^(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十\d]{1,2}(?!\d)|[①-⑳])"
            r"[、.．,，:：)）\s]*"
        ),
        "other": regex.compile(r"[^\p{L}\p{N}]+"),
    }


# a zero-width space, a byte order mark and NUL print nothing, and are no white space to Python
_UNSEEN = dict.fromkeys(map(ord, "\u200b\ufeff\x00"), " ")


def without_fields(text: str) -> str:
    """Give ``text`` with the marks of bookmarks, images and notes blanked out, character for character."""
    if "[" not in text:
        return text
    blanked: str = _patterns()["fields"].sub(lambda found: " " * len(found[0]), text)
    return blanked


def normal(text: str) -> str:
    """Give the normal form of a label: ``（二）部分公开`` and ``二 部分公开`` both give ``部分公开``."""
    patterns = _patterns()
    bare = "".join(without_fields(text).translate(_UNSEEN).split())
    bare = patterns["number"].sub("", bare, count=1)
    form: str = patterns["other"].sub("", bare)
    return form


def without_unit(text: str) -> tuple[str, str | None]:
    """Split a heading into its words and the unit of money behind them.

    Returns:
        The words, and ``元``, ``万元``, ``亿元`` or None: ``采购总金额（万元）`` gives ``采购总金额`` and ``万元``.
    """
    if "元" not in text:
        return text, None
    found = _patterns()["unit"].search(text)
    return (text[: found.start()], found[1]) if found else (text, None)
