"""The form's own words in a text, and the numbers beside them: what tells its kind."""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise
from typing import Any

from govinfo_report.official import kind_words, official_form, writing

# Numbers of a table that are enough.
_NUMBERS = 2
_WORDS = kind_words()


@cache
def kind_patterns() -> dict[str, Any]:
    """Give the patterns that tell kinds, by their names."""
    import regex

    tables = official_form().tables.values()
    labels = {words for table in tables for row in table.rows.values() for words in row.words}
    longest = sorted((words for words in labels if len(words) > 1), key=len, reverse=True)
    patterns = {
        "number": _WORDS.tables["number"],
        "labelled": f"({'|'.join(map(regex.escape, longest))}){_WORDS.tables['labelled']}",
        "link": _WORDS.lists["link"],
        "annual": _WORDS.lists["annual"],
        "orders": _WORDS.orders["words"],
        "says": _WORDS.orders["says"],
        "never": _WORDS.lists["never"],
        "lines": r"[^\n\r\u2028\u2029\u3000]+",
        **{entry["kind"]: entry["words"] for entry in _WORDS.titles},
    }
    return {name: regex.compile(writing().pattern(words)) for name, words in patterns.items()}


def without_blanks(plain: str) -> str:
    """Give a text without white space, but for what keeps two numbers apart."""
    pieces = plain.split()
    # a digit ends one piece and begins the next (hot: a pattern would look behind every character)
    gaps = [
        "|" if one[-1].isdecimal() and two[0].isdecimal() else "" for one, two in pairwise(pieces)
    ]
    return "".join(chain.from_iterable(zip(pieces, (*gaps, ""), strict=False)))


def has_numbers(stretch: str) -> bool:
    """Tell whether enough numbers stand in a stretch of a table, those left out that count its lines."""
    count, serial = 0, 1
    for found in kind_patterns()["number"].finditer(stretch):
        number = int(found[0][:9])
        if number in (1, serial):
            serial = number + 1
            continue
        count += 1
        if count >= _NUMBERS:
            return True
    return False


@cache
def anchors() -> tuple[str, ...]:
    """Give the words that each table of the form has for its own."""
    return tuple(word for table in official_form().tables.values() for word in table.anchors)


@cache
def form_headings(tables: bool = False) -> tuple[str, ...]:
    """Give the headings of the form; of its tables only, where these are asked for."""
    form = official_form()
    return tuple(
        f"{section.number}、{title}"
        for section in form.sections.values()
        if section.id in form.tables or not tables
        for title in (section.title, *section.aliases)
    )
