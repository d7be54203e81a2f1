"""``python -m benchmarks.corpus``: how to read it is in ``benchmarks/README.md``."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus.measures import (
    against_script,
    by_kind,
    pair,
    run,
    screening,
    streaming,
    write_corpus,
)
from benchmarks.corpus.targets import judge
from benchmarks.machine import describe_libraries, describe_machine

# The corpus from which on memory must not grow.
_SETTLED = 10_000
# The one that two processes are judged on: their start must not count.
_LONG = 30_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print what was found.

    Args:
        arguments: the command line; None for the process's own.

    Returns:
        The exit status: 1 where ``--judge`` finds a target missed, else 0.
    """
    parser = ArgumentParser("python -m benchmarks.corpus", description="Measures whole corpora.")
    parser.add_argument("--large", action="store_true", help="also 100,000 copies (minutes)")
    parser.add_argument("--quick", action="store_true", help="tiny: proves that it runs")
    parser.add_argument("--judge", action="store_true", help="status 1 where a target is missed")
    wanted = parser.parse_args(arguments)
    machine = " ".join(f"{name} {value}," for name, value in describe_machine().items())
    libraries = ", ".join(f"{name} {version}" for name, version in describe_libraries().items())
    print(f"{machine} {libraries}\n")
    sizes = [200] if wanted.quick else [1_000, _SETTLED, _LONG] + [100_000] * wanted.large
    with tempfile.TemporaryDirectory() as folder:
        figures = print_runs(Path(folder), sizes)
        figures |= print_pairs(Path(folder), 200 if wanted.quick else _LONG)
    figures["screening"] = screening()
    print(f"\nis_report: {figures['screening']:.2f} GB/s of other text")
    found = streaming(1_000_000 if wanted.quick else 100_000_000)
    figures["stream"] = found["floors"]
    speed = found["mb"] / found["seconds"]
    print(
        f"iter_cells: one text of {found['mb']:.0f} MB, {speed:.1f} MB/s, {found['floors']:.1f} floors"
    )
    print_answers(wanted.quick)
    if not wanted.judge:
        return 0
    is_met, lines = judge(figures)
    print("", *lines, sep="\n")
    return 0 if is_met else 1


def print_answers(is_quick: bool) -> None:
    """Print what a script would read instead, and the cost by layout and by damage."""
    print(
        "\n| copies, read by | µs a copy | right | wrong | wrong, marked | missed |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    for name, counts in against_script(10 if is_quick else 200).items():
        cells = " | ".join(str(counts[key]) for key in ("us", "right", "wrong", "marked", "missed"))
        print(f"| {name} | {cells} |")
    for group, members in by_kind(4 if is_quick else 40).items():
        print(f"\n| {group} | µs a copy | floors |\n| --- | ---: | ---: |")
        for name, (cost, floors) in members.items():
            print(f"| {name} | {cost:.0f} | {floors:.1f} |")


def print_runs(folder: Path, sizes: Sequence[int]) -> dict[str, float]:
    """Print reports a second and peak memory by size, way and number of processes.

    Returns:
        The figures that are judged: of one process the highest peak, and how it grew from ``_SETTLED`` copies on.
    """
    figures: dict[str, float] = {}
    settled: dict[str, float] = {}
    print("| copies | way | processes | reports/s | MB/s | cpu s | peak MB | of a worker |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in sizes:
        corpus = folder / f"{count}.jsonl"
        size = write_corpus(corpus, count)
        for way in ("reports", "extract jsonl", "extract parquet"):
            if way == "extract jsonl" and count > _LONG:
                # 120 KB a copy: 12 GB would measure the disk
                continue
            for workers in (1, 2):
                found = run(way, corpus, count, workers)
                seconds, peak = found["seconds"], found["peak_mb"]
                print(
                    f"| {count} | {way} | {workers} | {count / seconds:.0f} | {size / seconds / 1e6:.1f} "
                    f"| {found['cpu']:.1f} | {peak:.0f} | {found['worker_mb'] * (workers > 1):.0f} |",
                    flush=True,
                )
                if workers == 1:
                    figures[f"memory {way}"] = max(figures.get(f"memory {way}", 0), peak)
                    if count == _SETTLED:
                        settled[way] = peak
                    elif way in settled:
                        figures[f"growth {way}"] = peak / settled[way]
        corpus.unlink()
    return figures


def print_pairs(folder: Path, count: int) -> dict[str, float]:
    """Print how many times one process two are worth, by processor time; see ``measures.pair``."""
    figures: dict[str, float] = {}
    corpus = folder / "pairs.jsonl"
    write_corpus(corpus, count)
    print("\n| way | cpu s of one | of two | at the start | of the first | worth | by the clock |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for way in ("extract jsonl", "extract parquet"):
        found = pair(way, corpus, count)
        figures[f"two {way}"] = found["worth"]
        print(
            f"| {way} | {found['one']:.1f} | {found['two']:.1f} | {found['start']:.1f} | {found['first']:.1f} "
            f"| {found['worth']:.2f} | {found['clock']:.2f} |",
            flush=True,
        )
    return figures


if __name__ == "__main__":
    sys.exit(main())
