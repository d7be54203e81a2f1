"""Measures one workload: new copies through the clock, the stages and the memory pass."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.clock import Times, read_whole, time_cells, time_round
from benchmarks.copies import Copy
from benchmarks.inputs import SEED, Workload
from benchmarks.memory import peak_of_process, peak_of_python
from benchmarks.record import Result
from benchmarks.stages import STAGES, StagedPipeline

# Copies read before the first round: parsers are built, labels known; their numbers are others.
WARM = 24
# Copies of the memory pass; one is like the other.
WEIGHED = 12


def measure(workload: Workload, rounds: int, seed: int = SEED, copies: int | None = None) -> Result:
    """Measure a workload.

    Args:
        workload: the workload.
        rounds: how many rounds.
        seed: the seed of the first round.
        copies: copies in a round; None for as many as the workload has.

    Raises:
        WrongAnswerError: the library read a copy wrongly.
    """
    count = workload.copies if copies is None else copies
    staged = StagedPipeline()
    before = workload.round(-1, seed, min(WARM, count))
    for copy in before:
        read_whole(copy.text)
    staged.time_round(before)
    times: list[Times] = []
    streams: list[list[tuple[int, int]]] = []
    spent: list[dict[str, float]] = []
    read: list[Copy] = []
    for number in range(rounds):
        round_copies = workload.round(number, seed, count)
        times.append(time_round(round_copies))
        stages = staged.time_round(round_copies)
        spent.append({stage: median(copy[stage] for copy in stages) / 1000 for stage in STAGES})
        streams.append(time_cells(workload.round(rounds + 1 + number, seed, count)))
        read += round_copies
    ratios = [_ratio(time) for time in times]
    cells_ratios = [median(cells / low for low, cells in stream) for stream in streams]
    return Result(
        about=workload.about,
        copies=count,
        rounds=rounds,
        characters=int(median(len(copy.text) for copy in read)),
        size=int(median(len(copy.text.encode()) for copy in read)),
        numbers=sum(len(copy.values) for copy in read if copy.sound),
        floor_us=_best([time.floor for time in times]),
        whole_us=_best([time.whole for time in times]),
        again_us=_best([time.again for time in times]),
        cells_us=_best([[cells for _, cells in stream] for stream in streams]),
        ratio=min(ratios),
        ratios=ratios,
        cells_ratio=min(cells_ratios),
        cells_ratios=cells_ratios,
        stages_us={stage: min(found[stage] for found in spent) for stage in STAGES},
        peak_bytes=peak_of_python(workload.round(rounds, seed, min(WEIGHED, count))),
        process_bytes=peak_of_process(),
    )


def _ratio(times: Times) -> float:
    """Give the median over the copies of whole / floor."""
    return median(whole / low for whole, low in zip(times.whole, times.floor, strict=True))


def _best(rounds: Sequence[Sequence[int]]) -> float:
    """Give the least of the medians of the rounds, in microseconds."""
    return min(median(times) for times in rounds) / 1000
