"""A receipt names the file, the places and the sums of a number, and what it says is found in the file."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.verification import Check, verify
from tests.documents import EDITIONS, FOLDER, FORMATS, NEEDS
from tests.paths import COPIES, SHARED

CLEAN = COPIES / "tab_clean_2021.txt"
SHIFTED = COPIES / "tab_shifted_2020.txt"
# Formats whose places are not read again: the digest, the numbers and the sums are.
UNREAD = ("doc", "rtf")


def receipt_of(report: gr.Report, path: str, file: str | Path | bytes | None = None) -> Any:
    """Give a receipt as it comes out of a file."""
    return json.loads(json.dumps(report.receipt(path, file)))


def outcomes(checks: list[Check], what: str) -> set[bool | None]:
    """Give how the checks of a kind came out."""
    return {check.is_right for check in checks if check.what == what}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_verified(format: str, edition: str) -> None:
    """In each format what the receipt of a cell says is found at its place, read without the parser."""
    if format in NEEDS and find_spec(NEEDS[format]) is None:
        pytest.skip(f"needs {NEEDS[format]}")
    file = FOLDER / f"report_{edition}.{format}"
    report = gr.read(file)
    paths = [cell.path for cell in report.cells()][::17]
    for path in [*paths, "requests.total_handled.total"]:
        checks = verify(receipt_of(report, path), file)
        assert outcomes(checks, "digest") == {True}
        assert outcomes(checks, "prints") == {None if format in UNREAD else True}, path
        assert outcomes(checks, "sum") <= {True}
        assert False not in outcomes(checks, "number") | outcomes(checks, "empty")


@pytest.mark.parametrize("name", [file.name for file in sorted(COPIES.glob("*.txt"))])
def test_every_copy_is_verified(name: str) -> None:
    """Of each sample copy every stated number is found again, also of those that lost cells."""
    report = gr.read(COPIES / name)
    for path in list(report.values())[::5]:
        checks = verify(receipt_of(report, path), COPIES / name)
        assert outcomes(checks, "digest") | outcomes(checks, "prints") == {True}
        assert outcomes(checks, "number") == {True}
        assert False not in outcomes(checks, "sum")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the real copies beside the project")
def test_real_copies_are_verified() -> None:
    """Totals of real copies, a PDF among them, are found again."""
    for file in sorted((SHARED / "real").glob("*-20*.*")):
        report = gr.read(file)
        for path in ("requests.new_received.total", "disclosure.rules.in_force"):
            checks = verify(receipt_of(report, path), file)
            assert not [check.text() for check in checks if check.is_right is False], file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_characters_are_counted_in_the_encoding_of_the_file(encoding: str, tmp_path: Path) -> None:
    """The receipt says how the file is decoded, and characters are counted in that."""
    file = tmp_path / "copy.txt"
    file.write_bytes(CLEAN.read_text(encoding="utf-8").encode(encoding))
    receipt = receipt_of(gr.read(file), "requests.granted.total")
    assert outcomes(verify(receipt, file), "prints") == {True}


def test_receipt_of_a_text() -> None:
    """A text that came from no file is the file, in UTF-8."""
    text = CLEAN.read_text(encoding="utf-8")
    receipt = receipt_of(gr.parse(text), "requests.granted.total")
    assert receipt["file"]["name"] is None
    assert {check.is_right for check in verify(receipt, text.encode())} == {True}


def test_receipt_says_what_the_number_is() -> None:
    """A receipt has the words of the form, the number with its unit, and the copy that it is of."""
    receipt = receipt_of(gr.read(CLEAN), "disclosure.administrative_fees.fee_amount")
    cell = receipt["cells"][receipt["path"]]
    assert (receipt["organization"], receipt["year"]) == ("漪岚市人民政府", 2021)
    assert (cell["value"], cell["unit"], cell["prints"]) == ("12.5", "万元", "12.5")
    assert cell["label"] == "第二十条第（八）项 · 行政事业性收费 · 本年收费金额（单位：万元）"
    assert receipt["file"]["name"] == CLEAN.name


def test_proved_number_stands_in_brackets() -> None:
    """A number that only the sums prove has no characters; it counts in its sums, in brackets."""
    report = gr.read(SHIFTED)
    receipt = receipt_of(report, "requests.new_received.total")
    cell = receipt["cells"][receipt["path"]]
    assert (cell["value"], cell["counts"], cell["place"]) == (None, "0", None)
    (row,) = [c for c in verify(receipt, SHIFTED) if c.subject == "requests_row_total"]
    assert row.is_right
    assert row.text().endswith("= [0]")


def test_open_number_leaves_its_sums_open() -> None:
    """A sum with a number that is open is neither right nor wrong."""
    receipt = receipt_of(gr.read(SHIFTED), "requests.granted.business")
    checks = verify(receipt, SHIFTED)
    assert {"row" in c.subject: c.is_right for c in checks if c.what == "sum"} == {
        True: None,
        False: None,
    }
    assert any("?" in check.text("zh") for check in checks)


def test_failing_sum_is_told() -> None:
    """A sum that the office got wrong is in the receipt as it is, with the findings."""
    text = CLEAN.read_text(encoding="utf-8").replace("\t390\n", "\t391\n")
    receipt = receipt_of(gr.parse(text), "requests.granted.total")
    assert [entry["holds"] for entry in receipt["sums"]] == [False, False]
    assert {item["code"] for item in receipt["findings"]} == {
        "requests_total_handled",
        "requests_row_total",
    }
    checks = verify(receipt, text.encode())
    assert {check.is_right for check in checks} == {True}
    assert any("390 ≠ 391" in check.text() for check in checks)


def test_cell_of_another_edition() -> None:
    """A cell that the copy's edition lacks has a receipt without place and sums."""
    receipt = receipt_of(gr.read(CLEAN), "disclosure.rules.new_made")
    assert receipt["sums"] == []
    assert [check.what for check in verify(receipt, CLEAN)] == ["digest"]


