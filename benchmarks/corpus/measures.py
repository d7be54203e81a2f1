"""The measures, each in a fresh process where it weighs memory: ``python -m benchmarks.corpus`` runs them."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from benchmarks.corpus.script import find_labels, shapes_of
from benchmarks.floor import floor
from benchmarks.inputs import WORKLOADS
from govinfo_report import is_report, iter_cells, parse
from govinfo_report.testing import LAYOUTS, RECIPES, Copy, corpus_record, iter_corpus

# Copies that are made up; a larger corpus has each of them several times, with another id.
DISTINCT = 2_000


def write_corpus(path: Path, count: int, layouts: Sequence[str] = ("tab_separated",)) -> int:
    """Write a corpus of JSON lines, and give its size in bytes."""
    copies = iter_corpus(min(count, DISTINCT), 1, (), layouts)
    lines = [
        json.dumps({"text": corpus_record(copy, 1)["text"]}, ensure_ascii=False) for copy in copies
    ]
    with path.open("w", encoding="utf-8") as file:
        for line in itertools.islice(itertools.cycle(lines), count):
            file.write(f"{line}\n")
    return path.stat().st_size


_RUN = """
import json, resource, sys, time
from pathlib import Path
mode, corpus, output, workers = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
start = time.perf_counter()
if mode == "reports":
    from govinfo_report import iter_reports
    cells = 0
    with iter_reports(corpus, workers=workers) as reports:
        for report in reports:
            cells += len(report.values())
    count = reports.counts["reports"]
else:
    from govinfo_report.corpus import extract
    summary = extract(corpus, output, workers=workers)
    count, cells = summary.counts["reports"], summary.states["printed"]
