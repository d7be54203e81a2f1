"""What a fresh process pays before its first report."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

from attrs import frozen

from benchmarks.template import COPIES

_PROGRAM = """
import json, sys
from time import perf_counter
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    text = file.read()
begin = perf_counter()
import govinfo_report
imported = perf_counter()
govinfo_report.parse
ready = perf_counter()
govinfo_report.parse(text)
first = perf_counter()
print(json.dumps([imported - begin, ready - begin, first - ready]))
"""


@frozen
class Startup:
    """Seconds in a fresh interpreter, the median of several; nothing is taken off.

    Attributes:
        import_s: ``import govinfo_report``.
        ready_s: the same and the first use of a public name, which imports what lies behind it.
        first_parse_s: the first report: lark and regex are imported, the form is read, the parsers
            are built.
        runs: how many interpreters were started.
    """

    import_s: float
    ready_s: float
    first_parse_s: float
    runs: int


def time_startup(runs: int) -> Startup:
    """Start ``runs`` interpreters, one after the other, and time each.

    Raises:
        subprocess.CalledProcessError: the library cannot be imported there.
    """
    command = [sys.executable, "-c", _PROGRAM, str(COPIES / "tab_clean_2021.txt")]
    times = [
        json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        for _ in range(runs)
    ]
    imported, ready, first = (median(column) for column in zip(*times, strict=True))
    return Startup(imported, ready, first, runs)
