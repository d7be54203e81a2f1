"""Runs that write an output, and what kills them between two steps."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from govinfo_report.corpus import extract
from govinfo_report.corpus.journal import Journal

FORMATS = ("csv", "parquet")
# Where Linux lists the processes that a process started.
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")


def texts(count: int, begin: int = 0) -> list[str]:
    """Give short reports, each another one; all of them have one line of facts."""
    return [
        f"某县2015年政府信息公开工作年度报告\n\n一、概述\n主动公开{number}条。\n"
        for number in range(begin, begin + count)
    ]


def write_corpus(folder: Path, found: list[str]) -> Path:
    """Write JSON lines."""
    file = folder / "c.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in found), "utf-8")
    return file


def facts(file: Path) -> list[tuple[Any, ...]]:
    """Give the lines of an output."""
    if file.suffix == ".parquet":
        from pyarrow import parquet

        return [tuple(row.values()) for row in parquet.read_table(file).to_pylist()]
    return [(line,) for line in file.read_text("utf-8").splitlines()]


def digests(file: Path) -> list[str]:
    """Give the digests of the texts whose facts stand in an output, in order."""
    from pyarrow import parquet

    return [str(digest) for digest in parquet.read_table(file)["digest"].to_pylist()]


@contextmanager
def counted_steps(act: Callable[[int], None]) -> Iterator[None]:
    """Call ``act`` before each step that changes a file for good."""
    steps = 0

    def around(function: Any) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal steps
            act(steps)
            steps += 1
            return function(*args, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace", "unlink", "mkdir", "rmdir", "ftruncate"):
            patch.setattr(os, name, around(getattr(os, name)))
        patch.setattr(Journal, "_write", around(Journal._write))
        yield


def killed(step: int, *args: Any, **named: Any) -> bool:
    """Run ``extract`` in a process that is killed at a step; True if it came so far."""
    pid = os.fork()
    if pid == 0:
        try:
            with counted_steps(
                lambda at: os.kill(os.getpid(), signal.SIGKILL) if at == step else None
            ):
                extract(*args, **named)
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status != 0


def left_over(folder: Path) -> list[str]:
    """Give what no run leaves behind when it has ended well."""
    ends = (".part", ".parts", ".lock", ".new")
    return [file.name for file in folder.iterdir() if file.name.endswith(ends)]
