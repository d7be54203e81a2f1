"""Tells at the speed of a text search whether a text may be a report: most of a web corpus is something else."""

from __future__ import annotations

import re
from functools import cache

from govinfo_report.errors import require_text
from govinfo_report.form import characters

# Words of the tables, the sections and the title, rare in the menus that every page of a government's site prints
# (依申请公开, 行政规范性文件, 行政复议, 年报); a report that lost all its tables still has two of them.
_SIGNS = (
    *("自然人", "行政诉讼", "予以公开", "结转", "总体情况", "年度报告"),
    *("不予公开", "结果维持", "需要报告", "主要问题"),
)
_ENOUGH = 2
# Text looked at for blanks between any two characters (政 府 信 息; one character a line): there a piece and the blank
# behind it have about two characters, while the words of a menu have two themselves.
_SAMPLE = 60
_PIECES = 23
# What stands around 信息公开 in a title: the year and the office before it, 工作情况的年度报告（2015年） behind.
_BEFORE = 48
_BEHIND = 32


def is_report(text: str) -> bool:
    """Tell quickly whether a text may be a report, whole or in part, of any edition or before the first.

    A few other texts on the subject pass too; ``parse`` says ``not_a_report`` of them.

    Args:
        text: any text. Traditional characters and blanks between characters make no difference.

    Raises:
        TypeError: ``text`` is no str.
    """
    require_text(text, "is_report")
    # What every report prints somewhere, and few other texts: mostly these two searches are all that is done. (hot:
    # ``benchmarks.corpus``, is_report)
    if "信息公开" in text or "主动公开政府信息" in text:
        return _has_signs(text)
    # one character is found many times faster than a word
    if "開" in text and any(
        map(text.__contains__, ("信息公開", "資訊公開", "主動公開政府信息", "主動公開政府資訊"))
    ):
        return _has_signs(characters().simplified(text))
    if len(text[:_SAMPLE].split()) > _PIECES:
        bare = "".join(text.split())
        return len(bare) < len(text) and is_report(bare)
    return False


def _has_signs(text: str) -> bool:
    found = 0
    for sign in _SIGNS:
        if sign in text:
            found += 1
            if found == _ENOUGH:
                return True
    return _has_title(text)


def _has_title(text: str) -> bool:
    """Tell whether a title names a year: of before 2019 a report may print no other word of the form."""
    year_before, words, year_behind = _title()
    at = text.find("信息公开")
    while at >= 0:
        found = words.match(text, at, at + _BEHIND)
        if found is not None and (
            year_before.search(text, max(0, at - _BEFORE), at)
            or year_behind.match(text, found.end())
        ):
            return True
        at = text.find("信息公开", at + 1)
    return False


@cache
def _title() -> tuple[re.Pattern[str], ...]:
    year = r"(?:(?:19|20|１９|２０)[\d０-９]{2}|二[〇○零Ｏ0][〇○零Ｏ一二三四五六七八九]{2})"
    # the date of a page is no year of a report, whatever its menu says behind it
    no_date = r"(?!\s*年\s*[\d０-９一二三四五六七八九十]+\s*月|[-./]\d)"
    return (
        re.compile(rf"(?<!\d){year}{no_date}\s*年?\s*度?\s*[^\n\r。；，]{{0,30}}\Z"),
        re.compile(r"信息公开[^\n\r。；，]{0,12}?\s{0,2}(?:年\s*度\s*)?(?:报\s*告|年\s*报)"),
        re.compile(rf"\s*[（(]\s*{year}"),
    )
