"""A worker process: takes chunks of copies from its standard input, gives what came of them on its standard output."""

from __future__ import annotations

import os
import signal
from typing import IO

from govinfo_report.corpus.frames import receive, send, widen
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


def work(requests: int, answers: int) -> None:
    """Answer requests until the other side goes.

    Args:
        requests: the handle to read from.
        answers: the handle to write to.
    """
    widen(requests)
    try:
        serve(os.fdopen(requests, "rb"), os.fdopen(answers, "wb"))
    except (EOFError, BrokenPipeError):
        return


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more.

    Raises:
        EOFError: the other side has gone.
    """
    name, options, mark = receive(requests)
    job = make_job(name, options)
    begin = Mark(mark).set
    while True:
        copies = receive(requests)
        send(answers, job.run(copies, begin))
