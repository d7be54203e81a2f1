"""A corpus in any form gives the same reports; nothing is lost."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.corpus.packing import pack, unpack
from govinfo_report.testing import generate, render
from tests.corpus.corpora import (
    EXPECTED,
    WRITERS,
    json_lines,
    write_csv,
    write_folder,
    write_jsonl,
)
from tests.strategies import NAMES, copy_text


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_gives_the_same_reports(kind: str, tmp_path: Path) -> None:
    """The same copies in any form: the same numbers, each with its place; news is passed over."""
    name, write, place = WRITERS[kind]
    reports = list(gr.iter_reports(write(tmp_path / name)))
    key = sorted if kind == "folder" else list
    values = [report.values() for report in reports]
    assert len(values) == len(EXPECTED)
    assert key(map(repr, values)) == key(map(repr, EXPECTED))
    assert str(reports[0].source).startswith(place.format(root=tmp_path))
    assert len({report.source for report in reports}) == len(reports)


def test_a_pattern_and_several_sources(tmp_path: Path) -> None:
    """A pattern, and a list of paths, in order."""
    folder = write_folder(tmp_path / "corpus")
    found = {report.source for report in gr.iter_reports(str(folder / "**" / "*.txt"))}
    assert found == {report.source for report in gr.iter_reports(folder)}
    both = list(gr.iter_reports([write_jsonl(tmp_path / "a.jsonl"), write_csv(tmp_path / "b.csv")]))
    assert len(both) == 2 * len(EXPECTED)


@pytest.mark.parametrize("data", [json_lines(), gzip.compress(json_lines())])
def test_standard_input(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON lines from standard input, packed or not; so is any open file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    reports = list(gr.iter_reports("-"))
    assert [report.values() for report in reports] == EXPECTED
    assert reports[0].source == "<stdin>:1" or reports[0].source == "<stdin>.gz:1"
    again = list(gr.iter_reports(io.BytesIO(data)))
    assert [report.values() for report in again] == EXPECTED


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json", "parquet"])
def test_a_title_of_its_own_column(kind: str, tmp_path: Path) -> None:
    """The title is put before a text without one; offsets refer to both, and a column that is not there is told."""
    head, _, body = copy_text("tab_clean_2021").lstrip().partition("\n")
    rows = [{"题": head, "text": body}, {"题": head, "text": f"{head}\n{body}"}]
    file = tmp_path / f"c.{kind}"
    if kind == "csv":
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    elif kind == "parquet":
        pa = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist(rows), file)
    else:
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        file.write_text(lines if kind == "jsonl" else json.dumps(rows), "utf-8")
    whole = gr.parse(f"{head}\n{body}")
    for workers in (1, 2):
        for report in gr.iter_reports(file, title="题", workers=workers):
            assert (report.text, report.identity) == (whole.text, whole.identity)
            assert list(report.cells()) == list(whole.cells())
    assert not any(report.title for report in list(gr.iter_reports(file))[:1])
    if kind in ("csv", "parquet"):
        with pytest.raises(gr.UnreadableFileError, match="expected a column or field 'name'"):
            list(gr.iter_reports(file, title="name"))


def test_an_id_names_the_copies(tmp_path: Path) -> None:
    """A field that names the copy stands in `source`."""
    file = write_jsonl(tmp_path / "c.jsonl")
    assert [report.source for report in gr.iter_reports(file, id="id")] == NAMES


def test_several_reports_in_one_text_are_cut(tmp_path: Path) -> None:
    """A file that holds three reports gives three, each with its number, offsets in its own text."""
    file = tmp_path / "three.txt"
    texts = [
        copy_text("tab_clean_2019"),
        copy_text("row_per_cell_2020"),
        copy_text("tab_clean_2021"),
    ]
    file.write_bytes("\n".join(texts).encode())
    reports = list(gr.iter_reports(file))
    assert [report.source for report in reports] == [f"{file}[{number}]" for number in (1, 2, 3)]
    assert [str(report.text).strip() for report in reports] == [text.strip() for text in texts]
    assert [report.values() for report in reports] == [gr.parse(text).values() for text in texts]


def test_counts_tell_what_became_of_the_copies(tmp_path: Path) -> None:
    """Copies met, passed over and given are counted; `every` passes nothing over."""
    file = write_jsonl(tmp_path / "c.jsonl")
    reports = gr.iter_reports(file)
    assert len(list(reports)) == len(EXPECTED)
    assert reports.counts["copies"] == len(EXPECTED) + 1
    assert (reports.counts["passed_over"], reports.counts["failed"]) == (1, 0)
    assert reports.progress.done == reports.progress.size == file.stat().st_size
    found = list(gr.iter_reports(file, every=True))
    assert [item.code for item in found[1].findings] == ["not_a_report"]


@pytest.mark.parametrize("name", NAMES)
def test_packed_reports_are_equal(name: str) -> None:
    """A report that went from one process to another is the same, to its lines and proofs."""
    report = gr.parse(copy_text(name))
    own, data = pack(report, copy_text(name))
    assert own is None
    back = unpack((own, data), copy_text(name))
    assert back == report
    assert list(back.cells()) == list(report.cells())
    assert [back.explain(cell.path) for cell in back.cells()] == [
        report.explain(cell.path) for cell in report.cells()
    ]


def test_threads_unpack_at_the_same_time() -> None:
    """Each thread unpacks with its own text, however often another one takes over."""
    texts = [str(render(generate(seed), "tab_separated")) for seed in range(4)]
    packed = [pack(gr.parse(text), text) for text in texts]
    wanted = [gr.parse(text).to_dict() for text in texts]
    rounds = [at % len(texts) for at in range(200)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(len(texts)) as threads:
            found = list(threads.map(lambda at: unpack(packed[at], texts[at]).to_dict(), rounds))
    finally:
        sys.setswitchinterval(interval)
    assert all(told == wanted[at] for told, at in zip(found, rounds, strict=True))


@pytest.mark.parametrize("ordered", [True, False])
def test_processes_give_the_same_reports(ordered: bool, tmp_path: Path) -> None:
    """Two processes give the reports of one, with troubles in their places."""
    file = tmp_path / "c.jsonl"
    file.write_bytes(json_lines() * 6 + b"no json\n" + json_lines())
    one = list(gr.iter_reports(file))
    with gr.iter_reports(file, workers=2, ordered=ordered) as reports:
        two = list(reports)
    if not ordered:
        one.sort(key=lambda report: str(report.source))
        two.sort(key=lambda report: str(report.source))
    assert two == one


@pytest.mark.parametrize("workers", [1, 2])
def test_a_journal_leaves_out_what_is_done(workers: int, tmp_path: Path) -> None:
    """A run that was left after some reports is gone on with: the one that was not finished comes again, no other."""
    file, journal = write_jsonl(tmp_path / "c.jsonl"), tmp_path / "journal"
    with gr.iter_reports(file, workers=workers, resume=journal) as reports:
        first = [next(reports).source for _ in range(3)]
    with gr.iter_reports(file, workers=workers, resume=journal) as reports:
        second = [report.source for report in reports]
    everything = [report.source for report in gr.iter_reports(file)]
    assert first[:2] + second == everything
    assert list(gr.iter_reports(file, resume=journal)) == []


def test_a_torn_journal_is_gone_on_with(tmp_path: Path) -> None:
    """A last line that a kill tore does not count; a journal of something else is refused."""
    file, journal = write_jsonl(tmp_path / "c.jsonl"), tmp_path / "journal"
    everything = [report.source for report in gr.iter_reports(file, resume=journal)]
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:3]) + lines[3][:9])
    left = [report.source for report in gr.iter_reports(file, resume=journal)]
    assert left == everything[2:]
    with pytest.raises(gr.UnreadableFileError, match="another run"):
        gr.iter_reports(file, resume=journal, text="body")
    with pytest.raises(gr.UnreadableFileError, match="expected a journal"):
        gr.iter_reports(file, resume=file)
