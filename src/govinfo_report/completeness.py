"""What a copy lacks as a whole: headings, tables, facts of its identity; and whether it is such a report at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from attrs import define

from govinfo_report.findings import finding, named
from govinfo_report.grammar import CellSum, HeadingReader, edition_due
from govinfo_report.identity import Identity
from govinfo_report.model import Evidence, Finding, TableCells, path_parts
from govinfo_report.official import Form
from govinfo_report.sections import SectionMap, read_old_sections
from govinfo_report.source import LineNumbers, Lines

# no line end, tag or bar behind the last number
_OPEN_END = re.compile(r"[0-9０-９][.．,，]?[^\S\r\n]*\Z")


@define
class Found:
    """What was found in a copy.

    Attributes:
        text: the copy.
        sections: its headings and the stretches of its tables.
        identity: what it says of itself.
        editions: table to edition.
        unread: tables that no layout fits, of which a line was found and in which numbers stand beside dates.
        troubles: codes of what the reader says of the file.
        line_of: gives the line of an offset.
    """

    text: str
    sections: SectionMap
    identity: Identity
    editions: Mapping[str, str]
    unread: tuple[str, ...]
    troubles: Collection[str]
    line_of: LineNumbers


def is_unsupported(found: Found, form: Form) -> bool:
    """Tell whether a copy is of a year before the first form, and prints no table of any form.

    Where the year is not told, its headings or its table tell it.
    """
    if found.editions:
        return False
    year = found.identity.year
    if year is not None:
        return edition_due(form, year) is None
    # 二、主动公开政府信息情况 is a heading of before 2019, too; the form's others are not
    own = sum(
        section.heading.endswith(form.sections[section.id].title)
        for section in found.sections.sections
    )
    return own <= 1 and len(read_old_sections(found.text)) > own


def check_kind(
    kind: Evidence | None, troubles: Collection[str], line_of: LineNumbers
) -> list[Finding]:
    """Say that a copy is no report, and what it is.

    Args:
        kind: its kind; None where none is known.
        troubles: codes of what the reader says of the file.
        line_of: gives the line of an offset.
    """
    # pictures of pages show no heading whatever they are of; the file's own finding says all there is to say
    if "text_layer_missing" in troubles:
        return []
    if kind is None:
        return [finding("not_a_report", kind="unknown")]
    span = (kind.start, kind.end)
    return [finding("not_a_report", span=span, line=line_of(kind.start), kind=kind.value)]


def check_completeness(found: Found, form: Form, headings: HeadingReader) -> list[Finding]:
    """Say what a copy lacks.

    Args:
        found: what was found in it.
        form: what should be there.
        headings: parses the sequence of headings.
    """
    findings: list[Finding] = []
    if is_unsupported(found, form):
        year = found.identity.year
        findings.append(
            finding("edition_unsupported", why="before_2019", year=year or named("untold"))
        )
    else:
        if not found.editions:
            findings += [finding("table_missing", table=table) for table in form.tables]
        if not found.editions or not form.tables.keys().isdisjoint(found.editions):
            findings += _headings(found, form, headings)
        findings += _layouts(found)
    for fact in ("title", "organization", "year"):
        torn = found.identity.torn if fact == "organization" else None
        if fact in found.identity.facts:
            continue
        if torn is None:
            findings.append(finding("fact_missing", why=fact, year=found.identity.year or ""))
            continue
        span, line = (torn.start, torn.end), found.line_of(torn.start)
        findings.append(
            finding("fact_missing", why="organization_torn", span=span, line=line, raw=torn.value)
        )
    return findings + _years(found)


def _headings(found: Found, form: Form, headings: HeadingReader) -> list[Finding]:
    sections = found.sections.sections
    order = headings.order([section.id for section in sections])
    findings = [
        finding("section_missing", heading=form.sections[name].heading) for name in order.missing
    ]
    if not order.in_order:
        words = "、".join(section.heading for section in sections)
        findings.append(finding("sections_out_of_order", found=words))
    second = found.sections.second
    if second is not None:
        heading = Lines(found.text[second : second + 40]).texts[0]
        span = (second, second + len(heading))
        findings.append(
            finding("several_reports", span=span, line=found.line_of(second), heading=heading)
        )
    return findings


def _layouts(found: Found) -> list[Finding]:
    findings = []
    for table in found.unread:
        span = found.sections.tables[table]
        findings.append(
            finding("layout_unknown", span=span, line=found.line_of(span[0]), table=table)
        )
    return findings


def _years(found: Found) -> list[Finding]:
    """Compare every place that tells the year with the strongest one."""
    findings = []
    years = found.identity.years
    for other in years[1:]:
        if other.value != years[0].value:
            findings.append(
                finding(
                    "year_conflict",
                    span=(other.start, other.end),
                    line=found.line_of(other.start),
                    year=years[0].value,
                    source=years[0].source,
                    other=other.value,
                    other_source=other.source,
                    raw=other.raw,
                )
            )
    return findings


def ends_in_number(text: str) -> bool:
    """Tell whether a text ends right behind a digit, so that more of the number may be cut off."""
    return _OPEN_END.search(text[-20:]) is not None


def check_last_number(
    text: str, cells: TableCells, sums: Sequence[CellSum], form: Form
) -> list[Finding]:
    """Say that the last number of a copy that ends inside a table may be cut off: 6 of 62.

    Args:
        text: the copy; it ends right behind a digit.
        cells: the last table that it prints.
        sums: the sums of that table; a total that its row adds up to is whole.
        form: gives the words of the finding.
    """
    end = len(text.rstrip())
    for at in reversed(range(len(cells.values))):
        if not cells.values[at]:
            continue
        cell = cells.cell(at)
        if not cell.parts or cell.parts[-1][1] != end:
            continue
        rows = [entry for entry in sums if entry.along == "rows" and at in entry.equals]
        if any(
            sum(cells.values[part] or 0 for part in entry.parts) == cell.value for entry in rows
        ):
            return []
        shape = cells.shape
        _, row, column = path_parts(cell.path)
        return [
            finding(
                "number_cut",
                cells=(cell.path,),
                span=(cell.parts[0][0], end),
                line=cell.line,
                row=form.wording(shape.edition, shape.table, row),
                column=form.wording(shape.edition, shape.table, column),
                found=cell.raw,
            )
        ]
    return []


def failed_table(table: str, error: Exception, tables: Mapping[str, TableCells]) -> Finding:
    """Make the finding of a table on which this library failed.

    Args:
        table: the table's id.
        error: what was raised.
        tables: the tables as they were read, this one without numbers.
    """
    paths = tables[table].shape.paths if table in tables else ()
    words = f"{type(error).__name__}: {error}"
    return finding("table_failed", cells=paths, table=table, error=words)
