"""Turns copies into facts, already in the form in which they are written: what comes back is bytes and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pickle import PickleBuffer
from typing import Any, TypeAlias

from attrs import evolve

from govinfo_report.corpus.copies import Copy, Item, is_failed
from govinfo_report.corpus.jobs import is_other, read_item
from govinfo_report.corpus.shapes import CorpusShape
from govinfo_report.export.facts import new_facts
from govinfo_report.export.lines import facts_csv, facts_jsonl
from govinfo_report.export.report_lines import ReportLines
from govinfo_report.model import Report

Data: TypeAlias = Any
"""What holds bytes and goes to another process without a copy: a ``PickleBuffer``, a buffer of Arrow. Of a workbook
the rows of its sheets."""

Answer: TypeAlias = tuple[Data, dict[str, int]]


class FactsJob:
    """Reads copies into facts.

    Args:
        format: ``jsonl``, ``csv``, ``parquet`` (Arrow, as an IPC stream), or ``xlsx`` (what its sheets hold).
        shape: one of ``CORPUS_SHAPES``.
        keep: fields of the records that stand behind the columns.
        lang: the language of a workbook.
        every: what is no report is wanted as one.
    """

    def __init__(
        self,
        format: str,
        shape: CorpusShape,
        keep: tuple[str, ...] = (),
        lang: str = "zh",
        every: bool = False,
    ) -> None:
        self.format = format
        self.shape: CorpusShape = shape
        self.keep = keep
        self.lang = lang
        self.every = every
        # a workbook names the copies that are no report, too
        self._names_all = format == "xlsx"

    def run(self, copies: Sequence[Item], begin: Callable[[int], None]) -> Answer:
        """Give the facts of copies, and what was counted on the way; ``passed_over``: those that gave no report."""
        passed_over = 0

        def reports() -> Iterator[Report]:
            nonlocal passed_over
            for at, item in enumerate(copies):
                begin(at)
                is_given = False
                for report in read_item(self._wanted(item)):
                    report.record = item.record
                    is_given = is_given or not self._is_passed(report)
                    yield report
                passed_over += not is_given

        data, counts = self.render(reports())
        return data, {**counts, "passed_over": passed_over}

    def _wanted(self, item: Item) -> Item:
        """Give a copy as it is to be read."""
        if self._names_all and isinstance(item, Copy):
            return evolve(item, keep=True)
        return item

    def _is_passed(self, report: Report) -> bool:
        """Tell whether a copy is named and has no facts."""
        return self._names_all and not self.every and is_other(report)

    def render(self, reports: Iterable[Report]) -> Answer:
        """Give the facts of reports, and what was counted on the way: ``state:…``, ``finding:…``."""
        facts = self._new_facts()
        counts: Counter[str] = Counter()
        for report in reports:
            if self._is_passed(report):
                facts.pass_over(report)
                continue
            facts.add(report)
            counts["reports"] += 1
            counts["failed"] += is_failed(report)
            for found in report.findings:
                counts[f"finding:{found.code}"] += 1
                counts[f"severity:{found.severity}"] += 1
        counts["lines"] += facts.count
        for state, count in facts.states.items():
            counts[f"state:{state}"] += count
        return self._data(facts), dict(counts)

    def _new_facts(self) -> Any:
        """Give what takes reports; only that of a workbook can ``pass_over`` one."""
        if self.format == "xlsx":
            from govinfo_report.workbook.report_rows import SheetFacts

            return SheetFacts(self.lang, self.keep)
        return ReportLines() if self.shape == "reports" else new_facts(self.shape, self.keep)

    def _data(self, facts: Any) -> Data:
        """Give facts as the sink of the format takes them.

        Args:
            facts: what ``_new_facts`` gave.
        """
        if self.format == "xlsx":
            return facts.rows
        if isinstance(facts, ReportLines):
            return PickleBuffer(b"".join(facts.lines))
        if self.format == "jsonl":
            return PickleBuffer(facts_jsonl(facts))
        if self.format == "csv":
            return PickleBuffer(facts_csv(facts))
        from govinfo_report.export.arrays import require_pyarrow
        from govinfo_report.export.arrow import facts_batch

        pa = require_pyarrow("to write Parquet", "写入Parquet")
        sink = pa.BufferOutputStream()
        batch = facts_batch(facts, is_short=True)
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        return sink.getvalue()
