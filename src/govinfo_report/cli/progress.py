"""How far the reading of a corpus has come, on standard error: a bar on a terminal, else a line every few seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from attrs import frozen
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from govinfo_report.cli.console import say
from govinfo_report.cli.wording import Words

EVERY = 5.0
"""Seconds between two lines."""


@frozen
class Stand:
    """How far it has come.

    Attributes:
        done: bytes that were read.
        size: bytes that there are; None where that is not known.
        reports: reports that were read.
        errors: findings that are errors.
        warnings: findings that are warnings.
    """

    done: int
    size: int | None
    reports: int
    errors: int
    warnings: int


Tell: TypeAlias = Callable[[Stand], None]


@contextmanager
def progress(
    words: Words, *, has_bar: bool = True, clock: Callable[[], float] = time.monotonic
) -> Iterator[Tell]:
    """Show it while a corpus is read.

    Args:
        words: the command's words.
        has_bar: a terminal may have a bar; False where it also gets what is printed.
        clock: gives the seconds.
    """
    if sys.stderr.isatty():
        if has_bar:
            with _bar(words) as tell:
                yield tell
        else:
            yield lambda _stand: None
        return
    begun = last = clock()

    def tell_line(stand: Stand) -> None:
        nonlocal last
        now = clock()
        if now - last >= EVERY:
            last = now
            say(_line(stand, now - begun, words))

    yield tell_line


def _line(stand: Stand, seconds: float, words: Words) -> str:
    share = f"{stand.done / stand.size:.0%}" if stand.size else "–"
    return words(
        "progress.line",
        share=share,
        speed=_speed(stand, seconds, words),
        findings=_findings(stand, words),
    )


def _speed(stand: Stand, seconds: float, words: Words) -> str:
    speed = round(stand.reports / (seconds or 1))
    return words("extract.speed", count=stand.reports, speed=speed)


def _findings(stand: Stand, words: Words) -> str:
    return words(
        "extract.so_far",
        errors=words.count("error", stand.errors),
        warnings=words.count("warning", stand.warnings),
    )


@contextmanager
def _bar(words: Words) -> Iterator[Tell]:
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[findings]}"),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(words("extract.reading"), total=None, speed="", findings="")

        def tell(stand: Stand) -> None:
            bar.update(
                task,
                total=stand.size,
                completed=stand.done,
                speed=_speed(stand, bar.tasks[0].elapsed or 0, words),
                findings=_findings(stand, words),
            )

        yield tell
