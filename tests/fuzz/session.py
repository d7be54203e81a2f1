"""A run over targets for some time, and the failures that it leaves behind."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from threading import Lock, Thread

from attrs import define, field

from tests.fuzz.mutation import pack, tokens, unpack
from tests.fuzz.targets import Target
from tests.fuzz.worker import Limits, Outcome, Worker, input_of

KEPT = 3
"""Failures of a kind that are kept."""
MEASURED = ("slow", "memory", "hang")
"""What is no error before it was measured twice."""


@define
class Tally:
    """What has become of the inputs of one target.

    Attributes:
        begun: how many inputs were handed out.
        inputs: how many have come to an end.
        refused: how many were refused.
        spent: seconds by the clock.
        slowest: the most seconds of computing, and the seed.
        largest: the most bytes of memory, and the seed.
        failures: for each kind how often it was met.
    """

    begun: int = 0
    inputs: int = 0
    refused: int = 0
    spent: float = 0.0
    slowest: tuple[float, int] = (0.0, 0)
    largest: tuple[int, int] = (0, 0)
    failures: dict[str, int] = field(factory=dict)

    def add(self, seed: int, outcome: Outcome, spent: float) -> None:
        """Count an input."""
        self.inputs += 1
        self.refused += outcome.is_refused
        self.spent += spent
        self.slowest = max(self.slowest, (outcome.seconds, seed))
        self.largest = max(self.largest, (outcome.memory, seed))
        if outcome.error:
            self.failures[outcome.error] = self.failures.get(outcome.error, 0) + 1

    def forgive(self, error: str) -> None:
        """Take a failure back."""
        self.failures[error] -= 1
        if not self.failures[error]:
            del self.failures[error]

    def line(self, name: str) -> str:
        """Say it in one line."""
        failures = ", ".join(f"{error} ×{count}" for error, count in self.failures.items())
        return (
            f"{name:8}{self.inputs:8,} inputs {self.refused:7,} refused {self.spent:7.0f} s  "
            f"at most {self.slowest[0]:5.2f} s (seed {self.slowest[1]}), "
            f"{self.largest[0] >> 20:4} MB (seed {self.largest[1]})  {failures or 'no failure'}"
        )


@define(eq=False)
class Session:
    """Runs inputs, each target for the same time.

    Attributes:
        targets: what to run.
        folder: where failures go: ``<target>-<seed>-<error>``, with ``input``, ``error.txt`` and, where an exception
            was raised, a ``small`` input that raises it too.
        limits: what an input may take.
        start: the first seed.
        tallies: target to what has become of its inputs.
    """

    targets: Sequence[Target]
    folder: Path
    limits: Limits = field(factory=Limits)
    start: int = 0
    tallies: dict[str, Tally] = field(init=False)
    _doubtful: list[tuple[Target, int, Outcome]] = field(factory=list)
    _lock: Lock = field(factory=Lock)

    def __attrs_post_init__(self) -> None:
        self.tallies = {target.name: Tally() for target in self.targets}

    def run(self, seconds: float, jobs: int = 1) -> None:
        """Run inputs for so many seconds in so many processes; then make sure of what was found, one by one."""
        end = time.monotonic() + seconds
        threads = [Thread(target=self._run, args=(end,)) for _ in range(jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for doubtful in self._doubtful:
            self._make_sure(*doubtful)

    def _run(self, end: float) -> None:
        worker = Worker(self.limits)
        while time.monotonic() < end:
            with self._lock:
                target = min(self.targets, key=lambda target: self.tallies[target.name].spent)
                tally = self.tallies[target.name]
                seed = self.start + tally.begun
                tally.begun += 1
            began = time.monotonic()
            outcome = worker.run(target, seed)
            with self._lock:
                tally.add(seed, outcome, time.monotonic() - began)
                if outcome.error and tally.failures[outcome.error] <= KEPT:
                    self._keep(target, seed, outcome)
                    self._doubtful.append((target, seed, outcome))
        worker.close()

    def _keep(self, target: Target, seed: int, outcome: Outcome) -> None:
        folder = self._folder(target, seed, outcome)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "input").write_bytes(input_of(target, seed))
        again = f"python -m tests.fuzz --target {target.name} --seed {seed}"
        (folder / "error.txt").write_text(f"{again}\n\n{outcome.detail}\n", encoding="utf-8")

    def _folder(self, target: Target, seed: int, outcome: Outcome) -> Path:
        return (
            self.folder
            / f"{target.name}-{seed}-{outcome.error.replace('@', '-').replace(':', '-')}"
        )

    def _make_sure(self, target: Target, seed: int, outcome: Outcome) -> None:
        """Measure again what took too much, with nothing beside it; make smaller what raises."""
        worker = Worker(self.limits)
        folder = self._folder(target, seed, outcome)
        if outcome.error in MEASURED:
            # what is imported and built at the first use is no input's fault
            worker.run(target, target.make(Random(0)))
            if not worker.run(target, seed).error:
                self.tallies[target.name].forgive(outcome.error)
                shutil.rmtree(folder)
        elif outcome.error != "died":
            small = smaller(worker, target, (folder / "input").read_bytes(), outcome.error)
            (folder / "small").write_bytes(small)
        worker.close()


def smaller(worker: Worker, target: Target, data: bytes, error: str, tries: int = 200) -> bytes:
    """Leave out of an input what it does not need to fail in the same way, first large pieces, then small ones."""
    parts = unpack(data)
    for name in list(parts):
        pieces = list(tokens(parts[name]))
        size = len(pieces)
        while size and tries:
            at = 0
            while at < len(pieces) and tries:
                tries -= 1
                fewer = {**parts, name: b"".join(pieces[:at] + pieces[at + size :])}
                if worker.run(target, pack(fewer)).error == error:
                    del pieces[at : at + size]
                else:
                    at += size
            size //= 2
        parts[name] = b"".join(pieces)
    return pack(parts)
