"""The tables of a panel: measures, money, indicators, versions, files, and what is refused."""

from __future__ import annotations

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa
from pyarrow.parquet import read_schema, read_table

import govinfo_report as gr
from govinfo_report.panel import panel_catalogue, panel_tables
from govinfo_report.panel.tables import panel_schema
from govinfo_report.testing.world import Filing
from tests.panel.filings import facts_of, filing
from tests.paths import COPIES, SHARED

NAME = "某市教育局"


def measures(panel: gr.Panel) -> dict[tuple[int, str], dict[str, Any]]:
    """Give (year, measure) to its line."""
    return {(row["year"], row["measure"]): row for row in panel.table("measures").to_pylist()}


def test_measures_over_editions() -> None:
    """其他处理 is one line in 2019 and three in 2021; a sum is empty where one of its cells is not stated."""
    other = "requests.other_handling.total"
    parts = {
        f"requests.other_{row}.total": n
        for row, n in (("overdue_correction", 1), ("overdue_fee", 2), ("other", 4))
    }
    open_cell = {"requests.other_other.total": (4, 5)}
    facts = facts_of(
        filing(NAME, 2020, {other: 5}, edition="2019"),
        filing(NAME, 2021, parts),
        filing(NAME, 2022, parts, open=open_cell),
    )
    with gr.build_panel(facts) as panel:
        found = measures(panel)
    assert [
        (found[year, other]["value"], found[year, other]["how"]) for year in (2020, 2021, 2022)
    ] == [
        (5, "exact"),
        (7, "sum"),
        (None, "sum"),
    ]
    assert (2020, "disclosure.normative_documents.in_force") not in found


def test_money_in_yuan() -> None:
    """An amount is given in 元 with its unit; one without a unit stays apart."""
    path = "disclosure.administrative_fees.fee_amount"
    reports = []
    text = (COPIES / "tab_clean_2021.txt").read_text(encoding="utf-8")
    reports.append(gr.parse(text))
    with gr.build_panel(reports) as panel:
        row = measures(panel)[2021, path]
    assert row["value"] is None
    assert row["unit"] == "万元"
    assert row["unit_source"] == "heading"
    assert row["yuan"] == row["amount"] * 10_000
    facts = facts_of(filing(NAME, 2021, {path: Decimal("3.5")}))
    unit = facts.schema.get_field_index("unit")
    bare = facts.set_column(unit, facts.schema.field(unit), pa.nulls(len(facts), pa.string()))
    with gr.build_panel(bare) as panel:
        row = measures(panel)[2021, path]
    assert (row["amount"], row["unit"], row["yuan"]) == (Decimal("3.5"), None, None)


def test_a_unit_is_advised_and_not_taken() -> None:
    """4000 without a unit, between years of 0.39 and 0.41 万元: 元 is advised, and no amount in 元 is stated."""
    path = "disclosure.administrative_fees.fee_amount"
    amounts = {2021: "0.39", 2022: "4000", 2023: "0.41"}
    facts = facts_of(
        *(filing(NAME, year, {path: Decimal(amount)}) for year, amount in amounts.items())
    )
    units = [
        None if row["year"] == 2022 else row["unit"]
        for row in facts.select(["year", "unit"]).to_pylist()
    ]
    at = facts.schema.get_field_index("unit")
    with gr.build_panel(facts.set_column(at, "unit", pa.array(units, pa.string()))) as panel:
        (advice,) = panel.table("unit_advice").to_pylist()
        assert measures(panel)[2022, path]["yuan"] is None
    assert (advice["year"], advice["unit"], advice["years"]) == (2022, "元", 2)


def test_a_ratio_never_raises() -> None:
    """No ratio where nothing was handled or a measure is not stated; its parts are measures."""
    granted, handled = "requests.granted.total", "requests.total_handled.total"
    facts = facts_of(
        filing(NAME, 2021, {granted: 3, handled: 4}),
        filing(NAME, 2022),
        filing(NAME, 2023, {granted: 3, handled: 4}, open={handled: (4, 5)}),
    )
    with gr.build_panel(facts) as panel:
        rates = [
            (row["numerator"], row["denominator"], row["ratio"])
            for row in panel.table("indicators").to_pylist()
            if row["indicator"] == "granted_rate"
        ]
    assert rates == [(3, 4, 0.75), (0, 0, None), (3, None, None)]


def test_an_indicator_of_ones_own(tmp_path: Path) -> None:
    """One entry in a file of TOML is one more indicator; an entry without a denominator is refused."""
    file = tmp_path / "mine.toml"
    file.write_text(
        '[businesses]\nnumerator = ["requests.new_received.business"]\n'
        'denominator = ["requests.new_received.total"]\n'
    )
    cells = {"requests.new_received.business": 1, "requests.new_received.total": 8}
    with gr.build_panel(facts_of(filing(NAME, 2021, cells)), indicators=file) as panel:
        rows = {row["indicator"]: row["ratio"] for row in panel.table("indicators").to_pylist()}
        panel.write(tmp_path)
    assert rows["businesses"] == 0.125
    words = json.loads((tmp_path / "dictionary.json").read_text(encoding="utf-8"))
    assert words["indicators"]["businesses"]["denominator"] == ["requests.new_received.total"]
    file.write_text("[businesses]\nnumerator = []\n")
    with pytest.raises(gr.ArgumentError, match="denominator of businesses"):
        gr.build_panel(facts_of(filing(NAME, 2021)), indicators=file)
    file.write_text(
        '[rate]\nnumerator = ["-granted", "requests.grnted.total"]\ndenominator = ["received"]\n'
    )
    with pytest.raises(gr.ArgumentError, match=r"numerator of rate .*found requests.grnted.total"):
        gr.build_panel(facts_of(filing(NAME, 2021)), indicators=file)


