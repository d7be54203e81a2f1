"""Writes the sample copies as a corpus of each kind, and gives what reading it must give."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.strategies import NAMES, copy_text

COPIES = {name: copy_text(name) for name in NAMES}
NEWS = "今日天气晴朗，气温适宜。\n" * 20
EXPECTED = [gr.parse(text).values() for text in COPIES.values()]


def write_folder(path: Path) -> Path:
    """Write a folder of text files in two levels, with a file of news and a hidden one."""
    path.mkdir()
    (path / "sub").mkdir()
    for at, (name, text) in enumerate(COPIES.items()):
        folder = path if at < 2 else path / "sub"
        (folder / f"{name}.txt").write_bytes(text.encode())
    (path / "news.txt").write_text(NEWS, encoding="utf-8")
    (path / ".hidden.txt").write_text(copy_text("tab_clean_2021"), encoding="utf-8")
    return path


def json_lines() -> bytes:
    """Give the copies as JSON lines, with news among them."""
    records = [{"id": name, "text": text} for name, text in COPIES.items()]
    records.insert(1, {"id": "news", "text": NEWS})
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def write_jsonl(path: Path) -> Path:
    """Write JSON lines."""
    path.write_bytes(json_lines())
    return path


def write_gzip(path: Path) -> Path:
    """Write JSON lines, packed."""
    path.write_bytes(gzip.compress(json_lines()))
    return path


def write_zst(path: Path) -> Path:
    """Write JSON lines, packed with zstandard."""
    zstandard = pytest.importorskip("zstandard")
    path.write_bytes(zstandard.compress(json_lines()))
    return path


def write_csv(path: Path) -> Path:
    """Write a CSV, with news among its records."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        writer.writerow(["news", NEWS])
        writer.writerows(COPIES.items())
    return path


def write_parquet(path: Path) -> Path:
    """Write a Parquet file."""
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pa.table({"id": list(COPIES), "text": list(COPIES.values())})
    parquet.write_table(table, path)
    return path


def write_zip(path: Path) -> Path:
    """Write a zip of text files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in COPIES.items():
            archive.writestr(f"年报/{name}.txt", text.encode())
        archive.writestr("news.txt", NEWS)
    return path


def write_tar(path: Path) -> Path:
    """Write a packed tar of text files."""
    with tarfile.open(path, "w:gz") as archive:
        for name, text in COPIES.items():
            entry = tarfile.TarInfo(f"{name}.txt")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return path


WRITERS: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "folder": ("corpus", write_folder, "{root}/corpus/"),
    "json lines": ("c.jsonl", write_jsonl, "{root}/c.jsonl:1"),
    "gzip": ("c.jsonl.gz", write_gzip, "{root}/c.jsonl.gz:1"),
    "zstandard": ("c.jsonl.zst", write_zst, "{root}/c.jsonl.zst:1"),
    "csv": ("c.csv", write_csv, "{root}/c.csv#2"),
    "parquet": ("c.parquet", write_parquet, "{root}/c.parquet#1"),
    "zip": ("c.zip", write_zip, "{root}/c.zip!年报/"),
    "tar": ("c.tar.gz", write_tar, "{root}/c.tar.gz!"),
}
