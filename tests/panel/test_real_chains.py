"""Real copies of one office over several years; and real copies held against each other as if of one office."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa

import govinfo_report as gr
from govinfo_report.export.arrow import to_arrow
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
