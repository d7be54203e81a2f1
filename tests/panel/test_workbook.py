"""A panel as one workbook: its numbers, where a click leads, what reports say against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.form_view import form
from govinfo_report.panel import panel_catalogue, panel_tables
from govinfo_report.panel.rules import panel_data, panel_rules, sum_rows
from govinfo_report.panel.sheet_links import Places
from govinfo_report.panel.sheet_words import columns_of, measure_label, more_sheets
from govinfo_report.testing.world import make_world, write_world
from govinfo_report.workbook import results, writer
from tests.documents import FOLDER as DOCUMENTS
from tests.panel.filings import facts_of, filing
from tests.paths import COPIES

pytest.importorskip("duckdb")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")

OFFICE = "某市教育局"
SHEETS = ["数据", "明细", "问题", "来源"]


def read(panel: gr.Panel, path: Path, lang: str = "zh") -> Any:
    """Give the workbook of a panel."""
    panel.write_workbook(path, lang)
    return openpyxl.load_workbook(path)


def records(sheet: Any, head: int = 1) -> list[dict[str, Any]]:
    """Give the rows of a sheet by their headings; cells, not values."""
    heads = [cell.value for cell in sheet[head]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=head + 1)]


def target(book: Any, cell: Any) -> dict[str, Any]:
    """Give the row that a click on a cell leads to, by its headings."""
    sheet, _, place = cell.hyperlink.location.rpartition("!")
    found, row = book[sheet.strip("'")], int(place.lstrip("A"))
    cells = ((found.cell(1, at).value, found.cell(row, at).value) for at in range(1, 25))
    return {head: value for head, value in cells if head is not None}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook of a made-up world: chains that break, copies that differ, offices that are missing."""
    folder = tmp_path_factory.mktemp("world")
    made = make_world(12, range(2019, 2023))
    write_world(made, folder / "facts.parquet")
    made.write_roster(folder / "offices.csv")
    with gr.build_panel(folder / "facts.parquet", folder / "offices.csv") as panel:
        yield panel, read(panel, folder / "面板.xlsx")


@pytest.mark.parametrize("name", ["tab_clean_2021.txt", "report_2021.docx", "report_2019.html"])
def test_every_number_leads_to_its_place(name: str, tmp_path: Path) -> None:
    """What the copy states is a number under its heading; a click leads to the row with its characters or its place."""
    file = next(folder / name for folder in (COPIES, DOCUMENTS) if (folder / name).exists())
    report = gr.read(file)
    with gr.build_panel(report) as panel:
        book = read(panel, tmp_path / "a.xlsx")
    sheet = book["数据"]
    columns = {cell.comment.text: cell.column for cell in sheet[3] if cell.comment}
    stated = report.values()
    for path, column in columns.items():
        cell = sheet.cell(4, column)
        assert (cell.value is None) == (path not in stated), path
        if path in stated:
            assert (cell.value, cell.data_type) == (float(stated[path]), "n")
            row = target(book, cell)
            assert (row["路径"], row["原文"]) == (path, report.cell(path).raw)
            assert row["起始字符"] is not None or row["表中行"] is not None
    assert sheet["A4"].value == report.organization
    assert target(book, sheet["C4"])["来源"] == str(file)


def test_one_row_for_each_office_and_year(world: Any) -> None:
    """Of several copies of a report the chosen one stands among the data; the cells of all have their rows."""
    panel, book = world
    versions = panel.table("versions").to_pylist()
    names = {row["office"]: row["name"] for row in panel.table("coverage").to_pylist()}
    chosen = {(names[row["office"]], row["year"]) for row in versions if row["chosen"]}
    rows = [(row["机关"].value, row["年度"].value) for row in records(book["数据"], 3)]
    assert len(rows) == len(set(rows))
    assert set(rows) == {
        (names[row["office"]], row["year"]) for row in versions if row["chosen"] and row["cells"]
    }
    assert set(rows) <= chosen
    assert len(versions) > len(chosen)
    assert book["明细"].max_row - 1 == sum(row["cells"] for row in versions)
    assert {row["来源"].value for row in records(book["来源"])} == {
        row["source"] for row in versions
    }


