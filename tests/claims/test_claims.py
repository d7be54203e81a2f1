"""Prose against tables: what the prose of a report states, and where it contradicts a cell.

The cases stand in ``tests/data/claims/cases.toml``.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.checks import check_claims
from govinfo_report.claims import role_rows
from govinfo_report.model import Claim
from govinfo_report.official import official_form
from govinfo_report.testing import LAYOUTS, LEVELS, generate, mangle, render
from tests.claims.claims import OFFICE, read_prose, spelled
from tests.paths import DATA, SHARED
from tests.strategies import SCRAPS, copy_text

CASES: list[tuple[str, list[str], str]] = [
    (prose, expected, edition)
    for name, edition in (("cases", "2021"), ("cases_2014", "2014"))
    for group in tomllib.loads((DATA / "claims" / f"{name}.toml").read_text(encoding="utf-8"))[
        "group"
    ]
    for prose, expected in group["cases"]
]
FORM = official_form()
CLEAN = copy_text("tab_clean_2021")
CLEAN_2019 = copy_text("tab_clean_2019")
STATED = "全市本年新收政府信息公开申请1586件，上年结转28件，办结1564件，结转下年度50件。"


def saying(prose: str, text: str = CLEAN) -> gr.Report:
    """Read a clean copy that says ``prose`` instead of its own claims."""
    return gr.parse(text.replace(STATED, prose))


def conflicts(report: gr.Report) -> list[Any]:
    """Give the findings that hold prose against tables."""
    return [finding for finding in report.findings if finding.code == "claim_conflict"]


@pytest.mark.parametrize(
    ("roles", "count"),
    [
        ({"new": "requests.new_received", "carried_over": "requests.carried_over"}, 0),
        ({"new": "requests.new_received", "carried_over": "requests.not_processed_repeated"}, 1),
        ({"new": "requests.total_handled", "carried_over": "requests.carried_over"}, 1),
    ],
)
def test_which_line_counts_what_is_data(roles: dict[str, str], count: int) -> None:
    """A number may leave out those carried over (28), by the line that has this role, if its own line counts them."""
    report = saying("收到政府信息公开申请1586件，办结1540件。")
    assert len(check_claims(report.claims, report.tables, {}, FORM, roles)) == count


def test_the_roles_of_lines() -> None:
    """The form's data names a line for each."""
    assert role_rows() == {"new": "requests.new_received", "carried_over": "requests.carried_over"}


@pytest.mark.parametrize(
    ("prose", "expected", "edition"), CASES, ids=[prose[:24] for prose, _, _ in CASES]
)
def test_prose_is_read(prose: str, expected: list[str], edition: str) -> None:
    """Prose claims what a careful reader takes from it, and nothing else; each claim stands where it says."""
    claims = read_prose(prose, edition)
    assert [spelled(claim, edition) for claim in claims] == expected
    for claim in claims:
        assert prose[claim.start : claim.end] == claim.raw
        assert claim.path == claim.meanings[0][0]


def test_a_report_has_its_claims() -> None:
    """A claim has its number, the characters it was read from and the cells that it speaks of."""
    claims = gr.parse(CLEAN).claims
    assert [claim.raw for claim in claims] == ["1586件", "28件", "1564件", "50件"]
    assert claims[0] == Claim(
        path="requests.new_received.total",
        value=1586,
        raw="1586件",
        start=213,
        end=218,
        meanings=(("requests.new_received.total",),),
        sure=True,
        scope="new",
        unit="件",
    )
    assert not conflicts(gr.parse(CLEAN))


def test_claims_survive_as_plain_data() -> None:
    """Claims come back from JSON as they were, amounts of money as exact decimals."""
    report = saying(STATED + "因信息公开引发行政复议30件，全年收取行政事业性收费12.50万元。")
    assert len(report.claims) == 6
    assert str(report.claims[-1].value) == "12.50"
    back = gr.Report.from_dict(json.loads(json.dumps(report.to_dict())))
    assert back.claims == report.claims


