"""Encodings told from the bytes, whatever a file says of itself."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.source.encoding import decode
from tests.documents import FOLDER, check_cells, truth

PAGE = (FOLDER / "report_2021.html").read_text("utf-8")
PLAIN = "漪岚市人民政府2021年政府信息公开工作年度报告\n一、总体情况\n本年主动公开政府信息12条，受理申请3件。\n"
TRADITIONAL = (
    "臨溪縣2021年政府信息公開工作年度報告\n一、總體情況\n本年主動公開政府信息12條，受理申請3件。\n"
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("label", ["utf-8", "gb2312", "iso-8859-1", "big5"])
def test_pages(encoding: str, label: str) -> None:
    """A page is read in its encoding, not in the one that its meta tag names."""
    report = gr.read(PAGE.replace('charset="utf-8"', f'charset="{label}"').encode(encoding))
    check_cells(report, truth("2021")["cells"])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_plain_text(encoding: str) -> None:
    """A plain text too."""
    assert decode(PLAIN.encode(encoding)) == PLAIN


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional(encoding: str) -> None:
    """Big5 is told from GB18030 by the characters that a report has."""
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_characters_of_fonts_are_text(encoding: str) -> None:
    """A few bullets and icons of a font, and rare characters, make no text noise."""
    text = "\uf06c " + PLAIN * 3 + "\ue603\U00020bb7㐂\U0001f3db\n"
    assert gr.read(text.encode(encoding)).year == 2021


def test_cut_bytes() -> None:
    """A text whose last character was cut in two is still UTF-8."""
    data = PLAIN.encode()
    assert decode(data[:-2]).startswith("漪岚市人民政府2021年")
    assert decode(data[1:]).endswith("受理申请3件。\n")


def test_long_beginning() -> None:
    """Characters behind many bytes of ASCII still tell the encoding."""
    page = "<script>" + "var a = 1;\n" * 5_000 + "</script>" + PAGE
    assert decode(page.encode("gb18030")) == page


@pytest.mark.parametrize("extra", range(3))
def test_a_head_that_cuts_a_character(extra: int) -> None:
    """The beginning of a file in UTF-8 is read as such, wherever it is cut."""
    text = "a" * extra + "规章" * 20
    for end in range(30, 60):
        assert text.startswith(decode(text.encode()[:end], is_cut=True))
