"""What a notebook shows of a report, a cell and a finding: short, without any script, in the language of the locale."""

from __future__ import annotations

from govinfo_report.errors import locale_language
from govinfo_report.evidence.escaping import shown
from govinfo_report.evidence.form_tables import ReportCells, table_html
from govinfo_report.evidence.marks import EXAMPLES, CellWriter
from govinfo_report.evidence.wording import Language, resource, words
from govinfo_report.model import Cell, Finding, Report
from govinfo_report.official import official_form

MOST_FINDINGS = 8
"""Findings that a report shows; the others are counted."""
MOST_CELLS = 3


def report_html(report: Report) -> str:
    """Give a report as a notebook shows it: what it is, its findings, and its tables, each to be opened."""
    cells, lang = ReportCells.of(report), locale_language()
    facts = [report.organization, report.year and str(report.year), report.edition, report.source]
    out = [
        f'<style>{resource("notebook.css")}</style><div class="govinfo-report">'
        f"<p><b>{shown(report.title or report.organization or report.source or '?')}</b><br>"
        f"{' · '.join(shown(fact) for fact in facts if fact)}</p>\n"
    ]
    if report.findings:
        listed = "".join(
            f"<li>{_finding(item, lang)}</li>" for item in report.findings[:MOST_FINDINGS]
        )
        more = len(report.findings) - MOST_FINDINGS
        rest = f"<li>{words('notebook.more', lang, count=more)}</li>" if more > 0 else ""
        out.append(f"<ul>{listed}{rest}</ul>\n")
    for name, table in report.tables.items():
        stated = sum(value is not None for value in table.values)
        share = words("page.of_cells", lang, values=stated, cells=len(table.values))
        drawn = table_html(name, table.shape.edition, cells, is_button=False)
        out.append(
            f"<details><summary>{_heading(name, table.shape.edition, lang)}: {share}</summary>{drawn}</details>\n"
        )
    used = [name for name in EXAMPLES if name in cells.used()]
    if used:
        marks = (f"<b>{shown(EXAMPLES[name])}</b> {words(f'legend.{name}', lang)}" for name in used)
        out.append(f"<p><small>{words('notebook.separator', lang).join(marks)}</small></p>\n")
    return "".join([*out, "</div>"])


def cell_html(cell: Cell) -> str:
    """Give a cell as a notebook shows it."""
    text = shown(CellWriter(widest=40).text(cell, cell.is_doubted))
    lang, place = locale_language(), ""
    if cell.place is not None:
        place = cell.place.text(lang)
    elif cell.parts:
        at = {"line": cell.line, "start": cell.start, "end": cell.end}
        place = words("notebook.characters", lang, **at)
    # in English the name of the state, which is that of the attribute
    state = words(f"state.{cell.state}", lang) if lang == "zh" else cell.state
    label = f"{shown(cell.label)} " if cell.label else ""
    line = f"{label}<code>{shown(cell.path)}</code> <b>{text}</b> {state}"
    out = [f"<div>{line}{f' ({shown(place)})' if place else ''}"]
    out += [f"<br>{_finding(item, lang)}" for item in cell.findings]
    return "".join([*out, "</div>"])


def finding_html(finding: Finding) -> str:
    """Give a finding as a notebook shows it."""
    return f"<div>{_finding(finding, locale_language())}</div>"


def _heading(table: str, edition: str, lang: Language) -> str:
    """Name a table: by its attribute, in Chinese by the heading that the form prints."""
    return official_form().of(table, edition).sections[table].heading if lang == "zh" else table


def _finding(finding: Finding, lang: Language) -> str:
    verdict = f" ({words(f'verdict.{finding.verdict}', lang)})" if finding.verdict else ""
    cells = ", ".join(f"<code>{shown(path)}</code>" for path in finding.cells[:MOST_CELLS])
    more = len(finding.cells) - MOST_CELLS
    cells += f", +{more}" if more > 0 else ""
    line = f"<b>{words(f'severity.{finding.severity}', lang)}</b> <code>{shown(finding.code)}</code>{verdict}: "
    return f"{line}{shown(finding.text(lang))}{f' [{cells}]' if cells else ''}"
