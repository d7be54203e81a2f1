"""A worker process: takes chunks of copies from its standard input, gives what came of them on its standard output."""

from __future__ import annotations

import os
import signal
from typing import IO

from govinfo_report.corpus.frames import Shared, receive, send, widen
from govinfo_report.corpus.jobs import make_job
from govinfo_report.corpus.mark import Mark


def main() -> None:
    """Work as a program of its own; messages are those of ``pool.Worker``."""
    # Ctrl-C reaches every process of the terminal; the first one ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = os.dup(0), os.dup(1)
    # what others print must not get between the messages
    os.dup2(2, 1)
    work(requests, answers)
    # nobody is left to be told; flushing at exit would raise again
    os._exit(0)


def work(requests: int, answers: int, *memory: int) -> None:
    """Answer requests until the other side goes.

    Args:
        requests: the handle to read from.
        answers: the handle to write to.
        memory: those of ``frames.Shared`` for the answers, or none.
    """
    widen(requests)
    shared = Shared(memory) if memory else None
    try:
        serve(os.fdopen(requests, "rb"), os.fdopen(answers, "wb"), shared)
    except (EOFError, BrokenPipeError):
        return


def serve(requests: IO[bytes], answers: IO[bytes], shared: Shared | None) -> None:
    """Answer requests until there are no more.

    Raises:
        EOFError: the other side has gone.
    """
    name, options, path = receive(requests)
    job = make_job(name, options)
    mark = Mark(path)
    begun = 0
    while True:
        copies = receive(requests)
        answer = job.run(copies, lambda at, begun=begun: mark.set(begun + at))  # type: ignore[misc]  # begun has its type
        begun += len(copies)
        mark.set(-1)
        send(answers, answer, shared)
