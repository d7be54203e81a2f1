"""Every number that is stated leads back to the file: to characters of its text, or to a place in it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import govinfo_report as gr
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


@pytest.mark.parametrize("edition", EDITIONS)
def test_boxes_hold_what_is_printed(edition: str) -> None:
    """On the page, the box of each cell and claim holds what it prints, by another reader of the page's text."""
    pdfium = pytest.importorskip("pypdfium2")
    file = FOLDER / f"report_{edition}.pdf"
    report = gr.read(file)
    with pdfium.PdfDocument(file) as pdf:
        pages = [page.get_textpage() for page in pdf]
        found = [(cell.place, cell.raw) for cell in report.cells()]
        found += [(claim.place, claim.raw) for claim in report.claims]
        for place, raw in found:
            assert place is not None
            assert place.box is not None
            assert place.page is not None
            shown = pages[place.page - 1].get_text_bounded(*place.box)
            assert "".join(shown.split()) == raw


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


@pytest.mark.parametrize("format", ["docx", "html"])
def test_findings_name_their_place(format: str) -> None:
    """A sum that fails is told at the row and column of its table; at a line only where the file has lines."""
    file = FOLDER / f"report_2021.{format}"
    total = gr.read(file).cell("requests.total_handled.total").raw.encode()
    data = file.read_bytes()
    if format == "docx":
        parts = {}
        with ZipFile(file) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        parts["word/document.xml"] = _wrong(parts["word/document.xml"], total)
        buffer = BytesIO()
        with ZipFile(buffer, "w") as package:
            for name, part in parts.items():
                package.writestr(name, part)
        data = buffer.getvalue()
    else:
        data = _wrong(data, total)
    report = gr.read(data)
    found = [item for item in report.findings if item.verdict is not None]
    assert found
    for item in found:
        assert item.place is not None
        assert item.place.row
        assert item.place.column
        assert (item.line is None) == (format == "docx")


def _wrong(page: bytes, total: bytes) -> bytes:
    """Give a page with another total."""
    assert b">" + total + b"<" in page
    return page.replace(b">" + total + b"<", b">" + total + b"9<")