@pytest.mark.parametrize(
    ("prose", "cells"),
    [
        ("新收政府信息公开申请1568件。", ["requests.new_received.total"]),
        (
            "收到政府信息公开申请1600件。",
            ["requests.new_received.total", "requests.carried_over.total"],
        ),
        ("上年结转政府信息公开申请29件。", ["requests.carried_over.total"]),
        ("办结政府信息公开申请1500件。", ["requests.total_handled.total"]),
        ("办结政府信息公开申请1565件。", ["requests.total_handled.total"]),
        (
            "因政府信息公开引发行政诉讼四十七件。",
            ["review.direct_litigation.total", "review.litigation_after_reconsideration.total"],
        ),
        ("未发生因政府信息公开引发的行政复议。", ["review.reconsideration.total"]),
        ("现行有效行政规范性文件389件。", ["disclosure.normative_documents.in_force"]),
        ("全年收取行政事业性收费12.6万元。", ["disclosure.administrative_fees.fee_amount"]),
        ("全年收取行政事业性收费1250元。", ["disclosure.administrative_fees.fee_amount"]),
    ],
)
def test_contradiction_is_found(prose: str, cells: list[str]) -> None:
    """A claim that no meaning makes true is a warning at its place that lists the cells; the numbers stay."""
    report = saying(prose)
    (finding,) = conflicts(report)
    (claim,) = report.claims
    assert (finding.severity, finding.verdict) == ("warning", "undecided")
    assert list(finding.cells) == cells
    assert (finding.start, finding.end) == (claim.start, claim.end)
    assert finding.line == CLEAN[: CLEAN.index(STATED)].count("\n") + 1
    assert report.values() == gr.parse(CLEAN).values()


@pytest.mark.parametrize(
    "prose",
    [
        "收到政府信息公开申请1586件。",
        "收到政府信息公开申请1614件。",
        "收到政府信息公开申请1614件（含上年结转28件）。",
        "办结政府信息公开申请1564件。",
        # of the year's own, without those of last year
        "办结政府信息公开申请1540件。",
        "收到政府信息公开申请1586件，其中予以公开390件，部分公开181件，不予公开386件，无法提供313件，不予处理189件，其他处理105件。",
        "收到政府信息公开申请1586件，其中自然人申请819件，法人或其他组织申请767件。",
        "因政府信息公开引发行政复议30件，行政诉讼46件。",
        "因政府信息公开引发行政诉讼24件（未经复议）。",
        "全年收取行政事业性收费12.5万元。",
        "全年收取行政事业性收费13万元。",
        "全年收取行政事业性收费125000元。",
        # different numbers of one thing: an office and those below it
        "本年受理政府信息公开申请12件。全市各级行政机关受理政府信息公开申请1700件。",
        "没有应公开而不予公开的情况。",
    ],
)
def test_agreement_is_no_finding(prose: str) -> None:
    """Prose that some meaning makes true contradicts nothing."""
    assert not conflicts(saying(prose))


def test_wrong_part_is_found() -> None:
    """A sum of lines that the prose states otherwise lists those lines."""
    report = saying("收到政府信息公开申请1586件，其中不予公开387件，无法提供313件。")
    (finding,) = conflicts(report)
    assert len(finding.cells) == 8
    assert finding.path == "requests.denied_state_secret.total"
    assert "1.属于国家秘密 + … + 8.属于行政查询事项 = 386" in finding.message
    assert "386" in finding.text("zh")


def test_an_empty_total_is_the_sum_of_its_parts() -> None:
    """A total that prints nothing contradicts a claim by the numbers beside it."""
    emptied = CLEAN
    for numbers in ("32\t12\t243", "5\t3\t23", "5\t5\t47"):
        assert emptied.count(numbers) == 1
        emptied = emptied.replace(numbers, numbers.rpartition("\t")[0] + "\t")
    right = saying("办结政府信息公开申请1564件，其中无法提供313件。", emptied)
    assert right.cell("requests.unable_not_held.total").state == "blank"
    assert not conflicts(right)
    (finding,) = conflicts(saying("办结政府信息公开申请1564件，其中无法提供265件。", emptied))
    assert [path.split(".")[1] for path in finding.cells] == [
        "unable_not_held",
        "unable_must_create",
        "unable_unclear",
    ]
    assert "= 313" in finding.message


