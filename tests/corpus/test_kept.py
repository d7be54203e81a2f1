"""Fields of a record that stay with its report, and whole reports of a corpus as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract
from govinfo_report.export import report_schema
from tests.strategies import copy_text

TEXTS = [copy_text("tab_clean_2019"), copy_text("tab_clean_2021")]
# two reports in one text are two reports of one record
RECORDS: list[dict[str, Any]] = [
    {"text": TEXTS[0], "url": "http://a.example/1", "date": "2020-01-17", "tags": ["年报"]},
    {"text": TEXTS[1], "url": "=1+1", "pages": 3},
    {"text": TEXTS[0] + TEXTS[1], "url": None},
]
KEPT: list[dict[str, str | None]] = [
    {"url": "http://a.example/1", "tags": '["年报"]', "pages": None},
    {"url": "=1+1", "tags": None, "pages": "3"},
    {"url": None, "tags": None, "pages": None},
    {"url": None, "tags": None, "pages": None},
]
NAMES = ("url", "tags", "pages")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records with more than a text."""
    file = tmp_path_factory.mktemp("kept") / "c.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("workers", [1, 2])
def test_reports_keep_fields(workers: int, corpus: Path) -> None:
    """`record` holds them as text, by one process and by two; without `keep` it is empty."""
    reports = list(gr.iter_reports(corpus, keep=NAMES, workers=workers))
    assert [report.record for report in reports] == KEPT
    assert all(gr.Report.from_dict(report.to_dict()) == report for report in reports)
    assert [report.record for report in gr.iter_reports(corpus)] == [{}] * 4


@pytest.mark.parametrize("shape", ["long", "wide", "claims"])
@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_facts_keep_fields(format: str, shape: Any, corpus: Path, tmp_path: Path) -> None:
    """Each line of facts ends with the fields, whatever the format; the dictionary says what they are."""
    file = tmp_path / f"facts.{format}"
    extract(corpus, file, shape=shape, keep=NAMES)
    rows: list[dict[str, Any]]
    if format == "parquet":
        rows = pytest.importorskip("pyarrow.parquet").read_table(file).to_pylist()
    elif format == "jsonl":
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    else:
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    columns = [f"input_{name}" for name in NAMES]
    assert list(rows[0])[-3:] == columns
    found = dict.fromkeys((row["source"], *(row[name] for name in columns)) for row in rows)
    # the prose of 2019 states no number
    is_told = shape != "claims"
    expected = [tuple(each.values()) for each in (KEPT if is_told else KEPT[1::2])]
    if format == "csv":
        # nothing is empty, and no text a formula
        expected = [
            tuple("" if value is None else value.replace("=1+1", "'=1+1") for value in each)
            for each in expected
        ]
    assert [values[1:] for values in found] == expected
    beside = json.loads((tmp_path / f"facts.{format}.dictionary.json").read_text(encoding="utf-8"))
    assert [column["name"] for column in beside[shape]][-3:] == columns


def test_a_column_that_a_table_has_not_is_told() -> None:
    """A CSV without the column that is to be kept is refused with those it has; a text for names is misuse."""
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["text", "link"], [TEXTS[0], "x"]])
    file = io.BytesIO(table.getvalue().encode())
    file.name = "c.csv"
    with pytest.raises(gr.UnreadableFileError, match=r"url.*text, link"):
        list(gr.iter_reports(file, keep=["url"]))
    with pytest.raises(gr.ArgumentError, match="expected names in a list, found the text 'url'"):
        gr.iter_reports(file, keep="url")


@pytest.mark.parametrize("workers", [1, 2])
def test_whole_reports(workers: int, corpus: Path, tmp_path: Path) -> None:
    """A line a report: restored it is the report, with its text; its spans lead into it."""
    jsonschema = pytest.importorskip("jsonschema")
    file = tmp_path / "reports.jsonl"
    summary = extract(corpus, file, shape="reports", keep=NAMES, workers=workers)
    reports = list(gr.iter_reports(corpus, keep=NAMES))
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [gr.Report.from_dict(line) for line in lines] == reports
    assert [line["record"] for line in lines] == KEPT
    assert summary.counts["lines"] == len(reports)
    assert sum(summary.states.values()) == sum(len(list(report.cells())) for report in reports)
    for line in lines:
        jsonschema.Draft202012Validator(report_schema()).validate(line)
        assert line["sections"]
        assert bool(line["claims"]) == (line["year"] == 2021)
        for claim in line["claims"]:
            assert line["text"][claim["start"] : claim["end"]] == claim["raw"]
    # what was written is no copy, though its lines hold texts
    assert list(gr.iter_reports(tmp_path)) == []


def test_whole_reports_are_json_lines(corpus: Path, tmp_path: Path) -> None:
    """No other format holds them, and a slip in the shape is told with what there is."""
    with pytest.raises(gr.ArgumentError, match="expected jsonl, which alone holds whole reports"):
        extract(corpus, tmp_path / "reports.csv", shape="reports")
    shape: Any = "report"
    with pytest.raises(
        gr.ArgumentError, match="long, wide, wide_inferred, claims, reports; found 'report'"
    ):
        extract(corpus, tmp_path / "facts.csv", shape=shape)
