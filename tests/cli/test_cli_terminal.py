"""Nothing that stands in a copy or in a file's name moves the cursor of a terminal; files without end are bounded."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.cli.console import harmless
from tests.cli.test_cli import CLEAN, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")

NASTY = "\x1b[2J\x9b31m\u202e\u2066\x7f\x07"
HARM = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    """A copy whose name, title, headings, rows and cells hold what a terminal obeys."""
    text = CLEAN.read_text("utf-8")
    for words in ("漪岚市人民政府", "行政处罚", "规章\t3"):
        text = text.replace(words, words[:2] + NASTY + words[2:] + NASTY, 1)
    # a line that the form does not have is a finding
    text = text.replace("\n行政许可", f"\n行政{NASTY}裁决\t5\n行政许可", 1)
    file = tmp_path / f"a{NASTY}.txt"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    "args",
    [
        ("show",),
        ("check",),
        ("explain", "disclosure.rules.issued"),
        ("parse", "--format", "no"),
        ("none",),
        ("extract", "-o", "no/f.csv"),
        ("extract", "--text-field", NASTY),
    ],
)
def test_words_do_no_harm(args: tuple[str, ...], nasty: Path) -> None:
    """What is meant for people has none of it, wherever it is written; so has what is said of a missing file."""
    for file in (nasty, Path(f"{nasty}{NASTY}.jsonl")):
        result = run(args[0], file, *args[1:])
        assert result.stderr or result.stdout
        data = "" if args[0] == "extract" else result.stdout
        assert not HARM.search(data + result.stderr)


def on_terminal(*args: object) -> str:
    """Run the command with a terminal as standard output, and give what came there."""
    import pty

    ours, theirs = pty.openpty()
    told: list[bytes] = []

    def read() -> None:
        # a terminal whose other side was closed is an error to read
        try:
            while data := os.read(ours, 1 << 16):
                told.append(data)
        except OSError:
            return

    reader = threading.Thread(target=read)
    reader.start()
    source = Path(gr.__file__).parents[1]
    subprocess.run(
        [sys.executable, "-m", "govinfo_report.cli", *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(source), "NO_COLOR": "1", "TERM": "dumb"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    reader.join()
    os.close(ours)
    # a terminal writes a line end as two characters
    return b"".join(told).decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize(
    "args",
    [
        ("parse", "--format", "csv"),
        ("parse", "--text"),
        ("check", "--format", "json"),
        ("extract", "--format", "csv"),
        ("extract", "--wide"),
    ],
)
def test_data_on_a_terminal_does_no_harm(args: tuple[str, ...], nasty: Path) -> None:
    """Data has it replaced on a terminal; in a pipe it is as it was read."""
    piped = run(*args, nasty).stdout_bytes.decode("utf-8")
    shown = on_terminal(*args, nasty)
    assert HARM.search(piped)
    assert not HARM.search(shown)
    assert shown == harmless(piped)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
@pytest.mark.parametrize("command", ["check", "parse", "show"])
def test_a_file_without_end_is_refused(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A device that never ends is read up to the size of the largest file, by each command and by the library."""
    monkeypatch.setattr("govinfo_report.source.files.LARGEST", 1 << 20)
    result = run(command, "/dev/zero")
    assert result.exit_code == 2
    assert "expected a file of at most 1 MB" in result.stderr
    with pytest.raises(gr.UnreadableFileError, match="expected a file of at most 1 MB"):
        gr.read("/dev/zero")
    monkeypatch.setattr("govinfo_report.corpus.contents.LARGEST", 1 << 20)
    found = next(iter(gr.iter_reports("/dev/zero")))
    assert [item.code for item in found.findings] == ["copy_too_large"]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    """A pipe that has a name is read as the file would be, to its first byte."""
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    for read in (lambda: gr.read(pipe).to_dict(), lambda: json.loads(run("parse", pipe).stdout)):
        writer = threading.Thread(target=pipe.write_bytes, args=(CLEAN.read_bytes(),))
        writer.start()
        found = read()
        writer.join()
        assert found == {**gr.read(CLEAN).to_dict(), "source": str(pipe)}
