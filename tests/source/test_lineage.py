"""Every number that is stated leads back to the file: to characters of its text, or to a place in it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import govinfo_report as gr
from govinfo_report.export import fact_table
from govinfo_report.export.values import TOLD
from govinfo_report.model import Place
from tests.documents import EDITIONS, FOLDER, NEEDS
from tests.paths import ROOT

SAMPLES = sorted(
    file
    for folder in ("cli", "copies", "documents", "real", "layouts")
    for file in (ROOT / "tests" / "data" / folder).iterdir()
    if file.is_file()
    and file.suffix not in {".json", ".gz"}
    and file.stem not in {"README", "encrypted"}
)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_every_stated_cell_leads_back(file: Path) -> None:
    """Its characters hold what it prints, or its place names a row of a table or a page."""
    extra = NEEDS.get(file.suffix[1:])
    if extra is not None:
        pytest.importorskip(extra)
    report = gr.read(file)
    for cell in report.cells():
        if cell.value is None:
            continue
        if cell.parts:
            assert report.text is not None
            assert "".join(report.text[start:end] for start, end in cell.parts) == cell.raw
            assert cell.line is not None
        else:
            assert cell.place is not None, cell
            assert cell.place.row, cell
            assert cell.place.column, cell


def shown_in_boxes(
    edition: str, placed: Iterable[tuple[Place | None, str]]
) -> list[tuple[str, str]]:
    """Give what the boxes of places on the pages of a sample hold, by another reader, each with what is said of it."""
    pdfium = pytest.importorskip("pypdfium2")
    found = []
    with pdfium.PdfDocument(FOLDER / f"report_{edition}.pdf") as pdf:
        pages = [page.get_textpage() for page in pdf]
        for place, raw in placed:
            assert place is not None
            assert place.box is not None
            assert place.page is not None
            shown = pages[place.page - 1].get_text_bounded(*place.box)
            found.append(("".join(shown.split()), "".join(raw.split())))
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_boxes_hold_what_is_printed(edition: str) -> None:
    """On the page, the box of each cell and claim holds what it prints."""
    pytest.importorskip("pypdfium2")
    report = gr.read(FOLDER / f"report_{edition}.pdf")
    placed = [(cell.place, cell.raw) for cell in report.cells()]
    placed += [(claim.place, claim.raw) for claim in report.claims]
    assert placed
    assert all(shown == raw for shown, raw in shown_in_boxes(edition, placed))


def test_empty_cell_has_the_box_between_its_rules() -> None:
    """A cell that prints nothing stands somewhere, too."""
    pytest.importorskip("pypdfium2")
    report = gr.read(FOLDER / "report_2019.pdf")
    empty = [cell for cell in report.cells() if cell.state == "blank"]
    assert empty
    for cell in empty:
        assert cell.place is not None
        assert cell.place.box is not None
        left, bottom, right, top = cell.place.box
        assert right - left > 10
        assert top - bottom > 10


def changed(format: str, old: bytes, new: bytes) -> gr.Report:
    """Read a sample document with another text in its cells."""
    file = FOLDER / f"report_2021.{format}"
    if format != "docx":
        return gr.read(_replaced(file.read_bytes(), old, new))
    buffer = BytesIO()
    with ZipFile(file) as package, ZipFile(buffer, "w") as written:
        for name in package.namelist():
            part = package.read(name)
            is_text = name == "word/document.xml"
            written.writestr(name, _replaced(part, old, new) if is_text else part)
    return gr.read(buffer.getvalue())


def _replaced(page: bytes, old: bytes, new: bytes) -> bytes:
    assert b">" + old + b"<" in page
    return page.replace(b">" + old + b"<", b">" + new + b"<")


@pytest.mark.parametrize("format", ["docx", "html"])
def test_findings_name_their_place(format: str) -> None:
    """A sum that fails is told at the row and column of its table; at a line only where the file has lines."""
    right = gr.read(FOLDER / f"report_2021.{format}")
    total = right.cell("requests.total_handled.total").raw.encode()
    report = changed(format, total, total + b"9")
    found = [item for item in report.findings if item.verdict is not None]
    assert found
    for item in found:
        assert item.place is not None
        assert item.place.row
        assert item.place.column
        assert (item.line is None) == (format == "docx")


@pytest.mark.parametrize("format", ["docx", "html"])
def test_rows_that_the_form_lacks_have_a_place(format: str) -> None:
    """A foreign row is told at its table and row, as the cells of that row are in the right document."""
    right = gr.read(FOLDER / f"report_2021.{format}").cell("disclosure.rules.issued").place
    report = changed(format, "规章".encode(), "奇怪事项".encode())
    (row,) = report.extra_rows
    assert row.place is not None
    assert right is not None
    assert (row.place.table, row.place.row) == (right.table, right.row)
    assert (row.line is None) == (format == "docx")
    assert gr.Report.from_dict(report.to_dict()) == report


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_every_fact_and_section_leads_back(file: Path) -> None:
    """Its characters hold what it prints; in a file with pages its place is told, in a table the row."""
    extra = NEEDS.get(file.suffix[1:])
    if extra is not None:
        pytest.importorskip(extra)
    report = gr.read(file)
    assert report.text is not None or not report.identity
    text = report.text or ""
    told = [(fact.raw, fact.start, fact.end, fact.place) for fact in report.identity.values()]
    told += [(each.heading, each.start, each.end, each.place) for each in report.sections]
    wide = fact_table(report, "wide")
    for raw, start, end, place in told:
        # in a page of HTML marks may stand between
        assert is_within("".join(raw.split()), text[start:end])
        if file.suffix in {".pdf", ".xlsx", ".xls"}:
            assert place is not None
            assert place.page
            assert place.box or place.row
    for name in TOLD:
        assert (wide[f"{name}_place"][0] is None) == (name not in report.identity)


def is_within(words: str, text: str) -> bool:
    """Tell whether characters stand in a text in their order."""
    left = iter(text)
    return all(character in left for character in words)


@pytest.mark.parametrize("edition", EDITIONS)
def test_boxes_hold_facts_and_headings(edition: str) -> None:
    """On the page, the box of the title, the office, the year, the day and each heading holds what it prints."""
    pytest.importorskip("pypdfium2")
    report = gr.read(FOLDER / f"report_{edition}.pdf")
    placed = [(fact.place, fact.raw) for fact in report.identity.values()]
    placed += [(section.place, section.heading) for section in report.sections]
    assert len(placed) == 5 + 6
    assert all(raw in shown for shown, raw in shown_in_boxes(edition, placed))
