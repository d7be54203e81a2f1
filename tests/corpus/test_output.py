"""What runs write: what was lost is told, and what is another's is not written over."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract
from govinfo_report.corpus.journal import Journal
from tests.corpus.outputs import (
    CHILDREN,
    FORMATS,
    digests,
    facts,
    killed,
    left_over,
    texts,
    write_corpus,
)

resource = pytest.importorskip("resource")

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed"),
    pytest.mark.usefixtures("small_steps"),
]


def test_what_is_marked_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two lines of the journal that name copies what was written is brought to the disk."""
    synced: list[str] = []
    sync, write = os.fsync, Journal._write

    def fsync(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}") if CHILDREN.exists() else "part")
        sync(handle)

    def mark(journal: Journal, entry: Any) -> None:
        if entry.get("done"):
            assert any("part" in name for name in synced)
            synced.clear()
        write(journal, entry)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Journal, "_write", mark)
    for format in FORMATS:
        synced.clear()
        summary = extract(
            write_corpus(tmp_path, texts(20)), tmp_path / f"f.{format}", resume=tmp_path / format
        )
        assert summary.counts["reports"] == 20


HELD = """
import sys
from pathlib import Path
from govinfo_report.corpus import extract
def tell(summary):
    Path(sys.argv[3]).touch()
    sys.stdin.read()
extract(sys.argv[1], sys.argv[2], resume=sys.argv[4] or None, tell=tell)
"""


@pytest.mark.parametrize("journal", ["", "journal"])
def test_a_second_run_is_refused(journal: str, tmp_path: Path) -> None:
    """While a run writes an output another one to it ends with an error, and changes nothing."""
    corpus, output = write_corpus(tmp_path, texts(10)), tmp_path / "f.csv"
    extract(corpus, tmp_path / "whole.csv")
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    named = str(tmp_path / journal) if journal else ""
    with subprocess.Popen(
        [sys.executable, "-c", HELD, str(corpus), str(output), str(tmp_path / "begun"), named],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
    ) as process:
        while not (tmp_path / "begun").exists():
            assert process.poll() is None
            time.sleep(0.01)
        for resume in (None, tmp_path / "other"):
            with pytest.raises(gr.ArgumentError, match="no other run writes") as told:
                extract(corpus, output, resume=resume)
            assert "另一个运行" in told.value.text("zh")
        if journal:
            with pytest.raises(gr.UnreadableFileError, match="another run writes"):
                gr.iter_reports(corpus, resume=tmp_path / journal)
        process.communicate()
    assert process.returncode == 0
    assert facts(output) == facts(tmp_path / "whole.csv")
    assert not left_over(tmp_path)


