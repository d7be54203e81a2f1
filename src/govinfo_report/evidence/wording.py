"""What the page says, in Chinese and English; the words stand in ``wording.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from govinfo_report.evidence.escaping import shown

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def resource(name: str) -> str:
    """Give the text of a file beside this module."""
    return files("govinfo_report").joinpath("evidence", name).read_text(encoding="utf-8")


@cache
def _entries() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(resource("wording.toml"))


def words(key: str, lang: Language, **values: Any) -> str:
    """Give the words under ``key`` (``part.name``) in a language, with ``values`` put in their braces.

    Raises:
        KeyError: there are no such words, or they need a value that was not given.
    """
    part, _, name = key.partition(".")
    return _entries()[part][name][lang].format(**values)


def has_words(key: str) -> bool:
    """Tell whether there are words under ``key``."""
    part, _, name = key.partition(".")
    return name in _entries().get(part, {})


def words_of(part: str, lang: Language) -> dict[str, str]:
    """Give all words of a part in a language, by name; what stands in braces is not filled in."""
    return {name: entry[lang] for name, entry in _entries()[part].items()}


def pair(zh: str, en: str) -> str:
    """Give a text in both languages as HTML; the page shows one of them."""
    return f'<span class="t" lang="zh-CN">{shown(zh)}</span><span class="t" lang="en">{shown(en)}</span>'


def both(key: str, **values: Any) -> str:
    """Give the words under ``key`` in both languages as HTML; the page shows one of them."""
    return pair(words(key, "zh", **values), words(key, "en", **values))
