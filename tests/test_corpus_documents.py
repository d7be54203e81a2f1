"""A corpus of documents: web pages, Word files and crawls are read as ``gr.read`` reads them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.export.facts import fact_table

DOCUMENTS = Path(__file__).parent / "data" / "documents"


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


def test_a_crawl_is_read(tmp_path: Path) -> None:
    """Each page of a WARC file is a copy, named by its address."""
    pytest.importorskip("fastwarc")
    reports = list(gr.iter_reports(DOCUMENTS / "crawl.warc.gz"))
    assert reports
    assert all("crawl.warc.gz#http" in str(report.source) for report in reports)
    assert all(report.values() for report in reports)


def test_pages_that_are_no_report_are_passed_over(tmp_path: Path) -> None:
    """A page of something else is given only where every copy is asked for."""
    (tmp_path / "news.html").write_text("<html><body><p>今天天气很好。</p></body></html>", "utf-8")
    assert not list(gr.iter_reports(tmp_path))
    (report,) = gr.iter_reports(tmp_path, every=True)
    assert [finding.code for finding in report.findings] == ["not_a_report"]
