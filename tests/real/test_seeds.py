"""The five real copies that the library began with, their names made up."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

import govinfo_report as gr
from benchmarks.quality.corpora import REAL
from tests.soundness import check_report

# seed: title, organization, year, count of cells by state, layout of each table
FACTS: dict[str, tuple[str, str, int, dict[str, int], tuple[str, str, str]]] = {
    "000": (
        "浅汀镇2020年政府信息公开年度报告",
        "浅汀镇",
        2020,
        {"printed": 198},
        ("row_per_cell", "row_per_cell", "row_per_cell"),
    ),
    "001": (
        "汀东区叠石口镇政府2020年政府信息公开工作年度报告",
        "汀东区叠石口镇政府",
        2020,
        # six lines of table 三 lost a column, table 四 its numbers
        {"printed": 141, "inferred": 35, "ambiguous": 7, "lost": 15},
        ("tab_separated", "tab_separated", "flattened_header"),
    ),
    "002": (
        "栎元镇2019年政府信息公开工作年度报告",
        "栎元镇",
        2019,
        {"printed": 198},
        ("tab_separated", "tab_separated", "flattened_header"),
    ),
    "003": (
        "岫吾办2020年政府信息公开工作年度报告",
        "岫吾办",
        2020,
        # most lines of table 三 lost a number, two stand in one row, table 四 has 14 of 15
        {"printed": 57, "inferred": 141},
        ("tab_separated", "tab_separated", "least_damage"),
    ),
    "004": (
        "砚京市岩前沟区松柏寺镇人民政府2020年政府信息公开工作年度报告",
        "砚京市岩前沟区松柏寺镇人民政府",
        2020,
        {"printed": 195, "lost": 3},
        ("row_per_cell", "row_per_cell", "row_per_cell"),
    ),
}


def seed_text(number: str) -> str:
    """Give a seed, its line ends as they stand."""
    return (REAL / f"seed_{number}.txt").read_bytes().decode("utf-8")


@pytest.mark.parametrize("seed", FACTS)
def test_identity(seed: str) -> None:
    """Title, office and year are those that the copy prints, and stand where the evidence says."""
    title, organization, year, _, _ = FACTS[seed]
    report = gr.parse(seed_text(seed))
    assert (report.title, report.organization, report.year) == (title, organization, year)
    assert set(report.identity) >= {"title", "organization", "year", "kind"}


@pytest.mark.parametrize("seed", FACTS)
def test_states(seed: str) -> None:
    """Every cell of the form of 2019 has a state, so many of each, each table read by its own layout."""
    _, _, _, states, layouts = FACTS[seed]
    report = gr.parse(seed_text(seed))
    assert report.editions == {"disclosure": "2019", "requests": "2019", "review": "2019"}
    assert Counter(cell.state for cell in report.cells()) == states
    assert tuple(report.layouts.values()) == layouts


@pytest.mark.parametrize("seed", FACTS)
def test_every_place_holds_what_was_read(seed: str) -> None:
    """Every cell, section, finding and fact stands in the text where it says."""
    text = seed_text(seed)
    report = gr.parse(text)
    check_report(report, text)
    printed = [cell for cell in report.cells() if cell.state == "printed"]
    assert printed
    assert all(text[cell.start : cell.end] == cell.raw != "" for cell in printed)


@pytest.mark.parametrize("seed", FACTS)
def test_sections(seed: str) -> None:
    """All six headings are found, in order; two of them with Word's number in place of the form's."""
    report = gr.parse(seed_text(seed))
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    headings = [section.heading for section in report.sections]
    damaged = ["3、 收到和处理政府信息公开申请情况", "4、 政府信息公开行政复议、行政诉讼情况"]
    assert [heading for heading in headings if heading[0] in "123456"] == (
        damaged if seed == "004" else []
    )


@pytest.mark.parametrize("seed", ["000", "002"])
def test_clean_copies(seed: str) -> None:
    """A copy that prints every cell has a value in each; only the amount's unit is not known."""
    report = gr.parse(seed_text(seed))
    assert len(report.values()) == 198
    assert [(item.code, item.path) for item in report.findings] == [
        ("unit_unknown", "disclosure.government_procurement.procurement_amount")
    ]
    assert not report.extra_rows


