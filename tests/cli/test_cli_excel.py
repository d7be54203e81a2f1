"""CSV for Excel: the byte order mark, Chinese headings, and what is said where they do not fit."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from govinfo_report.cli.application import application
from govinfo_report.export import CELL_COLUMNS, fact_columns
from govinfo_report.export.columns import SHAPES, Shape, chinese_headings
from tests.cli.test_cli import CLEAN, run


def rows(data: bytes) -> list[list[str]]:
    """Read a CSV as Excel does: by its byte order mark."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_column_has_a_chinese_heading_of_its_own(shape: Shape) -> None:
    """No heading stands twice, and none is a description or an English name."""
    headings = chinese_headings(fact_columns(shape))
    assert len(set(headings)) == len(headings)
    for column, heading in zip(fact_columns(shape), headings, strict=True):
        assert heading != column.name
        assert "。" not in heading


def test_wide_headings_are_those_of_the_form() -> None:
    """A cell's column has the words of its row and of its column."""
    headings = dict(
        zip(
            (column.name for column in fact_columns("wide")),
            chinese_headings(fact_columns("wide")),
            strict=True,
        )
    )
    assert headings["requests.granted.total"] == "（一）予以公开：总计"


@pytest.mark.parametrize("command", ["parse", "extract"])
def test_excel_gets_its_mark_and_chinese_headings(command: str, tmp_path: Path) -> None:
    """`--excel` begins the file with the mark; `--lang zh` heads the columns in Chinese, the cells stay."""
    output = tmp_path / "a.csv"
    arguments = (command, "--format", "csv", CLEAN, "-o", output)
    assert run(*arguments).exit_code == 0
    plain = output.read_bytes()
    assert run(*arguments, "--excel").exit_code == 0
    assert output.read_bytes() == b"\xef\xbb\xbf" + plain
    assert run(*arguments, "--excel", "--lang", "zh").exit_code == 0
    heads, *cells = rows(output.read_bytes())
    assert cells == rows(plain)[1:]
    assert heads[:3] == ["来源", "机关", "年度"]
    assert not [head for head in heads if head.isascii()]


@pytest.mark.parametrize("command", ["parse", "extract"])
def test_headings_do_not_follow_the_locale(command: str) -> None:
    """What a program reads has the same names on every machine: only `--lang` asks for others."""
    assert application("zh").words.lang == "zh"
    found = run(command, "--format", "csv", CLEAN, lang="zh").stdout.splitlines()[0]
    assert found.split(",")[: len(CELL_COLUMNS[:3])] == list(CELL_COLUMNS[:3])


@pytest.mark.parametrize("command", ["parse", "extract"])
def test_excel_is_for_csv(command: str) -> None:
    """A byte order mark would spoil JSON."""
    result = run(command, "--format", "jsonl", "--excel", CLEAN)
    assert result.exit_code == 2
    assert "csv" in result.stderr.lower()


def test_chinese_headings_of_a_wide_table(tmp_path: Path) -> None:
    """The wide table is headed in the words of the form."""
    output = tmp_path / "a.csv"
    run("extract", CLEAN, "-o", output, "--wide", "--excel", "--lang", "zh")
    heads, cells = rows(output.read_bytes())
    assert cells[heads.index("（一）予以公开：总计")] == "390"


def test_parse_writes_what_the_name_says(tmp_path: Path) -> None:
    """The end of the name tells the format; one that says another is refused before anything is written."""
    for name in ("a.csv", "a.jsonl", "a.json"):
        assert run("parse", CLEAN, CLEAN, "-o", tmp_path / name).exit_code == 0
    assert rows((tmp_path / "a.csv").read_bytes())[0] == list(CELL_COLUMNS)
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) == 2
    assert len(json.loads((tmp_path / "a.json").read_bytes())) == 2
    for arguments in (("b.csv", "--format", "json"), ("b.xlsx",), ("b.parquet", "--format", "csv")):
        name, *rest = arguments
        result = run("parse", CLEAN, "-o", tmp_path / name, *rest)
        assert result.exit_code == 2
        assert name in result.stderr
        assert not (tmp_path / name).exists()


def test_a_workbook_is_not_gone_on_with(tmp_path: Path) -> None:
    """`--resume` says so, why, and what to do; nothing is left behind."""
    result = run("extract", CLEAN, "-o", tmp_path / "a.xlsx", "--resume")
    assert result.exit_code == 2
    assert "Parquet or CSV" in result.stderr
    assert not list(tmp_path.iterdir())
