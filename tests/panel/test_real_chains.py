"""Real copies of one office over several years; and real copies held against each other as if of one office."""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa

import govinfo_report as gr
from govinfo_report.export.arrow import to_arrow
from tests.panel.filings import DOCUMENTS
from tests.paths import SHARED

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the real copies beside the project"
)

# Copies whose text names no office or no year, with what their site says of them.
TITLES = {
    "hebei-science-2020.txt": "河北省科学技术厅2020年政府信息公开工作年度报告",
    "hebei-science-2021.txt": "河北省科学技术厅2021年政府信息公开工作年度报告",
    "pingtan-finance-2025-part.txt": "平潭综合实验区财政金融局2025年政府信息公开工作年度报告",
    "pingtan-police-2024-part.txt": "平潭综合实验区公安局2024年政府信息公开工作年度报告",
}
ROSTER = "id,name,aliases\npingtan,平潭综合实验区,平潭综合实验区管委会\nscience,河北省科学技术厅,\n"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[gr.Report]:
    """What stands in the copies, each read with the title that it needs."""
    with (SHARED / "edition2014" / "INDEX.tsv").open(encoding="utf-8") as lines:
        listed = {
            row["file"]: f"{row['office']}{row['report_year']}年政府信息公开工作年度报告"
            for row in csv.DictReader(lines, delimiter="\t")
        }
    files = [*(SHARED / "real").glob("*.txt"), *(SHARED / "real").glob("*.html")]
    files += [SHARED / "edition2014" / name for name in listed]
    path = tmp_path_factory.mktemp("real") / "copies.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for file in sorted(files):
            text = file.read_bytes().decode("utf-8")
            title = {**TITLES, **listed}.get(file.name)
            lines.write(json.dumps({"id": file.name, "title": title, "text": text}) + "\n")
    return list(gr.iter_reports(path, id="id", title="title"))


def test_offices_over_years(reports: list[gr.Report], tmp_path: Path) -> None:
    """What one year carries forward the next carries over; a year between or a lost cell leaves a chain open."""
    roster = tmp_path / "offices.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    with gr.build_panel(reports, roster) as panel:
        checks = panel.table("checks").to_pylist()
        findings = panel.table("findings").to_pylist()
        settled = panel.table("candidates").to_pylist()
        coverage = panel.table("coverage").to_pylist()
        measures = panel.table("measures").to_pylist()
    # 平潭 of 2020 and 2021, seven columns; of 河北省科学技术厅 the row of 2020 is lost
    assert [tuple(row.values()) for row in checks] == [("carried_mismatch", 2021, 7, 0, 7)]
    assert findings == []
    assert {(row["office"], row["year"], row["value"], row["state"]) for row in settled} == {
        ("science", 2020, 0, "lost")
    }
    filed = [
        row["year"] for row in coverage if (row["office"], row["status"]) == ("pingtan", "filed")
    ]
    assert filed == [2011, 2014, 2016, 2018, 2020, 2021, 2023, 2025]
    totals = {
        row["year"]: row["value"]
        for row in measures
        if (row["office"], row["measure"]) == ("pingtan", "statistics.disclosed_total.cumulative")
    }
    assert totals[2011] == 1516
    assert settled[0]["measure"] not in {
        row["measure"]
        for row in measures
        if (row["office"], row["year"], row["value"]) == ("science", 2020, 0)
    }


def test_no_finding_says_more_than_both_copies_print(reports: list[gr.Report]) -> None:
    """Each real copy is held against the next as if they were an office's: both numbers stand there."""
    given = [report for report in reports if report.editions["requests"]]
    with gr.build_panel(_one_office(given)) as panel:
        findings = panel.table("findings").to_pylist()
        checks = panel.table("checks").to_pylist()
    codes = Counter(row["code"] for row in findings)
    assert codes["carried_mismatch"] > 10
    assert codes["in_force_mismatch"] > 2
    failed = sum(row["failed"] for row in checks)
    assert failed == sum(n for code, n in codes.items() if code.endswith("_mismatch"))
    known = {report.source: report for report in given}
    sides = (
        ("source", "line", "measure", "value"),
        ("other_source", "other_line", "other_measure", "other_value"),
    )
    for row in findings:
        for source, line, measure, value in (tuple(row[name] for name in side) for side in sides):
            if source is None:  # a jump has one side
                continue
            cell = known[source].cell(measure)
            assert (cell.value, cell.state in ("printed", "aligned")) == (value, True)
            text = known[source].text or ""
            printed = "".join(text[start:end] for start, end in cell.parts)
            assert (printed, cell.line) == (cell.raw, line)


def _read_as(folder: Path, copies: dict[str, tuple[str, str]]) -> list[gr.Report]:
    """Read texts under titles: name of a copy to title and text."""
    path = folder / "copies.jsonl"
    records = [{"id": name, "title": title, "text": text} for name, (title, text) in copies.items()]
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return list(gr.iter_reports(path, id="id", title="title"))


# The row of a real copy whose numbers have run together: 规范性文件 of 2021.
REAL_RUN = "行政规范性文件81153"
SCIENCE = "河北省科学技术厅"


