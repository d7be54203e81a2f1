"""A known truth in every format: each cell exact, and its place in the file holds it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.documents import (
    EDITIONS,
    FOLDER,
    FORMATS,
    NEEDS,
    WITH_OFFSETS,
    check_cells,
    docx_cell,
    odt_cell,
    truth,
    xlsx_cell,
)
from tests.paths import SHARED


def need(format: str) -> None:
    """Skip where the library that opens a format is not installed."""
    if format in NEEDS:
        pytest.importorskip(NEEDS[format])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_is_exact(edition: str, format: str) -> None:
    """Every format gives the same numbers, marks and empty cells, each in its own cell, without a finding."""
    need(format)
    known = truth(edition)
    report = gr.read(FOLDER / f"report_{edition}.{format}")
    check_cells(report, known["cells"])
    assert (report.title, report.organization, report.year, report.edition) == (
        known["title"],
        known["organization"],
        known["year"],
        edition,
    )
    assert not report.findings
    assert set(report.layouts.values()) == {"native_table"}
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert gr.Report.from_dict(report.to_dict(text=True)) == report


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_places(edition: str, format: str) -> None:
    """A cell says where it stands: by page, table, row and column, and by offsets where the file is text."""
    need(format)
    file = FOLDER / f"report_{edition}.{format}"
    report = gr.read(file)
    assert report.text is not None
    places: set[object] = set()
    for cell in report.cells():
        if format in WITH_OFFSETS:
            assert cell.place is not None
            assert (cell.place.page, cell.place.box) == (None, None)
            assert "".join(report.text[start:end] for start, end in cell.parts) == cell.raw
            assert cell.start is not None
            assert cell.line == report.text.count("\n", 0, cell.start) + 1
            places.add(cell.start)
            continue
        assert (cell.parts, cell.start, cell.end, cell.line) == ((), None, None, None)
        assert cell.place is not None
        places.add(cell.place)
        assert str(cell.place.row) in report.explain(cell.path)
    assert len(places) == len(list(report.cells()))


@pytest.mark.parametrize("edition", EDITIONS)
def test_places_hold_their_cells(edition: str) -> None:
    """Counted anew in the file, the table, row and column of each place hold what the cell prints."""
    for format, cell_at in (("docx", docx_cell), ("odt", odt_cell), ("xlsx", xlsx_cell)):
        file = FOLDER / f"report_{edition}.{format}"
        for cell in gr.read(file).cells():
            assert cell.place is not None
            assert cell_at(file, cell.place) == cell.raw, (format, cell)


@pytest.mark.parametrize("edition", EDITIONS)
def test_places_in_doc(edition: str) -> None:
    """A DOC made of a DOCX has each cell at the same table, row and column."""
    need("doc")
    new, old = (
        {cell.path: cell.place for cell in gr.read(FOLDER / f"report_{edition}.{format}").cells()}
        for format in ("docx", "doc")
    )
    assert new == old


@pytest.mark.parametrize("edition", EDITIONS)
def test_places_in_pdf(edition: str) -> None:
    """Page, table, row and column of a PDF are those that pdfplumber finds."""
    need("pdf")
    pdfplumber = pytest.importorskip("pdfplumber")
    file = FOLDER / f"report_{edition}.pdf"
    with pdfplumber.open(file) as pdf:
        tables = [page.extract_tables() for page in pdf.pages]
    for cell in gr.read(file).cells():
        place = cell.place
        assert place is not None
        assert place.page is not None
        assert place.table is not None
        found = tables[place.page - 1][place.table - 1][(place.row or 0) - 1]
        assert "".join((found[(place.column or 0) - 1] or "").split()) == cell.raw


@pytest.mark.parametrize("format", FORMATS)
def test_ways_to_hand_a_file_over(format: str) -> None:
    """A path, a path as text, an open file and the bytes give the same report; the name is what was given."""
    need(format)
    file = FOLDER / f"report_2021.{format}"
    report = gr.read(file)
    assert report.source == str(file)
    with file.open("rb") as opened:
        again = gr.read(opened)
    assert again == report
    data = file.read_bytes()
    unnamed = gr.read(data)
    assert unnamed.source is None
    assert unnamed.values() == report.values()
    named = gr.read(io.BytesIO(data), name="年报.bin")
    assert named.source == "年报.bin"
    assert named.values() == report.values()


@pytest.mark.parametrize("format", FORMATS)
def test_names_do_not_count(format: str, tmp_path: Path) -> None:
    """A file that lies about its type is read as what it is."""
    need(format)
    lying = tmp_path / "report.jpg"
    lying.write_bytes((FOLDER / f"report_2019.{format}").read_bytes())
    assert gr.read(lying).values() == gr.read(FOLDER / f"report_2019.{format}").values()


@pytest.mark.parametrize(("format", "library"), sorted(NEEDS.items()))
def test_missing_library(format: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library of a format the error has the line that installs it."""
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == library else object()
    )
    with pytest.raises(gr.UnreadableFileError, match=rf'pip install "govinfo-report\[{format}\]"'):
        gr.read(FOLDER / f"report_2019.{format}")


