"""Verification takes nothing on trust: a changed file, a forged number, a damaged receipt."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import sys
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import verification
from govinfo_report.source.pdf_page import Turn
from govinfo_report.verification import number_in, verify
from tests.documents import FOLDER
from tests.paths import COPIES

FILE = COPIES / "tab_clean_2021.txt"
TEXT = FILE.read_text(encoding="utf-8")
REPORT = gr.read(FILE)
PATH = "requests.granted.total"
RECEIPT: dict[str, Any] = json.loads(json.dumps(REPORT.receipt(PATH)))
PRINTED = [path for path, cell in RECEIPT["cells"].items() if cell["value"] is not None]


def wrong(receipt: Any, source: Path | bytes = FILE) -> set[tuple[str, str]]:
    """Give the subject and kind of each check that fails."""
    checks = verify(receipt, source)
    return {(check.subject, check.what) for check in checks if check.is_right is False}


def changed(**values: Any) -> Any:
    """Give the receipt with other facts of the number."""
    receipt = copy.deepcopy(RECEIPT)
    receipt["cells"][PATH].update(values)
    return receipt


def test_right_receipt() -> None:
    """All of it is as the receipt says."""
    assert {check.is_right for check in verify(RECEIPT, FILE)} == {True}
    assert {check.is_right for check in gr.verify(RECEIPT, FILE.read_bytes())} == {True}


@given(st.sampled_from(PRINTED), st.integers(0, 9))
def test_changed_digit_is_noticed(path: str, digit: int) -> None:
    """Another digit at the place of any number of the sums is noticed, and so is the other file."""
    at = RECEIPT["cells"][path]["place"]["characters"][0][0]
    text = TEXT[:at] + str(digit) + TEXT[at + 1 :]
    expected = {("file", "digest"), (path, "prints")} if text != TEXT else set()
    assert wrong(RECEIPT, text.encode()) == expected


def test_forged_number_is_noticed() -> None:
    """A value that the digits do not say, and that the sums do not have, is wrong."""
    assert wrong(changed(value="391")) == {
        (PATH, "number"),
        ("requests_total_handled", "sum"),
        ("requests_row_total", "sum"),
    }
    assert wrong(changed(value="391", prints="391")) > {(PATH, "prints")}


def test_number_counts_as_it_is() -> None:
    """What a printed number counts in sums is its value, whatever else the receipt says."""
    assert wrong(changed(counts="5")) == set()


def test_number_without_a_place_is_noticed() -> None:
    """A number that stands nowhere is none."""
    assert wrong(changed(place=None)) == {(PATH, "number")}


def test_forged_sum_is_noticed() -> None:
    """A sum that is said to fail, and holds, is wrong."""
    receipt = copy.deepcopy(RECEIPT)
    receipt["sums"][0]["holds"] = False
    assert wrong(receipt) == {(receipt["sums"][0]["code"], "sum")}


def test_empty_cell_that_prints_a_number_is_noticed() -> None:
    """A cell that counts nothing must print none."""
    assert wrong(changed(value=None, counts="0")) > {(PATH, "empty")}


@pytest.mark.parametrize(
    ("prints", "number"),
    [
        ("390", "390"),
        ("４１", "41"),
        ("20¹", "20"),
        ("1,234", "1234"),
        ("52 738", "52738"),
        ("4176.9529万元", "4176.9529"),
        ("￥615200", "615200"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("&#51;&nbsp;件", "3"),
        ("\u202d12\u202c", "12"),
        ("", None),
        ("/", None),
        ("十二", None),
        ("3（注1）", None),
        ("1.2.3", None),
    ],
)
def test_numbers_are_read(prints: str, number: str | None) -> None:
    """The digits of a cell are read by rules of their own."""
    assert number_in(prints) == (None if number is None else Decimal(number))


def test_word_for_a_sign_leaves_the_number_open() -> None:
    """减少5 is minus 5: the digits alone do not say so, and do not contradict it."""
    receipt = changed(value="-390")
    assert (PATH, "number") not in wrong(receipt)
    (check,) = [c for c in verify(receipt, FILE) if (c.subject, c.what) == (PATH, "number")]
    assert check.is_right is None


def _iter_places(data: Any) -> list[tuple[Any, Any]]:
    """Give every container in the receipt with each of its keys."""
    found = []
    if isinstance(data, dict | list):
        keys = list(data) if isinstance(data, dict) else range(len(data))
        for key in keys:
            found.append((data, key))
            found += _iter_places(data[key])
    return found


@given(st.data())
def test_damaged_receipt_is_refused_or_checked(data: st.DataObject) -> None:
    """Whatever a receipt holds, it is checked, or refused with a ValueError."""
    receipt = copy.deepcopy(RECEIPT)
    container, key = data.draw(st.sampled_from(_iter_places(receipt)))
    values = st.sampled_from([None, "", "x", -1, 10**30, 1.5, [], {}, [[1, "x"]], {"row": "x"}])
    container[key] = data.draw(values)
    try:
        checks = verify(receipt, FILE)
    except ValueError:
        return
    assert all(isinstance(check.text(lang), str) for check in checks for lang in ("en", "zh"))


@pytest.mark.parametrize("receipt", [{}, [], None, {"receipt_version": 2}, {"receipt_version": 1}])
def test_what_is_no_receipt_is_refused(receipt: Any) -> None:
    """Other data is a ValueError that says so."""
    with pytest.raises(ValueError, match="receipt: "):
        verify(receipt, FILE)


@pytest.mark.parametrize(
    "name", ["report_2021.docx", "report_2021.pdf", "report_2021.xlsx", "report_2021.mhtml"]
)
def test_damaged_file_is_another_file(name: str) -> None:
    """A file that was cut is told by its digest; what cannot be read in it raises nothing."""
    file = FOLDER / name
    receipt = json.loads(json.dumps(gr.read(file).receipt(PATH)))
    data = file.read_bytes()
    for cut in (data[: len(data) // 2], data[:100], b""):
        assert not verify(receipt, cut)[0].is_right


def test_repeated_cells_of_a_sheet_count() -> None:
    """A cell that OpenDocument writes once for several columns stands in each of them."""
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    cells = (
        '<t:table-cell t:number-columns-repeated="3">0</t:table-cell><t:table-cell>7</t:table-cell>'
    )
    row = f"<t:table-row><t:table-cell>规章</t:table-cell>{cells}</t:table-row>"
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("content.xml", f'<t:table xmlns:t="{table}">{row}</t:table>')
    receipt = changed(value="7", prints="7", place={"table": 1, "row": 1, "column": 5})
    receipt["file"]["encoding"] = None
    receipt["cells"] = {PATH: receipt["cells"][PATH]}
    receipt["sums"] = []
    assert [check.is_right for check in verify(receipt, out.getvalue())] == [False, True, True]
    receipt["cells"][PATH].update(value="0", prints="0", place={"table": 1, "row": 1, "column": 4})
    assert [check.is_right for check in verify(receipt, out.getvalue())] == [False, True, True]


class _Page:
    """A page of a PDF that is turned for display."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn

    def get_bbox(self) -> tuple[float, float, float, float]:
        """Give what is shown of it."""
        turn = self.turn
        return turn.left, turn.bottom, turn.left + turn.width, turn.bottom + turn.height

    def get_rotation(self) -> int:
        """Give its degrees."""
        return 90 * self.turn.quarters


