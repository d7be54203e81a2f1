"""Evidence pages of several reports: a page for each, and an index to search them by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from string import Template
from urllib.parse import quote

from attrs import frozen

from govinfo_report._version import __version__
from govinfo_report.errors import language
from govinfo_report.evidence.escaping import shown
from govinfo_report.evidence.page import csp_hash, evidence_page
from govinfo_report.evidence.wording import both, resource, words, words_of
from govinfo_report.model import Report

_UNFIT = re.compile(r"[^\w-]+")
# Characters of a source that the name of its page keeps; a name has 255 bytes, a Chinese character three.
LONGEST_NAME = 40
# How an evidence page names what made it, and the characters that this stands in.
EVIDENCE_MARK = '<meta name="generator" content="govinfo_report evidence">'
_HEAD = 2_000
PDF_MARK = b"%PDF-"


@frozen
class Entry:
    """A report as the index lists it.

    Attributes:
        link: the address of its page, relative to the index.
        facts: office, year, title and file; "" for what is not known.
        stated: how many numbers are stated.
        cells: how many cells its tables have.
        counts: severity to the number of findings.
    """

    link: str
    facts: tuple[str, str, str, str]
    stated: int
    cells: int
    counts: Counter[str]


def write_evidence(reports: Iterable[Report], output: str | Path, lang: str = "en") -> int:
    """Write evidence pages.

    One report makes one page. Several make an index at ``output`` and a page for each in a folder beside it, named as
    a browser names what belongs to a page: ``evidence.html`` and ``evidence_files/``.

    Args:
        reports: the reports, as they were read just now: the pages of a PDF are drawn from the file they came from.
        output: the file that is to be opened.
        lang: the language that the pages open in, ``zh`` or ``en``.

    Returns:
        How many reports were written.

    Raises:
        OSError: a file cannot be written.
        ArgumentError: ``lang`` is another language.
    """
    lang, output = language(lang), Path(output)
    found = iter(reports)
    first = next(found, None)
    if first is None:
        return 0
    second = next(found, None)
    if second is None:
        output.write_text(_page(first, lang), encoding="utf-8", newline="\n")
        return 1
    folder = pages_folder(output)
    folder.mkdir(exist_ok=True)
    entries = list(_write_pages(chain((first, second), found), folder, lang))
    output.write_text(index_page(entries, lang), encoding="utf-8", newline="\n")
    return len(entries)


def pages_folder(output: Path) -> Path:
    """Give the folder that the pages of an index stand in."""
    return output.with_name(f"{output.stem}_files")


def is_evidence(report: Report) -> bool:
    """Tell whether a report was read from an evidence page: it prints all numbers, and is no copy of an office."""
    return EVIDENCE_MARK in (report.text or "")[:_HEAD]


def _page(report: Report, lang: str) -> str:
    return evidence_page(report, lang, _drawn(report))


def _drawn(report: Report) -> Path | None:
    """Give the file of a report, where it is a PDF whose pages can be drawn."""
    try:
        path = Path(report.source or "")
        with path.open("rb") as file:
            return path if PDF_MARK in file.read(1024) else None
    except (OSError, ValueError):
        return None


def _write_pages(reports: Iterable[Report], folder: Path, lang: str) -> Iterator[Entry]:
    for number, report in enumerate(reports, 1):
        name = _UNFIT.sub("_", Path(report.source or "").stem)[:LONGEST_NAME].strip("_")
        file = folder / (f"{number:04d}-{name}.html" if name else f"{number:04d}.html")
        file.write_text(_page(report, lang), encoding="utf-8", newline="\n")
        year = str(report.year or "")
        yield Entry(
            f"{quote(folder.name)}/{quote(file.name)}",
            (report.organization or "", year, report.title or "", report.source or ""),
            len(report.values()),
            sum(len(table.values) for table in report.tables.values()),
            Counter(finding.severity for finding in report.findings),
        )


def index_page(entries: list[Entry], lang: str) -> str:
    """Give the index of several pages, with a search that needs no server."""
    lang = language(lang)
    style, script = resource("index.css"), resource("index.js")
    columns = ("office", "year", "name", "source", "stated", "errors", "warnings")
    heads = "".join(f'<th scope="col">{both(f"index.{name}")}</th>' for name in columns)
    zh, en = words_of("index", "zh"), words_of("index", "en")
    return Template(resource("index.html")).substitute(
        lang=lang,
        code="zh-CN" if lang == "zh" else "en",
        style=style,
        style_hash=csp_hash(style),
        script=script,
        script_hash=csp_hash(script),
        title=shown(words("index.title", lang)),
        heading=both("index.title"),
        switch=both("page.switch"),
        search=both("index.search"),
        matches_zh=shown(zh["matches"]),
        matches_en=shown(en["matches"]),
        heads=heads,
        rows="".join(_row(entry, zh, en) for entry in entries),
        made=both("page.made", version=__version__),
    )


def _row(entry: Entry, zh: dict[str, str], en: dict[str, str]) -> str:
    office, year, title, source = map(shown, entry.facts)
    name = title or both("page.no_title")
    cells = {
        "office": office,
        "year": year,
        "name": f'<a href="{shown(entry.link)}">{name}</a>',
        "source": source,
        "stated": f"{entry.stated} / {entry.cells}",
        "errors": str(entry.counts["error"]),
        "warnings": str(entry.counts["warning"]),
    }
    numbers = {"stated": "", "errors": " some-errors", "warnings": " some-warnings"}
    out = []
    for column, text in cells.items():
        kind = f"number{numbers[column] if text != '0' else ''}" if column in numbers else column
        out.append(
            f'<td class="{kind}" data-zh="{shown(zh[column])}" data-en="{shown(en[column])}">{text}</td>'
        )
    return f"<tr>{''.join(out)}</tr>\n"
