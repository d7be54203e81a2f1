"""Reports of 2008 to 2018 without a table: their prose speaks of the lines of the statistics table."""

from __future__ import annotations

import json

import pytest

import govinfo_report as gr
from govinfo_report.checks import check_claims
from govinfo_report.claims import Prose, role_rows
from govinfo_report.claims.kinds import claims_data
from govinfo_report.official import official_form
from govinfo_report.pipeline import default_pipeline
from tests.claims.claims import read_prose
from tests.paths import SHARED
from tests.strategies import copy_text


def test_claims_name_lines_of_the_form() -> None:
    """The claims' data have the same names for the lines of 2014 as the form."""
    names = {
        name
        for entry in claims_data()["claim"]
        for meaning in entry["meanings"]
        for name in meaning
        if name.startswith("statistics.")
    }
    assert len(names) > 15
    assert names <= set(gr.form().paths("2014"))


OLD = """2016年漪岚县水利局政府信息公开工作年度报告

一、主动公开政府信息情况

{}

二、依申请公开政府信息情况

{}
"""


def test_a_report_without_a_table_claims_lines_of_its_form() -> None:
    """Before 2019 prose is all that most reports print: it speaks of the lines of 2014, and is held against nothing."""
    report = gr.parse(OLD.format("全年主动公开政府信息1621条。", "收到政府信息公开申请3件。"))
    assert [(claim.value, claim.path) for claim in report.claims] == [
        (1621, "statistics.disclosed_total"),
        (3, "statistics.requests_received"),
    ]
    assert "claim_conflict" not in {finding.code for finding in report.findings}
    back = gr.Report.from_dict(json.loads(json.dumps(report.to_dict())))
    assert back.claims == report.claims


def test_a_later_report_without_a_table_claims_nothing() -> None:
    """The form of 2014 is none of 2019, whose tables are lost then."""
    text = OLD.format("全年主动公开政府信息1621条。", "收到政府信息公开申请3件。")
    assert not gr.parse(text.replace("2016", "2019")).claims


def test_a_claim_of_a_line_that_a_table_has_not_contradicts_nothing() -> None:
    """Forms of one year differ in their lines (Fujian's have fewer)."""
    report = gr.parse(copy_text("tab_clean_2021"))
    (claim,) = read_prose("收到政府信息公开申请3件。", "2014")
    tables = {"statistics": report.tables["requests"]}
    assert not check_claims([claim], tables, {}, official_form(), role_rows())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not beside the checkout")
@pytest.mark.parametrize(
    ("name", "year", "office", "expected"),
    [
        (
            "hebei-education-2013-prose",
            2013,
            "河北省教育厅",
            {"disclosed_total": 293, "disclosed_normative_documents": 28, "requests_received": 1},
        ),
        (
            "hebei-education-2016-prose",
            2016,
            "河北省教育厅",
            # 行政诉讼3起 are all cases; of disclosure there were none
            {
                "disclosed_total": 1621,
                "requests_received": 3,
                "reconsideration_total": 0,
                "litigation_total": 0,
            },
        ),
        ("hebei-industry-2016-prose", 2016, "河北省工业和信息化厅", {"requests_received": 2}),
        (
            "hebei-science-2016-prose",
            2016,
            "河北省科学技术厅",
            {
                "requests_received": 1,
                "requests_answered": 1,
                "reconsideration_total": 0,
                "litigation_total": 0,
            },
        ),
        # 信息公开引起行政复议和提起行政诉讼 prints neither number nor 未
        ("hebei-science-2018-prose", 2018, "河北省科学技术厅", {"requests_received": 3}),
    ],
)
def test_real_prose_of_before_2019_is_read(
    name: str, year: int, office: str, expected: dict[str, int]
) -> None:
    """What a careful reader takes from real reports without a table, and nothing else."""
    text = (SHARED / "edition2014" / f"{name}.txt").read_text(encoding="utf-8")
    claims = default_pipeline().claims.read(Prose(text, [(0, len(text))], year, office), {})
    assert {claim.path.partition(".")[2]: claim.value for claim in claims} == expected
    assert len(claims) == len(expected)
