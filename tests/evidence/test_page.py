"""The evidence page: each number leads to its characters, nothing of a copy does anything, and it stays small."""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.evidence.escaping import data_json, shown, shown_source, visible
from govinfo_report.evidence.page import csp_hash
from tests.documents import FORMATS, NEEDS
from tests.evidence.pages import Page
from tests.paths import COPIES, DATA, SRC

CLEAN = COPIES / "tab_clean_2021.txt"
SHIFTED = COPIES / "tab_shifted_2020.txt"
DOCUMENTS = DATA / "documents"
MEGABYTE = 1 << 20


@pytest.mark.parametrize("file", sorted(COPIES.glob("*.txt")), ids=lambda file: file.stem)
def test_each_stated_number_of_a_text_is_marked_where_it_stands(file: Path) -> None:
    """The source of the page prints each number, marked with its cell, and the page is small."""
    report = gr.read(file)
    html = report.to_html()
    page = Page(html)
    for path in report.values():
        assert page.marked(path) == "".join(report.cell(path).raw.splitlines()), path
    assert len(html.encode("utf-8")) < MEGABYTE


@pytest.mark.parametrize("name", FORMATS)
def test_each_stated_number_of_a_document_is_marked(name: str) -> None:
    """In the lines and tables of a file of any format stands each number, marked with its cell."""
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    report = gr.read(DOCUMENTS / f"report_2021.{name}")
    page = Page(report.to_html("zh"))
    assert len(report.values()) > 150
    for path in report.values():
        raw = re.sub(r"\s", "", report.cell(path).raw)
        assert re.sub(r"\s", "", page.marked(path) or "") == raw, path


def test_pages_of_a_pdf_have_a_box_for_each_number() -> None:
    """With the file, pages are pictures, and a box of each number lies on its page."""
    pytest.importorskip("pypdfium2")
    file = DOCUMENTS / "report_2021.pdf"
    report = gr.read(file)
    page = Page(report.to_html(file=file))
    pictures = [attrs for tag, attrs in page.tags if tag == "img"]
    assert pictures
    assert all(str(attrs["src"]).startswith("data:image/png;base64,iVBOR") for attrs in pictures)
    boxes = {
        int(str(attrs["data-c"])): attrs
        for tag, attrs in page.tags
        if tag == "rect" and "data-c" in attrs
    }
    for path in report.values():
        box = boxes[page.number(path)]
        assert 0 < float(str(box["x"])) < 842
        assert 0 < float(str(box["y"])) < 842


def test_state_is_a_sign_a_word_and_a_class() -> None:
    """A doubtful cell shows its sign and its state in words of both languages, not a colour alone."""
    html = gr.read(SHIFTED).to_html()
    cell = re.search(r'<td class="ambiguous"><button[^>]*><b>(.*?)</b>(.*?)</button>', html)
    assert cell is not None
    assert cell[1] == "6?"
    assert "open" in cell[2]
    assert "未定" in cell[2]


def test_findings_name_their_cells_and_lines() -> None:
    """A finding has its cells and the line that it speaks of, the gravest first."""
    report = gr.read(SHIFTED)
    page = Page(report.to_html())
    first = page.data["findings"][0]
    row = [page.number(f"requests.granted.{column}") for column in ("natural_person", "total")]
    assert set(row) <= set(first["cells"])
    # ids count from 0, lines from 1
    assert first["at"] == [f"l{(report.findings[0].line or 0) - 1}"]


def test_finding_in_an_endless_line_has_its_characters() -> None:
    """Where a whole report stands on one line, a finding marks the characters that it speaks of."""
    report = gr.read(DATA / "real" / "city_record.txt")
    page = Page(report.to_html())
    ids = {attrs.get("id") for _, attrs in page.tags}
    order = ("error", "warning", "info")
    findings = sorted(report.findings, key=lambda item: order.index(item.severity))
    for item, told in zip(findings, page.data["findings"], strict=True):
        assert set(told["at"]) <= ids
        assert item.start is None or told["at"], item.code


