"""What is broken in a corpus, or cannot be read, is named, and nothing else is lost."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.corpus.corpora import (
    COPIES,
    EXPECTED,
    json_lines,
    write_csv,
    write_folder,
    write_jsonl,
    write_parquet,
    write_zip,
)
from tests.paths import DATA
from tests.strategies import copy_text


def codes(reports: list[gr.Report]) -> list[tuple[str, str]]:
    """Give (source, code) of the reports that could not be read."""
    return [
        (str(report.source), report.findings[0].code) for report in reports if report.text is None
    ]


def test_a_broken_member_is_named(tmp_path: Path) -> None:
    """A zip whose second member is broken: it is named, the others are read."""
    file = write_zip(tmp_path / "c.zip")
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        entry = archive.infolist()[1]
    at = entry.header_offset + 30 + len(entry.filename.encode()) + 40
    data[at : at + 60] = bytes(60)
    file.write_bytes(data)
    reports = list(gr.iter_reports(file))
    assert codes(reports) == [(f"{file}!{entry.filename}", "copy_broken")]
    broken = next(report.findings[0] for report in reports if report.text is None)
    assert "压缩包已损坏" in broken.message_zh or "压缩数据已损坏" in broken.message_zh
    assert not {"压缩", "损坏"}.intersection(broken.message)
    rest = EXPECTED[:1] + EXPECTED[2:]
    assert [report.values() for report in reports if report.text is not None] == rest


def _pack_lines(file: Path, texts: list[str]) -> None:
    file.write_bytes(
        gzip.compress("".join(f"{json.dumps({'text': text})}\n" for text in texts).encode())
    )


def _pack_zst(file: Path, texts: list[str]) -> None:
    zstandard = pytest.importorskip("zstandard")
    lines = [f"{json.dumps({'text': text})}\n".encode() for text in texts]
    # two frames, as of two files put together
    halves = (b"".join(lines[:30]), b"".join(lines[30:]))
    file.write_bytes(b"".join(map(zstandard.ZstdCompressor(level=1).compress, halves)))


def _pack_tar(file: Path, texts: list[str]) -> None:
    with tarfile.open(file, "w:gz") as archive:
        for at, text in enumerate(texts):
            entry = tarfile.TarInfo(f"{at}.txt")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("name", "write"),
    [("c.jsonl.gz", _pack_lines), ("c.jsonl.zst", _pack_zst), ("c.tar.gz", _pack_tar)],
)
def test_a_cut_file_gives_what_came_before(
    name: str, write: Callable[[Path, list[str]], None], tmp_path: Path
) -> None:
    """A packed file that ends in the middle: what came before is read, then the file is named."""
    file = tmp_path / name
    write(file, [str(render(generate(seed, "2021", 3_000), "tab_separated")) for seed in range(60)])
    everything = list(gr.iter_reports(file))
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 3 // 4])
    reports = list(gr.iter_reports(file))
    values = [report.values() for report in reports if report.text is not None]
    assert 30 <= len(values) < 60
    assert values == [report.values() for report in everything[: len(values)]]
    # of an archive also the member that is cut
    assert {code for _, code in codes(reports)} == {"copy_broken"}
    assert str(reports[-1].source).startswith(str(file))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_library_is_quoted(lang: str, tmp_path: Path) -> None:
    """What is broken in a corpus is told in words of its own, in either language, in whole sentences."""
    documents = DATA / "documents"
    for format in ("docx", "odt", "xlsx", "pdf"):
        data = (documents / f"report_2021.{format}").read_bytes()
        (tmp_path / f"half.{format}").write_bytes(data[: len(data) // 2])
    (tmp_path / "a.jsonl").write_bytes(b'{"text": \n' + b"[" * 100_000 + b'\n{"text": 5}\n')
    (tmp_path / "b.gz").write_bytes(gzip.compress(b"..." * 99)[:-9])
    (tmp_path / "c.gz").write_bytes(b"\x1f\x8b\x08\x00" + b"x" * 99)
    (tmp_path / "d.parquet").write_bytes(b"PAR1" + bytes(99) + b"PAR1")
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", copy_text("tab_clean_2021"))
    packed = bytearray((tmp_path / "e.zip").read_bytes())
    packed[60:160] = bytes(100)
    (tmp_path / "e.zip").write_bytes(packed)
    told = [found.text(lang) for report in gr.iter_reports(tmp_path) for found in report.findings]
    assert len(told) == 11
    foreign = r"PDFium|zip file|line 1|char \d|codec|Arrow|compress|Invalid|\.\.(?!\.)|。。"
    assert not [words for words in told if re.search(foreign, words)]
    english = re.sub(r"PDF|DOCX|ODT|XLSX|ZIP|JSON|text|str|int", "", "".join(told))
    assert lang == "en" or not re.search("[a-z]{4}", english)


@pytest.mark.parametrize("is_ascii", [True, False])
def test_json_values_are_records(is_ascii: bool, tmp_path: Path) -> None:
    """A list of objects, one object, lines called .json; a wrong field is told, JSON of something else is not."""
    texts = list(COPIES.values())
    lists: list[object] = [{"id": name, "text": text} for name, text in COPIES.items()]
    file = tmp_path / "a.json"
    for indent in (None, 1):
        for encoding in ("utf-8", "utf-8-sig", "gb18030"):
            words = json.dumps([*lists, 7], ensure_ascii=is_ascii, indent=indent)
            file.write_text(words, encoding)
            for corpus in (file, io.BytesIO(words.encode())):
                reports = list(gr.iter_reports(corpus))
                assert [report.values() for report in reports[:-1]] == EXPECTED
                assert reports[-1].findings[0].code == "record_broken"
            assert str(reports[1].source).endswith("#2")
        words = json.dumps({"text": texts[0]}, ensure_ascii=is_ascii, indent=indent)
        file.write_text(words, "utf-8")
        assert [report.source for report in gr.iter_reports(file)] == [str(file)]
        (report,) = gr.iter_reports(io.BytesIO(words.encode()))
        assert report.values() == EXPECTED[0]
    file.write_bytes(json_lines())
    assert [report.values() for report in gr.iter_reports(file)] == EXPECTED
    file.write_text(json.dumps([{"body": text} for text in texts], ensure_ascii=is_ascii), "utf-8")
    with pytest.raises(
        gr.UnreadableFileError, match="expected a column or field 'text', found body"
    ):
        list(gr.iter_reports(file))
    assert codes(list(gr.iter_reports(tmp_path))) == [(str(file), "column_missing")]
    for other in ('{"url": "http://…"}', "[]", "7", "[1, [2]]", "{", "[" * 100_000):
        file.write_text(other, "utf-8")
        assert list(gr.iter_reports(file)) == []


def test_broken_records_are_named(tmp_path: Path) -> None:
    """Lines that are no JSON, no object, or lack the field: each is named by its line, the others are read."""
    file = tmp_path / "c.jsonl"
    good = json.dumps({"text": copy_text("tab_clean_2021")})
    file.write_text(f'{good}\n{{"text": \n[1]\n\n{{"body": "x"}}\n{{"text": 5}}\n{good}\n')
    reports = list(gr.iter_reports(file))
    assert codes(reports) == [
        (f"{file}:2", "record_broken"),
        (f"{file}:3", "record_broken"),
        (f"{file}:5", "column_missing"),
        (f"{file}:6", "record_broken"),
    ]
    assert len(reports) == 6
    with gr.iter_reports(file, workers=2) as elsewhere:
        found = [report.findings[0] for report in elsewhere if report.text is None]
    assert found == [report.findings[0] for report in reports if report.text is None]
    assert "应为对象，实为list" in found[1].message_zh
    assert "expected an object, found list" in found[1].message


def test_a_wrong_column_says_which_there_are(tmp_path: Path) -> None:
    """A file that was named and has no such column raises and lists its columns; in a folder it is a finding."""
    (tmp_path / "corpus").mkdir()
    for file in (
        write_parquet(tmp_path / "corpus" / "c.parquet"),
        write_csv(tmp_path / "corpus" / "d.csv"),
        write_jsonl(tmp_path / "corpus" / "e.jsonl"),
    ):
        with pytest.raises(gr.UnreadableFileError, match=r"'body'.*id, text.*--text-field"):
            list(gr.iter_reports(file, text="body"))
    found = codes(list(gr.iter_reports(tmp_path / "corpus", text="body")))
    assert {code for _, code in found} == {"column_missing"}


def test_wrong_paths_say_what_to_do(tmp_path: Path) -> None:
    """What does not exist is said at once, before anything is read."""
    for wrong in (tmp_path / "none.txt", str(tmp_path / "*.txt")):
        with pytest.raises(gr.UnreadableFileError, match="check the pa"):
            gr.iter_reports(wrong)
    with pytest.raises(TypeError, match=r"govinfo_report\.parse"):
        gr.iter_reports(7)  # type: ignore[arg-type]  # what is wrong on purpose
    with pytest.raises(TypeError, match="mode 'rb'"):
        list(gr.iter_reports(io.StringIO("x")))  # type: ignore[arg-type]  # what is wrong on purpose
    for workers in (0, -1, "2", 1.5, None):
        with pytest.raises(gr.ArgumentError, match=r"^workers: expected a whole number, 1 or more"):
            gr.iter_reports(tmp_path, workers=workers)  # type: ignore[arg-type]  # what is wrong on purpose
    for timeout in (0, -1, "2", float("nan")):
        with pytest.raises(gr.ArgumentError, match=r"^timeout: expected a number of seconds"):
            gr.iter_reports(tmp_path, timeout=timeout)  # type: ignore[arg-type]  # what is wrong on purpose


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parquet without pyarrow, zst without zstandard: the message has the line that installs it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    for data, extra in ((b"PAR1....", "arrow"), (b"\x28\xb5\x2f\xfd....", "zstd")):
        with pytest.raises(gr.MissingExtraError, match=rf"govinfo-report\[{extra}\]"):
            list(gr.iter_reports(io.BytesIO(data)))


def test_a_missing_extra_stops_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the core alone, files that need more are named with what to install; the others are read."""
    documents = DATA / "documents"
    needed = {"pdf": "pdf", "rtf": "rtf", "doc": "doc", "xls": "xls", "warc.gz": "warc"}
    for name in needed:
        stem = "crawl" if name == "warc.gz" else "report_2021"
        (tmp_path / f"{stem}.{name}").write_bytes((documents / f"{stem}.{name}").read_bytes())
    (tmp_path / "a.parquet").write_bytes(b"PAR1....")
    (tmp_path / "z.txt").write_text(copy_text("tab_clean_2021"), "utf-8")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a.zst", b"\x28\xb5\x2f\xfd....")
        archive.writestr("b.txt", copy_text("tab_clean_2021"))
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    for module in ("pyarrow", "zstandard"):
        monkeypatch.setitem(sys.modules, module, None)
    reports = list(gr.iter_reports(tmp_path))
    told = {
        str(report.source).rpartition("/")[2]: report.findings[0]
        for report in reports
        if report.text is None
    }
    assert {found.code for found in told.values()} == {"extra_missing"}
    extras = {name: re.findall(r"report\[(\w+)\]", found.message) for name, found in told.items()}
    assert extras == {
        "a.parquet": ["arrow"],
        "b.zip!a.zst": ["zstd"],
        "crawl.warc.gz": ["warc"],
        **{f"report_2021.{name}": [name] for name in ("doc", "pdf", "rtf", "xls")},
    }
    assert len(reports) == len(told) + 2
    with pytest.raises(gr.MissingExtraError, match=r"report\[warc\]"):
        list(gr.iter_reports(tmp_path / "crawl.warc.gz"))


