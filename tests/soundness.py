"""What holds for every report, whatever the copy: asked of one report at a time."""

from __future__ import annotations

import json
from html import unescape
from itertools import pairwise

from govinfo_report import STATES, Cell, Report, parse
from govinfo_report.findings import catalogue
from govinfo_report.model import path_parts
from govinfo_report.official import official_form
from govinfo_report.source.lines import LINE_ENDS
from govinfo_report.source.wrapped import has_other_ends
from govinfo_report.testing import reread


def parsed(text: str) -> Report:
    """Parse a text and check everything that holds for any report."""
    report = parse(text)
    check_report(report, text)
    return report


def codes(report: Report) -> list[str]:
    """Give the codes of a report's findings."""
    return [item.code for item in report.findings]


def check_report(report: Report, text: str) -> None:
    """Check that a report is about its text: places, states, findings, and plain data and back."""
    check_cells(report, text)
    check_sections(report, text)
    check_findings(report, text)
    check_tables(report)
    check_plain_data(report)


def check_cells(report: Report, text: str) -> None:
    """Check each cell: its parts hold its raw text, its value is what stands there, nothing is used twice."""
    owner: dict[int, str] = {}
    for cell in report.cells():
        check_cell(cell, text)
        for start, end in cell.parts:
            for at in range(start, end):
                assert at not in owner, f"{cell.path} and {owner[at]} both read character {at}"
                owner[at] = cell.path
        assert report.cell(cell.path) == cell
    for row in report.extra_rows:
        for raw, parts in zip(row.raw, row.parts, strict=True):
            assert "".join(text[start:end] for start, end in parts) == raw


def check_cell(cell: Cell, text: str) -> None:
    """Check one cell by itself."""
    assert cell.state in STATES
    assert all(0 <= start <= end <= len(text) for start, end in cell.parts), cell
    assert all(one[1] <= other[0] for one, other in pairwise(cell.parts)), cell
    assert "".join(text[start:end] for start, end in cell.parts) == cell.raw, cell
    if len(cell.parts) == 1:
        assert text[cell.start : cell.end] == cell.raw, cell
    if cell.parts:
        before = (text.translate(LINE_ENDS) if has_other_ends(text) else text)[: cell.parts[0][0]]
        line = 1 + before.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        # a place between the two characters of one line end is still on the line that they end
        assert cell.line == line - (
            before.endswith("\r") and text[len(before) :].startswith("\n")
        ), cell
    else:
        assert cell.line is None, cell
    if cell.state in ("printed", "aligned"):
        money = is_money(cell.path)
        assert cell.value == reread(cell.raw, money).value, cell
        assert cell.candidates == (), cell
    else:
        assert cell.value is None, cell
    if cell.state == "blank":
        assert cell.raw == "", cell
        assert cell.start is not None, cell
        assert cell.start == cell.end, cell
    if cell.state in ("mark", "unreadable"):
        assert cell.raw, cell
    if cell.state in ("lost", "inferred", "ambiguous"):
        assert len(cell.candidates) >= {"lost": 0, "inferred": 1, "ambiguous": 1}[cell.state], cell


def is_money(path: str) -> bool:
    """Tell whether a cell of the official form holds an amount of money."""
    table, row, column = path_parts(path)
    form = official_form()
    every = (each.tables[table] for each in (form, *form.annexes) if table in each.tables)
    return any(
        known.counted(row, column).money
        for known in every
        if row in known.rows and column in known.columns
    )


def check_sections(report: Report, text: str) -> None:
    """Check that sections stand where they say, one behind another, and facts of identity where they say."""
    for section in report.sections:
        printed = text[section.start : section.end]
        # what entities of HTML stand for is what the copy prints
        assert section.heading + section.text in (printed, unescape(printed))
    assert all(one.end <= other.start for one, other in pairwise(report.sections))
    for evidence in report.identity.values():
        printed = text[evidence.start : evidence.end]
        assert evidence.raw in (printed, unescape(printed))
    for claim in report.claims:
        assert text[claim.start : claim.end] == claim.raw


def check_findings(report: Report, text: str) -> None:
    """Check that findings are of the catalogue, list cells that the report has, and stand inside the text."""
    codes = catalogue()
    for finding in report.findings:
        assert finding.severity == codes[finding.code]["severity"]
        assert finding.message
        assert finding.message_zh
        for path in finding.cells:
            report.cell(path)
        assert (finding.start is None) == (finding.end is None), finding
        # what a file holds outside its tables has no line that anyone can open, nor a place
        assert finding.start is not None or finding.line is None, finding
        if finding.start is not None and finding.end is not None:
            assert 0 <= finding.start <= finding.end <= len(text)


def check_tables(report: Report) -> None:
    """Check that no table is said to have no line and, in another finding, some lines in an unknown layout."""
    for name in official_form().tables:
        said = {item.code for item in report.findings if f"({name})" in item.message}
        assert not said >= {"table_missing", "layout_unknown"}, name


def check_plain_data(report: Report) -> None:
    """Check that ``to_dict`` through JSON and back loses nothing, with the text and without."""
    for with_text in (False, True):
        data = report.to_dict(text=with_text)
        through = json.loads(json.dumps(data))
        assert through == data
        back = Report.from_dict(through)
        assert back == report
        assert back.to_dict(text=with_text) == data
    assert list(back.cells()) == list(report.cells())
    assert back.values() == report.values()
    assert [type(value) for value in back.values().values()] == [
        type(value) for value in report.values().values()
    ]
    assert back.findings == report.findings
    for name, table in report.tables.items():
        assert back.tables[name].proofs == table.proofs
    assert back.text == report.text
