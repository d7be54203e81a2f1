"""What the commands say of a file that is none, or that holds more than one report."""

from __future__ import annotations

import bz2
import gzip
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_cli import CLEAN, run
from tests.paths import DATA


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "found nothing of this name; check the path"),
        ("zh", "此路径下没有任何文件；请核对路径"),
    ],
)
@pytest.mark.parametrize("command", ["parse", "check", "show", "extract"])
def test_a_missing_file_is_told_alike(command: str, lang: str, words: str) -> None:
    """Every command has the same words for a file that is not there."""
    result = run(command, "none.txt", lang=lang)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "none.txt" in result.stderr


def packed_corpora(folder: Path) -> Iterator[Path]:
    """Write a corpus in every way in which `extract` takes one."""
    text = CLEAN.read_bytes()
    lines = json.dumps({"text": text.decode()}, ensure_ascii=False).encode() + b"\n"
    for name, data in (
        ("c.jsonl", lines),
        ("c.json", b"[" + lines + b"]"),
        ("c.csv", b'id,text\n1,"' + text + b'"\n'),
        ("c.tsv", b'text\tid\n"' + text + b'"\t1\n'),
        ("c.txt.gz", gzip.compress(text)),
        ("c.txt.bz2", bz2.compress(text)),
        ("c.parquet", b"PAR1" + bytes(20)),
    ):
        (folder / name).write_bytes(data)
        yield folder / name
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.write(CLEAN, "a.txt")
    with tarfile.open(folder / "c.tar", "w") as tar:
        tar.add(CLEAN, "a.txt")
    yield from (folder / "c.zip", folder / "c.tar")


@pytest.mark.parametrize("command", ["parse", "show"])
def test_a_corpus_is_no_report(command: str, tmp_path: Path) -> None:
    """Records and archives are refused, and what reads them is named, in both languages."""
    for file in packed_corpora(tmp_path):
        for lang in ("en", "zh"):
            result = run(command, file, lang=lang)
            assert result.exit_code == 2, file
            (line,) = result.stderr.splitlines()
            assert "govinfo-report extract" in line
            assert str(file) in line
            assert bool(re.search("[\u4e00-\u9fff]", line)) == (lang == "zh")
    result = run(command, stdin=(tmp_path / "c.jsonl").read_bytes())
    assert (result.exit_code, "extract -" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["report_2019.csv", "report_2021.csv"])
def test_one_report_as_csv_is_no_corpus(name: str) -> None:
    """A CSV without a column of texts is the tables of one report."""
    result = run("parse", DATA / "documents" / name)
    assert (result.exit_code, json.loads(result.stdout)["title"] is not None) == (0, True)


def test_a_text_for_a_path_is_told() -> None:
    """A whole text among the arguments is refused in one short line."""
    result = run("check", CLEAN.read_text("utf-8"))
    assert result.exit_code == 2
    assert "expected a path, found a text of" in result.stderr
    assert len(result.stderr) < 300
