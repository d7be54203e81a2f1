"""The commands `extract` and `synth`: what they write, what they say, and how they end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract
from govinfo_report.testing import LAYOUTS, RECIPES, generate, iter_corpus
from tests.cli.test_cli import run


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A made-up corpus."""
    file = tmp_path / "c.jsonl"
    result = run("synth", "--count", 30, "--seed", 5, "--mangle", "any", "-o", file)
    assert result.exit_code == 0
    return file


def records(text: str) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_synth_gives_the_same_copies_again() -> None:
    """The same seed gives the same lines, and more of them begin with the same ones."""
    few = run("synth", "--count", 3, "--seed", 9).stdout
    assert run("synth", "--count", 6, "--seed", 9).stdout.startswith(few)
    assert few != run("synth", "--count", 3, "--seed", 8).stdout


def test_synth_tells_the_truth() -> None:
    """Undamaged copies in layouts with separators: what the library states is what the record says."""
    layouts = [entry for name in LAYOUTS if name != "run_together" for entry in ("--layout", name)]
    found = records(run("synth", "--count", 12, "--edition", "2021", *layouts).stdout)
    assert len(found) == 12
    for record, copy in zip(
        found, iter_corpus(12, layouts=layouts[1::2], edition="2021"), strict=True
    ):
        report = gr.parse(record["text"])
        assert report.values() == copy.truth.values()
        assert (report.organization, report.year) == (record["organization"], record["year"])
        assert record["cells"] == dict(copy.truth.cells)
        assert (record["recipes"], record["gone"]) == ([], [])


