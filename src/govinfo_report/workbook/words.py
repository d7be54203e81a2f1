"""The words of the workbook; they stand in ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from govinfo_report.export.columns import KEPT, FactColumn, chinese_headings, fact_columns


@cache
def workbook_words() -> dict[str, Any]:
    """Give the words of the sheets, and the widths of their columns."""
    text = files("govinfo_report").joinpath("workbook", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def width_of(name: str) -> float:
    """Give how wide a column is, in characters."""
    widths = workbook_words()["width"]
    return float(widths.get(name, widths["default"]))


@cache
def headings(names: tuple[str, ...], lang: str) -> dict[str, tuple[str, str]]:
    """Give the heading of each column, and what it holds.

    Args:
        names: columns of the facts, or those that only sheets have.
        lang: ``en`` or ``zh``.
    """
    own = workbook_words()["heading"]
    facts = {column.name: column for shape in ("wide", "long") for column in fact_columns(shape)}
    found = {}
    for name in names:
        if name.startswith(KEPT):
            found[name] = (name.removeprefix(KEPT), "")
        elif name in own:
            found[name] = (own[name][lang], "")
        else:
            found[name] = (_heading(facts[name], lang), _meaning(facts[name], lang))
    return found


def _heading(column: FactColumn, lang: str) -> str:
    return chinese_headings([column])[0] if lang == "zh" else column.name


def _meaning(column: FactColumn, lang: str) -> str:
    return column.zh if lang == "zh" else column.en