def test_versions_are_chosen_and_compared() -> None:
    """Of the copies that state most the one published last is chosen; the one that differs is a finding."""
    path = "requests.granted.total"
    facts = facts_of(
        filing(NAME, 2021, {path: 3}, open={"requests.denied_state_secret.total": ()}),
        filing(NAME, 2021, {path: 4}, version=2, published="2022-01-08"),
        filing(NAME, 2021, {path: 3}, version=3, published="2022-01-09"),
    )
    with gr.build_panel(facts) as panel:
        versions = [
            (row["source"][-6], row["reason"]) for row in panel.table("versions").to_pylist()
        ]
        (found,) = panel.table("findings").to_pylist()
        assert measures(panel)[2021, path]["value"] == 3
    assert versions == [("3", "chosen"), ("2", "differs"), ("1", "same_numbers")]
    assert (found["code"], found["value"], found["other_value"]) == ("version_differs", 3, 4)


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        ("3.5", "万元", None),
        ("35000", "元", None),
        ("35000", "万元", "prints 3.5, another copy of the same report 35000"),
        ("3.5", "元", "prints 3.5万元, another copy of the same report 3.5元"),
        ("3.5", None, None),
        ("35000", None, "prints 3.5万元, another copy of the same report 35000"),
    ],
)
def test_versions_with_mixed_units(amount: str, unit: str | None, said: str | None) -> None:
    """Amounts of two copies are the same where they are in 元; where one has no unit, the number decides."""
    path = "disclosure.administrative_fees.fee_amount"
    facts = facts_of(
        filing(NAME, 2021, {path: Decimal("3.5")}, published="2022-01-09"),
        filing(NAME, 2021, {path: Decimal(amount)}, version=2, published="2022-01-08", unit=unit),
    )
    with gr.build_panel(facts) as panel:
        messages = [row["message"] for row in panel.table("findings").to_pylist()]
        (other,) = (row for row in panel.table("versions").to_pylist() if not row["chosen"])
    assert other["reason"] == ("differs" if said else "same_numbers")
    assert len(messages) == (said is not None)
    assert all(message.endswith(said or "") for message in messages)


def test_frames_keep_counts_whole() -> None:
    """Counts are Int64 in pandas and int64 in Arrow; money is Decimal."""
    pandas = pytest.importorskip("pandas")
    with gr.build_panel(facts_of(filing(NAME, 2021))) as panel:
        frame = panel.to_pandas("measures")
        assert panel.table("measures").schema.equals(panel_schema("measures"))
    assert frame["value"].dtype == pandas.Int64Dtype()
    assert frame["value"].isna().any()
    assert isinstance(frame["amount"].dropna().iloc[0], Decimal)


@pytest.mark.parametrize("format", ["parquet", "csv", "xlsx", "dta"])
def test_files_and_dictionary(tmp_path: Path, format: str) -> None:
    """Every table is a file, and the dictionary describes each of its columns."""
    if format in ("xlsx", "dta"):
        pytest.importorskip({"xlsx": "xlsxwriter", "dta": "pandas"}[format])
    with gr.build_panel(facts_of(filing("=市", 2021, {"requests.granted.total": 3}))) as panel:
        panel.write(tmp_path, format)
    words = json.loads((tmp_path / "dictionary.json").read_text(encoding="utf-8"))
    assert list(words["findings"]) == list(panel_catalogue())
    for name, columns in panel_tables().items():
        file = tmp_path / f"{name}.{format}"
        if format == "parquet":
            assert read_schema(file).names == [column.name for column in columns]
        elif format == "csv":
            head, *rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines())
            assert head == [column["name"] for column in words["tables"][name]["columns"]]
            if name == "coverage":
                assert rows[0][0] == "'=市"
        elif format == "dta":
            with pytest.importorskip("pandas").read_stata(file, iterator=True) as stata:
                labels = stata.variable_labels()
            assert list(labels) == [column.name for column in columns]
            assert all(labels.values())
        else:
            heading = next(pytest.importorskip("openpyxl").load_workbook(file).active.values)
            assert list(heading) == [column.name for column in columns]
    if format == "parquet":
        assert read_table(tmp_path / "coverage.parquet").to_pylist()[0]["office"] == "=市"


