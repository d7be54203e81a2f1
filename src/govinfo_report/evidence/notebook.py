"""What a notebook shows of a report, a cell and a finding: short, and without any script."""

from __future__ import annotations

from govinfo_report.evidence.escaping import shown
from govinfo_report.evidence.form_tables import ReportCells, table_html
from govinfo_report.evidence.marks import EXAMPLES, CellWriter
from govinfo_report.evidence.wording import resource, words
from govinfo_report.model import Cell, Finding, Report

MOST_FINDINGS = 8
"""Findings that a report shows; the others are counted."""
MOST_CELLS = 3


def report_html(report: Report) -> str:
    """Give a report as a notebook shows it: what it is, its findings, and its tables, each to be opened."""
    cells = ReportCells.of(report)
    facts = [report.organization, report.year and str(report.year), report.edition, report.source]
    out = [
        f'<style>{resource("notebook.css")}</style><div class="govinfo-report">'
        f"<p><b>{shown(report.title or report.organization or report.source or '?')}</b><br>"
        f"{' · '.join(shown(fact) for fact in facts if fact)}</p>\n"
    ]
    if report.findings:
        listed = "".join(f"<li>{_finding(item)}</li>" for item in report.findings[:MOST_FINDINGS])
        more = len(report.findings) - MOST_FINDINGS
        out.append(f"<ul>{listed}{f'<li>+ {more}</li>' if more > 0 else ''}</ul>\n")
    for name, table in report.tables.items():
        stated = sum(value is not None for value in table.values)
        share = words("page.of_cells", "en", values=stated, cells=len(table.values))
        drawn = table_html(name, table.shape.edition, cells, is_button=False)
        out.append(f"<details><summary>{name}: {share}</summary>{drawn}</details>\n")
    used = [name for name in EXAMPLES if name in cells.used()]
    if used:
        marks = (f"<b>{shown(EXAMPLES[name])}</b> {words(f'legend.{name}', 'en')}" for name in used)
        out.append(f"<p><small>{'; '.join(marks)}</small></p>\n")
    return "".join([*out, "</div>"])


def cell_html(cell: Cell) -> str:
    """Give a cell as a notebook shows it."""
    text = shown(CellWriter(widest=40).text(cell, cell.is_doubted))
    place = f"line {cell.line}, characters {cell.start} to {cell.end}" if cell.parts else ""
    if cell.place is not None:
        place = cell.place.text("en")
    label = f"{shown(cell.label)} " if cell.label else ""
    line = f"{label}<code>{shown(cell.path)}</code> <b>{text}</b> {cell.state}"
    out = [f"<div>{line}{f' ({shown(place)})' if place else ''}"]
    out += [f"<br>{_finding(item)}" for item in cell.findings]
    return "".join([*out, "</div>"])


def finding_html(finding: Finding) -> str:
    """Give a finding as a notebook shows it."""
    return f"<div>{_finding(finding)}</div>"


def _finding(finding: Finding) -> str:
    verdict = f" ({finding.verdict})" if finding.verdict else ""
    cells = ", ".join(f"<code>{shown(path)}</code>" for path in finding.cells[:MOST_CELLS])
    more = len(finding.cells) - MOST_CELLS
    cells += f", +{more}" if more > 0 else ""
    line = f"<b>{finding.severity}</b> <code>{shown(finding.code)}</code>{verdict}: "
    return f"{line}{shown(finding.message)}{f' [{cells}]' if cells else ''}"
