"""Times and weighs what people look at: ``python -m benchmarks.evidence``.

The evidence page of each sample, without pictures of pages, and what a notebook shows of it. Each report was read
before and its page made once, as in a session.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import govinfo_report as gr
from benchmarks.clock import timed
from benchmarks.machine import describe_machine

SAMPLES = Path(__file__).parents[1] / "tests" / "data"
FILES = (
    "copies/tab_clean_2021.txt",
    "copies/tab_shifted_2020.txt",
    "real/run_together_2020.txt",
    "documents/report_2021.html",
    "documents/report_2021.docx",
    "documents/report_2021.xlsx",
)
ROUNDS = 15
# What the issue asks for: milliseconds and bytes at most.
MOST_PAGE, MOST_NOTEBOOK, MOST_BYTES = 200.0, 5.0, 1 << 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.

    Args:
        arguments: the command line; None for the process's own.

    Returns:
        The exit status: 1 where ``--judge`` finds a limit passed, else 0.
    """
    parser = ArgumentParser(prog="python -m benchmarks.evidence", description=__doc__)
    parser.add_argument("--judge", action="store_true", help="fail where a limit is passed")
    parser.add_argument("--quick", action="store_true", help="one round")
    wanted = parser.parse_args(arguments)
    print(describe_machine())
    rounds = 1 if wanted.quick else ROUNDS
    worst = [0.0, 0.0, 0.0]
    for name in FILES:
        report = gr.read(SAMPLES / name)
        size = len(report.to_html().encode("utf-8"))
        report._repr_html_()
        page = min(timed(gr.Report.to_html, report)[0] for _ in range(rounds)) / 1e6
        notebook = min(timed(gr.Report._repr_html_, report)[0] for _ in range(rounds)) / 1e6
        print(f"{name:32} page {page:6.1f} ms {size / 1024:6.0f} KB   notebook {notebook:5.2f} ms")
        worst = [max(pair) for pair in zip(worst, (page, notebook, size), strict=True)]
    is_met = all(
        own <= most for own, most in zip(worst, (MOST_PAGE, MOST_NOTEBOOK, MOST_BYTES), strict=True)
    )
    print("met" if is_met else f"missed: {MOST_PAGE} ms, {MOST_NOTEBOOK} ms, {MOST_BYTES} bytes")
    return 1 if wanted.judge and not is_met else 0


if __name__ == "__main__":
    sys.exit(main())
