"""What a page prints at its foot, and no cell does: ``- 3 -``, ``第 3 页``, ``3 / 12``."""

from __future__ import annotations

import re

from govinfo_report.labels.figures import PAGE

_PAGE = re.compile(
    rf"[-—–]\s*\d{{1,4}}\s*[-—–]|{PAGE['before']}\s*\d{{1,4}}\s*{PAGE['behind']}.{{0,12}}"
    r"|\d{1,4}\s*/\s*\d{1,4}"
)
_FIRST = frozenset("-—–" + PAGE["before"])


def is_page_mark(text: str) -> bool:
    """Tell whether a line, white space trimmed, shows nothing but the number of a page, marked as such.

    A number alone is not marked: it may be a cell's.
    """
    return (text[:1] in _FIRST or "/" in text) and _PAGE.fullmatch(text) is not None
