"""Times the library: ``python -m benchmarks.run``. How to read it: ``benchmarks/README.md``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import targets
from benchmarks.inputs import SEED, WORKLOADS
from benchmarks.machine import describe_libraries, describe_machine
from benchmarks.measure import measure
from benchmarks.record import Record
from benchmarks.startup import time_startup
from benchmarks.tables import markdown, origin, plain, stage_grid, startup_grid, workload_grid

ROUNDS = 7
STARTS = 9
# Copies of a quick run: one of each edition and of each damage.
QUICK_COPIES = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.

    Args:
        arguments: the command line; None for the process's own.

    Returns:
        The exit status: 1 where ``--judge`` finds a target missed, else 0.

    Raises:
        WrongAnswerError: the library read a copy wrongly.
    """
    wanted = _parser().parse_args(arguments)
    record = take(wanted)
    if wanted.json:
        wanted.json.write_text(record.to_json(), "utf-8")
    show(record, wanted.markdown)
    if not wanted.judge:
        return 0
    verdicts = targets.judge(record, targets.TARGETS)
    print(*verdicts, sep="\n")
    return 0 if all(verdict.met for verdict in verdicts) else 1


def take(wanted: Namespace) -> Record:
    """Measure what the command line asks for."""
    results = {}
    for name in wanted.workload or WORKLOADS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        copies = min(QUICK_COPIES, WORKLOADS[name].copies) if wanted.quick else None
        rounds = 1 if wanted.quick else wanted.repeat
        results[name] = measure(WORKLOADS[name], rounds, wanted.seed, copies)
    starts = None
    if not wanted.workload or wanted.judge:
        print("fresh processes ...", file=sys.stderr, flush=True)
        starts = time_startup(1 if wanted.quick else STARTS)
    return Record(
        taken=datetime.now(UTC).isoformat(timespec="seconds"),
        seed=wanted.seed,
        quick=wanted.quick,
        machine=describe_machine(),
        libraries=describe_libraries(),
        startup=starts,
        workloads=results,
    )


def show(record: Record, as_markdown: bool) -> None:
    """Print the figures."""
    print(origin(record))
    for grid in (workload_grid(record), stage_grid(record), startup_grid(record)):
        if grid:
            print("", *(markdown if as_markdown else plain)(grid), sep="\n")
    print()


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m benchmarks.run", description="Times the library.")
    add = parser.add_argument
    add("--workload", action="append", choices=list(WORKLOADS), help="only this; may be repeated")
    add("--repeat", type=_count, default=ROUNDS, help="rounds, each of new copies (%(default)s)")
    add("--quick", action="store_true", help="one tiny round: proves that it runs")
    add("--seed", type=int, default=SEED, help="seed of the first round (%(default)s)")
    add("--json", type=Path, metavar="FILE", help="keep the figures, for benchmarks.compare")
    add("--markdown", action="store_true", help="print the tables of benchmarks/README.md")
    add("--judge", action="store_true", help="judge the targets; status 1 where one is missed")
    return parser


def _count(words: str) -> int:
    number = int(words)
    if number < 1:
        raise ValueError(words)
    return number


if __name__ == "__main__":
    sys.exit(main())
