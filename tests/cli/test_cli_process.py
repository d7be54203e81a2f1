"""`govinfo-report` as a process: encodings, pipes, and the extra that it needs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.paths import DATA

CLEAN = DATA / "copies" / "tab_clean_2021.txt"
DOUBTFUL = DATA / "cli" / "doubtful_2021.txt"


def run_process(*args: str | Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m govinfo_report.cli` in a process of its own."""
    source = Path(gr.__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-m", "govinfo_report.cli", *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(source), **environ},
        capture_output=True,
        check=False,
    )


def test_module_runs() -> None:
    """`python -m govinfo_report.cli` and `python -m govinfo_report` are the command."""
    done = run_process("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (
        0,
        f"govinfo-report {gr.__version__}",
    )
    source = Path(gr.__file__).parents[1]
    also = subprocess.run(
        [sys.executable, "-m", "govinfo_report", "--version"],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        check=True,
    )
    assert also.stdout == done.stdout


def test_data_is_utf_8_in_any_locale() -> None:
    """JSON and CSV are UTF-8 with bare line feeds even where the terminal has no Chinese."""
    done = run_process("parse", CLEAN, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert json.loads(done.stdout.decode("utf-8")) == gr.read(CLEAN).to_dict()
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("command", ["show", "check", "form"])
def test_terminal_without_chinese(command: str) -> None:
    """Where the output has no Chinese, question marks are printed and nothing crashes."""
    files = () if command == "form" else (DOUBTFUL,)
    done = run_process(command, *files, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="zh_CN")
    assert done.returncode == (1 if command == "check" else 0)
    assert b"?" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize(
    "args",
    [
        ("parse", "--format", "csv", *[CLEAN] * 20),
        ("form",),
        ("show", DOUBTFUL),
        ("extract", CLEAN),
    ],
)
def test_reader_that_goes_away(args: tuple[str | Path, ...]) -> None:
    """A reader that stops early (`| head`) ends the command without a word."""
    source = Path(gr.__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-m", "govinfo_report.cli", *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(source)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(30)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "args",
    [
        ("parse", CLEAN),
        ("check", DOUBTFUL),
        ("show", DOUBTFUL),
        ("extract", CLEAN),
        ("--help",),
    ],
)
def test_full_standard_output(args: tuple[str | Path, ...]) -> None:
    """What cannot be written on standard output is one line of words, and status 2."""
    source = Path(gr.__file__).parents[1]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "govinfo_report.cli", "--lang", "en", *map(str, args)],
            env={**os.environ, "PYTHONPATH": str(source)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    told = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert done.returncode == 2
    expected = "Error: <stdout>: the output cannot be written there: No space left on device"
    assert told == [expected]
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("name", ["click", "rich"])
def test_missing_extra_is_named(name: str) -> None:
    """Without click or rich the command says in both languages what to install, and ends with status 2."""
    code = f"import sys; sys.modules[{name!r}] = None; import govinfo_report.cli as c; c.main([])"
    source = Path(gr.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    english, chinese = done.stderr.splitlines()
    assert "pip install 'govinfo-report[cli]'" in english
    assert "尚未安装：pip install 'govinfo-report[cli]'" in chinese
