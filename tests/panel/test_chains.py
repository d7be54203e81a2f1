"""Reports of one office, year against year."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

pytest.importorskip("duckdb")

import pyarrow as pa

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.panel.filings import DOCUMENTS, documents, facts_of, filing

NAME = "某市科学技术局"
COLUMNS = ("issued", "repealed", "in_force")


def findings(*filings: Any) -> list[dict[str, Any]]:
    """Give the findings of reports."""
    with gr.build_panel(facts_of(*filings)) as panel:
        return list(panel.table("findings").to_pylist())


def test_documents_in_force_do_not_go_on() -> None:
    """181 + 5 - 17 = 169, and the next year begins from 159: the finding has both cells, both places, both numbers."""
    (found,) = findings(
        documents(NAME, 2021, 4, 2, 181),
        documents(NAME, 2022, 5, 17, 169),
        documents(NAME, 2023, 3, 6, 156),
    )
    assert (found["code"], found["severity"], found["year"]) == (
        "in_force_mismatch",
        "warning",
        2023,
    )
    assert (found["value"], found["other_value"], found["expected"]) == (156, 169, 166)
    assert found["message"].endswith("the report begins from 159")
    assert found["message_zh"].endswith("该报告相当于从159起算")
    assert found["measure"] == found["other_measure"] == f"{DOCUMENTS}.in_force"
    assert found["cells"].split() == [
        f"{DOCUMENTS}.{c}" for c in ("in_force", "issued", "repealed")
    ]
    assert found["source"] != found["other_source"]
    assert found["line"] == found["other_line"] is not None


def test_carried_requests_by_column() -> None:
    """What was carried forward and what is carried over differ in one column: one finding, for that column."""
    (found,) = findings(
        filing(NAME, 2021, {"requests.carried_forward.business": 3}),
        filing(NAME, 2022, {"requests.carried_over.business": 2}),
    )
    assert found["code"] == "carried_mismatch"
    assert found["measure"] == "requests.carried_over.business"
    assert found["other_measure"] == "requests.carried_forward.business"
    assert (found["value"], found["other_value"], found["other_year"]) == (2, 3, 2021)


def test_a_finding_tells_that_a_cell_is_in_doubt() -> None:
    """Where the copy's own findings list a cell of the chain, the finding says so."""
    facts = facts_of(
        filing(NAME, 2021, {"requests.carried_forward.business": 3}),
        filing(NAME, 2022, {"requests.carried_over.business": 2}),
    )
    doubts = ["single_sum" if row["row"] == "carried_forward" else "" for row in facts.to_pylist()]
    at = facts.schema.get_field_index("findings")
    doubted = facts.set_column(at, "findings", pa.array(doubts))
    for given, expected in ((facts, False), (doubted, True)):
        with gr.build_panel(given) as panel:
            assert panel.table("findings").column("doubted").to_pylist() == [expected]


@pytest.mark.parametrize("gap", ["open", "years"])
def test_no_finding_says_more_than_both_copies(gap: str) -> None:
    """A cell that is not stated, or a year between, is no side of a finding; it is counted as not assessed."""
    path = "requests.carried_over.business"
    later = filing(NAME, 2022, {path: 9}, open={path: (9, 90)})
    if gap == "years":
        later = filing(NAME, 2023, {path: 9})
    facts = facts_of(filing(NAME, 2021, {"requests.carried_forward.business": 3}), later)
    with gr.build_panel(facts) as panel:
        assert panel.table("findings").num_rows == 0
        assert panel.table("candidates").num_rows == 0  # 3 is none of the cell's own candidates
        checks = {row["code"]: row for row in panel.table("checks").to_pylist()}
    if gap == "open":
        assert checks["carried_mismatch"]["assessed"] == 6
        assert checks["carried_mismatch"]["not_assessed"] == 1
    else:
        assert not checks


def test_items_go_on_over_the_form_of_2019() -> None:
    """上一年项目数量 and 本年增/减 of one year make 上一年项目数量 of the next."""
    row = "disclosure.administrative_licensing"
    (found,) = findings(
        filing(NAME, 2019, {f"{row}.previous_items": 40, f"{row}.change": -2}, edition="2019"),
        filing(NAME, 2020, {f"{row}.previous_items": 40}, edition="2019"),
    )
    assert (found["code"], found["value"], found["expected"]) == ("items_mismatch", 40, 38)


def test_numbers_of_all_years_so_far() -> None:
    """历年累计 as offices of Fujian print it: the number of the year is added."""
    row = "statistics.disclosed_total"
    reports = []
    for year, number, cumulative in ((2015, 10, 100), (2016, 20, 121)):
        truth = generate(0, "fj-c", 0)
        cells = {**truth.cells, f"{row}.year": str(number), f"{row}.cumulative": str(cumulative)}
        truth = evolve(truth, organization=NAME, year=year, cells=cells)
        reports.append(gr.parse(render(truth, "tab_separated").text))
    with gr.build_panel(reports) as panel:
        found = {each["measure"]: each for each in panel.table("findings").to_pylist()}
    assert {each["code"] for each in found.values()} == {"cumulative_mismatch"}
    told = found[f"{row}.cumulative"]
    assert (told["value"], told["other_value"], told["expected"]) == (121, 100, 120)


