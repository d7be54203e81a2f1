"""Starts the processes that read copies: forked from a template that has all imported, else one by one.

A process that is started by itself imports the library and builds its parsers: half a second each. The template does
so once, starts no thread, and forks; it is never the caller's process, which may run threads of its own.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import IO, Any, Protocol, TypeAlias

from attrs import define, field

from govinfo_report.corpus.frames import Shared, send

Setup: TypeAlias = tuple[str, dict[str, Any]]
"""Name and options of a job, see ``jobs.make_job``."""

HANDLES = 4
"""Handles that a process is given: requests, answers, and two of memory for these."""

NUMBER = struct.Struct("<q")
"""A process id on its way back from the template."""

FORK = b"F"
"""What the template is asked."""

_WORKER = "from govinfo_report.corpus.worker import main; main()"
_TEMPLATE = "from govinfo_report.corpus.template import main; main()"


@define(eq=False)
class Process:
    """A process that reads copies.

    Attributes:
        requests: what is written to it.
        answers: what it writes.
        starter: what started it.
        handle: what its starter knows it by.
        shared: what its answers come through; None for the pipe.
    """

    requests: IO[bytes]
    answers: IO[bytes]
    starter: Starter
    handle: Any
    shared: Shared | None = None

    def kill(self) -> None:
        """End it, if it has not ended; its pipes stay open."""
        self.starter.kill(self.handle)

    def end(self) -> None:
        """End it, and close its pipes."""
        self.kill()
        self.starter.forget(self.handle)
        for pipe in (self.requests, self.answers):
            # what was to be sent to a process that has gone
            with suppress(OSError):
                pipe.close()
        if self.shared is not None:
            self.shared.close()


class Starter(Protocol):
    """A way to start processes; may be asked by several threads."""

    def start(self) -> Process:
        """Start one.

        Raises:
            OSError: the system refuses.
            EOFError: the template has gone.
        """
        ...

    def kill(self, handle: Any) -> None:
        """End one, if it has not ended."""
        ...

    def forget(self, handle: Any) -> None:
        """Give up the handle of one that was ended."""
        ...

    def close(self) -> None:
        """Leave nothing behind; every process has been ended."""
        ...


class Fresh:
    """Starts each process by itself."""

    def start(self) -> Process:
        """See ``Starter``."""
        process = _program(_WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None
        assert process.stdout is not None
        return Process(process.stdin, process.stdout, self, process)

    def kill(self, handle: subprocess.Popen[bytes]) -> None:
        """See ``Starter``."""
        handle.kill()

    def forget(self, handle: subprocess.Popen[bytes]) -> None:
        """See ``Starter``."""
        handle.wait()

    def close(self) -> None:
        """Nothing is left."""


@define(eq=False)
class Forked:
    """Starts processes by forking a template, which is started when it is first needed, and anew when it has gone.

    Attributes:
        setup: the job; the template makes it ready.
    """

    setup: Setup
    _template: subprocess.Popen[bytes] | None = None
    _wire: socket.socket | None = None
    _lock: threading.Lock = field(factory=threading.Lock)

    def start(self) -> Process:
        """See ``Starter``."""
        theirs_in, requests = os.pipe()
        answers, theirs_out = os.pipe()
        shared = Shared([os.memfd_create("govinfo_report") for _ in range(2)])
        try:
            handle = self._fork(theirs_in, theirs_out, *shared.handles)
        except (OSError, EOFError):
            os.close(requests)
            os.close(answers)
            shared.close()
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return Process(os.fdopen(requests, "wb"), os.fdopen(answers, "rb"), self, handle, shared)

    def kill(self, handle: int) -> None:
        """See ``Starter``; the handle is that of a process, whose number may be another's by now."""
        # it has ended, or been ended before
        with suppress(OSError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)

    def forget(self, handle: int) -> None:
        """See ``Starter``."""
        os.close(handle)

    def _fork(self, *fds: int) -> int:
        with self._lock:
            if self._wire is not None:
                # it may have been killed since it was last asked; no copy is to blame for that
                with suppress(OSError, EOFError):
                    return self._ask(self._wire, fds)
                self._close()
            self._wire = self._open()
            try:
                return self._ask(self._wire, fds)
            except (OSError, EOFError):
                self._close()
                raise

    def _ask(self, wire: socket.socket, fds: Sequence[int]) -> int:
        socket.send_fds(wire, [FORK], list(fds))
        answer = wire.recv(NUMBER.size, socket.MSG_WAITALL)
        if len(answer) < NUMBER.size:
            raise EOFError
        # the template waits for no process before it is asked again
        return os.pidfd_open(NUMBER.unpack(answer)[0])

    def _open(self) -> socket.socket:
        wire, theirs = socket.socketpair()
        with theirs:
            self._template = _program(
                _TEMPLATE,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
            assert self._template.stdin is not None
            with self._template.stdin as pipe:
                send(pipe, (theirs.fileno(), self.setup))
        return wire

    def close(self) -> None:
        """See ``Starter``."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._wire is not None:
            self._wire.close()
        self._wire = None
        if self._template is not None:
            self._template.wait()
        self._template = None


def starter_of(setup: Setup, may_fork: bool | None = None) -> Starter:
    """Give the way to start processes here.

    Args:
        setup: the job.
        may_fork: whether to fork a template; None for where that is known to be sound: on Linux.
    """
    if may_fork is None:
        may_fork = can_fork()
    return Forked(setup) if may_fork else Fresh()


@cache
def can_fork() -> bool:
    """Tell whether this is a Linux that gives handles of processes."""
    if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True


def _program(program: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start a process that sees the same modules as this one, whatever started this one."""
    paths = [os.path.abspath(path) for path in sys.path]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            # numpy, which pyarrow imports, else starts threads for sums that are never made
            "OPENBLAS_NUM_THREADS": "1",
        },
        **options,
    )