def test_findings_lead_to_both_cells(world: Any) -> None:
    """A finding names both numbers, says what it means and what to do, and leads to both cells."""
    panel, book = world
    found = panel.table("findings").to_pylist()
    rows = records(book["问题"])
    assert len(rows) == len(found) > 3
    seen = 0
    for row in rows:
        assert row["含义"].value
        assert row["处理办法"].value
        for label, value, source in (
            ("单元格名称", "数值", "来源"),
            ("另一单元格名称", "另一数值", "另一来源"),
        ):
            if row[label].hyperlink:
                cell = target(book, row[label])
                assert cell["数值"] == row[value].value
                assert cell["来源"] == row[source].value
                seen += 1
    assert seen > len(rows)


def test_each_table_of_the_panel_has_its_sheet(world: Any) -> None:
    """As many rows as the table; a sheet without rows is left out, and the last sheets say what each is."""
    panel, book = world
    for name, entry in more_sheets().items():
        title = entry["title"]["zh"]
        if name not in panel_tables():
            continue
        rows = panel.table(name).to_pylist()
        if name == "measures":
            rows = [row for row in rows if row["state"] is None or row["yuan"] is not None]
        assert (title in book.sheetnames) == bool(rows), name
        if rows:
            assert book[title].max_row - 1 == len(rows), name
    assert book.sheetnames[:4] == SHEETS
    assert book.sheetnames[-1] == "说明"
    told = {row[0] for row in book["说明"].iter_rows(min_row=2, values_only=True)}
    assert set(book.sheetnames) - {"说明"} <= told


def test_sums_and_rates_lead_to_a_cell(world: Any) -> None:
    """What is made of several cells leads to the first of them, and a share to its numerator."""
    _, book = world
    for title in ("指标", "评价指标"):
        rows = records(book[title])
        assert rows
        for row in rows[::7]:
            cell = target(book, row["指标"])
            # a copy may print the place before the name
            assert cell["机关"].endswith(row["机关"].value)
            assert cell["年度"] == row["年度"].value
            if title == "指标" and row["算法"].value == "单个单元格":
                assert row["数值"].value == cell["数值"]


def test_the_whole_leads_to_its_cell(tmp_path: Path) -> None:
    """The sum of the offices below stands beside what the office above prints, which is a click away."""
    (tmp_path / "o.csv").write_text("id,name,parent\na,某市,\nb,某市教育局,a\n", encoding="utf-8")
    path = "requests.granted.natural_person"
    facts = facts_of(filing("某市", 2022, {path: 3}), filing(OFFICE, 2022, {path: 4}))
    with gr.build_panel(facts, tmp_path / "o.csv") as panel:
        book = read(panel, tmp_path / "a.xlsx")
    (row,) = [row for row in records(book["部分与整体"]) if row["指标路径"].value == path]
    assert [row[name].value for name in ("机关", "合计", "上级所印")] == ["某市", 4, 3]
    assert target(book, row["指标"])["机关"] == "某市"
    (found,) = [row for row in records(book["问题"]) if row["代码"].value == "parts_mismatch"]
    assert target(book, found["单元格名称"])["数值"] == 3


def test_copies_own_findings(tmp_path: Path) -> None:
    """What a copy says against itself has a sheet of its own, with the verdict, and leads to the first cell."""
    report = gr.read(COPIES.parent / "cli" / "doubtful_2021.txt")
    with gr.build_panel(report) as panel:
        book = read(panel, tmp_path / "a.xlsx")
    rows = {row["代码"].value: row for row in records(book["文本问题"])}
    codes = {code for cell in report.cells() for code in {item.code for item in cell.findings}}
    assert set(rows) == codes
    sums = {item.code: item for item in report.findings if item.verdict}
    for code, item in sums.items():
        assert rows[code]["判断"].value
        assert target(book, rows[code]["单元格名称"])["路径"] in item.cells


