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
    run,
    screening,
    streaming,
    write_corpus,
)
from benchmarks.machine import describe_libraries, describe_machine


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print what was found.

    Args:
        arguments: the command line; None for the process's own.
    """
    parser = ArgumentParser("python -m benchmarks.corpus", description="Measures whole corpora.")
    parser.add_argument("--large", action="store_true", help="also 100,000 copies (minutes)")
    parser.add_argument("--quick", action="store_true", help="tiny: proves that it runs")
    wanted = parser.parse_args(arguments)
    machine = " ".join(f"{name} {value}," for name, value in describe_machine().items())
    libraries = ", ".join(f"{name} {version}" for name, version in describe_libraries().items())
    print(f"{machine} {libraries}\n")
    sizes = [200] if wanted.quick else [1_000, 10_000] + [100_000] * wanted.large
    with tempfile.TemporaryDirectory() as folder:
        print_runs(Path(folder), sizes)
    print(f"\nis_report: {screening():.2f} GB/s of other text")
    found = streaming(1_000_000 if wanted.quick else 100_000_000)
    speed = found["mb"] / found["seconds"]
    print(
        f"iter_cells: one text of {found['mb']:.0f} MB, {speed:.1f} MB/s, {found['floors']:.1f} floors"
    )
    print(
        "\n| copies, read by | µs a copy | right | wrong | wrong, marked | missed |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    for name, counts in against_script(10 if wanted.quick else 200).items():
        cells = " | ".join(str(counts[key]) for key in ("us", "right", "wrong", "marked", "missed"))
        print(f"| {name} | {cells} |")
    for group, members in by_kind(4 if wanted.quick else 40).items():
        print(f"\n| {group} | µs a copy | floors |\n| --- | ---: | ---: |")
        for name, (cost, floors) in members.items():
            print(f"| {name} | {cost:.0f} | {floors:.1f} |")
    return 0


def print_runs(folder: Path, sizes: Sequence[int]) -> None:
    """Print reports a second and peak memory by size, way and number of processes."""
    print("| copies | way | processes | reports/s | MB/s | cpu s | peak MB | of a worker |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in sizes:
        corpus = folder / f"{count}.jsonl"
        size = write_corpus(corpus, count)
        for way in ("reports", "extract jsonl", "extract parquet"):
            mode, _, suffix = way.partition(" ")
            for workers in (1, 2):
                output = folder / f"facts.{suffix or 'none'}"
                found = run(mode, corpus, output, workers)
                assert found["reports"] == count, "reports were lost"
                output.unlink(missing_ok=True)
                seconds = found["seconds"]
                print(
                    f"| {count} | {way} | {workers} | {count / seconds:.0f} | {size / seconds / 1e6:.1f} "
                    f"| {found['cpu']:.1f} | {found['peak_mb']:.0f} | {found['worker_mb'] * (workers > 1):.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    sys.exit(main())
