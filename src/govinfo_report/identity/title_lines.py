"""Tells what a single line says that may be a title, and whether two titles are of one report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from govinfo_report.identity.pieces import read_above
from govinfo_report.identity.plain import folded, squeeze
from govinfo_report.identity.wording import (
    AROUND,
    OFFICES,
    TITLE_SIZE,
    name_in,
    title_words,
    untold_words,
)
from govinfo_report.model.row import Span
from govinfo_report.official import identity_words

_WORDS = identity_words().title
# a sentence that names the report is no title, nor is a page's path
_OPENS, _CLOSES = frozenset("（("), tuple("）)")
_NO_TITLE = frozenset(_WORDS["never"]) | set("》《:：")


def names_another(line: str) -> bool:
    """Tell whether a line of a page says that it names another document: 上一篇：某局2021年….

    Args:
        line: the line.
    """
    return _others().match(line) is not None


def heads_others(line: str) -> bool:
    """Tell whether a line of a page is the heading of a list of other documents: 相关信息.

    Args:
        line: the line.
    """
    return _others().fullmatch(line.rstrip(f"{AROUND}：:")) is not None


def is_entry(line: str) -> bool:
    """Tell whether a line looks as an entry of a list of documents does: · 某局2021年…, 某局2021年… 2022-01-20.

    Args:
        line: the line.
    """
    return _entry().match(line) is not None


@cache
def _others() -> Any:
    import regex

    return regex.compile(_WORDS["others"])


@cache
def _entry() -> Any:
    import regex

    return regex.compile(_WORDS["entry"])


def office_line(text: str, low: int, high: int, *, is_below: bool = False) -> Span | None:
    """Give where the office stands that a line is the name of; None for other lines: 录入:某镇 is of the page.

    Args:
        text: the whole copy.
        low: where the line begins, from 0.
        high: where it ends.
        is_below: it stands below a title, where brackets may wrap it; above one these have another name of the office.
    """
    if high - low > TITLE_SIZE or _NO_TITLE.intersection(text[low:high]):
        return None
    line = text[low:high].strip(AROUND)
    if (
        is_below
        and line[:1] in _OPENS
        and line.endswith(_CLOSES)
        and not _OPENS.intersection(line[1:])
    ):
        # （某县司法局） below a title
        line = line[1:-1].strip(AROUND)
    at = text.find(line, low, high)
    name = name_in(squeeze(line))
    # 某县农业农村局（县乡村振兴局）
    if name is None or not line.endswith((*OFFICES, *_CLOSES)):
        return None
    first, *others = line.split()
    if others and len(first) > 1 and name_in(first) != (0, len(first)):
        # 标签 某县司法局: words of the page
        return None
    # leads and the like are left out: the name is what ends the line
    return (at, at + len(line)) if name == (0, len(squeeze(line))) else None


def title_in(line: str) -> str | None:
    """Give what a line says that is the title of a report and nothing else, without white space; None for other lines.

    Args:
        line: one line.
    """
    if len(line) > 2 * TITLE_SIZE or _WORDS["says"] not in line:
        return None
    words = title_words(line) or untold_words(line)
    return squeeze(folded(line[slice(*words.span)])) if words is not None else None


def office_above(line: str, above: Sequence[str]) -> int:
    """Give how many characters above a title begin with the office that the title itself does not name, else 0.

    Args:
        line: the title.
        above: the lines before it, in order, with what ends them.
    """
    words = title_words(line)
    if words is None:
        return 0
    name = ""
    if words.office is not None:
        if line[: words.office[0]].strip(AROUND):
            return 0
        name = squeeze(line[slice(*words.office)])
    length = office_at = 0
    for other in reversed(above):
        length += len(other)
        if not other.strip(AROUND):
            continue
        if name:
            return length if read_above(name, other).is_part else office_at
        office = office_line(other, 0, len(other))
        if office is None:
            return 0
        name, office_at = squeeze(other[slice(*office)]), length
    return office_at


def tells_other(title: str, other: str) -> bool:
    """Tell whether two titles are of different reports: they name different years, or different offices.

    Args:
        title: a title as ``title_in`` gives it.
        other: another one.
    """
    (office, year), (office_2, year_2) = _whose(title), _whose(other)
    if year and year_2 and year != year_2:
        return True
    return bool(office and office_2) and not (office in office_2 or office_2 in office)


def tells_other_office(title: str, other: str) -> bool:
    """Tell whether two titles surely name different offices: more than one character tells these apart.

    Args:
        title: a title as ``title_in`` gives it.
        other: another one.
    """
    office, office_2 = _whose(title)[0], _whose(other)[0]
    if not office or not office_2 or office in office_2 or office_2 in office:
        return False
    misread = sum(one != two for one, two in zip(office, office_2, strict=False))
    return len(office) != len(office_2) or misread > 1


def _whose(title: str) -> tuple[str, int]:
    """Give the office and the year that a title names; "" and 0 for what it does not name."""
    words = title_words(title) or untold_words(title)
    if words is None:
        return "", 0
    office = title[slice(*words.office)] if words.office is not None else ""
    return office, words.years[0][1] if words.years else 0