seconds = time.perf_counter() - start
own = resource.getrusage(resource.RUSAGE_SELF)
others = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "reports": count, "cells": cells, "seconds": seconds,
    "first": own.ru_utime + own.ru_stime,
    "cpu": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
    "peak_mb": own.ru_maxrss / 1024, "worker_mb": others.ru_maxrss / 1024,
}))
"""


def run(way: str, corpus: Path, count: int, workers: int) -> dict[str, float]:
    """Read a corpus in a fresh process.

    Args:
        way: ``reports`` (``iter_reports``), ``extract jsonl`` or ``extract parquet``.
        corpus: the corpus.
        count: how many copies it has.
        workers: how many processes.

    Returns:
        ``reports``, ``cells`` stated, ``seconds``, ``cpu`` seconds of all processes and ``first`` of the one that
        started the others, ``peak_mb`` and ``worker_mb``.
    """
    mode, _, suffix = way.partition(" ")
    output = corpus.parent / f"facts.{suffix or 'none'}"
    done = subprocess.run(
        [sys.executable, "-c", _RUN, mode, str(corpus), str(output), str(workers)],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
    )
    output.unlink(missing_ok=True)
    found: dict[str, float] = json.loads(done.stdout)
    assert found["reports"] == count, "reports were lost"
    return found


# Runs of one process and of two in turn; the least of each counts.
_TURNS = 2


def pair(way: str, corpus: Path, count: int) -> dict[str, float]:
    """Tell how many times one process two are worth.

    Args:
        way: see ``run``, as for ``corpus`` and ``count``.
        corpus: see there.
        count: see there.

    Returns:
        ``one`` and ``two``: processor seconds of a run; ``start``: those of a run of two over a single copy; ``first``:
        those of the process that started the others; ``worth``: how many times as fast two are where nothing else runs
        and two processors are there; ``clock``: how many times they were here.
    """
    lone = corpus.with_name("lone.jsonl")
    write_corpus(lone, 1)
    ones, twos, starts = [], [], []
    for _ in range(_TURNS):
        starts.append(run(way, lone, 1, 2)["cpu"])
        ones.append(run(way, corpus, count, 1))
        twos.append(run(way, corpus, count, 2))
    one = min(found["cpu"] for found in ones)
    best = min(twos, key=lambda found: found["cpu"])
    clock = min(found["seconds"] for found in ones) / min(found["seconds"] for found in twos)
    # one processor is idle while the processes start; the first process's own part cannot be shared
    worth = one / max((best["cpu"] + min(starts)) / 2, best["first"])
    return {
        **{"one": one, "two": best["cpu"], "start": min(starts), "first": best["first"]},
        **{"worth": worth, "clock": clock},
    }


def screening() -> float:
    """Give how many GB of news ``is_report`` passes over in a second, by UTF-8."""
    texts = [copy.text for copy in WORKLOADS["not_a_report"].round(0, copies=300)]
    size = sum(len(text.encode()) for text in texts)
    # a round takes a millisecond: of many, one is not disturbed
    return size / _best(lambda: [is_report(text) for text in texts], 500) / 1e9


def _best(call: object, rounds: int = 5) -> float:
    assert callable(call)
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def streaming(size: int) -> dict[str, float]:
    """Read one text of ``size`` bytes, reports one after the other, with ``iter_cells``; the floor beside it."""
    texts = [copy.text for copy in iter_corpus(300, 2, (), ("tab_separated",), "2021")]
    lines = [text.splitlines(keepends=True) for text in texts]
    cells = sum(1 for _ in iter_cells(itertools.chain.from_iterable(lines)))
    share = sum(len(text.encode()) for text in texts)
    rounds = max(1, size // share)

    low = 0.0

    def endless() -> Iterator[str]:
        nonlocal low
        for _ in range(rounds):
            for text, its_lines in zip(texts, lines, strict=True):
                # in turns, as in ``benchmarks.run``: a machine that is slow for a while is slow for both
                begun = time.perf_counter()
                floor(text)
                low += time.perf_counter() - begun
                yield from its_lines

    start = time.perf_counter()
    found = sum(1 for _ in iter_cells(endless()))
    seconds = time.perf_counter() - start - low
    assert found == cells * rounds, "cells were lost"
    return {"mb": share * rounds / 1e6, "seconds": seconds, "floors": seconds / low}


def by_kind(copies: int = 40) -> dict[str, dict[str, tuple[float, float]]]:
    """Give cost by layout and by damage: microseconds a copy of parse and values, and the same in floors."""
    kinds = {
        "layout": {name: list(iter_corpus(copies, 3, (), (name,))) for name in LAYOUTS},
        "damage": {
            name: list(iter_corpus(copies, 4, (name,), ("tab_separated",))) for name in RECIPES
        },
    }
    return {
        group: {name: _cost([copy.text for copy in found]) for name, found in members.items()}
        for group, members in kinds.items()
    }


def _cost(texts: Sequence[str]) -> tuple[float, float]:
    whole = _best(lambda: [parse(text).values() for text in texts], 3)
    low = _best(lambda: [floor(text) for text in texts], 3)
    return whole / len(texts) * 1e6, whole / low


def against_script(copies: int = 200) -> dict[str, Counter[str]]:
    """Compare with a script that finds the label and takes the next numbers, on clean copies and on damaged ones.

    Returns:
        Kind of copies, and who read them, to: cells ``right``, ``wrong`` (stated, and not what the office printed, and
        nothing says so), ``marked`` (wrong too, under a warning that lists the cell), ``missed`` (printed and not
        stated), and ``us`` a copy.
    """
    found: dict[str, Counter[str]] = {}
    for name, recipes in (("clean", ()), ("damaged", ("any",))):
        corpus = list(iter_corpus(copies, 6, recipes, (), "2021"))
        for who, read in (("library", _library), ("script", _script)):
            counts = found[f"{name}, {who}"] = Counter()
            start = time.perf_counter()
            answers = [read(copy.text) for copy in corpus]
            counts["us"] = round((time.perf_counter() - start) / copies * 1e6)
            for copy, (answer, doubted) in zip(corpus, answers, strict=True):
                counts.update(_judged(copy, answer, doubted))
    return found


_Answer = tuple[dict[str, Decimal], set[str]]


def _library(text: str) -> _Answer:
    report = parse(text)
    doubted = {path for item in report.findings if item.severity != "info" for path in item.cells}
    return {path: Decimal(value) for path, value in report.values().items()}, doubted


def _script(text: str) -> _Answer:
    found = find_labels(text, shapes_of("2021"))
    return {path: Decimal(value) for path, value in found.items()}, set()


def _judged(copy: Copy, answer: dict[str, Decimal], doubted: set[str]) -> Counter[str]:
    truth = copy.truth.values()
    counts: Counter[str] = Counter()
    for path, value in answer.items():
        if truth.get(path) == value:
            counts["right"] += 1
        else:
            counts["marked" if path in doubted else "wrong"] += 1
    counts["missed"] += sum(path not in answer for path in copy.printed() if path in truth)
    return counts
