"""Texts that are no reports are passed over quickly; no report is."""

from pathlib import Path

import pytest

import govinfo_report as gr
from benchmarks.inputs import WORKLOADS
from govinfo_report.form import characters
from govinfo_report.source.encoding import decode
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, count_steps, generate, mangle, render
from tests.strategies import NAMES, copy_text

SHARED = Path(__file__).parents[2] / "shared"
TEXTS = [
    file
    for folder in ("seeds", "real", "extractors")
    for file in sorted((SHARED / folder).glob("*"))
    if file.suffix in {".txt", ".md", ".html"} and file.name != "README.md"
]
# It has lost all its Chinese.
LOST = {"textract_rtf.txt"}


@pytest.mark.skipif(not TEXTS, reason="the folder shared is not beside the checkout")
def test_no_shared_copy_is_missed() -> None:
    """Every copy in ../shared may be a report, but for one without Chinese."""
    missed = {file.name for file in TEXTS if not gr.is_report(decode(file.read_bytes()))}
    assert missed == LOST


@pytest.mark.parametrize("name", NAMES)
def test_no_sample_is_missed(name: str) -> None:
    """Every sample copy may be a report."""
    assert gr.is_report(copy_text(name))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_damage_hides_a_report(layout: str) -> None:
    """A copy in any layout may be a report, whatever recipe damaged it."""
    copy = render(generate(7, None, LEVELS[2]), layout)
    assert gr.is_report(copy)
    assert not [name for name in RECIPES if not gr.is_report(mangle(copy, name, 3))]


@pytest.mark.parametrize("name", NAMES)
def test_blanks_and_traditional_characters_make_no_difference(name: str) -> None:
    """A copy with a blank or a line end between any two characters may be a report; so may one in traditional ones."""
    text = copy_text(name)
    bare = "".join(text.split())
    assert gr.is_report(" ".join(bare))
    assert gr.is_report("\n".join(bare))
    traditional = {ord(new): chr(old) for old, new in characters().traditional.items()}
    assert gr.is_report(text.translate(traditional))


def test_news_and_menus_are_passed_over() -> None:
    """News is no report, nor is it under the menu that every page of a government's site prints."""
    news = [copy.text for copy in WORKLOADS["not_a_report"].round(0, copies=20)]
    menu = "首页 政务公开 政府信息公开指南 制度 法定主动公开内容 年报 依申请公开 行政规范性文件 行政复议\n"
    assert not [text for text in news if gr.is_report(text)]
    assert not [text for text in news if gr.is_report(menu + text)]
    for text in ("", "信息公开", "公开", " ", "\n" * 500, "a b c " * 100, "\ud800" * 300):
        assert not gr.is_report(text)


def test_work_is_a_few_searches() -> None:
    """A text of another kind is searched three times and no more."""
    text = "今日天气晴朗，气温适宜。\n" * 2_000
    assert count_steps(gr.is_report, text) < 3.2 * len(text)
