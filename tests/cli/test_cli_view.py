"""`govinfo-report view`: one report makes a page, several an index beside a folder of pages."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copy
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from govinfo_report.cli.application import application
from tests.paths import COPIES, DATA

CLEAN = COPIES / "tab_clean_2021.txt"
SHIFTED = COPIES / "tab_shifted_2020.txt"


def view(*args: str | Path, lang: str = "en") -> Result:
    """Run the command."""
    return CliRunner().invoke(application(lang), ["view", *map(str, args)])


def test_one_report_makes_a_page(tmp_path: Path) -> None:
    """The page opens in the language of the command."""
    output = tmp_path / "证据.html"
    result = view(CLEAN, "-o", output, lang="zh")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"1份报告已写入{output}" in result.stderr
    assert '<html lang="zh-CN" data-lang="zh">' in output.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["证据.html"]


def test_name_without_a_suffix_is_a_page(tmp_path: Path) -> None:
    """A browser opens what it is given, also where the suffix was left out."""
    result = view(CLEAN, "-o", tmp_path / "page")
    assert result.stderr == f"1 report in {tmp_path / 'page.html'}\n"
    assert (tmp_path / "page.html").exists()
    assert view(CLEAN, "-o", tmp_path).exit_code == 2


def test_pages_of_a_pdf_are_pictures(tmp_path: Path) -> None:
    """The command has the file, so it draws its pages."""
    pytest.importorskip("pypdfium2")
    output = tmp_path / "page.html"
    assert view(DATA / "documents" / "report_2021.pdf", "-o", output).exit_code == 0
    assert "data:image/png;base64," in output.read_text(encoding="utf-8")


def test_folder_makes_an_index(tmp_path: Path) -> None:
    """A folder's reports are listed, what is no report is passed over, and each link leads to a page."""
    folder = tmp_path / "年报"
    folder.mkdir()
    for file in (CLEAN, SHIFTED):
        copy(file, folder)
    (folder / "note.txt").write_text("今天天气很好", encoding="utf-8")
    output = folder / "all pages.html"
    for _ in range(2):
        # a second run reads no page of the first
        result = view(folder, "-o", output)
        assert result.exit_code == 0
        assert result.stderr == f"2 reports in {output}\n"
    html = output.read_text(encoding="utf-8")
    assert html.count("<tr>") == 3
    assert "漪岚市人民政府" in html
    links = re.findall(r'href="([^"]*)"', html)
    assert [unquote(link) for link in links] == [
        "all pages_files/0001-tab_clean_2021.html",
        "all pages_files/0002-tab_shifted_2020.html",
    ]
    assert all((folder / unquote(link)).exists() for link in links)


def test_pages_of_an_earlier_run_are_no_reports(tmp_path: Path) -> None:
    """Evidence pages that lie in a folder, whatever they are called, are not read as copies."""
    copy(CLEAN, tmp_path)
    assert view(CLEAN, "-o", tmp_path / "earlier.html").exit_code == 0
    result = view(tmp_path, "-o", tmp_path / "now.html")
    assert result.stderr == f"1 report in {tmp_path / 'now.html'}\n"


def test_index_is_harmless(tmp_path: Path) -> None:
    """Names of a hostile copy are words in the index."""
    file = tmp_path / "<b>1.txt"
    text = CLEAN.read_text(encoding="utf-8").replace("漪岚市", "漪岚<script>市")
    file.write_text(text, encoding="utf-8")
    output = tmp_path / "index.html"
    assert view(file, SHIFTED, "-o", output).exit_code == 0
    html = output.read_text(encoding="utf-8")
    assert html.count("<script>") == 1
    assert "<b>1" not in html


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    """No report, no file, an output that is the input: each has its message and its status."""
    note = tmp_path / "empty"
    note.mkdir()
    assert view(note, "-o", tmp_path / "a.html").exit_code == 1
    assert view(tmp_path / "missing.txt", "-o", tmp_path / "a.html").exit_code == 2
    kept = tmp_path / "kept.txt"
    copy(CLEAN, kept)
    assert view(kept, "-o", kept).exit_code == 2
    assert kept.read_bytes() == CLEAN.read_bytes()
    assert not (tmp_path / "a.html").exists()
