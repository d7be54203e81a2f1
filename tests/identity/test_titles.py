"""Titles, one a line of titles.tsv: what is printed, the office and the year that it names."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.paths import ROOT

BODY = """

根据《中华人民共和国政府信息公开条例》，编制本报告。

一、总体情况
全年平稳。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
"""
LINES = (ROOT / "tests/identity/titles.tsv").read_text(encoding="utf-8").splitlines()[1:]
CASES = [line.split("\t") for line in LINES]


@pytest.mark.parametrize(("title", "office", "year"), CASES, ids=[case[0] for case in CASES])
def test_title(title: str, office: str, year: str) -> None:
    """Office and year are those that the title names; ``-`` where it names none, ``!`` where it names no one year."""
    report = gr.parse(title.replace("\\n", "\n") + BODY)
    codes = {finding.code for finding in report.findings}
    assert report.organization == (None if office == "-" else office)
    if "-" in (office, year):
        assert "fact_missing" in codes
    if year == "!":
        assert "year_conflict" in codes
    else:
        assert report.year == (None if year == "-" else int(year))
        assert "year_conflict" not in codes
    for fact in report.identity.values():
        assert report.text is not None
        assert report.text[fact.start : fact.end] == fact.raw
