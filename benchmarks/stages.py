"""Times the stages of the pipeline inside a parse, by a clock at each seam.

``SEAMS`` names the functions that a stage consists of, as ``govinfo_report.pipeline`` calls them; a
new stage is one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from time import perf_counter_ns
from typing import Any
from unittest.mock import patch

from attrs import define, field

from benchmarks.clock import quiet_garbage
from benchmarks.copies import Copy
from govinfo_report import form_reader, pipeline, table_rows
from govinfo_report.layouts import Layout, is_blind
from govinfo_report.model import LineRows, Row
from govinfo_report.official import official_form
from govinfo_report.source import Lines

STAGES = (
    "sections",
    "identity",
    "layouts",
    "labels",
    "grammar",
    "claims",
    "align",
    "checks",
    "rest",
    "to_dict",
)
"""In the order of a table; ``rest`` is what a parse, its findings and values cost beside them."""

SEAMS = (
    ("sections", pipeline, "read_sections"),
    ("identity", pipeline, "read_identity"),
    ("layouts", table_rows, "choose"),
    ("layouts", table_rows, "choose_again"),
    ("labels", table_rows, "meet_table"),
    ("labels", table_rows, "label_table"),
    ("align", form_reader, "align_table"),
    ("checks", pipeline, "check_claims"),
)
"""Stage, module and name of a function."""


@define
class StageClock:
    """Adds up the nanoseconds of each stage for one copy at a time."""

    spent: dict[str, int] = field(factory=dict)

    def at(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give ``call`` with a clock around it."""

        def clocked(*args: Any, **words: Any) -> Any:
            start = perf_counter_ns()
            try:
                return call(*args, **words)
            finally:
                self.spent[stage] = self.spent.get(stage, 0) + perf_counter_ns() - start

        return clocked

    def take(self) -> dict[str, int]:
        """Give what was spent since the last time."""
        spent, self.spent = self.spent, {}
        return spent


@define
class ClockedLayout:
    """A layout whose rows are all made at once, so that their time is not the labels'.

    Rows that may never be made (``LineRows``) are left as they are.
    """

    layout: Layout
    clock: StageClock
    name: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.name = self.layout.name

    def score(self, lines: Lines) -> float:
        """Give the score of the layout; its time is part of ``choose``."""
        return self.layout.score(lines)

    def is_blind(self, lines: Lines) -> bool:
        """Tell what the layout tells; see ``choose_again``."""
        return is_blind(self.layout, lines)

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows of the layout."""
        rows: Iterator[Row] = self.clock.at("layouts", lambda: _made(self.layout.rows(lines)))()
        return rows


def _made(rows: Iterator[Row]) -> Iterator[Row]:
    return rows if isinstance(rows, LineRows) else iter(list(rows))


class StagedPipeline:
    """A pipeline of its own, with memos of its own, that tells what each stage of it costs."""

    def __init__(self) -> None:
        self.clock = clock = StageClock()
        self.pipeline = own = pipeline.Pipeline(official_form())
        own.rows.layouts = [ClockedLayout(layout, clock) for layout in own.layouts]
        self._seams: list[tuple[Any, str, Callable[..., Any]]] = [
            (module, name, clock.at(stage, getattr(module, name))) for stage, module, name in SEAMS
        ]
        for reader in own.readers.values():
            for name in ("parsed", "outcome"):
                self._seams.append((reader, name, clock.at("grammar", getattr(reader, name))))
        self._seams.append((own, "read_claims", clock.at("claims", own.read_claims)))
        self._seams.append((own.checks, "run", clock.at("checks", own.checks.run)))

    def time_round(self, copies: Sequence[Copy]) -> list[dict[str, int]]:
        """Give for each copy the nanoseconds of each stage."""
        found = []
        with ExitStack() as seams, quiet_garbage():
            for owner, name, clocked in self._seams:
                seams.enter_context(patch.object(owner, name, clocked))
            for copy in copies:
                found.append(self._time(copy.text))
        return found

    def _time(self, text: str) -> dict[str, int]:
        self.clock.take()
        start = perf_counter_ns()
        report = self.pipeline.parse(text)
        _ = report.findings
        report.values()
        end = perf_counter_ns()
        spent = self.clock.take()
        spent["rest"] = end - start - sum(spent.values())
        report.to_dict()
        spent["to_dict"] = perf_counter_ns() - end
        return {stage: spent.get(stage, 0) for stage in STAGES}
