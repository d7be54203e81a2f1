"""A corpus of documents: web pages, Word files and crawls are read as ``gr.read`` reads them."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract
from govinfo_report.export.facts import fact_table
from govinfo_report.source import recognition
from tests.cli.test_cli import run
from tests.documents import FORMATS, NEEDS
from tests.paths import DATA
from tests.source.test_bad_files import pdf
from tests.strategies import copy_text

DOCUMENTS = DATA / "documents"
NEWS = b"BT /F 12 Tf 72 700 Td (Weather and other news of the day) Tj ET"


def test_documents_are_read(tmp_path: Path) -> None:
    """Documents in a folder and in an archive are read as ``gr.read`` reads them, whichever process does it."""
    files = sorted(
        file for file in DOCUMENTS.iterdir() if file.suffix in (".html", ".docx", ".odt", ".xlsx")
    )
    assert files
    with zipfile.ZipFile(tmp_path / "corpus.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
    expected = {file.name: gr.read(file) for file in files}
    for workers in (1, 2):
        reports = list(gr.iter_reports(tmp_path / "corpus.zip", workers=workers))
        assert [str(report.source).partition("!")[2] for report in reports] == list(expected)
        for report, other in zip(reports, expected.values(), strict=True):
            assert report.text == other.text
            assert report.sections == other.sections
            assert list(report.cells()) == list(other.cells())
            facts = fact_table([report])
            for name in ("raw", "start", "end", "line"):
                assert facts[name] == [getattr(cell, name) for cell in other.cells()], name


class Pipe(io.RawIOBase):
    """A file that cannot seek, as the end of a pipe."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read."""
        return self._rest.readinto(buffer)


@pytest.mark.parametrize("format", FORMATS)
def test_a_document_is_read_from_a_pipe(format: str) -> None:
    """A file that cannot seek gives what the same bytes in a file give; RTF is no JSON for its bracket."""
    pytest.importorskip(NEEDS.get(format, "attrs"))
    file = DOCUMENTS / f"report_2021.{format}"
    for opened in (Pipe(file.read_bytes()), io.BytesIO(file.read_bytes())):
        (report,) = gr.iter_reports(opened)  # type: ignore[arg-type]  # a raw file has what is needed
        assert report.values() == gr.read(file).values() != {}
    assert run("check", stdin=file.read_bytes()).exit_code < 2


def test_a_crawl_is_read(tmp_path: Path) -> None:
    """Each page of a WARC file is a copy, named by its address."""
    pytest.importorskip("fastwarc")
    reports = list(gr.iter_reports(DOCUMENTS / "crawl.warc.gz"))
    assert reports
    assert all("crawl.warc.gz#http" in str(report.source) for report in reports)
    assert all(report.values() for report in reports)


def test_a_report_saved_as_csv_is_read(tmp_path: Path) -> None:
    """One report as CSV in a folder, or named, is read like by ``gr.read``; other CSV lacks the column of texts."""
    for edition in ("2019", "2021"):
        shutil.copy(DOCUMENTS / f"report_{edition}.csv", tmp_path)
    (tmp_path / "other.csv").write_bytes(b"name,size\ra,1\r")
    (tmp_path / "records.csv").write_text(f'text\n"{copy_text("tab_clean_2021")}"\n', "utf-8")
    reports = list(gr.iter_reports(tmp_path))
    assert [Path(str(report.source)).name for report in reports] == [
        *("other.csv", "records.csv#1", "report_2019.csv", "report_2021.csv")
    ]
    assert reports[0].findings[0].code == "column_missing"
    for report in reports[2:]:
        assert report.values() == gr.read(str(report.source)).values() != {}
        (named,) = gr.iter_reports(str(report.source))
        assert named == report
    with pytest.raises(gr.UnreadableFileError, match="expected a column or field 'text'"):
        list(gr.iter_reports(tmp_path / "other.csv"))


