"""`check` for a corpus: what it takes, which codes, how it counts, and the files that it writes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.export import finding_columns
from govinfo_report.findings import catalogue
from tests.cli.test_cli import CLEAN, DOUBTFUL, run
from tests.paths import COPIES, SHARED

HONGZE = SHARED / "real" / "hongze-2023.pdf"
SHIFTED = COPIES / "tab_shifted_2020.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three reports and a text that is none."""
    found = tmp_path / "in"
    found.mkdir()
    for number, file in enumerate((CLEAN, DOUBTFUL, SHIFTED)):
        (found / f"{number}.txt").write_bytes(file.read_bytes())
    (found / "notice.txt").write_text("关于做好防汛工作的通知", encoding="utf-8")
    return found


def codes_of(*files: Path) -> list[str]:
    """Give the codes of the findings of files."""
    return [item.code for file in files for item in gr.read(file).findings]


def found_in(*args: object) -> list[dict[str, Any]]:
    """Run `check` and give its JSON."""
    found: list[dict[str, Any]] = json.loads(run("check", *args, "--format", "json").stdout)
    return found


def test_a_folder_a_pattern_an_archive_and_records_are_read(folder: Path, tmp_path: Path) -> None:
    """Whatever a corpus is in, its findings are the same; what is no report is passed over, and said."""
    expected = codes_of(CLEAN, DOUBTFUL, SHIFTED)
    archive, lines = tmp_path / "a.zip", tmp_path / "a.jsonl"
    with zipfile.ZipFile(archive, "w") as opened:
        for file in sorted(folder.iterdir()):
            opened.write(file, file.name)
    records = [{"text": file.read_text("utf-8")} for file in sorted(folder.iterdir())]
    lines.write_text("".join(map("{}\n".format, map(json.dumps, records))), encoding="utf-8")
    for source in (folder, folder / "*.txt", archive, lines):
        assert [item["code"] for item in found_in(source)] == expected, source
    assert "1 file passed over as no such reports" in run("check", folder).stdout
    assert [item["code"] for item in found_in(folder, "--workers", 2)] == expected


@pytest.mark.parametrize("end", ["jsonl", "csv"])
def test_the_field_of_a_record_is_named(end: str, tmp_path: Path) -> None:
    """Records may keep their text under another name."""
    file = tmp_path / f"a.{end}"
    record = {"id": "x7", "内容": DOUBTFUL.read_text("utf-8")}
    with file.open("w", encoding="utf-8", newline="") as opened:
        if end == "csv":
            writer = csv.DictWriter(opened, record)
            writer.writeheader()
            writer.writerow(record)
        else:
            opened.write(json.dumps(record))
    found = found_in(file, "--text-field", "内容", "--id-field", "id")
    assert {item["source"] for item in found} == {"x7"}
    assert [item["code"] for item in found] == codes_of(DOUBTFUL)


def test_records_from_standard_input() -> None:
    """JSON lines may come through a pipe."""
    line = json.dumps({"text": DOUBTFUL.read_text("utf-8")})
    found = json.loads(run("check", "--format", "json", stdin=f"{line}\n").stdout)
    assert [item["code"] for item in found] == codes_of(DOUBTFUL)


def test_codes_are_selected_and_ignored() -> None:
    """Only the chosen codes are printed, counted and decide the status."""
    every = codes_of(DOUBTFUL)
    chosen = sorted(set(every))[0]
    assert {item["code"] for item in found_in(DOUBTFUL, "--select", chosen)} == {chosen}
    rest = [item["code"] for item in found_in(DOUBTFUL, "--ignore", chosen)]
    assert rest == [code for code in every if code != chosen]
    errors = {code for code in every if catalogue()[code]["severity"] == "error"}
    assert run("check", DOUBTFUL).exit_code == 1
    assert run("check", DOUBTFUL, "--ignore", ",".join(errors)).exit_code == 0
    assert run("check", DOUBTFUL, "--select", "unit_unknown", "--fail-on", "info").exit_code in (
        0,
        1,
    )


def test_a_code_that_is_none_is_put_right() -> None:
    """A misspelt code is misuse, and the likest one is named."""
    result = run("check", DOUBTFUL, "--select", "table_misssing")
    assert result.exit_code == 2
    assert "did you mean table_missing?" in result.stderr


