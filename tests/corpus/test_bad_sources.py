"""No source and no member of one ends a run: what is wrong with it is told in its place, and the others are read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import math
import os
import shutil
import signal
import sys
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract, records, reports
from govinfo_report.corpus.copies import Fields
from govinfo_report.corpus.processes import Forked, can_fork
from govinfo_report.corpus.streams import (
    LEAST_UNPACKED,
    MOST_RATIO,
    UnpackedTooMuchError,
    UnpackLimit,
    zstandard_file,
)
from govinfo_report.source.readers import reader_of
from tests.paths import DATA, SHARED

DOCUMENTS = DATA / "documents"
SHORT = "某县2015年政府信息公开工作年度报告\n\n一、概述\n主动公开3条。\n"
BOMBS = SHARED / "failing" / "bombs"


def told(corpus: Any, **options: Any) -> list[tuple[str, str]]:
    """Give (name of the source, code of a finding or "") of each report."""
    return [
        (Path(str(report.source)).name, report.findings[0].code if report.text is None else "")
        for report in gr.iter_reports(corpus, **options)
    ]


def zstd(data: bytes) -> bytes:
    """Pack with zstandard."""
    compressed: bytes = pytest.importorskip("zstandard").ZstdCompressor().compress(data)
    return compressed


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd,
}


def tar_of(members: dict[str, bytes]) -> bytes:
    """Write a tar file."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    """Write a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("outer", ["", "gz", "bz2", "xz", "zst"])
def test_archives_hold_documents_and_archives(outer: str, tmp_path: Path) -> None:
    """A tar, packed or not, with a DOCX, a zip, records and texts packed twice: all are read."""
    report = (DOCUMENTS / "report_2021.docx").read_bytes()
    record = json.dumps({"text": SHORT}).encode()
    members = {
        "a.docx": report,
        "b.zip": zip_of({"c.docx": report, "d.txt": SHORT.encode()}),
        "e.txt.gz.gz": gzip.compress(gzip.compress(SHORT.encode())),
        "f.jsonl.xz": lzma.compress(record),
        "g.tar.bz2": bz2.compress(tar_of({"h.txt": SHORT.encode()})),
    }
    data = tar_of(members)
    file = tmp_path / f"c.tar{outer and '.' + outer}"
    file.write_bytes(PACKERS[outer](data) if outer else data)
    assert [(name.partition("!")[2], code) for name, code in told(file)] == [
        ("a.docx", ""),
        ("b.zip!c.docx", ""),
        ("b.zip!d.txt", ""),
        ("e.txt.gz.gz", ""),
        ("f.jsonl.xz:1", ""),
        ("g.tar.bz2!h.txt", ""),
    ]


