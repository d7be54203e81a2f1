"""What facts of every shape say of a report, a place, a number: as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeAlias

from govinfo_report._version import __version__
from govinfo_report.export.columns import FACTS_VERSION
from govinfo_report.model import Finding, Number, Place, Report

REPORT_COLUMNS = ("source", "organization", "year", "kind", "signed", "published", "digest")
"""Columns that hold one value for a whole report."""
PLACE_COLUMNS = ("page", "place_table", "place_row", "place_column", "place_box")
"""Columns that tell a place in a file."""
TOLD = ("title", "organization", "year", "signed", "published")
"""Facts of the identity whose places wide facts have, in a column each: ``title_place``."""
CHARACTERS = {"en": "characters {}-{}", "zh": "第{}–{}字符"}
"""Offsets in the text of a report, from 0, as words."""
VERSIONS = {"schema_version": FACTS_VERSION, "library_version": __version__}
"""Columns that are the same in every line."""

MOST = 2**63 - 1
"""The greatest number of a column of integers; what is greater stands beside the amounts."""

Split: TypeAlias = tuple[int | None, Decimal | int | None]


def kept_values(report: Report, keep: Sequence[str]) -> tuple[str | None, ...]:
    """Give the fields of its record that are kept with a report."""
    return tuple(map(report.record.get, keep))


def report_values(report: Report) -> tuple[Any, ...]:
    """Give the values of ``REPORT_COLUMNS``."""
    text = report.text
    # half of a surrogate pair has no UTF-8
    digest = None if text is None else sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    signed, published = (
        str(report.identity[name].value) if name in report.identity else None
        for name in ("signed", "published")
    )
    return (
        *(report.source, report.organization, report.year),
        *(report.kind, signed, published, digest),
    )


def place_values(place: Place | None) -> tuple[int | str | None, ...]:
    """Give the values of ``PLACE_COLUMNS``."""
    if place is None:
        return (None,) * len(PLACE_COLUMNS)
    box = None if place.box is None else "{:.2f} {:.2f} {:.2f} {:.2f}".format(*place.box)
    return place.page, place.table, place.row, place.column, box


def told_at(report: Report, name: str, lang: str = "en") -> str | None:
    """Give where a fact of a report's identity stands: in its file, where that has places, and in its text.

    Args:
        report: the report.
        name: the fact: ``title``, ``organization``, ``year``, ``signed``, ``published``.
        lang: the language of the words, ``en`` or ``zh``.

    Returns:
        Words such as ``page 1, characters 0-24``; None where the copy does not tell the fact.
    """
    fact = report.identity.get(name)
    if fact is None:
        return None
    words = CHARACTERS[lang].format(fact.start, fact.end)
    separator = "，" if lang == "zh" else ", "
    return words if fact.place is None else f"{fact.place.text(lang)}{separator}{words}"


def split_number(value: Number | None) -> Split:
    """Give a number as a count and as an amount, of which one is None: a fraction and what is too great is no count."""
    if isinstance(value, Decimal) or (value is not None and abs(value) > MOST):
        return None, value
    return value, None


def plain_number(value: Number) -> str:
    """Give a number as text, never in exponents."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def by_path(findings: Sequence[Finding], name: str) -> dict[str, str]:
    """Give what the findings of each cell say, each word once, parted by spaces.

    Args:
        findings: the findings of a report.
        name: the attribute that says it: ``code``, ``verdict``.
    """
    told: dict[str, dict[str, None]] = {}
    for found in findings:
        word = getattr(found, name)
        for path in found.cells if word is not None else ():
            told.setdefault(path, {})[word] = None
    return {path: " ".join(words) for path, words in told.items()}


def words_of(findings: Sequence[Finding], name: str) -> str:
    """Give what findings say, each word once, parted by spaces; arguments as of ``by_path``."""
    words = (getattr(found, name) for found in findings)
    return " ".join(dict.fromkeys(word for word in words if word is not None))


def lines_as_text(columns: Sequence[Any]) -> list[Any]:
    """Give values with decimals as text, for outputs that have no exact number of their own."""
    return [plain_number(value) if isinstance(value, Decimal) else value for value in columns]
