"""What the evidence page says, in English and Chinese; the words stand in ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from govinfo_report.evidence.signs import text_html

LANGUAGES = ("en", "zh")


@cache
def package_data(name: str) -> str:
    """Give a file of this folder: the page's style, its program."""
    return files("govinfo_report").joinpath("evidence", name).read_text(encoding="utf-8")


@cache
def _entries() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(package_data("wording.toml"))


def said(key: str, lang: str, **values: Any) -> str:
    """Give the words under ``key`` (``part.name``) in one language, with ``values`` put in their braces.

    Raises:
        KeyError: there are no such words, or they need a value that was not given.
    """
    part, _, name = key.partition(".")
    return _entries()[part][name][lang].format(**values)


def part(name: str) -> dict[str, Mapping[str, str]]:
    """Give all words of a part: name to language to words."""
    return dict(_entries()[name])


def both(key: str, **values: Any) -> str:
    """Give the words under ``key`` in both languages as HTML, of which the page shows one."""
    return in_both(*(said(key, lang, **values) for lang in LANGUAGES))


def in_both(english: str, chinese: str) -> str:
    """Give a text in both languages as HTML, of which the page shows one."""
    return (
        f'<span class="en" lang="en">{text_html(english)}</span>'
        f'<span class="zh" lang="zh">{text_html(chinese)}</span>'
    )
