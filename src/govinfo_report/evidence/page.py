"""The evidence page of a report: one HTML file that works offline, the source on one side, the tables on the other."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template

from govinfo_report._version import __version__
from govinfo_report.errors import language
from govinfo_report.evidence.details import page_data
from govinfo_report.evidence.escaping import data_json, shown
from govinfo_report.evidence.flow import flow_view
from govinfo_report.evidence.form_tables import ReportCells, iter_tables
from govinfo_report.evidence.marks import EXAMPLES
from govinfo_report.evidence.original import Original, show_flow
from govinfo_report.evidence.pictures import show_pages
from govinfo_report.evidence.wording import Language, both, pair, resource, words
from govinfo_report.model import Finding, Report
from govinfo_report.model.finding import Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SIGNS = {"error": "✗", "warning": "!", "info": "i"}


def evidence_page(report: Report, lang: str = "zh", file: str | Path | bytes | None = None) -> str:
    """Give the evidence page of a report: its source beside its tables, each number linked to where it stands.

    Args:
        report: the report.
        lang: the language that the page opens in, ``zh`` or ``en``; a button on it switches.
        file: the file that the report was read from, for the pages of a PDF as pictures.

    Returns:
        The page, one HTML document that needs nothing else.

    Raises:
        ArgumentError: ``lang`` is another language.
        UnreadableFileError: ``file`` cannot be opened.
    """
    lang = language(lang)
    cells = ReportCells.of(report)
    original, kind = _original(report, cells, file)
    findings = sorted(
        zip(report.findings, original.findings, strict=True),
        key=lambda found: SEVERITIES.index(found[0].severity),
    )
    ordered = [finding for finding, _ in findings]
    style, script = resource("page.css"), resource("page.js")
    return _template("page.html").substitute(
        lang=lang,
        code="zh-CN" if lang == "zh" else "en",
        style=style,
        style_hash=csp_hash(style),
        script=script,
        script_hash=csp_hash(script),
        title=shown(words("page.title", lang, name=_name(report, lang))),
        heading=_heading(report),
        skip=both("page.skip"),
        switch=both("page.switch"),
        facts=_facts(report, cells),
        original_name=both("page.original"),
        tables_name=both("page.tables"),
        findings_name=both("page.findings"),
        badge=f" <span>({len(ordered)})</span>" if ordered else "",
        no_script=both("page.no_script"),
        original_note=original.note,
        original_kind=kind,
        original=original.html,
        counts=_counts(ordered),
        stepper=_stepper() if ordered else "",
        findings=_findings(ordered),
        hint=both("page.hint"),
        keys=_keys(),
        legend_open=" open" if len(cells.used()) > 1 else "",
        legend_name=both("page.legend"),
        legend=_legend(cells.used()),
        tables=_tables(report, cells),
        why_name=both("page.why"),
        made=both("page.made", version=__version__),
        data=data_json(page_data(report, cells, findings)),
    )


@cache
def _template(name: str) -> Template:
    return Template(resource(name))


@cache
def csp_hash(text: str) -> str:
    """Give the hash by which a content policy allows a style or a script."""
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _original(
    report: Report, cells: ReportCells, file: str | Path | bytes | None
) -> tuple[Original, str]:
    """Give the source as it is shown, and the class of the element that it stands in."""
    if file is not None:
        pages = show_pages(report, cells.cells, cells.numbers, file)
        if pages is not None:
            return pages, "pages"
    view = flow_view(report)
    if view is None:
        empty: list[list[str]] = [[] for _ in report.findings]
        return Original("", both("page.no_text"), empty), "none"
    return show_flow(view, cells.numbers), "lines" if view.is_source else "flow"


def _name(report: Report, lang: Language) -> str:
    return report.title or report.organization or report.source or words("page.no_title", lang)


def _heading(report: Report) -> str:
    name = report.title or report.organization
    return shown(name) if name else both("page.no_title")


def _facts(report: Report, cells: ReportCells) -> str:
    stated = sum(cell.value is not None for cell in cells.cells.values())
    editions = " / ".join(dict.fromkeys(name for name in report.editions.values() if name))
    facts = {
        "organization": report.organization,
        "year": report.year,
        "edition": editions,
        "source": report.source,
    }
    out = [
        f"<div><dt>{both(f'page.{name}')}</dt>"
        f"<dd>{shown(str(value)) if value else both('page.unknown')}</dd></div>"
        for name, value in facts.items()
        if value or name != "source"
    ]
    if cells.cells:
        share = both("page.of_cells", values=stated, cells=len(cells.cells))
        out.append(f"<div><dt>{both('page.stated')}</dt><dd>{share}</dd></div>")
    return "".join(out)


def _severity(finding: Finding) -> str:
    name = finding.severity
    sign = f'<span class="sign" aria-hidden="true">{SIGNS[name]}</span>'
    return f'<span class="severity {name}">{sign} {both(f"severity.{name}")}</span>'


def _counts(findings: list[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return "".join(
        f'<span class="{name}"><span class="sign" aria-hidden="true">{SIGNS[name]}</span> '
        f"{both(f'severity.{name}')} {counts[name]}</span>"
        for name in SEVERITIES
        if counts[name]
    )


def _keys() -> str:
    """Give the keys and what they do, as the reader sees them."""
    keys = {
        "page.keys_findings": ("n", "p"),
        "page.keys_cells": ("←", "↑", "↓", "→"),
        "page.keys_close": ("Esc",),
    }
    return "".join(
        f"<span>{' '.join(f'<kbd>{key}</kbd>' for key in pressed)} {both(name)}</span>"
        for name, pressed in keys.items()
    )


def _stepper() -> str:
    return (
        '<div class="stepper">'
        f'<button type="button" data-step="-1">{both("page.previous")} '
        '<kbd class="keys" aria-hidden="true">p</kbd></button>'
        '<output id="place" aria-live="off"></output>'
        f'<button type="button" data-step="1">{both("page.next")} '
        '<kbd class="keys" aria-hidden="true">n</kbd></button></div>'
    )


def _findings(findings: list[Finding]) -> str:
    if not findings:
        return f'<p class="none">{both("page.no_findings")}</p>\n'
    return f"<ol>\n{''.join(map(_finding, findings))}</ol>\n"


def _finding(finding: Finding) -> str:
    verdict = f" · {both(f'verdict.{finding.verdict}')}" if finding.verdict else ""
    meta = f'<span class="meta"><code>{shown(finding.code)}</code>{verdict}</span>'
    text = pair(finding.message_zh, finding.message)
    inner = f'{_severity(finding)}{meta}<span class="text">{text}</span>'
    return f'<li><button type="button">{inner}</button></li>\n'


def _legend(used: Counter[str]) -> str:
    entries = {"printed": "41", **EXAMPLES}
    return "".join(
        f'<li><span class="chip {name}">{shown(example)}</span>'
        f"<span><b>{both(f'state.{name}')}</b> {both(f'legend.{name}')} ({used[name]})</span></li>"
        for name, example in entries.items()
        if used[name]
    )


def _tables(report: Report, cells: ReportCells) -> str:
    return "".join(_iter_tables(report, cells))


def _iter_tables(report: Report, cells: ReportCells) -> Iterator[str]:
    if not report.tables:
        yield f"<p>{both('page.no_table')}</p>\n"
    for table in iter_tables(report, cells):
        yield f'<div class="tables-scroll">{table}</div>\n'
    if report.extra_rows:
        yield f"<h3>{both('page.extra_rows')}</h3>\n<ul>"
        for row in report.extra_rows:
            numbers = "　".join(shown(raw) or EXAMPLES["blank"] for raw in row.raw)
            yield f"<li>{shown(row.label)}: {numbers}</li>"
        yield "</ul>\n"
