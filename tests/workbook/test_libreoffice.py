"""What is written opens in LibreOffice: workbooks with numbers, links, notes and names; CSV in a Chinese locale."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli import CLEAN, DOUBTFUL, run
from tests.paths import COPIES

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FILES = [CLEAN, DOUBTFUL, COPIES / "tab_shifted_2020.txt"]
WORKBOOKS = ["结果.xlsx", "问题.xlsx", "面板.xlsx", "面板/measures.xlsx", "面板/findings.xlsx"]
# Commas, quotes, the encoding that the file itself tells, from line 1, no types of columns; Chinese (China).
CHINESE_CSV = "Text - txt - csv (StarCalc):44,34,,1,,2052"

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
pytest.importorskip("duckdb", reason="DuckDB is not installed")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write each output, and save it anew with LibreOffice, in one start of it for workbooks and one for CSV."""
    made = tmp_path_factory.mktemp("office")
    for command, *rest in (
        ("extract", "-o", made / "结果.xlsx"),
        ("check", "-o", made / "问题.xlsx"),
        ("panel", "-o", made / "面板.xlsx"),
        ("panel", "-o", made / "面板", "--format", "xlsx"),
        ("extract", "-o", made / "宽表.csv", "--wide", "--excel"),
        ("extract", "-o", made / "长表.csv", "--excel"),
    ):
        result = run(command, *FILES, *rest, "--lang", "zh", lang="zh")
        assert result.exit_code in (0, 1), result.stderr
    tables = [made / "宽表.csv", made / "长表.csv"]
    convert(made, *(made / name for name in WORKBOOKS))
    convert(made, *tables, options=[f"--infilter={CHINESE_CSV}"])
    return made


def convert(folder: Path, *files: Path, options: list[str] | None = None) -> None:
    """Save files anew with LibreOffice, as workbooks."""
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += [*(options or []), "--convert-to", "xlsx", "--outdir", str(folder / "anew")]
    # names of files are read in the encoding of the locale
    settings = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [*command, *map(str, files)], check=True, capture_output=True, timeout=120, env=settings
    )


def values(sheet: Any) -> list[tuple[Any, ...]]:
    """Give the rows of a sheet."""
    return [tuple(map(_rounded, row)) for row in sheet.iter_rows(values_only=True)]


def _rounded(value: Any) -> Any:
    """Give a share to the 15 digits that LibreOffice saves."""
    return float(f"{value:.14g}") if isinstance(value, float) else value


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_keeps_sheets_and_values(name: str, folder: Path) -> None:
    """Each sheet has its name and its cells: numbers are numbers, texts are texts."""
    ours = openpyxl.load_workbook(folder / name)
    anew = openpyxl.load_workbook(folder / "anew" / Path(name).name)
    assert anew.sheetnames == ours.sheetnames
    for sheet in ours:
        rows = values(sheet)
        assert [row[: len(rows[0])] for row in values(anew[sheet.title])][: len(rows)] == rows


def test_links_and_notes_stay(folder: Path) -> None:
    """A number leads where it led, from there to the file, and says why it is doubted."""
    ours = openpyxl.load_workbook(folder / "结果.xlsx")
    anew = openpyxl.load_workbook(folder / "anew" / "结果.xlsx")
    linked = 0
    for name in ("数据", "明细", "问题"):
        for row in ours[name].iter_rows():
            for cell in row:
                found = anew[name][cell.coordinate]
                assert (found.comment is None) == (cell.comment is None), cell.coordinate
                if cell.hyperlink:
                    led = found.hyperlink.location.replace("'", "").replace(".", "!")
                    assert led == cell.hyperlink.location.replace("'", "")
                    linked += 1
    assert linked > 1000
    files = [row[0].hyperlink.target for row in anew["来源"].iter_rows(min_row=2)]
    assert [Path(target).name for target in files] == [file.name for file in FILES]


@pytest.mark.parametrize("name", ["宽表", "长表"])
def test_csv_in_a_chinese_locale(name: str, folder: Path) -> None:
    """Headings and texts are Chinese without a choice of encoding, and numbers are numbers."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        expected = list(csv.reader(file))
    (sheet,) = openpyxl.load_workbook(folder / "anew" / f"{name}.xlsx").worksheets
    heads, *rows = values(sheet)
    assert list(heads) == expected[0]
    assert len(rows) == len(expected) - 1
    numbers = 0
    for row, wanted in zip(rows, expected[1:], strict=True):
        for value, text in zip(row, wanted, strict=True):
            if isinstance(value, int | float):
                assert value == float(text)
                numbers += 1
            elif value is None or isinstance(value, str):
                assert (value or "") == text
                assert not text.isdigit()
    assert numbers > 500
