"""`govinfo-report verify`: a receipt against its file, in words and by the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import govinfo_report as gr
from govinfo_report.cli.application import application
from tests.paths import COPIES, DATA

CLEAN = COPIES / "tab_clean_2021.txt"


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    """Write the receipt of 总计 of （一）予以公开."""
    file = tmp_path / "receipt.json"
    found = gr.read(CLEAN).receipt("requests.granted.total")
    file.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return file


def verify(*args: str | Path, lang: str = "en") -> Result:
    """Run the command."""
    return CliRunner().invoke(application(lang), ["verify", *map(str, args)])


def test_number_is_confirmed(receipt: Path) -> None:
    """The number, the digest, its place and its sums are told; the status is 0."""
    result = verify(receipt, CLEAN)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "三、本年度办理结果 › （一）予以公开 › 总计 › 390"
    assert lines[1].startswith("✓ this is the file: SHA-256 ")
    assert "✓ requests.granted.total: '390' stands there" in lines
    assert "✓ requests_row_total: 173 + 72 + 28 + 44 + 18 + 55 = 390: 390 = 390" in lines
    assert lines[-1] == "The number is confirmed."
    assert verify(receipt, CLEAN, lang="zh").stdout.splitlines()[-1] == "数字得到证实。"


def test_other_file_is_told(receipt: Path) -> None:
    """Another file does not confirm the number, and the status is 1."""
    result = verify(receipt, COPIES / "tab_shifted_2020.txt")
    assert result.exit_code == 1
    assert "✗ this is another file" in result.stdout
    assert "The number is not confirmed." in result.stdout


def test_number_that_is_not_looked_up_is_not_confirmed(tmp_path: Path) -> None:
    """Of a file whose places are not read the digest alone holds, and that is said."""
    pytest.importorskip("striprtf")
    file = DATA / "documents" / "report_2021.rtf"
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(gr.read(file).receipt("requests.granted.total")), "utf-8")
    result = verify(receipt, file)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith(
        "The file is the one; the number was not looked"
    )


def test_what_is_no_receipt_is_said(receipt: Path) -> None:
    """A file that is missing, or that is no receipt, is misuse."""
    assert verify(CLEAN, CLEAN).exit_code == 2
    assert "is no receipt" in verify(CLEAN, CLEAN).stderr
    assert verify(receipt, "missing.txt").exit_code == 2
