"""Reads the sentence in which a report names itself: 现公布某局2022年政府信息公开工作年度报告.

Pages print the title outside the article, and extractors leave it out with the menus: this sentence is then all that
names the office, and often the year.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import define

from govinfo_report.identity.wording import OFFICES, with_year
from govinfo_report.official import identity_words


@define
class Preamble:
    """What the sentence names.

    Attributes:
        year: start and end of the year, offsets from 0.
        office: start and end of the office's name; None where it is 我局 or not named.
    """

    year: tuple[int, int]
    office: tuple[int, int] | None


@cache
def _patterns() -> tuple[Any, ...]:
    import regex

    words = identity_words().preamble
    return tuple(regex.compile(with_year(_whole(pattern))) for pattern in words["patterns"])


def _whole(pattern: str) -> str:
    """Put the parts of the sentence for their names in braces into a pattern of the data."""
    for name, part in reversed(identity_words().preamble["parts"].items()):
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def read_preamble(text: str, start: int, end: int) -> Preamble | None:
    """Find the first sentence between two offsets in which the report names itself.

    Args:
        text: the whole copy.
        start: offset, from 0.
        end: offset behind the stretch.
    """
    found = [
        match for pattern in _patterns() if (match := pattern.search(text, start, end)) is not None
    ]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return Preamble(first.span("year"), _office(text, first))


def _office(text: str, found: Any) -> tuple[int, int] | None:
    if found["name"] is None:
        return None
    low, high = found.span("name")
    # 2023年某县人民政府信息公开…: the office's word and that of the title are one
    last, shared = identity_words().title["shared"]
    if text.startswith(last + shared, high - len(last)):
        high += len(shared)
    return (low, high) if text[low:high].endswith(OFFICES) else None