def test_text_needs_no_reader() -> None:
    """Parsing a text loads no reader, and reading one no library of an extra."""
    import subprocess

    code = (
        "import sys, govinfo_report as gr; gr.parse('规章\\t1\\t2\\t3');"
        "assert 'govinfo_report.source.readers' not in sys.modules;"
        "gr.read('规章,1'.encode());"
        "extras = {'olefile', 'pypdfium2', 'fastwarc', 'striprtf', 'xlrd', 'xml.etree.ElementTree'};"
        "assert not extras & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real copies are not here")
class TestShared:
    """The real files, where they are at hand."""

    @pytest.mark.parametrize("name", ["shanghai-office-2019", "unnamed-city-2025"])
    def test_real_pages(self, name: str) -> None:
        """Real pages are exact: a stray narrow column, differing spans, empty cells."""
        check_real(f"{name}.html", name)

    def test_real_pdf(self) -> None:
        """The real PDF is exact, its vertical label included, and its office's two wrong totals are said."""
        need("pdf")
        report = check_real("hongze-2023.pdf", "hongze-2023")
        assert [item.code for item in report.findings].count("review_total") == 2

    @pytest.mark.parametrize("format", ["html", "docx", "odt", "doc", "pdf"])
    def test_extractors_sample(self, format: str) -> None:
        """One made-up report in five formats is exact in each."""
        need(format)
        import json

        known = json.loads((SHARED / "extractors" / "truth.json").read_text("utf-8"))
        report = gr.read(SHARED / "extractors" / f"sample.{format}")
        cells = {cell.path: cell for cell in report.cells()}
        for path, text in known.get("values", known).items():
            assert (cells[path].state, cells[path].raw) == ("printed", text)

    @pytest.mark.parametrize("name", ["plain.html", "justhtml_md_html.txt"])
    def test_text_with_tables(self, name: str) -> None:
        """What extractors leave with its tables in HTML is exact by `parse`, too."""
        import json

        known = json.loads((SHARED / "extractors" / "truth.json").read_text("utf-8"))
        report = gr.parse((SHARED / "extractors" / name).read_text("utf-8"))
        for path, text in known.get("values", known).items():
            assert (report.cell(path).state, report.cell(path).raw) == ("printed", text)


def check_real(file: str, name: str) -> gr.Report:
    """Check a real file against its truth."""
    import json

    known = json.loads((SHARED / "real" / "truth" / f"{name}.json").read_text("utf-8"))
    report = gr.read(SHARED / "real" / file)
    found = {cell.path: cell for cell in report.cells()}
    # the PDF prints its office without the city before it
    assert report.organization
    assert known["organization"].endswith(report.organization)
    assert report.year == known["year"]
    for path, text in known["values"].items():
        cell = found[path]
        if text:
            assert (path, cell.state, cell.raw) == (path, "printed", text)
        else:
            assert (path, cell.state) == (path, "blank")
    assert set(report.values()) <= set(known["values"])
    return report
