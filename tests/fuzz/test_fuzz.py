"""Fuzzing finds what it should: every target runs, and what raises, hangs, ends or eats memory is told."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zipfile import BadZipFile, ZipFile

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.source import recognition
from tests.documents import FOLDER, NEEDS
from tests.fuzz.bad_targets import BAD
from tests.fuzz.mutation import MOST, mutate, pack, unpack
from tests.fuzz.seeds import seeds
from tests.fuzz.session import Session
from tests.fuzz.targets import TARGETS
from tests.fuzz.worker import Limits, Worker, input_of, run

LIMITS = Limits(seconds=0.2, memory=50 << 20, patience=60)


@pytest.mark.parametrize("name", TARGETS)
def test_targets(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some inputs of each target are read or refused; the same seed is the same input; some are read."""
    pytest.importorskip(NEEDS.get(name, "attrs"))
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    target = TARGETS[name]
    inputs = [input_of(target, seed) for seed in range(20)]
    assert inputs[:5] == [input_of(target, seed) for seed in range(5)]
    assert len(set(inputs)) > 10
    assert max(map(len, inputs)) <= MOST
    # a busy machine is no defect, and what is found goes elsewhere as a test of its own
    outcomes = (run(target, data, Limits(seconds=600)) for data in inputs)
    first = [next(outcomes) for _ in range(2)]
    assert not [outcome.detail for outcome in first if outcome.error]
    assert any(not outcome.is_refused for outcome in (*first, *outcomes))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Give a process."""
    given = Worker(LIMITS)
    yield given
    given.close()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"read", ""),
        (b"refused", ""),
        (b"q", "IndexError@bad_targets.py:_run"),
        (b"check", "check-AssertionError@bad_targets.py:_check"),
        (b"slow", "slow"),
        (b"memory", "memory"),
        (b"died", "died"),
    ],
)
def test_every_failure_is_told(worker: Worker, data: bytes, error: str) -> None:
    """A target that raises, ends the process or takes too much is told, and the next input runs."""
    outcome = worker.run(BAD, data)
    assert outcome.error == error
    assert bool(outcome.detail) == bool(error)
    assert outcome.is_refused == (data == b"refused")
    assert not worker.run(BAD, b"read").error


def test_what_never_ends_is_told(worker: Worker) -> None:
    """A target that waits for ever is told, and its process is ended."""
    worker.run(BAD, b"read")
    worker.limits = evolve(LIMITS, patience=0.3)
    assert worker.run(BAD, b"hang").error == "hang"
    worker.limits = LIMITS
    assert not worker.run(BAD, b"read").error


def test_a_session_keeps_what_fails(tmp_path: Path) -> None:
    """Three inputs of a kind are kept, each with what reproduces it and a small one that fails in the same way."""
    session = Session([BAD], tmp_path, LIMITS, start=10)
    session.run(1.0, jobs=2)
    tally = session.tallies["bad"]
    failed = tally.failures["IndexError@bad_targets.py:_run"]
    assert tally.inputs == tally.begun >= failed > 0
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == min(failed, 3)
    for folder in kept:
        name, seed, _ = folder.name.split("-", 2)
        assert (name, (folder / "input").read_bytes()) == ("bad", input_of(BAD, int(seed)))
        assert f"--target bad --seed {seed}" in (folder / "error.txt").read_text("utf-8")
        assert b"q" in (folder / "small").read_bytes()


@pytest.mark.parametrize("format", ["docx", "pdf", "html", "xls"])
def test_what_is_taken_apart_is_put_together(format: str) -> None:
    """A file that is unpacked and packed again says the same."""
    pytest.importorskip(NEEDS.get(format, "attrs"))
    data = (FOLDER / f"report_2021.{format}").read_bytes()
    assert gr.read(pack(unpack(data))).values() == gr.read(data).values() != {}
    assert format != "pdf" or any(b"Tf" in part for part in unpack(data).values())


def test_changes_stay_near_to_files() -> None:
    """Most changed packages still open, and hold something else."""
    rng = Random(1)
    data = seeds("docx")[0]
    changed = [mutate(rng, data, data) for _ in range(40)]
    opened = [item for item in changed if _is_whole(item)]
    assert len(opened) > 30
    assert sum(unpack(item) != unpack(data) for item in opened) > 25


def _is_whole(data: bytes) -> bool:
    try:
        return ZipFile(io.BytesIO(data)).testzip() is None
    except (BadZipFile, zlib.error):
        return False
