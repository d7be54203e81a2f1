"""A run of the benchmark, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from benchmarks.startup import Startup

SCHEMA = 2
"""Raised when a field of the JSON changes its meaning, or comes in."""


@frozen
class Result:
    """The figures of one workload; times are microseconds a copy: the median of the best round.

    Attributes:
        about: what it reads, in one line.
        copies: copies in a round.
        rounds: rounds, each of new copies.
        characters: characters of a copy, the median.
        size: UTF-8 bytes of a copy, the median.
        numbers: numbers that were read and proved right, all rounds together.
        floor_us: the floor.
        whole_us: parse, findings and values of a copy met for the first time.
        again_us: the same, the copy having been read just before.
        cells_us: ``iter_cells`` over the lines of another copy met for the first time, every cell given.
        ratio: the least of ``ratios``.
        ratios: for each round the median over its copies of whole / floor.
        cells_ratio: the least of ``cells_ratios``.
        cells_ratios: for each round the median over its copies of ``iter_cells`` / floor.
        stages_us: each stage.
        peak_bytes: the most Python memory that one reading takes.
        process_bytes: the most that the process has held when the workload was done; None where
            that is not told.
    """

    about: str
    copies: int
    rounds: int
    characters: int
    size: int
    numbers: int
    floor_us: float
    whole_us: float
    again_us: float
    cells_us: float
    ratio: float
    ratios: Sequence[float]
    cells_ratio: float
    cells_ratios: Sequence[float]
    stages_us: Mapping[str, float]
    peak_bytes: int
    process_bytes: int | None


@frozen
class Record:
    """A run.

    Attributes:
        taken: when, in UTC, ISO 8601.
        seed: the seed of the first round.
        quick: a run that only proves that everything runs; its figures mean nothing.
        machine: what it ran on.
        libraries: name to version.
        startup: what a fresh process pays; None where it was not asked for.
        workloads: name to figures.
    """

    taken: str
    seed: int
    quick: bool
    machine: Mapping[str, str]
    libraries: Mapping[str, str]
    startup: Startup | None
    workloads: Mapping[str, Result]

    def to_json(self) -> str:
        """Give the run as JSON."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"


def load_record(file: Path) -> Record:
    """Read a run.

    Raises:
        OSError: the file cannot be opened.
        ValueError: it is no run, or one of another schema.
    """
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    if data.pop("schema", None) != SCHEMA:
        raise ValueError(f"{file}: no benchmark of schema {SCHEMA}; take it anew with --json")
    startup = data.pop("startup")
    results = {name: Result(**result) for name, result in data.pop("workloads").items()}
    return Record(startup=Startup(**startup) if startup else None, workloads=results, **data)
