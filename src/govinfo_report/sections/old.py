"""Finds the headings of reports on no form that is read: lines such as ``一、概述``, or in a text run together."""

from __future__ import annotations

from functools import cache
from typing import Any

from govinfo_report.model import Section
from govinfo_report.official import kind_words, writing
from govinfo_report.sections.headings import NUMERALS

# The longest heading met has 30 characters.
_HEADING = 40


@cache
def _pattern() -> Any:
    import regex

    numbered = writing().pattern(kind_words().headings["numbered"])
    ends = "|".join(kind_words().headings["ends"])
    # a line of its own or up to wide spaces; else, run together, up to the first word that ends headings
    return regex.compile(
        rf"(?:\A|(?<=[\n\r\u2028\u2029\u3000。；：！？”）)])|(?<=[^\S\u3000]{{2}}))[^\S\n\r]{{0,8}}+\ufeff?"
        rf"(?P<heading>{numbered}[^\S\n\r]*"
        rf"(?:[^\n\r\u2028\u2029\u3000。；]{{2,{_HEADING}}}?(?=[^\S\n\r\u3000]{{0,8}}(?:[\n\r\u2028\u2029\u3000]|\Z))"
        rf"|[^\n\r。；，]{{0,30}}?(?:{ends})))"
    )


def read_old_sections(text: str) -> tuple[Section, ...]:
    """Give the sections of a report on no form that is read, numbered as printed.

    Args:
        text: the whole copy.
    """
    found = list(_pattern().finditer(text))
    stops = [match.start("heading") for match in found[1:]] + [len(text)]
    return tuple(
        Section(
            id="",
            number=NUMERALS.index(match["number"]) + 1,
            heading=match["heading"].rstrip(),
            text=text[match.start("heading") + len(match["heading"].rstrip()) : stop],
            start=match.start("heading"),
            end=stop,
        )
        for match, stop in zip(found, stops, strict=False)
    )
