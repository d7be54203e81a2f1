"""The workbook of `extract`: every number, its place, why it is doubted, and where a click leads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract, reports
from govinfo_report.errors import ArgumentError
from govinfo_report.form_view import form
from govinfo_report.workbook import results
from tests.cli.test_cli import CLEAN, DOUBTFUL, run
from tests.corpus.corpora import NEWS
from tests.documents import FOLDER as DOCUMENTS
from tests.paths import COPIES

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")

SHIFTED = COPIES / "tab_shifted_2020.txt"
FILES = [CLEAN, DOUBTFUL, SHIFTED, DOCUMENTS / "report_2021.docx", DOCUMENTS / "report_2019.html"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook of a few files of several formats."""
    output = tmp_path_factory.mktemp("book") / "结果.xlsx"
    result = run("extract", *FILES, "-o", output, lang="zh")
    assert result.exit_code == 0, result.stderr
    return openpyxl.load_workbook(output)


def data_columns(sheet: Any) -> dict[str, int]:
    """Give the column of each path of the sheet of data, from its note."""
    return {cell.comment.text: cell.column for cell in sheet[3] if cell.comment}


def row_of(sheet: Any, source: Path, column: int) -> int:
    """Give the row of a report."""
    cells = (cell for (cell,) in sheet.iter_rows(min_col=column, max_col=column))
    return int(next(cell.row for cell in cells if cell.value == str(source)))


def target(book: Any, cell: Any) -> Any:
    """Give the cell that a click on a cell leads to."""
    sheet, _, place = cell.hyperlink.location.rpartition("!")
    return book[sheet.strip("'")][place]


def record(sheet: Any, row: int) -> dict[str, Any]:
    """Give a row by its headings."""
    return {head.value: cell.value for head, cell in zip(sheet[1], sheet[row], strict=True)}


def test_sheets_and_headings(book: Any) -> None:
    """The sheets have the names that people look for; the headings are the form's, frozen and with a filter."""
    assert book.sheetnames[:5] == ["数据", "明细", "问题", "来源", "说明"]
    sheet = book["数据"]
    heads = [cell.value for cell in sheet[3]]
    assert heads[:4] == ["机关", "年度", "来源", "明细行"]
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref.startswith("A3:")
    column = data_columns(sheet)["requests.denied_state_secret.total"]
    assert sheet.cell(3, column).value == "总计"
    groups = {str(area) for area in sheet.merged_cells.ranges}
    assert any(area.endswith("2") and "3" not in area for area in groups)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_number_is_there_and_leads_to_its_place(book: Any, file: Path) -> None:
    """What the report states stands in the sheet as a number, and a click leads to the row with its place."""
    report = gr.read(file)
    sheet = book["数据"]
    row, columns = row_of(sheet, file, 3), data_columns(sheet)
    stated = report.values()
    for path, column in columns.items():
        cell = sheet.cell(row, column)
        if path not in stated:
            assert cell.value is None, path
        else:
            assert (cell.value, cell.data_type) == (float(stated[path]), "n"), path
            found = target(book, cell)
            values = record(book["明细"], found.row)
            assert (values["路径"], values["来源"]) == (path, str(file))
            assert values["原文"] == report.cell(path).raw
            assert values["起始字符"] is not None or values["表中行"] is not None
    assert set(stated) <= set(columns)


def test_doubt_has_a_colour_and_a_reason(book: Any) -> None:
    """A number that a finding doubts and a cell without a number are coloured, with the reason as a note."""
    sheet = book["数据"]
    columns = data_columns(sheet)
    for file in (DOUBTFUL, SHIFTED, CLEAN):
        row = row_of(sheet, file, 3)
        for cell in gr.read(file).cells():
            found = sheet.cell(row, columns[cell.path])
            is_plain = cell.value is not None and not cell.is_doubted
            assert (found.fill.fill_type is None) == is_plain, cell.path
            assert (found.comment is None) == is_plain, cell.path
            for item in cell.findings:
                if item.severity != "info":
                    assert item.message_zh[:40] in found.comment.text


def test_an_inferred_number_is_told_in_its_note_alone(book: Any) -> None:
    """What the copy does not print is no number of the sheet."""
    sheet = book["数据"]
    column = data_columns(sheet)["requests.new_received.total"]
    cell = sheet.cell(row_of(sheet, SHIFTED, 3), column)
    assert cell.value is None
    assert cell.comment.text.startswith("文本未印；勾稽关系只容 0。")


