"""A corpus in, a file of facts out."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

from attrs import define, field

from govinfo_report.corpus.copies import Fields, Item, Progress
from govinfo_report.corpus.facts_job import Answer, FactsJob
from govinfo_report.corpus.folders import DICTIONARY, beside, is_dictionary
from govinfo_report.corpus.formats import check_workbook, format_of, heading_of
from govinfo_report.corpus.journal import Journal
from govinfo_report.corpus.output import Output, is_regular, refuse_left
from govinfo_report.corpus.pool import Pool
from govinfo_report.corpus.reports import (
    check_limits,
    iter_chunks,
    iter_wanted,
    kept_names,
    pool_timeout,
)
from govinfo_report.corpus.shapes import CorpusShape, require_corpus_shape
from govinfo_report.corpus.sinks import Sink, open_sink
from govinfo_report.corpus.sources import Corpus, Source
from govinfo_report.errors import ArgumentError, language
from govinfo_report.export.columns import data_dictionary
from govinfo_report.export.report_lines import report_dictionary
from govinfo_report.model import STATES


@define
class Summary:
    """What came of a run.

    Attributes:
        counts: ``copies`` met, ``passed_over``, ``skipped``, ``reports``, ``failed`` among them, see ``Reports``;
            ``failed_before``: those that failed in earlier runs that this one goes on with; ``gone``: those that they
            wrote and that the corpus does not hold any more as they were; ``lines`` written, ``restarts`` of processes.
        states: state to cells.
        findings: code to how many findings, the commonest first.
        severities: severity to how many findings.
        progress: how far the reading of the corpus has come.
        handed: copies that were handed over to be read so far; in the end each of them was answered.
    """

    counts: Counter[str] = field(factory=Counter)
    states: Counter[str] = field(factory=Counter)
    findings: Counter[str] = field(factory=Counter)
    severities: Counter[str] = field(factory=Counter)
    progress: Progress = field(factory=Progress)
    handed: int = 0

    def add(self, counts: dict[str, int]) -> None:
        """Add what a ``FactsJob`` counted."""
        groups = {"state": self.states, "finding": self.findings, "severity": self.severities}
        for name, count in counts.items():
            group, colon, own = name.partition(":")
            (groups[group] if colon else self.counts)[own or group] += count

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "counts": dict(self.counts),
            "states": {state: self.states[state] for state in STATES},
            "findings": dict(self.findings.most_common()),
            "severities": dict(self.severities),
        }


def extract(
    source: Source | Sequence[Source],
    output: str | Path | None,
    *,
    format: str | None = None,
    shape: CorpusShape = "long",
    text: str = "text",
    id: str | None = None,
    title: str | None = None,
    workers: int = 1,
    ordered: bool = True,
    timeout: float | None = None,
    resume: str | Path | None = None,
    every: bool = False,
    most_unpacked: int | None = None,
    keep: Sequence[str] = (),
    lang: str | None = None,
    excel: bool = False,
    tell: Callable[[Summary], None] | None = None,
) -> Summary:
    """Write the facts of a corpus to a file, and the data dictionary beside it.

    The file has its name only when it is whole; until then ``.part`` stands behind it.

    Args:
        source: the corpus, see ``iter_reports``.
        output: the file; None for standard output.
        format: ``jsonl``, ``csv``, ``parquet`` or ``xlsx``, where the name of the file does not tell it.
        shape: ``long``, one line a cell; ``wide``, one line a report; ``claims``, one line a number of the prose;
            ``reports``, the whole reports as JSON lines, with their texts.
        text: see ``iter_reports``, as for ``id``, ``workers``, ``ordered``, ``timeout``, ``every`` and others.
        id: see there.
        title: see there.
        workers: see there.
        ordered: see there.
        timeout: see there.
        every: see there.
        most_unpacked: see there.
        keep: fields or columns of a record that stand behind the facts as ``input_`` and their name, and in
            ``record`` of whole reports.
        lang: the language of headings. ``zh``: those of a CSV are Chinese instead of the names of the columns. A
            workbook is in Chinese where none is given, or in English for ``en``.
        excel: a CSV begins with a byte order mark, so that Excel shows its Chinese.
        resume: a journal: a run that was ended in the middle is gone on with, nothing twice and nothing lost.
        tell: is called with what came of the run so far, after each chunk.

    Returns:
        What came of it.

    Raises:
        OSError: the output cannot be written.
        ArgumentError: an argument does not fit; the message says what to give.
        UnreadableFileError: see ``iter_reports``; or what an earlier run wrote, or its journal, is not as it was, or
            something else stands where this one writes.
        MissingExtraError: see ``iter_reports``.
    """
    check_limits(workers, timeout, most_unpacked)
    path = None if output is None else Path(output)
    kind = format_of(path, format)
    require_corpus_shape(shape, kind)
    kept = kept_names(keep)
    if path is None and kind in ("parquet", "xlsx"):
        raise ArgumentError(
            "format", f"{kind} cannot be written to standard output; give a file"
        ).in_chinese(f"{kind}不能写到标准输出；请给出文件")
    lang = None if lang is None else language(lang)
    heading = heading_of(kind, shape, kept, lang, excel)
    if kind == "xlsx":
        check_workbook(shape, resume)
    sources = tuple(source) if isinstance(source, list | tuple) else (source,)
    corpus = Corpus(
        sources,
        Fields(text, id, title, kept),
        without=_own(path, resume, sources),
        most_unpacked=most_unpacked,
    )
    summary = Summary(progress=corpus.progress)
    place = None if path is None else Output(path)
    journal = None
    try:
        if place is not None:
            _check_dictionary(place)
        sink = open_sink(place, kind, shape, resume is not None, kept, heading, lang or "zh")
        if resume is not None:
            fields = {"text": text, "id": id, "title": title, "keep": list(kept)}
            about: dict[str, Any] = {"output": str(path), "format": kind, "shape": shape, **fields}
            if lang or excel:
                about |= {"lang": lang, "excel": excel}
            journal = Journal(resume, about)
        wanted = iter_wanted(corpus, summary.counts, every, journal, tells_passed=kind == "xlsx")
        chunks = _counted(iter_chunks(wanted), summary)
        options: dict[str, Any] = {"format": kind, "shape": shape, "keep": kept}
        options |= {"lang": lang or "zh", "every": every}
        job = FactsJob(**options)
        if workers == 1 and timeout is None:
            answers = _answers_here(chunks, job)
        else:
            pool = Pool(workers, ("facts", options), ordered, pool_timeout(workers, timeout))
            answers = _answers_elsewhere(chunks, pool, job, summary)
        with closing(answers):
            words = report_dictionary() if shape == "reports" else data_dictionary(kept)
            _Run(sink, place, journal, summary, tell, words).write(answers)
    finally:
        if journal is not None:
            journal.close()
        if place is not None:
            place.release()
    return summary


def _check_dictionary(output: Output) -> None:
    """Refuse to write over a file that has the name of the data dictionary and is none.

    Raises:
        UnreadableFileError: it is none.
    """
    path = output.beside(DICTIONARY)
    if os.path.lexists(path) and not (is_regular(path) and is_dictionary(path)):
        refuse_left(path)


def _own(
    output: Path | None, resume: str | Path | None, sources: Sequence[Source]
) -> frozenset[str]:
    """Give what a run writes itself, which no run reads.

    Raises:
        ArgumentError: the output is one of the sources.
    """
    if output is None:
        return frozenset()
    for source in sources:
        if isinstance(source, str | Path) and output.exists():
            named = Path(source)
            if named.is_file() and named.samefile(output):
                raise ArgumentError(
                    "output", f"expected a new file, found one that is to be read: {output}"
                ).in_chinese(f"应为新文件，实为要读取的文件：{output}")
    own = beside(output)
    return own if resume is None else own | {os.path.realpath(resume)}


def _counted(chunks: Iterator[list[Item]], summary: Summary) -> Iterator[list[Item]]:
    """Count the copies that are handed over to be read."""
    for chunk in chunks:
        summary.handed += len(chunk)
        yield chunk


_Answers = Generator[tuple[Sequence[Item], Answer], None, None]


def _answers_here(chunks: Iterator[list[Item]], job: FactsJob) -> _Answers:
    for chunk in chunks:
        yield chunk, job.run(chunk, lambda _at: None)


def _answers_elsewhere(
    chunks: Iterator[list[Item]], pool: Pool, job: FactsJob, summary: Summary
) -> _Answers:
    for task in pool.run(chunks):
        summary.counts["restarts"] = pool.restarts
        if task.failure is None:
            yield task.copies, task.answer
        else:
            code = task.failure
            yield task.copies, job.render(pool.failed(item, code) for item in task.copies)


@define
class _Run:
    """What is written, and where it is said what was.

    Attributes:
        sink: where facts go.
        output: the file; None for standard output.
        journal: names the copies that are done; None for none.
        summary: what came of the run.
        tell: is told the summary after each chunk.
        words: the data dictionary.
    """

    sink: Sink
    output: Output | None
    journal: Journal | None
    summary: Summary
    tell: Callable[[Summary], None] | None
    words: dict[str, Any]
    _items: list[Item] = field(factory=list)

    def write(self, answers: _Answers) -> None:
        """Write all answers; the output has its name then."""
        before = self.journal.state if self.journal is not None else None
        if before is not None:
            self.summary.counts["failed_before"] = before["failed"]
        try:
            # while the first answer comes other processes start, and read on while the output is opened
            first = list(islice(answers, 1))
            self.sink.restore(before)
            if self.journal is not None and before is None:
                self._commit()
                if self.output is not None:
                    self.output.keep()
            answered = 0
            for items, (data, counts) in chain(first, answers):
                answered += len(items)
                if self.journal is not None:
                    self._items += items
                self.summary.add(counts)
                if self.sink.write(data):
                    self._commit()
                if self.tell is not None:
                    self.tell(self.summary)
            self._commit()
            if answered != self.summary.handed:
                # a defect of ours: an output that lacks copies must not look whole
                raise RuntimeError(f"{self.summary.handed} copies to read, {answered} answers")
            if self.journal is not None:
                self.summary.counts["gone"] = self.journal.left()
            if self.output is not None:
                words = json.dumps(self.words, ensure_ascii=False, indent=1) + "\n"
                self.output.write_beside(DICTIONARY, words.encode())
            self.sink.finish(self._mark)
        except BaseException:
            self.sink.abandon()
            raise

    def _commit(self) -> None:
        """Say what is done, when it is on the disk."""
        state = self.sink.commit()
        if self.journal is not None:
            failed = self.summary.counts["failed"] + self.summary.counts["failed_before"]
            self.journal.add(self._items, {**state, "failed": failed})
            self._items.clear()

    def _mark(self, state: Any) -> None:
        """Say what the sink has, with no copy more."""
        if self.journal is not None:
            self.journal.add((), {**self.journal.state, **state})
            self.journal.sync()
