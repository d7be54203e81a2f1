"""Any table as a sheet: what a spreadsheet makes of texts, numbers, headings, notes and links."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from govinfo_report.workbook import SheetCell, SheetColumn, Workbook, page, writer
from govinfo_report.workbook.page import column_letters, internal_link

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")

NAMES = (SheetColumn("a"), SheetColumn("b"))


def written(*rows: Any, in_order: bool = True, **settings: Any) -> Any:
    """Write one sheet of two columns and open the workbook."""
    file = BytesIO()
    with Workbook(file, in_order=in_order) as book:
        sheet = book.add_sheet("表", settings.pop("columns", NAMES), **settings)
        for row in rows:
            sheet.add_row(row)
    file.seek(0)
    return openpyxl.load_workbook(file)


@pytest.mark.parametrize("in_order", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=1}",
        "+1",
        "-1",
        "@SUM(A1)",
        "00123",
        "1e5",
        "2021-03-04",
        "3/4",
        "http://a.cn",
        "internal:A1",
        "TRUE",
        " x ",
        "a\nb",
    ],
)
def test_a_text_stays_a_text(text: str, in_order: bool) -> None:
    """What looks like a formula, a number, a date or a link is a string, as it was."""
    cell = written([text, None], in_order=in_order).active["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("value", [0, -5, 390, Decimal("12.5"), 0.25, 10**14])
def test_a_number_is_a_number(value: Any) -> None:
    """Integers, decimals and floats can be added up."""
    cell = written([value, None]).active["A2"]
    assert (cell.value, cell.data_type) == (value, "n")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12345678901234567, "12345678901234567"),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (Decimal("NaN"), "NaN"),
        (float("inf"), "inf"),
        (True, "True"),
    ],
)
def test_a_number_that_a_sheet_does_not_hold_is_text(value: Any, text: str) -> None:
    """A number of more than 15 digits keeps all of them."""
    assert written([value, None]).active["A2"].value == text


def test_what_no_sheet_holds_is_cut_or_replaced() -> None:
    """Half of a surrogate pair and a text that is too long do not break the workbook."""
    sheet = written(["a\udc00b", "长" * 40_000]).active
    assert sheet["A2"].value == "a\ufffdb"
    assert len(sheet["B2"].value) == 32_767
    assert sheet["B2"].value.endswith("…")


def test_headings_over_each_other_are_merged_and_stay() -> None:
    """Neighbours share the headings above them; headings and first columns are frozen, and filter."""
    columns = (
        SheetColumn("年度"),
        SheetColumn("自然人", ("三", "予以公开"), note="件"),
        SheetColumn("总计", ("三", "予以公开")),
        SheetColumn("总计", ("三", "部分公开")),
    )
    sheet = written([2021, 1, 2, 3], [2022, 4, 5, 6], columns=columns, frozen_columns=1).active
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B1:D1", "B2:C2"}
    assert [cell.value for cell in sheet[3]] == ["年度", "自然人", "总计", "总计"]
    assert (sheet["B1"].value, sheet["D2"].value) == ("三", "部分公开")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:D5")
    assert sheet["B3"].comment.text == "件"


def test_a_cell_has_its_look_its_note_and_its_link() -> None:
    """A coloured cell keeps its number, and a click leads somewhere."""
    link = internal_link("it's", 5, 28)
    assert link == "internal:'it''s'!AB5"
    cell = SheetCell(390, "warning", "why\nso", link)
    sheet = written([cell, SheetCell(None, "lost")], title="题").active
    found = sheet["A3"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("题", "a")
    assert (found.value, found.data_type, found.comment.text) == (390, "n", "why\nso")
    assert found.hyperlink.location == "'it''s'!AB5"
    assert found.fill.start_color.rgb == "FFFFE699"
    assert (sheet["B3"].value, sheet["B3"].fill.start_color.rgb) == (None, "FFD9D9D9")


def test_a_table_goes_on_in_another_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the last row of a sheet a further one begins, with the headings."""
    monkeypatch.setattr(writer, "MOST_ROWS", 4)
    book = written(*([number, "x"] for number in range(7)))
    assert book.sheetnames == ["表", "表 (2)", "表 (3)"]
    assert [row[0].value for sheet in book for row in sheet] == ["a", 0, 1, 2, "a", 3, 4, 5, "a", 6]
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:B4", "A1:B4", "A1:B2"]


def test_notes_and_links_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limits cells keep their value and colour, and the sheet counts what it left out."""
    monkeypatch.setattr(page, "MOST_NOTES", 1)
    monkeypatch.setattr(page, "MOST_LINKS", 1)
    file = BytesIO()
    with Workbook(file) as book:
        sheet = book.add_sheet("表", NAMES)
        for number in range(3):
            sheet.add_row([SheetCell(number, "error", "why", "internal:'表'!A1"), None])
        assert sheet.notes_left_out == 2
    cells = [row[0] for row in openpyxl.load_workbook(file).active][1:]
    assert [cell.value for cell in cells] == [0, 1, 2]
    assert [cell.comment is not None for cell in cells] == [True, False, False]
    assert [cell.hyperlink is not None for cell in cells] == [True, False, False]


def test_names_of_sheets_are_allowed_and_differ() -> None:
    """Names are cut, cleaned and numbered."""
    file = BytesIO()
    with Workbook(file) as book:
        names = [
            book.add_sheet(name, NAMES).name for name in ("a/b", "A_B", "x" * 40, "x" * 40, "")
        ]
    assert names == ["a_b", "A_B (2)", "x" * 31, "x" * 27 + " (2)", "_"]


def test_letters_of_columns() -> None:
    """The letters are those of a spreadsheet."""
    assert [column_letters(at) for at in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_a_workbook_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    """A folder that is not there is said as for every other file."""
    book = Workbook(tmp_path / "none" / "a.xlsx")
    book.add_sheet("表", NAMES)
    with pytest.raises(OSError, match="none"):
        book.close()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without XlsxWriter the message names the extra."""
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ImportError, match=r"govinfo-report\[xlsx\]"):
        Workbook(BytesIO())