def test_findings_say_what_to_do_and_both_sides(book: Any) -> None:
    """Each finding is a row with what it means; a sum that fails has both sides, as numbers that differ."""
    sheet = book["问题"]
    rows = [record(sheet, row) for row in range(2, sheet.max_row + 1)]
    expected = [(str(file), item.code) for file in FILES for item in gr.read(file).findings]
    assert [(row["来源"], row["代码"]) for row in rows] == expected
    assert all(row["含义"] and row["处理办法"] for row in rows)
    sums = [row for row in rows if row["判断"]]
    assert sums
    assert all(row["等式左边"] - row["等式右边"] == row["相差"] != 0 for row in sums)
    first = next(cell for (cell,) in sheet.iter_rows(2, min_col=8, max_col=8) if cell.hyperlink)
    assert target(book, first).parent.title == "明细"


def test_cells_lead_to_their_source_and_that_to_the_file(book: Any) -> None:
    """From a cell to the row of its report, from there to the file itself, relative to the workbook."""
    cells = book["明细"]
    heads = [cell.value for cell in cells[1]]
    found = target(book, cells.cell(2, heads.index("来源") + 1))
    assert (found.parent.title, found.value) == ("来源", str(CLEAN))
    assert found.hyperlink.target.endswith("tab_clean_2021.txt")