@given(st.integers(0, 3), st.lists(st.integers(1, 500), min_size=8, max_size=8))
def test_turned_page_is_turned_back(quarters: int, numbers: list[int]) -> None:
    """The box of a number on a page as it is displayed is found on the page as it is stored."""
    left, bottom, width, height, *box = numbers
    turn = Turn(quarters, left, bottom, width, height)
    shown = turn.box(box[0], box[1], box[0] + box[2], box[1] + box[3])
    stored = verification._unturned(_Page(turn), shown)
    assert stored == (box[0], box[1], box[0] + box[2], box[1] + box[3])


def test_runs_alone(tmp_path: Path) -> None:
    """The module is a program of one file, which a stranger can read and run."""
    alone = tmp_path / "verification.py"
    shutil.copy(verification.__file__, alone)
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(RECEIPT), encoding="utf-8")

    def run(*arguments: Path) -> tuple[int, str]:
        command = [sys.executable, "-I", "-S", str(alone), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout + done.stderr

    status, said = run(receipt, FILE)
    assert status == 0
    assert f"right {PATH}: '390' is the number 390" in said
    status, said = run(receipt, COPIES / "tab_clean_2019.txt")
    assert status == 1
    assert "WRONG file" in said
    assert run(receipt, tmp_path / "none")[0] == 2
    assert run(receipt)[0] == 2