def test_a_first_record_without_text_stops_no_run(tmp_path: Path) -> None:
    """Some JSON lines may lack the text, the first ones too; where none has it the wrong name is told at once."""
    file = tmp_path / "c.jsonl"
    bad, good = '{"url": "x"}\n', json.dumps({"text": copy_text("tab_clean_2021")}) + "\n"
    file.write_text(2 * bad + good + bad, "utf-8")
    reports = list(gr.iter_reports(file))
    assert [report.text is None for report in reports] == [True, True, False, True]
    assert [place for place, _ in codes(reports)] == [f"{file}:{line}" for line in (1, 2, 4)]
    for count in (1, 99, 100):
        file.write_text(count * bad + (good if count == 100 else ""), "utf-8")
        with pytest.raises(gr.UnreadableFileError, match="expected a column or field 'text'"):
            list(gr.iter_reports(file))
    # the end of what is packed is not lost for it
    packed = tmp_path / "d.jsonl.gz"
    long = bad.replace("x", "x" * 20_000)
    packed.write_bytes(gzip.compress((9 * long).encode(), 0)[:-9])
    found = [code for _, code in codes(list(gr.iter_reports(packed)))]
    assert (found[0], found[-1]) == ("column_missing", "copy_broken")


def test_documents_are_named(tmp_path: Path) -> None:
    """A picture in a folder is a finding that names its kind, a broken PDF one that says why; the others are read."""
    folder = write_folder(tmp_path / "corpus")
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    (folder / "b.png").write_bytes(b"\x89PNG ...")
    reports = list(gr.iter_reports(folder))
    assert sorted(codes(reports)) == [
        (str(folder / "a.pdf"), "copy_broken"),
        (str(folder / "b.png"), "copy_kind"),
    ]
    assert len(reports) == len(EXPECTED) + 2
