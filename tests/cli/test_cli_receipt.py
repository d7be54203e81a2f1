"""``receipt`` writes what ``verify`` checks; both say what is wrong in the language that was asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govinfo_report.cli import main
from tests.documents import FOLDER
from tests.paths import COPIES

FILE = str(COPIES / "tab_clean_2021.txt")
PATH = "requests.granted.total"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command and give its status, output and complaints."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    return int(str(ended.value.code or 0)), out, err


def test_receipt_is_verified(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What the first command writes the second finds right, and counts all that it checked."""
    receipt = str(tmp_path / "receipt.json")
    assert run(capsys, "receipt", FILE, PATH, "-o", receipt) == (0, "", "")
    status, out, _ = run(capsys, "verify", receipt, FILE, "--lang", "en")
    assert status == 0
    assert f"right  {PATH}: characters 765-768: '390'" in out
    first, *between, count, result = out.splitlines()
    assert first == "漪岚市人民政府 · 2021 · 三、本年度办理结果 · （一）予以公开 · 总计: 390"
    assert len(between) == 5
    assert count == "59 checks: 59 right, 0 wrong, 0 that cannot be made here"
    assert result == "The number is confirmed."


def test_changed_file_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A cell of a sum that was changed is listed under the digest, in Chinese where that was asked."""
    receipt, changed = tmp_path / "receipt.json", tmp_path / "changed.txt"
    text = Path(FILE).read_text(encoding="utf-8")
    changed.write_text(text.replace("\t390\n", "\t391\n"), encoding="utf-8")
    assert run(capsys, "receipt", FILE, PATH, "-o", str(receipt))[0] == 0
    status, out, _ = run(capsys, "verify", str(receipt), str(changed), "--lang", "zh")
    assert status == 1
    assert "不符  requests.granted.total: 字符765-768：应为“390”，实为“391”" in out
    assert "核对59项：57项相符，2项不符，0项此处无法核对" in out
    assert out.splitlines()[-1] == "数字未得到证实：文件与凭证不符。"


def test_forged_receipt_of_the_right_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """In the right file every cell that is not as the receipt says is listed."""
    receipt = tmp_path / "receipt.json"
    _, out, _ = run(capsys, "receipt", FILE, PATH)
    data = json.loads(out)
    data["cells"]["requests.granted.business"]["value"] = "999"
    receipt.write_text(json.dumps(data), encoding="utf-8")
    status, out, _ = run(capsys, "verify", str(receipt), FILE, "--lang", "en")
    assert status == 1
    assert "WRONG  requests.granted.business: '72' is not the number 999" in out


def test_receipt_of_a_document(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A cell of a document is told by its place."""
    file, receipt = str(FOLDER / "report_2021.docx"), str(tmp_path / "receipt.json")
    assert run(capsys, "receipt", file, PATH, "-o", receipt)[0] == 0
    status, out, _ = run(capsys, "verify", receipt, file, "--lang", "en")
    assert status == 0
    assert f"right  {PATH}: table 2, row 6, column 10: '17'" in out


@pytest.mark.parametrize(
    ("file", "path"),
    [
        (FOLDER / "report_2021.doc", PATH),
        (COPIES / "tab_shifted_2020.txt", "requests.new_received.total"),
    ],
    ids=["format", "inferred"],
)
def test_number_that_was_not_read_is_not_confirmed(
    file: Path, path: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A place that is not read here, and a number that only the sums prove, confirm nothing."""
    if file.suffix == ".doc":
        pytest.importorskip("olefile")
    receipt = str(tmp_path / "receipt.json")
    assert run(capsys, "receipt", str(file), path, "-o", receipt)[0] == 0
    status, out, _ = run(capsys, "verify", receipt, str(file), "--lang", "en")
    assert status == 1
    assert " 0 wrong" in out
    assert out.splitlines()[-1].startswith("Nothing contradicts the receipt")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["receipt", FILE, "requests.granted"], "its cells: natural_person"),
        (["receipt", FILE, "requests.grantd.total"], "nearest: requests.granted.total"),
        (["receipt", "none.txt", PATH], "found nothing of this name"),
        (["receipt", FILE, PATH, "-o", FILE], "is also to be read"),
        (["verify", "none.json", FILE], "none.json: expected a file that can be opened"),
        (["verify", FILE, FILE], "expected a receipt"),
    ],
)
def test_misuse_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be done ends with status 2 and says what to give."""
    status, out, err = run(capsys, *arguments, "--lang", "en")
    assert (status, out) == (2, "")
    assert said in err
