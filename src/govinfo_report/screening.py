"""Tells what kind of document a text is, and whether it is a report: most of a web corpus is something else."""

from __future__ import annotations

import re

from govinfo_report.errors import require_text
from govinfo_report.identity import kind_of_text, may_be_report, tells_report
from govinfo_report.source.wrapped import read_text

_TAG = re.compile(r"<[^<>]*>")


def is_report(text: str) -> bool:
    """Tell quickly whether a text is a report, whole or in part, of any edition or before the first.

    It is one where ``parse`` does not say ``not_a_report``: both ask one judge.

    Args:
        text: any text. Traditional characters and blanks between characters make no difference.

    Raises:
        TypeError: ``text`` is no str.
    """
    require_text(text, "is_report")
    return _may_be(text) and tells_report(kind_of_text(read_text(text).text))


def kind_of(text: str) -> str:
    """Tell what kind of document a text is, as ``report.kind`` of the parsed text does.

    Args:
        text: any text.

    Raises:
        TypeError: ``text`` is no str.
    """
    require_text(text, "kind_of")
    kind = kind_of_text(read_text(text).text)
    return "unknown" if kind is None else str(kind.value)


def _may_be(text: str) -> bool:
    """Tell at the speed of a text search whether a text may have a kind, in whatever it is wrapped (hot)."""
    if may_be_report(text):
        return True
    # a string as a program prints it; entities of HTML, and its tags between any two characters
    if ("\\" in text and "\\u" in text) or ("&" in text and "&#" in text):
        return True
    return "<" in text and may_be_report(_TAG.sub("", text))