@pytest.mark.parametrize(("lang", "words"), [("en", "By office"), ("zh", "按机关")])
def test_summary_counts_codes_and_offices(folder: Path, lang: str, words: str) -> None:
    """Each code has a line with how often it stands, each office one with its findings."""
    result = run("check", folder, "--format", "summary", lang=lang)
    lines = result.stdout.splitlines()
    by_code, by_office = lines[1 : lines.index(words)], lines[lines.index(words) + 1 : -1]
    assert {line.split()[1] for line in by_code} == set(codes_of(CLEAN, DOUBTFUL, SHIFTED))
    assert any(line.split()[0] == gr.read(SHIFTED).organization for line in by_office)
    assert result.exit_code == 1


def rows_of(data: str) -> list[dict[str, str]]:
    """Read a CSV with headings."""
    return list(csv.DictReader(io.StringIO(data, newline="")))


def test_table_of_who_does_not_add_up(tmp_path: Path) -> None:
    """The table has the office, the year, the verdict, and both sides of the sum, which differ."""
    output = tmp_path / "a.csv"
    assert run("check", DOUBTFUL, SHIFTED, "-o", output).exit_code == 1
    rows = rows_of(output.read_text("utf-8"))
    assert list(rows[0]) == [column.name for column in finding_columns()]
    assert [row["code"] for row in rows] == codes_of(DOUBTFUL, SHIFTED)
    report = gr.read(DOUBTFUL)
    sums = [row for row in rows if row["verdict"]]
    assert sums
    for row in sums:
        assert (row["organization"], row["year"]) == (report.organization, str(report.year))
        assert int(row["left"]) - int(row["right"]) == int(row["difference"]) != 0
        assert row["left"] in row["message"]
        assert row["right"] in row["message"]


def test_table_for_excel_in_chinese(tmp_path: Path) -> None:
    """`--excel --lang zh` gives the byte order mark and Chinese headings."""
    output = tmp_path / "a.csv"
    run("check", DOUBTFUL, "-o", output, "--excel", "--lang", "zh")
    data = output.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "等式左边" in rows_of(data.decode("utf-8-sig"))[0]


def test_tables_of_all_formats_agree(tmp_path: Path) -> None:
    """Parquet and the workbook hold the rows of the CSV."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    for end in ("csv", "parquet", "xlsx"):
        assert run("check", DOUBTFUL, "-o", tmp_path / f"a.{end}").exit_code == 1
    codes = [row["code"] for row in rows_of((tmp_path / "a.csv").read_text("utf-8"))]
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table["code"].to_pylist() == codes
    assert str(table.schema.field("left").type).startswith("decimal")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == codes


def test_place_of_a_document_stands_in_the_table() -> None:
    """A finding of a PDF names page, table, row and column rather than a line of a text that nobody can open."""
    if not HONGZE.exists():
        pytest.skip("the real copies are not here")
    rows = rows_of(run("check", HONGZE, "--format", "csv").stdout)
    placed = [row for row in rows if row["verdict"]]
    assert placed
    assert all(row["page"] and row["place_row"] and not row["line"] for row in placed)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.txt"], "ends in"),
        (["-o", "a.csv", "--format", "json"], "ends in"),
        (["--format", "xlsx"], "give -o FILE"),
        (["--format", "json", "--excel"], "csv"),
    ],
)
def test_outputs_that_do_not_fit_are_misuse(arguments: list[str], words: str) -> None:
    """The name of an output and its format agree; a workbook is a file."""
    result = run("check", CLEAN, *arguments)
    assert result.exit_code == 2
    assert words.lower() in result.stderr.lower()


def test_no_input_is_written_over(tmp_path: Path) -> None:
    """An output that is also read is refused, whatever its format."""
    for end in ("csv", "xlsx", "parquet"):
        file = tmp_path / f"a.{end}"
        file.write_bytes(CLEAN.read_bytes())
        assert run("check", file, "-o", file).exit_code == 2
        assert file.read_bytes() == CLEAN.read_bytes()


@pytest.mark.parametrize("end", ["csv", "json", "sarif", "xlsx", "parquet"])
def test_an_output_that_cannot_be_opened_is_told_by_its_name(end: str, tmp_path: Path) -> None:
    """A folder that is not there is said with the name of the output."""
    output = tmp_path / "none" / f"a.{end}"
    result = run("check", CLEAN, "-o", output)
    assert result.exit_code == 2
    assert f"{output}: the output cannot be written there" in result.stderr


def test_a_pattern_that_fits_nothing_is_told() -> None:
    """The pattern is named, with what was expected, once."""
    result = run("check", "none/*.txt")
    assert result.exit_code == 2
    assert result.stderr.count("expected") == 1