def test_a_jump_is_seen_against_the_own_past() -> None:
    """Twenty times the other years is a jump; twice is none, nor is it with three years."""
    path = "requests.new_received.total"
    offices = {
        "甲市教育局": (30, 31, 29, 600, 30),
        "乙市教育局": (30, 31, 29, 60, 30),
        "丙市教育局": (30, 31, 600),
    }
    found = findings(
        *(
            filing(name, 2021 + at, {path: number})
            for name, numbers in offices.items()
            for at, number in enumerate(numbers)
        )
    )
    assert [(each["office"], each["year"], each["value"], each["expected"]) for each in found] == [
        ("甲市教育局", 2024, 600, 30)
    ]


def printed(layout: str, year: int, *numbers: int) -> gr.Report:
    """Read a made-up copy whose row of normative documents has these numbers."""
    truth = generate(year, "2021", 0)
    row = {f"{DOCUMENTS}.{c}": str(n) for c, n in zip(COLUMNS, numbers, strict=True)}
    truth = evolve(truth, organization=NAME, year=year, cells={**truth.cells, **row})
    return gr.parse(render(truth, layout).text)


def test_rows_run_together_have_one_joint_reading() -> None:
    """5225, 5426, 1126: each has three readings, and one of each keeps the chain; none becomes a number of a report."""
    rows = {2021: (5, 2, 25), 2022: (5, 4, 26), 2023: (1, 1, 26)}
    reports = [printed("run_together", year, *row) for year, row in rows.items()]
    cells = [report.cell(f"{DOCUMENTS}.{c}") for report in reports for c in COLUMNS]
    assert [cell.candidates[-1] for cell in cells] == [5225] * 3 + [5426] * 3 + [1126] * 3
    with gr.build_panel(reports) as panel:
        settled = panel.table("candidates").to_pylist()
        measures = panel.table("measures").to_pylist()
    found = {
        (row["year"], row["measure"].rpartition(".")[2]): (row["value"], row["lineage"])
        for row in settled
        if row["measure"].startswith(DOCUMENTS)
    }
    lineage = f"{DOCUMENTS}.in_force 2021-2023"
    assert found == {
        (year, column): (number, lineage)
        for year, row in rows.items()
        for column, number in zip(COLUMNS, row, strict=True)
    }
    assert {row["value"] for row in measures if row["measure"].startswith(DOCUMENTS)} == {None}


def test_a_copy_that_prints_otherwise_is_told_with_both_lines() -> None:
    """The two copies of 181 + 5 - 17 = 169 and of 159, as text: the finding leads to the line of each."""
    reports = [
        printed("tab_separated", 2021, 4, 2, 181),
        printed("tab_separated", 2022, 5, 17, 169),
        printed("tab_separated", 2023, 3, 6, 156),
    ]
    with gr.build_panel(reports) as panel:
        found = [
            row
            for row in panel.table("findings").to_pylist()
            if row["measure"].startswith(DOCUMENTS)
        ]
    assert [(row["code"], row["year"], row["value"], row["other_value"]) for row in found] == [
        ("in_force_mismatch", 2023, 156, 169)
    ]
    lines = [(report.text or "").split("\n") for report in reports]
    assert lines[2][found[0]["line"] - 1].endswith("3\t6\t156")
    assert lines[1][found[0]["other_line"] - 1].endswith("5\t17\t169")


def test_an_office_that_breaks_a_chain_settles_nothing_by_it() -> None:
    """Where stated numbers break the chain, nothing that it would settle is offered."""
    open_cell = {f"{DOCUMENTS}.in_force": ()}
    last = documents(NAME, 2024, 1, 0, 12)
    last.open = dict.fromkeys(open_cell, ())
    copies = [documents(NAME, 2022, 1, 0, 10), documents(NAME, 2023, 1, 0, 11), last]
    with gr.build_panel(facts_of(*copies)) as panel:
        assert [row["value"] for row in panel.table("candidates").to_pylist()] == [12]
    copies[1] = documents(NAME, 2023, 1, 0, 99)
    with gr.build_panel(facts_of(*copies)) as panel:
        assert panel.table("candidates").num_rows == 0
        assert panel.table("findings").num_rows == 1


def test_a_cell_that_two_chains_settle_otherwise_stays_open() -> None:
    """The year before makes it 11, the year after would need 19: neither is offered."""
    middle = documents(NAME, 2022, 1, 0, 11)
    middle.open = {f"{DOCUMENTS}.in_force": ()}
    copies = [documents(NAME, 2021, 1, 0, 10), middle]
    with gr.build_panel(facts_of(*copies)) as panel:
        assert [row["value"] for row in panel.table("candidates").to_pylist()] == [11]
    copies.append(documents(NAME, 2023, 1, 0, 20))
    with gr.build_panel(facts_of(*copies)) as panel:
        assert panel.table("candidates").num_rows == 0
        assert panel.table("findings").num_rows == 0
