"""A report written as the form prints it: Markdown, or HTML with merged cells.

What is written is canonical: ``parse`` reads it back to the same numbers, states and units, whatever layout the copy
had.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from govinfo_report.export.printed import printed_texts
from govinfo_report.form_grid import Merged
from govinfo_report.form_view import form
from govinfo_report.model import Report
from govinfo_report.official import official_form


def iter_parts(report: Report) -> Iterator[tuple[str, str, str | None]]:
    """Give the parts of a report in the order of the form: heading, prose, and the table that stands there, if any.

    Args:
        report: the report.
    """
    order = list(official_form().sections)
    parts = [
        (
            order.index(section.id) if section.id in order else 0,
            section.heading,
            section.text,
            section.id,
        )
        for section in report.sections
    ]
    missing = report.tables.keys() - {section.id for section in report.sections}
    for name in report.tables:
        if name in missing:
            heading = next(
                iter(form().editions[report.tables[name].shape.edition].tables[name])
            ).heading
            parts.append((order.index(name) if name in order else len(order), heading, "", name))
    for _, heading, text, name in sorted(parts, key=lambda part: part[0]):
        is_table = name in report.tables
        yield heading, "" if is_table else text.strip(), name if is_table else None


def _signature(report: Report) -> list[str]:
    """Give who signed and when, as the copy prints the day."""
    if "signed" not in report.identity:
        return []
    return [*filter(None, [report.organization]), report.identity["signed"].raw]


def report_markdown(report: Report) -> str:
    """Write a report as Markdown: its title, its sections, its tables between bars.

    Args:
        report: the report.
    """
    parts = [report.title or ""]
    for heading, text, table in iter_parts(report):
        parts += heading, text
        if table is not None:
            parts.append(_pipes(report, table))
    parts += _signature(report)
    return "\n\n".join(filter(None, parts)) + "\n"


def _pipes(report: Report, table: str) -> str:
    rows = list(printed_texts(report, table))
    width = max(cell.column + cell.width for row in rows for cell, _ in row)
    lines = []
    for row in rows:
        texts = {cell.column: _barred(text) for cell, text in row}
        line = " | ".join(texts.get(column, "") for column in range(width))
        lines.append(f"| {line} |".replace("  ", " "))
    first, *others = lines
    return "\n".join([first, "|" + "---|" * width, *others])


def _barred(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def table_html(report: Report, table: str) -> str:
    """Write a table of a report as HTML, with the merged cells of the form.

    Args:
        report: the report.
        table: the id of the table.
    """
    lines = ["<table>"]
    for row in printed_texts(report, table):
        cells = (_html_cell(cell, text) for cell, text in row)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])


def _html_cell(cell: Merged, text: str) -> str:
    tag = "th" if cell.is_heading else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.width), ("rowspan", cell.height))
        if count > 1
    )
    return f"<{tag}{spans}>{escape(text)}</{tag}>"


def report_html_tables(report: Report) -> str:
    """Write a report as a page of HTML: its title, its sections, its tables with merged cells, and nothing else.

    Args:
        report: the report.
    """
    title = escape(report.title or "")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>',
    ]
    lines += ["</head><body>", f"<h1>{title}</h1>" if title else ""]
    for heading, text, table in iter_parts(report):
        lines.append(f"<h2>{escape(heading)}</h2>")
        lines += [f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip()]
        if table is not None:
            lines.append(table_html(report, table))
    lines += [f"<p>{escape(line)}</p>" for line in _signature(report)]
    return "\n".join([*filter(None, lines), "</body></html>", ""])
