"""Makes characters plain, one for one: radicals, other line ends; and leaves out what prints nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from unicodedata import normalize

from govinfo_report.official import writing
from govinfo_report.source.lines import LINE_ENDS

# CJK radicals and compatibility characters: blocks of Unicode of which each has the plain one behind it.
_COMPATIBLE = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E))
UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\xad"))


def squeeze(text: str) -> str:
    """Give ``text`` without white space and what prints nothing."""
    return "".join(text.translate(UNSEEN).split())


@cache
def _plain() -> tuple[Any, dict[int, str]]:
    plain = {code: normalize("NFKC", chr(code)) for code in _COMPATIBLE}
    plain = {code: other for code, other in plain.items() if len(other) == 1}
    plain |= LINE_ENDS
    plain |= {ord(printed): other for printed, other in writing().radicals.items()}
    # `re` passes over characters of none of these twice as fast as it looks for one (hot: ``benchmarks.run``)
    others = "[^\x0b\x0c\x85\u2028\u2029\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]*+"
    return re.compile(others).fullmatch, plain


def folded(text: str) -> str:
    """Give ``text`` with plain characters for radicals and compatibility characters, one for one (⼈⺠ as 人民).

    Line ends of other kinds (U+2028) are plain ones, too.
    """
    is_plain, plain = _plain()
    return text if is_plain(text) else text.translate(plain)
