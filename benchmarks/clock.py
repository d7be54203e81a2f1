"""Times one round of a workload: floor and library on the same texts, block by block.

Floor and library take turns every few copies, so that a machine that grows slower slows both. They
do not take turns at every copy: a floor right behind a parse finds the processor's caches full of
the parse and costs a fifth more, which would flatter the library.

The garbage collector stays on, as it is for users; what the benchmark itself holds is frozen, so
that collections look at the library's objects only.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter_ns
from typing import TypeVar

from attrs import define

import govinfo_report
from benchmarks.answers import check_answers, check_places
from benchmarks.copies import Copy
from benchmarks.floor import floor
from govinfo_report.model import Number, Report

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


def timed(read: Callable[[str], T], text: str) -> tuple[int, T]:
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