def test_a_line_that_prints_nothing_contradicts_nothing() -> None:
    """Where neither parts nor total are printed nothing is known of a line; beside another it counts 0."""
    printed = "12\t4\t3\t1\t6\t2\t28"
    emptied = CLEAN.replace(printed, "\t" * 6)
    report = saying("上年结转政府信息公开申请29件。", emptied)
    assert report.cell("requests.carried_over.total").state == "blank"
    assert not conflicts(report)
    (finding,) = conflicts(saying("收到政府信息公开申请1614件，其中上年结转28件。", emptied))
    assert "1614件" in finding.message


def test_what_is_said_again_is_told_once() -> None:
    """The same wrong number in two places is one finding, at the first of them."""
    report = saying(
        "新收政府信息公开申请1568件。",
        CLEAN.replace(
            "六、其他需要报告的事项", "六、其他需要报告的事项\n\n新收政府信息公开申请1568件。"
        ),
    )
    assert len(report.claims) == 2
    (finding,) = conflicts(report)
    assert finding.start == report.claims[0].start


def test_a_cell_that_is_not_stated_contradicts_nothing() -> None:
    """What the copy lost or leaves open cannot be contradicted."""
    text = CLEAN.replace("\t146\t1586\n", "\n")
    assert gr.parse(text).cell("requests.new_received.total").value is None
    assert not conflicts(saying("新收政府信息公开申请1568件。", text))


def test_claims_speak_of_the_edition_of_the_copy() -> None:
    """制发 is 本年新制作数量 in 2019; 废止 has no cell there; 其他处理 is one line."""
    prose = "制发规范性文件3件，废止2件。收到政府信息公开申请2件，予以公开1件，其他处理1件。"
    assert [spelled(claim, "2019") for claim in read_prose(prose, "2019")] == [
        "3 normative_documents.new_made",
        "2 new_received | new_received + carried_over",
        "1 granted | granted + partly_granted",
        "1! other_handling",
    ]


def test_a_column_is_the_one_of_the_edition() -> None:
    """What is told behind a row of table 二 is 本年制发件数 in 2021 and 本年新制作数量 in 2019."""
    prose = "规范性文件新公开20件，其中本年度制发3件。"
    assert [spelled(claim, "2019") for claim in read_prose(prose, "2019")] == [
        "20 normative_documents.new_published",
        "3 normative_documents.new_made",
    ]


def test_claims_that_differ_are_not_sure() -> None:
    """Two numbers of one thing: neither settles anything."""
    (one, other) = read_prose("新收政府信息公开申请5件。县政府新收政府信息公开申请6件。")
    assert not one.sure
    assert not other.sure


@pytest.mark.slow
def test_tables_claim_nothing() -> None:
    """Neither the lines of a table nor its headings are prose, in whatever layout."""
    for seed in range(20):
        for layout in LAYOUTS:
            copy = render(generate(seed, None, LEVELS[seed % len(LEVELS)]), layout)
            assert not [claim for claim in gr.parse(copy).claims if claim.value]


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_claims_of_made_up_reports_are_true(layout: str) -> None:
    """Of reports whose prose states numbers of their tables every claim is true, and none contradicts a cell."""
    count = 0
    for seed in range(60):
        whole = render(generate(seed, None, LEVELS[seed % len(LEVELS)]), layout)
        copy = mangle(whole, "prose_claims", seed)
        report, truth = gr.parse(copy), copy.truth.values()
        for claim in report.claims:
            sums = [sum(truth.get(path, 0) for path in paths) for paths in claim.meanings]
            assert claim.value in sums, (seed, claim)
            assert not claim.sure or claim.value == sums[0]
            count += 1
        assert not conflicts(report)
    assert count > 300


_WORDS = st.sampled_from(
    [
        *SCRAPS,
        *(piece for prose, _, _ in CASES for piece in prose.replace("，", " ").split()),
        *"，。；：（）、《》“”0123456789件起万元年月未无没有其中含另结转申请复议诉讼",
    ]
)


