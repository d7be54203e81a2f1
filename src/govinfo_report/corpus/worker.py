"""A worker process: takes chunks of copies from its standard input, gives what came of them on its standard output."""

from __future__ import annotations

import os
import signal
import sys
from typing import IO

from govinfo_report.corpus.frames import receive, send
from govinfo_report.corpus.jobs import make_job
from govinfo_report.corpus.mark import Mark


def main() -> None:
    """Work until the other side goes; messages are those of ``pool.Worker``."""
    # Ctrl-C reaches every process of the terminal; the first one ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # what others print must not get between the messages
    os.dup2(2, 1)
    try:
        serve(requests, answers)
    except (EOFError, BrokenPipeError):
        # nobody is left to be told; flushing at exit would raise again
        os.close(answers.fileno())
        sys.exit(0)


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