def test_values_of_000() -> None:
    """The few numbers that are not zero: one request, granted, and the procurement."""
    report = gr.parse(seed_text("000"))
    assert {path: value for path, value in report.values().items() if value} == {
        "disclosure.government_procurement.procurement_items": 8,
        "disclosure.government_procurement.procurement_amount": Decimal("208216.5"),
        "requests.new_received.natural_person": 1,
        "requests.new_received.total": 1,
        "requests.granted.natural_person": 1,
        "requests.granted.total": 1,
        "requests.total_handled.natural_person": 1,
        "requests.total_handled.total": 1,
    }


def test_values_of_002() -> None:
    """The amount is a Decimal, also where it prints no fraction, and has no unit."""
    report = gr.parse(seed_text("002"))
    amount = report.cell("disclosure.government_procurement.procurement_amount")
    assert {path: value for path, value in report.values().items() if value} == {
        "disclosure.government_procurement.procurement_items": 4,
        "disclosure.government_procurement.procurement_amount": 56580,
    }
    assert isinstance(amount.value, Decimal)
    assert amount.unit is None


def test_short_rows_of_001_and_003_state_nothing() -> None:
    """A row of zeros that lost a number is zeros in every reading, and states none; what stays open is warned of."""
    # the one number of 001 that is no zero breaks two sums wherever it stands
    for seed, expected in (("001", {(6,), (0, 6), (0,)}), ("003", set())):
        report = gr.parse(seed_text(seed))
        inferred = [cell for cell in report.cells() if cell.state == "inferred"]
        assert {cell.candidates for cell in inferred} == {(0,)}
        doubtful = [cell for cell in report.cells() if cell.state == "ambiguous"]
        assert {cell.candidates for cell in doubtful} == expected
        assert not {cell.path for cell in inferred + doubtful} & set(report.values())
        listed = {
            path for item in report.findings if item.severity != "info" for path in item.cells
        }
        assert {cell.path for cell in doubtful} <= listed


def test_unit_of_003_comes_from_the_heading() -> None:
    """采购总金额（单位：万元，保留4位小数） gives the unit that the cell does not print."""
    amount = gr.parse(seed_text("003")).cell("disclosure.government_procurement.procurement_amount")
    assert (amount.value, amount.unit, amount.raw) == (Decimal("6.8178"), "万元", "6.8178")


def test_split_row_of_004() -> None:
    """其他对外管理服务事项 is printed as two sub-rows: its own cells are lost, the sub-rows kept."""
    report = gr.parse(seed_text("004"))
    lost = [cell.path for cell in report.cells() if cell.state == "lost"]
    assert lost == [
        "disclosure.other_external_services.previous_items",
        "disclosure.other_external_services.change",
        "disclosure.other_external_services.decisions",
    ]
    (split,) = (item for item in report.findings if item.reason == "split")
    assert list(split.cells) == lost
    assert [(row.label, row.values) for row in report.extra_rows] == [
        ("行政检查", (0, 0, 0)),
        ("行政确认", (0, 0, 0)),
    ]


def test_signs_and_money_of_004() -> None:
    """+408 is 408 with its sign in raw; 4176.9529万元 is a Decimal with its unit beside it."""
    report = gr.parse(seed_text("004"))
    change = report.cell("disclosure.administrative_penalty.change")
    assert (change.value, change.raw, change.unit) == (408, "+408", None)
    assert report.disclosure.administrative_compulsion.change == 23
    amount = report.cell("disclosure.government_procurement.procurement_amount")
    assert (amount.value, amount.raw, amount.unit) == (
        Decimal("4176.9529"),
        "4176.9529万元",
        "万元",
    )
    assert report.disclosure.government_procurement.procurement_amount == Decimal("4176.9529")
    assert report.disclosure.government_procurement.procurement_items == 31