@given(st.lists(_WORDS, max_size=40).map("".join), st.sampled_from(["2019", "2021", "2014"]))
def test_any_prose_is_read(prose: str, edition: str) -> None:
    """Nothing is raised on any prose; what is claimed stands in it, of cells of the edition, in order."""
    report = saying(prose, CLEAN if edition == "2021" else CLEAN_2019 + prose)
    claims = read_prose(prose, edition)
    assert list(claims) == sorted(claims, key=lambda claim: (claim.start, claims.index(claim)))
    for claim in claims:
        assert prose[claim.start : claim.end] == claim.raw
        assert claim.value >= 0
        assert not claim.sure or len(claim.meanings) == 1
        for paths in claim.meanings:
            assert len(set(paths)) == len(paths)
            assert edition == "2014" or all(report.cell(path) for path in paths)


def test_a_claim_is_advice_for_an_open_cell() -> None:
    """A number of the prose settles no cell, for prose and tables differ; it is told where the cell is explained."""
    text = CLEAN.replace("41\t16\t388", "41 16388")
    assert text != CLEAN
    report = saying("现行有效行政规范性文件388件。", text)
    path = "disclosure.normative_documents.in_force"
    cell = report.cell(path)
    assert (cell.state, cell.value) == ("ambiguous", None)
    (claim,) = report.claims
    told = f"'388件', which may be of this cell (characters {claim.start} to {claim.end})"
    assert told in report.explain(path)
    assert "正文称“388件”" in report.explain(path, "zh")
    assert "388件" not in report.explain("disclosure.normative_documents.issued")
    # a cell that is stated needs none
    assert "388件" not in saying("现行有效行政规范性文件388件。").explain(path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not beside the checkout")
def test_real_copies_contradict_nothing() -> None:
    """No real copy has a claim that contradicts its table, nor one that its known numbers make false."""
    known = {}
    for file in sorted((SHARED / "real" / "truth").glob("*.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        known.update(dict.fromkeys(truth["files"], truth["values"]))
    files = [*(SHARED / "real").glob("*.*"), *(SHARED / "seeds").glob("*.txt")]
    read = 0
    for file in sorted(files):
        if file.suffix not in (".txt", ".md") or file.name == "README.md":
            continue
        report = gr.read(file)
        assert not conflicts(report), file.name
        values = known.get(file.name, {})
        for claim in report.claims:
            read += 1
            sums = [_sum(values, paths) for paths in claim.meanings]
            assert claim.value in sums or None in sums, (file.name, claim)
    assert read > 40


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not beside the checkout")
def test_real_totals_that_are_empty_contradict_the_prose() -> None:
    """One real office prints no totals of its lines; two sums of them are not what its prose says."""
    found = conflicts(gr.read(SHARED / "real" / "shanghai-office-2019.html"))
    assert len(found) == 2
    assert "258件" in found[0].message
    assert "= 275" in found[0].message
    assert "265件" in found[1].message
    assert "= 337" in found[1].message


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not beside the checkout")
def test_the_one_contradiction_of_the_extracted_report_is_found() -> None:
    """The made-up report of shared/extractors says in its prose that 3 requests came in, and 251 in its table."""
    found = 0
    for file in sorted((SHARED / "extractors").glob("*.txt")):
        for finding in conflicts(gr.read(file)):
            found += 1
            assert finding.path == "requests.new_received.total", file.name
            assert "= 251;" in finding.message
    assert found


def _sum(values: dict[str, str], paths: tuple[str, ...]) -> int | None:
    """Give the sum of cells; None where one is not known as a plain number."""
    printed = [values.get(path, "") for path in paths]
    return sum(map(int, printed)) if all(map(str.isdecimal, printed)) else None


def test_office_is_the_one_of_the_cases() -> None:
    """The cases speak of the office whose report they stand in."""
    assert any(OFFICE.removesuffix("人民政府") in prose for prose, _, _ in CASES)
