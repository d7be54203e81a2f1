"""Kinds of documents: those of kinds.txt, each told as what it is, at a glance and by the parse alike."""

from __future__ import annotations

import re

import pytest

import govinfo_report as gr
from tests.paths import ROOT, SHARED
from tests.soundness import check_report, codes

FILE = (ROOT / "tests/identity/kinds.txt").read_text(encoding="utf-8")
DOCUMENTS = dict(re.findall(r"^=== (.+)\n((?:(?!=== ).*\n)*)", FILE, re.MULTILINE))
REPORTS = ("report", "statistics_table")
# Kinds that have the title of a report, and with it an office and a year.
TITLED = ("title_only", "picture_summary")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_kind(name: str) -> None:
    """A document is told as its kind; of one that is no report nothing is said to be missing."""
    text = DOCUMENTS[name]
    kind = (
        name.partition(":")[0].replace("other", "unknown").replace("unknown_field", "other_field")
    )
    report = gr.parse(text)
    check_report(report, text)
    assert (report.kind, gr.kind_of(text)) == (kind, kind)
    is_report = kind in REPORTS
    assert gr.is_report(text) == is_report == ("not_a_report" not in codes(report))
    if not is_report:
        assert codes(report) == ["not_a_report"]
        assert not report.tables
        assert not report.sections
    if kind not in (*REPORTS, *TITLED):
        assert (report.title, report.organization, report.year) == (None, None, None)


@pytest.mark.parametrize("wrap", ["{}", "<html><body><p>{}</p></body></html>", "> {}"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_one_judge(name: str, wrap: str) -> None:
    """Whatever a text is wrapped in, the glance and the parse say the same."""
    lines = DOCUMENTS[name].splitlines()
    between = "\n> " if wrap.startswith(">") else "</p><p>" if "<" in wrap else "\n"
    text = wrap.format(between.join(lines))
    report = gr.parse(text)
    assert gr.is_report(text) == ("not_a_report" not in codes(report))
    assert gr.kind_of(text) == report.kind


def test_a_notice_has_no_office() -> None:
    """做好 is no office, and the tables that a notice asks for are not missing."""
    text = next(text for name, text in DOCUMENTS.items() if name.startswith("notice"))
    report = gr.parse(text)
    assert report.organization is None
    (finding,) = report.findings
    assert "notice" in finding.message
    assert finding.start is not None
    assert text[finding.start : finding.end].startswith("关于做好2023年度")


@pytest.mark.skipif(not SHARED.exists(), reason="the folder shared is not beside the checkout")
def test_statistics_of_2018_are_not_the_form_of_2021() -> None:
    """The statistics of before 2019 are a part of a report, on no form of after."""
    text = (SHARED / "failing/form-2014-called-2021.txt").read_text(encoding="utf-8")
    report = gr.parse(text)
    assert report.kind == "statistics_table"
    assert report.edition != "2021"
