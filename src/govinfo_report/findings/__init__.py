"""The catalogue of findings: every code, its severity and its words in English and Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Self

from govinfo_report.model import Cell, Finding, Verdict


@cache
def _data() -> dict[str, Any]:
    file = files("govinfo_report").joinpath("findings", "catalogue.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """Give code to ``severity``, ``en`` and ``zh``, and to ``reasons``, in the order of the documentation."""
    return {code: entry for code, entry in _data().items() if code != "terms"}


def is_of_place(item: Finding) -> bool:
    """Tell whether a finding says which number stands in which cell, or that one is lost: another reading lifts it."""
    entry = catalogue()[item.code]
    reason = entry.get("reasons", {}).get(item.reason, {})
    return bool(reason.get("of_place", entry.get("of_place")))


# Words of a message that name something in both languages (``terms`` in the catalogue).
_NAMING = ("table", "source", "other_source", "basis", "remedy", "kind")


class Said(str):
    """A word of a message in English that has one in Chinese, too.

    Attributes:
        zh: the one in Chinese.
    """

    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        """Say a word in both languages."""
        said = super().__new__(cls, en)
        said.zh = zh
        return said

    def __reduce__(self) -> tuple[type[Said], tuple[str, str]]:
        """Give what makes it anew in another process."""
        return Said, (str(self), self.zh)


class _Count(int):
    """A number in a message: ``{count:line}`` is 1 line, or 2 lines."""

    def __format__(self, spec: str) -> str:
        """Write it, with the word that is counted behind it."""
        return f"{int(self)} {spec}{'s' * (self != 1)}" if spec else str(int(self))


def named(term: str) -> Said:
    """Give a name of the catalogue in both languages; what it does not name stays as it is."""
    entry = _data()["terms"].get(term, {})
    return Said(entry.get("en", term), entry.get("zh", term))


def joined(words: Iterable[Said], en: str, zh: str) -> Said:
    """Join words in both languages.

    Args:
        words: the words.
        en: what stands between two of them in English.
        zh: the same in Chinese.
    """
    said = list(words)
    return Said(en.join(said), zh.join(word.zh for word in said))


def _named(words: dict[str, Any], lang: str) -> dict[str, Any]:
    """Give the words of a message with names in ``lang``."""
    if lang == "zh" and any(isinstance(word, Said) for word in words.values()):
        words = {key: word.zh if isinstance(word, Said) else word for key, word in words.items()}
    if words.keys().isdisjoint(_NAMING):
        return words
    terms = _data()["terms"]
    named = {key: terms[words[key]][lang] for key in _NAMING if words.get(key) in terms}
    return {**words, **named}


def _counted(words: dict[str, Any]) -> dict[str, Any]:
    return {key: _Count(word) if word.__class__ is int else word for key, word in words.items()}


def cell_finding(code: str, cell: Cell, also: Sequence[str] = (), **words: Any) -> Finding:
    """Make a finding about what one cell prints.

    Args:
        code: its code in the catalogue.
        cell: the cell; its place is the finding's.
        also: paths of further cells that it touches.
        words: what the message speaks of besides what the cell prints (``raw``).
    """
    span = (cell.parts[0][0], cell.parts[-1][1]) if cell.parts else None
    return finding(code, cells=[cell.path, *also], span=span, line=cell.line, raw=cell.raw, **words)


def finding(
    code: str,
    *,
    cells: Sequence[str] = (),
    span: tuple[int, int] | None = None,
    line: int | None = None,
    verdict: Verdict | None = None,
    why: str | None = None,
    **words: Any,
) -> Finding:
    """Make a finding.

    Args:
        code: its code in the catalogue.
        cells: paths of the cells that it touches.
        span: start and end of its place in the text.
        line: line of the place, from 1.
        verdict: for a sum that fails, who is to blame.
        why: for a code that has several reasons, which of them; the catalogue has its words, else ``said`` is given.
        words: what the message speaks of, by the names in braces; ``doubtful`` is how many cells it touches.

    Raises:
        KeyError: the catalogue has no such code, or its message needs a word that was not given.
    """
    entry = catalogue()[code]
    start, end = span or (None, None)
    words = {"doubtful": len(cells), **words}
    if why in entry.get("reasons", {}):
        words["said"] = Said(*_messages(entry["reasons"][why], words))
    message, message_zh = _messages(entry, words)
    return Finding(
        code=code,
        severity=entry["severity"],
        message=message,
        message_zh=message_zh,
        cells=tuple(cells),
        start=start,
        end=end,
        line=line,
        verdict=verdict,
        reason=why,
    )


def _messages(entry: dict[str, str], words: dict[str, Any]) -> tuple[str, str]:
    """Give what an entry says, in English and in Chinese."""
    return (
        entry["en"].format(**_counted(_named(words, "en"))),
        entry["zh"].format(**_named(words, "zh")),
    )