def test_what_may_not_be_looked_at_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder and a file without rights stand in their places; the files around them are read."""
    for name in ("a.txt", "c.txt", "e.txt"):
        (tmp_path / name).write_text(SHORT, "utf-8")
    (tmp_path / "b").mkdir()
    listed, opened = Path.iterdir, Path.open

    def iterdir(path: Path) -> Any:
        if path.name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    def open_file(path: Path, *args: Any, **named: Any) -> Any:
        if path.name == "c.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **named)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(Path, "open", open_file)
    expected = [("a.txt", ""), ("b", "copy_broken"), ("c.txt", "copy_broken"), ("e.txt", "")]
    assert told(tmp_path) == expected
    assert told([tmp_path / "b", tmp_path / "e.txt"]) == [("b", "copy_broken"), ("e.txt", "")]


def test_a_deep_tree_is_read(tmp_path: Path) -> None:
    """Files 1,200 folders deep are read; a pattern that reaches so deep is named, and the next source is read."""
    (tmp_path / "a.txt").write_text(SHORT, "utf-8")
    deep = tmp_path / "deep"
    path = deep
    for _ in range(1200):
        path.mkdir()
        path = path / "d"
    (path.parent / "b.txt").write_text(SHORT, "utf-8")
    assert told(tmp_path) == [("a.txt", ""), ("b.txt", "")]
    found = told([str(tmp_path / "**" / "b.txt"), tmp_path / "a.txt"])
    assert found[-1] == ("a.txt", "")
    assert len(found) == 2
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        shutil.rmtree(deep)
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("name", ["gz", "bz2", "xz", "zst", "zip", "tar.gz", "jsonl.gz", "parquet"])
def test_what_is_unpacked_is_bounded(name: str, tmp_path: Path) -> None:
    """A file that unpacks to more than it may is named, and what was unpacked before is read; so are the others."""
    text = SHORT + "无" * 100_000
    data = text.encode()
    members = {f"{at}.txt": data for at in range(10)}
    lines = 10 * (json.dumps({"text": text}) + "\n").encode()
    file = tmp_path / f"b.{name}"
    if name == "parquet":
        pa = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pa.table({"text": 10 * [text]}), file, compression="zstd")
    else:
        packed = {
            "zip": zip_of(members),
            "tar.gz": gzip.compress(tar_of(members)),
            "jsonl.gz": gzip.compress(lines),
        }
        file.write_bytes(packed[name] if name in packed else PACKERS[name](10 * data))
    for other in ("a.txt", "c.txt"):
        (tmp_path / other).write_text(SHORT, "utf-8")
    found = told(tmp_path, most_unpacked=1_400_000)
    assert found[0] == ("a.txt", "")
    assert found[-2:] == [(f"b.{name}", "unpacked_too_large"), ("c.txt", "")]
    before = found[1:-2]
    assert not [code for _, code in before if code]
    assert bool(before) == (name in ("zip", "tar.gz", "jsonl.gz", "parquet"))
    assert not [code for _, code in told(tmp_path, most_unpacked=30_000_000) if code]
    with pytest.raises(gr.ArgumentError, match="most_unpacked: expected a whole number"):
        extract(tmp_path, None, most_unpacked=0)


def test_pages_of_a_crawl_are_bounded() -> None:
    """What a WARC unpacks to counts, too."""
    pytest.importorskip("fastwarc")
    found = told(DOCUMENTS / "crawl.warc.gz", most_unpacked=100)
    assert found[-1] == ("crawl.warc.gz", "unpacked_too_large")
    assert not [code for _, code in told(DOCUMENTS / "crawl.warc.gz") if "unpacked" in code]


def test_the_bound_grows_with_the_file(tmp_path: Path) -> None:
    """Without a number a small file may unpack to 16 MB, a larger one to a hundred times its size."""
    assert LEAST_UNPACKED == 16 << 20
    file = tmp_path / "a.gz"
    for size in (9, 1 << 25):
        with file.open("wb") as opened:
            opened.truncate(size)
        most = max(LEAST_UNPACKED, MOST_RATIO * size)
        with file.open("rb") as opened:
            limit = UnpackLimit(None, opened)
            limit.spend(most)
            with pytest.raises(UnpackedTooMuchError) as error:
                limit.spend(1)
        assert error.value.most == most
    # a stream may unpack to a hundred times of what came of it
    stream = io.BytesIO(gzip.compress(SHORT.encode()))
    assert [code for _, code in told(stream, most_unpacked=9)] == ["unpacked_too_large"]


def test_zstandard_is_unpacked_in_steps() -> None:
    """A frame of 256 MB of zeros in 8 KB is never held whole."""
    data = zstd(bytes(1 << 28))
    file = zstandard_file(io.BytesIO(data))
    tracemalloc.start()
    try:
        buffer = bytearray(1 << 16)
        total = 0
        while count := file.readinto(buffer):
            total += count
        assert tracemalloc.get_traced_memory()[1] < 1 << 26
    finally:
        tracemalloc.stop()
    assert total == 1 << 28


def test_long_texts_of_parquet_are_read_a_few_at_a_time(tmp_path: Path) -> None:
    """A small file of 60 texts of 4 MB that are stored alike is not unpacked at once."""
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    file = tmp_path / "a.parquet"
    table = pa.table({"text": pa.array(["无" * 1_400_000], pa.string()).take([0] * 60)})
    parquet.write_table(table, file, compression="zstd", use_dictionary=False)
    assert file.stat().st_size < 1 << 18
    before = pa.total_allocated_bytes()
    with file.open("rb") as opened:
        next(records.iter_parquet(opened, "a.parquet", Fields()))
        assert pa.total_allocated_bytes() - before < 1 << 27


def test_a_line_without_end_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of JSON that is longer than any text is passed over as it comes, and the next one is read."""
    monkeypatch.setattr(records, "LARGEST", 500)
    line = json.dumps({"text": SHORT}) + "\n"
    (tmp_path / "c.jsonl").write_text(line + "x" * 1_600 + "\n" + line + "x" * 700, "utf-8")
    assert [code for _, code in told(tmp_path)] == ["", "copy_too_large", "", "copy_too_large"]


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError(), MemoryError(), Exception("x")])
def test_whatever_a_reader_raises(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect at one file or member is told with it, and the others are read."""
    (tmp_path / "a.zip").write_bytes(zip_of({"a.txt": SHORT.encode(), "b.rtf": b"{\\rtf1"}))
    (tmp_path / "c.txt").write_text(SHORT, "utf-8")
    chosen = reader_of

    def fail(file: Any) -> Any:
        if file.head.startswith(b"{\\rtf"):
            raise error
        return chosen(file)

    monkeypatch.setattr("govinfo_report.corpus.contents.reader_of", fail)
    code = "copy_broken" if isinstance(error, RuntimeError | MemoryError) else "copy_failed"
    assert told(tmp_path) == [("a.zip!a.txt", ""), ("a.zip!b.rtf", code), ("c.txt", "")]

    def break_archive(*_: Any) -> NoReturn:
        raise error

    monkeypatch.setattr(zipfile, "ZipFile", break_archive)
    assert told(tmp_path) == [("a.zip", code), ("c.txt", "")]


def test_a_copy_has_ten_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With several processes there is a time where none is given; with one alone there is none."""
    given: list[float | None] = []

    class Recorder:
        def __init__(self, _workers: int, _job: Any, _ordered: bool, timeout: float | None) -> None:
            given.append(timeout)

    monkeypatch.setattr(reports, "Pool", Recorder)
    for timeout in (None, 5, math.inf):
        gr.iter_reports(tmp_path, workers=2, timeout=timeout)
    gr.iter_reports(tmp_path)
    assert given == [600, 5, math.inf]


@pytest.mark.skipif(not can_fork(), reason="no handles here")
def test_a_template_that_was_killed_is_no_copys_fault() -> None:
    """Where the template has gone, the next process comes from a new one at once."""
    starter = Forked(("tests.corpus.slow_job:SlowJob", {"folder": "."}))
    starter.start().end()
    assert starter._template is not None
    first = starter._template.pid
    os.kill(first, signal.SIGKILL)
    starter._template.wait()
    starter.start().end()
    assert starter._template.pid != first
    starter.close()


@pytest.mark.skipif(not BOMBS.exists(), reason="the bombs are not here")
@pytest.mark.parametrize("name", ["zip_deep.zip", "zip_overlap.zip", "bomb.parquet"])
def test_bombs_end_no_run(name: str, tmp_path: Path) -> None:
    """Files that were made to unpack without end are named, and the next file is read."""
    (tmp_path / "z.txt").write_text(SHORT, "utf-8")
    found = told([BOMBS / name, tmp_path / "z.txt"], most_unpacked=1_000_000)
    assert found[-1] == ("z.txt", "")
    assert found[-2][1] in ("unpacked_too_large", "copy_broken")


def test_texts_are_held_to_a_budget() -> None:
    """Of a text that no report is as long as, the beginning is read; what was not is told."""
    rows = "规章\t0\t0\t0\n" * 100_000
    text = f"某市2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{rows}"
    (report,) = gr.iter_reports([io.BytesIO(json.dumps({"text": text}).encode())])
    assert len(report.text or "") <= gr.Budget().characters
    assert [found.code for found in report.findings if found.code == "read_in_part"]