def begun(format: str, folder: Path) -> tuple[Path, Path, Path]:
    """Give (corpus, output, journal) of a run that was ended in the middle."""
    corpus, output, journal = write_corpus(folder, texts(20)), folder / f"f.{format}", folder / "j"

    def stop(summary: Any) -> None:
        if summary.counts["reports"] > 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(corpus, output, resume=journal, tell=stop)
    return corpus, output, journal


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def _fill(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


@pytest.mark.parametrize("harm", [Path.unlink, _cut, _fill])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("is_whole", [False, True])
def test_what_was_lost_is_told(
    is_whole: bool, format: str, harm: Callable[[Path], None], tmp_path: Path
) -> None:
    """A part, or an output that was whole, that is gone, cut or another: an error, and nothing is changed."""
    pytest.importorskip("pyarrow")
    corpus, output, journal = begun(format, tmp_path)
    if is_whole:
        extract(corpus, output, resume=journal)
        hurt = output
    elif format == "csv":
        hurt = tmp_path / "f.csv.part"
    else:
        hurt = tmp_path / "f.parquet.parts" / "000001.parquet"
    harm(hurt)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(gr.UnreadableFileError, match="expected what the journal says") as told:
        extract(corpus, output, resume=journal)
    assert "日志" in told.value.text("zh")
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("format", FORMATS)
def test_a_lost_journal_is_told(format: str, tmp_path: Path) -> None:
    """What a run with a journal left is written over neither without the journal nor by a run that keeps none."""
    pytest.importorskip("pyarrow")
    corpus, output, journal = begun(format, tmp_path)
    kept = journal.read_bytes()
    journal.unlink()
    with pytest.raises(gr.UnreadableFileError, match="expected no such file yet"):
        extract(corpus, output, resume=journal)
    if format == "csv":
        with pytest.raises(gr.UnreadableFileError, match="expected no such file yet"):
            extract(corpus, output)
    journal.write_bytes(kept)
    extract(corpus, output, resume=journal)
    extract(corpus, tmp_path / f"whole.{format}")
    assert facts(output) == facts(tmp_path / f"whole.{format}")


def test_a_damaged_journal_is_told(tmp_path: Path) -> None:
    """A line that is broken before others is an error; the last one, and zeros that a disk put behind it, are not."""
    corpus, output, journal = begun("csv", tmp_path)
    lines = journal.read_bytes().splitlines(keepends=True)
    assert len(lines) > 3
    for wrong in (b"\0" * 40 + b"\n", b'{"done": 5}\n', b'{"done": ["x"]}\n', b"[]\n", b"{\n"):
        journal.write_bytes(b"".join([*lines[:2], wrong, *lines[2:]]))
        with pytest.raises(gr.UnreadableFileError, match="line 3 is damaged"):
            extract(corpus, output, resume=journal)
    journal.write_bytes(b"".join(lines[:-1]) + lines[-1][:9] + bytes(99))
    extract(corpus, output, resume=journal)
    extract(corpus, tmp_path / "whole.csv")
    assert facts(output) == facts(tmp_path / "whole.csv")


def test_records_put_before_others_are_read(tmp_path: Path) -> None:
    """Records put in front, between and behind, and one taken out: each text once, and it is said what is gone."""
    pytest.importorskip("pyarrow")
    corpus, output, journal = begun("parquet", tmp_path)
    old, new = texts(20), texts(6, 100)
    # texts that come twice are two copies
    changed = [*new[:3], *old[:5], old[2], new[3], *old[6:], *new[4:], old[19]]
    write_corpus(tmp_path, changed)
    summary = extract(corpus, output, resume=journal)
    assert summary.counts["gone"] == 1
    write_corpus(tmp_path, [*changed, old[5]])
    extract(corpus, tmp_path / "whole.parquet")
    assert sorted(digests(output)) == sorted(digests(tmp_path / "whole.parquet"))


def test_a_source_given_twice_is_gone_on_with(tmp_path: Path) -> None:
    """Copies of one place are as many as they are met."""
    pytest.importorskip("pyarrow")
    corpus, output, journal = (
        write_corpus(tmp_path, texts(6)),
        tmp_path / "f.parquet",
        tmp_path / "j",
    )
    for step in range(0, 20, 2):
        killed(step, [corpus, corpus], output, resume=journal)
    extract([corpus, corpus], output, resume=journal)
    assert len(digests(output)) == 12


def test_a_device_a_pipe_or_a_folder_is_no_output(tmp_path: Path) -> None:
    """They are refused and stay; a link stays one, and what it leads to is written."""
    corpus = write_corpus(tmp_path, texts(2))
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("pipe.csv", "folder.csv", "/dev/null"):
        before = (tmp_path / name).stat().st_mode
        with pytest.raises(gr.ArgumentError, match="found a device, a pipe or a folder"):
            extract(corpus, tmp_path / name, format="csv")
        assert (tmp_path / name).stat().st_mode == before
    (tmp_path / "link.csv").symlink_to(tmp_path / "target.csv")
    extract(corpus, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert len(facts(tmp_path / "target.csv")) == 3


@pytest.mark.parametrize("end", [".part", ".lock", ".dictionary.json"])
def test_files_of_others_are_not_written_over(end: str, tmp_path: Path) -> None:
    """What stands where a run writes and is not its own is told, and stays; so does a link there."""
    corpus, output = write_corpus(tmp_path, texts(2)), tmp_path / "f.csv"
    other = tmp_path / f"f.csv{end}"
    other.write_text("mine", "utf-8")
    for resume in (None, tmp_path / "j"):
        with pytest.raises(gr.UnreadableFileError, match="expected no such file yet"):
            extract(corpus, output, resume=resume)
    assert other.read_text("utf-8") == "mine"
    other.rename(tmp_path / "elsewhere")
    other.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"expected no such file yet|Too many levels"):
        extract(corpus, output)
    assert (tmp_path / "elsewhere").read_text("utf-8") == "mine"


def test_what_stands_among_the_parts_stays(tmp_path: Path) -> None:
    """A file of another's among the parts of a Parquet file is left where it is."""
    pytest.importorskip("pyarrow")
    corpus, output, journal = begun("parquet", tmp_path)
    other = tmp_path / "f.parquet.parts" / "mine.txt"
    other.write_text("mine", "utf-8")
    extract(corpus, output, resume=journal)
    assert [file.name for file in other.parent.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_first_mark_that_fails_hinders_nobody(format: str, tmp_path: Path) -> None:
    """A disk that is full when the journal is to say for the first time what was written: the next run begins anew."""
    pytest.importorskip("pyarrow")
    corpus, output, journal = (
        write_corpus(tmp_path, texts(9)),
        tmp_path / f"f.{format}",
        tmp_path / "j",
    )

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "_write", fail)
        with pytest.raises(OSError, match="No space left"):
            extract(corpus, output, resume=journal)
    assert extract(corpus, output, resume=journal).counts["reports"] == 9
    assert not left_over(tmp_path)


@pytest.mark.parametrize("format", FORMATS)
def test_a_disk_that_fills_up_loses_nothing(format: str, tmp_path: Path) -> None:
    """No file may grow beyond some size, in each run more: an error of the system, then the same output."""
    pytest.importorskip("pyarrow")
    corpus, output, journal = (
        write_corpus(tmp_path, texts(20)),
        tmp_path / f"f.{format}",
        tmp_path / "j",
    )
    extract(corpus, tmp_path / f"whole.{format}")
    failed = 0
    for most in range(200, 16_000, 900):
        pid = os.fork()
        if pid == 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            try:
                extract(corpus, output, resume=journal)
                os._exit(0)
            except OSError:
                os._exit(3)
            finally:
                os._exit(1)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert status in (0, 3)
        failed += status == 3
    assert failed > 2
    extract(corpus, output, resume=journal)
    assert facts(output) == facts(tmp_path / f"whole.{format}")
    assert not left_over(tmp_path)
