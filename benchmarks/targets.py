"""The targets of speed, and their judgement. Why these: ``docs/benchmarks.md``."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from benchmarks.record import Record


@frozen
class Target:
    """A figure that must not be passed.

    Attributes:
        of: a workload, or ``startup``.
        figure: the figure's name there.
        most: the highest value that meets the target.
        unit: what it is counted in.
        about: what it means, in one line.
    """

    of: str
    figure: str
    most: float
    unit: str
    about: str


TARGETS: tuple[Target, ...] = (
    # the goal is 5, and a quiet machine meets it; judged with room for a busy one
    Target("tab_clean", "ratio", 6.0, "x floor", "parse, findings and values; the goal is 5"),
    Target("row_per_cell", "ratio", 5.0, "x floor", "the same of copies with a cell on each line"),
    Target("row_per_cell", "cells_ratio", 5.0, "x floor", "iter_cells of these"),
    Target("tab_clean", "cells_ratio", 8.0, "x floor", "iter_cells of clean copies; the goal is 5"),
    Target("startup", "import_s", 0.15, "s", "import govinfo_report in a fresh process"),
)


@frozen
class Verdict:
    """What became of a target: ``found`` is None where nothing was measured, which misses it."""

    target: Target
    found: float | None

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.found is not None and self.found <= self.target.most

    def __str__(self) -> str:
        target = self.target
        found = "not measured" if self.found is None else f"{self.found:.3g} {target.unit}"
        word = "met   " if self.met else "MISSED"
        asked = f"at most {target.most:g} ({target.about})"
        return f"{word} {target.of}.{target.figure}: {found}, {asked}"


def judge(record: Record, targets: Sequence[Target]) -> list[Verdict]:
    """Judge a run by each target.

    A ratio is judged by the best round. What disturbs a run (another process, a slower clock) comes
    and goes within a round, while a slower library is slow in every one; both sides of a ratio take
    turns every few copies, so the machine's own speed cancels. Each round's ratio is a median over
    its copies already: one lucky copy does not make a round good.
    """
    return [Verdict(target, _found(record, target)) for target in targets]


def _found(record: Record, target: Target) -> float | None:
    holder: object = record.startup if target.of == "startup" else record.workloads.get(target.of)
    found: float | None = getattr(holder, target.figure, None)
    return found
