"""Compares two runs, as a table in Markdown.

``python -m benchmarks.compare before.json after.json``
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.record import Record, load_record
from benchmarks.tables import Grid, markdown, origin


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comparison of two files.

    Args:
        arguments: the command line; None for the process's own.

    Returns:
        The exit status: 0.
    """
    parser = ArgumentParser("python -m benchmarks.compare", description="Compares two runs.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--stages", action="store_true", help="also each stage")
    wanted = parser.parse_args(arguments)
    before, after = load_record(wanted.before), load_record(wanted.after)
    print(f"Before: {origin(before)}", f"After: {origin(after)}", "", sep="\n\n")
    if before.machine != after.machine:
        print("The machines differ: only the ratios can be compared.", "", sep="\n")
    print(*markdown(compare(before, after, wanted.stages)), sep="\n")
    return 0


def compare(before: Record, after: Record, stages: bool = False) -> Grid:
    """Set the figures of two runs side by side; a figure that one run lacks is left out.

    Args:
        before: the first run.
        after: the second run.
        stages: also each stage.
    """
    old, new = dict(_figures(before, stages)), dict(_figures(after, stages))
    grid = [["figure", "before", "after", "change"]]
    for name in old:
        if name in new:
            was, now = old[name], new[name]
            grid.append([name, f"{was:.4g}", f"{now:.4g}", _change(was, now)])
    return grid


def _figures(record: Record, stages: bool) -> Iterator[tuple[str, float]]:
    for name, result in record.workloads.items():
        yield f"{name}, s", result.whole_us / 1e6
        yield f"{name}, x floor", result.ratio
        named: Mapping[str, float] = result.stages_us if stages else {}
        for stage, microseconds in named.items():
            yield f"{name}.{stage}, s", microseconds / 1e6
    if record.startup is not None:
        yield "import, s", record.startup.import_s
        yield "import and first name, s", record.startup.ready_s
        yield "first parse, s", record.startup.first_parse_s


def _change(old: float, new: float) -> str:
    return f"{100 * (new - old) / old:+.1f} %" if old else ""


if __name__ == "__main__":
    sys.exit(main())
