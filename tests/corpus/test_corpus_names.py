"""Names and places of a corpus: each file once, each name in one spelling, nothing of what runs wrote themselves."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract
from tests.strategies import copy_text

COPY = copy_text("tab_clean_2021")


def sources(corpus: str | Path) -> list[str]:
    """Give where the reports of a corpus come from."""
    return [str(report.source) for report in gr.iter_reports(corpus)]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_links_lead_to_nothing_twice(tmp_path: Path) -> None:
    """A link to a folder above, and two that lead into each other: each file is read once, by its shortest path."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "z.txt").write_text(COPY, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "b").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "a").symlink_to(tmp_path / "a")
    assert len(sources(tmp_path)) == 2
    expected = [str(tmp_path / name / "z.txt") for name in ("a", "b")]
    for pattern in ("**/*.txt", "**", "*"):
        assert len(sources(str(tmp_path / pattern))) == 2
    assert sources(str(tmp_path / "**/*.txt")) == expected


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
@pytest.mark.parametrize("resumed", [False, True])
def test_an_output_in_its_corpus_is_not_read(name: str, resumed: bool, tmp_path: Path) -> None:
    """What a run and those before it wrote into the folder is left out, also where a pattern fits it."""
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / "a.txt").write_text(COPY, "utf-8")
    output = tmp_path / name
    for corpus in (tmp_path, str(tmp_path / "*"), tmp_path):
        journal = f"{output}.journal" if resumed else None
        counts = extract(corpus, output, resume=journal, every=True).counts
        assert counts["copies"] == 1
    assert sources(tmp_path) == [str(tmp_path / "a.txt")]
    # of a run that was ended before
    output.rename(f"{output}.part")
    if resumed:
        assert sources(tmp_path) == [str(tmp_path / "a.txt")]
    (tmp_path / f"{name}.part").unlink()
    assert extract(tmp_path, output, every=True).counts["copies"] == 1
    with pytest.raises(gr.ArgumentError, match=r"^output: expected a new file"):
        extract([tmp_path, output], output)
    # the same names without the sign of a dictionary are a corpus
    (tmp_path / "b.csv").write_text(f'text\n"{COPY}"\n', "utf-8")
    (tmp_path / "b.csv.dictionary.json").write_text('{"text": "what is read"}', "utf-8")
    assert str(tmp_path / "b.csv#1") in sources(tmp_path)


def zip_of(names: list[bytes]) -> bytes:
    """Write a ZIP file whose names are these bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for at, name in enumerate(names):
            archive.writestr("x" * (len(name) - 1) + chr(97 + at), COPY)
    data = file.getvalue()
    for at, name in enumerate(names):
        data = data.replace(b"x" * (len(name) - 1) + bytes([97 + at]), name)
    return data


def test_names_in_archives_of_old_programs(tmp_path: Path) -> None:
    """Names in GBK or UTF-8 without the sign that says so are read as such, others as ZIP has it; each is valid."""
    told = ["漪岚市/年报一.txt", "漪岚市/年报二.txt", "plain.txt"]
    for encoding in ("gb18030", "utf-8"):
        names = [name.encode(encoding) for name in told]
        (tmp_path / "c.zip").write_bytes(zip_of(names))
        assert [one.partition("!")[2] for one in sources(tmp_path / "c.zip")] == told
        with tarfile.open(
            tmp_path / "c.tar", "w", encoding=encoding, format=tarfile.GNU_FORMAT
        ) as archive:
            for name in told:
                entry = tarfile.TarInfo(name)
                entry.size = len(COPY.encode())
                archive.addfile(entry, io.BytesIO(COPY.encode()))
        assert [one.partition("!")[2] for one in sources(tmp_path / "c.tar")] == told
    (tmp_path / "d.zip").write_bytes(zip_of([b"r\x82sum\xff"]))
    assert [one.partition("!")[2] for one in sources(tmp_path / "d.zip")] == ["résum\xa0"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_has_one_spelling(tmp_path: Path) -> None:
    """Names that are no UTF-8 are spelled with escapes, alike in each output, and stay apart."""
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    (tmp_path / "c").mkdir()
    for half in (b"\xff", b"\xfe"):
        (tmp_path / "c" / f"{os.fsdecode(half)}.txt").write_text(COPY, "utf-8")
    expected = [f"{tmp_path}/c/\\udc{half}.txt" for half in ("fe", "ff")]
    assert sources(tmp_path / "c") == expected
    for name in ("f.csv", "f.jsonl", "f.parquet"):
        extract(tmp_path / "c", tmp_path / name, shape="wide")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert [row["source"] for row in csv.DictReader(opened)] == expected
    lines = (tmp_path / "f.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["source"] for line in lines] == expected
    assert parquet.read_table(tmp_path / "f.parquet")["source"].to_pylist() == expected
    half = json.dumps({"text": COPY, "id": "\udcff"}).encode()
    assert [report.source for report in gr.iter_reports(io.BytesIO(half), id="id")] == ["\\udcff"]
