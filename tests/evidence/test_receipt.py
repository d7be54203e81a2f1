"""The receipt of a number holds for its file, fails for any other, and is checked without the library's reader."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.verification import ReceiptError, read_receipt, verify
from tests.documents import FORMATS, NEEDS
from tests.paths import COPIES, DATA, SRC

CLEAN = COPIES / "tab_clean_2021.txt"
SHIFTED = COPIES / "tab_shifted_2020.txt"
PATH = "requests.granted.total"
# What the places in a file of another format are not looked up by.
LOOKED_UP = {"html", "mhtml", "csv", "docx", "odt", "xlsx", "pdf"}


def receipt_of(report: gr.Report, path: str = PATH) -> dict[str, Any]:
    """Give a receipt as it comes out of a file."""
    receipt: dict[str, Any] = json.loads(json.dumps(report.receipt(path)))
    return receipt


def results(receipt: dict[str, Any], file: str | Path | bytes) -> set[tuple[str, str]]:
    """Give what was checked, and how it came out."""
    return {(check.subject, check.result) for check in verify(receipt, file)}


def test_receipt_says_where_and_why() -> None:
    """It has the digest of the file, the characters of the number, and the sums with all their cells."""
    receipt = receipt_of(gr.read(CLEAN))
    assert receipt["value"] == "390"
    assert receipt["name"][-2:] == ["（一）予以公开", "总计"]
    assert receipt["cells"][PATH]["parts"] == [[765, 768]]
    assert receipt["file"]["encoding"] == "utf-8"
    (row,) = [entry for entry in receipt["sums"] if entry["code"] == "requests_row_total"]
    assert row["equals"] == [PATH]
    assert {*row["parts"]} < {*receipt["cells"]}


@pytest.mark.parametrize("name", FORMATS)
def test_receipt_of_each_format_holds(name: str) -> None:
    """The digest and the sums hold for every format; places are looked up in those that the check opens."""
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    file = DATA / "documents" / f"report_2021.{name}"
    report = gr.read(file)
    places = "holds" if name in LOOKED_UP else "unchecked"
    for path in list(report.values())[::25]:
        found = results(receipt_of(report, path), file)
        assert found <= {("digest", "holds"), ("place", places), ("sum", "holds")}
        assert ("place", places) in found


@pytest.mark.parametrize("file", sorted(COPIES.glob("*.txt")), ids=lambda file: file.stem)
def test_receipt_of_each_copy_holds(file: Path) -> None:
    """Also where numbers were proved by sums, and where sums do not hold."""
    report = gr.read(file)
    for path in list(report.values())[::25]:
        assert {result for _, result in results(receipt_of(report, path), file)} == {"holds"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_receipt_knows_the_encoding(tmp_path: Path, encoding: str) -> None:
    """Characters are counted in the text, whatever its bytes."""
    file = tmp_path / "copy.txt"
    file.write_bytes(CLEAN.read_text(encoding="utf-8").encode(encoding))
    receipt = receipt_of(gr.read(file))
    assert ("place", "holds") in results(receipt, file)


def test_changed_number_is_found() -> None:
    """Another digit at the place fails, and so do another file and another sum."""
    report = gr.read(CLEAN)
    data = CLEAN.read_bytes()
    receipt = receipt_of(report)
    changed = results(receipt, data.replace(b"390", b"391"))
    assert ("digest", "fails") in changed
    assert ("place", "fails") in changed
    receipt["cells"][PATH]["value"] = "391"
    assert ("place", "fails") in results(receipt, data)
    receipt = receipt_of(report)
    receipt["cells"][PATH]["counts"] = "391"
    assert ("sum", "fails") in results(receipt, data)


def test_report_of_a_text_has_a_receipt() -> None:
    """Without a file the digest is that of the text in UTF-8."""
    text = CLEAN.read_text(encoding="utf-8")
    receipt = receipt_of(gr.parse(text))
    assert {result for _, result in results(receipt, text.encode("utf-8"))} == {"holds"}


def test_receipt_is_of_the_file_that_was_read(tmp_path: Path) -> None:
    """A file that changed since, or another one, gets no receipt of numbers that it may not hold."""
    file = tmp_path / "copy.txt"
    file.write_bytes(CLEAN.read_bytes())
    report = gr.read(file)
    restored = gr.Report.from_dict(report.to_dict())
    assert restored.receipt(PATH)["file"] == report.receipt(PATH, CLEAN)["file"] | {
        "encoding": None
    }
    file.write_bytes(CLEAN.read_bytes().replace(b"390", b"391"))
    for one in (report, restored):
        with pytest.raises(gr.ArgumentError, match="changed"):
            one.receipt(PATH)


def test_no_receipt_without_a_number() -> None:
    """A cell that states no number has none, and other JSON is no receipt."""
    with pytest.raises(gr.ArgumentError, match="ambiguous"):
        gr.read(SHIFTED).receipt(PATH)
    with pytest.raises(gr.UnknownPathError):
        gr.read(SHIFTED).receipt("requests.nothing")
    with pytest.raises(ReceiptError):
        verify({"receipt_version": 1}, b"")
    with pytest.raises(ReceiptError):
        read_receipt(CLEAN)


def test_check_shares_no_code_with_the_reader() -> None:
    """What checks receipts imports Python's own modules, and what opens a PDF, and nothing of the library."""
    tree = ast.parse((SRC / "govinfo_report" / "verification.py").read_text(encoding="utf-8"))
    names = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    levels = {node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert levels == {0}
    assert {name.split(".")[0] for name in names} - sys.stdlib_module_names == {"pypdfium2"}
    assert not any(
        isinstance(node, ast.Name) and node.id == "__import__" for node in ast.walk(tree)
    )