@pytest.mark.parametrize("apart", ["", " "])
def test_a_real_layout_of_rows_that_have_run_together(tmp_path: Path, apart: str) -> None:
    """A real copy, three times with other years and the rows 5225, 5426, 1126: one joint reading is left."""
    text = (SHARED / "real" / "hebei-science-2021.txt").read_text(encoding="utf-8")
    assert REAL_RUN in text
    rows = {2021: (5, 2, 25), 2022: (5, 4, 26), 2023: (1, 1, 26)}
    reports = _read_as(
        tmp_path,
        {
            str(year): (
                f"{SCIENCE}{year}年政府信息公开工作年度报告",
                text.replace("2021", str(year)).replace(
                    REAL_RUN, f"行政规范性文件{row[0]}{apart}{row[1]}{row[2]}"
                ),
            )
            for year, row in rows.items()
        },
    )
    paths = [f"{DOCUMENTS}.{column}" for column in ("issued", "repealed", "in_force")]
    with gr.build_panel(reports) as panel:
        settled = {
            (row["year"], row["measure"]): row["value"]
            for row in panel.table("candidates").to_pylist()
            if row["measure"] in paths
        }
        assert panel.table("findings").num_rows == 0
    assert settled == {
        (year, path): n for year, row in rows.items() for path, n in zip(paths, row, strict=True)
    }
    assert {report.cell(path).value for report in reports for path in paths} == {None}


def test_a_real_row_is_settled_by_its_neighbours(tmp_path: Path) -> None:
    """81153 of the real copy: with the made-up rows of the years beside it 8, 11 and 53 are left."""
    text = (SHARED / "real" / "hebei-science-2021.txt").read_text(encoding="utf-8")
    copies = {2020: "3156", 2021: "81153", 2022: "4255"}
    title = f"{SCIENCE}{{}}年政府信息公开工作年度报告"
    reports = _read_as(
        tmp_path,
        {
            str(year): (
                title.format(year),
                text.replace("2021", str(year)).replace(REAL_RUN, f"行政规范性文件{digits}"),
            )
            for year, digits in copies.items()
        },
    )
    with gr.build_panel(reports) as panel:
        rows = panel.table("candidates").to_pylist()
    settled = {
        row["measure"].rpartition(".")[2]: row["value"] for row in rows if row["year"] == 2021
    }
    assert settled == {"issued": 8, "repealed": 11, "in_force": 53}


def test_a_real_office_under_two_names(tmp_path: Path) -> None:
    """洪泽区人民政府 as it is, and as 淮安市洪泽区人民政府 the year before: one office, and 5 is not 5 + 0 - 5."""
    file = SHARED / "real" / "hongze-2023.pdftotext-layout.txt"
    text = file.read_text(encoding="utf-8")
    before = text.replace("洪泽区人民政府", "淮安市洪泽区人民政府").replace("2023", "2022")
    reports = [gr.parse(text), gr.parse(before)]
    with gr.build_panel(reports) as panel:
        reasons = {row["organization"]: row["reason"] for row in panel.table("offices").to_pylist()}
        (found,) = panel.table("findings").to_pylist()
        checks = panel.table("checks").to_pylist()
    assert reasons == {
        "洪泽区人民政府": "place_in_front",
        "淮安市洪泽区人民政府": "own_name",
    }
    assert (found["code"], found["value"], found["other_value"]) == ("in_force_mismatch", 5, 5)
    assert found["message"].endswith("make 0; the report begins from 10")
    assert [tuple(row.values()) for row in checks] == [
        ("carried_mismatch", 2023, 7, 0, 0),
        ("in_force_mismatch", 2023, 2, 1, 0),
    ]


def test_real_amounts_in_mixed_units(reports: list[gr.Report]) -> None:
    """Amounts in 元, in 万元 and without a unit: the first two are given in 元, the last stays apart."""
    with gr.build_panel(reports) as panel:
        found = {
            (row["office"], row["year"]): (
                row["amount"],
                row["unit"],
                row["unit_source"],
                row["yuan"],
            )
            for row in panel.table("measures").to_pylist()
            if row["amount"] is not None
            and row["measure"].endswith(("fee_amount", "procurement_amount", "fees_waived.year"))
        }
    assert found["上海市人民政府办公厅", 2019] == (251_000, "元", "cell", 251_000)
    amount = Decimal("24252.311082")
    assert found["平潭综合实验区", 2021] == (amount, "万元", "heading", amount * 10_000)
    assert found["平潭综合实验区管委会", 2014] == (0, None, None, None)


def _one_office(reports: list[gr.Report]) -> pa.Table:
    """Give the facts of copies as those of one office, a year apart."""
    tables = []
    for at, report in enumerate(reports):
        table = to_arrow([report])
        for name, value in (("organization", "某市"), ("year", 2010 + at)):
            index = table.schema.get_field_index(name)
            field = table.schema.field(index)
            same: list[Any] = [value] * len(table)
            table = table.set_column(index, field, pa.array(same, field.type))
        tables.append(table)
    return pa.concat_tables(tables)