def test_doubt_has_its_colour_and_reason(tmp_path: Path) -> None:
    """Cells without a number, and those that findings doubt, look as in the workbook of extract."""
    report = gr.read(COPIES / "tab_shifted_2020.txt")
    with gr.build_panel(report) as panel:
        sheet = read(panel, tmp_path / "a.xlsx")["数据"]
    columns = {cell.comment.text: cell.column for cell in sheet[3] if cell.comment}
    for cell in report.cells():
        found = sheet.cell(4, columns[cell.path])
        is_plain = cell.value is not None and not cell.is_doubted
        assert (found.fill.fill_type is None) == is_plain, cell.path
        assert (found.comment is None) == is_plain, cell.path


@pytest.mark.parametrize("first", [0, 20], ids=["many", "few"])
def test_many_copies(first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are written as they come, and go on in a further sheet, lead to the same cells."""
    monkeypatch.setattr(results, "FEW_REPORTS", first)
    monkeypatch.setattr(writer, "MOST_ROWS", 330)
    facts = facts_of(*(filing(OFFICE, year, {}) for year in (2021, 2022, 2023)))
    with gr.build_panel(facts) as panel:
        book = read(panel, tmp_path / "a.xlsx")
    assert "明细 (2)" in book.sheetnames
    for row in records(book["评价指标"]):
        cell = target(book, row["指标"])
        assert (cell["年度"], cell["机关"]) == (row["年度"].value, OFFICE)


def test_places_of_a_copy_that_goes_on_in_a_further_sheet() -> None:
    """Rows of one sheet are told by the first of them, those of two one by one."""
    places = Places()
    places.add(1, "s1", {"a": "internal:'明细'!A5", "b": "internal:'明细'!A6"})
    broken = {"a": "internal:'明细'!A9", "b": "internal:'明细 (2)'!A2"}
    places.add(2, "s2", broken)
    # nothing is kept of each cell of the first copy
    assert set(places._broken) == {2}
    assert [places.cell(1, path) for path in "abc"] == [
        "internal:'明细'!A5",
        "internal:'明细'!A6",
        "",
    ]
    assert [places.cell(2, path) for path in "ab"] == list(broken.values())
    assert (places.source(2), places.source(3), places.cell(3, "a")) == ("s2", "", "")


def test_english_and_names_that_look_like_formulas(tmp_path: Path) -> None:
    """In English the sheets have English names; an office called =1+1 stays text."""
    name = "=HYPERLINK(1)市教育局"
    with gr.build_panel(facts_of(filing(name, 2022, {}))) as panel:
        book = read(panel, tmp_path / "a.xlsx", "en")
    assert book.sheetnames[:4] == ["Data", "Cells", "Findings", "Sources"]
    assert book["Data"]["A4"].value == name
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def test_words_are_complete() -> None:
    """Every column has a Chinese heading, every measure a name, every code a meaning in both languages."""
    words = panel_data("sheets")
    known = {column.name for columns in panel_tables().values() for column in columns}
    for sheet in ("sources", "findings", *more_sheets()):
        for name in columns_of(sheet):
            assert name in known | words["meaning"].keys() or sheet == "own_findings", name
    for measure in {cell.path for cell in form()} | {row[0] for row in sum_rows()}:
        for lang in ("en", "zh"):
            assert measure_label(measure, lang) != measure
    assert list(panel_rules()) == list(panel_catalogue())
    for rule in panel_rules().values():
        for lang, stop in (("en", "."), ("zh", "。")):
            assert rule.meaning(lang).endswith(stop)
            assert rule.remedy(lang).endswith(stop)


def test_nothing_is_left_of_a_workbook_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that stood there stays as it was."""
    (tmp_path / "a.xlsx").write_bytes(b"before")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(results.ResultBook, "close", fail)
    with (
        gr.build_panel(facts_of(filing(OFFICE, 2022, {}))) as panel,
        pytest.raises(OSError, match="No space"),
    ):
        panel.write_workbook(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]