def test_file_that_is_gone(tmp_path: Path) -> None:
    """Without the file there is no receipt; given its bytes there is."""
    file = tmp_path / "copy.txt"
    file.write_bytes(CLEAN.read_bytes())
    report = gr.read(file)
    file.unlink()
    with pytest.raises(gr.UnreadableFileError, match="give its path or its bytes"):
        report.receipt("requests.granted.total")
    assert report.receipt("requests.granted.total", CLEAN.read_bytes())["file"]["sha256"]


@pytest.mark.parametrize("name", [CLEAN.name, "report_2021.docx", "report_2021.xlsx"])
def test_file_that_was_changed_has_no_receipt(name: str, tmp_path: Path) -> None:
    """A report is vouched for by the file that it was read from, and by no other."""
    folder = CLEAN.parent if name == CLEAN.name else FOLDER
    file = tmp_path / name
    file.write_bytes((folder / name).read_bytes())
    report = gr.read(file)
    assert report.receipt("requests.granted.total")
    other = "tab_clean_2019.txt" if name == CLEAN.name else name.replace("2021", "2019")
    file.write_bytes((folder / other).read_bytes())
    with pytest.raises(gr.ArgumentError, match="found another or a changed one"):
        report.receipt("requests.granted.total")
    restored = gr.Report.from_dict(report.to_dict())
    with pytest.raises(gr.ArgumentError):
        restored.receipt("requests.granted.total")


def test_restored_report_has_receipts() -> None:
    """A report without its text still leads to the cell of a document, and to the characters of a text."""
    for file in (FOLDER / "report_2021.docx", FOLDER / "report_2021.csv", CLEAN):
        report = gr.Report.from_dict(gr.read(file).to_dict())
        checks = verify(receipt_of(report, "requests.granted.total"), file)
        assert {check.is_right for check in checks} == {True}
    with pytest.raises(gr.UnreadableFileError):
        gr.Report.from_dict(gr.parse(CLEAN.read_text("utf-8")).to_dict()).receipt(
            "requests.granted.total"
        )
