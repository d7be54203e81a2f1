"""How much memory a reading takes."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Sequence

from benchmarks.clock import read_whole
from benchmarks.copies import Copy


def peak_of_python(copies: Sequence[Copy]) -> int:
    """Give the most that reading one copy takes at a time, in bytes, the report itself included.

    A pass of its own: ``tracemalloc`` makes everything slower.
    """
    most = 0
    tracemalloc.start()
    try:
        for copy in copies:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            answer = read_whole(copy.text)
            most = max(most, tracemalloc.get_traced_memory()[1] - before)
            del answer
    finally:
        tracemalloc.stop()
    return most


def peak_of_process() -> int | None:
    """Give the most that this process has held so far, in bytes; None where that is not told."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return None
    # kilobytes on Linux, bytes on macOS
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
