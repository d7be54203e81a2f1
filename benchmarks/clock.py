"""Times one round of a workload: floor and library on the same texts, block by block.

Floor and library take turns every few copies, so that a machine that grows slower slows both. They
do not take turns at every copy: a floor right behind a parse finds the processor's caches full of
the parse and costs a fifth more, which would flatter the library.

The garbage collector stays on, as it is for users; what the benchmark itself holds is frozen, so
that collections look at the library's objects only.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter_ns
from typing import TypeVar

from attrs import define

import govinfo_report
from benchmarks.answers import check_answers, check_cells, check_places
from benchmarks.copies import Copy
from benchmarks.floor import floor
from govinfo_report.model import Number, Report

S = TypeVar("S")
T = TypeVar("T")

PLACES_EVERY = 25
"""Of so many copies one has the place of every cell checked."""


@define
class Times:
    """The times of one round, in nanoseconds, one for each copy.

    Attributes:
        floor: the floor.
        whole: parse, findings and values, the copy being met for the first time.
        again: the same a second time, when the memos know every cell of it.
    """

    floor: list[int]
    whole: list[int]
    again: list[int]


def read_whole(text: str) -> tuple[Report, dict[str, Number]]:
    """Do what is timed: parse, with spans, states and all checks; findings; values."""
    report = govinfo_report.parse(text)
    _ = report.findings
    return report, report.values()


def time_round(copies: Sequence[Copy]) -> Times:
    """Time the copies of a round and check every answer.

    Args:
        copies: copies that the library has not met in this process.

    Raises:
        WrongAnswerError: the library read one wrongly.
    """
    times = Times([], [], [])
    with quiet_garbage():
        answers = []
        for copy in copies:
            times.floor.append(timed(floor, copy.text)[0])
            spent, answer = timed(read_whole, copy.text)
            times.whole.append(spent)
            times.again.append(timed(read_whole, copy.text)[0])
            answers.append(answer)
    for at, (copy, (report, values)) in enumerate(zip(copies, answers, strict=True)):
        check_answers(copy, report, values)
        if at % PLACES_EVERY == 0:
            check_places(copy, report)
    return times


def time_cells(copies: Sequence[Copy]) -> list[tuple[int, int]]:
    """Time ``iter_cells`` on each copy of a round as a stream of its own, and check every answer.

    The lines are cut before: a stream gets them from its file. Every cell is given and let go, as in a stream without
    an end; what a user reads of it is not timed.

    Args:
        copies: copies that the library has not met in this process.

    Returns:
        Nanoseconds of the floor and of ``iter_cells`` for each copy.

    Raises:
        WrongAnswerError: the library read a copy wrongly.
    """
    times = []
    streams = [copy.text.splitlines(keepends=True) for copy in copies]
    with quiet_garbage():
        for copy, lines in zip(copies, streams, strict=True):
            low = timed(floor, copy.text)[0]
            times.append((low, timed(read_cells, lines)[0]))
    for at, (copy, lines) in enumerate(zip(copies, streams, strict=True)):
        check_cells(copy, list(govinfo_report.iter_cells(lines)), places=at % PLACES_EVERY == 0)
    return times


def read_cells(lines: Sequence[str]) -> None:
    """Do what is timed: give every cell of a stream."""
    deque(govinfo_report.iter_cells(lines), 0)


def timed(read: Callable[[S], T], text: S) -> tuple[int, T]:
    """Give the nanoseconds that ``read(text)`` takes, and what it gives."""
    start = perf_counter_ns()
    answer = read(text)
    return perf_counter_ns() - start, answer


@contextmanager
def quiet_garbage() -> Iterator[None]:
    """Collect what lies about, and keep what is alive out of later collections."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
