"""Exports: JSON, JSON lines and CSV say exactly what the report says."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report import export
from govinfo_report.export import (
    CELL_COLUMNS,
    cell_rows,
    report_json,
    write_csv,
    write_json,
    write_jsonl,
)
from tests.paths import DATA

COPIES = [*sorted((DATA / "copies").glob("*.txt")), DATA / "cli" / "doubtful_2021.txt"]


@pytest.fixture(params=COPIES, ids=lambda file: file.stem)
def report(request: pytest.FixtureRequest) -> gr.Report:
    """Each copy, read."""
    return gr.read(request.param)


@pytest.mark.parametrize("text", [False, True])
def test_json_is_the_dict(report: gr.Report, text: bool) -> None:
    """The JSON is `to_dict`, and restores an equal report."""
    data = json.loads(report_json(report, text=text))
    assert data == report.to_dict(text=text)
    assert gr.Report.from_dict(data) == report


def test_json_on_one_line(report: gr.Report) -> None:
    """Without indent the JSON is one line, Chinese as it is."""
    line = report_json(report, indent=None)
    assert "\n" not in line
    assert str(report.title) in line
    assert json.loads(line) == report.to_dict()


def test_json_can_be_encoded() -> None:
    """Half of a surrogate pair, from a file name in another encoding, is escaped and comes back."""
    report = gr.parse("\udcc4")
    report.source = "/\udcc4\udcea.txt"
    encoded = report_json(report, text=True).encode("utf-8")
    found = json.loads(encoded)
    assert (found["source"], found["text"]) == (report.source, report.text)


def test_csv_parses_back_to_the_cells(report: gr.Report) -> None:
    """Every cell is one line of CSV, and the line holds all that the cell holds."""
    file = io.StringIO(newline="")
    count = write_csv([report], file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    cells = list(report.cells())
    assert len(rows) == len(cells) == count
    for row, cell in zip(rows, cells, strict=True):
        assert f"{row['table']}.{row['row']}.{row['column']}" == cell.path
        column, other = "value", "amount"
        if isinstance(cell.value, Decimal):
            column, other = other, column
        assert (Decimal(row[column]) if row[column] else None) == cell.value
        assert not row[other]
        assert (row["state"], row["raw"], row["unit"] or None) == (cell.state, cell.raw, cell.unit)
        for name in ("start", "end", "line"):
            assert (int(row[name]) if row[name] else None) == getattr(cell, name)
        assert [Decimal(text) for text in row["candidates"].split()] == list(cell.candidates)


def test_csv_names_the_report_and_its_findings(report: gr.Report) -> None:
    """Each line repeats source, office, year, and the codes of the findings that list the cell."""
    rows = [dict(zip(CELL_COLUMNS, row, strict=True)) for row in cell_rows(report)]
    for row in rows:
        assert (row["source"], row["organization"], row["year"]) == (
            report.source,
            report.organization,
            report.year,
        )
        assert row["edition"] == report.editions[str(row["table"])]
        assert row["layout"] == report.layouts.get(str(row["table"]))
        path = f"{row['table']}.{row['row']}.{row['column']}"
        codes = {finding.code for finding in report.findings if path in finding.cells}
        assert set(str(row["findings"]).split()) == codes


def test_csv_labels_are_those_of_the_edition() -> None:
    """Labels are the form's wording in the edition that the table is printed on."""
    found = {}
    for name in ("tab_clean_2019", "tab_clean_2021"):
        rows = cell_rows(gr.read(DATA / "copies" / f"{name}.txt"))
        for row in (dict(zip(CELL_COLUMNS, row, strict=True)) for row in rows):
            key = (row["edition"], row["row"], row["column"])
            found[key] = (row["table_label"], row["row_label"], row["column_label"])
    table = "主动公开政府信息情况"
    assert found["2019", "normative_documents", "new_made"] == (
        table,
        "规范性文件",
        "本年新制作数量",
    )
    assert found["2021", "normative_documents", "issued"] == (
        table,
        "行政规范性文件",
        "本年制发件数",
    )


def test_csv_never_writes_an_exponent() -> None:
    """A decimal with many zeros is written in full."""
    text = (DATA / "copies" / "tab_clean_2021.txt").read_text(encoding="utf-8")
    (row,) = [
        row
        for row in cell_rows(gr.parse(text.replace("12.5", "0.00000000")))
        if "fee_amount" in row
    ]
    assert row[CELL_COLUMNS.index("amount")] == "0.00000000"


def test_reports_are_written_as_they_come() -> None:
    """No writer asks for the second report before the first is written."""
    for write in (write_json, write_jsonl, write_csv):
        file = io.StringIO()
        sizes: list[int] = []

        def iter_reports(file: io.StringIO = file, sizes: list[int] = sizes) -> Iterator[gr.Report]:
            for path in COPIES[:3]:
                sizes.append(file.tell())
                yield gr.read(path)

        assert write(iter_reports(), file) > 0
        assert sizes[0] < sizes[1] < sizes[2] < file.tell()


def test_no_reports() -> None:
    """Nothing to write is an empty array, an empty text, or the line of headings."""
    for write, expected in (
        (write_json, "[]\n"),
        (write_jsonl, ""),
        (write_csv, ",".join(CELL_COLUMNS) + "\n"),
    ):
        file = io.StringIO()
        assert write([], file) == 0
        assert file.getvalue() == expected


def test_array_is_json() -> None:
    """Several reports are one JSON array."""
    file = io.StringIO()
    reports = [gr.read(path) for path in COPIES[:2]]
    assert write_json(reports, file) == 2
    assert json.loads(file.getvalue()) == [report.to_dict() for report in reports]


@pytest.mark.parametrize("write", [write_csv, write_json, write_jsonl])
def test_one_report_alone_is_written(write: Any) -> None:
    """A report is taken as a list of one is; what holds no report is refused."""
    report = gr.read(COPIES[0])
    alone, listed = io.StringIO(), io.StringIO()
    assert write(report, alone) == write([report], listed)
    assert alone.getvalue() == listed.getvalue()
    for wrong in (None, "text", 3):
        with pytest.raises(TypeError, match=r"expected a report or several .*, found \w+; govinfo"):
            write(wrong, io.StringIO())


@pytest.mark.parametrize(
    ("library", "name", "give"),
    [
        ("attrs", "fact_table", list),
        ("pyarrow", "to_arrow", lambda table: table.to_pylist()),
        ("pandas", "to_pandas", lambda frame: frame.to_csv()),
        ("polars", "to_polars", lambda frame: frame.rows()),
    ],
)
def test_facts_of_one_report_alone(library: str, name: str, give: Any) -> None:
    """Facts too; the message speaks of reports, not of what Python lacks."""
    pytest.importorskip(library)
    make = getattr(export, name)
    report = gr.read(COPIES[0])
    assert give(make(report)) == give(make([report]))
    with pytest.raises(TypeError, match="expected a report or several"):
        make(None)