def test_each_report_has_a_sheet_like_the_form(book: Any) -> None:
    """Few reports have a sheet each; groups stand beside their lines, and all stated numbers are there."""
    report = gr.read(CLEAN)
    sheet = book[f"{report.organization} 2021"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert report.title in values
    assert {"二、主动公开政府信息情况", "（五）不予处理", "信息内容", "行政复议"} <= set(values)
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    assert sorted(numbers) == sorted(map(float, report.values().values()))


def test_what_is_what_stands_in_the_last_sheet(book: Any) -> None:
    """Every column of every sheet is explained, and every colour."""
    rows = [[cell.value for cell in row] for row in book["说明"].iter_rows(min_row=2)]
    names = {row[0] for row in rows}
    assert {"数据", "明细", "问题", "来源"} <= names
    listed = [row for row in rows if row[0] == "数据" and row[2]]
    assert len(listed) == book["数据"].max_column
    assert {row[3] for row in listed} >= {c.path for c in form() if c.table == "review"}


def test_many_reports_have_no_sheet_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Beyond a few reports rows are written as they come, and say the same."""
    few = tmp_path / "few.xlsx"
    extract([str(CLEAN), str(SHIFTED)], few)
    monkeypatch.setattr(results, "FEW_REPORTS", 1)
    many = tmp_path / "many.xlsx"
    extract([str(CLEAN), str(SHIFTED)], many)
    one, other = openpyxl.load_workbook(few), openpyxl.load_workbook(many)
    assert other.sheetnames == one.sheetnames[:5]
    for name in other.sheetnames:
        assert list(one[name].values) == list(other[name].values)


def test_the_statistics_table_has_a_sheet_of_data(tmp_path: Path) -> None:
    """A report of 2014 to 2018 does not stand among the columns of another form."""
    lines = [f"{cell.label}\t{cell.unit}\t7" for cell in form().editions["2014"]]
    text = "\n".join(
        ["霁川市人民政府2016年政府信息公开工作年度报告", "政府信息公开情况统计表", *lines]
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    extract([str(CLEAN), str(tmp_path / "a.txt")], tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [row[0] for row in book["数据"].iter_rows(min_row=4, values_only=True)] == [
        "漪岚市人民政府"
    ]
    (row,) = book["数据（统计表）"].iter_rows(min_row=4, values_only=True)
    assert (row[0], row[1], row.count(7)) == ("霁川市人民政府", 2016, len(lines))


def test_english_workbook(tmp_path: Path) -> None:
    """In English the sheets and their words are English, the headings of the form stay."""
    extract(str(SHIFTED), tmp_path / "a.xlsx", lang="en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:5] == ["Data", "Cells", "Findings", "Sources", "About"]
    assert book["Data"]["A3"].value == "organization"


def test_formulas_in_names_stay_text(tmp_path: Path) -> None:
    """The name of a file is never run."""
    file = tmp_path / "=cmd|'C calc'!A0.txt"
    file.write_bytes(CLEAN.read_bytes())
    extract(str(tmp_path / "*.txt"), tmp_path / "a.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"):
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    "settings", [{"shape": "wide"}, {"resume": "journal"}, {"excel": True}], ids=str
)
def test_what_a_workbook_cannot_be(settings: dict[str, Any], tmp_path: Path) -> None:
    """It has every shape, cannot be gone on with, and is no CSV; nothing is left of it."""
    with pytest.raises(ArgumentError):
        extract(str(CLEAN), tmp_path / "a.xlsx", **settings)
    with pytest.raises(ArgumentError):
        extract(str(CLEAN), None, format="xlsx")
    assert not list(tmp_path.iterdir())


def test_several_processes_write_the_same(tmp_path: Path) -> None:
    """The sheets are the same with two processes."""
    files = [str(file) for file in FILES]
    for workers in (1, 2):
        summary = extract(files, tmp_path / f"{workers}.xlsx", workers=workers)
        assert not summary.findings.keys() & {"reader_died", "copy_failed", "copy_timeout"}
    one, two = (openpyxl.load_workbook(tmp_path / f"{number}.xlsx") for number in (1, 2))
    assert one.sheetnames == two.sheetnames
    for name in one.sheetnames:
        assert list(one[name].values) == list(two[name].values)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("first", [1, 20], ids=["many", "few"])
def test_every_copy_stands_among_the_sources(
    workers: int, first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read, what is no report and what cannot be read: each has its row, in order, and says what it is."""
    monkeypatch.setattr(results, "FEW_REPORTS", first)
    monkeypatch.setattr(reports, "CHUNK_COPIES", 1)
    folder = tmp_path / "in"
    folder.mkdir()
    copies = {f"{at}{file.suffix}": file.read_bytes() for at, file in enumerate(FILES)}
    notice = "关于编制2021年政府信息公开工作年度报告的通知\n各科室：请于1月20日前报送。"
    page = f"<html><body><p>{notice}</p><p>{NEWS}</p></body></html>"
    copies |= {"news.txt": NEWS.encode(), "notice.txt": notice.encode()}
    copies |= {
        "page.html": page.encode(),
        "broken.pdf": b"%PDF-1.4 no more",
        "x.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    }
    for name, data in copies.items():
        (folder / name).write_bytes(data)
    summary = extract(folder, tmp_path / "a.xlsx", workers=workers)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = [record(book["来源"], row) for row in range(2, book["来源"].max_row + 1)]
    assert [Path(row["来源"]).name for row in rows] == sorted(copies)
    assert summary.counts["copies"] == len(rows) == len(copies)
    assert summary.counts["reports"] + summary.counts["passed_over"] == len(copies)
    assert book["数据"].max_row - 3 == summary.counts["reports"] == len(FILES) + 2
    found = {Path(row["来源"]).name: (row["文件类型"], row["检查结果"]) for row in rows}
    assert found["notice.txt"] == ("notice", "not_a_report")
    assert found["news.txt"][1] == found["page.html"][1] == "not_a_report"
    assert found["broken.pdf"][1] == "copy_broken"
    assert found["x.png"][1] == "copy_kind"


def test_a_missing_package_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without XlsxWriter the command names the extra, and leaves nothing behind."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("extract", CLEAN, "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2
    assert "govinfo-report[xlsx]" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_run_that_lacks_an_answer_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect that loses a copy is an error: a workbook that lacks one must not look whole."""
    module = sys.modules["govinfo_report.corpus.extract"]
    whole = module._answers_here

    def without_last(*given: Any) -> Iterator[Any]:
        yield from list(whole(*given))[:-1]

    monkeypatch.setattr(reports, "CHUNK_COPIES", 1)
    monkeypatch.setattr(module, "_answers_here", without_last)
    with pytest.raises(RuntimeError, match="5 copies to read, 4 answers"):
        extract([str(file) for file in FILES], tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("folder", ["年报 (2024)", "a#b", "50%20", "x&y[1]", "q?<z>"])
def test_files_in_folders_with_odd_names_are_a_click_away(folder: str, tmp_path: Path) -> None:
    """What addresses keep for themselves is escaped, so that the link leads to the file."""
    (tmp_path / folder).mkdir()
    file = tmp_path / folder / "报告 #1.txt"
    file.write_bytes(CLEAN.read_bytes())
    extract(str(tmp_path / "*" / "*.txt"), tmp_path / "a.xlsx")
    (row,) = openpyxl.load_workbook(tmp_path / "a.xlsx")["来源"].iter_rows(min_row=2)
    address = row[0].hyperlink.target
    assert row[0].hyperlink.location is None
    assert tmp_path / unquote(address).replace("\\", "/") == file
    assert not set(address) & set(' #<>[]?"')
