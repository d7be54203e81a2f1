"""A whole report as it is drawn: what it is, its tables, the legend, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from govinfo_report.cli.console import SEVERITIES, STYLES, printable
from govinfo_report.cli.drawing.marks import Marks
from govinfo_report.cli.drawing.tables import Drawing, draw_table
from govinfo_report.cli.drawing.wrapping import iter_listed
from govinfo_report.cli.inputs import STDIN_NAME
from govinfo_report.cli.wording import Words
from govinfo_report.evidence.marks import EXAMPLES
from govinfo_report.model import ExtraRow, Finding, Report
from govinfo_report.pipeline import default_pipeline


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
        own = pipeline.of(name, cells.shape.edition)
        known = own.readers[name].editions[cells.shape.edition]
        yield ""
        yield draw_table(Drawing(own.form, known, cells, marks, width))
    if not report.tables:
        yield ""
        yield Text(words("show.no_table"), "yellow")
        for section in report.sections:
            yield Text(printable(section.heading))
    if report.extra_rows:
        yield ""
        yield Text(words("show.extra_rows"), "bold")
        yield from iter_listed([_extra_row(row) for row in report.extra_rows], width)
    if marks.used:
        yield ""
        yield Text(words("show.legend"), "bold")
        legend = [
            (example, words(f"legend.{name}"))
            for name, example in EXAMPLES.items()
            if name in marks.used
        ]
        yield from iter_listed(legend, width)
    yield ""
    yield from _iter_findings(report, words, width)


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


def _extra_row(row: ExtraRow) -> tuple[str, str]:
    numbers = "  ".join(printable(raw) or EXAMPLES["blank"] for raw in row.raw)
    return printable(row.label), numbers


def _iter_findings(report: Report, words: Words, width: int) -> Iterator[Text]:
    """Count the findings, and give the first of each kind."""
    counts = Counter(finding.severity for finding in report.findings)
    if not counts:
        yield Text(words("show.no_findings"), "bold")
        return
    yield Text(
        words(
            "show.findings",
            errors=words.count("error", counts["error"]),
            warnings=words.count("warning", counts["warning"]),
            infos=words.count("info", counts["info"]),
        ),
        "bold",
    )
    kinds: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in report.findings:
        kinds.setdefault((finding.code, finding.reason), []).append(finding)
    yield from iter_listed(
        [
            _kind(of_kind, words)
            for severity in SEVERITIES
            for of_kind in kinds.values()
            if of_kind[0].severity == severity
        ],
        width,
    )
    if len(kinds) < len(report.findings):
        source = "-" if report.source in (None, STDIN_NAME) else printable(str(report.source))
        yield Text(f"  {words('show.all', source=source)}", "dim")


def _kind(findings: list[Finding], words: Words) -> tuple[Text, Text, str]:
    first = findings[0]
    times = f" ×{len(findings)}" if len(findings) > 1 else ""
    place = f"L{first.line} " if first.line is not None else ""
    if first.line is None and first.place is not None:
        place = f"{first.place.text(words.lang)}: "
    return (
        Text(words(f"severity.{first.severity}"), STYLES[first.severity]),
        Text(first.code + times, "bold"),
        printable(place + first.text(words.lang)),
    )