def test_synth_names_what_it_did() -> None:
    """A recipe that loses digits names itself and the cells that are gone."""
    found = records(run("synth", "--count", 8, "--mangle", "lose_row").stdout)
    assert len(found) == 8
    assert all(record["recipes"] == ["lose_row"] and record["gone"] for record in found)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--mangle", "no"), f"--mangle: expected one of any, {', '.join(RECIPES)}"),
        (("--layout", "no"), f"--layout: expected one of {', '.join(LAYOUTS)}"),
        (
            ("--edition", "2015"),
            "--edition: expected one of fj-a, fj-b, fj-c, fj-d, 2014, 2019, 2021",
        ),
    ],
)
def test_synth_lists_what_there_is(args: tuple[str, str], words: str) -> None:
    """A recipe, layout or edition that there is not: those that there are."""
    result = run("synth", *args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert args[0] + "：应为" in run("synth", *args, lang="zh").stderr


def test_made_up_copies_are_of_an_edition_or_refused() -> None:
    """`generate` and `iter_corpus` name the editions and recipes that there are."""
    with pytest.raises(ValueError, match=r"edition: expected one of 2019, 2021, .*; found '2015'"):
        generate(1, "2015")
    with pytest.raises(ValueError, match="recipes: expected one of any, "):
        list(iter_corpus(1, recipes=["no"]))


def test_extract_writes_facts_and_a_summary(corpus: Path, tmp_path: Path) -> None:
    """The file holds the facts; standard error the copies, the reports, the cells by state, the commonest findings."""
    file, own = tmp_path / "facts.jsonl", tmp_path / "own.jsonl"
    result = run("extract", corpus, "-o", file)
    summary = extract(corpus, own)
    assert result.exit_code == 0
    assert file.read_bytes() == own.read_bytes()
    assert (tmp_path / "facts.jsonl.dictionary.json").exists()
    lines = result.stderr.splitlines()
    assert lines[:2] == [
        "Copies: 30, of them passed over as no such reports: 0",
        "Reports: 30, of them not read: 0",
    ]
    assert f"  printed     {summary.states['printed']:>10}" in result.stderr
    listed = lines[lines.index("Commonest findings") + 1 :]
    assert [line.split() for line in listed] == [
        [code, str(count)] for code, count in summary.findings.most_common(10)
    ]


def test_extract_reads_standard_input(corpus: Path, tmp_path: Path) -> None:
    """Without a corpus, JSON lines come from standard input and go to standard output; in Chinese where asked."""
    own = tmp_path / "own.csv"
    extract(corpus, own, id="id")
    result = run(
        "extract", "--format", "csv", "--id-field", "id", lang="zh", stdin=corpus.read_bytes()
    )
    assert result.stdout_bytes == own.read_bytes()
    assert "文本：30份" in result.stderr


def test_extract_of_several_sources_and_the_wide_form(corpus: Path, tmp_path: Path) -> None:
    """Several sources in one file, one line a report."""
    result = run("extract", corpus, corpus, "--wide", "-o", tmp_path / "facts.csv")
    assert result.exit_code == 0
    assert len((tmp_path / "facts.csv").read_text(encoding="utf-8").splitlines()) == 61


def test_extract_says_what_was_not_read(tmp_path: Path) -> None:
    """A record that is broken: status 1, a line in the facts, a line in the summary."""
    file = tmp_path / "c.jsonl"
    file.write_text("{\n", encoding="utf-8")
    result = run("extract", file)
    assert result.exit_code == 1
    assert records(result.stdout)[0]["findings"] == "record_broken"
    assert "Reports: 1, of them not read: 1" in result.stderr


@pytest.mark.parametrize("name", ["f.csv", "f.parquet"])
def test_a_run_gone_on_with_has_the_same_status(name: str, tmp_path: Path) -> None:
    """What an earlier run could not read stands in the output still: the same status, and a line that counts it."""
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / "c.jsonl").write_text("{\n", encoding="utf-8")
    for count in range(3):
        result = run("extract", tmp_path / "c.jsonl", "--resume", "-o", tmp_path / name)
        assert result.exit_code == 1
        assert ("Not read in earlier runs: 1" in result.stderr) == bool(count)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("none.jsonl", "-o", "f.csv"), "none.jsonl: expected a file, a folder or a pattern"),
        (("*.none", "-o", "f.csv"), "found none that does; check the pattern"),
        (("c.jsonl", "-o", "f.xls"), "--output: expected a name that ends in .jsonl"),
        (("c.jsonl", "-o", "f.parquet", "--format", "csv"), "--format: expected parquet, as the"),
        (("c.jsonl", "-o", "no/f.csv"), "no/f.csv: the output cannot be written there"),
        (("c.jsonl", "-o", "f.csv", "--text-field", "body"), "expected a column or field 'body'"),
        (("c.jsonl", "--resume"), "give -o FILE"),
        (("c.jsonl", "--format", "parquet"), "give a file"),
        (("c.jsonl", "--workers", "0"), "--workers"),
        (("c.jsonl", "--timeout", "0"), "--timeout"),
    ],
)
def test_misuse_says_what_to_do(
    args: tuple[str, ...], words: str, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wrong argument ends with status 2 and a message that says what to do, and leaves no file."""
    monkeypatch.chdir(corpus.parent)
    result = run("extract", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert {file.name for file in corpus.parent.iterdir()} == {"c.jsonl"}


def test_resume_goes_on(corpus: Path, tmp_path: Path) -> None:
    """A second run with `--resume` finds all done and leaves the file as it is."""
    file = tmp_path / "facts.csv"
    assert run("extract", corpus, "-o", file, "--resume").exit_code == 0
    first = file.read_bytes()
    again = run("extract", corpus, "-o", file, "--resume")
    assert "Done by an earlier run: 30" in again.stderr
    assert file.read_bytes() == first


@pytest.mark.parametrize(("workers", "signal_name"), [(1, "SIGINT"), (2, "SIGINT"), (2, "SIGTERM")])
def test_interrupt_ends_cleanly(workers: int, signal_name: str, tmp_path: Path) -> None:
    """Ctrl-C or SIGTERM: status 130, one line, no traceback, no process left; the same command goes on to the end."""
    corpus, file = tmp_path / "c.jsonl", tmp_path / "facts.csv"
    assert run("synth", "--count", 700, "--layout", "row_per_cell", "-o", corpus).exit_code == 0
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    # a shell lets what it starts in the background ignore Ctrl-C, and processes inherit that
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    args = [*("extract", str(corpus), "-o", str(file)), *("--workers", str(workers), "--resume")]
    process = subprocess.Popen(
        [sys.executable, "-m", "govinfo_report", *args],
        env={**os.environ, "PYTHONPATH": path, "LC_ALL": "C.UTF-8"},
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    signal.signal(signal.SIGINT, kept)
    journal = tmp_path / "facts.csv.journal"
    # until some of it is done, and not all
    while not journal.exists() or len(journal.read_bytes().splitlines()) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT) if signal_name == "SIGINT" else process.terminate()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    # on a slow machine lines before it say how far it had come
    *before, last = said.splitlines()
    assert last == "Stopped. Run the same command again to go on."
    assert all(line.startswith("reading: ") for line in before)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert not file.exists()
    result = run(*args)
    assert "Done by an earlier run: " in result.stderr
    whole = tmp_path / "whole.csv"
    extract(corpus, whole)
    assert file.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["none.jsonl"], "found nothing of this name; check", "没有任何文件；请核对路径"),
        (["none*.jsonl"], "found none that does; check", "没有任何文件符合；请核对模式"),
        (["{corpus}", "--text-field", "body"], "'body'", "body"),
        (["{corpus}", "-o", "a.pdf"], "--output: expected a name that", "--output：文件名应以"),
        (["{corpus}", "-o", "a.csv", "--format", "jsonl"], "another name", "按输出文件名应为csv"),
        (["{corpus}", "--format", "parquet"], "give a file", "parquet不能写到标准输出；请给出文件"),
    ],
)
def test_misuse_is_told_in_the_language_asked_for(
    corpus: Path, arguments: list[str], english: str, chinese: str
) -> None:
    """A wrong path, column or output: what to do, in English and in Chinese, and nothing of the other language."""
    asked = [argument.format(corpus=corpus) for argument in arguments]
    told = {lang: run("extract", *asked, lang=lang) for lang in ("en", "zh")}
    assert {result.exit_code for result in told.values()} == {2}
    assert english in told["en"].stderr
    assert chinese in told["zh"].stderr
    assert not re.search(r"[\u4e00-\u9fff]", told["en"].stderr)
    assert not re.search(r"\b(expected|give|such|found)\b", told["zh"].stderr)


@pytest.mark.parametrize(
    ("package", "name", "purpose"),
    [
        ("pyarrow", "c.parquet", "读取Parquet需要安装pyarrow"),
        ("zstandard", "c.jsonl.zst", "读取.zst文件需要安装"),
    ],
)
def test_a_missing_extra_is_told_in_chinese(
    package: str, name: str, purpose: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has the line that installs it."""
    for module in [entry for entry in sys.modules if entry.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / name).write_bytes(b"\x28\xb5\x2f\xfd" if name.endswith("zst") else b"PAR1")
    told = run("extract", tmp_path / name, lang="zh").stderr
    assert purpose in told
    assert "pip install 'govinfo-report[" in told
