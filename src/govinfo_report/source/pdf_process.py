"""Reads a PDF that may be an attack in a process of its own: where PDFium ends it, this one goes on.

The process may take as much memory as the budget allows. It is no sandbox: it may do what this one may.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from govinfo_report.errors import UnreadableFileError
from govinfo_report.source import recognition
from govinfo_report.source.document import Document
from govinfo_report.source.files import SourceFile, open_source

if TYPE_CHECKING:
    from govinfo_report.source.pdf_page import Character

# Seconds of computing after which a file is given up, those for the recognition of pictures apart.
MOST_SECONDS = 60
# Bytes that a process has that has read nothing.
_USUAL = 512 << 20
PROGRAM = "from govinfo_report.source.pdf_process import main; main()"


def read_apart(file: SourceFile, sees: bool) -> Document:
    """Read a PDF in a process of its own.

    Args:
        file: the file.
        sees: the text of pages that are pictures is recognized.

    Raises:
        UnreadableFileError: as ``read_pdf``.
        BudgetError: as ``read_pdf``; or the process came to its end before it had read the file.
    """
    asked = pickle.dumps((file.data, file.name, file.meter.budget, sees))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", PROGRAM],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            check=False,
        )
    except OSError as error:
        file.refuse(
            "expected to read an unusual PDF in a process of its own, found no Python at sys.executable to start; "
            "save the PDF anew with another program",
            error,
            zh="这种不常见的PDF须由单独的进程读取，但sys.executable处没有可启动的Python；请用其他程序另存该PDF",
        )
    if done.returncode:
        raise file.meter.budget.exceeded("memory")
    answer = pickle.loads(done.stdout)
    if isinstance(answer, UnreadableFileError):
        raise answer
    assert isinstance(answer, Document)
    return answer


def main() -> None:
    """Read the file that is asked for, in a process that was started for it."""
    from govinfo_report.source.pdf import read_pdf

    data, name, budget, sees = pickle.load(sys.stdin.buffer)

    def recognize(page: Any) -> list[Character]:
        # what recognizes a page takes more than the page
        _bound(None)
        found = recognition.recognize(page)
        _bound(budget.memory)
        return found

    _bound(budget.memory)
    answer: Document | UnreadableFileError
    try:
        answer = read_pdf(open_source(data, name, budget), recognize if sees else None)
    except MemoryError:
        answer = budget.exceeded("memory")
    except UnreadableFileError as error:
        answer = error
    _bound(None)
    pickle.dump(answer, sys.stdout.buffer)


def _bound(memory: int | None) -> None:
    """Let this process take so many bytes more, and some time; None for as much as there is.

    Where the system knows no such limits, none hold.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = {
        resource.RLIMIT_AS: _size() + (memory or 0),
        resource.RLIMIT_CPU: int(sum(os.times()[:2])) + MOST_SECONDS,
    }
    for limit, soft in most.items():
        _, hard = resource.getrlimit(limit)
        if memory is None or (hard != resource.RLIM_INFINITY and soft > hard):
            soft = hard
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (soft, hard))


def _size() -> int:
    """Give the bytes of memory that this process has, or what it may have where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return _USUAL
