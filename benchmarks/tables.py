"""Figures as tables: plain for the screen, Markdown for a README or a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.record import Record
from benchmarks.stages import STAGES

HEAD = (
    "workload",
    "copies",
    "bytes",
    "floor µs",
    "whole µs",
    "again µs",
    "cells µs",
    "x floor",
    "cells x floor",
    "peak kB",
    "process MB",
)

Grid = Sequence[Sequence[str]]
"""Lines of cells; the first line is the heading."""


def workload_grid(record: Record) -> Grid:
    """Give a line for each workload: sizes, floor, whole, ratio, memory."""
    grid = [[*HEAD]]
    for name, result in record.workloads.items():
        held = "" if result.process_bytes is None else f"{result.process_bytes / 1e6:.0f}"
        grid.append(
            [
                name,
                f"{result.copies} x {result.rounds}",
                f"{result.size}",
                f"{result.floor_us:.1f}",
                f"{result.whole_us:.1f}",
                f"{result.again_us:.1f}",
                f"{result.cells_us:.1f}",
                f"{result.ratio:.2f}",
                f"{result.cells_ratio:.2f}",
                f"{result.peak_bytes / 1e3:.0f}",
                held,
            ]
        )
    return grid


def stage_grid(record: Record) -> Grid:
    """Give a line for each workload: µs of each stage."""
    grid = [["stage, µs", *STAGES]]
    for name, result in record.workloads.items():
        grid.append([name, *(f"{result.stages_us[stage]:.1f}" for stage in STAGES)])
    return grid


def startup_grid(record: Record) -> Grid:
    """Give the seconds of a fresh process; nothing where they were not taken."""
    if record.startup is None:
        return []
    start = record.startup
    return [
        ["fresh process, s", "import", "import and first name", "first parse"],
        [
            f"median of {start.runs}",
            f"{start.import_s:.4f}",
            f"{start.ready_s:.4f}",
            f"{start.first_parse_s:.4f}",
        ],
    ]


def plain(grid: Grid) -> Iterator[str]:
    """Give the lines of a table for the screen: the first column left, the others right."""
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    for cells in grid:
        rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        yield "  ".join([cells[0].ljust(widths[0]), *rest]).rstrip()


def markdown(grid: Grid) -> Iterator[str]:
    """Give the lines of a table in Markdown."""
    for at, cells in enumerate(grid):
        yield f"| {' | '.join(cells)} |"
        if at == 0:
            yield "| --- |" + " ---: |" * (len(cells) - 1)


def origin(record: Record) -> str:
    """Say what the figures were taken on."""
    machine = ", ".join(f"{name} {value}" for name, value in record.machine.items())
    libraries = ", ".join(f"{name} {version}" for name, version in record.libraries.items())
    quick = " QUICK RUN: the figures mean nothing." if record.quick else ""
    return f"Taken {record.taken}. {machine}; {libraries}; seed {record.seed}.{quick}"
