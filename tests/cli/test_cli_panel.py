"""The commands `panel` and `compare`: what they write and say, and how they end."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from pyarrow.parquet import read_table, write_table

import govinfo_report as gr
from govinfo_report.testing import generate, render
from govinfo_report.testing.truth import Truth
from tests.cli.test_cli import CLEAN, run
from tests.panel.filings import facts_of, filing
from tests.paths import COPIES

NAME = "清河市教育局"


def report(year: int, **cells: int) -> str:
    """Give the text of a report whose table 三 is nearly empty."""
    truth = generate(year, "2021", 0)
    known = dict.fromkeys(truth.cells, "0")
    known |= {
        f"requests.{row}.{column}": str(n)
        for row, n in cells.items()
        for column in ("natural_person", "total")
    }
    return render(Truth(NAME, year, truth.editions, known, truth.sections), "tab_separated").text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A panel of an office that broke the chain between two years; the year between is missing at another one."""
    base = tmp_path_factory.mktemp("panel")
    corpus = base / "corpus"
    corpus.mkdir()
    first = report(2021, new_received=3, granted=2, total_handled=2, carried_forward=1)
    second = report(2022, new_received=2, carried_over=2, granted=4, total_handled=4)
    (corpus / "2021.txt").write_text(first, encoding="utf-8")
    (corpus / "2022.txt").write_text(second, encoding="utf-8")
    roster = base / "offices.csv"
    roster.write_text(f"id,name\na,{NAME}\nb,平河市教育局\n", encoding="utf-8")
    result = run("panel", corpus, "--roster", roster, "-o", base / "out", "--resume")
    assert result.exit_code == 0
    assert "carried_mismatch" in result.stderr
    again = run("panel", "build", corpus, "--roster", roster, "-o", base / "out", "--resume")
    assert again.exit_code == 0
    return base / "out"


def test_a_corpus_becomes_a_folder(folder: Path) -> None:
    """Every table is there, with the facts and a dictionary."""
    names = {file.stem for file in folder.glob("*.parquet")}
    assert names >= {"facts", "measures", "findings", "coverage", "versions"}
    assert json.loads((folder / "dictionary.json").read_text(encoding="utf-8"))["tables"]