def test_without_duckdb(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra that is missing is named, in both languages."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(gr.MissingExtraError, match=r"govinfo-report\[panel\]") as caught:
        gr.build_panel(facts_of(filing(NAME, 2021)))
    assert "建立面板" in caught.value.text("zh")


def test_what_is_refused(tmp_path: Path) -> None:
    """A file that is none, facts that lack a column, an unknown table or format: each is said."""
    with pytest.raises(gr.UnreadableFileError):
        gr.build_panel(tmp_path / "none.parquet")
    (tmp_path / "text.parquet").write_text("no facts")
    with pytest.raises(gr.UnreadableFileError):
        gr.build_panel(tmp_path / "text.parquet")
    facts = facts_of(filing(NAME, 2021))
    with pytest.raises(gr.ArgumentError, match="no column state"):
        gr.build_panel(facts.drop_columns(["state"]))
    with pytest.raises(gr.ArgumentError, match="such as 4GB"):
        gr.build_panel(facts, memory="much")
    with pytest.raises(gr.ArgumentError, match="twice"):
        gr.build_panel(pa.concat_tables([facts, facts]))
    with gr.build_panel(facts) as panel:
        with pytest.raises(gr.ArgumentError, match="measures"):
            panel.table("panel")
        with pytest.raises(gr.ArgumentError, match="parquet, csv, xlsx, dta"):
            panel.write(tmp_path / "o", "docx")
    with pytest.raises(TypeError, match="found int"):
        gr.build_panel(3)


def test_a_notice_is_no_report() -> None:
    """A notice is no copy of a report; a copy without numbers is unreadable, before 2019 it may be prose."""
    facts = facts_of(
        filing(NAME, 2021),
        Filing(NAME, NAME, 2022, "2021", {}),
        Filing(NAME, NAME, 2023, "2021", {}),
        Filing(NAME, NAME, 2018, "2019", {}),
    )
    kinds = ["notice" if row["year"] == 2023 else "report" for row in facts.to_pylist()]
    at = facts.schema.get_field_index("kind")
    with gr.build_panel(facts.set_column(at, "kind", pa.array(kinds, pa.string()))) as panel:
        rows = {row["year"]: row["status"] for row in panel.table("coverage").to_pylist()}
    assert rows == {
        2018: "filed",
        2019: "missing",
        2020: "missing",
        2021: "filed",
        2022: "unreadable",
    }


def test_only_offices_of_the_roster_are_missing(tmp_path: Path) -> None:
    """An office that the roster lacks has a line for what it filed, and none for what it did not."""
    roster = tmp_path / "offices.csv"
    roster.write_text(f"id,name\na,{NAME}\n", encoding="utf-8")
    facts = facts_of(filing(NAME, 2021), filing("另一市教育局", 2022))
    with gr.build_panel(facts, roster) as panel:
        rows = [
            (row["office"], row["year"], row["status"])
            for row in panel.table("coverage").to_pylist()
        ]
    assert rows == [
        ("a", 2021, "filed"),
        ("a", 2022, "missing"),
        ("另一市教育局", 2022, "filed"),
    ]


def test_nothing_at_all() -> None:
    """No report gives empty tables."""
    with gr.build_panel([]) as panel:
        assert [panel.table(name).num_rows for name in panel_tables()] == [0] * len(panel_tables())


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the real copies beside the project")
def test_real_copies_of_one_office_over_years() -> None:
    """Four years of one office: what one year carries forward the next carries over; rows without bounds stay open."""
    with gr.build_panel(gr.iter_reports(SHARED / "real")) as panel:
        checks = panel.table("checks").to_pylist()
        codes = [row["code"] for row in panel.table("findings").to_pylist()]
        coverage = {
            (row["name"], row["year"]): row["status"] for row in panel.table("coverage").to_pylist()
        }
        versions = {
            row["reason"]
            for row in panel.table("versions").to_pylist()
            if row["organization"] == "洪泽区人民政府"
        }
    assert [(row["code"], row["year"], row["assessed"], row["failed"]) for row in checks] == [
        ("carried_mismatch", 2021, 7, 0)
    ]
    assert set(codes) == {"report_unplaced"}
    assert coverage["平潭综合实验区", 2022] == "missing"
    assert versions == {"chosen", "same_numbers"}


@pytest.mark.parametrize(("locale", "words"), [("zh_CN.UTF-8", "现行有效"), ("C", "in force")])
def test_a_notebook_shows_a_panel(locale: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tables with their rows, and each code with an example, as words; a closed panel has its name."""
    monkeypatch.setenv("LC_ALL", locale)
    rules = "disclosure.rules.in_force"
    facts = facts_of(filing("<b>", 2021, {rules: 5}), filing("<b>", 2022, {rules: 9}))
    with gr.build_panel(facts) as panel:
        html = panel._repr_html_() or ""
        rows = panel.table("measures").num_rows
        assert f"<code>measures</code></td><td>{rows:,}</td>" in html
        for name in panel_tables():
            assert html.count(f"<code>{name}</code>") == 1
        assert set(panel.table("findings").column("code").to_pylist()) <= {
            code for code in panel_catalogue() if f"<code>{code}</code>" in html
        }
        assert words in html
        assert html.count("<tr>") <= 20
        assert "<b>" not in html
    assert panel._repr_html_() is None
