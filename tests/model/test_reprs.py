"""What a report, its tables, cells and findings show in a session, a notebook and a terminal."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.evidence.pages import Page
from tests.paths import COPIES, SHARED

CLEAN = gr.read(COPIES / "tab_clean_2021.txt")
SHIFTED = gr.read(COPIES / "tab_shifted_2020.txt")


@pytest.mark.parametrize("file", sorted(COPIES.glob("*.txt")), ids=lambda file: file.stem)
def test_table_fits_a_screen(file: Path) -> None:
    """No table prints more than 30 lines of 100 columns."""
    report = gr.read(file)
    for table in (report.disclosure, report.requests, report.review, report.statistics):
        lines = repr(table).splitlines()
        assert len(lines) <= 30
        assert max(map(len, lines)) <= 100


@pytest.fixture(autouse=True)
def plain_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are English, whatever machine this is."""
    monkeypatch.setenv("LC_ALL", "C")


def test_statistics_fit_a_screen() -> None:
    """The 58 lines of one number each stand beside each other."""
    files = sorted((SHARED / "edition2014").rglob("*.txt"))
    if not files:
        pytest.skip("no copies of 2014 beside the project")
    for file in files[:3]:
        assert len(repr(gr.read(file).statistics).splitlines()) <= 30


def test_table_prints_its_numbers() -> None:
    """Lines have their numbers in order; those of zeros are named, what is not stated is a dot."""
    lines = repr(CLEAN.requests).splitlines()
    assert lines[0] == "<Requests: 175 numbers stated"
    assert lines[3].split() == ["granted", "173", "72", "28", "44", "18", "55", "390"]
    assert repr(CLEAN.disclosure).endswith("\n  administrative_fees: fee_amount=12.5>")
    assert "  rules: issued=3, repealed=1, in_force=27" in repr(CLEAN.disclosure).splitlines()
    assert "0 in each: rules, normative_documents" in repr(SHIFTED.disclosure)
    assert repr(SHIFTED.review) == "<Review: 0 numbers stated>"


def test_notebook_shows_a_report() -> None:
    """The HTML of a report has its tables and findings, no script, and marks what is in doubt."""
    html = SHIFTED._repr_html_()
    page = Page(html)
    assert "requests: 119 of 161" in page.words
    assert "0|6?" in page.words
    assert "place_doubtful" in page.words
    assert "<script" not in html
    assert "<button" not in html


def test_notebook_shows_a_cell_and_a_finding() -> None:
    """A cell has its number, state, place and findings; a finding its code and its first cells."""
    cell = CLEAN.cell("requests.granted.total")._repr_html_()
    assert "<b>390</b> printed (line 41, characters 765 to 768)" in cell
    doubted = SHIFTED.cell("requests.granted.total")
    assert "place_doubtful" in doubted._repr_html_()
    assert "requests.granted.business</code>, " in SHIFTED.findings[0]._repr_html_()


def test_a_notebook_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a Chinese locale all words around the form's are Chinese, as in the terminal."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    words = Page(SHIFTED._repr_html_()).words
    assert "三、收到和处理政府信息公开申请情况: 119 / 161" in words
    assert "勾稽关系" in words
    assert SHIFTED.findings[0].message_zh in words
    assert not re.search(r"\b(error|warning|note|info|requests:|of the|printed)\b", words)
    cell = CLEAN.cell("requests.granted.total")._repr_html_()
    assert "<b>390</b> 印有 (第41行，第765至768个字符)" in cell
    assert "<b>警告</b>" in SHIFTED.findings[0]._repr_html_()


def test_notebook_shows_hostile_words_as_words() -> None:
    """Words of a copy are text in the HTML of a report."""
    report = gr.parse((COPIES / "tab_clean_2021.txt").read_text("utf-8").replace("漪岚", "<img>"))
    report.source = "<b>"
    html = report._repr_html_()
    assert "<img" not in html
    assert "&lt;b&gt;" in html


def test_rich_prints_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich draws a report as ``show`` does, in the width of its console; a cell and a finding on a line."""
    console = pytest.importorskip("rich.console")
    pytest.importorskip("click")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    file = StringIO()
    out = console.Console(file=file, width=100)
    out.print(CLEAN)
    out.print(CLEAN.cell("requests.granted.total"))
    out.print(SHIFTED.findings[0])
    lines = file.getvalue().splitlines()
    assert any(line.startswith("│   （一）予以公开 ") and "390" in line for line in lines)
    assert max(map(len, lines)) <= 100
    assert "（一）予以公开 requests.granted.total 390 printed (L41)" in lines
    assert any(line.startswith("warning place_doubtful ") for line in lines)
