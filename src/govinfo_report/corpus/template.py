"""The template process: imports and builds all that a worker needs, then forks one whenever it is asked to.

It is asked by the process that started it, on a socket, and ends when that one closes it or has gone.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import warnings
from contextlib import suppress

from govinfo_report.corpus.frames import receive
from govinfo_report.corpus.jobs import make_job
from govinfo_report.corpus.processes import FORK, HANDLES, NUMBER, Setup
from govinfo_report.corpus.worker import work
from govinfo_report.official import Form, official_form
from govinfo_report.pipeline import default_pipeline


def main() -> None:
    """Serve until the other side goes; messages are those of ``processes.Forked``."""
    # Ctrl-C reaches every process of the terminal; the first one ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wire, setup = receive(sys.stdin.buffer)
    # a thread of pyarrow's allocator, which sees to itself in a fork, is all that runs beside
    warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)
    # what others print must not get lost
    os.dup2(2, 1)
    warm(setup)
    with socket.socket(fileno=wire) as opened:
        serve(opened)


def warm(setup: Setup) -> None:
    """Make all that each worker would make for itself: modules, parsers, what the job imports."""
    name, options = setup
    make_job(name, options).run([], print)
    default_pipeline().parse(form_text(official_form()))
    # what is never freed is not written to by the collector, and stays shared
    gc.collect()
    gc.freeze()


def form_text(form: Form) -> str:
    """Give the headings and labels of each edition's tables, each line with a number."""
    lines = []
    for name, edition in form.editions.items():
        for section in form.sections.values():
            lines.append(section.heading)
            if section.id in edition.grammar:
                shape = default_pipeline().readers[section.id].editions[name].shape
                for row in shape.rows:
                    numbers = "\t0" * len(row.columns)
                    lines.append(form.wording(name, section.id, row.id) + numbers)
    return "\n".join(lines)


def serve(wire: socket.socket) -> None:
    """Fork as asked; in the end no process is left."""
    workers: list[int] = []
    while True:
        message, fds, _, _ = socket.recv_fds(wire, len(FORK), HANDLES)
        workers = [pid for pid in workers if os.waitpid(pid, os.WNOHANG) == (0, 0)]
        if message != FORK:
            break
        pid = os.fork()
        if pid == 0:
            wire.close()
            work_and_exit(*fds)
        workers.append(pid)
        for handle in fds:
            os.close(handle)
        wire.sendall(NUMBER.pack(pid))
    for pid in workers:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def work_and_exit(*handles: int) -> None:
    """Be a worker, and never come back: all above is the template's."""
    status = 1
    try:
        work(*handles)
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)
