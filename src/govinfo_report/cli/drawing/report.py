"""A whole report as it is drawn: what it is, its tables, the legend, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from govinfo_report.cli.console import STYLES, printable
from govinfo_report.cli.drawing.marks import EXAMPLES, Marks
from govinfo_report.cli.drawing.tables import Drawing, draw_table
from govinfo_report.cli.wording import Words
from govinfo_report.model import ExtraRow, Report
from govinfo_report.pipeline import default_pipeline

MOST_FINDINGS = 8
"""Findings that are listed under the tables; ``check`` lists all."""


def draw_report(report: Report, words: Words, width: int) -> Iterator[RenderableType]:
    """Draw a report.

    Args:
        report: the report.
        words: the words for what is not the form's.
        width: columns to draw in.

    Yields:
        What is printed, one piece below the other.
    """
    pipeline = default_pipeline()
    yield from _iter_identity(report, words)
    marks = Marks(report.findings)
    for name, cells in report.tables.items():
        known = pipeline.readers[name].editions[cells.shape.edition]
        yield ""
        yield draw_table(Drawing(pipeline.form, known, cells, marks, width))
    if not report.tables:
        yield ""
        yield Text(words("show.no_table"), "yellow")
        for section in report.sections:
            yield Text(printable(section.heading))
    if report.extra_rows:
        yield ""
        yield Text(words("show.extra_rows"), "bold")
        yield _extra_rows(report.extra_rows)
    if marks.used:
        yield ""
        yield Text(words("show.legend"), "bold")
        yield _legend(marks, words)
    yield ""
    yield from _iter_findings(report, words)


def _iter_identity(report: Report, words: Words) -> Iterator[RenderableType]:
    yield Text(printable(report.title or words("show.no_title")), "bold")
    editions = [edition for edition in report.editions.values() if edition]
    facts = {
        "organization": report.organization,
        "year": report.year,
        "edition": " / ".join(dict.fromkeys(editions)),
        "layout": " / ".join(dict.fromkeys(report.layouts.values())),
    }
    line = Text()
    for name, value in facts.items():
        line.append(f"{words(f'show.{name}')} ", "dim")
        line.append(f"{printable(str(value or words('show.unknown')))}   ")
    line.rstrip()
    yield line
    if report.source is not None:
        yield Text(printable(report.source), "dim")


def _extra_rows(rows: tuple[ExtraRow, ...]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        numbers = "  ".join(printable(raw) or EXAMPLES["blank"] for raw in row.raw)
        table.add_row(f"  {printable(row.label)}", numbers)
    return table


def _legend(marks: Marks, words: Words) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for name, example in EXAMPLES.items():
        if name in marks.used:
            table.add_row(f"  {example}", words(f"legend.{name}"))
    return table


def _iter_findings(report: Report, words: Words) -> Iterator[RenderableType]:
    findings = report.findings
    if not findings:
        yield Text(words("show.no_findings"), "bold")
        return
    counts = Counter(finding.severity for finding in findings)
    yield Text(
        words(
            "show.findings",
            errors=words.count("error", counts["error"]),
            warnings=words.count("warning", counts["warning"]),
            infos=words.count("info", counts["info"]),
        ),
        "bold",
    )
    gravest = sorted(findings, key=lambda finding: list(STYLES).index(finding.severity))
    for finding in gravest[:MOST_FINDINGS]:
        text = Text(words(f"severity.{finding.severity}"), STYLES[finding.severity])
        text.append(f" {finding.code}", "bold")
        if finding.line is not None:
            text.append(f" (L{finding.line})", "dim")
        text.append(f" {printable(finding.text(words.lang))}", "default")
        yield Padding(text, (0, 0, 0, 2))
    more = len(findings) - MOST_FINDINGS
    if more > 0:
        text = words(
            "show.more",
            findings=words.count("finding", more),
            source=printable(report.source or "-"),
        )
        yield Padding(Text(text, "dim"), (0, 0, 0, 2))
