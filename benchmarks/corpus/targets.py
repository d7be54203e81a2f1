"""What a run over corpora is judged by, and the judgement. Why these: ``benchmarks/README.md``."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class Bound:
    """A figure with the value that it must keep.

    Attributes:
        figure: its name.
        about: what it is, in one line.
        unit: what it is counted in.
        most: the highest value that is right; None for any.
        least: the lowest; None for any.
    """

    figure: str
    about: str
    unit: str
    most: float | None = None
    least: float | None = None

    def verdict(self, figures: Mapping[str, float]) -> tuple[bool, str]:
        """Tell whether it is kept, and say so; what was not measured is not."""
        found = figures.get(self.figure)
        asked = f"at most {self.most:g}" if self.least is None else f"at least {self.least:g}"
        if found is None:
            return False, f"MISSED {self.about}: not measured, {asked} {self.unit}"
        is_met = (self.most is None or found <= self.most) and (
            self.least is None or found >= self.least
        )
        word = "met   " if is_met else "MISSED"
        return is_met, f"{word} {self.about}: {found:.3g}, {asked} {self.unit}"


TARGETS = (
    Bound("memory reports", "peak of iter_reports over JSON lines", "MB", most=120),
    Bound("memory extract jsonl", "peak of extract to JSON lines", "MB", most=120),
    Bound("memory extract parquet", "peak of extract to Parquet", "MB", most=250),
    Bound("growth reports", "its growth over the largest corpus", "x 10,000 copies", most=1.1),
    Bound("growth extract jsonl", "growth to JSON lines", "x 10,000 copies", most=1.1),
    Bound("growth extract parquet", "growth to Parquet", "x 10,000 copies", most=1.1),
    Bound("two extract jsonl", "two processes to JSON lines", "x one", least=1.7),
    Bound("two extract parquet", "two processes to Parquet", "x one", least=1.7),
    Bound("screening", "is_report over other text", "GB/s", least=2),
    Bound("stream", "iter_cells of one text; the goal is 5", "x floor", most=9),
)


def judge(figures: Mapping[str, float]) -> tuple[bool, list[str]]:
    """Judge a run.

    Args:
        figures: name to value.

    Returns:
        Whether every target is met, and a line for each.
    """
    verdicts = [bound.verdict(figures) for bound in TARGETS]
    return all(is_met for is_met, _ in verdicts), [line for _, line in verdicts]