def test_reasons_and_sums_of_a_cell() -> None:
    """A cell has the words of ``explain`` in both languages, and the form's sums with their numbers."""
    report = gr.read(CLEAN)
    page = Page(report.to_html())
    cell = page.data["cells"][page.number("requests.granted.total")]
    assert cell["name"] == ["三、本年度办理结果", "（一）予以公开", "总计"]
    assert cell["why"]["en"] == [
        report.explain("requests.granted.total").partition(": printed: ")[2]
    ]
    sums = [page.data["sums"][at] for at in cell["sums"]]
    assert ("173 + 72 + 28 + 44 + 18 + 55 = 390", "holds") in [
        (entry["text"], entry["holds"]) for entry in sums
    ]


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=https://example.org></iframe>",
    "<!--",
    "]]>",
    "\u202e\u2066",
    "${name}",
)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("is_page", [False, True])
def test_words_of_a_copy_stay_words(words: str, is_page: bool) -> None:
    """Whatever a copy holds, the page has the elements of a harmless one, and shows what it printed."""
    text = CLEAN.read_text(encoding="utf-8")
    label, number = text.replace("漪岚市", f"漪岚{words}市"), text.replace("6194", words)
    for hostile in (label, number, f"{words}\n{text}"):
        if is_page:
            lines = "".join(f"<p>{escape(line)}</p>\n" for line in hostile.splitlines())
            hostile = f"<html><body>{lines}</body></html>"
        html = gr.parse(hostile).to_html()
        page = Page(html)
        scripts = [attrs for tag, attrs in page.tags if tag == "script"]
        assert scripts == [{"type": "application/json", "id": "data"}, {}]
        assert not {tag for tag, _ in page.tags} & {
            "img",
            "iframe",
            "object",
            "link",
            "base",
            "form",
            "embed",
        }
        for tag, attrs in page.tags:
            assert not [name for name in attrs if name.startswith("on") or name == "style"]
            assert tag != "a" or attrs["href"] == "#tables"
        assert "\u202e" not in html
        assert visible(words).replace(" ", "") in page.words.replace(" ", "")


def test_policy_allows_the_own_style_and_script_alone() -> None:
    """The content policy names the hashes of the style and the script that stand in the page, and no network."""
    html = gr.read(CLEAN).to_html()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none';")
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    *_, script = re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)
    assert f"style-src '{csp_hash(style)}'" in policy[1]
    assert f"script-src '{csp_hash(script)}'" in policy[1]
    assert "img-src data:" in policy[1]
    assert "http" not in policy[1]


@given(st.text())
def test_escaped_text_is_text(text: str) -> None:
    """A text that is shown has no tag, no quote and no hidden character; as data it cannot end its script."""
    for html in (shown(text), re.sub(r'</?span(?: class="sign")?>', "", shown_source(text))):
        assert not re.search('[<>"\u202a-\u202e\u2066-\u2069\u200b\ufeff]', html)
        html.encode("utf-8")
    assert not re.search(r"[<>&]", data_json([text]))


def test_report_without_text_or_tables_has_a_page() -> None:
    """A restored report has its tables and no source; what is no report has its source and no tables."""
    report = gr.Report.from_dict(gr.read(SHIFTED).to_dict())
    page = Page(report.to_html())
    assert "restored without its text" in page.words
    assert len(page.data["cells"]) == 198
    assert "未读出任何表格" in Page(gr.parse("今天天气很好").to_html("zh")).words


def test_language_is_checked() -> None:
    """A page opens in Chinese or English; another language is misuse."""
    report = gr.read(CLEAN)
    assert '<html lang="zh-CN" data-lang="zh">' in report.to_html("zh")
    with pytest.raises(gr.ArgumentError):
        report.to_html("fr")


def test_every_word_is_used() -> None:
    """No wording is left over: each key stands in the code, or is one of a list that the code goes through."""
    folder = SRC / "govinfo_report" / "evidence"
    code = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.[pj][ys]"))
    entries = tomllib.loads((folder / "wording.toml").read_text(encoding="utf-8"))
    gone_through = {"state", "legend", "severity", "verdict", "sum", "index"}
    for part in entries.keys() - gone_through:
        for name in entries[part]:
            assert re.search(rf"\b{name}\b", code), (
                part,
                name,
            )
        assert all(set(entry) == {"zh", "en"} for entry in entries[part].values())


def test_long_line_shows_what_is_near_cells() -> None:
    """A text of one endless line keeps its cells, and the page stays small."""
    text = CLEAN.read_text(encoding="utf-8") + "补充说明。" * 200_000
    report = gr.parse(text)
    html = report.to_html()
    assert len(html.encode("utf-8")) < MEGABYTE
    assert "characters with no cell in them are left out" in html
    assert Page(html).marked("requests.granted.total") == "390"


def test_long_text_shows_what_is_near_cells() -> None:
    """Of a text of many lines those near cells are shown, and how many were left out."""
    text = CLEAN.read_text(encoding="utf-8") + "补充说明。\n" * 5_000
    html = gr.parse(text).to_html()
    assert len(html.encode("utf-8")) < MEGABYTE
    assert "lines with no cell near them are left out" in html