def test_pages_that_are_no_report_are_passed_over(tmp_path: Path) -> None:
    """A page of something else is given only where every copy is asked for."""
    (tmp_path / "news.html").write_text("<html><body><p>今天天气很好。</p></body></html>", "utf-8")
    assert not list(gr.iter_reports(tmp_path))
    (report,) = gr.iter_reports(tmp_path, every=True)
    assert [finding.code for finding in report.findings] == ["not_a_report"]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of nine copies: news as text and as a page, a text of two reports, scans, a broken file, reports."""
    pytest.importorskip("pypdfium2")
    folder = tmp_path / "corpus"
    folder.mkdir()
    two = copy_text("tab_clean_2019") + "\n" + copy_text("tab_clean_2021")
    for name, text in (("a", "今天天气很好。"), ("b", two), ("c", copy_text("row_per_cell_2020"))):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    for name in ("d", "e"):
        page = "<html><body><p>今天天气很好。</p></body></html>"
        (folder / f"{name}.html").write_text(page, "utf-8")
    for name in ("scanned.pdf", "half_scanned.pdf", "report_2021.html"):
        shutil.copy(DOCUMENTS / name, folder)
    (folder / "z.docx").write_bytes((DOCUMENTS / "report_2021.docx").read_bytes()[:3000])
    return folder


def balance(counts: Mapping[str, int], sources: set[str]) -> bool:
    """Tell whether every copy was passed over, skipped, or gave reports."""
    giving = {source.partition("[")[0] for source in sources}
    return counts["copies"] == counts["passed_over"] + counts["skipped"] + len(giving)


@pytest.mark.parametrize("workers", [1, 2])
def test_no_copy_goes_missing(mixed: Path, workers: int) -> None:
    """A scanned PDF is given with what is wrong with it; what is passed over is counted, in a run gone on with too."""
    journal = mixed.parent / "journal"
    with gr.iter_reports(mixed, workers=workers, resume=journal) as reports:
        # the copy whose report was asked for last is not done
        first = {str(next(reports).source) for _ in range(3)}
    reports = gr.iter_reports(mixed, workers=workers, resume=journal)
    rest = {str(report.source): report for report in reports}
    assert balance(reports.counts, set(rest))
    assert (reports.counts["copies"], reports.counts["skipped"]) == (9, 1)

    reports = gr.iter_reports(mixed, workers=workers)
    found = {str(report.source): report for report in reports}
    assert balance(reports.counts, set(found))
    assert found.keys() == first | rest.keys()
    assert reports.counts["passed_over"] == 3
    assert reports.counts["failed"] == 2
    scanned = found[str(mixed / "scanned.pdf")]
    assert [item.code for item in scanned.findings] == ["text_layer_missing"]
    assert str(mixed / "half_scanned.pdf") in found


@pytest.mark.parametrize("workers", [1, 2])
def test_extract_counts_what_it_passes_over(mixed: Path, workers: int) -> None:
    """A scan has its line, the summary counts every copy, and the status says that some were not read."""
    output = mixed.parent / "facts.jsonl"
    result = run("extract", mixed, "--wide", "-o", output, "--workers", workers, "--resume")
    assert result.exit_code == 1
    assert "Copies: 9, of them passed over as no such reports: 3" in result.stderr
    assert "Reports: 7, of them not read: 2" in result.stderr
    assert output.read_text("utf-8").count("scanned.pdf") == 2
    again = extract(
        str(mixed), str(output), shape="wide", resume=f"{output}.journal", workers=workers
    )
    assert balance(again.counts, set())
    assert again.counts["reports"] == 0


def test_pages_nobody_read_may_hold_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF with one page of text and two pictures is kept though its text is no report; text alone is passed over."""
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    (tmp_path / "a.pdf").write_bytes(pdf(1, NEWS, blank=2))
    (report,) = gr.iter_reports(tmp_path)
    assert [item.code for item in report.findings] == ["not_a_report", "pages_unread"]
    (tmp_path / "a.pdf").write_bytes(pdf(1, NEWS))
    reports = gr.iter_reports(tmp_path)
    assert not list(reports)
    assert reports.counts["passed_over"] == 1