@pytest.mark.parametrize("name", ["结果.parquet", "a.csv", "a.DTA"])
def test_a_file_is_no_folder(name: str, tmp_path: Path) -> None:
    """A panel is several tables: it is said before anything is read, and nothing is made."""
    result = run("panel", CLEAN, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert "-o FOLDER --format csv" in result.stderr
    assert "-o FILE.xlsx" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_panel_as_one_workbook(folder: Path, tmp_path: Path) -> None:
    """From a corpus or from facts, with the same findings; the facts stay nowhere, and a next run reads no workbook."""
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    corpus = tmp_path / "corpus"
    shutil.copytree(folder.parent / "corpus", corpus)
    for given, output in ((corpus, corpus / "面板.xlsx"), (folder, tmp_path / "b.XLSX")):
        result = run("panel", given, "-o", output, lang="zh")
        assert result.exit_code == 0, result.stderr
        assert "carried_mismatch" in result.stderr
        book = openpyxl.load_workbook(output)
        assert [sheet for sheet in book.sheetnames if "教育局" not in sheet][:4] == [
            *("数据", "明细", "问题", "来源"),
        ]
        codes = [row[1] for row in book["问题"].iter_rows(min_row=2, values_only=True)]
        assert codes == ["carried_mismatch"] * 2
    assert {each.suffix for each in corpus.iterdir()} == {".txt", ".xlsx", ".json"}
    again = run("panel", corpus, "-o", corpus / "面板.xlsx")
    assert "Copies: 2," in again.stderr


def test_what_the_three_commands_write_is_no_copy(tmp_path: Path) -> None:
    """Evidence pages and workbooks may lie beside the copies: the next run reads the copies alone."""
    pytest.importorskip("xlsxwriter")
    for file in (CLEAN, COPIES / "tab_clean_2019.txt"):
        shutil.copy(file, tmp_path)
    outputs = {
        "extract": "结果.xlsx",
        "check": "问题.xlsx",
        "view": "evidence.html",
        "panel": "面板.xlsx",
    }
    for _ in range(2):
        for command, output in outputs.items():
            result = run(command, tmp_path, "-o", tmp_path / output)
            assert result.exit_code == 0, result.stderr
    summary = run("extract", tmp_path, "-o", tmp_path / "a.csv").stderr
    assert "Reports: 2," in summary
    assert len(list((tmp_path / "evidence_files").iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("a.xlsx", ["--resume"], "leave --format and --resume out"),
        ("a.xlsx", ["--format", "csv"], "leave --format and --resume out"),
        ("none/a.xlsx", [], "No such file or directory"),
    ],
)
def test_what_a_workbook_cannot_be(
    name: str, options: list[str], said: str, tmp_path: Path
) -> None:
    """It is said before anything is read, and nothing is left."""
    pytest.importorskip("xlsxwriter")
    result = run("panel", CLEAN, "-o", tmp_path / name, *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Copies" not in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_run_that_was_ended_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended after the reading: with ``--resume`` no copy is read again, and the tables are the same."""
    command = ("panel", folder.parent / "corpus", "-o", tmp_path / "out", "--resume")

    def ended(*_args: Any, **_options: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("govinfo_report.panel.build_panel", ended)
        first = run(*command)
    assert first.exit_code == 130
    assert "Run the same command again" in first.stderr
    assert not (tmp_path / "out" / "findings.parquet").exists()
    monkeypatch.setattr("govinfo_report.corpus.facts_job.FactsJob.run", ended)
    again = run(*command)
    assert again.exit_code == 0
    assert run("panel", "check", tmp_path / "out").stdout == run("panel", "check", folder).stdout


def test_check_names_both_copies(folder: Path) -> None:
    """A finding a line, with both places; the status is 1."""
    result = run("panel", "check", folder)
    assert result.exit_code == 1
    line = result.stdout.splitlines()[0]
    assert "2022.txt:" in line
    assert "2021.txt:" in line
    assert "carried_mismatch 2022 begins with 2 carried over, but 2021 carried 1 forward" in line
    assert "结转" in run("panel", "check", folder, lang="zh").stdout


def test_missing_lists_who_has_not_filed(folder: Path) -> None:
    """The office of the roster without a report is missing in both years."""
    result = run("panel", "missing", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "2021 missing 平河市教育局",
        "2022 missing 平河市教育局",
    ]
    assert run("panel", "missing", folder, "--year", 2022).stdout.count("平河市") == 1


def test_compare_two_years_of_an_office(folder: Path) -> None:
    """The measures that changed, by the name of the office or its id."""
    result = run("panel", "compare", folder, NAME, 2021, 2022)
    assert "~ requests.granted.total: 2 → 4" in result.stdout.splitlines()
    assert result.stdout == run("panel", "compare", folder, "a", 2021, 2022).stdout
    assert run("panel", "compare", folder, "a", 2021, 2030).exit_code == 2


def test_compare_amounts_in_other_units(tmp_path: Path) -> None:
    """3.5 万元 and 35000 元 are the same; the office may be called by the name of the roster."""
    fees = "disclosure.administrative_fees.fee_amount"
    amounts = {2021: ("3.5", "万元"), 2022: ("35000", "元"), 2023: ("36000", "元")}
    facts = facts_of(
        *(filing(NAME, year, {fees: Decimal(n)}, unit=unit) for year, (n, unit) in amounts.items())
    )
    write_table(facts, tmp_path / "facts.parquet")
    roster = tmp_path / "offices.csv"
    roster.write_text(f"id,name,aliases\na,清河教育局,{NAME}\n", encoding="utf-8")
    given = (tmp_path / "facts.parquet", "--roster", roster, "清河教育局")
    assert run("panel", "compare", *given, 2021, 2022).stdout == ""
    assert run("panel", "compare", *given, 2021, 2023).stdout == f"~ {fees}: 3.5万元 → 36000元\n"


def test_what_is_not_there(tmp_path: Path) -> None:
    """A folder without a report, a panel that is not Parquet, a roster that is none: said, with status 2."""
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run("panel", "check", empty)
    assert result.exit_code == 2
    assert "neither a panel nor a report stands in" in result.stderr
    with gr.build_panel(gr.iter_reports(CLEAN)) as panel:
        panel.write(tmp_path / "csv", "csv")
    run("extract", CLEAN, "-o", tmp_path / "facts.csv")
    for given in ("csv", "facts.csv"):
        result = run("panel", "missing", tmp_path / given)
        assert result.exit_code == 2
        assert f"{given} holds no facts as Parquet" in result.stderr
    result = run("panel", CLEAN, "--roster", tmp_path / "none.csv", "-o", tmp_path / "o")
    assert result.exit_code == 2
    assert "none.csv" in result.stderr


def test_a_corpus_or_facts_may_be_asked_at_once(folder: Path, tmp_path: Path) -> None:
    """What ``panel`` takes, the others take too: copies, facts, a panel with a new roster."""
    corpus, roster = folder.parent / "corpus", folder.parent / "offices.csv"
    written = run("panel", "check", folder).stdout
    for given in (
        (corpus,),
        (corpus / "2021.txt", corpus / "2022.txt"),
        (folder / "facts.parquet",),
    ):
        result = run("panel", "check", *given)
        assert (result.exit_code, result.stdout) == (1, written)
    assert run("panel", "missing", corpus).exit_code == 0
    for given in ((corpus,), (folder / "facts.parquet",)):
        told = run("panel", "missing", *given, "--roster", roster).stdout
        assert told == run("panel", "missing", folder).stdout
    more = tmp_path / "more.csv"
    more.write_text(f"id,name\na,{NAME}\nc,溪口市教育局\n", encoding="utf-8")
    assert "溪口市" in run("panel", "missing", folder, "--roster", more).stdout
    one, other = (
        run("panel", "compare", each, NAME, 2021, 2022).stdout for each in (corpus, folder)
    )
    assert one == other != ""


def test_facts_and_a_panel_are_not_read_again(folder: Path, tmp_path: Path) -> None:
    """``panel`` builds from facts, or from another panel with a new roster, without the copies."""
    for given in (folder, folder / "facts.parquet"):
        result = run("panel", given, "-o", tmp_path / given.stem)
        assert result.exit_code == 0
        assert "carried_mismatch" in result.stderr
        roster = ("--roster", folder.parent / "offices.csv")
        for more, status in (((), 0), (roster, 1)):
            assert run("panel", "missing", tmp_path / given.stem, *more).exit_code == status
    again = run("panel", tmp_path / "facts", "-o", tmp_path / "facts", "--roster", roster[1])
    assert again.exit_code == 0
    assert read_table(tmp_path / "facts" / "facts.parquet") == read_table(folder / "facts.parquet")
    run("extract", CLEAN, "-o", tmp_path / "more.parquet")
    both = (tmp_path / "facts", tmp_path / "more.parquet")
    assert run("panel", *both, "-o", tmp_path / "facts").exit_code == 0
    assert read_table(tmp_path / "facts" / "versions.parquet").num_rows == 3
    assert len(set(read_table(tmp_path / "facts" / "facts.parquet")["source"].to_pylist())) == 3


@pytest.mark.parametrize("format", ["csv", "xlsx", "dta"])
def test_a_panel_of_any_format_is_asked(folder: Path, tmp_path: Path, format: str) -> None:
    """The tables stand there as Parquet as well, so that each folder that ``panel`` wrote can be asked."""
    if format != "csv":
        pytest.importorskip({"xlsx": "xlsxwriter", "dta": "pandas"}[format])
    run("panel", folder, "-o", tmp_path, "--format", format)
    assert (tmp_path / f"findings.{format}").is_file()
    assert run("panel", "check", tmp_path).stdout == run("panel", "check", folder).stdout


def test_compare_two_files(tmp_path: Path) -> None:
    """Two files that differ in one cell; the same file twice."""
    other = tmp_path / "other.txt"
    text = CLEAN.read_text(encoding="utf-8").replace("规章\t3\t1\t27", "规章\t4\t1\t27")
    other.write_text(text, encoding="utf-8")
    result = run("compare", CLEAN, other)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "~ disclosure.rules.issued: 3 → 4",
        "199 cells the same, 1 changed, 0 gained, 0 lost",
    ]
    plain = json.loads(run("compare", CLEAN, other, "--format", "json").stdout)
    assert plain["differences"][0]["second"]["value"] == "4"
    assert run("compare", CLEAN, CLEAN).exit_code == 0
    assert run("compare", CLEAN, tmp_path / "none.txt").exit_code == 2
